"""What figures have in common: a form, entries that rest on statements, days, and a table.

A figure is a file, `docs/figures/<name>.yml`. In the folder of figures a module of its name has its
form, which says how it is drawn and tabulated, and a template of its name shows it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar, Generic, Literal, NamedTuple, TypeVar

from msgspec import Meta

from ..claims.briefing import Briefing
from ..claims.statements import Statement, StatementIndex
from ..dates import parse_edtf
from ..pages.counts import Countable
from ..problems import Problem
from ..yamldata import CODE, EDTF, Form, Written
from .tables import Cell, Piece, Table

Words = Annotated[str, Meta(min_length=1, description="a few words for readers")]
ClaimIds = Annotated[tuple[str, ...], Meta(description="a list of ids of claims")]
Label = Annotated[str, Meta(description="a few words that stand at its mark, if any do")]
Side = Annotated[
    Literal[
        "above", "above left", "above right", "left", "right", "below", "below left", "below right"
    ],
    CODE,
    Meta(description="on which side of its mark its label stands"),
]
Narrow = Annotated[bool, Meta(description="false where a narrow screen has no room for its label")]


class Shown(NamedTuple):
    """What a figure is shown with."""

    targets: StatementIndex  # the statements on which entries rest
    figures: Mapping[str, Written]  # all of them, by name
    cut_off: date


class Part(Form, frozen=True, kw_only=True):
    """A part of a figure."""

    @property
    def names(self) -> Sequence[str]:
        """The ids of the statements that bear out its words; none where nothing has to."""
        return ()

    def find_unfit(self, briefing: Briefing) -> Iterator[Problem]:
        """Yield what is wrong between it and what it names."""
        yield from ()


class FigureForm(Part, frozen=True, kw_only=True):
    """What the file of a figure holds, and what the site has to know of it beside its data."""

    styles: ClassVar[Sequence[str]] = ()
    """The stylesheets that it needs beside that of all pages, by their names."""
    part_name: ClassVar[str] = ""
    """What a word behind the name of its slot names; empty where none may stand there."""
    paper_template: ClassVar[str] = ""
    """The template that draws it as a file of its own, for card and book, if one does."""

    def list_parts(self) -> Sequence[str]:
        """Return the words by which a slot names a part of it."""
        return ()

    @property
    def countable(self) -> Countable | None:
        """What a text counts by its name; None where that would say nothing."""
        return None

    def tabulate(self, shown: Shown) -> Table | None:
        """Return it as a table; None for what is text already."""
        return None


class Titled(FigureForm, frozen=True, kw_only=True):
    """A figure with a caption."""

    title: Annotated[str, Meta(min_length=1, description="what it shows, a sentence")]
    subtitle: Annotated[
        str, Meta(description="how to read it: what, of when, in which unit; a sentence or two")
    ] = ""


class ClaimEntry(Part, frozen=True, kw_only=True):
    """What rests on a statement, and takes kind, day and sources from it."""

    claim: Annotated[
        str, CODE, Meta(min_length=1, description="the id of the claim or note that it rests on")
    ]
    accept: Annotated[
        tuple[str, ...], Meta(description="a list of codes of faults that the author knows of")
    ] = ()

    @property
    def names(self) -> Sequence[str]:
        """That statement."""
        return (self.claim,)

    def find(self, targets: StatementIndex) -> Statement | None:
        """Return that statement; None where there is no such thing."""
        return targets.statements.get(self.claim)


class Remark(ClaimEntry, frozen=True, kw_only=True):
    """A few words on a figure or a part of it, with the statement on which they rest."""

    words: Words


class Dated(ClaimEntry, frozen=True, kw_only=True):
    """What stands on an axis of days."""

    date: Annotated[
        str, EDTF, Meta(description="its day in EDTF, where that is not the claim’s")
    ] = ""

    def find_unfit(self, briefing: Briefing) -> Iterator[Problem]:
        """It has a day, its own or that of its statement."""
        target = self.find(briefing.targets)
        if target and not (self.date or target.record.event):
            message = f"'{self.claim}' has no day"
            hint = "write its event: into its record, or date: 2024-10-24 here"
            yield Problem(message, "bad-date", hint, part=("claim",))


Entry = TypeVar("Entry", bound=Dated)


class Event(NamedTuple, Generic[Entry]):
    """An entry of a figure with its day."""

    entry: Entry
    day: date  # the first that its date covers
    date: str  # in EDTF
    address: str  # of the statement that it rests on


def list_events(entries: Iterable[Entry], targets: StatementIndex) -> list[Event[Entry]]:
    """Return entries by day, but those without a day or a statement: rules tell that."""
    events = list[Event[Entry]]()
    for entry in entries:
        target = entry.find(targets)
        text = entry.date or (target.record.event if target else "")
        span = parse_edtf(text)
        if target and span:
            # `../2024` is at its end: it has no beginning.
            day = span.latest if span.earliest == date.min else span.earliest
            events.append(Event(entry, day, text, target.address))
    return sorted(events, key=lambda event: (event.day, event.date))


def lead_to(remarks: Iterable[Remark], targets: StatementIndex) -> Cell:
    """Return remarks with their addresses, without those that name nothing: rules tell that."""
    found = [(remark.words, remark.find(targets)) for remark in remarks]
    return [Piece(words, target.address) for words, target in found if target]


def tabulate_days(
    columns: Sequence[str],
    events: Iterable[Event[Entry]],
    tell: Callable[[Entry], Sequence[str]],
) -> Table:
    """Return events as a table: their day, then what `tell` says of each, in a cell a text.

    The last leads to the statement on which it rests.
    """
    rows = []
    for event in events:
        *others, last = tell(event.entry)
        cells = [[Piece(text)] if text else [] for text in (event.date, *others)]
        rows.append([*cells, [Piece(last, event.address)]])
    return Table(columns, rows)
