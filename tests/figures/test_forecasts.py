"""Forecasts and what to watch: what authors write, what readers see, what is said of mistakes.

Alone it notices an empty file, a reading that none has, and a slip that is said twice.
"""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import pytest
from support import read_data, write_files

from briefing.claims.briefing import Briefing
from briefing.claims.records import Record
from briefing.claims.rules import RULES
from briefing.claims.statements import PageEvidence, Statement, Targets
from briefing.figures.figures import list_items, load_figures
from briefing.figures.forecasts import Figures, count_readings
from briefing.pages.publication import PageAddress
from briefing.pages.vocabulary import READINGS
from briefing.problems import Problem

DATA = read_data("forecasts.yml")
MISTAKES = DATA["mistakes"]
SHOWN = ("forecasts", "watch")
PAGE, SINCE = PageAddress("a.md", "a/", "A"), PageAddress("since.md", "since/", "Since")
FORECAST = Record(kind="forecast", restates=1, verdict="judgement")
CLAIMS = (
    Statement("rain-coming", PAGE, FORECAST, ()),
    Statement("snow-coming", PAGE, FORECAST, ()),
    Statement("ours", PAGE, Record(kind="forecast"), ()),
    Statement("first", SINCE, Record(kind="fact", event="2025-01-02"), ()),
    Statement("second", SINCE, Record(kind="fact", event="2025-02"), ()),
)
NOTE = Statement("later", SINCE, Record(kind="since"), ())
EVIDENCE = PageEvidence(PAGE, (), CLAIMS, ())
TARGETS = Targets([*CLAIMS, NOTE])


def load(root: Path, texts: dict[str, str]) -> tuple[Figures, list[str]]:
    """Return what some texts say, and all that is said of them."""
    write_files(root, {f"docs/{name}": text for name, text in texts.items()})
    figures, problems = load_figures(root / "docs", root)
    problems = problems or check(figures)
    return figures, [str(problem) for problem in problems]


def check(figures: Figures, shown: Collection[str] = SHOWN) -> list[Problem]:
    """Return what is wrong between both files and the statements of pages."""
    briefing = Briefing(
        pages=[EVIDENCE],
        targets=TARGETS,
        cut_off=date(2024, 11, 26),
        figures=figures,
        items=[*list_items(figures.values(), TARGETS)],
        shown=shown,
    )
    return [problem for rule in RULES for problem in rule(briefing)]


@pytest.fixture
def figures(tmp_path: Path) -> Figures:
    """The sound files as they are read."""
    figures, messages = load(tmp_path, DATA["sound"])
    assert messages == []
    return figures


@pytest.mark.parametrize("case", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_has_one_message_at_its_line(tmp_path: Path, case: Sequence[str]) -> None:
    """What follows is not said, such as that a forecast in a wrong spelling has no reading."""
    name, old, new, message = case
    assert old in DATA["sound"][name]
    texts = {**DATA["sound"], name: DATA["sound"][name].replace(old, new, 1)}
    assert load(tmp_path, texts)[1] == [f"docs/{name}:{message}"]


@pytest.mark.parametrize("name", DATA["sound"])
@pytest.mark.parametrize("text", ["", "x\n", "- x\n", "forecasts: {}\n", "signposts:\n"])
def test_a_file_with_nothing_in_it_is_not_passed_over(tmp_path: Path, name: str, text: str) -> None:
    _figures, messages = load(tmp_path, {**DATA["sound"], name: text})
    assert len(messages) == 1
    assert messages[0].startswith(f"docs/{name}:1:1: ")


def test_where_there_are_no_files_nothing_is_asked_for(tmp_path: Path) -> None:
    assert load(tmp_path, {}) == ({}, [])


def test_readings_are_counted_none_among_them(figures: Figures) -> None:
    counts = dict(count_readings(figures))
    assert [*counts] == [*READINGS]
    assert (counts["in line so far"], counts["undecided"], sum(counts.values())) == (1, 1, 2)
