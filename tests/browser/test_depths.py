"""The switch: text, or text and checks; what is shown at first, what is remembered, what opens.

Alone it notices the depth at first, kept, on paper, in the first frame, by a link.
"""

from pathlib import Path

import pytest
from browsing import CARD, choose
from playwright.sync_api import Browser, Page, Route, expect
from support import OpenPage

from .places import OUTLINE, find_clause, find_view

NARROW, WIDE = 390, 1280
FORBID = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("forbidden", "SecurityError"); },
});"""
READ_PAINT = """() => performance.getEntriesByType("paint").length > 0"""
KEPT = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"


SOURCES = ".checks__fold > section:has(li)"
"""What stands behind a paragraph beyond its verdicts."""
READ_PLACE = "one => one.getBoundingClientRect().top + scrollY"
READ_LEFTS = "all => all.map(one => one.getBoundingClientRect().left)"
READ_LINE = """() => {
    const { bottom } = document.querySelector(".site-header").getBoundingClientRect();
    const isRead = one => one.getBoundingClientRect().top >= bottom;
    window.line ??= [...document.querySelectorAll("article > :is(h2, p)")].find(isRead);
    return window.line.getBoundingClientRect().top;
}"""
"""Of the first block below the header."""


def expect_depth(page: Page, depth: str) -> None:
    """Every verdict is shown in both depths, and all sources or none, once a record is unfolded."""
    page.locator(".entries").evaluate_all("all => all.forEach(one => { one.open = true; })")
    for found in (".checks .verdict", "article > .check > summary"):
        parts = page.locator(found)
        expect(parts.locator("visible=true")).to_have_count(parts.count())
    folded = page.locator(SOURCES)
    assert folded.count()
    shown = folded.locator("visible=true")
    expect(shown).to_have_count(folded.count() if depth == "checks" else 0)


@pytest.mark.smoke
@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("width", [320, NARROW, WIDE])
def test_verdicts_are_seen_at_first_and_sources_where_they_are_chosen(
    open_page: OpenPage, theme: str, width: int, has_script: bool
) -> None:
    """The choice has room in the header, and a place for a finger."""
    page = open_page(theme, width=width, java_script_enabled=has_script)
    expect_depth(page, "text")
    expect(page.locator("#depth-text")).to_be_checked()
    for label in page.locator(".depth label").all():
        expect(label).to_be_in_viewport(ratio=1)
        box = label.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    for chosen in ("text", "checks") * 2:
        choose(page, chosen)
        expect_depth(page, chosen)


@pytest.mark.parametrize("is_key", [False, True], ids=["mouse", "key"])
@pytest.mark.parametrize("width", [NARROW, 1024, 1440])
def test_the_line_that_is_read_stays_where_it_was_at_each_choice(
    open_page: OpenPage, theme: str, width: int, is_key: bool
) -> None:
    page = open_page(theme, width=width)
    for height in (300, 1500, 2700):
        page.evaluate("height => { scrollTo(0, height); window.line = null; }", height)
        top = page.evaluate(READ_LINE)
        for chosen in ("checks", "text") * 2:
            radio = page.locator(f"#depth-{chosen}")
            if is_key:
                radio.focus()
                page.keyboard.press("Space")
            else:  # a click of Playwright's own would scroll to what lies in the header
                box = radio.locator("xpath=..").bounding_box()
                assert box
                page.mouse.click(box["x"] + 8, box["y"] + 8)
            expect(radio).to_be_checked()
            assert abs(page.evaluate(READ_LINE) - top) <= 4


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_choice_is_remembered_over_pages_and_when_a_page_is_loaded_again(
    open_page: OpenPage, width: int
) -> None:
    page = open_page(OUTLINE.below[0], width=width)
    for depth in ("checks", "text"):
        choose(page, depth)
        page.reload()
        expect_depth(page, depth)
        page.goto(f"/{OUTLINE.below[-1]}")
        expect_depth(page, depth)
        expect(page.locator(f"#depth-{depth}")).to_be_checked()


def test_the_last_choice_holds_on_a_page_that_the_browser_has_kept(
    open_page: OpenPage, theme: str
) -> None:
    """It was left with one choice, and another was made since on another page."""
    page = open_page(theme)
    choose(page, "checks")
    page.evaluate("localStorage.setItem('depth', 'text')")
    page.evaluate(KEPT)
    expect_depth(page, "text")
    expect(page.locator("#depth-text")).to_be_checked()


def test_where_storage_is_forbidden_a_choice_is_for_the_page(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page("404.html")
    page.add_init_script(FORBID)
    page.goto(f"/{theme}")
    choose(page, "checks")
    expect_depth(page, "checks")
    page.reload()
    expect_depth(page, "text")


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_paper_shows_the_sources_whatever_was_chosen(
    open_page: OpenPage, theme: str, width: int
) -> None:
    page = open_page(theme, width=width)
    page.emulate_media(media="print")
    expect_depth(page, "checks")
    for depth in ("text", "checks"):
        page.emulate_media(media="screen")
        choose(page, depth)
        page.emulate_media(media="print")
        expect_depth(page, "checks")


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_link_to_a_note_shows_it_in_the_text_alone(
    open_page: OpenPage, theme: str, width: int, has_script: bool
) -> None:
    page = open_page(theme, width=width, java_script_enabled=has_script)
    choose(page, "text")
    name = page.locator("details.check p[id]").first.get_attribute("id")
    page.evaluate("name => { location.hash = name; }", name)
    expect(page.locator(f"#{name}")).to_be_visible()
    expect(page.locator(f"#{name}")).to_be_in_viewport()
    expect_depth(page, "text")


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_an_address_into_a_fold_opens_and_shows_it(
    open_page: OpenPage, theme: str, width: int
) -> None:
    """A source in its list, and a note in that of its page."""
    page = open_page(theme, width=width)
    note = page.locator(".footnote li[id]").last.get_attribute("id") or ""
    key = note.rpartition("fn:cite-")[2]
    for address in (f"{theme}#{note}", f"{find_view('sources cited')}#{key}"):
        page.goto("about:blank")
        page.goto(f"/{address}")
        place = page.locator(f"[id='{address.partition('#')[2]}']")
        expect(place).to_be_in_viewport()
        for fold in place.locator("xpath=ancestor::details").all():
            expect(fold).to_have_attribute("open", "")


@pytest.mark.parametrize("is_new", [True, False], ids=["new page", "same page"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_link_to_a_statement_shows_what_stands_behind_its_paragraph(
    open_page: OpenPage, golden_site: Path, theme: str, width: int, is_new: bool
) -> None:
    name = find_clause(golden_site, theme)
    page = open_page(theme, width=width)
    choose(page, "text")
    if is_new:
        page.goto("about:blank")
        page.goto(f"/{theme}#{name}")
    else:
        page.evaluate("name => { location.hash = name; }", name)
    expect(page.locator(f"#{name}")).to_be_in_viewport()
    block = page.locator(f".claim:has(#{name}) + .checks")
    expect(block.locator(":scope > .checks__fold > section")).to_be_visible()
    expect(page.locator(SOURCES).locator("visible=true")).to_have_count(1)


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("width", [NARROW, 1024, 1440])
def test_a_paragraph_opens_its_own_sources_in_the_text_which_does_not_move_beside_them(
    open_page: OpenPage, theme: str, width: int, has_script: bool
) -> None:
    page = open_page(theme, width=width, java_script_enabled=has_script)
    fold = page.locator(".checks__fold").first
    paragraph = fold.locator("xpath=following::p[contains(@class, 'claim')][1]")
    fold.locator(":scope > summary").click()
    expect(fold.locator(":scope > section")).to_be_visible()
    expect(page.locator(SOURCES).locator("visible=true")).to_have_count(1)
    opened = paragraph.evaluate(READ_PLACE)
    fold.locator(":scope > summary").click()
    assert (paragraph.evaluate(READ_PLACE) == opened) == (width > NARROW)


@pytest.mark.parametrize("width", [1024, 1440])
def test_nothing_moves_sideways_from_one_depth_to_the_other(
    open_page: OpenPage, theme: str, width: int
) -> None:
    page = open_page(theme, width=width)
    lefts = page.locator("article > *").evaluate_all(READ_LEFTS)
    choose(page, "checks")
    assert page.locator("article > *").evaluate_all(READ_LEFTS) == lefts


def test_the_way_back_from_a_note_opens_nothing(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme)
    choose(page, "text")
    page.locator(".claim a.footnote-ref").first.click()
    page.locator(CARD).get_by_role("link", name="in the list").click()
    page.locator(":target .footnote-backref").first.click()
    expect(page.locator("sup:target")).to_be_in_viewport()
    expect_depth(page, "text")


@pytest.mark.parametrize("width", [NARROW, 1000])
@pytest.mark.parametrize(
    ("depth", "scheme"), [("", ""), ("text", "dark"), ("checks", "dark"), ("checks", "light")]
)
def test_the_first_frame_has_the_depth_and_the_scheme(
    browser: Browser, address: str, theme: str, depth: str, scheme: str, width: int
) -> None:
    """What is painted before the scripts that wait is what is seen when all have run."""
    page = browser.new_page(viewport={"width": width, "height": 700}, color_scheme="light")
    choices = {"depth": depth, "scheme": scheme}
    for name, choice in choices.items():
        if choice:
            page.add_init_script(f"localStorage.setItem('{name}', '{choice}')")
    held = list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/site.*.js", hold)
    page.goto(address + theme, wait_until="commit")
    page.wait_for_function(READ_PAINT)
    page.wait_for_function("document.readyState !== 'loading'")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    is_dark = int(background.removeprefix("rgb(").partition(",")[0]) < 128
    assert is_dark == (scheme == "dark")
    expect_depth(page, depth or "text")
    first = page.screenshot()
    assert held
    held[0].continue_()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("typeof briefing") == "object"
    assert page.screenshot() == first
    page.close()
