"""Courses that somebody could take, and what each would bring and cost.

Each function takes the data of the figure `courses`, and what its entries name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .figure_forms import Course, CoursesForm, Remark
from .figure_tables import Cell, Piece, Table
from .figures import Targets


@dataclass(frozen=True)
class DrawnCourse:
    """A course as the figure shows it."""

    name: str
    expected: Cell  # empty where nothing is said of it, like the others
    brings: Cell
    costs: Cell


@dataclass(frozen=True)
class Courses:
    """The finished figure."""

    question: str  # the words that each name ends
    answers: Sequence[DrawnCourse]  # the one that is expected in the middle
    others: Sequence[DrawnCourse]


def draw_courses(figure: CoursesForm, targets: Targets) -> Courses:
    """Return the figure `courses`."""
    return Courses(
        figure.question,
        [_draw(course, targets) for course in figure.answers],
        [_draw(course, targets) for course in figure.others],
    )


def _draw(course: Course, targets: Targets) -> DrawnCourse:
    expected = [course.expected] if course.expected else []
    return DrawnCourse(
        course.name,
        lead_to(expected, targets),
        lead_to(course.brings, targets),
        lead_to(course.costs, targets),
    )


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
        drawn = _draw(course, targets)
        rows.append([[Piece(drawn.name)], drawn.expected, drawn.brings, drawn.costs])
    columns = [
        figure.question,
        "Is it expected?",
        "What it could bring",
        "What speaks against it",
    ]
    return Table(columns, rows)
