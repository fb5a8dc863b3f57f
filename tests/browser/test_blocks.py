"""The text of a page is prose, and what stands behind a paragraph is one block beside it.

Which pages, and what stands on them, is found in the built site.

Alone it notices where a block stands, holes below it, and how many words it has.
"""

import re
from string import ascii_lowercase

import pytest
from browsing import choose
from playwright.sync_api import expect
from support import OpenPage

from .places import OUTLINE

WIDTHS = (390, 860, 1220, 1440)
SIGN = ".clause .mark"
LIST_SIGNS = """claims => claims.map(claim => [
    [...claim.querySelectorAll(".mark")].map(sign => [sign.className, sign.dataset.tie ?? ""]),
    [...claim.nextElementSibling.querySelectorAll(":scope > .mark")].flatMap(line =>
        (line.querySelector("i")?.textContent ?? "").split(", ").map(letter =>
            [line.className.replace(/^(finding|later) /, ""), letter])),
])"""
"""Of each paragraph, its signs with their letters, and those of the lines beside it."""
COUNT_PARTED = "all => all.filter(one => one.getClientRects().length !== 1).length"
READ_CURRENT = "all => all.filter(one => one.ariaCurrent).map(one => one.hash)"
READ_LAYOUTS = """const read = Element.prototype.getBoundingClientRect;
window.early = [];
Element.prototype.getBoundingClientRect = function () {
    if (document.currentScript) early.push(document.currentScript.src);
    return read.call(this);
};"""
"""Notes each script that asks while it is read where something stands, which lays the page out."""
READ_TINTS = "all => all.map(one => getComputedStyle(one).backgroundImage)"
READ_TOP = "one => one.getBoundingClientRect().top"


def test_nothing_stands_in_a_sentence_but_what_may(open_page: OpenPage, theme: str) -> None:
    """Text, links, emphasis, abbreviations and numbers of notes, at any width and either depth.

    A sign may stand at the end of a clause, and never parts from its last word; what checking
    changed has a tint.
    """
    page = open_page(theme)
    changed = page.locator(".changed")
    expect(changed).not_to_have_count(0)
    for depth in ("text", "checks"):
        choose(page, depth)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("read.foreign()") == []
            assert page.locator(".held").evaluate_all(COUNT_PARTED) == 0
            assert "none" not in changed.evaluate_all(READ_TINTS)


def test_a_note_may_have_a_number_of_three_digits(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme, width=1440)
    choose(page, "checks")
    number = page.locator(".checks li b:visible").first
    number.evaluate("one => { one.textContent = '101' }")
    assert number.evaluate("one => one.getBoundingClientRect().height") < 25, "one line"


@pytest.mark.parametrize("path", OUTLINE.argued)
@pytest.mark.parametrize("width", [390, 1440])
def test_each_sign_has_its_line_with_the_same_letter_in_both_depths(
    open_page: OpenPage, path: str, width: int
) -> None:
    """One sign a clause; letters are there where a paragraph has several, in their order."""
    page = open_page(path, width=width)
    paragraphs = page.locator("p.claim").evaluate_all(LIST_SIGNS)
    assert any(signs for signs, _lines in paragraphs) or not page.locator(".changed").count()
    for signs, lines in paragraphs:
        letters = [letter for _sign, letter in signs]
        assert letters == [*ascii_lowercase[: len(signs)]] if len(signs) > 1 else not any(letters)
        assert sorted(lines) == sorted(signs)
    for depth in ("text", "checks"):
        choose(page, depth)
        for shown in (SIGN, ".checks > .mark", ".checks > .later"):
            all_shown = page.locator(shown)
            expect(all_shown.filter(visible=True)).to_have_count(all_shown.count())
    for sign in page.locator(SIGN).all():
        expect(sign).to_have_accessible_name(re.compile(r"^[A-Z][a-z, ]+( \([a-z]\))?$"))


@pytest.mark.smoke
@pytest.mark.parametrize("width", [390, 1440])
def test_words_of_a_source_are_there_behind_a_click(
    open_page: OpenPage, theme: str, width: int
) -> None:
    page = open_page(theme, width=width)
    choose(page, "checks")
    words = page.locator(".checks q")
    assert words.count()
    expect(words.locator("visible=true")).to_have_count(0)
    block = page.locator(".checks__fold:has(> section > ul q)").first
    source = block.locator("li > details:has(q)").first
    source.locator("summary").click()
    expect(source.locator("q").first).to_be_visible()


@pytest.mark.smoke
def test_a_block_stands_beside_its_paragraph_or_below_it(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme, width=1440)
    for block in page.locator(".checks").all():
        box = block.bounding_box()
        paragraph = block.locator("xpath=preceding-sibling::p[1]").bounding_box()
        assert box
        assert paragraph
        assert box["x"] >= paragraph["x"] + paragraph["width"]
        assert abs(box["y"] - paragraph["y"]) < 12
    page.set_viewport_size({"width": 390, "height": 800})
    for block in page.locator(".checks__fold").all():
        expect(block.locator(":scope > summary")).to_be_visible()
        expect(block.locator(":scope > section")).to_be_hidden()
    for verdict in page.locator(".checks .verdict").all():
        expect(verdict).to_be_visible()


@pytest.mark.parametrize("width", [1220, 1440])
def test_the_sections_stay_in_sight_and_the_one_that_is_read_is_marked(
    open_page: OpenPage, theme: str, width: int
) -> None:
    """At the left of the text; nothing moves."""
    page = open_page(theme, width=width)
    links = page.locator(".contents a")
    places = links.evaluate_all(f"all => all.map({READ_TOP})")
    assert links.evaluate_all(READ_CURRENT) == []
    article, contents = page.locator("article").bounding_box(), page.locator(".contents")
    for link in links.all():
        link.click()
        box = contents.bounding_box()
        assert article
        assert box
        assert box["x"] + box["width"] <= article["x"]
        for one in links.all():
            expect(one).to_be_in_viewport(ratio=1)
        expect(link).to_have_attribute("aria-current", "location")
        assert links.evaluate_all(READ_CURRENT) == [link.evaluate("one => one.hash")]
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(".contents [aria-current]")).to_have_count(0)
    assert links.evaluate_all(f"all => all.map({READ_TOP})") == places
    page.evaluate("scrollTo(0, 1500)")
    expect(page.locator(".contents [aria-current]")).to_have_count(1)


def test_no_script_has_a_page_laid_out_before_it_is_shown(open_page: OpenPage, theme: str) -> None:
    """What it would ask then, it asks when the page stands."""
    page = open_page("404.html")
    page.add_init_script(READ_LAYOUTS)
    page.goto(f"/{theme}")
    page.evaluate("scrollTo(0, 1500)")
    expect(page.locator(".contents [aria-current]")).to_have_count(1)
    assert page.evaluate("early") == []
