"""Figures as tables: behind the figure on its page, and as CSV beside the page.

CSV is that of RFC 4180. A cell holds pieces, each of which may lead to the statement that it rests
on; in CSV the addresses of a row are in its last column.
"""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..claims.statements import Targets
from ..pages.vocabulary import READINGS, WORDS_FOUND
from ..text import make_csv
from ..yamldata import format_json
from .beijing import AnswerEntry, BeijingForm, PartyEntry, UnreadEntry, word_contents
from .deaths import DeathsForm
from .entries import Remark, list_events
from .forecasts import Figures, ForecastForm, list_forecasts
from .forms import CoursesForm, LanesForm, Series, SharesForm
from .lanes import word_stances
from .register import RegisterForm, list_words


class Piece(NamedTuple):
    """A text in a cell."""

    text: str
    address: str = ""  # of the statement that it rests on, from the root of the site


_REGISTER = (
    *("Day", "Kind", "Who", "Asked, or the occasion", "What was said", "A few of its characters"),
    *("Not found in what we read", "Read in"),
)

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


def tabulate_courses(
    figure: CoursesForm, targets: Targets, forecasts: Mapping[str, ForecastForm] | None = None
) -> Table:
    """Return the figure `courses` as a table, a row a course; forecasts with how they read."""
    rows = []
    for course in (*figure.answers, *figure.others):
        expected = lead_to([course.expected] if course.expected else [], targets)
        price = lead_to(course.price, targets)
        since = (_tell_reading(remark, targets, forecasts or {}) for remark in course.since)
        rows.append([[Piece(course.name)], expected, price, [*itertools.chain(*since)]])
    return Table([figure.subtitle, "Is it expected?", "The price it names", figure.since], rows)


def _tell_reading(remark: Remark, targets: Targets, forecasts: Mapping[str, ForecastForm]) -> Cell:
    """Return the words of a remark, and of a forecast how it reads."""
    forecast = forecasts.get(remark.claim)
    reading = f": {READINGS[forecast.reading]}" if forecast else ""
    return [Piece(text + reading, to) for text, to in lead_to([remark], targets)]


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


def tabulate_beijing(figure: BeijingForm, targets: Targets) -> Table:
    """Return the figure `beijing` as a table, by day."""
    marked = (figure.parties, figure.answers, figure.unread, figure.meetings)
    rows = []
    for event in list_events(itertools.chain(*marked), targets):
        row, words = _word_entry(figure, event.entry)
        rows.append([[Piece(event.date)], [Piece(row)], [Piece(words, event.address)]])
    answers = list_events(figure.answers, targets)
    after = targets.find(figure.after)
    if answers and after:
        words = " ".join([figure.after.words, figure.after.also]).strip()
        time = Piece(f"{answers[-1].date}/{figure.ends}")
        rows.append([[time], [Piece(figure.answering)], [Piece(words, after.address)]])
    return Table(["Day", "Row", "Words"], rows)


def _word_entry(figure: BeijingForm, entry: Any) -> tuple[str, str]:
    """Return the row in which an entry of the figure `beijing` stands, and what it says."""
    stances = {"denies": figure.denies, "neither": figure.neither, "says": figure.says}
    if isinstance(entry, PartyEntry):
        return entry.who, f"{stances[entry.stance]}: {entry.words}"
    if isinstance(entry, AnswerEntry):
        return figure.answering, word_contents(figure, entry)
    is_unread = isinstance(entry, UnreadEntry)
    return figure.answering if is_unread else figure.meeting, entry.words


def tabulate_register(figure: RegisterForm, targets: Targets) -> Table:
    """Return the register as a table, by day."""
    rows = []
    for event in list_words(figure, targets):
        word = event.entry
        kind = ", ".join(filter(None, [WORDS_FOUND[word.kind], word.more]))
        told = Piece(word.said, event.address)
        others = [Piece(each) for each in (word.original, word.missing, word.read)]
        rest = [[piece] if piece.text else [] for piece in others]
        cells = (Piece(event.date), Piece(kind), Piece(word.who), Piece(word.asked), told)
        rows.append([*([cell] for cell in cells), *rest])
    return Table(_REGISTER, rows)


def tabulate_deaths(figure: DeathsForm, targets: Targets) -> Table:
    """Return the figure `deaths` as a table, by day."""
    rows = []
    for event in list_events(figure.estimates, targets):
        entry = event.entry
        told = Piece(entry.words, event.address)
        number, counts = Piece(str(entry.number)), Piece(entry.counts)
        rows.append([[Piece(event.date)], [Piece(entry.who)], [number], [counts], [told]])
    return Table(["Day", "Who counts", "How many", "Whom", "Words"], rows)


TABULATED: dict[str, Callable[[Any, Targets], Table]] = {
    "beijing": tabulate_beijing,
    "register": tabulate_register,
    "lanes": tabulate_lanes,
    "shares": tabulate_shares,
    "courses": tabulate_courses,
    "deaths": tabulate_deaths,
}
"""What makes the table of a figure, by the figure's name."""


def tabulate(name: str, figures: Figures, targets: Targets) -> Table:
    """Return one of the figures as a table."""
    form = figures[name].form
    if isinstance(form, CoursesForm):
        return tabulate_courses(form, targets, list_forecasts(figures))
    return TABULATED[name](form, targets)


def write_csv(table: Table, site_url: str) -> str:
    """Return a table as CSV, with absolute addresses; pieces of a cell are parted by semicolons."""
    rows = [[*map(_write_cell, row), _list_addresses(row, site_url)] for row in table.rows]
    return make_csv([[*table.columns, "Address"], *rows])


def write_json(table: Table, site_url: str) -> str:
    """Return a table as JSON: an object for each row, by the names of columns, with addresses."""
    rows = []
    for row in table.rows:
        cells = dict(zip(table.columns, map(_write_cell, row), strict=True))
        rows.append({**cells, "Addresses": _list_addresses(row, site_url).split()})
    return format_json(rows)


def _write_cell(cell: Cell) -> str:
    return "; ".join(piece.text for piece in cell)


def _list_addresses(row: Sequence[Cell], site_url: str) -> str:
    addresses = list[str]()
    for cell in row:
        addresses += [site_url + piece.address for piece in cell if piece.address]
    return " ".join(dict.fromkeys(addresses))
