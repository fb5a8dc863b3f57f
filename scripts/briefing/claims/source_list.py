"""The list of sources, as `/sources/` shows it: what was checked in each, what rests on it, and whether it still holds.

One that no longer holds was *retracted* by whoever published it, or is *gone* from its address.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..sources.bibliography import Source
from ..sources.links import NONE, Links, normalise
from ..words import Words, find
from .records import Labelled, PageEvidence
from .support import find_reading, tell_reading

_LABELS = ("Checked", "Not checked", "Defect")
_REMARK = re.compile(rf"({'|'.join(_LABELS)}): (.*?)(?=\s(?:{'|'.join(_LABELS)}):|$)", re.S)
_SIGNS = Words({"gone": "<span data-derived><strong>Gone from this address.</strong></span>",
                "retracted": "<strong>Retracted.</strong>"})
"""What stands behind the note of a source that a person gave this keyword, as HTML; the graver state last. That an
address is gone is no change of our words."""


@dataclass(frozen=True)
class SourceView:
    """One source as `/sources/` shows it."""

    source: Source
    uses: Sequence[Labelled]  # the claims and boxes that cite it
    seen: date | None  # last day on which its address answered, as far as is known
    gone: date | None  # day since which nothing is there, where somebody has found that
    reading: str  # how far it was read, and on which day, in words
    state: str  # the same in two words
    remarks: Mapping[str, list[str]]  # what its annotation says after each of `_LABELS`, in their order


def view_sources(sources: Mapping[str, Source], pages: Sequence[PageEvidence], links: Links) -> list[SourceView]:
    """Return all sources: those of the article in its order, then ours by the names that head them."""
    uses = defaultdict[str, list[Labelled]](list)
    for use in (use for page in pages for use in page.passages):
        for key in use.keys:
            uses[key].append(use)
    return [_view(source, uses[source.key], links) for source in sorted(sources.values(), key=_order)]


def _view(source: Source, uses: Sequence[Labelled], links: Links) -> SourceView:
    place, found = normalise(source.get("url")), _REMARK.findall(source.get("annotation"))
    remarks = {find(label): texts for label in _LABELS if (texts := [text for name, text in found if name == label])}
    return SourceView(source, uses, links.seen.get(place), links.gone.get(place), tell_reading(source),
                      find_reading([source]), remarks)


def _order(source: Source) -> str:
    return source.short.removeprefix("The ") if "article" not in source.keywords else ""


def find_states(sources: Mapping[str, Source], links: Links) -> dict[str, str]:
    """Return `retracted` or `gone` by key; a source without either is left out."""
    states = {key: "gone" for key, source in sources.items() if normalise(source.get("url")) in links.gone}
    return states | {key: sign for sign in _SIGNS for key, source in sources.items() if sign in source.keywords}


def mark_notes(sources: Mapping[str, Source], notes: Mapping[str, str]) -> dict[str, str]:
    """Return the notes, with a sign behind that of each source that a person has found to hold no longer."""
    states = find_states(sources, NONE)
    return {key: f"{note} {_SIGNS[states[key]]}" if key in states else note for key, note in notes.items()}
