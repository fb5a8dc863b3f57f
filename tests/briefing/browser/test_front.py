"""The front page of this text: its answer and its figure are in sight, and can be read."""

from itertools import combinations

import pytest
from support import OpenPage

from .test_figures import FIGURES, READ_BOXES, READ_SIZES, meet

WIDTH, HEIGHT = 390, 844
FIGURE = ".front .beijing"
READ_MIDDLES = """answer => {
    const walk = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT), middles = [];
    while (walk.nextNode())
        for (const word of walk.currentNode.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(walk.currentNode, word.index);
            range.setEnd(walk.currentNode, word.index + word[0].length);
            const {top, bottom} = range.getBoundingClientRect();
            middles.push((top + bottom) / 2);
        }
    return middles;
}"""
"""Of each word, how far down it stands."""


@pytest.mark.smoke
def test_the_answer_is_in_the_first_screen_of_a_phone(open_page: OpenPage) -> None:
    page = open_page(width=WIDTH)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    box = page.locator(".front > .answer > .bottom-line").bounding_box()
    assert box
    assert box["y"] + box["height"] <= HEIGHT


@pytest.mark.smoke
def test_the_figure_is_whole_in_the_first_screen_and_its_answers_can_be_counted(
    open_page: OpenPage,
) -> None:
    page = open_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    box = page.locator(FIGURE).bounding_box()
    assert box
    assert box["y"] + box["height"] <= 900
    heights = page.locator(f"{FIGURE} .beijing__wide a > path:only-of-type").evaluate_all(
        "all => all.map(one => [one.getBBox().height, one.getBBox().width])"
    )
    assert heights.count([30, 5]) == 10


def test_the_title_of_the_figure_is_in_the_first_screen_of_a_tablet(open_page: OpenPage) -> None:
    page = open_page()
    page.set_viewport_size({"width": 1024, "height": 900})
    box = page.locator(f"{FIGURE} figcaption").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 900


def test_the_figure_begins_within_two_screens_of_a_phone(open_page: OpenPage) -> None:
    page = open_page(width=WIDTH)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    box = page.locator(FIGURE).bounding_box()
    assert box
    assert box["y"] < 2 * HEIGHT


@pytest.mark.parametrize("width", [320, 390, 860, 1024, 1440])
def test_no_label_of_the_figure_lies_over_another_or_leaves_it(
    open_page: OpenPage, width: int
) -> None:
    page = open_page()
    page.set_viewport_size({"width": width, "height": 900})
    [whole] = page.eval_on_selector_all(f"{FIGURE} svg", READ_BOXES)
    boxes = page.eval_on_selector_all(f"{FIGURE} svg text", READ_BOXES)
    assert len(boxes) > 10
    for one in boxes:
        assert whole[0] <= one[0] + 1, one
        assert one[2] <= whole[2] + 1, one
    for one, other in combinations(boxes, 2):
        assert not meet(one, other), (one, other)
    assert min(page.eval_on_selector_all(f"{FIGURE} svg text", READ_SIZES)) >= 12


@pytest.mark.parametrize("width", [320, 390, 1024, 1440])
def test_the_answer_ends_in_more_than_one_word_with_the_way_to_cite_beside_them(
    open_page: OpenPage, width: int
) -> None:
    page = open_page()
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.locator(".front > .answer > .bottom-line")
    middles = answer.evaluate(READ_MIDDLES)
    assert len([one for one in middles if one == middles[-1]]) > 1
    box = page.locator(".bottom-line + .cite-popup > summary").bounding_box()
    assert box
    assert abs(box["y"] + box["height"] / 2 - middles[-1]) < 6


@pytest.mark.parametrize(
    ("name", "width"),
    [("", 1024), ("", 1440), (FIGURES["register"], 390), (FIGURES["register"], 1440)],
)
def test_words_in_the_time_without_an_answer_stay_in_it(
    open_page: OpenPage, name: str, width: int
) -> None:
    page = open_page(name)
    page.set_viewport_size({"width": width, "height": 900})
    [whole] = page.eval_on_selector_all(".beijing svg .void", READ_BOXES)
    boxes = page.eval_on_selector_all(".beijing svg .inside", READ_BOXES)
    assert len(boxes) > 2
    for one in boxes:
        assert whole[0] + 1 <= one[0], one
        assert one[2] <= whole[2] - 1, one
