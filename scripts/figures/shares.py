"""Shares, or what has another unit, over the years: a line is dotted where years have none.

What a claim says of all of them is a band.

Places are per cent of the picture's width and height, so that it takes any width and its letters
keep their size.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Annotated, ClassVar, NamedTuple

from msgspec import Meta

from mkdocs_briefing.claims.briefing import Briefing
from mkdocs_briefing.claims.statements import StatementIndex
from mkdocs_briefing.dates import parse_edtf
from mkdocs_briefing.figures.entries import (
    ClaimEntry,
    Dated,
    Label,
    Narrow,
    Part,
    Remark,
    Shown,
    Side,
    Titled,
    Words,
)
from mkdocs_briefing.figures.tables import Cell, Piece, Table
from mkdocs_briefing.problems import Problem, nearest
from mkdocs_briefing.yamldata import CODE

from .drawing import to_tenth

_LEFT, _RIGHT = 5, 97  # between which years stand
_TOP, _BOTTOM = 9, 91  # between which shares stand
_STEPS = (1, 2, 5, 10, 25, 50)  # of the scale of shares, and each a hundred times as much
_MOST = 5  # how many steps it may have
_WHOLE = 100  # per cent
_LOW = 0.04  # how high above nought, in parts of all, years that nobody counted are named


Share = Annotated[float, Meta(ge=0, lt=10**12, description="a number, without its unit")]


class Point(ClaimEntry, frozen=True, kw_only=True):
    """A share in a year; one without a label is a bend of its line, and no more."""

    year: Annotated[int, Meta(ge=1, le=9999, description="a year")]
    share: Share
    source: Annotated[str, CODE, Meta(description="the citation key of the source that states it")]
    after_cut_off: Annotated[
        bool, Meta(description="true where it was published after the information cut-off")
    ] = False
    label: Label = ""
    side: Side = "above"
    narrow: Narrow = True

    def find_unfit(self, briefing: Briefing) -> Iterator[Problem]:
        """Its source is one of those of the statement on which it rests."""
        target = self.find(briefing.targets)
        if target and self.source not in target.record.sources:
            message = f"'{self.claim}' does not cite '{self.source}'"
            keys = sorted(target.record.sources)
            hint = nearest(self.source, keys) or f"it cites {', '.join(keys) or 'nothing'}"
            yield Problem(message, "unknown-key", hint, part=("source",))


class Series(Part, frozen=True, kw_only=True):
    """A line of the figure `shares`."""

    name: Words
    points: Annotated[tuple[Point, ...], Meta(description="a list of points", min_length=1)]


class Band(Dated, frozen=True, kw_only=True):
    """What a claim says of all the years since the day of what it names, as a band."""

    label: Annotated[str, Meta(min_length=1, description="a few words that stand in the band")]
    words: Words
    low: Annotated[float, CODE, Meta(description="the share at which the band begins")]


class Uncounted(Remark, frozen=True, kw_only=True):
    """Years without a share, which its words explain below the picture."""

    first: Annotated[int, CODE, Meta(description="the first of these years")]
    last: Annotated[int, CODE, Meta(description="the last of them")]
    label: Annotated[str, Meta(min_length=1, description="a few words that stand above them")]


class SharesForm(Titled, frozen=True, kw_only=True):
    """How shares went over the years, or what its unit counts."""

    styles: ClassVar[Sequence[str]] = ("shares",)
    unit: Annotated[
        str, CODE, Meta(description="what its numbers count, as tonnes; without it, per cent")
    ] = ""
    ticks: Annotated[
        tuple[int, ...],
        Meta(description="a list of the years that are named, each second on a wide screen alone"),
    ] = ()
    band: Band | None = None
    uncounted: Uncounted | None = None
    series: Annotated[
        tuple[Series, ...], Meta(description="one line, or two", min_length=1, max_length=2)
    ]

    def find_faults(self) -> Iterator[Problem]:
        """Per cent of a whole are no more than a hundred."""
        for line, series in enumerate(self.series):
            for number, point in enumerate(series.points):
                if not self.unit and point.share > _WHOLE:
                    message = f"'share' cannot be {point.share:g} per cent"
                    hint = "write a number up to 100, or unit: and what it counts, below the title"
                    part = ("series", line, "points", number, "share")
                    yield Problem(message, "bad-value", hint, part=part)

    def draw(self, shown: Shown) -> "Shares":
        """Return the finished picture; its band begins in the year of the claim that it names."""
        points, targets = [*self.list_points()], shown.targets
        since = _find_start(self, targets)
        first = min([point.year for point in points] + [since or 9999])
        x = _Scale((first, max(point.year for point in points)), (_LEFT, _RIGHT))
        shares = _find_steps(max(point.share for point in points))
        y = _Scale((0, shares[-1]), (_BOTTOM, _TOP))
        return Shares(
            band=_draw_band(self, targets, since, (x, y)),
            uncounted=_draw_uncounted(self, targets, (x, y)),
            grid=[(share, y.place(share)) for share in shares],
            years=[(year, x.place(year)) for year in self.ticks],
            lines=[_draw_line(series.points, targets, (x, y)) for series in self.series],
        )

    def list_points(self) -> Iterator[Point]:
        """Yield the points of all lines."""
        for series in self.series:
            yield from series.points

    def tabulate(self, shown: Shown) -> Table:
        """Return it as a table, a row a year."""
        rows = []
        for year in sorted({point.year for point in self.list_points()}):
            cells = [_find_share(series, year, shown.targets) for series in self.series]
            rows.append([[Piece(str(year))], *cells])
        return Table(["Year", *(series.name for series in self.series)], rows)


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


class PointMark(NamedTuple):
    """A point in the picture."""

    point: Point
    x: float
    y: float
    address: str  # of the statement that it rests on, empty where there is none


class Stroke(NamedTuple):
    """What joins two points."""

    one: PointMark
    two: PointMark

    @property
    def is_gap(self) -> bool:
        """Whether there are years between them."""
        return self.two.point.year > self.one.point.year + 1


@dataclass(frozen=True)
class DrawnSeries:
    """A series in the picture."""

    strokes: Sequence[Stroke]
    marks: Sequence[PointMark]  # that have a label


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
    grid: Sequence[tuple[float, float]]  # shares at which a line goes across, and where that is
    years: Sequence[tuple[int, float]]  # that are named, and where
    lines: Sequence[DrawnSeries]


def _find_start(figure: SharesForm, targets: StatementIndex) -> int | None:
    """Return the year in which the band begins."""
    target = figure.band.find(targets) if figure.band else None
    span = parse_edtf(target.record.event) if target else None
    return span.earliest.year if span else None


def _find_steps(highest: float) -> list[float]:
    """Return the shares of the scale, from nought to the first that is not below the highest."""
    highest = highest or 1
    first = math.floor(math.log(highest, 100)) - 1
    steps = (step * 100**power for power in count(first) for step in _STEPS)
    step = next(step for step in steps if highest / step <= _MOST)
    return [number * step for number in range(math.ceil(highest / step) + 1)]


_Axes = tuple[_Scale, _Scale]  # of years and of shares


def _draw_band(
    figure: SharesForm, targets: StatementIndex, since: int | None, axes: _Axes
) -> Box | None:
    target = figure.band.find(targets) if figure.band else None
    if not (figure.band and target and since):
        return None
    x, y = axes
    left, top = x.place(since), y.room[1]
    height = to_tenth(y.place(figure.band.low) - top)
    return Box(target.address, left, top, to_tenth(_RIGHT - left), height)


def _draw_uncounted(figure: SharesForm, targets: StatementIndex, axes: _Axes) -> Box | None:
    target = figure.uncounted.find(targets) if figure.uncounted else None
    if not (figure.uncounted and target):
        return None
    x, y = axes
    left, right = x.place(figure.uncounted.first), x.place(figure.uncounted.last)
    return Box(target.address, left, y.place(_LOW * y.span[1]), to_tenth(right - left), 0)


def _draw_line(points: Sequence[Point], targets: StatementIndex, axes: _Axes) -> DrawnSeries:
    x, y = axes
    marks = list[PointMark]()
    for point in points:
        target = point.find(targets)
        address = target.address if target else ""
        marks.append(PointMark(point, x.place(point.year), y.place(point.share), address))
    strokes = [Stroke(one, two) for one, two in pairwise(marks)]
    return DrawnSeries(strokes, [mark for mark in marks if mark.point.label])


def _find_share(series: Series, year: int, targets: StatementIndex) -> Cell:
    """Return the share of a series in a year; nothing where it has none."""
    pieces = list[Piece]()
    for point in series.points:
        target = point.find(targets)
        if point.year == year and target:
            pieces.append(Piece(f"{point.share:.12g}", target.address))
    return pieces


FORM = SharesForm
