"""The ledger: every claim as a row, and the same as JSON and CSV.

JSON follows `docs/schemas/claims.json` (JSON Schema, draft 2020-12), CSV is RFC 4180 with line feeds.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..pages.vocabulary import FOUND, KINDS, VERDICTS
from ..sources.bibliography import Source
from .records import Box, Claim, PageEvidence
from .support import Record, Support, find_reading, tell_reading


@dataclass(frozen=True)
class Row:
    """One claim as the ledger shows it."""

    claim: Claim
    checks: tuple[Box, ...] = ()  # the check boxes about it
    beside: tuple[Claim, ...] = ()  # what was added in the same paragraph, of a claim that restates
    outcome: str = "not-checked"  # what checking it came to, a name of `vocabulary.FOUND`
    sources: tuple[Source, ...] = ()  # those that it cites
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
        return find_reading(self.sources)

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
    return [Row(claim, page.find_checks(claim.id), page.find_beside(claim), support.judge(claim),
                tuple(sources[key] for key in claim.keys if key in sources), support.find(claim))
            for page in pages for claim in page.claims]


def write_json(rows: Sequence[Row], sources: Mapping[str, Source], about: Mapping[str, object], site_url: str,
               sums: Mapping[str, str]) -> str:
    """Return the ledger as JSON; addresses are absolute.

    `about` are members that describe the whole; `sums` are those that an edition keeps, by the address of a passage.
    """
    claims = [_make_record(row, site_url) | _make_basis(row, site_url) | {"sha256": sums.get(row.claim.address)}
              for row in rows]
    listed = {key: {"reference": source.short, "url": source.get("url") or None, "kind": source.get("entrysubtype"),
                    "origin": source.origin, "party": source.get("party") or None, "organ": source.get("organ") or None,
                    "read": tell_reading(source) or None} for key, source in sources.items()}
    words = {"kinds": dict(KINDS), "verdicts": dict(VERDICTS), "outcomes": dict(FOUND)}
    data = {"$schema": f"{site_url}schemas/claims.json", **about, **words, "sources": listed, "claims": claims}
    return json.dumps(data, ensure_ascii=False, indent=1).replace("\u00a0", " ") + "\n"


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
            "article_paragraph": claim.article, "verdict": claim.check or None, "outcome": row.outcome,
            "sources": list(claim.keys), "checked_against": row.checked_by, "accepted": list(claim.accepts)}


def _make_basis(row: Row, site_url: str) -> dict[str, object]:
    """Return what checking a claim found, in words, and what each source was seen to bear out."""
    checks = [{"address": site_url + box.address, "title": box.title, "words": box.text, "sources": list(box.keys)}
              for box in row.checks]
    records = [{"source": record.source, "bears": record.bears, "gap": record.gap or None, "held": record.held or None}
               for record in row.records.values() if record]
    return {"checks": checks, "beside": [site_url + claim.address for claim in row.beside], "records": records}
