"""The ledger of claims as data: JSON in the form of `docs/schemas/claims.json`, and CSV (RFC 4180).

Addresses are absolute. No text has a no-break space, which is there for lines to end well.
"""

import csv
import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from ..pages.vocabulary import KINDS, VERDICTS
from ..sources.entries import Source
from ..words import Words
from .figure_tables import defuse
from .records import SourceRecord
from .rows import Row
from .sources import tell_reading
from .statements import Publication, Statement

_COLUMNS = (
    "id",
    "address",
    "page",
    "section",
    "statement",
    "kind",
    "event",
    "article_paragraph",
    "verdict",
    "because",
    "sources",
    "checked_against",
    "accepted",
)
"""Members of a claim that are columns of the CSV."""


class Sum(Protocol):
    """What an edition keeps of a statement."""

    @property
    def sha256(self) -> str:
        """The sum of what it says; empty where none was made."""


class LedgerSource(msgspec.Struct, frozen=True):
    """A source."""

    reference: str  # in short
    url: str | None
    kind: str
    origin: str
    party: str | None
    organ: str | None
    read: str | None


class LedgerRecord(msgspec.Struct, frozen=True):
    """What a source was seen to bear out of a claim."""

    source: str  # citation key
    bears: str
    words: str | None  # as the source has them, `none` where there are none
    unseen: str | None
    speaker: str | None
    party: str | None  # of the speaker
    days: Sequence[str]
    gap: str | None
    held: str | None


class LedgerCheck(msgspec.Struct, frozen=True):
    """A note on a claim: what checking found."""

    address: str
    title: str
    words: str
    sources: Sequence[str]  # citation keys
    records: Sequence[LedgerRecord]


class LedgerClaim(msgspec.Struct, frozen=True):
    """A claim."""

    id: str
    address: str
    page: str
    section: str
    statement: str  # a sentence that can be read alone
    clause: str  # as it stands in the text
    kind: str
    event: str | None
    article_paragraph: int | None
    verdict: str | None
    because: str | None
    rests_on: Sequence[str]
    sources: Sequence[str]  # citation keys
    checked_against: Sequence[str]  # citation keys
    accepted: Sequence[str]
    checks: Sequence[LedgerCheck]
    beside: Sequence[str]
    records: Sequence[LedgerRecord]
    sha256: str | None


class Ledger(msgspec.Struct, frozen=True, rename={"schema": "$schema"}):
    """The whole ledger."""

    schema: str
    title: str
    cut_off: datetime.date
    edition: str
    date: datetime.date
    licence: str
    article: str | None
    kinds: Mapping[str, str]
    verdicts: Mapping[str, str]
    sources: Mapping[str, LedgerSource]
    claims: Sequence[LedgerClaim]


def make_ledger(
    rows: Sequence[Row],
    about: Publication,
    passages: Mapping[str, Sum],
    *,
    sources: Mapping[str, Source],
    cut_off: datetime.date,
    article: str,
) -> Ledger:
    """Return the ledger of some rows.

    `passages` has what an edition keeps by address, `article` is the key of the article that the
    site restates, empty without one.
    """
    site = about.site_url
    return Ledger(
        schema=f"{site}schemas/claims.json",
        title=_plain(about.title),
        cut_off=cut_off,
        edition=_plain(about.version.name),
        date=about.version.date,
        licence=about.licence,
        article=article or None,
        kinds=_list_words(KINDS),
        verdicts=_list_words(VERDICTS),
        sources={key: _make_source(source) for key, source in sources.items()},
        claims=[_make_claim(row, site, passages.get(row.claim.address)) for row in rows],
    )


def write_csv(ledger: Ledger) -> str:
    """Return the claims of a ledger as CSV, several values in a cell with spaces between."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for claim in ledger.claims:
        writer.writerow([_make_cell(getattr(claim, name)) for name in _COLUMNS])
    return file.getvalue()


def _make_cell(value: str | int | Sequence[str] | None) -> str:
    if value is None:
        return ""
    return defuse(str(value) if isinstance(value, str | int) else " ".join(value))


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _plain_or_none(text: str) -> str | None:
    return _plain(text) or None


def _list_words(words: Words) -> dict[str, str]:
    return {code: _plain(text) for code, text in words.items()}


def _make_source(source: Source) -> LedgerSource:
    return LedgerSource(
        reference=_plain(source.short),
        url=source.url or None,
        kind=_plain(source.entrysubtype),
        origin=_plain(source.origin),
        party=_plain_or_none(source.party),
        organ=_plain_or_none(source.organ),
        read=_plain_or_none(tell_reading(source)),
    )


def _make_claim(row: Row, site: str, passage: Sum | None) -> LedgerClaim:
    claim = row.claim
    record = claim.record
    return LedgerClaim(
        id=claim.id,
        address=site + claim.address,
        page=_plain(claim.page.title),
        section=_plain(claim.section.title),
        statement=_plain(claim.sentence),
        clause=_plain(claim.text),
        kind=claim.kind,
        event=record.event or None,
        article_paragraph=record.restates,
        verdict=record.verdict,
        because=_plain_or_none(record.because),
        rests_on=record.rests_on,
        sources=claim.keys,
        checked_against=row.checked_against,
        accepted=record.accept,
        checks=[_make_check(note, site) for note in row.checks],
        beside=[site + other.address for other in row.beside],
        records=_list_records(claim),
        sha256=(passage.sha256 or None) if passage else None,
    )


def _make_check(note: Statement, site: str) -> LedgerCheck:
    return LedgerCheck(
        address=site + note.address,
        title=_plain(note.title),
        words=_plain(note.text),
        sources=note.keys,
        records=_list_records(note),
    )


def _list_records(statement: Statement) -> list[LedgerRecord]:
    records = statement.record.sources
    return [_make_record(key, record) for key, record in records.items()]


def _make_record(key: str, record: SourceRecord) -> LedgerRecord:
    return LedgerRecord(
        source=key,
        bears=record.bears,
        words=_plain_or_none(record.words),
        unseen=_plain_or_none(record.unseen),
        speaker=_plain_or_none(record.speaker),
        party=_plain_or_none(record.party),
        days=record.days,
        gap=_plain_or_none(record.gap),
        held=record.held or None,
    )
