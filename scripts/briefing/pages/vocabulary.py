"""What authors may write, and the words that readers see for it: `vocabulary.yml` and `allowed.yml`, as the engine uses
them."""

from pathlib import Path
from typing import Any

import yaml

from ..words import Words


def _load(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8")))


ALLOWED, _SAID = _load("allowed.yml"), _load("vocabulary.yml")
KINDS, MEANINGS = Words(_SAID["kinds"]), Words(_SAID["meanings"])
BOXES, WORDS = Words(_SAID["boxes"]), Words(_SAID["words"])
VERDICTS = Words({code: words for code, (words, _) in _SAID["verdicts"].items()})
OUTCOMES: dict[str, str] = {code: outcome for code, (_, outcome) in _SAID["verdicts"].items()}  # each a name in `FOUND`
FOUND = Words(_SAID["found"])
CHANGED = frozenset(code for code, outcome in OUTCOMES.items() if outcome in {"in-part", "contradicted"})
EXTENTS: dict[str, tuple[str, str]] = {code: tuple(words) for code, words in _SAID["extents"].items()}
ACCEPTABLE = Words(_SAID["acceptable"])

ENDS = ("moved", "withdrawn")  # classes of a paragraph that is left where something was
CLASSES: dict[str, tuple[str, ...]] = {  # all that an author may write, and the elements on which they mean something
    **{name: tuple(elements.split()) for elements, names in ALLOWED["classes"].items() for name in names.split()},
    **dict.fromkeys(KINDS, ("p", "a")), **dict.fromkeys(map("is-{}".format, KINDS), ("em",))}
DATA = tuple(name for name in ALLOWED["attributes"] if name.startswith("data-"))  # what an author says in a list
NOTE_ID = "cite-{}"  # label of the note of a source; no note of an author's own begins like it
ENGINE_WORDS = frozenset(ALLOWED["engine"].split())  # classes of what is no part of a page's words
