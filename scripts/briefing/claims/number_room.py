"""Room for numbers beside the points of a chart: none covers another, nor a point or a line.

Places are per cent of the picture; sizes are pixels, of letters as the style has them.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

_LETTER, _HEIGHT = 8, 15  # of a digit
_DOT = 6  # half of what a point takes
_AWAY = 8  # how far from its point a number stands
_SLANT = 3  # how far aside, where it stands above or below on one side
_STEP = 3  # in which a line is looked at


class Size(NamedTuple):
    """How large a picture is, in pixels."""

    width: int
    height: int


class Place(NamedTuple):
    """A number, and where its point is."""

    text: str
    x: float
    y: float


class Side(NamedTuple):
    """Where a number stands beside its point, as SVG says it."""

    anchor: str  # `start`, `middle` or `end`
    dx: int
    dy: int  # of the line on which its letters stand


_UP, _LEVEL, _DOWN = -9, 5, 18  # at which letters stand clear of the point, and level with it
SIDES = (
    Side("middle", 0, _UP),
    Side("end", -_SLANT, _UP),
    Side("end", -_AWAY, _LEVEL),
    Side("middle", 0, _DOWN),
    Side("start", _SLANT, _DOWN),
    Side("start", _AWAY, _LEVEL),
)
"""The sides that are tried, one after the other."""


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        """Whether two boxes have something in common."""
        is_beside = self.right <= other.left or other.right <= self.left
        return not (is_beside or self.bottom <= other.top or other.bottom <= self.top)


class Room:
    """What is taken in a picture of some size."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.taken = list[_Box]()

    def take_dots(self, dots: Iterable[tuple[float, float]]) -> None:
        """Leave points free."""
        for x, y in dots:
            self._take_point(x, y, _DOT)

    def take_strokes(self, strokes: Iterable[tuple[float, float, float, float]]) -> None:
        """Leave lines free."""
        for x1, y1, x2, y2 in strokes:
            start, end = self._find(x1, y1), self._find(x2, y2)
            steps = int(math.dist(start, end) / _STEP) + 1
            for n in range(steps + 1):
                part = n / steps
                self._take_point(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part, 1)

    def _take_point(self, x: float, y: float, half: int) -> None:
        left, top = self._find(x, y)
        self.taken.append(_Box(left - half, top - half, left + half, top + half))

    def _find(self, x: float, y: float) -> tuple[float, float]:
        return x * self.size.width / 100, y * self.size.height / 100

    def find_side(self, place: Place) -> Side | None:
        """Return the side of its point on which a number has room; None where there is none."""
        return next((side for side in SIDES if self.has_room(place, side)), None)

    def has_room(self, place: Place, side: Side) -> bool:
        """Return whether a number has room on a side of its point."""
        box = self._make_box(place, side)
        is_within = box.left >= 0 and box.right <= self.size.width
        return is_within and not any(box.meets(other) for other in self.taken)

    def take_number(self, place: Place, side: Side) -> None:
        """Put a number there."""
        self.taken.append(self._make_box(place, side))

    def _make_box(self, place: Place, side: Side) -> _Box:
        x, y = self._find(place.x, place.y)
        width = len(place.text) * _LETTER
        before = {"start": 0.0, "middle": width / 2, "end": width}[side.anchor]
        left, foot = x + side.dx - before, y + side.dy + _HEIGHT // 4
        return _Box(left, foot - _HEIGHT, left + width, foot)
