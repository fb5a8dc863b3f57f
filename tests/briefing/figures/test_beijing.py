"""Answers and the time without one: where marks stand, and where they lead."""

from datetime import date
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.beijing import BeijingForm
from figures.beijing_drawn import count_months, draw_upright, draw_wide
from figures.drawing import Axis, Drawing, Label, Link, Shape, spread
from mkdocs_briefing.claims.records import Record
from mkdocs_briefing.claims.statements import Statement, StatementIndex
from mkdocs_briefing.figures.entries import Shown
from mkdocs_briefing.figures.tables import Cell
from mkdocs_briefing.pages.publication import PageAddress

PAGE = PageAddress("a.md", "a/", "A")
DAYS = {"said": "2024-01-03", "first": "2024-01-03", "second": "2024-01-04", "met": "2024-06"}
TARGETS = StatementIndex(
    [Statement(name, PAGE, Record(kind="fact", event=day), ()) for name, day in DAYS.items()]
)
FORM: dict[str, Any] = {
    "title": "T",
    "ends": "2024-12-31",
    "line": "the essay",
    "denies": "denies it",
    "neither": "does not say",
    "says": "admits it",
    "parties": [{"who": "North", "stance": "says", "claim": "said", "words": "W"}],
    "answering": "Answers",
    "contents": {
        "own": {"words": "its own matter", "short": "its own", "last": "the last"},
        "calm": {"words": "be calm", "short": "calm"},
    },
    "answers": [
        {"claim": "first", "contains": ["own", "calm"]},
        {"claim": "second", "contains": ["calm"], "partly": ["own"]},
        {"claim": "typo", "contains": ["own"]},
    ],
    "after": {"claim": "second", "words": "no answer found"},
    "unread": [{"claim": "met", "date": "2024-09-01", "words": "a text"}],
    "meeting": "Meetings",
    "meetings": [{"claim": "met", "words": "a visit", "large": True, "label": "V", "tall": "V"}],
}
SHORT: dict[str, Any] = {
    "answering": "Answers we found",
    "answered": "on it",
    "met": "since",
    "unread": "not read",
    "admitted": {"claim": "said", "words": "both admit it", "tall": "they do"},
    "foot": "A stroke is an answer.",
    "more": "All words",
}
CUT_OFF = date(2024, 1, 3)
PLACES = st.lists(st.floats(0, 1000), max_size=30).map(sorted)


def draw(upright: bool, **fields: Any) -> Drawing:
    """Return a drawing of the figure with some other fields."""
    form = msgspec.convert(FORM | fields, BeijingForm, strict=False)
    return (draw_upright if upright else draw_wide)(form, Shown(TARGETS, {}, CUT_OFF))


def read_cell(cell: Cell) -> str:
    return "; ".join(piece.text for piece in cell)


def list_links(drawing: Drawing) -> list[Link]:
    return [part for part in drawing.parts if isinstance(part, Link)]


@given(PLACES, st.floats(1, 50))
def test_what_is_spread_keeps_its_order_and_its_distance(places: list[float], apart: float) -> None:
    moved = spread(places, apart)
    assert len(moved) == len(places)
    assert all(two - one >= apart - 1e-6 for one, two in pairwise(moved))
    assert sum(moved) == pytest.approx(sum(places)), "to both sides alike"


@given(PLACES, st.floats(1, 50))
def test_what_is_apart_stays_where_it_is(places: list[float], apart: float) -> None:
    sparse = [place + number * apart for number, place in enumerate(places)]
    assert spread(sparse, apart) == pytest.approx(sparse)


@given(PLACES, st.floats(1, 50), st.floats(-100, 2000))
def test_nothing_is_spread_beyond_a_limit(places: list[float], apart: float, limit: float) -> None:
    moved = spread(places, apart, limit)
    assert all(place <= limit + 1e-6 for place in moved)
    assert all(two - one >= apart - 1e-6 for one, two in pairwise(moved))


