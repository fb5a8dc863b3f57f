"""Courses that somebody could take, and what each would bring and cost.

Each function takes the data of the figure `courses`, and what its entries name.
"""

from collections.abc import Iterable

from .figure_forms import CoursesForm, Remark
from .figure_tables import Cell, Piece, Table
from .figures import Targets


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
        said = ([course.expected] if course.expected else [], course.brings, course.costs)
        rows.append([[Piece(course.name)], *(lead_to(remarks, targets) for remarks in said)])
    columns = [
        figure.question,
        "Is it expected?",
        "What it could bring",
        "What speaks against it",
    ]
    return Table(columns, rows)
