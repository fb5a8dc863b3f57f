"""The ledger, as data and as the figures above it."""

import csv
import io
import json
from dataclasses import replace

import jsonschema
from jinja2 import Environment, FileSystemLoader
from support import ROOT

from briefing.claims.evidence import Support
from briefing.claims.ledger import make_rows, write_csv, write_json
from briefing.claims.records import Box, Claim, PageAddress, PageEvidence, Section
from briefing.html import parse
from briefing.pages.vocabulary import CHANGED, FOUND, KINDS, VERDICTS
from briefing.sources.bibliography import parse_bibliography
from briefing.words import show

SCHEMA = json.loads((ROOT / "docs/schemas/claims.json").read_text(encoding="utf-8"))
SOURCES = parse_bibliography(
    "@online{a, author={{TASS}}, title={{A}}, extent={none}}\n"
    "@online{b, author={{TASS}}, title={{B}}, party={X}, extent={opening}}").sources
PAGE, SECTION = PageAddress("a.md", "a/", 'A, "quoted"'), Section("s", "S", 2)
ONE = Claim("one", "fact", PAGE, ("a",), SECTION, text="Words of one, <b>bold</b>.", article=1, check="imprecise",
            paragraph="p")
CLAIMS = (Claim("none", "assessment", PAGE, (), SECTION, text="None.", article=1), ONE,
          Claim("two", "report", PAGE, ("a", "b"), SECTION, text="Two.", check="supported", paragraph="p"))
BOXES = (Box("x", "check", PAGE, ("b",), "X", "one", text="X. Why."), Box("y", "check", PAGE, ("b", "a"), "Y", "one"),
         Box("z", "since", PAGE, ("a",), "Z", "none"))
ROWS = make_rows([PageEvidence(PAGE, (), CLAIMS, BOXES)], SOURCES, Support())
SITE = "https://site.example/"
ABOUT = {"title": "T", "cut_off": "2024-11-26", "edition": "draft", "date": "2024-11-27", "article": None,
         "licence": "https://licence.example/"}


def test_the_figures_above_it_count_claims() -> None:
    env = Environment(loader=FileSystemLoader(ROOT / "overrides"))
    env.globals["_"] = show
    template = env.get_template("views/summary.html")
    body = parse(template.render(rows=ROWS, kinds=KINDS, found=FOUND, changed=CHANGED))
    assert "3 claims" in (said := body.css_first("caption").text())
    assert "2 restate the article, 1 are added" in said
    numbers = {row.css_first("th").text(): row.css_first("td").text() for row in body.css("tbody tr")}
    assert numbers == {
        **dict.fromkeys(KINDS.values(), "0"), "Fact": "1", "Reported": "1", "Assessment": "1", "Carry a source": "2",
        "Rest on one source alone": "1", "Rest on several sources of one origin": "1", "Changed by checking": "1",
        "Judgement": "1", "Holds in part": "1", "Holds": "1", "Rest on a party to the matter": "1",
        "Rest on sources not seen": "1"}
    assert [bar.attributes["width"] for bar in body.css("rect")][:3] == ["33.3", "33.3", "0.0"]
    assert "0 claims" in template.render(rows=[], kinds=KINDS, found=FOUND, changed=CHANGED)


def test_a_row_tells_judgements_apart() -> None:
    assert [row.is_judgement for row in ROWS] == [True, False, False]


def test_json_keeps_its_schema_and_csv_says_the_same() -> None:
    data = json.loads(write_json(ROWS, SOURCES, ABOUT, SITE, {"a/#one": "0f"}))
    jsonschema.validate(data, SCHEMA, format_checker=jsonschema.FormatChecker())
    one = data["claims"][1]
    assert (data["cut_off"], one["address"], one["sha256"]) == ("2024-11-26", "https://site.example/a/#one", "0f")
    assert one["checks"] == [{"address": "https://site.example/a/#x", "title": "X", "words": "X. Why.",
                              "sources": ["b"]}, {"address": "https://site.example/a/#y", "title": "Y", "words": "",
                                                  "sources": ["b", "a"]}]
    assert [claim["beside"] for claim in data["claims"]] == [[], ["https://site.example/a/#two"], []]
    assert (data["sources"]["b"]["party"], data["sources"]["a"]["read"]) == ("X", "not seen")
    table = list(csv.DictReader(io.StringIO(write_csv(ROWS, SITE), newline="")))
    assert table == [{name: " ".join(value) if isinstance(value, list) else str(value or "")
                      for name, value in claim.items() if name in table[0]} for claim in data["claims"]]
    assert write_csv([], "") == "id\n"


def test_the_schema_knows_the_vocabulary() -> None:
    properties = SCHEMA["properties"]["claims"]["items"]["properties"]
    assert properties["kind"]["enum"] == list(KINDS)
    assert properties["verdict"]["enum"] == [None, *VERDICTS]


def test_no_cell_is_a_formula() -> None:
    """A spreadsheet runs what begins like one: =HYPERLINK("https://…"&A1)."""
    claims = tuple(replace(ONE, text=text) for text in ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "1 = 1"])
    rows = make_rows([PageEvidence(PAGE, (), claims, ())], SOURCES, Support())
    table = csv.DictReader(io.StringIO(write_csv(rows, "")))
    assert [row["statement"] for row in table] == ['\'=HYPERLINK("x")', "'+1", "'-1", "'@SUM(A1)", "1 = 1"]
