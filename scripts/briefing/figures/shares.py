"""Shares over the years: lines that break where a year has no figure, and a claim as a band.

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
from .forms import Point, Series, SharesForm

_LEFT, _RIGHT = 5.0, 95.0  # between which points stand
_TOP, _BOTTOM = 8.0, 90.0
_STEPS = (1, 2, 5, 10, 25, 50)  # of the scale of shares
_MOST = 5  # how many steps it may have


class Dot(NamedTuple):
    """A point in the picture."""

    point: Point
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """A series in the picture."""

    name: str
    dots: Sequence[Dot]
    strokes: Sequence[tuple[Dot, Dot]]  # between years that follow each other


@dataclass(frozen=True)
class DrawnBand:
    """The years and shares of which a claim speaks."""

    address: str  # of the claim
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """The finished picture."""

    band: DrawnBand | None
    grid: Sequence[tuple[int, float]]  # shares at which a line goes across, and where that is
    years: Sequence[tuple[int, float]]  # that are named, and where
    lines: Sequence[Line]

    @property
    def has_gap(self) -> bool:
        """Whether a line breaks."""
        return any(len(line.strokes) < len(line.dots) - 1 for line in self.lines)


class _Scale:
    """Where years and shares stand in the picture."""

    def __init__(self, points: Sequence[Point], first: int | None) -> None:
        years = [point.year for point in points]
        self.first = min(years) if first is None else min(first, *years)
        self.last = max(years)
        highest = max(point.share for point in points)
        step = next((step for step in _STEPS if highest / step <= _MOST), 100)
        steps = max(math.ceil(highest / step), 1)
        self.shares = [number * step for number in range(steps + 1)]

    def x(self, year: int) -> float:
        """Return how far from the left a year stands."""
        length = self.last - self.first or 1
        return to_tenth(_LEFT + (year - self.first) * (_RIGHT - _LEFT) / length)

    def y(self, share: float) -> float:
        """Return how far from the top a share stands."""
        return to_tenth(_BOTTOM - share * (_BOTTOM - _TOP) / self.shares[-1])


def draw_shares(figure: SharesForm, targets: Targets) -> Chart:
    """Return the picture of the figure `shares`; the band begins in the year of what it names."""
    target = targets.find(figure.band) if figure.band else None
    span = parse_edtf(target.record.event) if target else None
    since = span.earliest.year if span else None
    scale = _Scale([point for series in figure.series for point in series.points], since)
    band = None
    if figure.band and target and since is not None:
        x, y = scale.x(since), scale.y(scale.shares[-1])
        width, height = to_tenth(_RIGHT - x), to_tenth(scale.y(figure.band.low) - y)
        band = DrawnBand(target.address, x, y, width, height)
    return Chart(
        band=band,
        grid=[(share, scale.y(share)) for share in scale.shares],
        years=[(year, scale.x(year)) for year in figure.ticks],
        lines=[_draw_line(series, scale) for series in figure.series],
    )


def _draw_line(series: Series, scale: _Scale) -> Line:
    dots = [Dot(point, scale.x(point.year), scale.y(point.share)) for point in series.points]
    strokes = [(one, two) for one, two in pairwise(dots) if two.point.year == one.point.year + 1]
    return Line(series.name, dots, strokes)
