"""What is shown of all claims and sources: the ledger, as rows, JSON and CSV, and the list of sources.

JSON follows `docs/schemas/claims.json` (JSON Schema, draft 2020-12), CSV is RFC 4180 with line feeds. Of what kind a
source is, whose, and how far it was read, its entry of the bibliography says: `read` (a day) and `extent`, beside
`origin`, `party` and `organ`.
"""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..dates import format_edtf
from ..pages.vocabulary import EXTENTS, FOUND, KINDS, VERDICTS
from ..sources.bibliography import Source
from ..sources.notes import Links, as_reported
from ..words import _, find
from .evidence import Record, Support
from .records import Box, Claim, PageEvidence, Passage

_LABELS = ("Checked", "Not checked", "Defect")
_REMARK = re.compile(rf"({'|'.join(_LABELS)}): (.*?)(?=\s(?:{'|'.join(_LABELS)}):|$)", re.S)


@dataclass(frozen=True)
class SourceView:
    """One source as `/sources/` shows it."""

    source: Source
    uses: Sequence[Passage]  # the claims and boxes that cite it
    seen: date | None  # last day on which its address answered, as far as is known
    gone: date | None  # day since which nothing is there, where somebody has found that
    reading: str  # how far it was read, and on which day, in words
    state: str  # the same in two words
    remarks: Sequence[tuple[str, str]]  # what its annotation says after each of `_LABELS`, in their order


def view_sources(sources: Mapping[str, Source], pages: Sequence[PageEvidence], links: Links) -> list[SourceView]:
    """Return all sources: those of the article in its order, then ours by the names that head them."""
    uses, views = defaultdict[str, list[Passage]](list), []
    for key, use in ((key, passage) for page in pages for passage in page.passages for key in passage.keys):
        uses[key].append(use)
    for key, source in sources.items():
        place, remarks = as_reported(source.get("url")), _REMARK.findall(source.get("annotation"))
        views.append(SourceView(source, uses[key], links.seen.get(place), links.gone.get(place), tell_reading(source),
                                find_reading([source]), sorted(remarks, key=lambda remark: _LABELS.index(remark[0]))))
    return sorted(views, key=lambda view: view.source.short.removeprefix("The ")
                  if "article" not in view.source.keywords else "")


def find_reading(sources: Iterable[Source]) -> str:
    """Return in words how far that of some sources was read which was read best; empty where no entry says it."""
    given = {source.get("extent") for source in sources}
    return next((find(words) for extent, (words, __) in EXTENTS.items() if extent in given), "")


def tell_reading(source: Source) -> str:
    """Return how far a source was read, and on which day; empty where its entry does not say."""
    return find(EXTENTS.get(source.get("extent"), ("", ""))[1]).format(format_edtf(source.get("read")))


def describe(source: Source) -> tuple[str, str]:
    """Return of what kind a source is, whose organ if it is one of a party, and how far it was read: in short, and as a
    sentence that says whose text it is as well."""
    party = _("party: {state}", state=source.get("party")) if source.get("party") else ""
    kind = [source.get("entrysubtype"), ", ".join(filter(None, (party, source.get("organ"))))]
    is_known = not source.get("origin") or source.origin in source.short
    origin = "" if is_known else _("goes back to {origin}", origin=source.origin)
    text = "; ".join(filter(None, (*kind, origin, tell_reading(source))))
    return ("\u00a0· ".join(filter(None, (*kind, find_reading([source])))),
            f"{text[:1].upper()}{text[1:]}." if text else "")


@dataclass(frozen=True)
class Row:
    """One claim as the ledger shows it."""

    claim: Claim
    checks: tuple[Box, ...]  # the check boxes about it
    beside: list[Claim]  # what was added in the same paragraph, of a claim that restates
    outcome: str  # what checking it came to, a name of `vocabulary.FOUND`
    sources: list[Source]  # those that it cites
    parties: list[str]  # the states that these speak for, each once
    reading: str  # how far they were read, in words: that of the one that was read best; empty where it cites none
    is_dependent: bool  # whether several are cited for it, and all go back to one origin
    is_judgement: bool  # whether there is nothing to look up in it
    records: Mapping[str, Record | None]  # what each source that it rests on was seen to bear out, by citation key


def make_rows(pages: Sequence[PageEvidence], sources: Mapping[str, Source], support: Support) -> list[Row]:
    """Return a row for each claim, in the order of the pages."""
    rows = []
    for claim, page in ((claim, found) for found in pages for claim in found.claims):
        cited = [sources[key] for key in claim.keys if key in sources]
        rows.append(Row(
            claim, page.find_checks(claim.id),
            [other for other in page.claims if claim.article is not None is other.article
             and other.paragraph == claim.paragraph], support.judge(claim), cited,
            list(dict.fromkeys(filter(None, (source.get("party") for source in cited)))), find_reading(cited),
            len(cited) > 1 and len({source.origin for source in cited}) == 1,
            claim.kind in {"assessment", "forecast"}, support.find(claim)))
    return rows


def write_json(rows: Sequence[Row], sources: Mapping[str, Source], about: Mapping[str, object], site_url: str,
               sums: Mapping[str, str]) -> str:
    """Return the ledger as JSON; addresses are absolute.

    `about` are members that describe the whole; `sums` are those that an edition keeps, by the address of a passage.
    """
    listed = {key: {"reference": source.short, "url": source.get("url") or None, "kind": source.get("entrysubtype"),
                    "origin": source.origin, "party": source.get("party") or None, "organ": source.get("organ") or None,
                    "read": tell_reading(source) or None} for key, source in sources.items()}
    claims = [_make_cells(row, site_url) | {
        "checks": [{"address": site_url + box.address, "title": box.title, "words": box.text,
                    "sources": list(box.keys)} for box in row.checks],
        "beside": [site_url + claim.address for claim in row.beside],
        "records": [{"source": record.source, "bears": record.bears, "gap": record.gap or None,
                     "held": record.held or None} for record in row.records.values() if record],
        "sha256": sums.get(row.claim.address)} for row in rows]
    data = {"$schema": f"{site_url}schemas/claims.json", **about, "kinds": dict(KINDS), "verdicts": dict(VERDICTS),
            "outcomes": dict(FOUND), "sources": listed, "claims": claims}
    return json.dumps(data, ensure_ascii=False, indent=1).replace("\u00a0", " ") + "\n"


def write_csv(rows: Sequence[Row], site_url: str) -> str:
    """Return the ledger as CSV with a header line; several values in a cell are separated by spaces.

    Text that begins like a formula gets an apostrophe before it: https://owasp.org/www-community/attacks/CSV_Injection
    """
    file, records = io.StringIO(), [_make_cells(row, site_url) for row in rows]
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(records[0] if records else ["id"])
    for record in records:
        cells = [" ".join(value) if isinstance(value, list) else value for value in record.values()]
        writer.writerow(f"'{cell}" if str(cell)[:1] in {*"=+-@\t\r"} else cell for cell in cells)
    return file.getvalue()


def _make_cells(row: Row, site_url: str) -> dict[str, Any]:
    claim, against = row.claim, dict.fromkeys(key for box in row.checks for key in box.keys)
    return {"id": claim.id, "address": site_url + claim.address, "page": claim.page.title,
            "section": claim.section.title, "statement": claim.text, "kind": claim.kind, "event": claim.event or None,
            "article_paragraph": claim.article, "verdict": claim.check or None, "outcome": row.outcome,
            "sources": list(claim.keys), "checked_against": list(against), "accepted": list(claim.accepts)}
