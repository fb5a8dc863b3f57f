"""The ledger of claims as data: `claims.json`, and CSV (RFC 4180).

What each member means says `docs/schemas/claims.json`, the data dictionary, against which a test
holds them. Addresses are absolute. No text has a no-break space, which is there for lines to end
well.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..pages.vocabulary import KINDS, VERDICTS
from ..sources.entries import Source
from ..text import defuse
from .facts import Facts
from .held import name_pair
from .records import SourceRecord
from .rows import Row
from .sources import find_speaker, tell_reading
from .statements import Publication, Statement

LEDGER_SCHEMA = "schemas/claims.json"  # below docs/
Member = dict[str, Any]


class _Site:
    """What every member of the ledger needs to know of the site."""

    def __init__(self, about: Publication, facts: Facts) -> None:
        self.about = about
        self.facts = facts

    def lead(self, address: str) -> str:
        """Return an address on the pages of today."""
        return self.about.site_url + address

    def freeze(self, address: str) -> str | None:
        """Return an address in the edition; None in a draft, whose words no edition keeps."""
        if not self.about.version.number:
            return None
        return self.about.freeze(self.lead(address))


def make_ledger(
    rows: Sequence[Row], about: Publication, sums: Mapping[str, str], facts: Facts
) -> Member:
    """Return the ledger of some rows; `sums` has those that an edition keeps, by address."""
    site = _Site(about, facts)
    version = about.version
    return {
        "$schema": site.lead(LEDGER_SCHEMA),
        "title": _plain(about.title),
        "address": site.lead(""),
        "frozen": site.freeze(""),
        "edition": version.number or None,
        "state": "published" if version.number else "draft",
        "day": version.date.isoformat(),
        "cut_off": facts.cut_off.isoformat(),
        "licence": about.licence,
        "article": facts.article or None,
        "kinds": {code: _plain(text) for code, text in KINDS.items()},
        "verdicts": {code: _plain(text) for code, text in VERDICTS.items()},
        "sources": {key: _make_work(source) for key, source in facts.sources.items()},
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
    known = site.facts.sources
    return [_make_source(known[key], statement, site.facts) for key in keys if key in known]


def _make_source(source: Source, statement: Statement, facts: Facts) -> Member:
    """Return what one source was seen to bear out of one statement."""
    record = statement.record.sources.get(source.key)
    read = record or SourceRecord(bears="not-seen")
    speaker = find_speaker(source, record)
    held = facts.records.held.get(name_pair(statement.id, source.key))
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
