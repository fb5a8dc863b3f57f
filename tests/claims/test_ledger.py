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
from msgspec.structs import replace as change
from support import ROOT, read_data

from briefing.claims.ledger import make_ledger, write_csv
from briefing.claims.ledger_forms import Ledger, make_ledger_schema
from briefing.claims.records import Record, SourceRecord
from briefing.claims.rows import Row, make_rows
from briefing.claims.seen import list_seen
from briefing.claims.statements import (
    PageAddress,
    PageEvidence,
    Publication,
    Section,
    Statement,
    Version,
)
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
SEEN = SourceRecord(
    bears="part",
    words="of\u00a0one, <b>",
    speaker="Y",
    party="Z",
    days=("2024-10",),
    gap="G.",
    held="2026-11-26",
)
NO_WORDS = SourceRecord(bears="all", words="none", unseen="U.")
UNSEEN = SourceRecord(bears="not-seen", unseen="N.", held="2026-11-26")
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


def list_claims(rows: list[Row], about: Publication = ABOUT) -> Ledger:
    return make_ledger(
        rows,
        about,
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
    properties = SCHEMA["$defs"]["LedgerClaim"]["properties"]
    assert sorted(properties["kind"]["enum"]) == sorted(KINDS)
    assert sorted(properties["verdict"]["anyOf"][0]["enum"]) == sorted(VERDICTS)


def test_the_schema_is_that_of_the_types_and_describes_every_member() -> None:
    assert make_ledger_schema() == SCHEMA
    for form in (SCHEMA, *SCHEMA["$defs"].values()):
        assert all(member["description"] for member in form["properties"].values())


def test_json_says_of_what_it_is_the_ledger(data: dict[str, Any]) -> None:
    assert data["$schema"] == f"{SITE}schemas/claims.json"
    assert (data["cut_off"], data["day"]) == ("2024-11-26", "2024-11-27")
    assert (data["edition"], data["state"], data["frozen"]) == (None, "draft", None)
    assert (data["article"], data["sources"]["b"]["party"]) == (None, "X")
    assert data["sources"]["a"]["read"] == "not seen"


def test_json_has_all_that_is_known_of_a_claim(data: dict[str, Any]) -> None:
    none, one, _two = data["claims"]
    assert (one["address"], one["sha256"], none["sha256"]) == (f"{SITE}a/#one", "0f", None)
    assert one["statement"] == "Says one, <b>bold</b>.", "with plain spaces"
    assert (one["clause"], none["statement"]) == ("Words of one.", "None.")
    assert (one["verdict"], one["because"]) == ("holds in part", "Of one.")
    assert one["checked_against"] == ["b", "a"]
    assert (one["beside"], none["beside"]) == ([f"{SITE}a/#two"], [])


def test_json_has_what_was_read_for_a_claim_and_for_its_notes(data: dict[str, Any]) -> None:
    _none, one, _two = data["claims"]
    [source] = one["sources"]
    read = {"key": "a", "bears": "part", "days": ["2024-10"], "words": "of one, <b>"}
    said = {"speaker": "Y", "party": "Z", "gap": "G.", "held": "2026-11-26", "unseen": None}
    assert source.items() >= {**read, **said}.items()
    assert (source["cited"], source["words_beside"]) == (True, None)
    x, y = one["checks"]
    assert (x["address"], x["title"], x["words"]) == (f"{SITE}a/#x", "X", "X. Why.")
    [noted] = x["sources"]
    assert noted.items() >= {"key": "b", "bears": "all", "words": "none", "unseen": "U."}.items()
    assert [(each["key"], each["bears"]) for each in y["sources"]] == [("b", None), ("a", None)]


def test_json_says_of_each_source_where_it_is_and_whose_words_it_has(data: dict[str, Any]) -> None:
    _none, _one, two = data["claims"]
    for source in two["sources"]:
        work, entry = data["sources"][source["key"]], SOURCES[source["key"]]
        assert (source["title"], source["outlet"]) == (work["title"], work["outlet"])
        assert (source["address"], source["day"]) == (entry.url or None, entry.given_date or None)
        assert (source["speaker"], source["party"]) == (entry.origin, entry.party or None)


def test_a_published_statement_has_its_frozen_address_beside_the_live_one() -> None:
    about = replace(ABOUT, version=Version(4, date(2024, 11, 27)))
    data = json.loads(format_json(list_claims(ROWS, about)))
    jsonschema.validate(data, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert (data["edition"], data["state"]) == (4, "published")
    assert (data["address"], data["frozen"]) == (SITE, f"{SITE}editions/4/")
    for claim in data["claims"]:
        assert claim["frozen"] == f"{SITE}editions/4/a/#{claim['id']}"
        assert (claim["edition"], claim["day"]) == (4, "2024-11-27")
    [row, *_rows] = csv.DictReader(io.StringIO(write_csv(list_claims(ROWS, about))))
    assert (row["address"], row["frozen"]) == (f"{SITE}a/#none", f"{SITE}editions/4/a/#none")
    assert (row["edition"], row["state"], row["licence"]) == ("4", "published", about.licence)


def test_what_is_said_beside_a_source_stands_in_the_statement() -> None:
    """Without it, `It snowed.[not @b]` would cite the source for what it denies."""
    claim = replace(ONE, affixes=("not B, 2020",), places=(("a", "p. 7"), ("b", "not")))
    ledger = list_claims(make_rows([PageEvidence(PAGE, (), (claim,), ())], SOURCES))
    [said] = ledger.claims
    assert said.statement == "Says one, <b>bold</b> (not B, 2020)."
    assert said.sources[0].words_beside == "p. 7"
    [row] = csv.DictReader(io.StringIO(write_csv(ledger)))
    assert row["statement"] == said.statement


def test_what_is_ours_bears_no_verdict(data: dict[str, Any]) -> None:
    _none, _one, two = data["claims"]
    assert (two["verdict"], two["because"], two["article_paragraph"]) == (None, None, None)
    assert two["rests_on"] == ["one"]


def read(record: SourceRecord, article: str = "") -> tuple[str, str, tuple[str, ...]]:
    """Return what is shown of source `a`: words, remarks and notes."""
    statement = replace(ONE, record=change(ONE.record, sources={"a": record}))
    [seen] = list_seen(statement, SOURCES, SOURCES.get(article))
    assert seen.source.key == "a"
    return seen.quoted.words if seen.quoted else "", seen.remarks, seen.notes


def test_words_that_were_read_are_shown_with_whose_they_are_and_what_they_leave_open() -> None:
    remarks = "bears out a part · speaker: Y, party: Z · compared on 26\u00a0November\u00a02026"
    assert read(SEEN) == (SEEN.words, remarks, ("Left open: G.",))
    assert read(change(SEEN, speaker="", party="", held=""))[1] == "bears out a part"


def test_where_no_words_were_seen_it_says_why() -> None:
    assert read(NO_WORDS) == ("", "bears it out", ("U.",))


def test_a_source_that_was_not_seen_was_compared_with_nothing() -> None:
    assert read(UNSEEN) == ("", "not seen", ("N.",))


@pytest.mark.parametrize(
    ("bears", "said"),
    [
        ("all", "the article says so"),
        ("part", "the article says a part of it"),
        ("none", "does not bear it out"),
    ],
)
def test_that_the_article_says_so_is_no_proof(bears: Any, said: str) -> None:
    assert read(SourceRecord(bears=bears, words="of one"), article="a")[1] == said


def test_csv_says_the_same(data: dict[str, Any]) -> None:
    table = csv.DictReader(io.StringIO(write_csv(list_claims(ROWS)), newline=""))
    for row, claim in zip(table, data["claims"], strict=True):
        assert row["sources"].split() == [source["key"] for source in claim["sources"]]
        speakers = [source["speaker"] for source in claim["sources"]]
        assert row["source_speakers"] == " | ".join(speakers)
        told = [name for name in row if name in claim and name != "sources"]
        assert {"statement", "clause", "verdict", "because", "event"} <= {*told}
        for name in told:
            value = claim[name]
            cell = " ".join(value) if isinstance(value, list) else str(value or "")
            assert row[name] == cell


def test_csv_of_no_claims_has_its_head() -> None:
    assert write_csv(list_claims([])).startswith(
        "id,address,frozen,edition,state,day,licence,page,"
    )


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


FIGURES = {
    "Fact": ["1", "0"],
    "Reported": ["0", "1"],
    "Assessment": ["1", "0"],
    "Holds in part": ["1", "–"],
    "Judgement": ["1", "–"],
    "With a reservation": ["1", "–"],
    "Carry a source": ["1", "1"],
    "Rest on one source alone": ["1", "0"],
    "Rest on several sources of one origin": ["0", "1"],
    "Rest on a party to the matter": ["1", "1"],
    "Rest on sources not seen": ["1", "0"],
}
"""What is counted of the article's claims and of ours; of all else there is none."""


def read_figures(rows: list[Row]) -> dict[str, list[str]]:
    """Return the numbers of each line, by its label."""
    numbers = {}
    for line in parse(render(rows)).css("tbody tr"):
        numbers[line.css_first("th").text()] = [cell.text() for cell in line.css(".figure-number")]
    return numbers


def test_its_figures_count_the_articles_claims_apart_from_ours() -> None:
    body = parse(render(ROWS))
    caption = body.css_first("caption").text()
    assert "3 claims" in caption
    assert "2 restate the article, 1 are added" in caption
    figures = read_figures(ROWS)
    assert [*figures][: len(KINDS) + len(VERDICTS)] == [*KINDS.values(), *VERDICTS.values()]
    none = {label: number for label, number in figures.items() if label not in FIGURES}
    assert all(number in (["0", "0"], ["0", "–"]) for number in none.values())
    assert {label: figures[label] for label in FIGURES} == FIGURES
    bars = [(bar.attributes.get("x"), bar.attributes["width"]) for bar in body.css("rect")]
    assert bars[:4] == [(None, "33.3"), ("33.3", "0.0"), (None, "0.0"), ("0.0", "33.3")]


def test_where_no_article_is_restated_its_figures_have_one_column_and_no_verdicts() -> None:
    rows = [row for row in ROWS if not row.claim.is_restated]
    figures = read_figures(rows)
    assert figures["Reported"] == ["1"]
    assert not {*VERDICTS.values()} & {*figures}


def test_the_figures_of_no_claims_count_none() -> None:
    assert "0 claims" in render([])
