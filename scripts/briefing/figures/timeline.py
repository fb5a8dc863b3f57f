"""Who said what, and when: a lane for each actor, with dots on one axis of days.

Places are per cent of the width of a lane, heights pixels. Up to the cut-off the axis has a scale;
behind it each day that is named has a place of its own, and how far apart they are says nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..claims.statements import Targets
from ..dates import parse_edtf
from ..pages.vocabulary import STANCES
from .figures import to_tenth
from .forms import Lane, LaneEntry, LanesForm

_FIRST, _CUT_OFF = 5, 82  # where the first day stands, and the cut-off
_LATER, _LAST = 87.0, 98.0  # where days behind the cut-off begin and end
_APART = 3.2  # dots that are nearer would touch on a narrow screen, and stand one above the other
_MIDDLE, _LEVEL = 10, 14  # how far from the foot of a lane its axis is, and from that a next dot


class Said(NamedTuple):
    """What was said on a day."""

    entry: LaneEntry
    day: date  # the first that its date covers
    event: str  # its date, in EDTF
    address: str  # of the statement that it rests on


class Dot(NamedTuple):
    """The same in the picture."""

    said: Said
    place: float
    height: int  # from the top of the lane
    is_later: bool  # than the cut-off


@dataclass(frozen=True)
class DrawnLane:
    """A row of the figure."""

    lane: Lane
    dots: Sequence[Dot]  # by day
    height: int

    @property
    def axis(self) -> int:
        """How far from the top its axis is."""
        return self.height - _MIDDLE


@dataclass(frozen=True)
class Timeline:
    """The finished figure."""

    stances: Mapping[str, str]  # those that are in it, with their words
    ticks: Sequence[tuple[str, float]]  # words on the axis, and where they stand
    cut_off: float  # where it stands
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
        if day in self.later:
            length = len(self.later) - 1 or 1
            return to_tenth(_LATER + self.later.index(day) * (_LAST - _LATER) / length)
        length = (self.cut_off - self.first).days or 1
        return to_tenth(_CUT_OFF - (self.cut_off - day).days * (_CUT_OFF - _FIRST) / length)


def draw_lanes(figure: LanesForm, targets: Targets, cut_off: date) -> Timeline:
    """Return the figure `lanes`."""
    said = list_said(figure, targets)
    axis = _Axis([one.day for one in said], cut_off)
    words = word_stances(figure)
    used = {one.entry.stance for one in said}
    return Timeline(
        stances={code: words[code] for code in STANCES if code in used},
        ticks=[(tick.words, axis.place(tick.day)) for tick in figure.ticks],
        cut_off=_CUT_OFF,
        later=_LATER if axis.later else None,
        lanes=[_draw_lane(lane, said, axis) for lane in figure.lanes],
    )


def word_stances(figure: LanesForm) -> dict[str, str]:
    """Return the words of the stances, as a figure has them."""
    return STANCES | ({"says": figure.says} if figure.says else {})


def list_said(figure: LanesForm, targets: Targets) -> list[Said]:
    """Return all that was said, by day, but what has no day or no statement: rules tell that."""
    said = list[Said]()
    for entry in figure.entries:
        target = targets.find(entry)
        event = entry.date or (target.record.event if target else "")
        span = parse_edtf(event)
        if target and span:
            # `../2024` is at its end: it has no beginning.
            day = span.latest if span.earliest == date.min else span.earliest
            said.append(Said(entry, day, event, target.address))
    return sorted(said, key=lambda one: (one.day, one.event))


def _draw_lane(lane: Lane, said: Sequence[Said], axis: _Axis) -> DrawnLane:
    own = [one for one in said if one.entry.actor in lane.actors]
    places = [axis.place(one.day) for one in own]
    levels = _find_levels(places)
    height = 2 * _MIDDLE + _LEVEL * max(levels, default=0)
    dots = [
        Dot(one, place, height - _MIDDLE - _LEVEL * level, one.day in axis.later)
        for one, place, level in zip(own, places, levels, strict=True)
    ]
    return DrawnLane(lane, dots, height)


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
