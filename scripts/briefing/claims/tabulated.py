"""The figures that readers can have as a table, and who makes it."""

from collections.abc import Callable
from typing import Any

from .courses import tabulate_courses
from .figure_tables import Table
from .figures import Targets
from .shares import tabulate_shares
from .timeline import tabulate_lanes

TABULATED: dict[str, Callable[[Any, Targets], Table]] = {
    "lanes": tabulate_lanes,
    "shares": tabulate_shares,
    "courses": tabulate_courses,
}
"""What makes the table of a figure, by the figure's name."""


def tabulate(name: str, form: Any, targets: Targets) -> Table:
    """Return a figure as a table; `form` is its data in its form."""
    return TABULATED[name](form, targets)
