"""What figures and their entries have in common: a title, a statement to rest on, a day."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Generic, NamedTuple, TypeVar

from msgspec import Meta

from ..claims.statements import Grounded, Targets
from ..dates import parse_edtf
from ..yamldata import EDTF, Form

Words = Annotated[str, Meta(min_length=1, description="a few words for readers")]


class Titled(Form, frozen=True, kw_only=True):
    """A figure."""

    title: Annotated[str, Meta(min_length=1, description="what it shows, a sentence")]
    subtitle: Annotated[
        str, Meta(description="how to read it: what, of when, in which unit; a sentence or two")
    ] = ""


class Remark(Grounded, frozen=True, kw_only=True):
    """A few words on a figure or a part of it, with the statement on which they rest."""

    words: Words


class Dated(Grounded, frozen=True, kw_only=True):
    """What stands on an axis of days."""

    date: Annotated[
        str, EDTF, Meta(description="its day in EDTF, where that is not the claim’s")
    ] = ""


Entry = TypeVar("Entry", bound=Dated)


class Event(NamedTuple, Generic[Entry]):
    """An entry of a figure with its day."""

    entry: Entry
    day: date  # the first that its date covers
    date: str  # in EDTF
    address: str  # of the statement that it rests on


def list_events(entries: Iterable[Entry], targets: Targets) -> list[Event[Entry]]:
    """Return entries by day, but those without a day or a statement: rules tell that."""
    events = list[Event[Entry]]()
    for entry in entries:
        target = targets.find(entry)
        text = entry.date or (target.record.event if target else "")
        span = parse_edtf(text)
        if target and span:
            # `../2024` is at its end: it has no beginning.
            day = span.latest if span.earliest == date.min else span.earliest
            events.append(Event(entry, day, text, target.address))
    return sorted(events, key=lambda event: (event.day, event.date))
