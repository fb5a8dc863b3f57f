"""The figures of this briefing: what is said of a mistake in each, and what names nothing.

Alone it notices each field of theirs that is wrong.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, FileSystemLoader
from rules.codes import list_codes, name_code
from support import ROOT, read_data

from mkdocs_briefing.claims.briefing import Briefing
from mkdocs_briefing.claims.claim_rules import RULES
from mkdocs_briefing.claims.records import Record, SourceRecord
from mkdocs_briefing.claims.statements import Statement, StatementIndex
from mkdocs_briefing.figures.entries import Shown
from mkdocs_briefing.figures.figures import (
    entries_fit_statements,
    list_items,
    load_forms,
    read_figures,
)
from mkdocs_briefing.folders import TEMPLATES
from mkdocs_briefing.html import Node, get, parse
from mkdocs_briefing.pages.publication import PageAddress
from mkdocs_briefing.pipeline.for_templates import prepare
from mkdocs_briefing.problems import Problem
from mkdocs_briefing.sources.bibliography import parse_bibliography
from mkdocs_briefing.yamldata import Written

OWN = ROOT / "scripts/figures"
FORMS = load_forms(OWN)
DATA = yaml.safe_load(Path(__file__).with_name("figures.yml").read_text(encoding="utf-8"))
MISTAKES = DATA["mistakes"]
PAGE = PageAddress("a.md", "a/", "A")
SOURCES = parse_bibliography(read_data("claims.yml")["ledger"]).sources
SEEN = SourceRecord(bears="all")
CLAIMS = (
    Statement("one", PAGE, Record(kind="fact", event="2024-10", sources={"a": SEEN}), ("a",)),
    Statement(
        "two", PAGE, Record(kind="forecast", restates="1.1", verdict="judgement"), ("a", "b")
    ),
    Statement("held", PAGE, Record(kind="report", restates="1.1", verdict="holds"), ("b",)),
    Statement("ours", PAGE, Record(kind="assessment"), ()),
)
NOTE = Statement("later", PAGE, Record(kind="since"), ())
TARGETS = StatementIndex([*CLAIMS, NOTE])


def read(texts: dict[str, str]) -> tuple[dict[str, Written], list[str]]:
    """Return the figures that some texts make, and all that is said of them."""
    files = {f"figures/{name}.yml": text.encode() for name, text in texts.items()}
    figures, problems = read_figures(files, "docs", FORMS)
    problems += check(figures, texts)
    return figures, [str(problem) for problem in problems]


def check(figures: Mapping[str, Written], shown: Collection[str]) -> list[Problem]:
    """Return what is wrong between figures, and statements and places of pages."""
    briefing = Briefing(
        pages=[],
        targets=TARGETS,
        cut_off=date(2024, 11, 26),
        figures=figures,
        shown=shown,
    )
    return [problem for rule in (*RULES, entries_fit_statements) for problem in rule(briefing)]


@pytest.fixture
def figures() -> dict[str, Written]:
    """The sound figures, by name."""
    figures, messages = read(DATA["sound"])
    assert messages == []
    return figures


def test_there_is_a_sound_figure_of_each_form(figures: dict[str, Written]) -> None:
    assert figures.keys() == FORMS.keys() - {"forecasts", "watch"}


@pytest.mark.parametrize("case", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_has_one_message_at_its_line(case: Sequence[str]) -> None:
    name, old, new, message = case
    assert old in DATA["sound"][name]
    text = DATA["sound"][name].replace(old, new, 1)
    assert read({name: text})[1] == [f"docs/figures/{name}.yml:{message}"]


def test_a_number_is_read_as_it_is_written(figures: dict[str, Written]) -> None:
    texts = [item.text for item in list_items([figures["shares"]], TARGETS)]
    assert {"2020. 61", "2021. 64.5"} <= set(texts)


def test_the_words_of_an_entry_are_an_item_with_its_place(figures: dict[str, Written]) -> None:
    second, _first, _third, last = list_items([figures["lanes"]], TARGETS)
    assert (last.text, last.links) == ("1 December 2024. Korea. last", ["a/#later"])
    assert second.spot == ("docs/figures/lanes.yml", 6, 5)
    assert second.links == ["a/#one"]


def test_of_an_entry_that_names_what_is_not_there_only_that_is_said() -> None:
    sound = DATA["sound"]["lanes"]
    right, _messages = read({"lanes": sound})
    wrong, messages = read(
        {"lanes": sound.replace("claim: one, words: first", "claim: onne, words: in 1999")}
    )
    assert len(messages) == 1
    count = len(list(list_items(right.values(), TARGETS)))
    assert len(list(list_items(wrong.values(), TARGETS))) == count - 1


def render(figures: dict[str, Written], name: str, targets: StatementIndex) -> Node:
    """Return what the template of a figure makes of it."""
    env = Environment(loader=FileSystemLoader(TEMPLATES))
    prepare(env, {}, OWN)
    project = {"settings": {"cut_off": date(2024, 11, 26)}, "find_url": lambda _view: ""}
    shown = {"figures": figures, "targets": targets, "project": project, "page": {"uri": ""}}
    shown["shown"] = Shown(targets, figures, date(2024, 11, 26))
    return parse(env.get_template(f"figures/{name}.html").render(shown, root=""))


@pytest.mark.parametrize("name", sorted(DATA["sound"]))
def test_what_names_nothing_is_left_out_of_a_figure(figures: dict[str, Written], name: str) -> None:
    """Its author has been told, and what else is wrong is not to follow from it."""
    links = [str(get(link, "href")) for link in render(figures, name, StatementIndex([])).css("a")]
    assert [link for link in links if not link.endswith((".csv", ".json"))] == []


def list_scale(figures: dict[str, Written]) -> list[str]:
    """Return what stands at the lines across `shares`."""
    shown = render(figures, "shares", TARGETS)
    return [node.text() for node in shown.css(".grid + .quiet text")]


def test_shares_with_a_unit_have_its_scale_and_its_name(figures: dict[str, Written]) -> None:
    """Those without one are per cent."""
    text = DATA["sound"]["shares"].replace("61,", "610,").replace("64.5,", "4300,")
    tonnes, messages = read({"shares": f"unit: tonnes\n{text}"})
    assert messages == []
    assert list_scale(figures) == ["0", "25", "50", "75%"]
    assert list_scale(tonnes) == ["0", "1,000", "2,000", "3,000", "4,000", "5,000\u00a0tonnes"]
    assert "%" not in render(tonnes, "shares", TARGETS).text()


def test_every_code_of_theirs_has_a_row() -> None:
    codes = {code for path in OWN.rglob("*.py") for code in list_codes(path)}
    assert codes - {name_code(row[-1]) for row in MISTAKES.values()} == set()
