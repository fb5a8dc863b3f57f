"""The article, line by line: what stands there, in which order, and where its lines lead.

Alone it notices a tenth statement before the second, and a line that no edition keeps.
"""

import json
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urldefrag, urljoin

import msgspec
import pytest
from support import ROOT

from mkdocs_briefing.claims.evidence import Library
from mkdocs_briefing.claims.findings import Finding, Margin
from mkdocs_briefing.claims.ledger import make_rows
from mkdocs_briefing.claims.records import Record, SourceRecord
from mkdocs_briefing.claims.statements import PageEvidence, Statement, StatementIndex
from mkdocs_briefing.editions.passages import find_passages
from mkdocs_briefing.figures.article import list_article_lines
from mkdocs_briefing.figures.forecasts import ForecastForm
from mkdocs_briefing.html import Node, get, parse, read
from mkdocs_briefing.pages.publication import PageAddress
from mkdocs_briefing.sources.bibliography import parse_bibliography

BUILT = ROOT / "tests/golden/built"
ESSAY = BUILT / "essay/index.html"
PAGE = PageAddress("a.md", "a/", "A")
ARTICLE, OTHER = parse_bibliography(
    "@online{e, title={E}, url={https://e.example/}}\n\n@online{b, title={B}, url={https://b.example/}}"
).sources.values()
FORECAST = msgspec.convert(
    {
        "expected": "Rain.",
        "against": "A dry year.",
        "unchanged": {"same": True},
        "reading": "undecided",
        "because": "Nobody looked.",
    },
    ForecastForm,
)
FIGURES = {"forecasts": SimpleNamespace(form=SimpleNamespace(forecasts={"rain": FORECAST}))}
SAID = {"e": SourceRecord(bears="all", words="rain and some snow")}
READ = SAID | {"b": SourceRecord(bears="all", words="sleet at last")}
LATER = Finding("later", "Later (May 2026)", "It thawed.", "a/#thaw")
BESIDE = {"snow": Margin(later=LATER)}


def make_claim(name: str, record: Record) -> Statement:
    evidence = Library({"e": ARTICLE, "b": OTHER}).list_evidence(name, record, {})
    return Statement(name, PAGE, record, (), evidence=tuple(evidence))


CLAIMS = [
    make_claim("later", Record(kind="fact", restates="1.10", verdict="holds")),
    make_claim("ours", Record(kind="fact")),
    make_claim("rain", Record(kind="forecast", restates="2.1", verdict="judgement")),
    make_claim(
        "snow",
        Record(
            kind="fact",
            restates="1.9",
            verdict="wrong in part",
            because="It was sleet.",
            sources=READ,
        ),
    ),
    make_claim("ice", Record(kind="assessment", restates="1.2", verdict="imprecise", sources=SAID)),
]
ROWS = make_rows([PageEvidence(PAGE, [], CLAIMS)], StatementIndex(CLAIMS))


def test_lines_stand_as_in_the_article_with_verdict_or_outcome_and_what_is_loud() -> None:
    paragraphs = list_article_lines(ROWS, FIGURES, BESIDE, ARTICLE.key)
    lines = [line for some in paragraphs.values() for line in some]
    assert {number: len(some) for number, some in paragraphs.items()} == {"1": 3, "2": 1}
    assert [(line.id, line.found, line.is_loud) for line in lines] == [
        ("s-1-2", "Imprecise", True),
        ("s-1-9", "Wrong in part", True),
        ("s-1-10", "Holds", False),
        ("s-2-1", "Undecided", True),
    ]


def test_a_line_has_its_reason_what_came_later_and_its_sources_but_the_article() -> None:
    [lines, [rain]] = list_article_lines(ROWS, FIGURES, BESIDE, ARTICLE.key).values()
    assert [(line.reason, line.later) for line in (*lines, rain)] == [
        ("", None),
        ("It was sleet.", LATER),
        ("", None),
        ("Nobody looked.", None),
    ]
    assert [len(line.sources) for line in lines] == [0, 1, 0]
    assert lines[1].sources[0].key == "b"


@pytest.fixture(scope="module")
def essay() -> Node:
    """The page of the made-up briefing that has its essay line by line."""
    article = parse(ESSAY.read_text(encoding="utf-8")).css_first("article")
    assert article is not None
    return article


def list_claims() -> dict[str, str]:
    """Return the address of each claim of it that restates the essay, by its place."""
    data = json.loads((BUILT / "claims.json").read_text(encoding="utf-8"))
    told = [claim for claim in data["claims"] if claim["article_place"]]
    return {claim["article_place"]: claim["address"] for claim in told}


def test_the_strip_has_a_sign_for_each_claim_that_the_score_counts_and_leads_to_it(
    essay: Node,
) -> None:
    lines = [get(line, "id") for line in essay.css(".lines details")]
    assert [get(link, "href") for link in essay.css(".strip ol a")] == [
        f"#{name}" for name in lines
    ]
    assert (
        len(lines)
        == len(list_claims())
        == sum(map(int, map(read, essay.css(".strip li > b + b, .strip ul b"))))
    )


def test_each_line_leads_to_where_it_is_checked_and_both_are_there(essay: Node) -> None:
    claims = list_claims()
    for line in essay.css(".lines > li"):
        [number, *_, link] = line.css("a:not([data-cite])")
        address, name = urldefrag(urljoin("https://golden.example/essay/", get(link, "href")))
        assert f"{address}#{name}" == claims[read(number)]
        page = Path(BUILT, address.removeprefix("https://golden.example/"), "index.html")
        assert f'id="{name}"' in page.read_text(encoding="utf-8")


def test_an_edition_keeps_each_line_with_its_words(essay: Node) -> None:
    kept = {passage.id: passage.words for passage in find_passages(essay)}
    assert kept["s-2-2"].startswith("The East had been warned of the toll. Wrong in part.")
    assert {get(line, "id") for line in essay.css(".lines details")} <= kept.keys()
