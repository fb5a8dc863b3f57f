"""The ledger: every claim as a row, and the same as JSON and CSV.

JSON follows `docs/schemas/claims.json` (JSON Schema, draft 2020-12), CSV is RFC 4180 with line feeds.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..pages.vocabulary import FOUND, KINDS, VERDICTS
from ..sources.bibliography import Source
from .records import Box, Claim, PageEvidence
from .source_list import find_reading, tell_reading
from .support import Record, Support


@dataclass(frozen=True)
class Row:
    """One claim as the ledger shows it."""

    claim: Claim
    checks: tuple[Box, ...]  # the check boxes about it
    checked_by: list[str]  # keys of the sources in them, each once
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
        checks, cited = page.find_checks(claim.id), [sources[key] for key in claim.keys if key in sources]
        rows.append(Row(
            claim, checks, list(dict.fromkeys(key for box in checks for key in box.keys)),
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
    claim = row.claim
    return {"id": claim.id, "address": site_url + claim.address, "page": claim.page.title,
            "section": claim.section.title, "statement": claim.text, "kind": claim.kind, "event": claim.event or None,
            "article_paragraph": claim.article, "verdict": claim.check or None, "outcome": row.outcome,
            "sources": list(claim.keys), "checked_against": row.checked_by, "accepted": list(claim.accepts)}
