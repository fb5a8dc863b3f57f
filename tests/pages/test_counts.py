"""Numbers that a text has from the engine.

Alone it notices what a count says in each of its forms, and where it is none; what is counted is
what the views of the golden site show.
"""

from pathlib import Path

import pytest
from golden.make import lay_out

from mkdocs_briefing.claims.ledger import count
from mkdocs_briefing.pages.counts import fill_counts, make_countable
from mkdocs_briefing.pipeline.dry_run import dry_run
from mkdocs_briefing.text import make_code
from mkdocs_briefing.vocabulary import KINDS, VERDICTS

SHIPS = [["red", "wrong in part"], ["red"], *[["blue"]] * 9]
COUNTABLES = {"ships": make_countable(SHIPS, ["red", "blue", "green"])}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("<!-- count: ships --> came", "11 came"),
        ("<!-- count: ships red -->, no more", "2, no more"),
        ("<!-- count: ships red wrong-in-part -->", "1"),
        ("<!-- count: ships green -->", "0"),
        ("<!-- count in words: ships blue --> of <!-- count in words: ships -->", "nine of 11"),
        ("<!-- Count in words: ships green --> came", "None came"),
        ("<!-- count: boats -->, <!-- count: ships pink -->", "?, ?"),
        ("`<!-- count: ships -->` is <!-- count: ships -->", "`<!-- count: ships -->` is 11"),
        ("a tick `\n\n<!-- count: ships --> `", "a tick `\n\n11 `"),
        ("<!-- we count: ships -->", "<!-- we count: ships -->"),
    ],
)
def test_a_count_is_a_number_in_its_line(text: str, filled: str) -> None:
    assert fill_counts(text, COUNTABLES) == filled


def test_a_count_in_a_page_says_that_it_is_one() -> None:
    text = "<!-- Count in words: ships red --> came"
    assert fill_counts(text, COUNTABLES, is_marked=True) == '<data value="2">Two</data> came'


def test_what_is_counted_is_what_views_show(tmp_path: Path) -> None:
    lay_out(tmp_path)
    site = dry_run(tmp_path / "mkdocs.yml").site
    countables, figures = site.project.countables, site.project.figures
    shown = count(site.rows)
    statements = countables["statements"]
    assert statements.count([]) == shown["all"] == len(site.rows)
    known = ("restated", "added", "changed", *KINDS, *VERDICTS)
    assert [*statements.words] == [*map(make_code, known)]
    for word in known:
        assert statements.count([make_code(word)]) == shown[word], word
    readings = {make_code(name): n for name, n in figures["forecasts"].form.count()}
    forecasts = countables["forecasts"]
    assert {name: forecasts.count([name]) for name in forecasts.words} == readings
    assert forecasts.count([]) == sum(readings.values())
    assert countables["sources"].count([]) == len(site.project.bibliography.sources)
    assert countables["register"].count(["answer"]) == figures["register"].form.count()["answer"]
