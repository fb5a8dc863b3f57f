"""Who counts how many died: estimates as bars on one scale, by who made them."""

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, Literal, NamedTuple

from msgspec import Meta

from mkdocs_briefing.figures.entries import Dated, Event, Shown, Titled, list_events, tabulate_days
from mkdocs_briefing.figures.tables import Table
from mkdocs_briefing.problems import Problem
from mkdocs_briefing.yamldata import CODE

from .drawing import to_tenth

_LONGEST = 99  # per cent: an outline needs room


class EstimateEntry(Dated, frozen=True, kw_only=True):
    """How many it were in all, by somebody's estimate of a day."""

    who: Annotated[str, Meta(min_length=1, description="who counts")]
    number: Annotated[
        int, CODE, Meta(ge=1, description="how many, a number that its words have, too")
    ]
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

    styles: ClassVar[Sequence[str]] = ("deaths",)
    estimates: Annotated[
        tuple[EstimateEntry, ...], Meta(min_length=1, description="a list of estimates")
    ]

    def draw(self, shown: Shown) -> dict[str, list["Bar"]]:
        """Return the bars by day, by who counts in the order of the file."""
        most = max(estimate.number for estimate in self.estimates)
        bars = dict[str, list[Bar]]()
        for who in dict.fromkeys(estimate.who for estimate in self.estimates):
            own = [estimate for estimate in self.estimates if estimate.who == who]
            bars[who] = [
                Bar(event, to_tenth(event.entry.number / most * _LONGEST))
                for event in list_events(own, shown.targets)
            ]
        return bars

    def tabulate(self, shown: Shown) -> Table:
        """Return it as a table, by day."""
        return tabulate_days(
            ("Day", "Who counts", "How many", "Whom", "Words"),
            list_events(self.estimates, shown.targets),
            lambda each: (each.who, str(each.number), each.counts, each.words),
        )


class Bar(NamedTuple):
    """An estimate in the picture."""

    event: Event[EstimateEntry]
    width: float  # in per cent


FORM = DeathsForm
