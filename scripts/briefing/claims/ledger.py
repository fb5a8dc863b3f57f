"""The ledger: every claim as a row, the figures above it, and the same as JSON and CSV.

JSON follows `docs/schemas/claims.json` (JSON Schema, draft 2020-12), CSV is RFC 4180 with line feeds.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..dates import format_edtf
from ..pages.vocabulary import ACCEPTABLE, KINDS, VERDICTS
from ..sources.bibliography import Source
from .records import Claim, PageEvidence
from .rules import find_checks, find_outlets


@dataclass(frozen=True)
class Row:
    """One claim as the ledger shows it."""

    claim: Claim
    kind: str
    """In words."""
    verdict: str
    """In words, empty where checking changed nothing."""
    checked_by: tuple[str, ...]
    """Keys of the sources in the check boxes below the claim."""
    outlets: int
    """Independent origins among the sources cited for it."""
    event: str
    """Date of the event in words."""
    faults: tuple[str, ...]
    """Known faults that the author has accepted, in words."""

    @property
    def is_own(self) -> bool:
        """Whether it is a judgement that cites nothing: the article's own."""
        return not self.claim.keys and self.claim.kind in {"assessment", "forecast"}


@dataclass(frozen=True)
class Figures:
    """The numbers above the ledger; all count claims."""

    total: int
    added: int
    restated: int
    """Statements of the article's that stand in the claims."""
    kinds: Mapping[str, int]
    """By kind in words, in the order of the vocabulary."""
    sourced: int
    single: int
    dependent: int
    """With several sources that all go back to one origin."""
    changed: int
    verdicts: Mapping[str, int]


def make_rows(pages: Sequence[PageEvidence], sources: Mapping[str, Source]) -> list[Row]:
    """Give a row for each claim, in the order of the pages."""
    return [Row(claim, KINDS[claim.kind], VERDICTS.get(claim.check, ""),
                tuple(dict.fromkeys(checks.get(claim.id, ()))), len(find_outlets(claim.keys, sources)),
                format_edtf(claim.event),
                tuple(ACCEPTABLE[code] for code in claim.accepts if code in ACCEPTABLE))
            for page in pages for checks in [find_checks(page)] for claim in page.claims]


def make_figures(rows: Sequence[Row]) -> Figures:
    """Count."""
    kinds, verdicts = Counter(row.kind for row in rows), Counter(row.verdict for row in rows)
    sizes = [len(row.claim.keys) for row in rows]
    return Figures(
        total=len(rows), added=sum(row.claim.article is None for row in rows),
        restated=sum(len(row.claim.restates) for row in rows),
        kinds={kind: kinds[kind] for kind in KINDS.values()},
        sourced=sum(size > 0 for size in sizes), single=sum(size == 1 for size in sizes),
        dependent=sum(len(row.claim.keys) > 1 and row.outlets == 1 for row in rows),
        changed=sum(bool(row.verdict) for row in rows),
        verdicts={verdict: verdicts[verdict] for verdict in VERDICTS.values() if verdicts[verdict]})


def write_json(rows: Sequence[Row], site_url: str, cut_off: date) -> str:
    """Give the ledger as JSON, a claim a line; addresses are absolute."""
    claims = ",\n".join(json.dumps(_make_record(row, site_url), ensure_ascii=False) for row in rows)
    head = json.dumps({"$schema": f"{site_url}schemas/claims.json", "cut_off": cut_off.isoformat()})
    return f'{head[:-1]}, "claims": [\n{claims}\n]}}\n'


def write_csv(rows: Sequence[Row], site_url: str) -> str:
    """Give the ledger as CSV with a header line; several values in a cell are separated by spaces."""
    file = io.StringIO()
    records = [_make_record(row, site_url) for row in rows]
    writer = csv.DictWriter(file, list(records[0]) if records else ["id"], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _make_cell(value) for name, value in record.items()} for record in records)
    return file.getvalue()


def _make_cell(value: object) -> object:
    """Give a value as a spreadsheet shows it: text that begins like a formula gets an apostrophe before it.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    text = " ".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _make_record(row: Row, site_url: str) -> dict[str, object]:
    claim = row.claim
    return {"id": claim.id, "address": site_url + claim.address, "page": claim.page.title,
            "section": claim.section.title, "statement": claim.text, "kind": claim.kind, "event": claim.event or None,
            "article_paragraph": claim.article, "restates": list(claim.restates), "verdict": claim.check or None,
            "sources": list(claim.keys), "checked_against": list(row.checked_by), "accepted": list(claim.accepts)}
