"""Shares over the years: lines, gaps, the band and the numbers beside the points."""

from typing import Any

import msgspec
import pytest

from briefing.claims.figure_forms import SharesForm
from briefing.claims.figures import Targets
from briefing.claims.number_room import SIDES, Place, Room, Size
from briefing.claims.records import Record
from briefing.claims.rows import make_rows
from briefing.claims.shares import Chart, Number, draw_shares
from briefing.claims.statements import PageAddress, PageEvidence, Statement

PAGE = PageAddress("a.md", "a/", "A")
CLAIM = Statement("one", PAGE, Record(kind="fact", event="1991/.."), ())
TARGETS = Targets(make_rows([PageEvidence(PAGE, (), (CLAIM,), ())], {}), [])
BAND = {"claim": "one", "label": "L", "words": "W", "low": 50}
RISING = tuple((2000 + n, 4 * n) for n in range(24))


def make(*series: tuple[tuple[int, float], ...], later: int = 0, **fields: Any) -> SharesForm:
    """Return a figure of lines, each of years and shares; `later` is a year after the cut-off."""
    lines = []
    for number, points in enumerate(series):
        listed = []
        for year, share in points:
            point = {"year": year, "share": share, "claim": "one", "source": "a"}
            listed.append({**point, "after_cut_off": year == later})
        lines.append({"name": f"S{number}", "points": listed})
    data = {"title": "T", "unit": "U", "series": lines, **fields}
    return msgspec.convert(data, SharesForm, strict=False)


def draw(*series: tuple[tuple[int, float], ...], **fields: Any) -> Chart:
    return draw_shares(make(*series, **fields), TARGETS)


@pytest.mark.parametrize(
    ("highest", "grid"),
    [
        (98.3, ["0", "25", "50", "75", "100%"]),
        (25, ["0", "5", "10", "15", "20", "25%"]),
        (3, ["0", "1", "2", "3%"]),
        (0.2, ["0", "1%"]),
    ],
)
def test_the_scale_begins_at_nought_and_holds_all_points(highest: float, grid: list[str]) -> None:
    chart = draw(((2020, 0), (2021, highest)))
    assert [line.text for line in chart.grid] == grid
    [line] = chart.lines
    assert chart.grid[-1].y <= line.dots[1].y < line.dots[0].y == chart.grid[0].y


def test_years_stand_to_scale_and_few_are_named() -> None:
    chart = draw(((2001, 1), (2002, 1), (2024, 1)))
    first, second, last = chart.lines[0].dots
    assert (second.x - first.x) / (last.x - first.x) == pytest.approx(1 / 23, abs=0.001)
    assert [year.text for year in chart.years] == ["2001", "2005", "2010", "2015", "2020"]
    assert [year.text for year in chart.years if year.is_narrow] == ["2001", "2010", "2020"]


def test_a_year_without_a_figure_is_a_gap() -> None:
    chart = draw(((2000, 1), (2001, 2), (2003, 3), (2004, 4)))
    [line] = chart.lines
    assert [(one.x1, one.x2) for one in line.strokes] == [
        (line.dots[0].x, line.dots[1].x),
        (line.dots[2].x, line.dots[3].x),
    ]
    assert chart.has_gap
    assert not draw(((2000, 1), (2001, 2))).has_gap


def test_a_band_that_rests_on_nothing_is_not_drawn() -> None:
    chart = draw(((2000, 1),), band={**BAND, "claim": "typo"})
    assert (chart.band, chart.years[0].text) == (None, "2000")


def test_numbers_stand_at_ends_bends_and_where_a_line_of_the_scale_is_passed() -> None:
    shares = (20, 22, 60, 64, 66, 80, 50, 55, 56)
    [line] = draw(tuple((2000 + 4 * n, share) for n, share in enumerate(shares))).lines
    texts = [number.text for number in line.numbers]
    assert texts[:2] == ["56", "20"], "the ends first"
    assert {"60", "80", "50"} <= {*texts}
    assert not {"22", "64", "66"} & {*texts}


def put(room: Room, number: Number) -> bool:
    """Put a number into a room; return whether there was room for it."""
    assert number.side
    place = Place(number.text, number.x, number.y)
    has_room = room.has_room(place, number.side)
    room.take_number(place, number.side)
    return has_room


def test_no_number_covers_another_nor_a_point() -> None:
    chart = draw(RISING, tuple((year, share / 2) for year, share in RISING[8:12]))
    room = Room(Size(640, 300))
    numbers = list[Number]()
    for line in chart.lines:
        room.take_dots((dot.x, dot.y) for dot in line.dots)
        numbers += line.numbers
    assert [put(room, number) for number in numbers] == [True] * len(numbers)
    assert not put(room, numbers[0])


def test_a_narrow_screen_has_fewer_numbers() -> None:
    jagged = tuple((2000 + n, 20 + 50 * (n % 2)) for n in range(24))
    [line] = draw(jagged).lines
    narrow = [number for number in line.numbers if number.is_narrow]
    assert 0 < len(narrow) < len(line.numbers)


def test_room_is_what_is_free() -> None:
    size, place = Size(100, 100), Place("10", 50, 50)
    room = Room(size)
    tried = []
    while side := room.find_side(place):
        tried.append(side)
        room.take_number(place, side)
    assert tried[0] == SIDES[0]
    assert len(tried) == 4, "above, left, below and right"
    assert not Room(size).has_room(Place("1000", 2, 50), SIDES[2]), "it would be cut off"
    crossed = Room(size)
    crossed.take_strokes([(50, 0, 50, 50)])
    assert crossed.find_side(place) not in {SIDES[0], None}
