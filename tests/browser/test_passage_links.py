"""Linking to a passage by its words: what is offered, what the link holds, and that it finds them again."""


import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage

from .test_cite import CLIPBOARD, PAGE

PARAGRAPH = "what-it-is-called"

SELECT = """([id, words]) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && !walker.currentNode.data.includes(words));
    const start = walker.currentNode.data.indexOf(words);
    getSelection().setBaseAndExtent(walker.currentNode, start, walker.currentNode, start + words.length);
    walker.currentNode.parentElement.scrollIntoView({block: "center"});
}"""


def offer(page: Page) -> Locator:
    return page.get_by_role("button", name="Copy link to this passage")


def copy_passage(page: Page) -> str:
    offer(page).click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize(("words", "fragment"), [
    # words of its own
    ("signed by Kim Jong", "signed%20by%20Kim%20Jong"),
    # the spaces in a date do not break
    ("on 19\u00a0June", "on%2019%20June"),
    # half words are made whole
    ("ned by Kim Jo", "signed%20by%20Kim%20Jong"),
    # words that stand elsewhere too, with those around them
    ("Treaty", "It%20is%20the-,Treaty,-on%20Comprehensive%20Strategic"),
    # more than 80 letters: both ends
    ("It is the Treaty on Comprehensive Strategic Partnership, signed by Kim Jong Un and Vladimir Putin",
     "It%20is%20the%20Treaty,Un%20and%20Vladimir%20Putin")])
def test_a_passage_is_linked_by_its_paragraph_and_its_words(
        open_page: OpenPage, address: str, words: str, fragment: str) -> None:
    page = open_page(PAGE, **CLIPBOARD)
    page.evaluate(SELECT, [PARAGRAPH, words])
    link = copy_passage(page)
    assert link == f"{address}{PAGE}#{PARAGRAPH}:~:text={fragment}"
    page.goto("about:blank")
    page.goto(link.replace(PARAGRAPH, ""))  # the words alone must do, or nothing is marked
    expect(page.locator(f"#{PARAGRAPH}")).to_be_in_viewport()


def test_labels_controls_and_markers_are_no_part_of_a_passage(open_page: OpenPage, address: str) -> None:
    page = open_page(PAGE, **CLIPBOARD)
    page.locator("#treaty-name-date-place").evaluate(
        "part => { getSelection().selectAllChildren(part); part.scrollIntoView(); }")
    link = copy_passage(page)
    # without the year: the marker after it makes "2024.3" one word for a browser, which then finds nothing
    assert link == f"{address}{PAGE}#{PARAGRAPH}:~:text=It%20is%20the%20Treaty,Pyongyang%20on%2019%20June"


@pytest.mark.parametrize(("width", "has_touch"), [(360, True), (1280, False)])
def test_the_offer_stands_beside_the_selection(open_page: OpenPage, width: int, has_touch: bool) -> None:
    page = open_page(PAGE, width=width, has_touch=has_touch)
    for words in ("During", "Pyongyang on 19\u00a0June"):
        page.evaluate(SELECT, [PARAGRAPH, words])
        expect(offer(page)).to_be_in_viewport(ratio=1)
        box = offer(page).bounding_box()
        chosen = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
        assert box
        assert box["y"] >= chosen["bottom"] or box["y"] + box["height"] <= chosen["top"]
        page.keyboard.press("Escape")
        expect(offer(page)).to_be_hidden()


def test_a_selection_by_keyboard_is_offered_too_and_reached_by_tab(open_page: OpenPage) -> None:
    page = open_page(PAGE, **CLIPBOARD)
    page.locator(f"#{PARAGRAPH} .clause").first.dblclick(position={"x": 2, "y": 10})
    for _ in range(2):
        page.keyboard.press("Shift+Control+ArrowRight")
    expect(offer(page)).to_be_visible()
    for _ in range(8):
        page.keyboard.press("Tab")
        if offer(page).evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    assert str(page.evaluate("navigator.clipboard.readText()")).endswith(f"#{PARAGRAPH}:~:text=During%202024%20North")


def test_words_outside_a_named_paragraph_go_by_the_heading_above(open_page: OpenPage) -> None:
    page = open_page("", **CLIPBOARD)
    item = page.locator("#key-judgements + ol li").first
    item.evaluate("item => { getSelection().selectAllChildren(item); item.scrollIntoView({block: 'center'}); }")
    assert "#key-judgements:~:text=" in copy_passage(page)


def test_nothing_is_offered_outside_the_text(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.evaluate(SELECT, [PARAGRAPH, "Kim Jong Un"])
    expect(offer(page)).to_be_visible()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.colophon'))")
    expect(offer(page)).to_be_hidden()
