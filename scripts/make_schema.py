"""Write the JSON schemas with which editors complete and check YAML, after the types of the forms.

Usage: python scripts/make_schema.py [DOCS]
"""

import sys
from pathlib import Path

from briefing.claims.record_files import SCHEMA_FILE, make_records_schema
from briefing.figures import forms
from briefing.yamldata import format_json, make_schemas

DOCS = Path(__file__).parent.parent / "docs"

if __name__ == "__main__":
    docs = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    schemas = {SCHEMA_FILE: make_records_schema()}
    schemas |= make_schemas(forms.FORMS)
    for name, schema in schemas.items():
        docs.joinpath(name).write_text(format_json(schema), encoding="utf-8")
