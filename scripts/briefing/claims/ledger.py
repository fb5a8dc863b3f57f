"""The ledger of claims as data: JSON in the form of `ledger_forms.py`, and CSV (RFC 4180).

Addresses are absolute. No text has a no-break space, which is there for lines to end well.
"""

import csv
import datetime
import io
from collections.abc import Iterator, Mapping, Sequence

from ..pages.vocabulary import KINDS, VERDICTS
from ..sources.entries import Source
from .figure_tables import defuse
from .ledger_forms import (
    LEDGER_SCHEMA,
    Ledger,
    LedgerCheck,
    LedgerClaim,
    LedgerSource,
    LedgerWork,
)
from .records import SourceRecord
from .rows import Row
from .sources import tell_reading
from .speakers import find_speaker
from .statements import Publication, Statement


class _Site:
    """What every member of the ledger needs to know of the site."""

    def __init__(self, about: Publication, sources: Mapping[str, Source]) -> None:
        self.about = about
        self.sources = sources

    def lead(self, address: str) -> str:
        """Return an address on the pages of today."""
        return self.about.site_url + address

    def freeze(self, address: str) -> str | None:
        """Return an address in the edition; None in a draft, whose words no edition keeps."""
        if not self.about.version.number:
            return None
        return self.about.freeze(self.lead(address))


def make_ledger(
    rows: Sequence[Row],
    about: Publication,
    sums: Mapping[str, str],
    *,
    sources: Mapping[str, Source],
    cut_off: datetime.date,
    article: str,
) -> Ledger:
    """Return the ledger of some rows.

    `sums` has those that an edition keeps, by address; `article` is the key of the article that the
    site restates, empty without one.
    """
    site = _Site(about, sources)
    version = about.version
    return Ledger(
        schema=site.lead(LEDGER_SCHEMA),
        title=_plain(about.title),
        address=site.lead(""),
        frozen=site.freeze(""),
        edition=version.number or None,
        state="published" if version.number else "draft",
        day=version.date,
        cut_off=cut_off,
        licence=about.licence,
        article=article or None,
        kinds=_list_words(KINDS),
        verdicts=_list_words(VERDICTS),
        sources={key: _make_work(source) for key, source in sources.items()},
        claims=[_make_claim(row, site, sums.get(row.claim.address, "")) for row in rows],
    )


def write_csv(ledger: Ledger) -> str:
    """Return the statements of a ledger as CSV, each with all that says where it is from.

    Several values in a cell have spaces between, texts in it ` | `.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for claim in ledger.claims:
        cells = dict(_list_cells(ledger, claim))
        writer.writerow([defuse(cells[name]) for name in COLUMNS])
    return file.getvalue()


COLUMNS = (
    "id",
    "address",
    "frozen",
    "edition",
    "state",
    "day",
    "licence",
    "page",
    "section",
    "paragraph",
    "statement",
    "clause",
    "kind",
    "event",
    "article_paragraph",
    "verdict",
    "because",
    "rests_on",
    "sources",
    "source_addresses",
    "source_titles",
    "source_outlets",
    "source_days",
    "source_speakers",
    "source_bears",
    "source_words",
    "source_gaps",
    "checked_against",
    "accepted",
)
"""The columns of the CSV: members of a claim, of the ledger, and of the claim's sources."""

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


def _list_cells(ledger: Ledger, claim: LedgerClaim) -> Iterator[tuple[str, str]]:
    """Yield each column and what stands in it; a source that says nothing there has a –."""
    for name in COLUMNS:
        if name in _OF_SOURCES:
            member, between = _OF_SOURCES[name]
            yield name, between.join(str(getattr(each, member) or "–") for each in claim.sources)
        else:
            yield name, _make_cell(getattr(ledger if name in _OF_LEDGER else claim, name))


def _make_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return str(value)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _plain_or_none(text: str) -> str | None:
    return _plain(text) or None


def _list_words(words: Mapping[str, str]) -> dict[str, str]:
    return {code: _plain(text) for code, text in words.items()}


def _make_work(source: Source) -> LedgerWork:
    return LedgerWork(
        reference=_plain(source.short),
        title=_plain(source.title),
        outlet=_plain_or_none(source.outlet),
        url=_find_address(source),
        day=source.given_date or None,
        kind=_plain(source.kind),
        origin=_plain(source.origin),
        party=_plain_or_none(source.party),
        organ=_plain_or_none(source.organ),
        read=_plain_or_none(tell_reading(source)),
    )


def _find_address(source: Source) -> str | None:
    """Return where a source can be read; what has a DOI needs no other address."""
    if source.url:
        return source.url
    return f"https://doi.org/{source.doi}" if source.doi else None


def _make_claim(row: Row, site: _Site, digest: str) -> LedgerClaim:
    claim = row.claim
    record = claim.record
    return LedgerClaim(
        id=claim.id,
        address=site.lead(claim.address),
        frozen=site.freeze(claim.address),
        edition=site.about.version.number or None,
        day=site.about.version.date,
        page=_plain(claim.page.title),
        section=_plain(claim.section.title),
        paragraph=claim.paragraph,
        statement=_plain(claim.sentence),
        clause=_plain(claim.text),
        kind=record.kind,  # type: ignore[arg-type]  # a claim has none of a note
        event=record.event or None,
        article_paragraph=record.restates,
        verdict=record.verdict,
        because=_plain_or_none(record.because),
        rests_on=record.rests_on,
        sources=_list_sources(claim, site),
        checked_against=row.checked_against,
        accepted=record.accept,
        checks=[_make_check(note, site) for note in row.checks],
        beside=[site.lead(other.address) for other in row.beside],
        sha256=digest or None,
    )


def _make_check(note: Statement, site: _Site) -> LedgerCheck:
    return LedgerCheck(
        address=site.lead(note.address),
        frozen=site.freeze(note.address),
        title=_plain(note.title),
        words=_plain(note.text),
        sources=_list_sources(note, site),
    )


def _list_sources(statement: Statement, site: _Site) -> list[LedgerSource]:
    """Return what is cited for a statement, then what is on record for it besides."""
    keys = dict.fromkeys([*statement.keys, *statement.record.sources])
    known = [site.sources[key] for key in keys if key in site.sources]
    return [_make_source(source, statement) for source in known]


def _make_source(source: Source, statement: Statement) -> LedgerSource:
    record = statement.record.sources.get(source.key)
    read = record or SourceRecord(bears="not-seen")
    speaker = find_speaker(source, record)
    beside = [words for key, words in statement.places if key == source.key]
    return LedgerSource(
        key=source.key,
        cited=source.key in statement.keys,
        words_beside=_plain_or_none("; ".join(beside)),
        address=_find_address(source),
        title=_plain(source.title),
        outlet=_plain_or_none(source.outlet),
        day=source.given_date or None,
        speaker=_plain(speaker.name),
        party=_plain_or_none(speaker.party),
        bears=record.bears if record else None,
        words=_plain_or_none(read.words),
        unseen=_plain_or_none(read.unseen),
        days=read.days,
        gap=_plain_or_none(read.gap),
        held=read.held or None,
    )
