"""The article, line by line: its statements in its own order, each with what was found of it.

A view over what records and `docs/forecasts.yml` say: its lines are the claims that the score
counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ..claims.evidence import Quotation
from ..claims.ledger import Row
from ..sources.csl import capitalise
from ..vocabulary import FINDINGS
from .forecasts import Figures, ForecastForm, list_forecasts


@dataclass(frozen=True)
class ArticleLine:
    """A statement of the article, for readers."""

    row: Row
    forecast: ForecastForm | None  # what became of it; None of what foretells nothing
    anchor: Quotation | None  # a few words of the article, where the record contradicts these

    @property
    def place(self) -> str:
        """Paragraph, and number in it: `2.3`."""
        return self.row.claim.record.restates or ""

    @property
    def id(self) -> str:
        """Its address within a page that shows it."""
        return f"s-{self.place.replace('.', '-')}"

    @property
    def paragraph(self) -> str:
        """The number of its paragraph."""
        return self.row.claim.record.paragraph

    @property
    def finding(self) -> str:
        """The code of what was found: of a forecast its reading, of all else its verdict."""
        return self.forecast.reading if self.forecast else self.row.claim.record.verdict or ""

    @property
    def found(self) -> str:
        """The same in words."""
        if not self.forecast and self.row.claim.record.verdict_term.name_apart:
            return self.row.claim.record.verdict_term.name_apart
        return capitalise(FINDINGS[self.finding].name) if self.finding else ""

    @property
    def is_wrong(self) -> bool:
        """Whether the record contradicts it, or a part of it."""
        return self.row.claim.record.verdict_term.is_wrong

    @property
    def is_first(self) -> bool:
        """Whether it is among those that a reader should see first: doubted, or foretold."""
        return self.forecast is not None or self.row.claim.record.verdict_term.is_changed


def list_article_lines(
    rows: Iterable[Row], figures: Figures, article: str
) -> dict[str, list[ArticleLine]]:
    """Return the statements of the article in its own order, by the number of their paragraph.

    `article` is its key.
    """
    forecasts = list_forecasts(figures)
    lines = [
        ArticleLine(row, forecasts.get(row.claim.id), _find_anchor(row, article))
        for row in rows
        if row.claim.record.is_restated
    ]
    lines.sort(key=_find_rank)
    return {number: [*some] for number, some in groupby(lines, key=lambda line: line.paragraph)}


def _find_anchor(row: Row, article: str) -> Quotation | None:
    """Return the words by which what is wrong is found in the article."""
    if not row.claim.record.verdict_term.is_wrong:
        return None
    return next((each.quotation for each in row.claim.read if each.source.key == article), None)


def _find_rank(line: ArticleLine) -> tuple[int, ...]:
    """Return by what a line is sorted: the tenth statement comes behind the ninth."""
    return tuple(map(int, line.place.split(".")))
