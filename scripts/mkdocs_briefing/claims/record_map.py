"""A map of the record: the entries of each section of a page on one axis of days.

An entry stands at the last day of its first event. Places are per cent, so that one drawing takes
any width and letters keep their size.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ..dates import SHORT_MONTHS, Span
from ..pages.passage import Passage
from .statements import Entry

_STEPS = (1, 3, 6, 12, 24, 60, 120)  # months between two ticks
_MOST_TICKS = 5
_APART = 1.9  # per cent that two marks of a row are from each other
_MARGIN = 2.0  # per cent that is left free at each end


class MapMark(NamedTuple):
    """An entry of the record as a dot."""

    entry: Entry
    place: float


@dataclass(frozen=True)
class RecordMap:
    """A map of the record, places in per cent of its width."""

    rows: Sequence[tuple[Passage, Sequence[MapMark]]]
    ticks: Sequence[tuple[str, float]]
    cut_off: float


def draw_record(entries: Sequence[Entry], cut_off: date) -> RecordMap:
    """Return the map of the entries of a page, by their sections, and of the cut-off."""
    dated = {entry.id: _find_day(entry.span) for entry in entries if entry.span}
    axis = _Axis(min([cut_off, *dated.values()]), max([cut_off, *dated.values()]))
    shown = [entry for entry in entries if entry.id in dated]
    rows = list[tuple[Passage, Sequence[MapMark]]]()
    for section, some in groupby(shown, lambda entry: entry.section):
        rows.append((section, [*_spread([*some], dated, axis)]))
    return RecordMap(rows, axis.list_ticks(), axis.place(cut_off))


def _find_day(span: Span) -> date:
    """Return the last day of an event; of one that goes on, the first."""
    return span.earliest if span.latest == date.max else span.latest


@dataclass(frozen=True)
class _Axis:
    """Days from left to right."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Return the place of a day, in per cent."""
        share = (day - self.first).days / ((self.last - self.first).days or 1)
        return round(_MARGIN + (100 - 2 * _MARGIN) * share, 1)

    def list_ticks(self) -> list[tuple[str, float]]:
        """Return some months with the places of their first days, at even distances."""
        first = self.first.year * 12 + self.first.month  # the month after it
        months = range(first, self.last.year * 12 + self.last.month)
        for step in _STEPS:
            chosen = [month for month in months if month % step == 0]
            if len(chosen) <= _MOST_TICKS:
                break
        days = [date(month // 12, month % 12 + 1, 1) for month in chosen]
        return [(f"{SHORT_MONTHS[day.month - 1]} {day.year}", self.place(day)) for day in days]


def _spread(entries: Sequence[Entry], days: Mapping[str, date], axis: _Axis) -> Iterator[MapMark]:
    """Yield the entries of a row by their days, none over another."""
    ordered = sorted(entries, key=lambda entry: days[entry.id])
    last = 0.0
    for number, entry in enumerate(ordered):
        latest = 100 - _MARGIN - _APART * (len(ordered) - number - 1)  # that leaves room for others
        last = min(max(axis.place(days[entry.id]), last + _APART), latest)
        yield MapMark(entry, round(last, 1))
