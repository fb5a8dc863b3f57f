"""What holds of the files of a site, whatever they say.

Tests of the engine ask it of the golden site, those of this text of its own.
"""

import json
import re
from pathlib import Path
from typing import Any

import bibtexparser
import jsonschema
import rispy

from mkdocs_briefing.claims.dataset import Ledger
from mkdocs_briefing.folders import SCHEMAS
from mkdocs_briefing.pipeline.schemas import make_schema

ENDINGS = {".bib", ".ris", ".json"}
PRIVATE = {"annote", "keyword", "title-short"}


def read_json(path: Path) -> Any:
    """Return what a file of JSON says."""
    return json.loads(path.read_text(encoding="utf-8"))


def compare_forms(site: Path, name: str) -> None:
    """See that the three forms of a download say the same, as independent programs read them."""
    items = read_json(site / f"{name}.json")
    records = rispy.loads((site / f"{name}.ris").read_text(encoding="utf-8"))
    library = bibtexparser.parse_string((site / f"{name}.bib").read_text(encoding="utf-8"))
    assert not library.failed_blocks
    assert len(items) == len(records) == len(library.entries) > 0
    for item, record, entry in zip(items, records, library.entries, strict=True):
        assert item["id"] == record["id"] == entry.key
        field = entry.fields_dict.get("url")  # a DOI is enough
        address = field.value if field else None
        assert item.get("URL") == record.get("urls", [None])[0] == address
        assert len(item["author"]) == len(record["authors"])
        assert PRIVATE.isdisjoint(item), "what is said to us alone"
        assert re.fullmatch("[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", item.get("language", "en"))


def find_shared_keys(site: Path) -> list[str]:
    """Return the keys that two texts have.

    They are pages, frozen pages, sections and statements, in whichever dialog they are offered.
    """
    addresses = dict[str, set[str]]()
    for file in sorted(site.rglob("citations.json")):
        for item in read_json(file)["items"].values():
            [record] = json.loads(item["forms"]["csl"])
            addresses.setdefault(record["id"], set()).add(record["URL"])
    assert addresses
    return [key for key, found in addresses.items() if len(found) > 1]


def find_lost(site: Path, root: Path) -> list[tuple[Path, str]]:
    """Return the files that editions of a project lead to and that are not on its site."""
    lost = []
    for file in (root / "editions").rglob("*.html"):
        folder = site / file.parent.relative_to(root)
        links = re.findall(r'href="([^":#]+\.(?:bib|ris|json|csv))["#]', file.read_text("utf-8"))
        lost += [(file, link) for link in links if not (folder / link).resolve().is_file()]
    return lost


def read_schema(name: str) -> Any:
    """Return the schema of data: that of a type, or one that stands in a file."""
    return make_schema(Ledger) if name == "claims" else read_json(SCHEMAS / f"{name}.json")


def follow_schema(name: str, path: Path) -> None:
    """See that a file follows the schema of a name."""
    schema = read_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    data = read_json(path)
    assert data
    jsonschema.Draft202012Validator(schema).validate(data)
