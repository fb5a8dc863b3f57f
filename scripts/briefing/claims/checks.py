"""What stands behind a paragraph, as the one block beside it shows it.

Of what restates the article, what checking found: each statement that does not simply hold has a
line, the others are counted. Of all, each source once, with the words on which it rests. What is
ours has sources alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..pages.document import SOURCE_NOTE
from ..sources.entries import Source
from ..text import count_things
from .evidence import Evidence, Quotation
from .notes import WayBack
from .sources import find_extent
from .statements import Statement

MOST_SOURCES = 2  # that are shown in full before a reader unfolds the others
_COMMON = "common knowledge"
_PLAIN = {
    "holds": ("holds", "hold"),
    _COMMON: ("is common knowledge", "are common knowledge"),
    "judgement": ("is a judgement", "are judgements"),
}  # words for one statement and for more, by what was found of them


class CheckedSource(NamedTuple):
    """A source of a paragraph, as each claim of it cites it."""

    number: int  # of its note
    uses: Sequence[Evidence]

    @property
    def source(self) -> Source:
        """What is cited."""
        return self.uses[0].source

    @property
    def note(self) -> str:
        """The address of its note."""
        return f"#{SOURCE_NOTE}{self.source.key}"

    @property
    def extent(self) -> str:
        """How far it was read."""
        return find_extent(self.source)

    @property
    def outlet(self) -> str:
        """Who brings it to readers: an organisation that wrote it, or its outlet."""
        return self.source.carrier

    @property
    def speakers(self) -> list[str]:
        """Who speaks in it for each claim, where that is not the outlet, and for which party."""
        return _list_once(_tell_speaker(cited, self.outlet) for cited in self.uses)

    @property
    def quoted(self) -> list[Quotation]:
        """The words on which the claims rest, each once."""
        found = [cited.quotation for cited in self.uses if cited.quotation]
        return [*{quotation.words: quotation for quotation in found}.values()]

    @property
    def remarks(self) -> list[str]:
        """What is left open, and why words were not seen."""
        records = [cited.record for cited in self.uses]
        return _list_once(text for record in records for text in (record.gap, record.unseen))


def _tell_speaker(cited: Evidence, outlet: str) -> str:
    """Return who speaks in a source, and for which party, without what its outlet says already."""
    parts = list[str]()
    if (cited.record.speaker or cited.source.given_origin) and cited.speaker not in outlet:
        parts.append(cited.speaker)
    if cited.party and not any(cited.party in name for name in (outlet, *parts)):
        parts.append(cited.party.replace(" ", "\u00a0"))
    return ", ".join(parts)


def _list_once(texts: Iterable[str]) -> list[str]:
    """Return texts in their order, each once, and no empty one."""
    return [*dict.fromkeys(filter(None, texts))]


@dataclass(frozen=True)
class Checks:
    """What stands behind a paragraph."""

    doubts: Sequence[Statement]  # restated claims that do not simply hold
    plain: str  # what holds and what is a judgement, counted in words
    shown: Sequence[WayBack]  # ways to what is ours and bears out what holds
    earlier: Sequence[WayBack]  # ways back to what it takes further
    sources: Sequence[CheckedSource]

    @property
    def first(self) -> Sequence[CheckedSource]:
        """The sources that are shown in full: none where a verdict needs the room."""
        return [] if self.doubts else self.sources[:MOST_SOURCES]

    @property
    def rest(self) -> Sequence[CheckedSource]:
        """Those that are named by their outlets, and folded."""
        return self.sources[len(self.first) :]

    @property
    def summary(self) -> str:
        """All but the doubts in one line, for a small screen; empty where there is no more."""
        parts = [self.plain] if self.plain else []
        if self.sources:
            parts.append(count_things(len(self.sources), "source"))
        if not parts and self.earlier:
            parts.append("what it takes further")
        return " · ".join(parts)

    @staticmethod
    def count(ways: Sequence[WayBack]) -> str:
        """Return to how many statements there are ways, in words."""
        return count_things(len(ways), "statement")


def gather_checks(
    claims: Sequence[Statement],
    numbers: Mapping[str, int],
    earlier: Sequence[WayBack] = (),
    shown: Sequence[WayBack] = (),
) -> Checks:
    """Return what stands behind a paragraph with some claims.

    `numbers` are those of the notes by the keys of sources. `earlier` are ways back to the claims
    of other pages that they take further, `shown` those to what bears them out.
    """
    restated = [claim for claim in claims if claim.record.is_restated]
    return Checks(
        doubts=[claim for claim in restated if claim.record.verdict and claim.record.because],
        plain=_count_plain(restated),
        shown=shown,
        earlier=earlier,
        sources=_gather_sources(claims, numbers),
    )


def _count_plain(claims: Iterable[Statement]) -> str:
    """Return how many statements hold, and how many are judgements; empty where none holds."""
    records = [claim.record for claim in claims if not claim.record.because]
    counts = Counter(_COMMON if each.common_knowledge else each.verdict for each in records)
    told = [count_things(counts[sort], *words) for sort, words in _PLAIN.items() if counts[sort]]
    if not told or counts["judgement"] == counts.total():
        return ""
    number, found = told[0].split(" ", 1)  # the first says what is counted
    return ", ".join([f"{count_things(int(number), 'statement')} {found}", *told[1:]])


def _gather_sources(claims: Iterable[Statement], numbers: Mapping[str, int]) -> list[CheckedSource]:
    """Return each source that is cited in some claims once, in the order of the notes."""
    uses = defaultdict[str, list[Evidence]](list)
    for cited in (cited for claim in claims for cited in claim.cited):
        uses[cited.source.key].append(cited)
    return sorted(CheckedSource(numbers[key], each) for key, each in uses.items())
