"""Shares over the years as lines: where each line, number and label of `shares.yml` is placed.

The picture is 640 wide. Its scale is the smallest of round steps, six at most, that holds all
points. The template only writes what is here into SVG.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .figure_forms import Point, Series, SharesForm
from .figures import Targets

_STEPS = (1, 2, 5, 10, 20, 50)  # of the scale, in per cent
_WIDEST = 100  # step of a scale that none of these is wide enough for
_MOST = 5  # how many steps may lie between the smallest and the largest share
_LEFT, _WIDTH = 64, 480  # of the part in which points stand
_TOP, _HEIGHT = 18, 200
_REACH = 14  # how far the area that leads to a statement goes beyond its points
_REACH_OF_NUMBER = 60  # and beyond the last point, whose number stands beside it


@dataclass(frozen=True)
class Label:
    """A text in the picture."""

    text: str
    x: float
    y: float
    anchor: str = ""  # `start`, `middle` or `end`
    dx: int = 0
    dy: str = ""


@dataclass(frozen=True)
class Dot:
    """A point in the picture, with its number."""

    year: int
    share: str
    x: float
    y: float
    is_hollow: bool
    label: Label


@dataclass(frozen=True)
class Reach:
    """The points of a line that rest on one statement, and lead there together."""

    address: str
    dots: Sequence[Dot]
    start: float  # where the area that leads there begins
    end: float


@dataclass(frozen=True)
class Line:
    """A line in the picture."""

    name: str
    dots: Sequence[Dot]
    reaches: Sequence[Reach]


@dataclass(frozen=True)
class Chart:
    """The finished picture."""

    title: str
    unit: str
    grid: Sequence[Label]
    lines: Sequence[Line]
    years: Sequence[Label]
    below: Sequence["BelowLine"]
    has_hollow: bool


@dataclass(frozen=True)
class BelowLine:
    """A share that is no point, but known to be below a value."""

    years: str
    share: str
    address: str


class _Scale:
    """Where years and shares stand in the picture."""

    def __init__(self, points: Sequence[Point]) -> None:
        shares = [point.share for point in points]
        self.years = sorted({point.year for point in points})
        self.step = _find_step(max(shares) - min(shares))
        self.bottom = int(min(shares) // self.step)  # in steps
        self.top = max(math.ceil(max(shares) / self.step), self.bottom + 1)

    @property
    def numbers(self) -> list[int]:
        """The shares at which a line goes across the picture."""
        return [number * self.step for number in range(self.bottom, self.top + 1)]

    def x(self, year: int) -> float:
        """Return how far from the left a year stands."""
        length = self.years[-1] - self.years[0] or 1
        return round(_LEFT + (year - self.years[0]) * _WIDTH / length, 1)

    def y(self, share: float) -> float:
        """Return how far from the top a share stands."""
        height = (self.top - share / self.step) * _HEIGHT / (self.top - self.bottom)
        return round(_TOP + height, 1)


def draw_shares(figure: SharesForm, targets: Targets) -> Chart:
    """Return the picture of the figure `shares`."""
    points = list[Point]()
    for series in figure.series:
        points += series.points
    scale = _Scale(points)
    return Chart(
        title=figure.title,
        unit=figure.unit,
        grid=[Label(str(number), 0, scale.y(number)) for number in scale.numbers],
        lines=[_draw_line(series, scale, targets) for series in figure.series],
        years=[Label(f"’{year % 100:02}", scale.x(year), 0) for year in scale.years],
        below=_list_below(figure, targets),
        has_hollow=any(point.after_cut_off for point in points),
    )


def _list_below(figure: SharesForm, targets: Targets) -> list[BelowLine]:
    lines = list[BelowLine]()
    for entry in figure.below:
        target = targets.find(entry)
        if target:
            lines.append(BelowLine(entry.years, format_share(entry.share), target.address))
    return lines


def format_share(share: float) -> str:
    """Return a share as it is read: `67.1`, `83`."""
    return f"{share:g}"


def _find_step(length: float) -> int:
    """Return the smallest step of the scale at which shares that far apart have room."""
    for step in _STEPS:
        if length / step <= _MOST:
            return step
    return _WIDEST


def _draw_line(series: Series, scale: _Scale, targets: Targets) -> Line:
    dots = [_draw_dot(series.points, at, scale) for at in range(len(series.points))]
    by_address = dict[str, list[Dot]]()
    for point, dot in zip(series.points, dots, strict=True):
        target = targets.find(point)
        if target:
            by_address.setdefault(target.address, []).append(dot)
    reaches = [_draw_reach(address, by_address[address], scale) for address in sorted(by_address)]
    return Line(series.name, dots, reaches)


def _draw_reach(address: str, dots: Sequence[Dot], scale: _Scale) -> Reach:
    first, last = dots[0], dots[-1]
    beyond = _REACH_OF_NUMBER if last.year == scale.years[-1] else _REACH
    return Reach(address, dots, first.x - _REACH, last.x + beyond)


def _draw_dot(points: Sequence[Point], at: int, scale: _Scale) -> Dot:
    """Return the point at a place of its line."""
    point = points[at]
    x, y = scale.x(point.year), scale.y(point.share)
    label = _place_number(points, at, x, y)
    return Dot(point.year, format_share(point.share), x, y, point.after_cut_off, label)


def _place_number(points: Sequence[Point], at: int, x: float, y: float) -> Label:
    """Return the number of a point where it has room.

    That is at the end of its line, else above or below the bend, on the side that the line leaves
    free.
    """
    point = points[at]
    number = format_share(point.share)
    if at + 1 == len(points):
        return Label(number, x, y, "start", 9, ".35em")
    before, after = points[max(at - 1, 0)], points[at + 1]
    is_above = _is_bend_above(before, point, after)
    dy = "-9" if is_above else "1.25em"
    is_rising = before.share <= point.share <= after.share
    is_falling = before.share >= point.share >= after.share
    if (is_rising and is_above) or (is_falling and not is_above):
        return Label(number, x, y, "end", -3, dy)
    if is_rising or is_falling:
        return Label(number, x, y, "start", 3, dy)
    return Label(number, x, y, "middle", 0, dy)


def _is_bend_above(before: Point, point: Point, after: Point) -> bool:
    """Return whether a point lies above the straight line between its neighbours."""
    rise = (point.share - before.share) * (after.year - before.year)
    return rise > (after.share - before.share) * (point.year - before.year)
