"""Figures: which there are, what authors are told of a file, what of an entry is held against.

The folder has one figure, and nothing of this briefing.
"""

from datetime import date

import pytest
from support import ROOT

from mkdocs_briefing.claims.records import Record
from mkdocs_briefing.claims.statements import Statement, StatementIndex
from mkdocs_briefing.figures.entries import Shown
from mkdocs_briefing.figures.figures import list_items, load_forms, read_figures, read_styles
from mkdocs_briefing.pages.publication import PageAddress
from mkdocs_briefing.web.frame import list_styles
from mkdocs_briefing.yamldata import Written

FOLDER = ROOT / "tests/data/own_figures"
FORMS = load_forms(FOLDER)
PAGE = PageAddress("a.md", "a/", "A")
TARGETS = StatementIndex([Statement("one", PAGE, Record(kind="fact", event="2024-10"), ())])
TEXT = """
title: So many
heaps:
  - {claim: one, number: 2.50, words: salt}
  - {claim: one, date: 2024-09-01, number: 10, words: wheat, side: right}
"""


def read(text: str, name: str = "figures/tally.yml") -> tuple[dict[str, Written], list[str]]:
    figures, problems = read_figures({name: text.encode()}, "docs", FORMS)
    return figures, list(map(str, problems))


@pytest.fixture
def tally() -> Written:
    """The sound figure."""
    figures, messages = read(TEXT)
    assert messages == []
    return figures["tally"]


def test_the_figures_of_a_folder_are_its_modules_with_a_form_beside_those_that_all_have() -> None:
    assert [*FORMS] == ["tally", "forecasts", "watch"]
    assert [*load_forms(FOLDER / "none")] == ["forecasts", "watch"]


def test_two_folders_do_not_meet() -> None:
    """Their modules may have one name."""
    own = load_forms(ROOT / "scripts/figures")
    assert "tally" not in own
    assert load_forms(FOLDER) is FORMS


def test_where_a_briefing_draws_none_its_author_is_told_how_one_is_drawn() -> None:
    _figures, [problem] = read_figures(
        {"figures/tally.yml": b""}, "docs", load_forms(FOLDER / "no")
    )
    assert str(problem) == (
        "docs/figures/tally.yml:1:1: there is no figure 'tally.yml'; draw it by a module in the "
        "folder that figures names in mkdocs.yml, or delete it [unknown-figure]"
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("tallies.yml", "did you mean 'tally.yml'?"),
        ("Tally.YML", "did you mean 'tally.yml'?"),
        ("tally.yaml", "did you mean 'tally.yml'?"),
        ("old/tally.yml", "did you mean 'tally.yml'?"),
        ("wind.yml", "name it as one of tally.yml, or delete it"),
    ],
)
def test_a_file_that_nothing_uses_is_named(name: str, hint: str) -> None:
    said = f"docs/figures/{name}:1:1: there is no figure '{name}'; {hint} [unknown-figure]"
    assert read("title: T\n", f"figures/{name}") == ({}, [said])


def test_the_words_of_an_entry_are_an_item_without_its_codes(tally: Written) -> None:
    """A number is read as it is written, a date is in words."""
    items = list(list_items([tally], TARGETS))
    assert [item.text for item in items] == ["salt. 2.5", "1 September 2024. wheat. 10"]
    assert [item.links for item in items] == [["a/#one"], ["a/#one"]]
    assert items[0].spot == ("docs/figures/tally.yml", 4, 5)


def test_an_entry_that_names_what_is_not_there_is_no_item(tally: Written) -> None:
    """Only that is said."""
    assert list(list_items([tally], StatementIndex([]))) == []


def test_a_table_has_entries_by_day_with_the_addresses_that_bear_them_out(tally: Written) -> None:
    table = tally.form.tabulate(Shown(TARGETS, {"tally": tally}, date(2024, 11, 26)))
    first, second = table.rows
    assert [cell[0].text for cell in first] == ["2024-09-01", "10 of 12.5", "wheat"]
    assert [cell[0].text for cell in second] == ["2024-10", "2.5 of 12.5", "salt"]
    assert first[-1][0].address == "a/#one"


@pytest.mark.parametrize(
    ("slots", "names"),
    [
        (["tally"], ["board", "tally"]),
        (["tally salt", "forecasts"], ["board", "tally"]),
        (["whole"], ["front", "apparatus", "board", "map", "tally"]),
        ([], []),
    ],
)
def test_a_page_has_the_styles_of_the_figures_on_it(
    tally: Written, slots: list[str], names: list[str]
) -> None:
    figures = {"tally": tally}
    assert list_styles("", slots, figures) == [f"assets/css/{name}.css" for name in names]


def test_of_the_styles_of_figures_those_are_read_that_stand_in_their_folder(
    tally: Written,
) -> None:
    assert read_styles(FOLDER, []) == {}
    assert read_styles(FOLDER, [tally]).keys() == {"tally"}
