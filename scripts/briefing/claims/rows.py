"""The rows of the ledger: one for each claim, with all that is shown of it, and what they count."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..pages.vocabulary import CHANGED, KINDS
from ..sources.entries import Source
from ..words import _
from .records import PageAddress, PageEvidence, Statement
from .sources import ListedSource, find_reading, find_unread
from .support import JUDGEMENTS, Record, Support

_WORDS_A_MINUTE = 220  # that a reader reads


@dataclass(frozen=True)
class Row:
    """One claim as the ledger shows it."""

    claim: Statement
    sources: Sequence[Source]  # that it cites
    outcome: str  # what checking it came to, one of `vocabulary.FOUND`
    records: Mapping[str, Record | None]  # by the key of the source
    checks: Sequence[Statement]  # the `check` boxes about it
    beside: Sequence[Statement]  # what was added in the paragraph of a restated claim

    @property
    def parties(self) -> list[str]:
        """The parties to the matter that its sources belong to, each once."""
        parties = (source.party for source in self.sources)
        return [*dict.fromkeys(party for party in parties if party)]

    @property
    def reading(self) -> str:
        """How far that source was read that was read best; empty without any."""
        return find_reading(*self.sources)

    @property
    def is_dependent(self) -> bool:
        """Whether it has several sources, and all go back to one."""
        return len(self.sources) > 1 and len({source.origin for source in self.sources}) == 1

    @property
    def is_judgement(self) -> bool:
        """Whether there is nothing to look up in it."""
        return self.claim.kind in JUDGEMENTS

    @property
    def is_changed(self) -> bool:
        """Whether checking changed something."""
        return self.claim.check in CHANGED

    @property
    def checked_against(self) -> list[str]:
        """The keys of the sources of its check boxes, each once."""
        return [*dict.fromkeys(key for box in self.checks for key in box.keys)]

    @property
    def gaps(self) -> list[Record]:
        """The records that say what their source leaves open."""
        return [record for record in self.records.values() if record and record.gap]


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
    outcomes: Counter[str]

    def share(self, number: int) -> float:
        """Return how many per cent of all claims so many are."""
        if not self.total:
            return 0
        return round(100 * number / self.total, 1)


def make_rows(
    pages: Iterable[PageEvidence], sources: Mapping[str, Source], support: Support
) -> list[Row]:
    """Return a row for each claim, in the order of the pages."""
    rows = list[Row]()
    for page in pages:
        rows += _make_rows_of_page(page, sources, support)
    return rows


def _make_rows_of_page(
    page: PageEvidence, sources: Mapping[str, Source], support: Support
) -> Iterator[Row]:
    checks = _group((box for box in page.boxes if box.kind == "check"), "follows")
    added = _group((claim for claim in page.claims if not claim.is_restated), "paragraph")
    for claim in page.claims:
        yield Row(
            claim=claim,
            sources=[sources[key] for key in claim.keys if key in sources],
            outcome=support.judge(claim),
            records=support.find(claim),
            checks=checks[claim.id],
            beside=added[claim.paragraph] if claim.is_restated else [],
        )


def _group(statements: Iterable[Statement], field: str) -> defaultdict[str, list[Statement]]:
    """Return statements by the value of one of their fields."""
    groups = defaultdict[str, list[Statement]](list)
    for statement in statements:
        groups[getattr(statement, field)].append(statement)
    return groups


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
        outcomes=Counter(row.outcome for row in rows),
    )


def find_restated(rows: Iterable[Row], page: PageAddress) -> list[Row]:
    """Return the rows of a page whose claims restate the article."""
    return [row for row in rows if row.claim.page == page and row.claim.is_restated]


def put_changed_first(rows: Sequence[Row]) -> list[Row]:
    """Return the rows as the ledger has them: those first in which checking changed something."""
    return sorted(rows, key=lambda row: not row.is_changed)


def count_minutes(rows: Iterable[Row]) -> int:
    """Return how long it takes to read the words of all claims, in whole minutes, one at least."""
    words = sum(len(row.claim.text.split()) for row in rows)
    return max(words // _WORDS_A_MINUTE, 1)


def name_theme(page: PageAddress) -> str:
    """Return by which name the filter of the ledger knows a page."""
    return page.url.strip("/") or "front"


def name_page(page: PageAddress) -> str:
    """Return how the ledger calls a page."""
    if page.url:
        return page.title
    return _("Front page")


def list_themes(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return name and words of each page that has claims, in order: a choice of the filter."""
    pages = dict.fromkeys(row.claim.page for row in rows)
    return [(name_theme(page), name_page(page)) for page in pages]


def list_cited(sources: Iterable[ListedSource]) -> list[tuple[str, str]]:
    """Return key and short form of each source that a claim cites, a choice of the filter."""
    cited = []
    for listed in sources:
        if any(use.kind in KINDS for use in listed.uses):
            cited.append((listed.source.key, listed.source.short))
    return sorted(cited, key=lambda choice: choice[1].lower())
