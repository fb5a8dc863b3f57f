"""The ledger as data."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema

from briefing.claims.ledger import make_figures, make_rows, write_csv, write_json
from briefing.claims.records import Box, Claim, PageAddress, PageEvidence, Section
from briefing.pages.vocabulary import KINDS, VERDICTS
from briefing.sources.bibliography import parse_bibliography

ROOT = Path(__file__).parent.parent.parent
SCHEMA = json.loads((ROOT / "docs/schemas/claims.json").read_text(encoding="utf-8"))
SOURCES = parse_bibliography(
    "@online{a, author={{TASS}}, title={{A}}}\n@online{b, author={{TASS}}, title={{B}}}").sources
PAGE = PageAddress("a.md", "a/", 'A, "quoted"')


def make_claim(name: str, kind: str = "fact", keys: tuple[str, ...] = (), check: str = "",
               article: int | None = 1) -> Claim:
    return Claim(name, kind, PAGE, Section("s", "S", 2), "", article, check, (name,) if article else (), keys, (),
                 f"Words of {name}, <b>bold</b>.")


CLAIMS = (make_claim("none", "assessment"), make_claim("one", keys=("a",), check="imprecise"),
          make_claim("two", "report", ("a", "b"), article=None))
ROWS = make_rows([PageEvidence(PAGE, (), CLAIMS, (Box("check", PAGE, "x", "X", "one", ("b", "b")),))], SOURCES)


def test_figures_count_what_they_say() -> None:
    figures = make_figures(ROWS)
    assert (figures.total, figures.added, figures.restated) == (3, 1, 2)
    assert (figures.sourced, figures.single, figures.dependent, figures.changed) == (2, 1, 1, 1)
    assert figures.kinds == {**dict.fromkeys(KINDS.values(), 0), "Fact": 1, "Reported": 1, "Assessment": 1}
    assert figures.verdicts == {"Imprecise": 1}


def test_a_judgement_without_a_source_is_the_articles_own() -> None:
    assert [row.is_own for row in ROWS] == [True, False, False]


def test_the_sources_of_a_box_stand_apart() -> None:
    assert [row.checked_by for row in ROWS] == [(), ("b",), ()]


def test_json_keeps_its_schema() -> None:
    data = json.loads(write_json(ROWS, "https://site.example/", date(2024, 11, 26)))
    jsonschema.validate(data, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert data["claims"][1]["address"] == "https://site.example/a/#one"


def test_the_schema_knows_the_vocabulary() -> None:
    properties = SCHEMA["properties"]["claims"]["items"]["properties"]
    assert properties["kind"]["enum"] == list(KINDS)
    assert properties["verdict"]["enum"] == [None, *VERDICTS]


def test_csv_and_json_say_the_same() -> None:
    table = list(csv.DictReader(io.StringIO(write_csv(ROWS, "https://site.example/"), newline="")))
    data = json.loads(write_json(ROWS, "https://site.example/", date(2024, 11, 26)))["claims"]
    assert [(row["id"], row["statement"], row["page"], row["sources"].split()) for row in table] == [
        (row["id"], row["statement"], row["page"], row["sources"]) for row in data]


def test_an_empty_ledger_is_written_too() -> None:
    assert write_csv([], "") == "id\n"
    assert make_figures([]).total == 0


def test_method_explains_every_kind_and_verdict() -> None:
    method = (ROOT / "docs/method.md").read_text(encoding="utf-8")
    assert [label for kind, label in KINDS.items() if f"\n*{label}*{{ .kind .is-{kind} }}\n:" not in method] == []
    said = method.replace("Contradicted, or contradicted in part", "Contradicted in part\n:\n\nContradicted")
    assert [label for label in VERDICTS.values() if f"\n{label}\n:" not in said] == []


def test_no_cell_is_a_formula() -> None:
    """A spreadsheet runs what begins like one: =HYPERLINK("https://…"&A1)."""
    claims = tuple(replace(make_claim(f"c{number}"), text=text)
                   for number, text in enumerate(['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "1 = 1"]))
    table = csv.DictReader(io.StringIO(write_csv(make_rows([PageEvidence(PAGE, (), claims, ())], SOURCES), "")))
    assert [row["statement"] for row in table] == ['\'=HYPERLINK("x")', "'+1", "'-1", "'@SUM(A1)", "1 = 1"]
