"""What a figure shows as a table: behind the figure on its page, and as CSV beside the page.

CSV is that of RFC 4180. A cell holds pieces, each of which may lead to the statement that it rests
on; in CSV the addresses of a row are in its last column.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


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
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([defuse(text) for text in (*table.columns, "Address")])
    for row in table.rows:
        writer.writerow([*map(_write_cell, row), _list_addresses(row, site_url)])
    return file.getvalue()


def _write_cell(cell: Cell) -> str:
    return defuse("; ".join(piece.text for piece in cell))


def _list_addresses(row: Sequence[Cell], site_url: str) -> str:
    addresses = list[str]()
    for cell in row:
        addresses += [site_url + piece.address for piece in cell if piece.address]
    return " ".join(dict.fromkeys(addresses))


def defuse(text: str) -> str:
    """Return the text of a cell, with an apostrophe before what begins like a formula.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    if text.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{text}"
    return text
