"""Shares over the years: the scale, at its edges, and what is drawn to it."""

from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

import msgspec
import pytest
from support import ROOT

from figures.shares import Shares, SharesForm
from mkdocs_briefing.claims.records import Record
from mkdocs_briefing.claims.statements import Statement, StatementIndex
from mkdocs_briefing.figures.entries import Shown
from mkdocs_briefing.figures.figures import load_forms
from mkdocs_briefing.pages.publication import PageAddress

POINT = {"share": 9, "claim": "one", "source": "a"}
CLAIM = Statement("one", PageAddress("a.md", "a/", "A"), Record(kind="fact", event="1991/.."), ())


def draw(points: list[dict[str, Any]], **fields: Any) -> Shares:
    """Return the figure of one line."""
    data = {"title": "T", "series": [{"name": "S", "points": points}], **fields}
    return msgspec.convert(data, SharesForm).draw(Shown(StatementIndex([CLAIM]), {}, date.max))


@pytest.mark.parametrize(
    ("highest", "grid"),
    [
        (98.3, [0, 25, 50, 75, 100]),
        (100, [0, 25, 50, 75, 100]),
        (25, [0, 5, 10, 15, 20, 25]),
        (3, [0, 1, 2, 3]),
        (0.2, pytest.approx([0, 0.05, 0.1, 0.15, 0.2])),
        (4300, [0, 1000, 2000, 3000, 4000, 5000]),
        (7.5e9, [0, 2.5e9, 5e9, 7.5e9]),
    ],
)
def test_the_scale_begins_at_nought_and_holds_all_points(highest: float, grid: list[int]) -> None:
    points = [
        {**POINT, "year": year, "share": share} for year, share in ((2020, 0), (2021, highest))
    ]
    figure = draw(points)
    assert [share for share, _y in figure.grid] == grid
    [[stroke]] = [line.strokes for line in figure.lines]
    assert figure.grid[-1][1] <= stroke.two.y < stroke.one.y == figure.grid[0][1]


def test_there_is_a_scale_where_all_is_nought() -> None:
    assert [share for share, _y in draw([{**POINT, "year": 2020, "share": 0}]).grid][-1] == 1


def test_a_line_is_a_gap_where_a_year_has_no_share_and_points_without_a_label_are_no_marks() -> (
    None
):
    points = [{**POINT, "year": year} for year in (2001, 2002, 2004)]
    points[1]["label"] = "2002"
    [line] = draw(points).lines
    assert [stroke.is_gap for stroke in line.strokes] == [False, True]
    assert [mark.point.year for mark in line.marks] == [2002]


def test_years_that_nobody_counted_stand_before_the_line_within_the_picture() -> None:
    band = {"claim": "one", "label": "L", "words": "W", "low": 8}
    gap = {"claim": "one", "label": "L", "words": "W", "first": 1991, "last": 1999}
    figure = draw([{**POINT, "year": 2000}, {**POINT, "year": 2001}], band=band, uncounted=gap)
    assert figure.band
    assert figure.uncounted
    assert 0 < figure.band.x == figure.uncounted.x
    assert figure.uncounted.x + figure.uncounted.width < figure.lines[0].strokes[0].one.x
    assert figure.band.height < figure.uncounted.y < 100


def test_another_briefing_takes_it_with_one_module_more(tmp_path: Path) -> None:
    for name in ("shares.py", "drawing.py"):
        copy(ROOT / "scripts/figures" / name, tmp_path)
    assert "shares" in load_forms(tmp_path)
