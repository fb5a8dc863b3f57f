"""What stands behind a paragraph, as the one block beside it shows it.

First what was found of its statements, a line each (`findings.py`); then each source once, in the
order of the sentence, with the words on which it rests.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..dates import shorten_edtf
from ..sources.entries import Source
from ..text import count_things
from .evidence import Evidence, Quotation
from .findings import Findings
from .page_notes import WayBack
from .statements import Statement

MOST_SOURCES = 3
"""That are shown before a reader unfolds the others."""


class CheckedSource(NamedTuple):
    """A source of a paragraph, as each claim of it cites it."""

    number: int  # of its note
    uses: Sequence[Evidence]

    @property
    def source(self) -> Source:
        """What is cited."""
        return self.uses[0].source

    @property
    def when(self) -> str:
        """Its date, in few letters."""
        return shorten_edtf(self.source.given_date) or self.source.when

    @property
    def outlet(self) -> str:
        """Who brings it to readers: an organisation that wrote it, or its outlet."""
        return self.source.carrier

    @property
    def speakers(self) -> list[str]:
        """Who speaks in it for each claim, where that is not the outlet, and for which party."""
        return _list_once(_name_speaker(cited, self.outlet) for cited in self.uses)

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


def _name_speaker(cited: Evidence, outlet: str) -> str:
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

    found: Findings
    sources: Sequence[CheckedSource]
    shown: Sequence[WayBack]  # ways to what is ours and bears out what holds
    earlier: Sequence[WayBack]  # ways back to what it takes further

    @property
    def first(self) -> Sequence[CheckedSource]:
        """The sources that are shown at once."""
        return self.sources[:MOST_SOURCES]

    @property
    def rest(self) -> Sequence[CheckedSource]:
        """Those that are folded once more."""
        return self.sources[MOST_SOURCES:]

    @property
    def summary(self) -> str:
        """What is folded, in one line; empty where there is nothing."""
        if self.sources:
            return count_things(len(self.sources), "source")
        if self.shown:
            return "What bears it out"
        return f"Rests on {self.count(self.earlier)}" if self.earlier else ""

    @staticmethod
    def count(ways: Sequence[WayBack]) -> str:
        """Return to how many statements there are ways, in words."""
        return count_things(len(ways), "statement")


def gather_sources(claims: Iterable[Statement], numbers: Mapping[str, int]) -> list[CheckedSource]:
    """Return each source that is cited in some claims once, in the order of the sentence.

    `numbers` are those of the notes by the keys of sources.
    """
    uses = defaultdict[str, list[Evidence]](list)
    for cited in (cited for claim in claims for cited in claim.cited):
        uses[cited.source.key].append(cited)
    return [CheckedSource(numbers[key], each) for key, each in uses.items()]
