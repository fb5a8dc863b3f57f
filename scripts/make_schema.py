"""Write the JSON schemas of what authors write as YAML and of `claims.json`, after their types.

Usage: python scripts/make_schema.py [DOCS]

They stand in `docs/schemas/`. Editors complete and check records, forecasts, signposts and figures
with them; that of `claims.json` is its data dictionary. Tests compare the files with the types.
"""

import sys
from pathlib import Path

from briefing.claims import forecasts
from briefing.claims.ledger_forms import LEDGER_SCHEMA, make_ledger_schema
from briefing.claims.records import SCHEMA_FILE, make_schema
from briefing.data import format_json
from briefing.figures import forms

DOCS = Path(__file__).parent.parent / "docs"

if __name__ == "__main__":
    docs = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    schemas = {SCHEMA_FILE: make_schema(), **forecasts.make_schemas()}
    schemas.update(forms.make_schemas())
    schemas[LEDGER_SCHEMA] = make_ledger_schema()
    for name, schema in schemas.items():
        docs.joinpath(name).write_text(format_json(schema), encoding="utf-8")
