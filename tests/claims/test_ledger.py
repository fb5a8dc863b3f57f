"""The ledger as data: JSON and CSV, and its figures on the page."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest
from jinja2 import Environment, FileSystemLoader
from support import ROOT, read_data

from briefing.claims.ledger import Ledger, make_ledger, write_csv
from briefing.claims.records import (
    PageAddress,
    PageEvidence,
    Publication,
    Section,
    Statement,
    Version,
)
from briefing.claims.rows import Row, make_rows
from briefing.claims.support import Record, Support
from briefing.claims.templates import KNOWN
from briefing.data import format_json
from briefing.editions.passages import Passage
from briefing.html import parse
from briefing.pages.vocabulary import KINDS, VERDICTS
from briefing.sources.bibliography import parse_bibliography

SCHEMA = json.loads((ROOT / "docs/schemas/claims.json").read_text(encoding="utf-8"))
DATA = read_data("claims.yml")
SOURCES = parse_bibliography(DATA["ledger"]).sources
PAGE, SECTION = PageAddress("a.md", "a/", 'A, "quoted"'), Section("s", "S", 2)
ONE = Statement(
    "one",
    "fact",
    PAGE,
    ("a",),
    SECTION,
    text="Words of\u00a0one, <b>bold</b>.",
    article=1,
    check="imprecise",
    paragraph="p",
    event="2024-10",
)
CLAIMS = (
    Statement("none", "assessment", PAGE, (), SECTION, text="None.", article=1),
    ONE,
    Statement(
        "two", "report", PAGE, ("a", "b"), SECTION, text="Two.", check="supported", paragraph="p"
    ),
)
BOXES = (
    Statement("x", "check", PAGE, ("b",), title="X", follows="one", text="X. Why."),
    Statement("y", "check", PAGE, ("b", "a"), title="Y", follows="one"),
)
SUPPORT = Support({("one", "a"): Record("one", "a", "part", gap="G", held="2026-11-26")})
ROWS = make_rows([PageEvidence(PAGE, (), CLAIMS, BOXES)], SOURCES, SUPPORT)
SITE = "https://site.example/"
ABOUT = Publication("T", "O", Version(0, date(2024, 11, 27)), SITE, "")


def list_claims(rows: list[Row]) -> Ledger:
    return make_ledger(
        rows,
        ABOUT,
        {"a/#one": Passage("claim", sha256="0f")},
        sources=SOURCES,
        cut_off=date(2024, 11, 26),
        article="",
    )


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(format_json(list_claims(ROWS)))
    return read


def test_json_keeps_its_schema(data: dict[str, Any]) -> None:
    jsonschema.validate(data, SCHEMA, format_checker=jsonschema.FormatChecker())
    properties = SCHEMA["properties"]["claims"]["items"]["properties"]
    assert properties["kind"]["enum"] == [*KINDS]
    assert properties["verdict"]["enum"] == [None, *VERDICTS]


def test_json_says_of_what_it_is_the_ledger(data: dict[str, Any]) -> None:
    assert data["$schema"] == f"{SITE}schemas/claims.json"
    assert (data["cut_off"], data["date"], data["edition"]) == ("2024-11-26", "2024-11-27", "draft")
    assert (data["article"], data["sources"]["b"]["party"]) == (None, "X")
    assert data["sources"]["a"]["read"] == "not seen"


def test_json_has_all_that_is_known_of_a_claim(data: dict[str, Any]) -> None:
    none, one, _two = data["claims"]
    assert (one["address"], one["sha256"], none["sha256"]) == (f"{SITE}a/#one", "0f", None)
    assert one["statement"] == "Words of one, <b>bold</b>.", "with plain spaces"
    assert (one["verdict"], one["checked_against"]) == ("imprecise", ["b", "a"])
    assert one["checks"] == [
        {"address": f"{SITE}a/#x", "title": "X", "words": "X. Why.", "sources": ["b"]},
        {"address": f"{SITE}a/#y", "title": "Y", "words": "", "sources": ["b", "a"]},
    ]
    assert one["records"] == [{"source": "a", "bears": "part", "gap": "G", "held": "2026-11-26"}]
    assert (one["beside"], none["beside"]) == ([f"{SITE}a/#two"], [])


def test_csv_says_the_same(data: dict[str, Any]) -> None:
    table = csv.DictReader(io.StringIO(write_csv(list_claims(ROWS)), newline=""))
    for row, claim in zip(table, data["claims"], strict=True):
        for name, cell in row.items():
            value = claim[name]
            assert cell == (" ".join(value) if isinstance(value, list) else str(value or ""))


def test_csv_of_no_claims_has_its_head() -> None:
    assert write_csv(list_claims([])).startswith("id,address,page,section,statement,kind,")


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
    page = PageEvidence(PAGE, (), (replace(ONE, text=text),), ())
    ledger = list_claims(make_rows([page], SOURCES, Support()))
    [row] = csv.DictReader(io.StringIO(write_csv(ledger)))
    assert row["statement"] == cell


def render(rows: list[Row]) -> str:
    env = Environment(loader=FileSystemLoader(ROOT / "overrides"))
    env.globals |= KNOWN
    return env.get_template("views/summary.html").render(rows=rows)


def test_the_figures_above_it_count_claims() -> None:
    body = parse(render(ROWS))
    caption = body.css_first("caption").text()
    assert "3 claims" in caption
    assert "2 restate the article, 1 are added" in caption
    numbers = {}
    for row in body.css("tbody tr"):
        numbers[row.css_first("th").text()] = row.css_first("td").text()
    assert numbers == dict.fromkeys(KINDS.values(), "0") | DATA["summary"]
    assert [bar.attributes["width"] for bar in body.css("rect")][:3] == ["33.3", "33.3", "0.0"]


def test_the_figures_of_no_claims_count_none() -> None:
    assert "0 claims" in render([])
