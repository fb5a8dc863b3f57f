"""The map of the record: where its entries stand."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest

from mkdocs_briefing.claims.record_map import MapMark, RecordMap, draw_record
from mkdocs_briefing.claims.records import Record
from mkdocs_briefing.claims.statements import Entry, Statement
from mkdocs_briefing.pages.passage import Passage
from mkdocs_briefing.pages.publication import PageAddress

PAGE = PageAddress("a.md", "a/", "A")
CUT_OFF = date(2024, 11, 26)


def draw(*entries: tuple[str, str]) -> RecordMap:
    """Return the map of entries, each by its section and the event of its only claim."""
    made = []
    for number, (section, event) in enumerate(entries):
        claim = Statement(f"c-{number}", PAGE, Record(kind="fact", event=event), ())
        made.append(Entry(Passage("section", section, section, 2), f"p-{number}", event, [claim]))
    return draw_record(made, CUT_OFF)


def list_places(drawn: RecordMap) -> list[list[float]]:
    """Return the places of the marks of each row."""
    rows = [marks for _section, marks in drawn.rows]
    return [list_of_row(marks) for marks in rows]


def list_of_row(marks: Sequence[MapMark]) -> list[float]:
    """Return the places of some marks."""
    return [mark.place for mark in marks]


def test_a_row_is_a_section_and_a_mark_an_entry_at_its_last_day() -> None:
    drawn = draw(("a", "2025-02-01/2025-03-31"), ("a", "2024-12"), ("b", "2025-03-31"), ("c", ""))
    assert [section.id for section, _marks in drawn.rows] == ["a", "b"]
    first, last = list_places(drawn)
    assert first == sorted(first)
    assert first[-1] == last[0] == 98.0
    assert drawn.cut_off == 2.0
    assert [words for words, _place in drawn.ticks] == [
        "Dec 2024",
        "Jan 2025",
        "Feb 2025",
        "Mar 2025",
    ]


@pytest.mark.parametrize("day", ["2025-06-01", "2026-01-01"])
def test_marks_of_one_day_keep_apart_within_the_drawing(day: str) -> None:
    drawn = draw(*[("a", day)] * 4, ("b", "2026-01-01"))
    places = list_places(drawn)[0]
    steps = [round(after - before, 1) for before, after in pairwise(places)]
    assert steps == [1.9, 1.9, 1.9]
    assert places[-1] <= 98


def test_an_event_before_the_cut_off_stands_left_of_it_and_one_that_goes_on_at_its_first_day() -> (
    None
):
    drawn = draw(("a", "2024-01-31"), ("a", "2025-01-01/.."), ("b", "2025-06-30"))
    before, after = list_places(drawn)[0]
    assert before < drawn.cut_off < after < 98


def test_a_long_record_has_few_ticks() -> None:
    words = [words for words, _place in draw(("a", "2034-12-31")).ticks]
    assert words == ["Jan 2026", "Jan 2028", "Jan 2030", "Jan 2032", "Jan 2034"]


def test_of_no_day_there_is_no_row() -> None:
    assert draw(("a", "")).rows == []
