"""The golden site: whatever is made of a briefing in which everything occurs stays as it was.

After a change that readers are to see: `make golden`, and the diff is what they see.
"""

import re
from collections.abc import Iterator
from difflib import unified_diff
from typing import Any

from mkdocs_briefing.figures.figures import load_forms
from mkdocs_briefing.pipeline.schemas import make_records_schema, make_schema

from .make import ROOT, SITE, build, read_golden

FORMS = load_forms(ROOT / "scripts/figures")

PIECE = re.compile(r"\n|(?<=>)(?=<)|(?<=[.,;]) ")
"""Where a line may be divided to show what differs in it: an article has long ones."""
MOST = 40
"""Lines that are shown of each file."""


def show(name: str, old: str, new: str) -> str:
    """Return what differs in a file, with one line around it."""
    lines = unified_diff(PIECE.split(old), PIECE.split(new), name, name, lineterm="", n=1)
    shown = list(lines)
    rest = [f"… {len(shown) - MOST} lines more"] if len(shown) > MOST else []
    return "\n".join([*shown[:MOST], *rest])


def test_what_is_made_of_the_golden_site_is_as_it_was() -> None:
    golden, made = read_golden(), build()
    names = [name for name in sorted({*golden, *made}) if golden.get(name) != made.get(name)]
    told = [show(name, golden.get(name, ""), made.get(name, "")) for name in names]
    assert not names, f"{len(names)} files differ; if that is meant: make golden\n" + "\n".join(
        told
    )


def list_words(schema: Any) -> Iterator[str]:
    """Yield the fields that a schema names, and the values of which one is chosen."""
    if isinstance(schema, list):
        for part in schema:
            yield from list_words(part)
    elif isinstance(schema, dict):
        yield from map("{}:".format, schema.get("properties", ()))
        yield from schema.get("enum", ())
        for part in schema.values():
            yield from list_words(part)


def test_every_field_and_every_choice_of_an_author_occurs_in_the_golden_site() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in SITE.glob("docs/**/*.yml"))
    for name in ("records", *FORMS):
        schema = make_schema(FORMS[name]) if name in FORMS else make_records_schema()
        missing = [word for word in list_words(schema) if not re.search(rf"\b{word}", written)]
        assert missing == [], name
