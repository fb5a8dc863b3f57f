"""Write the JSON schemas of what authors write as YAML, `docs/schemas/`, after their types.

Usage: python scripts/make_schema.py [DOCS]

Editors complete and check records, forecasts and signposts with them. A test compares the files
with the types.
"""

import sys
from pathlib import Path

from briefing.claims.forecasts import make_schemas
from briefing.claims.records import SCHEMA_FILE, make_schema
from briefing.data import format_json

DOCS = Path(__file__).parent.parent / "docs"

if __name__ == "__main__":
    docs = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    for name, schema in {SCHEMA_FILE: make_schema(), **make_schemas()}.items():
        docs.joinpath(name).write_text(format_json(schema), encoding="utf-8")
