"""Courses that somebody could take, what each would cost, and what came of it."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar

from msgspec import Meta

from mkdocs_briefing.figures.entries import Part, Remark, Shown, Titled, Words, lead_to
from mkdocs_briefing.figures.forecasts import ForecastForm, list_forecasts
from mkdocs_briefing.figures.tables import Piece, Table
from mkdocs_briefing.vocabulary import READINGS


class Course(Part, frozen=True, kw_only=True):
    """A course that somebody could take."""

    name: Words
    expected: Remark | None = None
    price: Annotated[tuple[Remark, ...], Meta(description="a list of what it would cost")] = ()
    since: Annotated[
        tuple[Remark, ...],
        Meta(description="a list of what came of it; of a forecast, its reading stands behind it"),
    ] = ()


class CoursesForm(Titled, frozen=True, kw_only=True):
    """Courses that somebody could take, what each would cost, and what came of it."""

    styles: ClassVar[Sequence[str]] = ("courses",)
    subtitle: Annotated[str, Meta(min_length=1, description="the words that a course ends")]
    since: Annotated[str, Meta(min_length=1, description="since when, in words: Since March 2021")]
    answers: Annotated[
        tuple[Course, Course, Course],
        Meta(description="three courses: the one that is expected between two that are clear"),
    ]
    others: Annotated[tuple[Course, ...], Meta(description="a list of other courses")] = ()

    def tabulate(self, shown: Shown) -> Table:
        """Return it as a table, a row a course; forecasts with how they read."""
        forecasts, targets, rows = list_forecasts(shown.figures), shown.targets, []
        for course in (*self.answers, *self.others):
            expected = lead_to([course.expected] if course.expected else [], targets)
            since = [
                Piece(f"{words}{_word_reading(remark, forecasts)}", address)
                for remark in course.since
                for words, address in lead_to([remark], targets)
            ]
            rows.append([[Piece(course.name)], expected, lead_to(course.price, targets), since])
        return Table([self.subtitle, "Is it expected?", "The price it names", self.since], rows)


def _word_reading(remark: Remark, forecasts: Mapping[str, ForecastForm]) -> str:
    """Return how a forecast reads; of what is none, nothing."""
    forecast = forecasts.get(remark.claim)
    return f": {READINGS[forecast.reading].name}" if forecast else ""


FORM = CoursesForm
