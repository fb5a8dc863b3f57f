"""The schemas are those of our types, or say what data of ours are.

Alone it notices a schema that is old, a field that it does not describe, and data of another form.
"""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from support import ROOT

from mkdocs_briefing.claims.dataset import Ledger
from mkdocs_briefing.figures.figures import load_forms
from mkdocs_briefing.folders import SCHEMAS
from mkdocs_briefing.pipeline.schemas import make_records_schema, make_schema

FORMS = load_forms(ROOT / "scripts/figures")
GOLDEN = ROOT / "tests/golden/built"
PUBLISHED = [("claims", "claims.json"), ("passages", "editions/passages.json")]
PUBLISHED += [("outcomes", f"editions/{number}/outcomes.json") for number in (1, 2)]
"""A schema, and what is published by it."""


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def read_schema(name: str) -> Any:
    """Return the schema of data: that of a type, or one that stands in a file."""
    return make_schema(Ledger) if name == "claims" else read_json(SCHEMAS / f"{name}.json")


def list_forms(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the forms of objects that a schema has."""
    return [form for form in (schema, *schema["$defs"].values()) if "properties" in form]


@pytest.mark.parametrize("name", ["records", *FORMS])
def test_the_schema_of_what_authors_write_describes_each_field(name: str) -> None:
    schema = make_schema(FORMS[name]) if name in FORMS else make_records_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for form in list_forms(schema):
        fields = [field for field in form["properties"].values() if "$ref" not in str(field)]
        assert all(field.get("description") for field in fields)
        assert form["additionalProperties"] in (False, {"$ref": "#/$defs/Record"})


@pytest.mark.parametrize(("name", "file"), PUBLISHED)
def test_what_is_published_follows_its_schema(real_site: Path, name: str, file: str) -> None:
    """Of the golden site, and of this briefing as far as it has them."""
    schema = read_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in (GOLDEN / file, *real_site.glob(file)):
        data = read_json(path)
        assert data
        jsonschema.Draft202012Validator(schema).validate(data)


def test_the_data_of_claims_lacks_no_member_that_is_described() -> None:
    for form in list_forms(make_schema(Ledger)):
        assert {*form["required"]} == {*form["properties"]}
