"""Write the JSON schemas after the types: of what authors write, for their editors; of our data.

Usage: python scripts/make_schema.py [DOCS]
"""

import sys
from pathlib import Path
from typing import Any

import msgspec

from briefing.claims.dataset import Ledger
from briefing.claims.record_files import ALIASES, Aliases
from briefing.claims.records import Record
from briefing.figures.figures import OWN_FIGURES, load_forms
from briefing.yamldata import format_json

DOCS = Path(__file__).parent.parent / "docs"
FOLDER = "schemas"  # below docs/
_SCHEMAS = "https://json-schema.org/draft/2020-12/schema"


def make_schema(form: Any) -> dict[str, Any]:
    """Return the JSON schema of a form (https://json-schema.org, 2020-12)."""
    return {"$schema": _SCHEMAS, **msgspec.json.schema(form)}


def make_records_schema() -> dict[str, Any]:
    """Return the JSON schema of a page's file of records."""
    schema = make_schema(Record)
    (aliases,), _definitions = msgspec.json.schema_components([Aliases])
    return {
        "$schema": schema["$schema"],
        "title": "Records of a page",
        "description": "docs/records/<page>.yml: what is said of each claim and note, by its id.",
        "type": "object",
        "properties": {ALIASES: aliases},
        "additionalProperties": {"$ref": schema["$ref"]},
        "$defs": _take_numbers(schema["$defs"]),
    }


def _take_numbers(schema: Any) -> Any:
    """Return a schema that takes a number for a text: a year and a figure are one in YAML."""
    if isinstance(schema, list):
        return [_take_numbers(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    taken = {name: _take_numbers(part) for name, part in schema.items()}
    if taken.get("type") == "string":
        taken["type"] = ["string", "number"]
    return taken


if __name__ == "__main__":
    docs = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    schemas = {"records": make_records_schema(), "claims": make_schema(Ledger)}
    schemas |= {name: make_schema(form) for name, form in load_forms(OWN_FIGURES).items()}
    for name, schema in schemas.items():
        file = docs / FOLDER / f"{name}.json"
        file.write_text(format_json(schema), encoding="utf-8")
