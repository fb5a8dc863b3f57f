"""The ledger: every claim as a row, and the same as JSON and CSV.

JSON follows `docs/schemas/claims.json` (JSON Schema, draft 2020-12), CSV is RFC 4180 with line feeds.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..pages.vocabulary import EXTENTS
from ..sources.bibliography import Source
from .records import Box, Claim, PageEvidence
from .support import Record, Support


@dataclass(frozen=True)
class Row:
    """One claim as the ledger shows it."""

    claim: Claim
    checks: tuple[Box, ...] = ()
    """The check boxes about it."""
    outcome: str = "not-checked"
    """What checking it came to, a name of `vocabulary.FOUND`."""
    sources: tuple[Source, ...] = ()
    """Those that it cites."""
    records: Mapping[str, Record | None] = field(default_factory=dict)
    """What each source that it rests on was seen to bear out, by citation key."""

    @property
    def checked_by(self) -> list[str]:
        """Keys of the sources in the check boxes about it, each once."""
        return list(dict.fromkeys(key for box in self.checks for key in box.keys))

    @property
    def origins(self) -> list[str]:
        """Who made the texts that it cites, each once."""
        return list(dict.fromkeys(source.origin for source in self.sources))

    @property
    def parties(self) -> list[str]:
        """The states that its sources speak for, each once."""
        return list(dict.fromkeys(source.get("party") for source in self.sources if source.get("party")))

    @property
    def reading(self) -> str:
        """How far its sources were read, in words: that of the one that was read best; empty where it cites none."""
        found = {EXTENTS[extent][0] for source in self.sources if (extent := source.get("extent")) in EXTENTS}
        return next((words for words, _ in EXTENTS.values() if words in found), "")

    @property
    def is_dependent(self) -> bool:
        """Whether several sources are cited for it, and all go back to one origin."""
        return len(self.sources) > 1 and len(self.origins) == 1

    @property
    def is_judgement(self) -> bool:
        """Whether there is nothing to look up in it."""
        return self.claim.kind in {"assessment", "forecast"}


def make_rows(pages: Sequence[PageEvidence], sources: Mapping[str, Source], support: Support) -> list[Row]:
    """Return a row for each claim, in the order of the pages."""
    return [Row(claim, page.find_checks(claim.id), support.judge(claim),
                tuple(sources[key] for key in claim.keys if key in sources), support.find(claim))
            for page in pages for claim in page.claims]


def write_json(rows: Sequence[Row], site_url: str, cut_off: date) -> str:
    """Return the ledger as JSON, a claim a line; addresses are absolute."""
    claims = ",\n".join(json.dumps(_make_record(row, site_url), ensure_ascii=False) for row in rows)
    head = json.dumps({"$schema": f"{site_url}schemas/claims.json", "cut_off": cut_off.isoformat()})
    return f'{head[:-1]}, "claims": [\n{claims}\n]}}\n'


def write_csv(rows: Sequence[Row], site_url: str) -> str:
    """Return the ledger as CSV with a header line; several values in a cell are separated by spaces."""
    file = io.StringIO()
    records = [_make_record(row, site_url) for row in rows]
    writer = csv.DictWriter(file, list(records[0]) if records else ["id"], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _make_cell(value) for name, value in record.items()} for record in records)
    return file.getvalue()


def _make_cell(value: object) -> object:
    """Return a value as a spreadsheet shows it: text that begins like a formula gets an apostrophe before it.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    text = " ".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _make_record(row: Row, site_url: str) -> dict[str, object]:
    claim = row.claim
    return {"id": claim.id, "address": site_url + claim.address, "page": claim.page.title,
            "section": claim.section.title, "statement": claim.text, "kind": claim.kind, "event": claim.event or None,
            "article_paragraph": claim.article, "verdict": claim.check or None, "sources": list(claim.keys),
            "checked_against": list(row.checked_by), "accepted": list(claim.accepts)}
