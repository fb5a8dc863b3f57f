"""The ledger as data: JSON and CSV, and its figures on the page.

Alone it notices the schema, a formula in a cell, a site without an article or without claims.
"""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest
from jinja2 import Environment, FileSystemLoader
from msgspec.structs import replace as change
from support import ROOT, read_data

from briefing.claims.ledger import Row, make_ledger, make_rows, write_csv
from briefing.claims.records import Held, Record, Records, SourceRecord
from briefing.claims.statements import (
    Knowledge,
    PageAddress,
    PageEvidence,
    Publication,
    Section,
    Statement,
    Version,
)
from briefing.html import parse
from briefing.pages.vocabulary import VERDICTS
from briefing.sources.bibliography import parse_bibliography
from briefing.web.templates import KNOWN
from briefing.yamldata import format_json

SCHEMA = json.loads((ROOT / "docs/schemas/claims.json").read_text(encoding="utf-8"))
DATA = read_data("claims.yml")
SOURCES = parse_bibliography(DATA["ledger"]).sources
PAGE, SECTION = PageAddress("a.md", "a/", 'A, "quoted"'), Section("s", "S", 2)
SEEN = SourceRecord(
    bears="part",
    words="of\u00a0one, <b>",
    speaker="Y",
    party="Z",
    days=("2024-10",),
    gap="G.",
)
HELD = {"one a": Held("2026-11-26", "0f")}
NO_WORDS = SourceRecord(bears="all", words="none", unseen="U.")
ONE = Statement(
    "one",
    PAGE,
    Record(
        kind="fact",
        restates=1,
        event="2024-10",
        says="Says\u00a0one, <b>bold</b>.",
        verdict="holds in part",
        because="Of\u00a0one.",
        sources={"a": SEEN},
    ),
    ("a",),
    SECTION,
    paragraph="p",
    text="Words of\u00a0one.",
)
CLAIMS = (
    Statement(
        "none",
        PAGE,
        Record(kind="assessment", restates=1, verdict="judgement"),
        (),
        SECTION,
        text="None.",
    ),
    ONE,
    Statement(
        "two", PAGE, Record(kind="report", rests_on=("one",)), ("a", "b"), SECTION, "p", "Two."
    ),
)
NOTED = Record(kind="check", sources={"b": NO_WORDS})
NOTES = (
    Statement("x", PAGE, NOTED, ("b",), title="X", about="one", text="X. Why."),
    Statement("y", PAGE, Record(kind="check"), ("b", "a"), title="Y", about="one"),
)
ROWS = make_rows([PageEvidence(PAGE, (), CLAIMS, NOTES)], SOURCES)
SITE = "https://site.example/"
ABOUT = Publication("T", "O", Version(0, date(2024, 11, 27)), SITE, "")


def list_claims(rows: list[Row], about: Publication = ABOUT) -> dict[str, Any]:
    return make_ledger(
        rows,
        about,
        {"a/#one": "0f"},
        Knowledge(SOURCES, Records(held=HELD), "", date(2024, 11, 26)),
    )


@pytest.mark.parametrize("number", [0, 3])
def test_the_schema_says_what_every_member_is(number: int) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    version = Version(number, date(2024, 11, 27))
    ledger = json.loads(format_json(list_claims(ROWS, replace(ABOUT, version=version))))
    jsonschema.validate(ledger, SCHEMA)
    [source] = ledger["claims"][1]["sources"]
    assert (source["held"], source["words"]) == ("2026-11-26", "of one, <b>")
    for form in (SCHEMA, *SCHEMA["$defs"].values()):
        assert {*form["required"]} == {*form["properties"]}
        assert all(member["description"] for member in form["properties"].values())


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t1", "'\t1"),
        ("1 = 1", "1 = 1"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    """A spreadsheet runs what begins like one: =HYPERLINK("https://…"&A1)."""
    claim = replace(ONE, record=change(ONE.record, says=text))
    ledger = list_claims(make_rows([PageEvidence(PAGE, (), (claim,), ())], SOURCES))
    [row] = csv.DictReader(io.StringIO(write_csv(ledger)))
    assert row["statement"] == cell


def render(rows: list[Row]) -> str:
    env = Environment(loader=FileSystemLoader(ROOT / "overrides"))
    env.globals |= KNOWN
    return env.get_template("views/summary.html").render(rows=rows)


def read_figures(rows: list[Row]) -> dict[str, list[str]]:
    """Return the numbers of each line, by its label."""
    numbers = {}
    for line in parse(render(rows)).css("tbody tr"):
        numbers[line.css_first("th").text()] = [cell.text() for cell in line.css(".figure-number")]
    return numbers


def test_where_no_article_is_restated_its_figures_have_one_column_and_no_verdicts() -> None:
    rows = [row for row in ROWS if not row.claim.is_restated]
    figures = read_figures(rows)
    assert figures["Reported"] == ["1"]
    assert not {*VERDICTS.values()} & {*figures}


def test_the_figures_of_no_claims_count_none() -> None:
    assert "0 claims" in render([])
