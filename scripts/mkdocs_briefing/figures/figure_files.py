"""What is published of this room: each figure as a table, as CSV and as JSON."""

from collections.abc import Iterator

from ..folders import File
from .entries import Shown
from .figures import FIGURES_FOLDER
from .tables import write_csv, write_json


def list_files(shown: Shown, site_url: str) -> Iterator[File]:
    """Yield the tables of the figures that are shown; of one that is text already, none."""
    for name, figure in sorted(shown.figures.items()):
        table = figure.form.tabulate(shown)
        if table:
            yield f"{FIGURES_FOLDER}/{name}.csv", write_csv(table, site_url)
            yield f"{FIGURES_FOLDER}/{name}.json", write_json(table, site_url)
