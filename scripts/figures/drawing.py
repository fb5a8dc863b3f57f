"""What drawings of days share: an axis to scale, marks that keep apart, and what they are made of.

A drawing is wide or upright: its days go to the right in the first and down in the second, which is
`along`; rows lie `across`. Both are made of the same parts, which `figures/drawing.html` shows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Generic, NamedTuple

from mkdocs_briefing.dates import SHORT_MONTHS, format_edtf
from mkdocs_briefing.figures.entries import Entry, Event

_QUARTER = 3  # months
_TICK_APART = 10  # days that a tick needs to the end of its axis


class Shape(NamedTuple):
    """A line or an area."""

    path: str  # as SVG has it
    look: str = ""  # a class


class Sign(NamedTuple):
    """A sign of `figures/signs.html`, by its left upper corner."""

    code: str
    x: float
    y: float


class Label(NamedTuple):
    """Words in a drawing, on one line."""

    words: str
    x: float
    y: float
    look: str = ""  # a class, or several
    anchor: str = ""  # `middle` or `end`; else they begin at x
    is_slanted: bool = False
    size: int = 0  # of its letters, where they are not as high as others


Piece = Shape | Sign | Label


class Link(NamedTuple):
    """What leads to a statement, with what a pointer and a screen reader are told."""

    address: str
    title: str
    parts: Sequence[Piece]


@dataclass(frozen=True)
class Drawing:
    """A finished drawing, in units of which its letters are 14 high."""

    look: str  # a class
    width: float
    height: float
    parts: Sequence[Piece | Link]


@dataclass(frozen=True)
class Paper:
    """Which way days go on it."""

    is_wide: bool

    def turn(self, along: float, across: float) -> tuple[float, float]:
        """Return x and y."""
        x, y = (along, across) if self.is_wide else (across, along)
        return round(x, 1), round(y, 1)

    def draw_line(self, start: tuple[float, float], end: tuple[float, float]) -> str:
        """Return the path of a line along or across, between two points given as both."""
        (x, y), (to_x, to_y) = self.turn(*start), self.turn(*end)
        is_level = self.is_wide == (start[1] == end[1])
        return f"M{x:g} {y:g}" + (f"H{to_x:g}" if is_level else f"V{to_y:g}")

    def draw_box(self, start: tuple[float, float], length: float, breadth: float) -> str:
        """Return the path of a rectangle, `length` along and `breadth` across."""
        (x, y), (width, height) = self.turn(*start), self.turn(length, breadth)
        return f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z"


class DrawnMark(NamedTuple, Generic[Entry]):
    """An event in a drawing."""

    event: Event[Entry]
    along: float


@dataclass(frozen=True)
class Axis:
    """Where days stand: to scale from the first day to the last."""

    first: date
    last: date
    start: float
    end: float

    def place(self, day: date) -> float:
        """Return how far along a day stands."""
        length = (self.last - self.first).days or 1
        return self.start + (day - self.first).days * (self.end - self.start) / length

    def list_ticks(self) -> Iterator[tuple[str, float]]:
        """Yield the first day of each quarter, the first and each January with their year."""
        day = self.first
        while day <= self.last - timedelta(days=_TICK_APART):
            if day.month % _QUARTER == 1:
                is_named = day.month == 1 or day - self.first < timedelta(days=31 * _QUARTER)
                month = SHORT_MONTHS[day.month - 1]
                yield f"{month} {day.year}" if is_named else month, round(self.place(day))
            day = (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def link_event(event: Event[Entry], words: str, *parts: Piece) -> Link:
    """Return what is drawn for an event as a link to its statement."""
    return Link(event.address, f"{format_edtf(event.date)}: {words}", parts)


def stack_labels(first: Label, lines: Iterable[str], step: float) -> Iterator[Label]:
    """Yield labels below each other, all as the first is."""
    for number, words in enumerate(lines):
        yield first._replace(words=words, y=first.y + number * step)


def draw_dot(x: float, y: float, radius: float) -> str:
    """Return the path of a dot."""
    return f"M{x - radius:g} {y:g}a{radius:g} {radius:g} 0 1 1 0 .1z"


def to_tenth(share: float) -> float:
    """Return per cents of a figure's width or height, to a tenth, and whole where they are."""
    rounded = round(float(share), 1)
    return int(rounded) if rounded.is_integer() else rounded


def place_marks(
    events: Sequence[Event[Entry]], axis: Axis, apart: float, line: date
) -> list[DrawnMark[Entry]]:
    """Return events as marks that keep apart; none is moved across the line of a day."""
    limit = axis.place(line) - apart / 2
    before = [event for event in events if event.day <= line]
    after = [event for event in events if event.day > line]
    marks = list[DrawnMark[Entry]]()
    for side, furthest in ((before, limit), (after, inf)):
        places = spread([axis.place(event.day) for event in side], apart, furthest)
        marks += map(DrawnMark, side, places)
    return marks


def spread(places: Sequence[float], apart: float, limit: float = inf) -> list[float]:
    """Return places in their order, none nearer to the next than `apart`, none beyond `limit`.

    They are moved as little as can be, by least squares: what is too near becomes a block around
    its mean (https://en.wikipedia.org/wiki/Isotonic_regression).
    """
    blocks = list[tuple[float, int]]()  # mean and size, in places without their distances
    for number, place in enumerate(places):
        mean, size = place - number * apart, 1
        while blocks and blocks[-1][0] > mean:
            other, count = blocks.pop()
            mean = (mean * size + other * count) / (size + count)
            size += count
        blocks.append((mean, size))
    means = [mean for mean, size in blocks for _ in range(size)]
    most = limit - max(len(means) - 1, 0) * apart
    return [min(mean, most) + number * apart for number, mean in enumerate(means)]


def find_levels(places: Iterable[float], apart: float) -> list[int]:
    """Return for each place how many it stands above the axis, so that none are nearer."""
    last = list[float]()  # place at each level
    levels = list[int]()
    for place in places:
        free = [level for level, taken in enumerate(last) if place - taken >= apart]
        level = free[0] if free else len(last)
        last[level : level + 1] = [place]
        levels.append(level)
    return levels
