"""The JSON schemas of a site: of what its authors write, by the types, and of data that it has.

An editor completes and checks YAML by the first, which it finds in the site that was built:
`# yaml-language-server: $schema=../../site/schemas/records.json`.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from ..claims.dataset import Ledger
from ..claims.record_files import HEADS
from ..claims.records import Record
from ..folders import SCHEMAS, Content
from ..yamldata import format_json
from .project import Project

FOLDER = "schemas"  # in the site
EDITION = "edition.json"
_SCHEMAS = "https://json-schema.org/draft/2020-12/schema"


def make_schema(form: Any) -> dict[str, Any]:
    """Return the JSON schema of a form (https://json-schema.org, 2020-12)."""
    return {"$schema": _SCHEMAS, **msgspec.json.schema(form)}


def make_records_schema() -> dict[str, Any]:
    """Return the JSON schema of a page's file of records."""
    schema = make_schema(Record)
    heads, _definitions = msgspec.json.schema_components(HEADS.values())
    return {
        "$schema": schema["$schema"],
        "title": "Records of a page",
        "description": "docs/records/<page>.yml: what is said of each claim and note, by its id.",
        "type": "object",
        "properties": dict(zip(HEADS, heads, strict=True)),
        "additionalProperties": {"$ref": schema["$ref"]},
        "$defs": _take_numbers(schema["$defs"]),
    }


def make_edition_schema() -> dict[str, Any]:
    """Return the JSON schema of a manifest: its file, with the fields of a record by their types.

    A field that some edition had in another form stands in the file, and that form is taken.
    """
    schema: dict[str, Any] = msgspec.json.decode((SCHEMAS / EDITION).read_bytes())
    _refs, types = msgspec.json.schema_components([Record])
    for name, form in types.items():
        said = schema["$defs"][name]
        properties = form["properties"] | said["properties"]
        schema["$defs"][name] = form | said | {"properties": properties}
    return schema


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


def list_schemas(project: Project, *, has_claims: bool) -> Iterator[tuple[str, Content]]:
    """Yield the schemas that a site needs, by their paths: of the figures that it has, and of data.

    `has_claims` says whether it publishes the data of claims. Each is made when it is asked for.
    """
    forms = {name: type(figure.form) for name, figure in project.figures.items()}
    forms |= {"claims": Ledger} if has_claims else {}
    yield f"{FOLDER}/records.json", lambda: format_json(make_records_schema())
    for name, form in forms.items():
        yield f"{FOLDER}/{name}.json", partial(_write_schema, form)
    if project.editions:
        yield f"{FOLDER}/{EDITION}", lambda: format_json(make_edition_schema())
        for name in ("outcomes.json", "passages.json"):
            yield f"{FOLDER}/{name}", (SCHEMAS / name).read_bytes


def _write_schema(form: Any) -> str:
    return format_json(make_schema(form))
