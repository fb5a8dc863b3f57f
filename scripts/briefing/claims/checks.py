"""What stands behind a paragraph, as the one block beside it shows it.

Of what restates the article, what checking found: each statement that does not simply hold has a
line, the others are counted. Of all, each source once, with the words on which it rests. What is
ours has sources alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from ..dates import format_edtf
from ..pages.vocabulary import CHANGED, VERDICTS
from ..sources.entries import Source
from ..text import count_things
from .later import Earlier
from .markers import NOTE
from .records import NO_WORDS, SourceRecord
from .sources import find_reading
from .speakers import find_speaker
from .statements import Statement

MOST_SOURCES = 4  # that are shown before a reader unfolds more
# How high a paragraph and its block are on a wide screen, in lines of the block; letters are those
# of a line. Most paragraphs have 66 in one, the fullest 70: where one is taken for a line higher
# than it is, its block leaves a hole. It may end so much above its block, and nobody sees a gap.
_LETTERS = 70
_LETTERS_BESIDE = 40
_LINE = 1.6
_BETWEEN_DOUBTS = 0.6
_BETWEEN_SOURCES = 0.3
_OVERHANG = 1.5


@dataclass(frozen=True)
class Doubt:
    """A statement that does not simply hold."""

    id: str  # of its clause
    verdict: str  # its code
    finding: str  # the same in words
    because: str

    @property
    def height(self) -> float:
        """How high it stands in its block."""
        return ceil(len(f"{self.finding} {self.because}") / _LETTERS_BESIDE) + _BETWEEN_DOUBTS

    @property
    def is_changed(self) -> bool:
        """Whether checking changed something."""
        return self.verdict in CHANGED


@dataclass(frozen=True)
class Quoted:
    """Words of a source."""

    words: str
    language: str  # BCP 47 tag, empty where it is not known


@dataclass
class CheckedSource:
    """A source of a paragraph."""

    number: int  # of its note
    note: str  # address of the note
    who: str
    when: str
    party: str  # whose side speaks in it, if that is a party to the matter
    speaker: str  # whose words they are, where it is not the text of the source itself
    reading: str  # how far it was read
    quoted: list[Quoted] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what is left open, and why words were not seen

    @property
    def height(self) -> float:
        """How high it stands in its block, folded."""
        told = " · ".join(
            part
            for part in (f"{self.who}, {self.when}", self.speaker, self.party, self.reading)
            if part
        )
        return ceil(len(told) / _LETTERS_BESIDE) + _BETWEEN_SOURCES


@dataclass(frozen=True)
class Checks:
    """What stands behind a paragraph."""

    doubts: Sequence[Doubt]
    plain: Sequence[str]  # what holds and what is a judgement, counted in words
    earlier: Sequence[Earlier]  # ways back to what it takes further
    sources: Sequence[CheckedSource]
    most: int = MOST_SOURCES  # sources that have room beside the paragraph

    @property
    def first(self) -> Sequence[CheckedSource]:
        """The sources that are shown at once."""
        return self.sources[: self.most]

    @property
    def rest(self) -> Sequence[CheckedSource]:
        """Those that are folded."""
        return self.sources[self.most :]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.doubts or self.plain or self.earlier or self.sources)

    @property
    def rest_summary(self) -> str:
        """What unfolds the others; where all are folded, with what is counted in one line."""
        if self.first:
            return count_things(len(self.rest), "more source")
        return " · ".join([*self.plain, count_things(len(self.rest), "source")])

    @property
    def summary(self) -> str:
        """All of it in one line, for a small screen."""
        counted = Counter(doubt.finding for doubt in self.doubts)
        parts = [f"{number} {finding.lower()}" for finding, number in counted.items()]
        parts += self.plain
        if self.sources:
            parts.append(count_things(len(self.sources), "source"))
        if not parts and self.earlier:
            parts.append("what it takes further")
        return " · ".join(parts)


def gather_checks(
    claims: Sequence[Statement],
    sources: Mapping[str, Source],
    numbers: Mapping[str, int],
    earlier: Sequence[Earlier],
) -> Checks:
    """Return what stands behind a paragraph with some claims.

    `sources` is the bibliography by keys, `numbers` are those of the notes by the same keys, and
    `earlier` are ways back to the claims of other pages that they take further.
    """
    restated = [claim for claim in claims if claim.is_restated]
    doubts = list(_list_doubts(restated))
    plain = list(_count_plain(restated))
    gathered = _gather_sources(claims, sources, numbers)
    above = sum(doubt.height for doubt in doubts) + bool(plain) + _measure_ways(earlier)
    return Checks(
        doubts=doubts,
        plain=plain,
        earlier=earlier,
        sources=gathered,
        most=_count_room(claims, above, gathered),
    )


def _measure_ways(earlier: Sequence[Earlier]) -> float:
    """Return how high the ways back stand in their block: one paragraph of all their names."""
    if not earlier:
        return 0
    told = "; ".join(way.name for way in earlier)
    return ceil(len(f"It takes further: {told}") / _LETTERS_BESIDE) + _BETWEEN_SOURCES


def _count_room(claims: Iterable[Statement], above: float, sources: Sequence[CheckedSource]) -> int:
    """Return how many sources have room beside a paragraph, below what stands `above` them.

    Where not all of them have, the line that unfolds the others needs room as well.
    """
    letters = sum(len(claim.text) for claim in claims)
    room = ceil(letters / _LETTERS) * _LINE + _OVERHANG - above
    if len(sources) <= MOST_SOURCES and sum(source.height for source in sources) <= room:
        return len(sources)
    count = 0
    for source in sources[:MOST_SOURCES]:
        room -= source.height
        if room < 1:
            break
        count += 1
    rest = sources[count:]
    if len(rest) == 1 and rest[0].height < 2:
        count += 1  # one alone that is no higher than what unfolds it
    return count


def _list_doubts(claims: Iterable[Statement]) -> Iterator[Doubt]:
    for claim in claims:
        record = claim.record
        if record.verdict and record.because:
            yield Doubt(claim.id, record.verdict, VERDICTS[record.verdict], record.because)


def _count_plain(claims: Iterable[Statement]) -> Iterator[str]:
    """Yield how many statements hold, and how many are judgements."""
    counts = Counter(claim.record.verdict for claim in claims if not claim.record.because)
    if counts["holds"]:
        yield count_things(counts["holds"], "holds", "hold")
    if counts["judgement"]:
        yield count_things(counts["judgement"], "judgement")


def _gather_sources(
    claims: Iterable[Statement], sources: Mapping[str, Source], numbers: Mapping[str, int]
) -> list[CheckedSource]:
    """Return each source that is cited in some claims once, in the order of the notes."""
    checked = dict[str, CheckedSource]()
    for claim in claims:
        for key in claim.keys:
            source = sources.get(key)
            if source:
                record = claim.record.sources.get(key)
                if key not in checked:
                    checked[key] = _describe(source, record, numbers[key])
                _add_words(checked[key], source, record)
    return sorted(checked.values(), key=lambda source: source.number)


def _describe(source: Source, record: SourceRecord | None, number: int) -> CheckedSource:
    speaker = find_speaker(source, record)
    return CheckedSource(
        number=number,
        note=NOTE + source.key,
        who=source.who,
        when=format_edtf(source.given_date) or "n.d.",
        party=speaker.party,
        speaker=speaker.name if speaker.is_another else "",
        reading=find_reading(source),
    )


def _add_words(checked: CheckedSource, source: Source, record: SourceRecord | None) -> None:
    """Add what a record of a source has of words and remarks, each once."""
    if record is None:
        return
    if record.words not in {"", NO_WORDS}:
        quoted = Quoted(record.words, source.language)
        if quoted not in checked.quoted:
            checked.quoted.append(quoted)
    for note in (record.gap, record.unseen):
        if note and note not in checked.notes:
            checked.notes.append(note)
