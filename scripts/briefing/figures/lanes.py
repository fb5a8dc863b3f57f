"""Who said what, and when: a lane for each actor, with marks on one axis of days.

Places are per cent of the width of a lane, heights pixels. The axis ends at the cut-off; what was
said later is words beside the lane.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..claims.statements import Targets
from ..dates import parse_edtf
from ..pages.vocabulary import STANCES
from .drawing import Scale, find_levels
from .forms import Lane, LaneEntry, LanesForm

_LEFT, _RIGHT = 5, 98  # where the first day stands, and the cut-off
_APART = 3.4  # marks that are nearer would touch on a narrow screen, and stand one above the other
_MARK, _LEVEL, _LABEL = 11, 13, 15  # heights: about an axis, to the next level, of a label


class Said(NamedTuple):
    """What was said on a day."""

    entry: LaneEntry
    day: date  # the first that its date covers
    event: str  # its date, in EDTF
    address: str  # of the statement that it rests on


class Mark(NamedTuple):
    """The same in the picture."""

    said: Said
    x: float
    y: int  # from the top of the lane


@dataclass(frozen=True)
class DrawnLane:
    """A row of the figure."""

    lane: Lane
    marks: Sequence[Mark]  # by day, up to the cut-off
    later: Sequence[Said]  # by day: what has a label
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
    said = list_said(figure, targets)
    first = min([one.day for one in said] + [cut_off])
    axis = Scale((first.toordinal(), cut_off.toordinal()), (_LEFT, _RIGHT))
    words = word_stances(figure)
    used = {one.entry.stance for one in said}
    return Lanes(
        stances={code: words[code] for code in STANCES if code in used},
        ticks=[(tick.words, axis.place(tick.day.toordinal())) for tick in figure.ticks],
        cut_off=_RIGHT,
        lanes=[_draw_lane(lane, said, axis, cut_off) for lane in figure.lanes],
    )


def word_stances(figure: LanesForm) -> dict[str, str]:
    """Return the words of the stances, as a figure has them."""
    return STANCES | figure.stances


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


def _draw_lane(lane: Lane, said: Iterable[Said], axis: Scale, cut_off: date) -> DrawnLane:
    own = [one for one in said if one.entry.actor in lane.actors]
    shown = [one for one in own if one.day <= cut_off]
    places = [axis.place(one.day.toordinal()) for one in shown]
    levels = find_levels(places, _APART)
    sides = [one.entry.side for one in shown if one.entry.label]
    above, below = (
        _MARK + _LABEL * any(side.startswith(where) for side in sides)
        for where in ("above", "below")
    )
    middle = above + _LEVEL * max(levels, default=0)
    marks = [
        Mark(one, place, middle - _LEVEL * level)
        for one, place, level in zip(shown, places, levels, strict=True)
    ]
    later = [one for one in own if one.day > cut_off and one.entry.label]
    return DrawnLane(lane, marks, later, middle, middle + below)
