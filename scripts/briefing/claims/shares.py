"""Shares over the years: lines that break where a year has no figure, and a claim as a band.

Places are per cent of the picture's width and height, so that it takes any width and its letters
keep their size.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ..dates import parse_edtf
from .figure_forms import Band, Point, Series, SharesForm
from .figure_tables import Cell, Piece, Table
from .figures import Targets, to_tenth
from .number_room import Place, Room, Side, Size

_LEFT, _RIGHT = 5.0, 95.0  # between which points stand
_TOP, _BOTTOM = 8.0, 90.0
_SHARE_STEPS = (1, 2, 5, 10, 25, 50)  # of the scales
_YEAR_STEPS = (1, 2, 5, 10, 20, 50)
_MOST_SHARES, _MOST_YEARS = 5, 8  # how many steps a scale may have
_TURN = 2  # how far, in per cent, a line has to turn back for a number at the bend
_WIDE, _NARROW = Size(640, 300), Size(290, 260)  # in which numbers are given room


@dataclass(frozen=True)
class Number:
    """A text beside a point, a line or an axis."""

    text: str
    x: float
    y: float
    side: Side | None = None  # of its point
    is_narrow: bool = True  # whether it has room on a narrow screen too


class Dot(NamedTuple):
    """A point in the picture."""

    x: float
    y: float
    is_hollow: bool


class Stroke(NamedTuple):
    """The line between two years that follow each other."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Line:
    """A series in the picture."""

    name: str
    dots: Sequence[Dot]
    strokes: Sequence[Stroke]
    numbers: Sequence[Number]


@dataclass(frozen=True)
class DrawnBand:
    """The years and shares of which a claim speaks."""

    label: str
    words: str
    low: float  # in per cent, as the data has it
    address: str  # of the claim
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """The finished picture."""

    title: str
    unit: str
    band: DrawnBand | None
    grid: Sequence[Number]
    years: Sequence[Number]
    lines: Sequence[Line]
    has_hollow: bool
    has_gap: bool


class _Scale:
    """Where years and shares stand in the picture."""

    def __init__(self, points: Sequence[Point], first: int | None) -> None:
        years = [point.year for point in points]
        self.first = min(years) if first is None else min(first, *years)
        self.last = max(years)
        highest = max(point.share for point in points)
        self.step = _find_step(highest, _SHARE_STEPS, _MOST_SHARES)
        self.steps = max(math.ceil(highest / self.step), 1)

    def x(self, year: int) -> float:
        """Return how far from the left a year stands."""
        length = self.last - self.first or 1
        return to_tenth(_LEFT + (year - self.first) * (_RIGHT - _LEFT) / length)

    def y(self, share: float) -> float:
        """Return how far from the top a share stands."""
        return to_tenth(_BOTTOM - share * (_BOTTOM - _TOP) / (self.steps * self.step))

    def list_shares(self) -> list[Number]:
        """Return the shares at which a line goes across the picture, the highest with its unit."""
        shares = [number * self.step for number in range(self.steps + 1)]
        numbers = [Number(str(share), 0, self.y(share)) for share in shares]
        top = numbers[-1]
        return [*numbers[:-1], Number(f"{top.text}%", top.x, top.y)]

    def list_years(self) -> list[Number]:
        """Return the years that are named: the first, and round ones."""
        step = _find_step(self.last - self.first, _YEAR_STEPS, _MOST_YEARS)
        numbers = list[Number]()
        for year in range(self.first, self.last + 1):
            is_round = year % step == 0 and year - self.first > step / 2
            if year == self.first or is_round:
                is_narrow = year == self.first or year % (2 * step) == 0
                numbers.append(Number(str(year), self.x(year), 0, is_narrow=is_narrow))
        return numbers


def _find_step(length: float, steps: Sequence[int], most: int) -> int:
    """Return the smallest step at which a length has no more of them than `most`."""
    return next((step for step in steps if length / step <= most), 100)


def draw_shares(figure: SharesForm, targets: Targets) -> Chart:
    """Return the picture of the figure `shares`."""
    points = [point for series in figure.series for point in series.points]
    since = _find_since(figure.band, targets)
    scale = _Scale(points, since)
    lines = _draw_lines(figure.series, scale)
    return Chart(
        title=figure.title,
        unit=figure.unit,
        band=_draw_band(figure.band, since, scale, targets),
        grid=scale.list_shares(),
        years=scale.list_years(),
        lines=lines,
        has_hollow=any(point.after_cut_off for point in points),
        has_gap=any(len(line.strokes) < len(line.dots) - 1 for line in lines),
    )


