"""Figures as tables: behind the figure on its page, and as CSV beside the page.

CSV is that of RFC 4180. A cell holds pieces, each of which may lead to the statement that it rests
on; in CSV the addresses of a row are in its last column.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..claims.statements import Targets
from ..text import make_csv
from .drawing import list_events
from .forms import CoursesForm, LanesForm, Remark, Series, SharesForm
from .lanes import word_stances


class Piece(NamedTuple):
    """A text in a cell."""

    text: str
    address: str = ""  # of the statement that it rests on, from the root of the site


Cell = Sequence[Piece]


@dataclass(frozen=True)
class Table:
    """A table whose first column names its rows; days in it are EDTF."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def lead_to(remarks: Iterable[Remark], targets: Targets) -> Cell:
    """Return remarks with their addresses, without those that name nothing: rules tell that."""
    pieces = list[Piece]()
    for remark in remarks:
        target = targets.find(remark)
        if target:
            pieces.append(Piece(remark.words, target.address))
    return pieces


def tabulate_courses(figure: CoursesForm, targets: Targets) -> Table:
    """Return the figure `courses` as a table, a row a course."""
    rows = []
    for course in (*figure.answers, *figure.others):
        said = ([course.expected] if course.expected else [], course.price, course.since)
        rows.append([[Piece(course.name)], *(lead_to(remarks, targets) for remarks in said)])
    return Table([figure.subtitle, "Is it expected?", "The price it names", figure.since], rows)


def tabulate_lanes(figure: LanesForm, targets: Targets) -> Table:
    """Return the figure `lanes` as a table, by day."""
    words = word_stances(figure)
    rows = []
    for event in list_events(figure.entries, targets):
        entry = event.entry
        told = Piece(entry.words, event.address)
        cells = (Piece(event.date), Piece(entry.actor), Piece(words[entry.stance]), told)
        rows.append([[cell] for cell in cells])
    return Table(["Day", "Who", "Stance", "Words"], rows)


def tabulate_shares(figure: SharesForm, targets: Targets) -> Table:
    """Return the figure `shares` as a table, a row a year."""
    years = sorted({point.year for series in figure.series for point in series.points})
    rows = []
    for year in years:
        cells = [_find_share(series, year, targets) for series in figure.series]
        rows.append([[Piece(str(year))], *cells])
    return Table(["Year", *(series.name for series in figure.series)], rows)


def _find_share(series: Series, year: int, targets: Targets) -> Cell:
    """Return the share of a series in a year; nothing where it has none."""
    pieces = list[Piece]()
    for point in series.points:
        target = targets.find(point)
        if point.year == year and target:
            pieces.append(Piece(f"{point.share:g}", target.address))
    return pieces


TABULATED: dict[str, Callable[[Any, Targets], Table]] = {
    "lanes": tabulate_lanes,
    "shares": tabulate_shares,
    "courses": tabulate_courses,
}
"""What makes the table of a figure, by the figure's name."""


def tabulate(name: str, form: Any, targets: Targets) -> Table:
    """Return a figure as a table; `form` is its data in its form."""
    return TABULATED[name](form, targets)


def write_csv(table: Table, site_url: str) -> str:
    """Return a table as CSV, with absolute addresses; pieces of a cell are parted by semicolons."""
    rows = [[*map(_write_cell, row), _list_addresses(row, site_url)] for row in table.rows]
    return make_csv([[*table.columns, "Address"], *rows])


def _write_cell(cell: Cell) -> str:
    return "; ".join(piece.text for piece in cell)


def _list_addresses(row: Sequence[Cell], site_url: str) -> str:
    addresses = list[str]()
    for cell in row:
        addresses += [site_url + piece.address for piece in cell if piece.address]
    return " ".join(dict.fromkeys(addresses))
