"""The rows of the ledger: one for each claim, with all that is shown of it, and what they count."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..pages.vocabulary import CHANGED
from ..sources.entries import Source
from .records import JUDGEMENTS
from .sources import ListedSource, Speaker, find_reading, find_speaker, find_unread
from .statements import PageAddress, PageEvidence, Statement


@dataclass(frozen=True)
class Row:
    """One claim as the ledger shows it."""

    claim: Statement
    sources: Sequence[Source]  # that it cites
    checks: Sequence[Statement]  # the `check` notes about it
    beside: Sequence[Statement]  # what is ours in the paragraph of a restated claim

    @property
    def speakers(self) -> dict[str, Speaker]:
        """Who speaks in each of its sources, by citation key."""
        records = self.claim.record.sources
        return {
            source.key: find_speaker(source, records.get(source.key)) for source in self.sources
        }

    @property
    def parties(self) -> list[str]:
        """The parties to the matter that speak in its sources, each once."""
        parties = (speaker.party for speaker in self.speakers.values())
        return [*dict.fromkeys(party for party in parties if party)]

    @property
    def reading(self) -> str:
        """How far that source was read that was read best; empty without any."""
        return find_reading(*self.sources)

    @property
    def is_dependent(self) -> bool:
        """Whether it has several sources, and one speaks in all of them."""
        names = {speaker.name for speaker in self.speakers.values()}
        return len(self.sources) > 1 and len(names) == 1

    @property
    def is_judgement(self) -> bool:
        """Whether there is nothing to look up in it."""
        return self.claim.kind in JUDGEMENTS

    @property
    def is_noted(self) -> bool:
        """Whether it bears a note of the article's own."""
        cited = any("article" in source.keywords for source in self.sources)
        return self.claim.is_restated and cited

    @property
    def is_changed(self) -> bool:
        """Whether checking changed something."""
        return self.claim.record.verdict in CHANGED

    @property
    def checked_against(self) -> list[str]:
        """The keys of the sources of its check boxes, each once."""
        return [*dict.fromkeys(key for box in self.checks for key in box.keys)]


@dataclass(frozen=True)
class Counts:
    """How many claims some rows have, in all and of each sort."""

    total: int
    restated: int
    added: int
    judgements: int
    sourced: int  # that cite a source
    alone: int  # that rest on one source
    dependent: int  # that rest on several sources of one origin
    of_parties: int  # that rest on a party to the matter
    unseen: int  # that rest on sources not seen
    changed: int  # by checking
    kinds: Counter[str]
    verdicts: Counter[str]  # of what restates the article; ours bear none

    def share(self, number: int) -> float:
        """Return how many per cent of all claims so many are."""
        if not self.total:
            return 0
        return round(100 * number / self.total, 1)


def make_rows(pages: Iterable[PageEvidence], sources: Mapping[str, Source]) -> list[Row]:
    """Return a row for each claim, in the order of the pages."""
    rows = list[Row]()
    for page in pages:
        rows += _make_rows_of_page(page, sources)
    return rows


def _make_rows_of_page(page: PageEvidence, sources: Mapping[str, Source]) -> Iterator[Row]:
    checks = defaultdict[str, list[Statement]](list)
    for note in page.notes:
        if note.kind == "check":
            checks[note.about].append(note)
    added = defaultdict[str, list[Statement]](list)
    for claim in page.claims:
        if not claim.is_restated:
            added[claim.paragraph].append(claim)
    for claim in page.claims:
        yield Row(
            claim=claim,
            sources=[sources[key] for key in claim.keys if key in sources],
            checks=checks[claim.id],
            beside=added[claim.paragraph] if claim.is_restated else [],
        )


def count(rows: Sequence[Row]) -> Counts:
    """Return how many claims there are of each sort."""
    unread = find_unread()
    restated = sum(row.claim.is_restated for row in rows)
    return Counts(
        total=len(rows),
        restated=restated,
        added=len(rows) - restated,
        judgements=sum(row.is_judgement for row in rows),
        sourced=sum(bool(row.claim.keys) for row in rows),
        alone=sum(len(row.claim.keys) == 1 for row in rows),
        dependent=sum(row.is_dependent for row in rows),
        of_parties=sum(bool(row.parties) for row in rows),
        unseen=sum(row.reading == unread for row in rows),
        changed=sum(row.is_changed for row in rows),
        kinds=Counter(row.claim.kind for row in rows),
        verdicts=Counter(row.claim.record.verdict for row in rows if row.claim.record.verdict),
    )


def find_restated(rows: Iterable[Row], page: PageAddress) -> list[Row]:
    """Return the rows of a page whose claims restate the article."""
    return [row for row in rows if row.claim.page == page and row.claim.is_restated]


def put_changed_first(rows: Sequence[Row]) -> list[Row]:
    """Return the rows as the ledger has them: those first in which checking changed something."""
    return sorted(rows, key=lambda row: not row.is_changed)


def name_theme(page: PageAddress) -> str:
    """Return by which name the filter of the ledger knows a page."""
    return page.url.strip("/") or "front"


def name_page(page: PageAddress) -> str:
    """Return how the ledger calls a page."""
    if page.url:
        return page.title
    return "Front page"


def list_themes(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return name and words of each page that has claims, in order: a choice of the filter."""
    pages = dict.fromkeys(row.claim.page for row in rows)
    return [(name_theme(page), name_page(page)) for page in pages]


def list_cited(sources: Iterable[ListedSource]) -> list[tuple[str, str]]:
    """Return key and short form of each source that a claim cites, a choice of the filter."""
    cited = []
    for listed in sources:
        if listed.claims:
            cited.append((listed.source.key, listed.source.short))
    return sorted(cited, key=lambda choice: choice[1].lower())
