"""The schemas are those of our types, or say what data of ours are.

Alone it notices a schema that is old, a field that it does not describe, and data of another form.
"""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from support import ROOT, read_files
from within import run_within

SCHEMAS = ROOT / "docs/schemas"
GOLDEN = ROOT / "tests/golden/built"
PUBLISHED = [("claims", "claims.json"), ("passages", "editions/passages.json")]
PUBLISHED += [("outcomes", f"editions/{number}/outcomes.json") for number in (1, 2)]
"""A schema, and what is published by it."""


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def list_forms(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the forms of objects that a schema has."""
    return [form for form in (schema, *schema["$defs"].values()) if "properties" in form]


def test_the_schemas_of_types_are_those_of_today(tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    assert run_within("make_schema.py", tmp_path).returncode == 0
    made = read_files(tmp_path / "schemas")
    written = read_files(SCHEMAS)
    assert made == {name: written[name] for name in made}, "run scripts/make_schema.py"
    for name in made:
        for form in list_forms(read_json(SCHEMAS / name)):
            fields = [field for field in form["properties"].values() if "$ref" not in str(field)]
            assert all(field.get("description") for field in fields), name
            assert form["additionalProperties"] in (False, {"$ref": "#/$defs/Record"}), name


@pytest.mark.parametrize(("name", "file"), PUBLISHED)
def test_what_is_published_follows_its_schema(real_site: Path, name: str, file: str) -> None:
    """Of the golden site, and of this briefing as far as it has them."""
    schema = read_json(SCHEMAS / f"{name}.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in (GOLDEN / file, *real_site.glob(file)):
        data = read_json(path)
        assert data
        jsonschema.Draft202012Validator(schema).validate(data)


def test_the_data_of_claims_lacks_no_member_that_is_described() -> None:
    for form in list_forms(read_json(SCHEMAS / "claims.json")):
        assert {*form["required"]} == {*form["properties"]}
