"""What is said of a source: of what kind it is, whose, and how far it was read; and the list of all for `/sources/`.

An entry of the bibliography says it: `read` (a day) and `extent`, beside `origin`, `party` and `organ`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..dates import format_edtf
from ..pages.vocabulary import EXTENTS
from ..sources.bibliography import Source
from ..sources.links import Links, normalise
from ..words import _, find
from .records import PageEvidence, Passage

_LABELS = ("Checked", "Not checked", "Defect")
_REMARK = re.compile(rf"({'|'.join(_LABELS)}): (.*?)(?=\s(?:{'|'.join(_LABELS)}):|$)", re.S)


@dataclass(frozen=True)
class SourceView:
    """One source as `/sources/` shows it."""

    source: Source
    uses: Sequence[Passage]  # the claims and boxes that cite it
    seen: date | None  # last day on which its address answered, as far as is known
    gone: date | None  # day since which nothing is there, where somebody has found that
    reading: str  # how far it was read, and on which day, in words
    state: str  # the same in two words
    remarks: Mapping[str, list[str]]  # what its annotation says after each of `_LABELS`, in their order


def view_sources(sources: Mapping[str, Source], pages: Sequence[PageEvidence], links: Links) -> list[SourceView]:
    """Return all sources: those of the article in its order, then ours by the names that head them."""
    uses, views = defaultdict[str, list[Passage]](list), []
    for key, use in ((key, passage) for page in pages for passage in page.passages for key in passage.keys):
        uses[key].append(use)
    for source in sources.values():
        place, found = normalise(source.get("url")), _REMARK.findall(source.get("annotation"))
        remarks = {find(label): [text for name, text in found if name == label] for label in _LABELS}
        views.append(SourceView(source, uses[source.key], links.seen.get(place), links.gone.get(place),
                                tell_reading(source), find_reading([source]), remarks))
    return sorted(views, key=lambda view: view.source.short.removeprefix("The ")
                  if "article" not in view.source.keywords else "")


def find_reading(sources: Iterable[Source]) -> str:
    """Return in words how far that of some sources was read which was read best; empty where no entry says it."""
    given = {source.get("extent") for source in sources}
    return next((find(words) for extent, (words, __) in EXTENTS.items() if extent in given), "")


def tell_reading(source: Source) -> str:
    """Return how far a source was read, and on which day; empty where its entry does not say."""
    return find(EXTENTS.get(source.get("extent"), ("", ""))[1]).format(format_edtf(source.get("read")))


def describe(source: Source) -> tuple[str, str]:
    """Return of what kind a source is, whose organ if it is one of a party, and how far it was read: in short, and as a
    sentence that says whose text it is as well."""
    party = _("party: {state}", state=source.get("party")) if source.get("party") else ""
    kind = [source.get("entrysubtype"), ", ".join(filter(None, (party, source.get("organ"))))]
    is_known = not source.get("origin") or source.origin in source.short
    origin = "" if is_known else _("goes back to {origin}", origin=source.origin)
    text = "; ".join(filter(None, (*kind, origin, tell_reading(source))))
    return ("\u00a0· ".join(filter(None, (*kind, find_reading([source])))),
            f"{text[:1].upper()}{text[1:]}." if text else "")
