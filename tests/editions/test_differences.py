"""What changed from one edition to the next, for readers."""

from pathlib import Path

import pytest
from support import read_data

from briefing.editions.differences import (
    BlockChange,
    compare_editions,
    list_blocks,
    list_corrections,
    match_blocks,
)
from briefing.editions.manifest import Edition
from briefing.html import parse

from .conftest import add_edition, add_editions, write_runs

DATA = read_data("outcomes.yml")

STATES = [
    (1, 2, {"": [("Front", "changed")], "theme/": [("Theme", "changed")]}),
    (
        2,
        3,
        {"": [("Front", "changed")], "new/": [("Theme", "new")], "theme/": [("Theme", "moved")]},
    ),
    (3, 3, {"": [("Front", "same")], "new/": [("Theme", "same")]}),
]


@pytest.mark.parametrize(("old", "new", "states"), STATES)
def test_sections_are_compared_page_by_page(
    editions: list[Edition], old: int, new: int, states: dict[str, list[tuple[str, str]]]
) -> None:
    pages = compare_editions(editions[old - 1], editions[new - 1])
    assert pages.keys() == states.keys()
    for url, changes in pages.items():
        assert [(change.section.title, change.state) for change in changes] == states[url]


def test_a_new_section_is_all_new(editions: list[Edition]) -> None:
    [change] = compare_editions(editions[1], editions[2])["new/"]
    assert change.blocks == [BlockChange([], ["Stays.", "It will pass."])]


def test_what_is_the_same_has_no_blocks(editions: list[Edition]) -> None:
    [change] = compare_editions(editions[2], editions[2])["new/"]
    assert change.blocks == ()


@pytest.mark.parametrize(("old", "new", "changes"), DATA["blocks"])
def test_blocks_find_what_became_of_them(old: str, new: str, changes: list[str]) -> None:
    found = match_blocks(old.split("|"), new.split("|"))
    assert [show_block(change) for change in found] == changes


def show_block(change: BlockChange) -> str:
    """Return what a block became; or the old blocks and the new ones, `one/two > three`."""
    if change.runs:
        return write_runs(change.runs)
    return f"{'/'.join(change.old)} > {'/'.join(change.new)}"


@pytest.mark.parametrize(("html", "blocks"), DATA["cut"])
def test_a_section_is_cut_into_blocks(html: str, blocks: dict[str, list[str]]) -> None:
    assert list_blocks(parse(html)) == blocks


def test_a_section_that_is_gone_is_told_with_its_words(tmp_path: Path) -> None:
    section = "<h2 id=gone>Gone</h2><p>One.</p>"
    old, new = add_editions(tmp_path, f"<h1 id=t>T</h1>{section}", "<h1 id=t>T</h1>")
    _front, change = compare_editions(old, new)[""]
    assert (change.section.title, change.state) == ("Gone", "withdrawn")
    assert change.blocks == [BlockChange(["One."], [])]


def test_words_above_the_first_heading_are_compared_too(tmp_path: Path) -> None:
    old, new = add_editions(tmp_path, "One.<h1 id=top>T</h1>", "Two.<h1 id=top>T</h1>")
    changes = compare_editions(old, new)[""]
    assert [change.state for change in changes] == ["changed", "same"]
    assert changes[0].blocks == [BlockChange(["One."], ["Two."])]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (("fact", "", "2020"), ("report", "", "2020")),
        (("fact", "", "2020"), ("fact", "imprecise", "2020")),
        (("fact", "", "2020"), ("fact", "", "2021")),
    ],
)
def test_another_label_verdict_or_date_is_a_correction(
    tmp_path: Path, then: tuple[str, str, str], now: tuple[str, str, str]
) -> None:
    """An alias of the claim is not told too, and its words are without markers of notes."""
    page = (
        '<h1 id="t">T</h1><p id="p" class="{}" data-check="{}" data-event="{}"><span id="was">'
        '</span>It is so.<a class="footnote-ref" href="#fn:cite-x">1</a></p>'
        '<p id="q" class="fact">Stays.</p>'
    )
    add_edition(tmp_path, {"": page.format(*then)}, records=None)
    old, new = add_edition(tmp_path, {"": page.format(*now)})
    assert list_corrections(old, new) == [("#p", "It is so.", then, now, ())]


def test_a_paragraph_that_becomes_a_claim_is_no_correction(tmp_path: Path) -> None:
    add_edition(tmp_path, {"": "<p id=p>A.</p>"}, records=None)
    old, new = add_edition(tmp_path, {"": "<p id=p class=fact>A.</p>"})
    assert list_corrections(old, new) == []
