"""The ledger of claims: rows for readers; as data `claims.json`, and CSV (RFC 4180).

What each member of the data means says `docs/schemas/claims.json`, the data dictionary, against
which a test holds them. Addresses are absolute. No text has a no-break space, which is there for
lines to end well.
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..pages.vocabulary import KINDS, VERDICTS
from ..sources.entries import Source
from ..text import defuse
from .record_files import name_pair
from .records import JUDGEMENTS, SourceRecord
from .sources import NOT_SEEN, ListedSource, Speaker, find_reading, find_speaker, tell_reading
from .statements import Knowledge, PageAddress, PageEvidence, Publication, Statement

LEDGER_SCHEMA = "schemas/claims.json"  # below docs/
Member = dict[str, Any]


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
        unseen=sum(row.reading == NOT_SEEN for row in rows),
        changed=sum(row.claim.record.is_changed for row in rows),
        kinds=Counter(row.claim.kind for row in rows),
        verdicts=Counter(row.claim.record.verdict for row in rows if row.claim.record.verdict),
    )


def find_restated(rows: Iterable[Row], page: PageAddress) -> list[Row]:
    """Return the rows of a page whose claims restate the article."""
    return [row for row in rows if row.claim.page == page and row.claim.is_restated]


def put_changed_first(rows: Sequence[Row]) -> list[Row]:
    """Return the rows as the ledger has them: those first in which checking changed something."""
    return sorted(rows, key=lambda row: not row.claim.record.is_changed)


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


class _Site:
    """What every member of the ledger needs to know of the site."""

    def __init__(self, about: Publication, knowledge: Knowledge) -> None:
        self.about = about
        self.knowledge = knowledge

    def lead(self, address: str) -> str:
        """Return an address on the pages of today."""
        return self.about.site_url + address

    def freeze(self, address: str) -> str | None:
        """Return an address in the edition; None in a draft, whose words no edition keeps."""
        if not self.about.version.number:
            return None
        return self.about.freeze(self.lead(address))


def make_ledger(
    rows: Sequence[Row], about: Publication, sums: Mapping[str, str], knowledge: Knowledge
) -> Member:
    """Return the ledger of some rows; `sums` has those that an edition keeps, by address."""
    site = _Site(about, knowledge)
    version = about.version
    return {
        "$schema": site.lead(LEDGER_SCHEMA),
        "title": _plain(about.title),
        "address": site.lead(""),
        "frozen": site.freeze(""),
        "edition": version.number or None,
        "state": "published" if version.number else "draft",
        "day": version.date.isoformat(),
        "cut_off": knowledge.cut_off.isoformat(),
        "licence": about.licence,
        "article": knowledge.article or None,
        "kinds": {code: _plain(text) for code, text in KINDS.items()},
        "verdicts": {code: _plain(text) for code, text in VERDICTS.items()},
        "sources": {key: _make_work(source) for key, source in knowledge.sources.items()},
        "claims": [_make_claim(row, site, sums.get(row.claim.address, "")) for row in rows],
    }


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _plain_or_none(text: str) -> str | None:
    return _plain(text) or None


def _make_work(source: Source) -> Member:
    """Return a source as a whole."""
    return {
        "reference": _plain(source.short),
        "title": _plain(source.title),
        "outlet": _plain_or_none(source.outlet),
        "url": _find_address(source),
        "day": source.given_date or None,
        "kind": _plain(source.kind),
        "origin": _plain(source.origin),
        "party": _plain_or_none(source.party),
        "organ": _plain_or_none(source.organ),
        "read": _plain_or_none(tell_reading(source)),
    }


def _find_address(source: Source) -> str | None:
    """Return where a source can be read; what has a DOI needs no other address."""
    if source.url:
        return source.url
    return f"https://doi.org/{source.doi}" if source.doi else None


def _make_claim(row: Row, site: _Site, digest: str) -> Member:
    claim = row.claim
    record = claim.record
    return {
        "id": claim.id,
        "address": site.lead(claim.address),
        "frozen": site.freeze(claim.address),
        "edition": site.about.version.number or None,
        "day": site.about.version.date.isoformat(),
        "page": _plain(claim.page.title),
        "section": _plain(claim.section.title),
        "paragraph": claim.paragraph,
        "statement": _plain(claim.sentence),
        "clause": _plain(claim.text),
        "kind": record.kind,
        "event": record.event or None,
        "article_paragraph": record.restates,
        "verdict": record.verdict,
        "because": _plain_or_none(record.because),
        "rests_on": [*record.rests_on],
        "sources": _list_sources(claim, site),
        "checked_against": row.checked_against,
        "accepted": [*record.accept],
        "checks": [_make_check(note, site) for note in row.checks],
        "beside": [site.lead(other.address) for other in row.beside],
        "sha256": digest or None,
    }


def _make_check(note: Statement, site: _Site) -> Member:
    """Return a note on a statement: what checking found."""
    return {
        "address": site.lead(note.address),
        "frozen": site.freeze(note.address),
        "title": _plain(note.title),
        "words": _plain(note.text),
        "sources": _list_sources(note, site),
    }


def _list_sources(statement: Statement, site: _Site) -> list[Member]:
    """Return what is cited for a statement, then what is on record for it besides."""
    keys = dict.fromkeys([*statement.keys, *statement.record.sources])
    known = site.knowledge.sources
    return [_make_source(known[key], statement, site.knowledge) for key in keys if key in known]


def _make_source(source: Source, statement: Statement, knowledge: Knowledge) -> Member:
    """Return what one source was seen to bear out of one statement."""
    record = statement.record.sources.get(source.key)
    read = record or SourceRecord(bears="not-seen")
    speaker = find_speaker(source, record)
    held = knowledge.records.held.get(name_pair(statement.id, source.key))
    beside = [words for key, words in statement.places if key == source.key]
    return {
        "key": source.key,
        "cited": source.key in statement.keys,
        "words_beside": _plain_or_none("; ".join(beside)),
        "address": _find_address(source),
        "title": _plain(source.title),
        "outlet": _plain_or_none(source.outlet),
        "day": source.given_date or None,
        "speaker": _plain(speaker.name),
        "party": _plain_or_none(speaker.party),
        "bears": record.bears if record else None,
        "words": _plain_or_none(read.words),
        "unseen": _plain_or_none(read.unseen),
        "days": [*read.days],
        "gap": _plain_or_none(read.gap),
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
    "page section paragraph statement clause kind event article_paragraph verdict because rests_on"
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
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for claim in ledger["claims"]:
        writer.writerow([defuse(cell) for cell in _list_cells(ledger, claim)])
    return file.getvalue()


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
