"""Of which statements an edition says something else than the one before."""

import copy
from pathlib import Path
from typing import Any

import pytest
from support import read_data

from briefing.editions.statement_changes import list_statement_changes

from .conftest import add_edition, read_kept

KEPT: Any = read_data("outcomes.yml")["kept"]
PAGE = (
    '<h1 id="t">T</h1><p id="p" class="claim fact"><span id="a" class="clause fact">It is so,'
    '<a class="footnote-ref" href="#fn:cite-x">1</a></span> '
    '<span id="b" class="clause report" data-check="open">it stays.</span></p>'
)


def compare(root: Path, then: str, now: str) -> list[Any]:
    """Return what one edition changed in the other, neither of which kept records."""
    add_edition(root, {"": then}, records=None)
    old, new = add_edition(root, {"": now}, records=None)
    return list(list_statement_changes(old, new))


def test_where_nothing_changed_nothing_is_told(tmp_path: Path) -> None:
    """Emphasis, and a verdict of old that has no word, are no change."""
    now = PAGE.replace("it stays", "it <em>stays</em>").replace('"open"', '"open" lang="en"')
    assert compare(tmp_path, PAGE, now) == []
    assert (
        compare(
            tmp_path / "other", PAGE.replace('"open"', '"once"'), PAGE.replace('"open"', '"twice"')
        )
        == []
    )


def test_other_words_are_told(tmp_path: Path) -> None:
    """By clauses, not by the paragraph that they make up."""
    told = compare(tmp_path, PAGE, PAGE.replace("it stays.", "it goes."))
    assert told == [("changed", "it goes.")]


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("report", "allegation", "it stays."),
        ('"open"', '"holds"', "it stays."),
        ('"open"', '"open" data-event="2024"', "it stays."),
        ("cite-x", "cite-y", "It is so,"),
    ],
)
def test_another_label_or_source_is_told(tmp_path: Path, was: str, now: str, words: str) -> None:
    assert compare(tmp_path, PAGE, PAGE.replace(was, now)) == [("changed", words)]


def test_another_page_of_a_source_is_told_and_is_no_word_of_the_statement(tmp_path: Path) -> None:
    """Nor is what leads to a source."""
    marker = '<a class="footnote-ref" href="#fn:cite-x">1</a>'
    affix = '<span class="cite-affix">{}</span>'.format
    then = PAGE.replace(marker, f" {affix('see')} <sup>{marker}</sup> {affix('p. 7')}")
    assert compare(tmp_path, then, then.replace("p. 7", "p. 8")) == [("changed", "It is so,")]


def test_what_is_new_and_what_was_taken_out_is_told(tmp_path: Path) -> None:
    now = PAGE.replace('id="b"', 'id="c"').replace("it stays.", "it goes.")
    assert compare(tmp_path, PAGE, now) == [("new", "it goes."), ("gone", "it stays.")]


def test_a_statement_that_became_part_of_another_is_told_unless_its_words_are_there(
    tmp_path: Path,
) -> None:
    one = '<p id="p" class="fact"><span id="a" class="fact"><span id="b"></span>{}</span></p>'
    told = compare(tmp_path, PAGE, one.format("It is so, it stays."))
    assert told == [("changed", "It is so, it stays.")]
    told = compare(tmp_path / "other", PAGE, one.format("It is so."))
    assert told == [("changed", "It is so."), ("gone", "it stays.")]


def test_records_that_both_kept_tell_more(tmp_path: Path) -> None:
    kept = copy.deepcopy(KEPT)
    kept["records"][""]["a"]["because"] = "So they say."
    add_edition(tmp_path, {"": PAGE}, **read_kept(KEPT))
    old, new = add_edition(tmp_path, {"": PAGE}, **read_kept(kept))
    assert list(list_statement_changes(old, new)) == [("changed", "It is so,")]
