"""What authors may write and what not, and the words that readers see for it, as the YAML beside this has it."""

from pathlib import Path
from typing import Any

from ..data import read_yaml
from ..words import Words

ALLOWED, REFUSED, _SAID = (
    dict[str, Any](read_yaml(Path(__file__).with_name(f"{name}.yml").read_text("utf-8"))[0])
    for name in ("allowed", "refused", "vocabulary")
)
KINDS, MEANINGS, BOXES, WORDS, FOUND, ACCEPTABLE = (
    Words(_SAID[name]) for name in ("kinds", "meanings", "boxes", "words", "found", "acceptable")
)
VERDICTS = Words({code: words for code, (words, _) in _SAID["verdicts"].items()})
OUTCOMES: dict[str, str] = {
    code: outcome for code, (_, outcome) in _SAID["verdicts"].items()
}  # each a name in `FOUND`
CHANGED = frozenset(
    code for code, outcome in OUTCOMES.items() if outcome in {"in-part", "contradicted"}
)
EXTENTS: dict[str, tuple[str, str]] = {
    code: tuple(words) for code, words in _SAID["extents"].items()
}

ENDS = ("moved", "withdrawn")  # classes of a paragraph that is left where something was
CLASSES: dict[
    str, list[str]
] = {  # all that an author may write, and the elements on which they mean something
    **ALLOWED["classes"],
    **{kind: ["p", "a"] for kind in KINDS},
    **{f"is-{kind}": ["em"] for kind in KINDS},
}
NOTE_ID = "cite-{}"  # label of the note of a source; no note of an author's own begins like it
ENGINE_WORDS = frozenset(ALLOWED["engine"].split())  # classes of what is no part of a page's words
