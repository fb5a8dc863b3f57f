"""What became of a passage, by its citation alone; and what changed from one edition to the next."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.editions.manifest import Edition
from briefing.editions.outcomes import (
    Outcome,
    compare_words,
    find_since,
    list_outcomes,
    read_citation,
    write_passages,
)

from .conftest import add_edition

CITATIONS = json.loads((Path(__file__).parent.parent / "data/citations.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "number", "address"), CITATIONS["cases"])
def test_a_pasted_citation_is_understood(text: str, number: int, address: str) -> None:
    assert read_citation(text, CITATIONS["pages"]) == ((number, address) if number else None)


@pytest.mark.parametrize(("number", "address", "outcome", "has_other_words"), [
    (1, "#a", ("moved", "#a", "#a"), True),  # its id is an alias of another passage
    (1, "theme/#d", ("moved", "theme/#d", "new/#d"), False),  # its page has a new address
    (3, "theme/#d", ("moved", "new/#d", "new/#d"), False),  # and is known by the old one
    (1, "#b", ("moved", "#b", "new/#b2"), False),  # a line says where it went, to a page that has moved since
    (2, "#b", ("moved", "#b", "new/#b2"), True),  # and does so in the cited edition already
    (1, "#c", ("withdrawn", "#c", ""), True),  # without a line that says so
    (1, "#top", ("changed", "#top", "#top"), True), (3, "new/#d", ("same", "new/#d", "new/#d"), False),
    (2, "#", ("changed", "#top", "#top"), True),  # a page is its first passage
])
def test_what_became_of_a_passage(editions: list[Edition], number: int, address: str, outcome: tuple[str, str, str],
                                  has_other_words: bool) -> None:
    found = list_outcomes(editions[number - 1], editions[-1])[address]
    assert ((found.state, found.at, found.now), bool(found.runs)) == (outcome, has_other_words)
    assert "theme/#b2" not in list_outcomes(editions[0], editions[2]), "it never was in the first"


def test_old_words_new_words_and_the_difference(editions: list[Edition]) -> None:
    found = list_outcomes(editions[0], editions[1])
    assert (found["#a"].state, found["#a"].runs) == (
        "changed", [("same", "One"), ("removed", "two"), ("added", "2"), ("same", "three.")])
    assert found["#c"] == Outcome("withdrawn", "#c", "#c", [
        ("removed", "Old claim."), ("added", "Withdrawn: it was wrong.")])
    assert (found["#k"].state, found["#k"].runs) == ("changed", [("same", "Kind.")])


def test_lines_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    lines = [f'<p id="{name}" class="moved"><a href="#{other}">there</a></p>' for name, other in ("ab", "ba")]
    [edition] = add_edition(tmp_path, {"": "".join(lines)})
    assert list_outcomes(edition, edition)["#a"].at == "#a"


def test_all_that_was_ever_said_is_listed_once_with_its_editions(editions: list[Edition]) -> None:
    said = {(words, address): numbers for words, address, numbers in json.loads(write_passages(editions))}
    assert (said["one two three", "#a"], said["one 2 three", "#a"], said["one 2 three", "#a2"]) == ([1], [2], [3])
    assert (said["stays", "theme/#d"], said["stays", "new/#d"]) == ([1, 2], [3])
    assert ("one 2 three", "#a") in said, "an alias is named by what it stands for"


def test_since_when_a_passage_has_said_what_it_says(editions: list[Edition]) -> None:
    def since(address: str, count: int) -> tuple[int, bool] | None:
        found = find_since(editions[:count], address, editions[count - 1].passages[address].sha256)
        return (found[0].number, found[1]) if found else None
    assert since("theme/#d", 2) == (1, False)
    assert since("#a", 2) == (2, True)
    assert since("#k", 2) == (2, True)
    assert since("theme/#b2", 2) == (2, False)
    assert find_since(editions, "#d", "of other words") is None


@pytest.mark.parametrize(("old", "new", "shown"), [
    ("a b c d", "a X c Y", "a -b c d +X c Y"),  # at either end a word may stand alone
    ("one two three four five six", "one X three four five Y", "one -two +X three four five -six +Y"),
    ("one two three four six", "one X three four Y", "one -two three four six +X three four Y"),
    ("a b", "", "-a b"), ("", "a b", "+a b"), ("a b", "a b", "a b"), ("", "", "")])
def test_few_words_between_two_changes_count_as_changed(old: str, new: str, shown: str) -> None:
    signs = {"removed": "-", "added": "+", "same": ""}
    assert " ".join(signs[kind] + words for kind, words in compare_words(old, new)) == shown


@given(*[st.lists(st.sampled_from("abc")).map(" ".join)] * 2)
def test_runs_of_words_make_up_both_texts(old: str, new: str) -> None:
    runs = compare_words(old, new)
    assert " ".join(words for kind, words in runs if kind != "added") == old
    assert " ".join(words for kind, words in runs if kind != "removed") == new
