"""The register: words by day, and those that are answers of the figure `beijing`."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
import pytest

from figures.beijing import BeijingForm
from figures.drawing import Label, Link, Piece, Shape
from figures.register import RegisterForm
from figures.register_parts import TurnEntry
from mkdocs_briefing.claims.records import Record
from mkdocs_briefing.claims.statements import Statement, StatementIndex
from mkdocs_briefing.figures.entries import Shown
from mkdocs_briefing.figures.tables import write_csv
from mkdocs_briefing.pages.publication import PageAddress
from mkdocs_briefing.yamldata import Written, YamlFile

from .test_beijing import FORM

PAGE = PageAddress("a.md", "a/", "A")
DAYS = {"first": "2024-01-03", "second": "2024-01-04", "met": "2024-06"}
TARGETS = StatementIndex(
    [Statement(name, PAGE, Record(kind="fact", event=day), ()) for name, day in DAYS.items()]
)
BEIJING = Written(msgspec.convert(FORM, BeijingForm, strict=False), YamlFile())
SHOWN = Shown(TARGETS, {"beijing": BEIJING}, date.max)
HEAD = {"title": "T", "line": "L", "language": "de"}
REST = {"who": "S", "asked": "by P", "said": "No.", "missing": "all", "read": "P"}


def make(**groups: dict[str, dict[str, Any]]) -> RegisterForm:
    """Return a register of some groups, of whose words only what matters is given."""
    named = dict[str, Any]()
    for group, words in groups.items():
        named[group] = {name: {**REST, "kind": "answer", **word} for name, word in words.items()}
    return msgspec.convert({**HEAD, "groups": named}, RegisterForm)


REGISTER = make(
    early={"w2": {"claim": "second"}, "w1": {"claim": "first"}, "typo": {"claim": "typo"}},
    late={"w3": {"claim": "met", "kind": "none"}, "w4": {"claim": "second", "date": "2024-02-01"}},
)


def test_words_stand_by_day_and_what_names_nothing_is_left_out() -> None:
    for group, names in (("early", ["w1", "w2"]), ("late", ["w4", "w3"])):
        assert [word.id for word in REGISTER.show(SHOWN, group)] == names


def test_an_answer_of_the_figure_has_its_number_by_statement_and_day() -> None:
    told = [*REGISTER.show(SHOWN, "")]
    assert {word.id: word.number for word in told} == {"w1": 1, "w2": 2, "w3": 0, "w4": 0}
    assert {word.id for word in told if word.answer} == {"w1", "w2"}


def test_without_the_figure_no_word_has_a_number() -> None:
    assert not any(word.number for word in REGISTER.show(SHOWN._replace(figures={}), ""))


def test_the_words_are_counted_by_kind() -> None:
    assert REGISTER.count() == {"answer": 4, "none": 1}


def test_as_csv_it_has_all_that_an_entry_says() -> None:
    text = write_csv(REGISTER.tabulate(SHOWN), "https://x.example/")
    lines = text.splitlines()
    assert len(lines) == 5
    assert lines[1] == "2024-01-03,Answer,S,by P,No.,,all,P,https://x.example/a/#first"
    assert lines[4].startswith("2024-06,No mention found,")


def test_what_only_others_tell_is_counted_apart_and_says_whose_account_it_is() -> None:
    told = make(all={"w1": {"claim": "first"}, "w2": {"claim": "second", "account": "a rival"}})
    assert told.count() == {"answer": 1, "account": 1}
    assert "Answer, as told by a rival" in write_csv(told.tabulate(SHOWN), "")


def test_a_turn_stands_once_before_the_first_word_after_its_day() -> None:
    turn = TurnEntry(claim="first", date="2024-01-03/2024-01-04", words="W", label="then")
    told = msgspec.structs.replace(REGISTER, turns=(turn,)).show(SHOWN, "")
    assert [word.id for word in told if word.turns] == ["w2"]
    late = msgspec.structs.replace(REGISTER, turns=(turn,)).show(SHOWN, "late")
    assert not any(word.turns for word in late)


def list_marks(parts: Sequence[Piece | Link]) -> list[Shape]:
    """Return the marks of words among the parts of a drawing."""
    shapes = [each for part in parts for each in (part.parts if isinstance(part, Link) else [part])]
    return [each for each in shapes if isinstance(each, Shape) and each.look.startswith("is-")]


@pytest.mark.parametrize("is_wide", [False, True])
def test_the_strip_has_a_mark_for_each_word_by_kind_then_by_day(is_wide: bool) -> None:
    parts = REGISTER.draw(SHOWN, is_wide=is_wide).parts
    tall, _second, low, *_rest = marks = list_marks(parts)
    assert len(marks) == 4
    assert (tall.look, low.look) == ("is-answer is-ten", "is-answer")
    assert measure_height(tall) > measure_height(low)
    names = [part.words for part in parts if isinstance(part, Label)]
    assert {"Answers: 4", "Statements: 0", "No mention found: 1"} <= {*names}


def test_where_the_strip_is_wide_a_mark_leads_to_its_entry() -> None:
    parts = REGISTER.draw(SHOWN, is_wide=True).parts
    links = {part.address: part for part in parts if isinstance(part, Link)}
    assert list(links) == ["#w1", "#w2", "#w4", "#w3"]
    assert links["#w4"].title == "1\u00a0February\u00a02024: Answer. No."
    narrow = REGISTER.draw(SHOWN, is_wide=False).parts
    assert not any(isinstance(part, Link) for part in narrow)


def measure_height(shape: Shape) -> float:
    """Return how high a stroke is."""
    return float(re.findall(r"v(\d+)", shape.path)[0])


def test_a_word_that_others_tell_looks_so() -> None:
    told = make(all={"w1": {"claim": "first", "account": "a rival"}})
    [word] = told.show(SHOWN._replace(figures={}), "all")
    assert word.looks == "is-answer is-told"
