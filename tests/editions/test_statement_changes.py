"""What an edition says otherwise than the one before, statement by statement."""

import copy
from pathlib import Path
from typing import Any

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


def test_other_words_are_told_with_those_before(tmp_path: Path) -> None:
    """By clauses, not by the paragraph that they make up."""
    [change] = compare(tmp_path, PAGE, PAGE.replace("it stays.", "it goes."))
    assert (change.state, change.was, change.address) == ("changed", "#b", "#b")
    assert (change.before, change.now) == ("it stays.", "it goes.")
    assert [part for part in change.changes if part.is_seen] == []


def test_another_label_is_told_in_words(tmp_path: Path) -> None:
    now = PAGE.replace("report", "allegation").replace('"open"', '"holds" data-event="2024"')
    [change] = compare(tmp_path, PAGE, now)
    assert change.before == change.now == "it stays."
    assert [tuple(part) for part in change.changes] == [
        ("Kind", "Reported", "Alleged"),
        ("Verdict", "Open", "Holds"),
        ("Date", "", "2024"),
    ]


def test_another_page_of_a_source_is_told_and_is_no_word_of_the_statement(tmp_path: Path) -> None:
    """Nor is what leads to a source."""
    marker = '<a class="footnote-ref" href="#fn:cite-x">1</a>'
    affix = '<span class="cite-affix">{}</span>'.format
    cited = f" {affix('see')} <sup>{marker}</sup> {affix('p. 7')}"
    then = PAGE.replace(marker, cited)
    [change] = compare(tmp_path, then, then.replace("p. 7", "p. 8"))
    assert change.before == change.now == "It is so,"
    parts = [tuple(part) for part in change.changes if part.is_seen]
    assert parts == [("Sources", "x, p. 7", "x, p. 8")]


def test_another_source_is_told(tmp_path: Path) -> None:
    [change] = compare(tmp_path, PAGE, PAGE.replace("cite-x", "cite-y"))
    assert (change.address, change.before) == ("#a", "It is so,")
    assert [tuple(part) for part in change.changes] == [("Sources", "x", "y")]


def test_what_is_new_and_what_was_taken_out_is_told(tmp_path: Path) -> None:
    now = PAGE.replace('id="b"', 'id="c"').replace("it stays.", "it goes.")
    new, gone = compare(tmp_path, PAGE, now)
    assert (new.state, new.was, new.address, new.now) == ("new", "", "#c", "it goes.")
    assert (gone.state, gone.was, gone.address, gone.before) == ("withdrawn", "#b", "", "it stays.")


def test_a_statement_that_became_part_of_another_is_told_unless_its_words_are_there(
    tmp_path: Path,
) -> None:
    one = '<p id="p" class="fact"><span id="a" class="fact"><span id="b"></span>{}</span></p>'
    told = compare(tmp_path, PAGE, one.format("It is so, it stays."))
    assert [(change.state, change.was) for change in told] == [("changed", "#a")]
    told = compare(tmp_path / "other", PAGE, one.format("It is so."))
    assert [(change.state, change.was) for change in told] == [("changed", "#a"), ("merged", "#b")]


def test_records_that_both_kept_tell_more(tmp_path: Path) -> None:
    kept = copy.deepcopy(KEPT)
    kept["records"][""]["a"]["because"] = "So they say."
    add_edition(tmp_path, {"": PAGE}, **read_kept(KEPT))
    old, new = add_edition(tmp_path, {"": PAGE}, **read_kept(kept))
    [change] = list_statement_changes(old, new)
    assert (change.address, change.before) == ("#a", "It is so,")
    assert [part.now for part in change.changes] == ["So they say."]
