"""What stands behind a paragraph, as the one block beside it shows it.

Of what restates the article, what checking found: each statement that does not simply hold has a
line, the others are counted. Of all, each source once, with the words on which it rests. What is
ours has sources alone.

What came later is told on one page, `since.md`. A forecast leads there to its reading; any other
claim to the first statement there that follows it, by its record, or rests on it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..pages.document import SOURCE_NOTE, make_url
from ..pages.vocabulary import VERDICTS
from ..sources.entries import Source
from ..text import count_things
from .notes import WayBack
from .records import PageRecords, Record, Records, SourceRecord
from .sources import Quotation, find_reading, find_speaker, quote
from .statements import SINCE_PAGE, Statement

MOST_SOURCES = 2  # that are shown in full before a reader unfolds the others


@dataclass(frozen=True)
class Doubt:
    """A statement that does not simply hold."""

    id: str  # of its clause
    verdict: str  # its code
    finding: str  # the same in words
    because: str


@dataclass
class CheckedSource:
    """A source of a paragraph."""

    number: int  # of its note
    note: str  # address of the note
    outlet: str
    when: str
    reading: str  # how far it was read
    # Who speaks in it, where that is not the outlet, and for which party; each claim may have it
    # for the words of another.
    speakers: list[str] = field(default_factory=list)
    quoted: list[Quotation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what is left open, and why words were not seen


@dataclass(frozen=True)
class Checks:
    """What stands behind a paragraph."""

    doubts: Sequence[Doubt]
    plain: Sequence[str]  # what holds and what is a judgement, counted in words
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
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.doubts or self.plain or self.earlier or self.sources)

    @property
    def summary(self) -> str:
        """All but the doubts in one line, for a small screen; empty where there is no more."""
        parts = [*self.plain]
        if self.sources:
            parts.append(count_things(len(self.sources), "source"))
        if not parts and self.earlier:
            parts.append("what it takes further")
        return " · ".join(parts)

    @property
    def count_earlier(self) -> str:
        """How many statements it takes further, in words."""
        return count_things(len(self.earlier), "statement")


def gather_checks(
    claims: Sequence[Statement],
    sources: Mapping[str, Source],
    numbers: Mapping[str, int],
    earlier: Sequence[WayBack],
) -> Checks:
    """Return what stands behind a paragraph with some claims.

    `sources` is the bibliography by keys, `numbers` are those of the notes by the same keys, and
    `earlier` are ways back to the claims of other pages that they take further.
    """
    restated = [claim for claim in claims if claim.is_restated]
    return Checks(
        doubts=[*_list_doubts(restated)],
        plain=[*_count_plain(restated)],
        earlier=earlier,
        sources=_gather_sources(claims, sources, numbers),
    )


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
                if key not in checked:
                    checked[key] = _describe(source, numbers[key])
                _add_record(checked[key], source, claim.record.sources.get(key))
    return sorted(checked.values(), key=lambda source: source.number)


def _describe(source: Source, number: int) -> CheckedSource:
    return CheckedSource(
        number=number,
        note=f"#{SOURCE_NOTE}{source.key}",
        outlet=_find_outlet(source),
        when=source.when,
        reading=find_reading(source),
    )


def _find_outlet(source: Source) -> str:
    """Return who brings a source to readers: an organisation that wrote it, or its outlet."""
    for name in source.authors:
        if "literal" in name:
            return name["literal"]
    return source.outlet or source.who


def _tell_speaker(source: Source, record: SourceRecord | None, outlet: str) -> str:
    """Return who speaks in a source, and for which party, without what its outlet says already."""
    speaker = find_speaker(source, record)
    parts = list[str]()
    if (speaker.is_another or source.given_origin) and speaker.name not in outlet:
        parts.append(speaker.name)
    if speaker.party and not any(speaker.party in name for name in (outlet, *parts)):
        parts.append(speaker.party.replace(" ", "\u00a0"))
    return ", ".join(parts)


def _add_record(checked: CheckedSource, source: Source, record: SourceRecord | None) -> None:
    """Add what a record of a source has of speakers, words and remarks, each once."""
    speaker = _tell_speaker(source, record, checked.outlet)
    if speaker and speaker not in checked.speakers:
        checked.speakers.append(speaker)
    if record is None:
        return
    quotation = quote(source, record)
    if quotation and quotation.words not in {other.words for other in checked.quoted}:
        checked.quoted.append(quotation)
    for note in (record.gap, record.unseen):
        if note and note not in checked.notes:
            checked.notes.append(note)


def lead_to_later(records: Records, forecasts: Iterable[str]) -> dict[str, str]:
    """Return by the ids of earlier claims the address, from the root, of what came later.

    `forecasts` are the ids of claims that have a reading.
    """
    later = {name: f"{make_url(SINCE_PAGE)}#{name}" for name in forecasts}
    pages = _find_pages(records)
    for name, record in _list_later(records):
        for earlier in _list_followed(record, pages):
            later.setdefault(earlier, f"{make_url(SINCE_PAGE)}#{name}")
    return later


def lead_to_earlier(records: Records) -> dict[str, list[WayBack]]:
    """Return by the ids of later statements the ways back to the claims that they follow.

    Addresses are from the root of the site.
    """
    pages = _find_pages(records)
    ways = dict[str, list[WayBack]]()
    for name, record in _list_later(records):
        for earlier in _list_followed(record, pages):
            uri = pages[earlier]
            words = records.of_page(uri).records[earlier].says or earlier.replace("-", " ")
            ways.setdefault(name, []).append(WayBack(f"{make_url(uri)}#{earlier}", words))
    return ways


def list_ways(
    names: Iterable[str], earlier: Mapping[str, Iterable[WayBack]], root: str
) -> list[WayBack]:
    """Return the ways back from some statements, each once; `root` leads to the root of the site.

    `earlier` has those of each statement by its id, from there.
    """
    ways = dict[WayBack, None]()
    for name in names:
        for way in earlier.get(name, ()):
            ways[way._replace(address=root + way.address)] = None
    return list(ways)


def _find_pages(records: Records) -> Mapping[str, str]:
    """Return the page of each claim that stands elsewhere, by its id."""
    pages = dict[str, str]()
    for uri, page in records.pages.items():
        if uri != SINCE_PAGE:
            pages |= dict.fromkeys(_list_claims(page), uri)
    return pages


def _list_claims(page: PageRecords) -> Iterator[str]:
    for name, record in page.records.items():
        if not record.is_note:
            yield name


def _list_later(records: Records) -> Iterator[tuple[str, Record]]:
    """Yield the statements of the page of what came later, with their ids."""
    page = records.of_page(SINCE_PAGE)
    for name in _list_claims(page):
        yield name, page.records[name]


def _list_followed(record: Record, pages: Mapping[str, str]) -> list[str]:
    """Return the ids of the claims of other pages that a later statement follows or rests on."""
    named = dict.fromkeys((*record.follows, *record.rests_on))
    return [name for name in named if name in pages]
