"""The ledger of claims: rows for readers; as data `claims.json`, and CSV (RFC 4180).

What each member of the data means says `docs/schemas/claims.json`, the data dictionary, against
which a test holds them. Addresses are absolute. No text has a no-break space, which is there for
lines to end well.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from ..pages.publication import PageAddress, Publication
from ..sources.entries import UNREAD, Source
from ..text import make_csv
from ..vocabulary import HOW_READ, KINDS, VERDICTS, name_terms
from .evidence import Evidence
from .sources import ListedSource
from .statements import PageEvidence, Statement, Targets

LEDGER_SCHEMA = "schemas/claims.json"  # below docs/
Member = dict[str, Any]


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


def make_rows(pages: Iterable[PageEvidence], targets: Targets) -> list[Row]:
    """Return a row for each claim, in the order of the pages."""
    return [row for page in pages for row in _make_rows_of_page(page, targets)]


def _make_rows_of_page(page: PageEvidence, targets: Targets) -> Iterator[Row]:
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
        "all": True,
        "restated": claim.record.is_restated,
        "added": not claim.record.is_restated,
        "sourced": bool(claim.keys),  # cites a source
        "alone": len(claim.keys) == 1,  # rests on one
        "dependent": row.is_dependent,  # rests on several of one origin
        "parties": bool(row.parties),  # rests on a party to the matter
        "unseen": row.extent == HOW_READ[UNREAD][0],  # rests on sources not seen
        "changed": claim.record.verdict_term.is_changed,  # by checking
        claim.record.kind: True,
        claim.record.verdict or claim.record.kind: True,
    }


def name_theme(page: PageAddress) -> str:
    """Return by which name the filter of the ledger knows a page."""
    return page.url.strip("/") or "front"


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


def make_ledger(
    rows: Sequence[Row], about: Publication, sums: Mapping[str, str], sources: Mapping[str, Source]
) -> Member:
    """Return the ledger of some rows; `sums` has those that an edition keeps, by address."""
    number = about.version.number
    day = about.version.date.isoformat()
    ledger = {
        "$schema": about.site_url + LEDGER_SCHEMA,
        "title": about.title,
        **_locate("", about),
        "edition": number or None,
        "state": about.version.state,
        "day": day,
        "cut_off": about.cut_off.isoformat(),
        "licence": about.licence,
        "article": about.article or None,
        "kinds": name_terms(KINDS),
        "verdicts": name_terms(VERDICTS),
        "sources": {key: _make_work(source) for key, source in sources.items()},
        "claims": [
            {
                "id": row.claim.id,
                **_locate(row.claim.address, about),
                "edition": number or None,
                "day": day,
                **_make_claim(row, about),
                "sha256": sums.get(row.claim.address) or None,
            }
            for row in rows
        ],
    }
    text = msgspec.json.encode(ledger).decode().replace("\u00a0", " ")
    return msgspec.json.decode(text, type=Member)


def _locate(address: str, about: Publication) -> Member:
    """Return where something stands: on the pages of today, and in the edition, if it is one."""
    live = about.site_url + address
    return {"address": live, "frozen": about.freeze(live) if about.version.number else None}


def _make_work(source: Source) -> Member:
    """Return a source as a whole."""
    return {
        "reference": source.short,
        "title": source.title,
        "outlet": source.outlet or None,
        "url": _find_address(source),
        "day": source.given_date or None,
        "kind": source.kind,
        "origin": source.origin,
        "party": source.party or None,
        "organ": source.organ or None,
        "read": source.when_read or None,
    }


def _find_address(source: Source) -> str | None:
    """Return where a source can be read; what has a DOI needs no other address."""
    if source.url:
        return source.url
    return f"https://doi.org/{source.doi}" if source.doi else None


def _make_claim(row: Row, about: Publication) -> Member:
    """Return what a claim says, and what is on record for it."""
    claim, record = row.claim, row.claim.record
    return {
        "page": claim.page.title,
        "section": claim.section.title,
        "paragraph": claim.paragraph,
        "statement": claim.sentence,
        "clause": claim.text,
        "kind": record.kind,
        "event": record.event or None,
        "article_paragraph": int(record.paragraph) if record.is_restated else None,
        "article_place": record.restates,
        "verdict": record.verdict,
        "because": record.because or None,
        "borne_out_by": [*record.borne_out_by],
        "common_knowledge": record.common_knowledge,
        "rests_on": [*record.rests_on],
        "sources": [*map(_make_source, claim.evidence)],
        "checked_against": row.checked_against,
        "accepted": [*record.accept],
        "checks": [
            {
                **_locate(note.address, about),
                "title": note.title,
                "words": note.text,
                "sources": [*map(_make_source, note.evidence)],
            }
            for note in row.checks
        ],
        "beside": [about.site_url + other.address for other in row.beside],
    }


def _make_source(evidence: Evidence) -> Member:
    """Return what one source was seen to bear out of one statement."""
    source, record, held, is_cited = evidence
    return {
        "key": source.key,
        "cited": is_cited,
        "address": _find_address(source),
        "title": source.title,
        "outlet": source.outlet or None,
        "day": source.given_date or None,
        "speaker": evidence.speaker,
        "party": evidence.party or None,
        "bears": record.bears,
        "words": record.words or None,
        "unseen": record.unseen or None,
        "days": [*record.days],
        "gap": record.gap or None,
        "held": held.day if held else None,
    }


_OF_LEDGER = ("state", "licence")
# Columns with a member of each source, and what parts its values.
_OF_SOURCES = {
    "sources": ("key", " "),
    "source_addresses": ("address", " "),
    "source_titles": ("title", " | "),
    "source_outlets": ("outlet", " | "),
    "source_days": ("day", " | "),
    "source_speakers": ("speaker", " | "),
    "source_bears": ("bears", " | "),
    "source_words": ("words", " | "),
    "source_gaps": ("gap", " | "),
}
_OF_CLAIM = (
    "page section paragraph statement clause kind event article_paragraph article_place verdict "
    "because rests_on"
)
COLUMNS = (
    *("id", "address", "frozen", "edition", "state", "day", "licence"),
    *_OF_CLAIM.split(),
    *_OF_SOURCES,
    *("checked_against", "accepted"),
)
"""The columns of the CSV: members of a claim, of the ledger, and of the claim's sources."""


def write_csv(ledger: Member) -> str:
    """Return the statements of a ledger as CSV, each with all that says where it is from.

    Several values in a cell have spaces between, texts in it ` | `.
    """
    rows = [_list_cells(ledger, claim) for claim in ledger["claims"]]
    return make_csv([COLUMNS, *rows], "\n")


def _list_cells(ledger: Member, claim: Member) -> Iterator[str]:
    """Yield what stands in each column; a source that says nothing there has a –."""
    for name in COLUMNS:
        if name in _OF_SOURCES:
            member, between = _OF_SOURCES[name]
            yield between.join(str(source[member] or "–") for source in claim["sources"])
        else:
            yield _make_cell((ledger if name in _OF_LEDGER else claim)[name])


def _make_cell(value: object) -> str:
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
