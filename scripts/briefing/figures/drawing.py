"""What drawings share: days on an axis, and what stands close together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from ..claims.statements import Grounded, Targets
from ..dates import parse_edtf


class Event(NamedTuple):
    """An entry of a figure with its day."""

    entry: Any  # in its form
    day: date  # the first that its date covers
    date: str  # in EDTF
    address: str  # of the statement that it rests on


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


def to_tenth(share: float) -> float:
    """Return per cents of a figure's width or height, to a tenth, and whole where they are."""
    rounded = round(float(share), 1)
    return int(rounded) if rounded.is_integer() else rounded


def list_events(entries: Iterable[Grounded], targets: Targets) -> list[Event]:
    """Return entries by day, but those without a day or a statement: rules tell that."""
    events = list[Event]()
    for entry in entries:
        target = targets.find(entry)
        text = getattr(entry, "date", "") or (target.record.event if target else "")
        span = parse_edtf(text)
        if target and span:
            # `../2024` is at its end: it has no beginning.
            day = span.latest if span.earliest == date.min else span.earliest
            events.append(Event(entry, day, text, target.address))
    return sorted(events, key=lambda event: (event.day, event.date))


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
