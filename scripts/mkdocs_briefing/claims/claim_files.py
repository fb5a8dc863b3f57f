"""What is published of this room: the claims, with all that they rest on, as JSON and as CSV."""

from collections.abc import Callable, Iterator
from functools import cache

from ..folders import File
from ..yamldata import format_json
from .dataset import Ledger
from .spreadsheet import write_csv


def list_files(make: Callable[[], Ledger]) -> Iterator[File]:
    """Yield the files of a ledger, which is made once, when the first of them is asked for."""
    find = cache(make)
    yield "claims.json", lambda: format_json(find())
    yield "claims.csv", lambda: write_csv(find())
