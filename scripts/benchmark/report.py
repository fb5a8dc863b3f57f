"""The table of what was measured, and where a limit is missed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# By the number of pages, what was measured: `ours warm`, in seconds; `ours MB`; `real page, seen`.
Figures = Mapping[int, Mapping[str, float]]


@dataclass(frozen=True)
class Row:
    """A row of the table: a figure, or how many times another one it is."""

    figure: str
    by: str = ""  # the figure that it is divided by
    limits: Mapping[int, float] = field(default_factory=dict)  # the most that it may be, by pages

    @property
    def name(self) -> str:
        """What stands in its first column."""
        return f"{self.figure} / {self.by}" if self.by else self.figure

    def find_value(self, measured: Mapping[str, float]) -> float | None:
        """Return its value for one number of pages; None where it was not measured."""
        value = measured.get(self.figure)
        if value is None or not self.by:
            return value
        divisor = measured.get(self.by)
        return value / divisor if divisor else None

    def is_missed(self, pages: int, value: float | None) -> bool:
        """Return whether a value is over the limit."""
        return value is not None and pages in self.limits and value > self.limits[pages]


ROWS = (
    Row("ours warm", "floor warm", {10: 0.75, 100: 0.4}),
    Row("ours cold", "floor warm", {10: 2.5, 100: 3, 1000: 1}),
    Row("zensical warm", "floor warm"),
    Row("mkdocs-bibtex warm", "floor warm"),
    Row("ours cold", "mkdocs-bibtex warm", {100: 0.35}),
    Row("real page, until seen"),
    Row("real page, from then on", limits={10: 0.3}),
    Row("real bib, until seen"),
    Row("real bib, from then on", limits={10: 0.5}),
    Row("ours page, until seen"),
    Row("ours page, from then on"),
    Row("ours bib, until seen"),
    Row("ours bib, from then on"),
    Row("floor page, until seen"),
    Row("floor page, from then on"),
    Row("ours page"),
    Row("ours bib"),
    Row("floor page"),
    Row("zensical page"),
    Row("mkdocs-bibtex page"),
    Row("mkdocs-bibtex bib"),
    Row("50 editions warm", "2 editions warm", {10: 1.25}),
    Row("ours MB"),
    Row("ours MB a page more", limits={100: 0.3, 1000: 0.3}),
    Row("ours exponent of time"),
)


def describe(figures: Figures) -> str:
    """Return a Markdown table of the rows that were measured, and below it the limits missed."""
    heads = [f"{pages:,} pages" for pages in figures]
    lines = [write_line(["", *heads]), write_line(["---"] * (len(heads) + 1))]
    for row in ROWS:
        cells = [write_cell(row, pages, measured) for pages, measured in figures.items()]
        if any(cells):
            lines.append(write_line([row.name + write_limits(row), *cells]))
    missed = list_missed(figures)
    if missed:
        lines += ["", f"Missed: {'; '.join(missed)}."]
    return "\n".join(lines)


def list_missed(figures: Figures) -> list[str]:
    """Return in words where a limit is missed, and by how much."""
    missed = []
    for row in ROWS:
        for pages, measured in figures.items():
            value = row.find_value(measured)
            if value is not None and row.is_missed(pages, value):
                limit = row.limits[pages]
                missed.append(f"{row.name} at {pages:,} pages ({value:.2f}, not {limit:g})")
    return missed


def write_line(cells: Sequence[str]) -> str:
    """Return a line of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def write_limits(row: Row) -> str:
    """Return the limits of a row in words: `, at most 0.5 at 10; 0.4 at 100`."""
    limits = [f"{limit:g} at {pages:,}" for pages, limit in row.limits.items()]
    return f", at most {'; '.join(limits)}" if limits else ""


def write_cell(row: Row, pages: int, measured: Mapping[str, float]) -> str:
    """Return what the table shows of a row for a number of pages; empty where it has no value."""
    value = row.find_value(measured)
    if value is None:
        return ""
    if row.is_missed(pages, value):
        return f"{value:.2f} (missed)"
    return f"{value:.2f}"
