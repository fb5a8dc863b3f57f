"""Who counts how many died: bars on one scale, by who counts."""

from datetime import date

import msgspec

from figures.deaths import DeathsForm
from mkdocs_briefing.claims.records import Record
from mkdocs_briefing.claims.statements import Statement, StatementIndex
from mkdocs_briefing.figures.entries import Shown
from mkdocs_briefing.pages.publication import PageAddress

ENTRY = {"claim": "one", "counts": "dead"}
CLAIM = Statement("one", PageAddress("a.md", "a/", "A"), Record(kind="report", event="2024"), ())


def test_bars_have_one_scale_and_stand_by_day_below_who_counts() -> None:
    estimates = [
        {**ENTRY, "who": "West", "number": 10, "words": "10"},
        {**ENTRY, "who": "East", "number": 20, "words": "20", "date": "2024-12"},
        {**ENTRY, "who": "East", "number": 10, "words": "10", "date": "2024-11"},
    ]
    figure = msgspec.convert({"title": "T", "estimates": estimates}, DeathsForm)
    drawn = figure.draw(Shown(StatementIndex([CLAIM]), {}, date.max))
    assert [*drawn] == ["West", "East"]
    [west], [earlier, later] = drawn.values()
    assert (earlier.event.entry.number, later.event.entry.number) == (10, 20)
    assert 2 * west.width == 2 * earlier.width == later.width < 100
