"""The article, line by line: its statements in its own order, each with what was found of it.

A view over what records and `docs/forecasts.yml` say: its lines are the claims that the score
counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..claims.findings import Finding, Margin
from ..claims.ledger import Row
from ..sources.csl import capitalise
from ..sources.entries import Source
from ..vocabulary import FINDINGS
from .forecasts import Figures, ForecastForm, list_forecasts


@dataclass(frozen=True)
class ArticleLine:
    """A statement of the article, for readers."""

    row: Row
    forecast: ForecastForm | None  # what became of it; None of what foretells nothing
    later: Finding | None  # what came later and bears on it
    sources: Sequence[Source]  # on which the finding rests: the article itself is none of these

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
    def reason(self) -> str:
        """Why that was found, in short; empty of what simply holds and of a judgement."""
        form = self.forecast
        return (form.in_short or form.because) if form else self.row.claim.record.because

    @property
    def is_wrong(self) -> bool:
        """Whether the record contradicts it, or a part of it."""
        return self.row.claim.record.verdict_term.is_wrong

    @property
    def is_loud(self) -> bool:
        """Whether it is among those that a reader looks for: doubted, or foretold."""
        return self.forecast is not None or self.row.claim.record.verdict_term.is_changed


def list_article_lines(
    rows: Iterable[Row], figures: Figures, beside: Mapping[str, Margin], article: str
) -> dict[str, list[ArticleLine]]:
    """Return the statements of the article in its own order, by the number of their paragraph.

    `beside` has what is told beside statements, by id; `article` is the key of the article.
    """
    forecasts = list_forecasts(figures)
    lines = [
        ArticleLine(
            row,
            forecasts.get(row.claim.id),
            beside.get(row.claim.id, Margin()).later,
            [*_list_sources(row, article)],
        )
        for row in rows
        if row.claim.record.is_restated
    ]
    lines.sort(key=_find_rank)
    return {number: [*some] for number, some in groupby(lines, key=lambda line: line.paragraph)}


def _list_sources(row: Row, article: str) -> Iterable[Source]:
    """Return the sources of a statement, and of what bears it out or checks it, each once."""
    shown = (row.claim, *row.shown_by, *row.checks)
    sources = {each.source.key: each.source for one in shown for each in one.evidence}
    return (source for key, source in sources.items() if key != article)


def _find_rank(line: ArticleLine) -> tuple[int, ...]:
    """Return by what a line is sorted: the tenth statement comes behind the ninth."""
    return tuple(map(int, line.place.split(".")))