@pytest.mark.parametrize("upright", [False, True])
def test_every_mark_leads_to_its_claim_and_says_when_and_what(upright: bool) -> None:
    links = list_links(draw(upright))
    assert [link.address for link in links] == [
        "a/#said",
        "a/#first",
        "a/#second",
        "a/#met",
        "a/#met",
    ]
    titles = [link.title.replace("\u00a0", " ") for link in links]
    assert titles == [
        "3 January 2024: North admits it. W",
        "3 January 2024: its own matter; be calm",
        "4 January 2024: be calm; by one report its own matter",
        "1 September 2024: a text",
        "June 2024: a visit",
    ]


def test_what_one_report_alone_has_is_hollow() -> None:
    _party, whole, partly, *_rest = list_links(draw(upright=False))
    [full], [hollow] = whole.parts, partly.parts
    assert isinstance(full, Shape)
    assert isinstance(hollow, Shape)
    assert (full.path.count("m"), hollow.path.count("m")) == (0, 1)
    assert full.path.count("M") == hollow.path.count("M") == 2


@pytest.mark.parametrize("is_wide", [False, True])
def test_in_short_each_answer_is_a_stroke_and_rows_say_how_many(is_wide: bool) -> None:
    form = msgspec.convert(FORM | {"short": SHORT}, BeijingForm, strict=False)
    drawing = form.draw_short(Shown(TARGETS, {}, CUT_OFF), is_wide=is_wide)
    assert [link.address for link in list_links(drawing)] == [
        "a/#said",
        "a/#first",
        "a/#second",
        "a/#met",
        "a/#met",
    ]
    strokes = [link.parts[0] for link in list_links(drawing)[1:3]]
    assert (
        len({stroke.path.partition("h")[2] for stroke in strokes if isinstance(stroke, Shape)}) == 1
    )
    words = [part.words for part in drawing.parts if isinstance(part, Label)]
    assert {"on it: two", "since: one"} <= {*words}
    looks = [part.look for part in drawing.parts if isinstance(part, Shape)]
    assert (looks.count("void"), looks.count("edge")) == (1, 2), "and where it was not read"


def test_a_slot_asks_for_the_drawing_of_two_rows_where_there_are_words_for_it() -> None:
    for short, parts in ((SHORT, ["short"]), (None, [])):
        form = msgspec.convert(FORM | {"short": short}, BeijingForm, strict=False)
        assert form.list_parts() == parts


def test_a_figure_without_answers_is_drawn() -> None:
    assert list_links(draw(upright=False, answers=[{"claim": "typo", "contains": []}]))
    assert list_links(draw(upright=True, answers=[{"claim": "typo", "contains": []}]))


def test_a_time_that_nobody_read_parts_the_time_without_an_answer() -> None:
    for unread, edges in ((FORM["unread"], 2), ([], 1)):
        parts = draw(upright=False, unread=unread).parts
        looks = [part.look for part in parts if isinstance(part, Shape)]
        assert (looks.count("void"), looks.count("edge")) == (1, edges)


def test_an_axis_names_quarters_and_the_years_of_the_first_and_of_each_january() -> None:
    axis = Axis(date(2023, 9, 1), date(2024, 10, 5), 0, 400)
    assert [words for words, _place in axis.list_ticks()] == ["Oct 2023", "Jan 2024", "Apr", "Jul"]
    assert axis.place(axis.first) == 0
    assert axis.place(axis.last) == 400


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2025, 6, 18), date(2026, 8, 22), 14),
        (date(2025, 6, 18), date(2025, 7, 17), 0),
        (date(2025, 6, 18), date(2025, 7, 18), 1),
    ],
)
def test_only_whole_months_count(first: date, last: date, months: int) -> None:
    assert count_months(first, last) == months


def test_as_a_table_it_has_a_row_for_each_mark_by_day() -> None:
    table = msgspec.convert(FORM, BeijingForm, strict=False).tabulate(Shown(TARGETS, {}, CUT_OFF))
    rows = [list(map(read_cell, row)) for row in table.rows]
    assert [day for day, _row, _words in rows] == [
        "2024-01-03",
        "2024-01-03",
        "2024-01-04",
        "2024-06",
        "2024-09-01",
        "2024-01-04/2024-12-31",
    ]
    assert rows[0][1:] == ["North", "admits it: W"]
    assert rows[2][1:] == ["Answers", "be calm; by one report its own matter"]
    assert rows[4][1:] == ["Answers", "a text"]
    assert rows[5][1:] == ["Answers", "no answer found"]
