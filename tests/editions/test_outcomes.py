"""What became of a passage, by its citation alone; and what changed from one edition to the next, for readers."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from briefing.editions.manifest import Edition
from briefing.editions.outcomes import (
    Outcome,
    compare_editions,
    compare_words,
    find_since,
    list_corrections,
    list_outcomes,
    match_blocks,
    read_citation,
    tell,
    write_passages,
)
from briefing.editions.published import suit

from .conftest import add_edition

DATA = read_data("outcomes.yml")
CITATIONS = read_data("citations.json")


@pytest.mark.parametrize(("text", "number", "address"), CITATIONS["cases"])
def test_a_pasted_citation_is_understood(text: str, number: int, address: str) -> None:
    assert read_citation(text, CITATIONS["pages"]) == ((number, address) if number else None)


@pytest.mark.parametrize(("number", "address", "outcome", "has_other_words"), DATA["became"])
def test_what_became_of_a_passage(
    editions: list[Edition], number: int, address: str, outcome: list[str], has_other_words: bool
) -> None:
    found = list_outcomes(editions[number - 1], editions[-1])[address]
    assert ([found.state, found.at, found.now], bool(found.runs)) == (outcome, has_other_words)
    assert "theme/#b2" not in list_outcomes(editions[0], editions[2]), "it never was in the first"


def test_old_words_new_words_and_the_difference(editions: list[Edition]) -> None:
    found = list_outcomes(editions[0], editions[1])
    assert {name: (found[name].state, tell("mark", found[name].runs)) for name in ("#a", "#k")} == {
        "#a": ("changed", "One [out: two] [in: 2] three."),
        "#k": ("changed", "Kind."),
    }
    assert found["#c"] == Outcome(
        "withdrawn", "#c", "#c", [("removed", "Old claim."), ("added", "Withdrawn: it was wrong.")]
    )


def test_lines_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    lines = [
        f'<p id="{name}" class="moved"><a href="#{other}">there</a></p>'
        for name, other in ("ab", "ba")
    ]
    [edition] = add_edition(tmp_path, {"": "".join(lines)})
    assert list_outcomes(edition, edition)["#a"].at == "#a"


def test_all_that_was_ever_said_is_listed_once_with_its_editions(editions: list[Edition]) -> None:
    said = {
        (words, address): numbers
        for words, address, numbers in json.loads(write_passages(editions))
    }
    assert (said["one two three", "#a"], said["one 2 three", "#a"], said["one 2 three", "#a2"]) == (
        [1],
        [2],
        [3],
    )
    assert (said["stays", "theme/#d"], said["stays", "new/#d"]) == ([1, 2], [3])
    assert ("one 2 three", "#a") in said, "an alias is named by what it stands for"


def test_since_when_a_passage_has_said_what_it_says(editions: list[Edition]) -> None:
    def since(address: str) -> tuple[int, bool] | None:
        found = find_since(editions[:2], address, editions[1].passages[address].sha256)
        return found and (found[0].number, found[1])

    assert list(map(since, ("theme/#d", "#a", "#k", "theme/#b2"))) == [
        (1, False),
        (2, True),
        (2, True),
        (2, False),
    ]
    assert find_since(editions, "#d", "of other words") is None
    gap, now = (
        [editions[at] for at in (0, 2, 1)],
        editions[1].passages["#k"].sha256,
    )  # others, none, these
    assert find_since(gap, "#k", now) == (editions[1].version, True)


@pytest.mark.parametrize(("old", "new", "shown"), DATA["words"])
def test_few_words_between_two_changes_count_as_changed(old: str, new: str, shown: str) -> None:
    assert tell("mark", compare_words(old, new)) == shown


@given(*[st.lists(st.sampled_from("abc")).map(" ".join)] * 2)
def test_runs_of_words_make_up_both_texts(old: str, new: str) -> None:
    runs = compare_words(old, new)
    assert " ".join(words for kind, words in runs if kind != "added") == old
    assert " ".join(words for kind, words in runs if kind != "removed") == new


def test_sections_are_compared_page_by_page(editions: list[Edition]) -> None:
    def compare(old: int, new: int) -> dict[str, list[tuple[str, str]]]:
        pages = compare_editions(editions[old], editions[new])
        return {
            url: [(section.title, outcome.state) for section, outcome, _ in pages[url]]
            for url in pages
        }

    assert compare(0, 1) == {"": [("Front", "changed")], "theme/": [("Theme", "changed")]}
    assert compare(1, 2) == {
        "": [("Front", "changed")],
        "new/": [("Theme", "new")],
        "theme/": [("Theme", "moved")],
    }
    assert compare(2, 2) == {"": [("Front", "same")], "new/": [("Theme", "same")]}
    assert compare_editions(editions[1], editions[2])["new/"][0][2] == [
        ([], ["Stays.", "It will pass."], [])
    ]


@pytest.mark.parametrize(("old", "new", "rows"), DATA["blocks"])
def test_blocks_find_what_became_of_them(old: str, new: str, rows: list[str]) -> None:
    assert [
        tell("mark", runs) or f"{'/'.join(was)} > {'/'.join(now)}"
        for was, now, runs in match_blocks(old.split("|"), new.split("|"))
    ] == rows


def test_labels_and_markers_are_never_mixed_into_sentences(tmp_path: Path) -> None:
    page = (
        '<h1 id="t">T</h1><p id="p" class="fact"><a class="claim-label">Fact</a> <em class="kind">Forecast</em> {}'
        '<sup><a class="footnote-ref" href="#fn:cite-x">1</a></sup>&nbsp;<span class="cite-affix">p. 7</span></p>'
        "<details><summary><b class=box-name>Checked:</b> Title</summary>Body.<small>Small.</small></details>"
    )
    old, new, last = [
        add_edition(tmp_path, {"": html})
        for html in (page.format("One two."), page.format("Three four."), "<h1 id=t>T</h1>")
    ][-1]
    assert compare_editions(old, new)[""][0][2] == [(["One two."], ["Three four."], [])]
    assert [was for was, _, _ in compare_editions(old, last)[""][0][2]] == [
        ["One two.", "Title", "Body.", "Small."]
    ]


def test_a_frozen_heading_is_found_where_its_id_stands_within_it_for_reader_views(
    tmp_path: Path,
) -> None:
    old, new = [
        add_edition(tmp_path, {"": f'<h1 id="t">T</h1><h2 id="trade-share">S</h2><p>{words}</p>'})
        for words in ("One.", "Two.")
    ][-1]
    assert [rows for _, _, rows in compare_editions(old, new)[""]] == [
        [],
        [(["One."], ["Two."], [])],
    ]


def test_words_above_the_first_heading_are_compared_too(tmp_path: Path) -> None:
    old, new = [
        add_edition(tmp_path, {"": f'{words}<h1 id="top">T</h1>'}) for words in ("One.", "Two.")
    ][-1]
    assert [outcome.state for _, outcome, _ in compare_editions(old, new)[""]] == [
        "changed",
        "same",
    ]


def test_another_label_verdict_or_date_is_a_correction(tmp_path: Path) -> None:
    page = (
        '<h1 id="t">T</h1><p id="p" class="{}" data-event="{}"><span id="was"></span>It is so.<a '
        'class="footnote-ref" href="#fn:cite-x">1</a></p><p id="q" class="fact">Stays.</p>'
    )
    old, new = [
        add_edition(tmp_path, {"": page.format(*said)})
        for said in (("fact", 2020), ("report", 2021))
    ][-1]
    assert list_corrections(old, new) == [
        ("#p", "It is so.", ("fact", "", "2020"), ("report", "", "2021"))
    ]


@pytest.mark.parametrize(("frozen", "suited"), DATA["suited"])
def test_an_old_form_is_mended_where_a_reader_view_or_a_validator_minds_it(
    frozen: str, suited: str
) -> None:
    assert suit(frozen) == suited
