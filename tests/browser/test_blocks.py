"""The text of a page is prose, and what stands behind a paragraph is one block beside it.

Which pages, and what stands on them, is found in the built site.

Alone it notices where a block stands, holes below it, and how many words it has.
"""

import pytest
from playwright.sync_api import expect
from support import THEMES, OpenPage

from .conftest import CARD, choose

ON_THEMES = pytest.mark.parametrize("path", THEMES[1:])
WIDTHS = (390, 860, 1220, 1440)
WHITE = 40
"""Below a paragraph whose block is higher, in pixels, beside the margin of any paragraph."""
SHARE = 0.6
"""Words of checks, to those of the text beside them, before anything is unfolded."""
CHECKS = ".checks, .check"
MARK = ".aftermath"
READ_CURRENT = "all => all.filter(one => one.ariaCurrent).map(one => one.hash)"
READ_LINES = "all => all.map(one => getComputedStyle(one).textDecorationLine)"
READ_TOP = "one => one.getBoundingClientRect().top"


def test_nothing_stands_in_a_sentence_but_what_may(open_page: OpenPage, theme: str) -> None:
    """Text, links, emphasis, abbreviations and numbers of notes, at any width and either depth.

    With checks a mark may stand behind a clause of which it is told elsewhere what came later; the
    text alone has no verdict, and nothing is underlined.
    """
    page = open_page(theme)
    for depth in ("text", "checks"):
        choose(page, depth)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("read.foreign()") == []
            seen = page.locator(MARK).filter(visible=True)
            expect(seen).to_have_count(0 if depth == "text" else page.locator(MARK).count())
            if depth == "text":
                assert page.locator("article .verdict").filter(visible=True).count() == 0
                assert set(page.locator(".changed").evaluate_all(READ_LINES)) <= {"none"}


@pytest.mark.parametrize("width", [390, 1440])
def test_what_checking_changed_is_underlined_beside_checks(
    open_page: OpenPage, theme: str, width: int
) -> None:
    page = open_page(theme, width=width)
    choose(page, "checks")
    changed = page.locator(".changed").all()
    assert changed
    for clause in changed:
        expect(clause).to_have_css("text-decoration-style", "dotted")


@ON_THEMES
def test_checks_have_far_fewer_words_than_the_text(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=1440)
    checks = page.evaluate("read.words", CHECKS)
    text = (
        page.evaluate("read.words", "article") - checks - page.evaluate("read.words", ".footnote")
    )
    assert 0 < checks <= SHARE * text


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
    if width == 390:
        block.locator(":scope > summary").click()
    source = block.locator("li > details:has(q)").first
    source.locator("summary").click()
    expect(source.locator("q").first).to_be_visible()
    source.get_by_role("link").last.hover()
    expect(page.locator(CARD)).to_be_visible()


@pytest.mark.smoke
def test_a_block_stands_beside_its_paragraph_or_folded_below_it(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme, width=1440)
    for block in page.locator(".checks").all():
        box = block.bounding_box()
        paragraph = block.locator("xpath=preceding-sibling::p[1]").bounding_box()
        assert box
        assert paragraph
        assert box["x"] >= paragraph["x"] + paragraph["width"]
        assert abs(box["y"] - paragraph["y"]) < 12
    page.set_viewport_size({"width": 390, "height": 800})
    choose(page, "checks")
    for block in page.locator(".checks__fold").all():
        expect(block.locator(":scope > summary")).to_be_visible()
        expect(block.locator(":scope > section")).to_be_hidden()
    for verdict in page.locator(".checks .verdict").all():
        expect(verdict).to_be_visible()


@pytest.mark.parametrize("width", [1220, 1440])
def test_the_sections_stay_in_sight_at_the_left(
    open_page: OpenPage, theme: str, width: int
) -> None:
    page = open_page(theme, width=width)
    contents = page.locator(".contents")
    links = contents.get_by_role("link")
    article = page.locator("article").bounding_box()
    assert article
    for heading in page.locator("article > h2[id]").all()[::2]:
        heading.evaluate("one => one.scrollIntoView()")
        for link in links.all():
            expect(link).to_be_in_viewport(ratio=1)
        box = contents.bounding_box()
        assert box
        assert box["x"] + box["width"] <= article["x"]


def test_the_section_that_is_read_is_marked_and_nothing_moves(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme, width=1440)
    links = page.locator(".contents a")
    places = links.evaluate_all(f"all => all.map({READ_TOP})")
    assert links.evaluate_all(READ_CURRENT) == []
    for link in links.all():
        link.click()
        expect(link).to_have_attribute("aria-current", "location")
        assert links.evaluate_all(READ_CURRENT) == [link.evaluate("one => one.hash")]
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(".contents [aria-current]")).to_have_count(0)
    assert links.evaluate_all(f"all => all.map({READ_TOP})") == places
    page.evaluate("scrollTo(0, 1500)")
    expect(page.locator(".contents [aria-current]")).to_have_count(1)


@ON_THEMES
def test_a_block_leaves_no_hole_below_a_short_paragraph(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=1440)
    choose(page, "checks")
    holes = page.evaluate("read.white()")
    assert holes
    assert [hole for hole in holes if hole[1] > WHITE] == []
