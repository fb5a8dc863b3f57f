"""Shares over the years: lines, gaps, the band."""

from typing import Any

import msgspec
import pytest

from briefing.claims.records import Record
from briefing.claims.statements import PageAddress, Statement, Targets
from briefing.figures.forms import SharesForm
from briefing.figures.shares import Chart, draw_shares

PAGE = PageAddress("a.md", "a/", "A")
CLAIM = Statement("one", PAGE, Record(kind="fact", event="1991/.."), ())
TARGETS = Targets([CLAIM])
BAND = {"claim": "one", "label": "L", "words": "W", "low": 50}


def draw(*series: tuple[tuple[int, float], ...], **fields: Any) -> Chart:
    """Return the picture of lines, each of years and shares."""
    lines = []
    for points in series:
        listed = [
            {"year": year, "share": share, "claim": "one", "source": "a"} for year, share in points
        ]
        lines.append({"name": "S", "points": listed})
    data = {"title": "T", "unit": "U", "series": lines, **fields}
    return draw_shares(msgspec.convert(data, SharesForm), TARGETS)


@pytest.mark.parametrize(
    ("highest", "grid"),
    [
        (98.3, [0, 25, 50, 75, 100]),
        (25, [0, 5, 10, 15, 20, 25]),
        (3, [0, 1, 2, 3]),
        (0.2, [0, 1]),
    ],
)
def test_the_scale_begins_at_nought_and_holds_all_points(highest: float, grid: list[int]) -> None:
    chart = draw(((2020, 0), (2021, highest)))
    assert [share for share, _y in chart.grid] == grid
    [line] = chart.lines
    assert chart.grid[-1][1] <= line.dots[1].y < line.dots[0].y == chart.grid[0][1]


def test_years_stand_to_scale_and_so_do_those_that_are_named() -> None:
    chart = draw(((2001, 1), (2002, 1), (2024, 1)), ticks=[2001, 2010, 2024])
    first, second, last = chart.lines[0].dots
    assert (second.x - first.x) / (last.x - first.x) == pytest.approx(1 / 23, abs=0.001)
    assert [year for year, _x in chart.years] == [2001, 2010, 2024]
    assert [x for _year, x in chart.years][::2] == [first.x, last.x]


def test_a_year_without_a_figure_is_a_gap() -> None:
    chart = draw(((2000, 1), (2001, 2), (2003, 3), (2004, 4)))
    [line] = chart.lines
    assert line.strokes == [(line.dots[0], line.dots[1]), (line.dots[2], line.dots[3])]
    assert chart.has_gap
    assert not draw(((2000, 1), (2001, 2))).has_gap


def test_a_band_that_rests_on_nothing_is_not_drawn() -> None:
    assert draw(((2000, 1),), band={**BAND, "claim": "typo"}).band is None


def test_a_band_begins_with_what_it_rests_on_and_ends_with_the_last_year() -> None:
    chart = draw(((2000, 100), (2001, 100)), band=BAND)
    assert chart.band
    assert (chart.band.address, chart.band.x, chart.band.y) == ("a/#one", 5, 8)
    assert (chart.band.width, chart.band.height) == (90, 41)
    assert chart.lines[0].dots[0].x == 86, "to scale from 1991"
