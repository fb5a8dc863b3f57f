"""Who said what, and when: where the dots stand."""

from datetime import date
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from briefing.claims.records import Record
from briefing.claims.statements import Statement, Targets
from briefing.figures.forms import LanesForm
from briefing.figures.timeline import Timeline, draw_lanes
from briefing.pages.publication import PageAddress

PAGE = PageAddress("a.md", "a/", "A")
CLAIM = Statement("one", PAGE, Record(kind="fact", event="2024-10-01"), ())
TARGETS = Targets([CLAIM])
LANES = [{"name": "L", "actors": ["A"]}, {"name": "M", "actors": ["B", "C"], "tinted": True}]


def make(*entries: tuple[str, str, str], **fields: Any) -> LanesForm:
    """Return a figure of actors, their stances and days."""
    listed = [
        {"actor": actor, "stance": stance, "date": day, "claim": "one", "words": f"{actor} {day}"}
        for actor, stance, day in entries
    ]
    data = {"title": "T", "lanes": LANES, "entries": listed, **fields}
    return msgspec.convert(data, LanesForm)


def draw(*entries: tuple[str, str, str], **fields: Any) -> Timeline:
    return draw_lanes(make(*entries, **fields), TARGETS, date(2024, 11, 26))


def test_days_stand_to_scale_up_to_the_cut_off_and_in_order_behind_it() -> None:
    days = ("2024-11-06", "2024-11-16", "2024-11-26", "2024-11-27", "2024-12-01", "2030-01-01")
    figure = draw(*(("A", "says", day) for day in days))
    dots = figure.lanes[0].dots
    first, second, last, *later = [dot.place for dot in dots]
    assert second - first == pytest.approx(last - second)
    assert last == figure.cut_off == 82
    assert [dot.is_later for dot in dots] == [False, False, False, True, True, True]
    assert figure.later == later[0]
    assert later[1] - later[0] == pytest.approx(later[2] - later[1]), "no scale"
    assert later[-1] <= 100


def test_dots_of_a_lane_that_would_touch_stand_above_each_other() -> None:
    days = ("2024-10-01", "2024-11-10", "2024-11-11", "2024-11-11", "2024-11-20")
    figure = draw(*(("A", "says", day) for day in days), ("B", "says", "2024-11-10"))
    lane, other = figure.lanes
    heights = [dot.height for dot in lane.dots]
    assert heights[0] == heights[1] == heights[4] == lane.axis
    assert len(set(heights[1:4])) == 3
    assert all(0 < dot.height < lane.height for dot in lane.dots)
    assert other.height < lane.height, "a lane is as high as it has to be"
    for one, two in pairwise(lane.dots):
        assert two.place - one.place >= 3 or one.height != two.height


def test_what_lasted_stands_at_its_first_day_that_is_known() -> None:
    figure = draw(("A", "says", "2024-10"), ("A", "says", "../2024-11-05"))
    said = [dot.said for dot in figure.lanes[0].dots]
    assert [str(one.day) for one in said] == ["2024-10-01", "2024-11-05"]
