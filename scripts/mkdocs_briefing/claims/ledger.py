"""The ledger of claims: a row for each, what is counted of them, and how they are filtered."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from ..pages.counts import Countable, make_countable
from ..pages.publication import PageAddress
from ..sources.entries import UNREAD
from ..vocabulary import HOW_READ, KINDS, VERDICTS
from .record_files import PageRecords
from .records import Record
from .sources import ListedSource
from .statements import PageEvidence, Statement, StatementIndex


@dataclass(frozen=True)
class Row:
    """One claim as the ledger shows it."""

    claim: Statement
    checks: Sequence[Statement]  # the `check` notes about it
    beside: Sequence[Statement]  # what is ours in the paragraph of a restated claim
    shown_by: Sequence[Statement] = ()  # what is ours and bears it out

    @property
    def parties(self) -> list[str]:
        """The parties to the matter that speak in its sources, each once."""
        return [*dict.fromkeys(cited.party for cited in self.claim.cited if cited.party)]

    @property
    def extent(self) -> str:
        """How far that source was read that was read best; empty without any."""
        read = {cited.source.extent: cited.source.how_read for cited in self.claim.cited}
        return next((read[extent] for extent in HOW_READ if extent in read), "")

    @property
    def is_dependent(self) -> bool:
        """Whether it has several sources, and one speaks in all of them."""
        return len(self.claim.cited) > 1 and len({cited.speaker for cited in self.claim.cited}) == 1

    @property
    def is_judgement(self) -> bool:
        """Whether there is nothing to look up in it."""
        return KINDS[self.claim.record.kind].is_judgement

    @property
    def is_noted(self) -> bool:
        """Whether it bears a note of the article's own."""
        is_cited = any(cited.source.is_of_article for cited in self.claim.cited)
        return self.claim.record.is_restated and is_cited

    @property
    def checked_against(self) -> list[str]:
        """The keys of the sources of its check boxes, and of what bears it out, each once."""
        shown = (*self.checks, *self.shown_by)
        return [*dict.fromkeys(key for statement in shown for key in statement.keys)]


def make_rows(pages: Iterable[PageEvidence], targets: StatementIndex) -> list[Row]:
    """Return a row for each claim, in the order of the pages."""
    return [row for page in pages for row in _make_rows_of_page(page, targets)]


def _make_rows_of_page(page: PageEvidence, targets: StatementIndex) -> Iterator[Row]:
    added = defaultdict[str, list[Statement]](list)
    for claim in page.claims:
        if not claim.record.is_restated:
            added[claim.paragraph].append(claim)
    for claim in page.claims:
        yield Row(
            claim=claim,
            checks=page.notes_on(claim, "check"),
            beside=added[claim.paragraph] if claim.record.is_restated else [],
            shown_by=targets.find_all(claim.record.borne_out_by),
        )


def count(rows: Iterable[Row]) -> Counter[str]:
    """Return how many claims there are in all, of each kind, with each verdict, and of other sorts.

    A verdict is that of what restates the article; ours bear none.
    """
    return Counter(sort for row in rows for sort, is_so in _sort(row).items() if is_so)


def _sort(row: Row) -> dict[str, bool]:
    """Return by each sort whether a claim is of it."""
    claim = row.claim
    return {
        **sort_record(claim.record),
        "all": True,
        "sourced": bool(claim.keys),  # cites a source
        "alone": len(claim.keys) == 1,  # rests on one
        "dependent": row.is_dependent,  # rests on several of one origin
        "parties": bool(row.parties),  # rests on a party to the matter
        "unseen": row.extent == HOW_READ[UNREAD][0],  # rests on sources not seen
    }


def sort_record(record: Record) -> dict[str, bool]:
    """Return by each sort that its record tells whether a claim is of it."""
    return {
        "restated": record.is_restated,
        "added": not record.is_restated,
        "changed": record.verdict_term.is_changed,  # by checking
        record.kind: True,
        record.verdict or record.kind: True,
    }


def list_countable(pages: Iterable[PageRecords]) -> Countable:
    """Return the claims of all pages, as a text counts them."""
    things = list[list[str]]()
    for record in chain.from_iterable(page.claims.values() for page in pages):
        things.append([sort for sort, is_so in sort_record(record).items() if is_so])
    return make_countable(things, ["restated", "added", "changed", *KINDS, *VERDICTS])


def name_theme(page: PageAddress) -> str:
    """Return by which name the filter of the ledger knows a page."""
    return "front" if page.is_front else page.url.strip("/")


def list_themes(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return name and words of each page that has claims, in order: a choice of the filter."""
    pages = dict.fromkeys(row.claim.page for row in rows)
    return [(name_theme(page), page.name) for page in pages]


def list_cited(sources: Iterable[ListedSource]) -> list[tuple[str, str]]:
    """Return key and name of each source that a claim cites, a choice of the filter."""
    cited = [
        (each.source.key, f"{each.source.carrier}, {each.source.when}")
        for each in sources
        if each.claims
    ]
    return sorted(cited, key=lambda choice: choice[1].lower())
