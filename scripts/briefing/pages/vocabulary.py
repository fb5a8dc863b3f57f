"""The codes that authors write, and the words that readers see for them: `vocabulary.yml`."""

from pathlib import Path

import msgspec

from ..words import Words
from . import allowed


class Verdict(msgspec.Struct, array_like=True, frozen=True):
    """What checking a claim can find."""

    words: str  # that readers see
    outcome: str  # what it comes to: a code of `found`


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `vocabulary.yml`; each is in the order in which readers see it."""

    kinds: dict[str, str]
    meanings: dict[str, str]
    boxes: dict[str, str]
    words: dict[str, str]
    verdicts: dict[str, Verdict]
    found: dict[str, str]
    extents: dict[str, tuple[str, str]]
    acceptable: dict[str, str]


_LISTS = msgspec.yaml.decode(
    Path(__file__).with_name("vocabulary.yml").read_bytes(), type=Vocabulary
)

# Kind of a claim, as it stands in the margin, by the class that an author gives.
KINDS = Words(_LISTS.kinds)
# What each kind says of a statement, by the same class.
MEANINGS = Words(_LISTS.meanings)
# What a box begins with, by its class.
BOXES = Words(_LISTS.boxes)
# What else the engine says by itself on a page, by the class of the place.
WORDS = Words(_LISTS.words)
# What checking found, by what authors write in `data-check`, mildest first.
VERDICTS = Words({code: verdict.words for code, verdict in _LISTS.verdicts.items()})
# What each verdict comes to: a code of `FOUND`.
OUTCOMES = {code: verdict.outcome for code, verdict in _LISTS.verdicts.items()}
# Words for what verdicts come to.
FOUND = Words(_LISTS.found)
# Verdicts of claims that checking changed.
CHANGED = frozenset(code for code in OUTCOMES if OUTCOMES[code] in {"in-part", "contradicted"})
# How far a source was read, by the `extent` of its entry: in two words, and with `{}` for the day.
EXTENTS = _LISTS.extents
# Faults of a claim that an author can accept, by code, and how the ledger says so.
ACCEPTABLE = Words(_LISTS.acceptable)

# Classes of a paragraph that is left where something was.
ENDS = ("moved", "withdrawn")
# All classes that an author may write, and the elements on which they mean something.
CLASSES: dict[str, list[str]] = {
    **allowed.CLASSES,
    **{kind: ["p", "a"] for kind in KINDS},
    **{f"is-{kind}": ["em"] for kind in KINDS},
}
# Classes of what the engine says by itself within a page: no part of the page's words.
ENGINE_WORDS = allowed.ENGINE_CLASSES
# Label of the note of a source, with `{}` for its key; no note of an author's own begins like it.
NOTE_ID = "cite-{}"
