"""Who said what, and when: where the marks stand."""

from datetime import date
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from figures.lanes import Lanes, LanesForm
from mkdocs_briefing.claims.records import Record
from mkdocs_briefing.claims.statements import Statement, StatementIndex
from mkdocs_briefing.figures.entries import Shown
from mkdocs_briefing.pages.publication import PageAddress

PAGE = PageAddress("a.md", "a/", "A")
CLAIM = Statement("one", PAGE, Record(kind="fact", event="2024-10-01"), ())
SHOWN = Shown(StatementIndex([CLAIM]), {}, date(2024, 11, 26))
ENTRY = {"actor": "A", "stance": "says", "date": "2024-11-10", "claim": "one", "words": "W"}
LANES = [{"name": "L", "actors": ["A"]}, {"name": "M", "actors": ["B", "C"], "tinted": True}]


def draw(*entries: tuple[str, str, str], **fields: Any) -> Lanes:
    """Return the figure of actors, their stances and days."""
    listed = [
        {**ENTRY, "actor": actor, "stance": stance, "date": day} for actor, stance, day in entries
    ]
    return draw_entries(listed, **fields)


def draw_entries(entries: list[dict[str, Any]], **fields: Any) -> Lanes:
    """Return the figure of entries as an author writes them."""
    data = {"title": "T", "lanes": LANES, "entries": entries, **fields}
    return msgspec.convert(data, LanesForm).draw(SHOWN)


def test_days_stand_to_scale_up_to_the_cut_off() -> None:
    days = ("2024-11-06", "2024-11-16", "2024-11-26")
    figure = draw(*(("A", "says", day) for day in days), ticks=[{"day": days[1], "words": "16"}])
    first, second, last = [mark.x for mark in figure.lanes[0].marks]
    assert second - first == pytest.approx(last - second)
    assert 0 < first < last == figure.cut_off < 100
    assert figure.ticks == [("16", second)]


def test_what_was_said_later_stands_beside_its_lane_in_the_words_of_its_label() -> None:
    days = ("2024-11-26", "2024-12-01")
    entries = [{**ENTRY, "date": day, "label": "L"} for day in days]
    figure = draw_entries([*entries, {**ENTRY, "date": "2025-01-01"}])
    lane, other = figure.lanes
    assert [mark.event.date for mark in lane.marks] == ["2024-11-26"]
    assert [event.date for event in lane.later] == ["2024-12-01"]
    assert (other.marks, other.later, figure.has_later) == ([], [], True)


def test_marks_of_a_lane_that_would_touch_stand_above_each_other() -> None:
    days = ("2024-10-01", "2024-11-10", "2024-11-11", "2024-11-11", "2024-11-20")
    figure = draw(*(("A", "says", day) for day in days), ("B", "says", "2024-11-10"))
    lane, other = figure.lanes
    heights = [mark.y for mark in lane.marks]
    assert heights[0] == heights[1] == heights[4] == lane.axis
    assert len(set(heights[1:4])) == 3
    assert all(0 < mark.y < lane.height for mark in lane.marks)
    assert other.height < lane.height, "a lane is as high as it has to be"
    for one, two in pairwise(lane.marks):
        assert two.x - one.x >= 3 or one.y != two.y


def test_a_lane_has_room_for_its_labels() -> None:
    plain = draw(("A", "says", "2024-11-10")).lanes[0]
    for side, above, below in (("above left", 1, 0), ("right", 0, 0), ("below", 0, 1)):
        lane = draw_entries([{**ENTRY, "label": "L", "side": side}]).lanes[0]
        assert (lane.axis > plain.axis, lane.height - lane.axis > plain.axis) == (above, below)


def test_what_lasted_stands_at_its_first_day_that_is_known() -> None:
    figure = draw(("A", "says", "2024-10"), ("A", "says", "../2024-11-05"))
    said = [mark.event for mark in figure.lanes[0].marks]
    assert [str(one.day) for one in said] == ["2024-10-01", "2024-11-05"]
