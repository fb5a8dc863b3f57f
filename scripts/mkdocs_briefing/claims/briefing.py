"""All that the rules of this room and of figures look at: what pages state, and what is beside."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..yamldata import Written
from .records import Record
from .statements import Item, PageEvidence, StatementIndex


@dataclass(frozen=True)
class Briefing:
    """A briefing, each of whose pages could be read."""

    pages: Sequence[PageEvidence]
    targets: StatementIndex  # the claims and notes of the pages, by id
    cut_off: date  # last day on which the main text knows anything
    tell_later: Sequence[str] = ()  # files of the pages that may tell what came later, story first
    article: str = ""  # key of the article, on which what restates it rests; empty without one
    figures: Mapping[str, Written] = field(default_factory=dict)  # by name
    items: Collection[Item] = ()  # the words of their entries
    shown: Collection[str] = ()  # names of the views that pages show

    def list_records(self) -> Iterator[tuple[PageEvidence, str, Record]]:
        """Yield each record with the page that it is of, and its id."""
        for page in self.pages:
            for name, record in page.records.records.items():
                yield page, name, record
