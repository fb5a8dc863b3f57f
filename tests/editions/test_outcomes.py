"""What became of a passage, by its citation alone.

Alone it notices the schemas, and lines that lead in a circle.
"""

import json
from pathlib import Path

import jsonschema
import msgspec
from support import ROOT

from briefing.editions.editions import Edition
from briefing.editions.outcomes import list_outcomes, write_passages

from .conftest import add_editions


def test_lines_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    line = '<p id="{}" class="moved"><a href="#{}">there</a></p>'
    [edition] = add_editions(tmp_path, line.format("a", "b") + line.format("b", "a"))
    assert list_outcomes(edition, edition)["#a"].at == "#a"


def test_both_lists_follow_their_published_schemas(editions: list[Edition]) -> None:
    outcomes = msgspec.json.encode(list_outcomes(editions[0], editions[-1]))
    for name, content in (("passages", write_passages(editions)), ("outcomes", outcomes)):
        schema = json.loads((ROOT / f"docs/schemas/{name}.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(json.loads(content))