def _find_since(band: Band | None, targets: Targets) -> int | None:
    """Return the year in which the band begins, that of what it names."""
    target = targets.find(band) if band else None
    span = parse_edtf(target.event) if target else None
    return span.earliest.year if span else None


def _draw_band(
    band: Band | None, since: int | None, scale: _Scale, targets: Targets
) -> DrawnBand | None:
    target = targets.find(band) if band else None
    if band is None or since is None or target is None:
        return None
    x, y = scale.x(since), scale.y(scale.steps * scale.step)
    width, height = to_tenth(_RIGHT - x), to_tenth(scale.y(band.low) - y)
    return DrawnBand(band.label, band.words, band.low, target.address, x, y, width, height)


def _draw_lines(series: Sequence[Series], scale: _Scale) -> list[Line]:
    """Return the lines, and beside their points as many numbers as have room."""
    wide, narrow = Room(_WIDE), Room(_NARROW)
    dots = [_list_dots(one.points, scale) for one in series]
    strokes = [_list_strokes(one.points, scale) for one in series]
    for room in (wide, narrow):
        for own, drawn in zip(dots, strokes, strict=True):
            room.take_dots((dot.x, dot.y) for dot in own)
            room.take_strokes(drawn)
    lines = list[Line]()
    for one, own, drawn in zip(series, dots, strokes, strict=True):
        numbers = [*_place_numbers(one.points, scale, wide, narrow)]
        lines.append(Line(one.name, own, drawn, numbers))
    return lines


def _list_dots(points: Sequence[Point], scale: _Scale) -> list[Dot]:
    return [Dot(scale.x(point.year), scale.y(point.share), point.after_cut_off) for point in points]


def _list_strokes(points: Sequence[Point], scale: _Scale) -> list[Stroke]:
    return [
        Stroke(scale.x(one.year), scale.y(one.share), scale.x(other.year), scale.y(other.share))
        for one, other in pairwise(points)
        if other.year == one.year + 1
    ]


def _place_numbers(
    points: Sequence[Point], scale: _Scale, wide: Room, narrow: Room
) -> Iterator[Number]:
    """Yield the numbers that have room, those that say most first."""
    for point in _rank(points, scale.step):
        text = format_share(point.share)
        place = Place(text, scale.x(point.year), scale.y(point.share))
        side = wide.find_side(place)
        if side:
            wide.take_number(place, side)
            is_narrow = narrow.has_room(place, side)
            if is_narrow:
                narrow.take_number(place, side)
            yield Number(text, place.x, place.y, side, is_narrow)


def _rank(points: Sequence[Point], step: int) -> list[Point]:
    """Return the points whose numbers matter: the ends of a line, then bends, then crossings.

    A point behind the cut-off comes after the last one before it.
    """
    known = [point for point in points if not point.after_cut_off]
    ends = [known[-1], known[0]] if known else []
    ends += [point for point in points if point.after_cut_off]
    inner = list(zip(points, points[1:], points[2:], strict=False))
    bends = [point for before, point, after in inner if _is_bend(before, point, after)]
    crossings = [one for before, one, _after in inner if before.share // step < one.share // step]
    ranked = dict[int, Point]()
    for point in (*ends, *bends, *crossings):
        ranked.setdefault(point.year, point)
    return list(ranked.values())


def _is_bend(before: Point, point: Point, after: Point) -> bool:
    """Return whether a line turns back at a point."""
    rise, fall = point.share - before.share, point.share - after.share
    return rise * fall > 0 and min(abs(rise), abs(fall)) >= _TURN


def format_share(share: float) -> str:
    """Return a share as it is read: `67.1`, `83`."""
    return f"{share:g}"


def tabulate_shares(figure: SharesForm, targets: Targets) -> Table:
    """Return the figure `shares` as a table, a row a year."""
    years = sorted({point.year for series in figure.series for point in series.points})
    rows = []
    for year in years:
        cells = [_find_share(series, year, targets) for series in figure.series]
        rows.append([[Piece(str(year))], *cells])
    return Table(["Year", *(series.name for series in figure.series)], rows)


def _find_share(series: Series, year: int, targets: Targets) -> Cell:
    """Return the share of a series in a year; nothing where it has none."""
    pieces = list[Piece]()
    for point in series.points:
        target = targets.find(point)
        if point.year == year and target:
            pieces.append(Piece(format_share(point.share), target.address))
    return pieces
