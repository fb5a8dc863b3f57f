"""Who said what, and when: a lane for each actor, with marks on one axis of days.

Places are per cent of the width of a lane, heights pixels. The axis ends at the cut-off; what was
said later is words beside the lane.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..claims.statements import Targets
from ..pages.vocabulary import STANCES
from .drawing import Axis, find_levels, to_tenth
from .entries import Event, list_events
from .forms import Lane, LaneEntry, LanesForm

_LEFT, _RIGHT = 5, 98  # where the first day stands, and the cut-off
_APART = 3.4  # marks that are nearer would touch on a narrow screen, and stand one above the other
_MARK, _LEVEL, _LABEL = 11, 13, 15  # heights: about an axis, to the next level, of a label


class Mark(NamedTuple):
    """What was said on a day, in the picture."""

    event: Event[LaneEntry]
    x: float
    y: int  # from the top of the lane


@dataclass(frozen=True)
class DrawnLane:
    """A row of the figure."""

    lane: Lane
    marks: Sequence[Mark]  # by day, up to the cut-off
    later: Sequence[Event[LaneEntry]]  # by day: what has a label
    axis: int  # how far from the top of the lane it is
    height: int


@dataclass(frozen=True)
class Lanes:
    """The finished figure."""

    stances: Mapping[str, str]  # those that are in it, with their words
    ticks: Sequence[tuple[str, float]]  # words on the axis, and where they stand
    cut_off: float  # where it stands
    lanes: Sequence[DrawnLane]

    @property
    def has_later(self) -> bool:
        """Whether something that was said later is told beside a lane."""
        return any(lane.later for lane in self.lanes)


def draw_lanes(figure: LanesForm, targets: Targets, cut_off: date) -> Lanes:
    """Return the figure `lanes`."""
    said = list_events(figure.entries, targets)
    first = min([event.day for event in said] + [cut_off])
    axis = Axis(first, cut_off, _LEFT, _RIGHT)
    words = word_stances(figure)
    used = {event.entry.stance for event in said}
    return Lanes(
        stances={code: words[code] for code in STANCES if code in used},
        ticks=[(tick.words, to_tenth(axis.place(tick.day))) for tick in figure.ticks],
        cut_off=_RIGHT,
        lanes=[_draw_lane(lane, said, axis) for lane in figure.lanes],
    )


def word_stances(figure: LanesForm) -> dict[str, str]:
    """Return the words of the stances, as a figure has them."""
    return STANCES | figure.stances


def _draw_lane(lane: Lane, said: Iterable[Event[LaneEntry]], axis: Axis) -> DrawnLane:
    own = [event for event in said if event.entry.actor in lane.actors]
    shown = [event for event in own if event.day <= axis.last]
    places = [axis.place(event.day) for event in shown]
    levels = find_levels(places, _APART)
    above, below = _MARK + _find_room("above", shown), _MARK + _find_room("below", shown)
    middle = above + _LEVEL * max(levels, default=0)
    marks = [
        Mark(event, to_tenth(place), middle - _LEVEL * level)
        for event, place, level in zip(shown, places, levels, strict=True)
    ]
    later = [event for event in own if event.day > axis.last and event.entry.label]
    return DrawnLane(lane, marks, later, middle, middle + below)


def _find_room(side: str, events: Iterable[Event[LaneEntry]]) -> int:
    """Return how much room labels on one side of their marks take."""
    sides = [event.entry.side for event in events if event.entry.label]
    return _LABEL if any(each.startswith(side) for each in sides) else 0
