"""Tables of figures: behind the figure on its page, and as CSV and JSON beside the page.

CSV is that of RFC 4180. A cell holds pieces, each of which may lead to the statement that it rests
on; in CSV the addresses of a row are in its last column.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..text import make_csv
from ..yamldata import format_json


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
