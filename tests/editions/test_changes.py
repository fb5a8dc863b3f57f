"""What changed, for readers: block by block, without labels, old beside new where little stayed."""

from pathlib import Path

import pytest

from briefing.editions.manifest import Edition
from briefing.editions.outcomes import compare_editions, list_corrections, match_blocks

from .conftest import add_edition


def test_sections_are_compared_page_by_page(editions: list[Edition]) -> None:
    def compare(old: int, new: int) -> list[tuple[str, list[tuple[str, str]]]]:
        pages = compare_editions(editions[old], editions[new])
        return [(url, [(section.title, outcome.state) for section, outcome, _ in changes])
                for url, changes in pages.items()]
    assert compare(0, 1) == [("", [("Front", "changed")]), ("theme/", [("Theme", "changed")])]
    assert compare(1, 2) == [
        ("", [("Front", "changed")]), ("new/", [("Theme", "new")]), ("theme/", [("Theme", "moved")])]
    assert compare(2, 2) == [("", [("Front", "same")]), ("new/", [("Theme", "same")])]
    assert compare_editions(editions[1], editions[2])["new/"][0][2] == [([], ["Stays.", "It will pass."], [])]


@pytest.mark.parametrize(("old", "new", "rows"), [
    (["a b c d e", "same"], ["a b c d X", "same"], ["a b c d -e +X"]),  # one block became another
    (["one two three"], ["four five six"], ["one two three | four five six"]),  # old beside new
    (["same"], ["same", "more"], [" | more"]), (["same", "gone"], ["same"], ["gone | "]),
    (["x y z", "a b c d e"], ["p q r", "a b c d X", "s t u"], ["x y z | p q r", "a b c d -e +X", " | s t u"]),
    ([], [], [])])
def test_blocks_find_what_became_of_them(old: list[str], new: list[str], rows: list[str]) -> None:
    signs = {"removed": "-", "added": "+", "same": ""}
    assert [" ".join(signs[kind] + words for kind, words in runs) if runs else f"{'/'.join(was)} | {'/'.join(now)}"
            for was, now, runs in match_blocks(old, new)] == rows


def test_labels_and_markers_are_never_mixed_into_sentences(tmp_path: Path) -> None:
    page = ('<h1 id="t">T</h1><p id="p" class="fact"><a class="claim-label">Fact</a> <em class="kind">Forecast</em> {}'
            '<sup><a class="footnote-ref" href="#fn:cite-x">1</a></sup>&nbsp;<span class="cite-affix">p. 7</span></p>'
            "<details class=check><summary><span class=box-name>Checked:</span> Title</summary><p>Body.</p></details>")
    old, new = [add_edition(tmp_path, {"": page.format(words)}) for words in ("One two.", "Three four.")][-1]
    [change] = compare_editions(old, new)[""]
    assert change[2] == [(["One two."], ["Three four."], [])]
    new = add_edition(tmp_path, {"": "<h1 id=t>T</h1>"})[-1]
    assert [was for was, _, _ in compare_editions(old, new)[""][0][2]] == [["One two.", "Title", "Body."]]


def test_words_above_the_first_heading_are_compared_too(tmp_path: Path) -> None:
    old, new = [add_edition(tmp_path, {"": f'{words}<h1 id="top">T</h1>'}) for words in ("One.", "Two.")][-1]
    assert [outcome.state for _, outcome, _ in compare_editions(old, new)[""]] == ["changed", "same"]


def test_another_label_verdict_or_date_is_a_correction(tmp_path: Path) -> None:
    page = ('<h1 id="t">T</h1><p id="p" class="{}" data-event="{}"><span id="was"></span>It is so.</p>'
            '<p id="q" class="fact">Stays.</p>')
    texts = [page.format("fact", "2020"), page.format("report", "2021")]
    old, new = [add_edition(tmp_path, {"": text}) for text in texts][-1]
    assert list_corrections(old, new) == [("#p", "It is so.", ("fact", "", "2020"), ("report", "", "2021"))]
