"""Who said what, and when: a lane for each actor, with marks on one axis of days.

Places are per cent of the width of a lane, heights pixels. The axis ends at the cut-off; what was
said later is words beside the lane.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, NamedTuple

from msgspec import Meta, field

from mkdocs_briefing.claims.briefing import Briefing
from mkdocs_briefing.figures.entries import (
    Dated,
    Event,
    Label,
    Narrow,
    Part,
    Shown,
    Side,
    Titled,
    Words,
    list_events,
    tabulate_days,
)
from mkdocs_briefing.figures.tables import Table
from mkdocs_briefing.problems import Problem, nearest
from mkdocs_briefing.yamldata import CODE

from .drawing import Axis, find_levels, to_tenth

STANCES = {
    "says": "says so",
    "adds": "says so, and more",
    "hedges": "says so, and more without confirming it",
    "denies": "denies it",
    "neither": "neither confirms nor denies",
    "unsupported": "the article’s date, not supported",
}
"""What somebody says of what is in question, in the order of the key."""
if TYPE_CHECKING:
    Stance = str
else:  # of which msgspec takes these codes and no other
    Stance = Literal[tuple(STANCES)]

_LEFT, _RIGHT = 5, 98  # where the first day stands, and the cut-off
_APART = 4.2  # marks that are nearer would touch on a narrow screen, and stand one above the other
_MARK, _LEVEL, _LABEL = 12, 15, 15  # heights: about an axis, to the next level, of a label


class Lane(Part, frozen=True, kw_only=True):
    """A row of the figure `lanes`."""

    name: Words
    actors: Annotated[tuple[str, ...], Meta(description="a list of those who stand in it")]
    tinted: Annotated[bool, Meta(description="true for the lane that matters most")] = False


class LaneEntry(Dated, frozen=True, kw_only=True):
    """What an actor said on a day; behind the cut-off, its label stands beside the lane."""

    actor: Annotated[str, Meta(description="who said it, one of the actors of a lane")]
    stance: Annotated[Stance, CODE, Meta(description="the stance that it took")]
    words: Words
    label: Label = ""
    side: Side = "above"
    narrow: Narrow = True

    def find_unfit(self, briefing: Briefing) -> Iterator[Problem]:
        """It has a day; one that is not supported is one that the article gives."""
        yield from super().find_unfit(briefing)
        target = self.find(briefing.targets) if self.stance == "unsupported" else None
        if target and not target.record.is_restated:
            message = f"'{self.claim}' does not restate the article"
            hint = "name the claim whose day is not supported, or write another stance"
            yield Problem(message, "not-restated", hint, part=("stance",))


class Tick(Part, frozen=True, kw_only=True):
    """A day on the axis of the figure `lanes`."""

    day: Annotated[date, Meta(description="its day, 2024-10-08, before the information cut-off")]
    words: Annotated[str, Meta(min_length=1, description="what stands there, such as 8 Oct")]


class LanesForm(Titled, frozen=True, kw_only=True):
    """Who said what, and when."""

    styles: ClassVar[Sequence[str]] = ("lanes",)
    stances: Annotated[
        dict[Stance, str],
        Meta(description="stances with the words for them, where there are better ones here"),
    ] = field(default_factory=dict)
    ticks: Annotated[tuple[Tick, ...], Meta(description="a list of days that the axis names")] = ()
    lanes: Annotated[tuple[Lane, ...], Meta(description="a list of lanes")]
    entries: Annotated[tuple[LaneEntry, ...], Meta(description="a list of what was said")]

    def find_faults(self) -> Iterator[Problem]:
        """Who said something stands in a lane."""
        actors = [actor for lane in self.lanes for actor in lane.actors]
        for number, entry in enumerate(self.entries):
            if entry.actor not in actors:
                message = f"no lane has the actor '{entry.actor}'"
                hint = nearest(entry.actor, actors) or "write it under actors: of a lane"
                yield Problem(message, "unknown-actor", hint, part=("entries", number, "actor"))

    @property
    def words(self) -> dict[str, str]:
        """The words of the stances, as this figure has them."""
        return STANCES | self.stances

    def draw(self, shown: Shown) -> "Lanes":
        """Return the finished figure."""
        said = list_events(self.entries, shown.targets)
        first = min([event.day for event in said] + [shown.cut_off])
        axis = Axis(first, shown.cut_off, _LEFT, _RIGHT)
        used = {event.entry.stance for event in said}
        return Lanes(
            stances={code: self.words[code] for code in STANCES if code in used},
            ticks=[(tick.words, to_tenth(axis.place(tick.day))) for tick in self.ticks],
            cut_off=_RIGHT,
            lanes=[_draw_lane(lane, said, axis) for lane in self.lanes],
        )

    def tabulate(self, shown: Shown) -> Table:
        """Return all that was said as a table."""
        return tabulate_days(
            ("Day", "Who", "Stance", "Words"),
            list_events(self.entries, shown.targets),
            lambda entry: (entry.actor, self.words[entry.stance], entry.words),
        )


class LaneMark(NamedTuple):
    """What was said on a day, in the picture."""

    event: Event[LaneEntry]
    x: float
    y: int  # from the top of the lane


@dataclass(frozen=True)
class DrawnLane:
    """A row of the figure."""

    lane: Lane
    marks: Sequence[LaneMark]  # by day, up to the cut-off
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


def _draw_lane(lane: Lane, said: Iterable[Event[LaneEntry]], axis: Axis) -> DrawnLane:
    own = [event for event in said if event.entry.actor in lane.actors]
    shown = [event for event in own if event.day <= axis.last]
    places = [axis.place(event.day) for event in shown]
    levels = find_levels(places, _APART)
    above, below = _MARK + _find_room("above", shown), _MARK + _find_room("below", shown)
    middle = above + _LEVEL * max(levels, default=0)
    marks = [
        LaneMark(event, to_tenth(place), middle - _LEVEL * level)
        for event, place, level in zip(shown, places, levels, strict=True)
    ]
    later = [event for event in own if event.day > axis.last and event.entry.label]
    return DrawnLane(lane, marks, later, middle, middle + below)


def _find_room(side: str, events: Iterable[Event[LaneEntry]]) -> int:
    """Return how much room labels on one side of their marks take."""
    sides = [event.entry.side for event in events if event.entry.label]
    return _LABEL if any(each.startswith(side) for each in sides) else 0


FORM = LanesForm
