"""Write the JSON schema of records, `docs/schemas/records.json`, after their types.

Usage: python scripts/make_schema.py [FILE]

Editors complete and check `docs/records/*.yml` with it. A test compares the file with the types.
"""

import sys
from pathlib import Path

from briefing.claims.records import SCHEMA_FILE, make_schema
from briefing.data import format_json

FILE = Path(__file__).parent.parent / "docs" / SCHEMA_FILE

if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    file.write_text(format_json(make_schema()), encoding="utf-8")
