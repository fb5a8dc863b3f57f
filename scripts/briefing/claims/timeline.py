"""Who said what, and when: a lane for each actor, with dots on one axis of days.

Places are per cent of the width of a lane, heights pixels. Up to the cut-off the axis has a scale;
behind it each day that is named has a place of its own, and how far apart they are says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from ..dates import SHORT_MONTHS, parse_edtf, shorten_edtf
from ..pages.vocabulary import STANCES
from .figure_forms import Lane, LaneEntry, LanesForm
from .figure_tables import Piece, Table
from .figures import Target, Targets, to_tenth

_FIRST, _CUT_OFF = 5, 82  # where the first day stands, and the cut-off
_LATER, _LAST = 87.0, 98.0  # where days behind the cut-off begin and end
_APART = 3.2  # dots that are nearer would touch on a narrow screen, and stand one above the other
_MIDDLE, _LEVEL = 10, 14  # how far from the foot of a lane its axis is, and from that a next dot
_STEPS = (1, 2, 7, 14, 28, 91, 182, 365, 1826, 3652)  # of the axis, in days
_WIDEST = 36520
_MOST = 8  # how many steps may lie between the first day and the cut-off


class Dot(NamedTuple):
    """What was said on a day, in a lane."""

    stance: str
    place: float
    height: int  # from the top of the lane
    is_later: bool  # than the cut-off


class Said(NamedTuple):
    """The same in words."""

    day: date  # the first that its date covers
    event: str  # its date, in EDTF
    when: str  # the same in few letters
    actor: str
    stance: str
    told: str  # its stance in words
    words: str
    address: str  # of the statement that it rests on
    is_later: bool


@dataclass(frozen=True)
class DrawnLane:
    """A row of the figure."""

    lane: Lane
    said: Sequence[Said]  # by day
    dots: Sequence[Dot]
    height: int

    @property
    def axis(self) -> int:
        """How far from the top its axis is."""
        return self.height - _MIDDLE


class Tick(NamedTuple):
    """A day on the axis."""

    text: str
    place: float


@dataclass(frozen=True)
class Timeline:
    """The finished figure."""

    stances: Mapping[str, str]  # those that are in it, with their words
    ticks: Sequence[Tick]
    cut_off: Tick
    later: float | None  # where the days behind the cut-off begin; None without any
    lanes: Sequence[DrawnLane]


class _Axis:
    """Where days stand."""

    def __init__(self, days: Iterable[date], cut_off: date) -> None:
        self.cut_off = cut_off
        self.first = min([*days, cut_off])
        self.later = sorted({day for day in days if day > cut_off})

    def place(self, day: date) -> float:
        """Return how far from the left a day stands."""
        if day > self.cut_off:
            length = len(self.later) - 1 or 1
            return to_tenth(_LATER + self.later.index(day) * (_LAST - _LATER) / length)
        length = (self.cut_off - self.first).days or 1
        return to_tenth(_CUT_OFF - (self.cut_off - day).days * (_CUT_OFF - _FIRST) / length)

    def list_ticks(self) -> list[Tick]:
        """Return some days before the cut-off, at equal steps back from there."""
        length = (self.cut_off - self.first).days
        step = next((step for step in _STEPS if length / step <= _MOST), _WIDEST)
        days = [self.cut_off - timedelta(step * n) for n in range(length // step, 0, -1)]
        before = [date.min, *days]
        named = zip(days, before, strict=False)
        return [Tick(_name_tick(day, last, step), self.place(day)) for day, last in named]


def _name_tick(day: date, before: date, step: int) -> str:
    """Return a day in as few letters as will do after the one before."""
    if step >= 365:
        return str(day.year)
    parts = list[str]()
    if step < 28:
        parts.append(str(day.day))
    if step >= 28 or (day.year, day.month) != (before.year, before.month):
        parts.append(SHORT_MONTHS[day.month - 1])
    if step >= 28 and day.year != before.year:
        parts.append(str(day.year))
    return " ".join(parts)


def draw_lanes(figure: LanesForm, targets: Targets, cut_off: str) -> Timeline:
    """Return the figure `lanes`; `cut_off` is a day in ISO 8601."""
    last_day = date.fromisoformat(cut_off)
    words = _word_stances(figure)
    said = sorted(_list_said(figure, targets, last_day), key=lambda one: (one.day, one.event))
    axis = _Axis([one.day for one in said], last_day)
    used = {one.stance for one in said}
    return Timeline(
        stances={code: words[code] for code in STANCES if code in used},
        ticks=axis.list_ticks(),
        cut_off=Tick(shorten_edtf(cut_off, last_day.year), _CUT_OFF),
        later=_LATER if axis.later else None,
        lanes=[_draw_lane(lane, said, axis) for lane in figure.lanes],
    )


def _word_stances(figure: LanesForm) -> dict[str, str]:
    words = dict(STANCES)
    if figure.says:
        words["says"] = figure.says
    return words


def _list_said(figure: LanesForm, targets: Targets, cut_off: date) -> Iterator[Said]:
    """Yield all that was said, but what has no day or no statement: the rules tell that."""
    words = _word_stances(figure)
    for entry in figure.entries:
        target = targets.find(entry)
        event = _find_event(entry, target)
        span = parse_edtf(event)
        if target and span:
            # `../2024` is at its end: it has no beginning.
            day = span.latest if span.earliest == date.min else span.earliest
            yield Said(
                day,
                event,
                shorten_edtf(event, cut_off.year),
                entry.actor,
                entry.stance,
                words[entry.stance],
                entry.words,
                target.address,
                day > cut_off,
            )


def _find_event(entry: LaneEntry, target: Target | None) -> str:
    return entry.date or (target.event if target else "")


def _draw_lane(lane: Lane, said: Sequence[Said], axis: _Axis) -> DrawnLane:
    own = [one for one in said if one.actor in lane.actors]
    places = [axis.place(one.day) for one in own]
    levels = _find_levels(places)
    height = 2 * _MIDDLE + _LEVEL * max(levels, default=0)
    dots = [
        Dot(one.stance, place, height - _MIDDLE - _LEVEL * level, one.is_later)
        for one, place, level in zip(own, places, levels, strict=True)
    ]
    return DrawnLane(lane, own, dots, height)


def _find_levels(places: Iterable[float]) -> list[int]:
    """Return for each place how many dots it stands above the axis, so that none touch."""
    last = list[float]()  # place at each level
    levels = list[int]()
    for place in places:
        free = [level for level, taken in enumerate(last) if place - taken >= _APART]
        level = free[0] if free else len(last)
        last[level : level + 1] = [place]
        levels.append(level)
    return levels


def tabulate_lanes(figure: LanesForm, targets: Targets) -> Table:
    """Return the figure `lanes` as a table, by day."""
    said = sorted(_list_said(figure, targets, date.max), key=lambda one: (one.day, one.event))
    rows = []
    for one in said:
        words = Piece(one.words, one.address)
        rows.append([[Piece(one.event)], [Piece(one.actor)], [Piece(one.told)], [words]])
    return Table(["Day", "Who", "Stance", "Words"], rows)
