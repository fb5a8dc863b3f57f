"""How many of what: the least figure, by which the engine is tested."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

from msgspec import Meta

from mkdocs_briefing.figures.entries import (
    Dated,
    Event,
    Shown,
    Titled,
    Words,
    list_events,
    tabulate_days,
)
from mkdocs_briefing.figures.tables import Table
from mkdocs_briefing.yamldata import CODE

from .counting import add


class Heap(Dated, frozen=True, kw_only=True):
    """How many of something."""

    words: Words
    number: Annotated[float, Meta(ge=0, description="how many")]
    side: Annotated[str, CODE, Meta(description="where it is drawn")] = "left"


class TallyForm(Titled, frozen=True, kw_only=True):
    """How many of what."""

    styles: ClassVar[Sequence[str]] = ("board", "tally")  # one of the engine's, and its own
    part_name: ClassVar[str] = "heap"
    heaps: Annotated[tuple[Heap, ...], Meta(min_length=1, description="a list of heaps")]

    def list_parts(self) -> Sequence[str]:
        """Each heap by its words."""
        return [heap.words for heap in self.heaps]

    def draw(self, shown: Shown) -> list[Event[Heap]]:
        """Return the heaps by day, each with the address of the claim that bears it out."""
        return list_events(self.heaps, shown.targets)

    def tabulate(self, shown: Shown) -> Table:
        """Return it as a table, by day; each number with that of all."""
        events = self.draw(shown)
        most = add(event.entry.number for event in events)
        return tabulate_days(
            ("Day", "Number", "What"),
            events,
            lambda heap: (f"{heap.number:g} of {most:g}", heap.words),
        )


FORM = TallyForm
