"""Forecasts and what to watch: what authors write, what readers see, what is said of mistakes.

Alone it notices an empty file, a reading that none has, and a slip that is said twice.
"""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import pytest
from support import read_data

from mkdocs_briefing.claims.briefing import Briefing
from mkdocs_briefing.claims.claim_rules import RULES
from mkdocs_briefing.claims.records import Record
from mkdocs_briefing.claims.statements import PageEvidence, Statement, StatementIndex
from mkdocs_briefing.figures.entries import Shown
from mkdocs_briefing.figures.figures import list_items, load_forms, read_figures
from mkdocs_briefing.figures.forecasts import Figures
from mkdocs_briefing.pages.publication import PageAddress
from mkdocs_briefing.problems import Problem
from mkdocs_briefing.vocabulary import READINGS

DATA = read_data("forecasts.yml")
MISTAKES = DATA["mistakes"]
SHOWN = ("forecasts", "watch")
NONE = Path("no folder")  # of figures that a briefing draws itself
PAGE, SINCE = PageAddress("a.md", "a/", "A"), PageAddress("since.md", "since/", "Since")
FORECAST = Record(kind="forecast", restates="1.1", verdict="judgement")
CLAIMS = (
    Statement("rain-coming", PAGE, FORECAST, ()),
    Statement("snow-coming", PAGE, FORECAST, ()),
    Statement("thaw-coming", PAGE, Record(kind="forecast"), ()),
    Statement("first", SINCE, Record(kind="fact", event="2025-01-02"), ()),
    Statement("second", SINCE, Record(kind="fact", event="2025-02"), ()),
)
NOTE = Statement("later", SINCE, Record(kind="since"), ())
EVIDENCE = PageEvidence(PAGE, (), CLAIMS, ())
TARGETS = StatementIndex([*CLAIMS, NOTE])


def read(texts: dict[str, str]) -> tuple[Figures, list[str]]:
    """Return what some texts say, and all that is said of them."""
    figures, problems = read_figures(
        {name: texts[name].encode() for name in texts}, "docs", load_forms(NONE)
    )
    problems = problems or check(figures)
    return figures, [str(problem) for problem in problems]


def check(figures: Figures, shown: Collection[str] = SHOWN) -> list[Problem]:
    """Return what is wrong between both files and the statements of pages."""
    briefing = Briefing(
        pages=[EVIDENCE],
        targets=TARGETS,
        cut_off=date(2024, 11, 26),
        article="essay",
        figures=figures,
        items=[*list_items(figures.values(), TARGETS)],
        shown=shown,
    )
    return [problem for rule in RULES for problem in rule(briefing)]


@pytest.fixture
def figures() -> Figures:
    """The sound files as they are read."""
    figures, messages = read(DATA["sound"])
    assert messages == []
    return figures


@pytest.mark.parametrize("case", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_has_one_message_at_its_line(case: Sequence[str]) -> None:
    """What follows is not said, such as that a forecast in a wrong spelling has no reading."""
    name, old, new, message = case
    assert old in DATA["sound"][name]
    texts = {**DATA["sound"], name: DATA["sound"][name].replace(old, new, 1)}
    assert read(texts)[1] == [f"docs/{name}:{message}"]


@pytest.mark.parametrize("name", DATA["sound"])
@pytest.mark.parametrize("text", ["", "x\n", "- x\n", "forecasts: {}\n", "signposts:\n"])
def test_a_file_with_nothing_in_it_is_not_passed_over(name: str, text: str) -> None:
    _figures, messages = read({**DATA["sound"], name: text})
    assert len(messages) == 1
    assert messages[0].startswith(f"docs/{name}:1:1: ")


def test_where_there_are_no_files_nothing_is_asked_for() -> None:
    assert read({}) == ({}, [])


def test_what_is_on_record_and_what_was_seen_stand_in_the_order_of_their_days() -> None:
    """Whatever the order of the list: the last is the latest."""
    later, cloud = "{claim: second, words: rain}", "{claim: first, words: a cloud}"
    seen = "- {claim: first, shows: a cloud}"
    turned = {
        "forecasts.yml": (f"{cloud}, {later}", f"{later}, {cloud}"),
        "watch.yml": (seen, f"- {{claim: second, shows: rain}}\n      {seen}"),
    }
    texts = {name: DATA["sound"][name].replace(*turned[name]) for name in turned}
    figures, messages = read(texts)
    assert messages == []
    shown = Shown(TARGETS, figures, date.max)
    [forecast, _] = figures["forecasts"].form.show(shown)
    assert [words for _, words in forecast.since] == ["a cloud", "rain"]
    [signpost] = figures["watch"].form.show(shown)
    assert [words for _, words in signpost.seen] == ["a cloud", "rain"]


def test_readings_are_counted_none_among_them(figures: Figures) -> None:
    counts = dict(figures["forecasts"].form.count())
    assert [*counts] == [*READINGS]
    assert (counts["in line so far"], counts["undecided"], sum(counts.values())) == (1, 1, 2)
