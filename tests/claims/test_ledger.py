"""What is shown of all claims and sources: the ledger, as data and as counts, the list of sources, and figures."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from jinja2 import Environment, FileSystemLoader
from support import ROOT, read_data

from briefing.claims import ledger
from briefing.claims.evidence import Record, Support
from briefing.claims.ledger import (
    fill_figures,
    list_sources,
    load_figures,
    make_ledger,
    make_rows,
    write_csv,
)
from briefing.claims.records import (
    PageAddress,
    PageEvidence,
    Passage,
    Publication,
    Section,
    Version,
)
from briefing.editions.passages import Passage as Kept
from briefing.html import parse
from briefing.pages.vocabulary import CHANGED, FOUND, KINDS, VERDICTS
from briefing.sources.bibliography import parse_bibliography
from briefing.sources.notes import Links
from briefing.words import show

SCHEMA = json.loads((ROOT / "docs/schemas/claims.json").read_text(encoding="utf-8"))
DATA = read_data("claims.yml")
SOURCES = parse_bibliography(DATA["ledger"]).sources
PAGE, SECTION = PageAddress("a.md", "a/", 'A, "quoted"'), Section("s", "S", 2)
ONE = Passage(
    "one",
    "fact",
    PAGE,
    ("a",),
    SECTION,
    text="Words of one, <b>bold</b>.",
    article=1,
    check="imprecise",
    paragraph="p",
    event="2024-10",
)
CLAIMS = (
    Passage("none", "assessment", PAGE, (), SECTION, text="None.", article=1),
    ONE,
    Passage(
        "two", "report", PAGE, ("a", "b"), SECTION, text="Two.", check="supported", paragraph="p"
    ),
)
BOXES = (
    Passage("x", "check", PAGE, ("b",), title="X", follows="one", text="X. Why."),
    Passage("y", "check", PAGE, ("b", "a"), title="Y", follows="one"),
    Passage("z", "since", PAGE, ("a",), title="Z", follows="none"),
)
PAGES = [PageEvidence(PAGE, (), CLAIMS, BOXES)]
SUPPORT = Support({("one", "a"): Record("one", "a", "part", gap="G", held="2026-11-26")})
ROWS = [row | {"key": row["claim"]} for row in make_rows(PAGES, SOURCES, SUPPORT)]
SITE = "https://site.example/"
ABOUT = {
    "about": Publication("T", "O", Version(0, date(2024, 11, 27)), SITE, ""),
    "cut_off": date(2024, 11, 26),
    "article": "",
    "passages": {"a/#one": Kept("claim", sha256="0f")},
}


def test_the_figures_above_it_count_claims() -> None:
    env = Environment(loader=FileSystemLoader(ROOT / "overrides"))
    env.globals["_"] = show
    template = env.get_template("views/summary.html")
    body = parse(template.render(rows=ROWS, kinds=KINDS, found=FOUND, changed=CHANGED))
    assert "3 claims" in (said := body.css_first("caption").text())
    assert "2 restate the article, 1 are added" in said
    numbers = {
        row.css_first("th").text(): row.css_first("td").text() for row in body.css("tbody tr")
    }
    assert numbers == dict.fromkeys(KINDS.values(), "0") | DATA["summary"]
    assert [bar.attributes["width"] for bar in body.css("rect")][:3] == ["33.3", "33.3", "0.0"]
    assert "0 claims" in template.render(rows=[], kinds=KINDS, found=FOUND, changed=CHANGED)
    assert [row["is_judgement"] for row in ROWS] == [True, False, False]
    two = make_rows(
        [PageEvidence(PAGE, (), (replace(ONE, keys=("a", "z")),), ())], SOURCES, Support()
    )
    assert [row["is_dependent"] for row in [*ROWS, *two]] == [False, False, True, False]


def test_json_keeps_its_schema_and_csv_says_the_same() -> None:
    data = make_ledger(ROWS, sources=SOURCES, **ABOUT)
    jsonschema.validate(data, SCHEMA, format_checker=jsonschema.FormatChecker())
    one = data["claims"][1]
    assert (data["cut_off"], data["date"], data["edition"]) == ("2024-11-26", "2024-11-27", "draft")
    assert (one["address"], one["sha256"]) == ("https://site.example/a/#one", "0f")
    assert one["checks"] == [
        {"address": f"{SITE}a/#x", "title": "X", "words": "X. Why.", "sources": ["b"]},
        {"address": f"{SITE}a/#y", "title": "Y", "words": "", "sources": ["b", "a"]},
    ]
    assert (one["verdict"], one["checked_against"]) == ("imprecise", ["b", "a"])
    assert one["records"] == [{"source": "a", "bears": "part", "gap": "G", "held": "2026-11-26"}]
    assert [claim["beside"] for claim in data["claims"]] == [
        [],
        ["https://site.example/a/#two"],
        [],
    ]
    assert (data["sources"]["b"]["party"], data["sources"]["a"]["read"]) == ("X", "not seen")
    table = list(csv.DictReader(io.StringIO(write_csv(data), newline="")))
    assert table == [
        {
            name: " ".join(value) if isinstance(value, list) else str(value or "")
            for name, value in claim.items()
            if name in table[0]
        }
        for claim in data["claims"]
    ]
    assert write_csv({"claims": []}).startswith("id,address,")
    properties = SCHEMA["properties"]["claims"]["items"]["properties"]
    assert (properties["kind"]["enum"], properties["verdict"]["enum"]) == (
        list(KINDS),
        [None, *VERDICTS],
    )


def test_no_cell_is_a_formula() -> None:
    """A spreadsheet runs what begins like one: =HYPERLINK("https://…"&A1)."""
    claims = tuple(
        replace(ONE, text=text)
        for text in ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t1", "1 = 1"]
    )
    rows = [
        row | {"key": row["claim"]}
        for row in make_rows([PageEvidence(PAGE, (), claims, ())], SOURCES, Support())
    ]
    table = csv.DictReader(io.StringIO(write_csv(make_ledger(rows, sources={}, **ABOUT))))
    assert [row["statement"] for row in table] == [
        '\'=HYPERLINK("x")',
        "'+1",
        "'-1",
        "'@SUM(A1)",
        "'\t1",
        "1 = 1",
    ]


def test_each_source_shows_what_rests_on_it_what_was_checked_and_whether_it_holds() -> None:
    day = date(2026, 11, 24)
    links = Links(
        {"https://b.example/": day}, {"https://a.example/": day, "https://d.example/": day}
    )
    listed = list_sources(SOURCES, PAGES)
    assert [source.key for source, _ in listed] == ["b", "a", "z", "d"], (
        "the article's in its order, ours by name"
    )
    assert [[use.id for use in uses] for _, uses in listed] == [
        ["two", "x", "y"],
        ["one", "two", "y", "z"],
        [],
        [],
    ]
    assert [links.find_days(source) for source, _ in listed][:3] == [
        (day, None),
        (None, day),
        (None, None),
    ]
    assert ledger.list_remarks(SOURCES["a"]) == [
        ("Checked", "c one."),
        ("Checked", "c two."),
        ("Not checked", "n."),
        ("Defect", "d."),
    ]
    assert links.find_states(SOURCES) == {"a": "gone", "z": "gone", "d": "retracted"}


def load(tmp_path: Path, text: str) -> tuple[dict[str, object], list[str]]:
    (tmp_path / "docs/figures").mkdir(parents=True)
    (tmp_path / "docs/figures/f.yml").write_bytes(text.encode("latin-1"))
    figures, unread = load_figures(tmp_path / "docs", tmp_path)
    filled, _, problems = fill_figures(figures, ROWS, BOXES)
    return filled, [str(problem) for problem in (*unread, *problems)]


def test_an_entry_of_a_figure_takes_row_address_and_date_from_what_it_names(tmp_path: Path) -> None:
    filled, messages = load(
        tmp_path,
        "lanes:\n- {claim: one, words: A}\n- {claim: one, date: 2024-10-24}\n"
        "- {note: z, points: [{claim: one}]}\n- x\n",
    )
    first, second, third, plain = filled["f"]["lanes"]  # type: ignore[index]
    assert messages == []
    assert [
        (entry["row"], entry["address"], entry["event"])
        for entry in (first, second, third, *third["points"])
    ] == [
        (ROWS[1], "a/#one", "2024-10"),
        (ROWS[1], "a/#one", "2024-10-24"),
        (None, "a/#z", ""),
        (ROWS[1], "a/#one", "2024-10"),
    ]
    assert (first["words"], plain) == ("A", "x")


@pytest.mark.parametrize(("text", "message"), DATA["figures"])
def test_what_is_wrong_with_a_figure_is_said_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    assert load(tmp_path, text)[1] == [f"docs/figures/f.yml:{message}"]
