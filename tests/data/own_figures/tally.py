"""How many of what: the least figure, by which the engine is tested."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

from msgspec import Meta

from mkdocs_briefing.figures.entries import Dated, Shown, Titled, Words, list_events, tabulate_days
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

    styles: ClassVar[Sequence[str]] = ("board", "tally")
    part_name: ClassVar[str] = "heap"
    heaps: Annotated[tuple[Heap, ...], Meta(min_length=1, description="a list of heaps")]

    def list_parts(self) -> Sequence[str]:
        """Each heap by its words."""
        return [heap.words for heap in self.heaps]

    def tabulate(self, shown: Shown) -> Table:
        """Return it as a table, by day; its last row is the sum."""
        events = list_events(self.heaps, shown.targets)
        rows = tabulate_days(
            ("Day", "Number", "What"), events, lambda heap: (f"{heap.number:g}", heap.words)
        )
        assert add(event.entry.number for event in events) >= 0
        return rows


FORM = TallyForm
