"""Shares over the years: the scale, at its edges.

What is drawn to it the golden site shows.
"""

import msgspec
import pytest

from briefing.claims.statements import Targets
from briefing.figures.forms import SharesForm
from briefing.figures.shares import draw_shares


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
    points = [
        {"year": year, "share": share, "claim": "one", "source": "a"}
        for year, share in ((2020, 0), (2021, highest))
    ]
    data = {"title": "T", "unit": "U", "series": [{"name": "S", "points": points}]}
    chart = draw_shares(msgspec.convert(data, SharesForm), Targets([]))
    assert [share for share, _y in chart.grid] == grid
    [line] = chart.lines
    assert chart.grid[-1][1] <= line.dots[1].y < line.dots[0].y == chart.grid[0][1]
