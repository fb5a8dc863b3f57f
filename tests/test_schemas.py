"""The schemas are those of our types, or say what data of ours are.

Alone it notices a schema that is old, a field that it does not describe, data of another form, and
a record of which an editor would say that it is wrong.
"""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from published import follow_schema
from support import ROOT

from mkdocs_briefing.claims.dataset import Ledger
from mkdocs_briefing.figures.figures import load_forms
from mkdocs_briefing.pipeline.schemas import make_records_schema, make_schema

FORMS = load_forms(ROOT / "scripts/figures")
BUILT = ROOT / "tests/golden/built"
SITE = ROOT / "tests/golden/site"
PUBLISHED = [("claims", "claims.json"), ("passages", "editions/passages.json")]
PUBLISHED += [("outcomes", f"editions/{number}/outcomes.json") for number in (1, 2)]
"""A schema, and what is published by it."""


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


@pytest.mark.parametrize(
    "path", sorted(SITE.glob("docs/records/*.yml")), ids=lambda path: path.stem
)
def test_what_authors_write_follows_its_schema(path: Path) -> None:
    """A year may be a number, as YAML reads it; a date is a text to an editor."""
    records = yaml.safe_load(path.read_text(encoding="utf-8"))
    as_json = json.loads(json.dumps(records, default=str))
    jsonschema.Draft202012Validator(make_records_schema()).validate(as_json)


@pytest.mark.parametrize(("name", "file"), PUBLISHED)
def test_what_is_published_follows_its_schema(name: str, file: str) -> None:
    follow_schema(name, BUILT / file)


def test_the_data_of_claims_lacks_no_member_that_is_described() -> None:
    for form in list_forms(make_schema(Ledger)):
        assert {*form["required"]} == {*form["properties"]}
