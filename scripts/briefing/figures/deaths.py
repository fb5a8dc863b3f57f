"""Who counts how many died: estimates as bars on one scale, by who made them."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from ..claims.statements import Targets
from ..problems import Problem
from .drawing import to_tenth
from .entries import Dated, Event, Titled, list_events

_LONGEST = 99  # per cent: an outline needs room


class EstimateEntry(Dated, frozen=True, kw_only=True):
    """How many it were in all, by somebody's estimate of a day."""

    who: Annotated[str, Meta(min_length=1, description="who counts")]
    number: Annotated[int, Meta(ge=1, description="how many, a number that its words have, too")]
    counts: Annotated[
        Literal["dead", "dead and wounded", "not clear"],
        Meta(description="whom it counts: full, empty and dashed in the drawing"),
    ]
    words: Annotated[str, Meta(min_length=1, description="how many of whom, with its hedge")]

    def find_faults(self) -> Iterator[Problem]:
        """What is drawn is what is said."""
        if f"{self.number:,}" not in self.words:
            message = f"the words do not have the number {self.number:,}"
            yield Problem(message, "bad-value", "draw what they say", part=("number",))


class DeathsForm(Titled, frozen=True, kw_only=True):
    """Who counts how many died."""

    estimates: Annotated[
        tuple[EstimateEntry, ...], Meta(min_length=1, description="a list of estimates")
    ]


class Bar(NamedTuple):
    """An estimate in the picture."""

    event: Event[EstimateEntry]
    width: float  # in per cent


def draw_deaths(figure: DeathsForm, targets: Targets) -> dict[str, list[Bar]]:
    """Return the bars of the figure `deaths` by day, by who counts in the order of its file."""
    most = max(estimate.number for estimate in figure.estimates)
    bars = dict[str, list[Bar]]()
    for who in dict.fromkeys(estimate.who for estimate in figure.estimates):
        own = [estimate for estimate in figure.estimates if estimate.who == who]
        bars[who] = [
            Bar(event, to_tenth(event.entry.number / most * _LONGEST))
            for event in list_events(own, targets)
        ]
    return bars
