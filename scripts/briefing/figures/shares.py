"""Shares over the years: lines that are dotted where years have no share, and a claim as a band.

Places are per cent of the picture's width and height, so that it takes any width and its letters
keep their size.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ..claims.statements import Targets
from ..dates import parse_edtf
from .drawing import to_tenth
from .forms import Point, SharesForm

_LEFT, _RIGHT = 5, 97  # between which years stand
_TOP, _BOTTOM = 9, 91  # between which shares stand
_STEPS = (1, 2, 5, 10, 25, 50)  # of the scale of shares
_MOST = 5  # how many steps it may have
_LOW = 0.04  # how high above nought, in parts of all, years that nobody counted are named


@dataclass(frozen=True)
class _Scale:
    """Where years or shares stand."""

    span: tuple[float, float]  # the first of them and the last
    room: tuple[float, float]  # where these two stand

    def place(self, number: float) -> float:
        """Return where one stands."""
        first, last = self.span
        start, end = self.room
        return to_tenth(start + (number - first) * (end - start) / ((last - first) or 1))


class Mark(NamedTuple):
    """A point in the picture."""

    point: Point
    x: float
    y: float
    address: str  # of the statement that it rests on, empty where there is none


class Stroke(NamedTuple):
    """What joins two points."""

    one: Mark
    two: Mark

    @property
    def is_gap(self) -> bool:
        """Whether there are years between them."""
        return self.two.point.year > self.one.point.year + 1


@dataclass(frozen=True)
class Line:
    """A series in the picture."""

    strokes: Sequence[Stroke]
    marks: Sequence[Mark]  # that have a label


@dataclass(frozen=True)
class Box:
    """A part of the picture that a statement is about: years, and shares."""

    address: str  # of the statement
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Shares:
    """The finished picture."""

    band: Box | None  # the years and shares of which a claim speaks
    uncounted: Box | None  # the years of which nobody has a count, without a height
    grid: Sequence[tuple[int, float]]  # shares at which a line goes across, and where that is
    years: Sequence[tuple[int, float]]  # that are named, and where
    lines: Sequence[Line]


def draw_shares(figure: SharesForm, targets: Targets) -> Shares:
    """Return the figure `shares`; its band begins in the year of the claim that it names."""
    points = [point for series in figure.series for point in series.points]
    since = _find_start(figure, targets)
    first = min([point.year for point in points] + [since or 9999])
    x = _Scale((first, max(point.year for point in points)), (_LEFT, _RIGHT))
    shares = _find_steps(max(point.share for point in points))
    y = _Scale((0, shares[-1]), (_BOTTOM, _TOP))
    return Shares(
        band=_draw_band(figure, targets, since, (x, y)),
        uncounted=_draw_uncounted(figure, targets, (x, y)),
        grid=[(share, y.place(share)) for share in shares],
        years=[(year, x.place(year)) for year in figure.ticks],
        lines=[_draw_line(series.points, targets, (x, y)) for series in figure.series],
    )


def _find_start(figure: SharesForm, targets: Targets) -> int | None:
    """Return the year in which the band begins."""
    target = targets.find(figure.band) if figure.band else None
    span = parse_edtf(target.record.event) if target else None
    return span.earliest.year if span else None


def _find_steps(highest: float) -> list[int]:
    """Return the shares of the scale, from nought to the first that is not below the highest."""
    step = next((step for step in _STEPS if highest / step <= _MOST), 100)
    return [number * step for number in range(max(math.ceil(highest / step), 1) + 1)]


_Axes = tuple[_Scale, _Scale]  # of years and of shares


def _draw_band(figure: SharesForm, targets: Targets, since: int | None, axes: _Axes) -> Box | None:
    target = targets.find(figure.band) if figure.band else None
    if not (figure.band and target and since):
        return None
    x, y = axes
    left, top = x.place(since), y.room[1]
    height = to_tenth(y.place(figure.band.low) - top)
    return Box(target.address, left, top, to_tenth(_RIGHT - left), height)


def _draw_uncounted(figure: SharesForm, targets: Targets, axes: _Axes) -> Box | None:
    target = targets.find(figure.uncounted) if figure.uncounted else None
    if not (figure.uncounted and target):
        return None
    x, y = axes
    left, right = x.place(figure.uncounted.first), x.place(figure.uncounted.last)
    return Box(target.address, left, y.place(_LOW * y.span[1]), to_tenth(right - left), 0)


def _draw_line(points: Sequence[Point], targets: Targets, axes: _Axes) -> Line:
    x, y = axes
    marks = list[Mark]()
    for point in points:
        target = targets.find(point)
        address = target.address if target else ""
        marks.append(Mark(point, x.place(point.year), y.place(point.share), address))
    strokes = [Stroke(one, two) for one, two in pairwise(marks)]
    return Line(strokes, [mark for mark in marks if mark.point.label])
