"""Tables as CSV."""

import csv
import io

import pytest

from mkdocs_briefing.figures.tables import Piece, Table, write_csv


@pytest.mark.parametrize("text", ['"a", b', "a\nb", "a;b"])
def test_csv_keeps_what_a_cell_says(text: str) -> None:
    table = Table(["C"], [[[Piece(text)]]])
    assert list(csv.reader(io.StringIO(write_csv(table, ""), newline="")))[1] == [text, ""]
