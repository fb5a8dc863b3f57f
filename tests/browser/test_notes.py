"""The note of a number beside its line: how it is opened and left; and the list of notes.

Alone it notices a card that closes, covers its line or takes the focus, and a mark of what came
later whose way there or back is out of sight.
"""

import itertools

import pytest
from browsing import CARD, MARKER
from playwright.sync_api import Locator, Page, expect
from support import OpenPage

UNFOLD = "all => all.forEach(one => { one.open = true; })"
LIST_IDS = """link => {
    const claim = link.closest(".checks").previousElementSibling;
    return [...claim.querySelectorAll("[id]")].map(one => one.id);
}"""


def find_note(page: Page, marker: Locator) -> Locator:
    """Return the note of a marker."""
    return page.locator(f"[id='{(marker.get_attribute('href') or '')[1:]}']")


def begin(note: Locator) -> str:
    """Return the first words of a note."""
    return " ".join((note.text_content() or "").replace("↩", "").split()[:4])


def stands_beside(card: Locator, marker: Locator) -> bool:
    """Whether a card leaves the line that is read uncovered, and is wholly in the window.

    It stands above or below the line, or in the margin of its paragraph at this height.
    """
    expect(card).to_be_in_viewport(ratio=1)
    paragraph = marker.locator("xpath=ancestor::p[1]")
    box, line, text = card.bounding_box(), marker.bounding_box(), paragraph.bounding_box()
    assert box
    assert line
    assert text
    bottom, end = box["y"] + box["height"], line["y"] + line["height"]
    is_in_margin = box["x"] >= text["x"] + text["width"]
    return (
        box["y"] < end and bottom > line["y"]
        if is_in_margin
        else box["y"] >= end or bottom <= line["y"]
    )


@pytest.mark.smoke
def test_a_pointer_opens_it_it_stays_for_the_pointer_and_is_left(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme)
    marker = page.locator(MARKER).first
    card = page.locator(CARD)
    marker.hover()
    expect(card).to_contain_text(begin(find_note(page, marker)))
    expect(card.locator(".backlinks, [id]")).to_have_count(0)
    card.hover(position={"x": 4, "y": 4})
    page.wait_for_timeout(1000)  # longer than the delay after which it would close
    expect(card).to_be_visible()
    page.mouse.move(2, 790)
    expect(card).to_be_hidden()


@pytest.mark.smoke
def test_keys_open_it_lead_into_it_and_close_it(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme)
    page.keyboard.press("Tab")
    marker = page.locator(MARKER).first
    card = page.locator(CARD)
    marker.focus()
    expect(card).to_be_visible()
    expect(marker).to_have_accessible_description(card.inner_text().replace("\n\n", " "))
    page.keyboard.press("Tab")
    expect(card.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(marker).to_be_focused()


@pytest.mark.smoke
@pytest.mark.parametrize("way", ["click", "tap", "key"])
def test_it_is_kept_without_leaving_the_line_until_escape_or_a_click_beside_it(
    open_page: OpenPage, theme: str, way: str
) -> None:
    """Also where the pointer has opened it before, or it is clicked again."""
    page = open_page(theme, width=360 if way == "tap" else 1280, has_touch=way == "tap")
    marker = page.locator(MARKER).nth(2)
    others = page.locator(MARKER).nth(3)
    card = page.locator(CARD)
    marker.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")

    def keep() -> None:
        {"click": marker.click, "tap": marker.tap, "key": lambda: marker.press("Enter")}[way]()
        expect(card).to_be_visible()

    keep()
    keep()
    assert stands_beside(card, marker)
    assert page.evaluate("scrollY") == place
    assert "#fn" not in page.url
    if way == "click":
        others.hover()
        page.mouse.move(2, 790)
        page.wait_for_timeout(1000)  # longer than the delay after which it would close
    expect(card).to_contain_text(begin(find_note(page, marker)))
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    keep()
    beside = page.locator("main h2").last
    if way == "tap":
        beside.tap()
    else:
        beside.click(position={"x": 1, "y": 1})
    expect(card).to_be_hidden()


def test_it_says_who_speaks_and_of_an_address_the_host(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme)
    told = page.locator(".checks li:has(summary > i)").first
    number = told.locator("summary > b").text_content()
    block = told.locator("xpath=ancestor::*[@class='checks']")
    block.locator(f"xpath=preceding-sibling::p[1]//a[.='{number}']").first.click()
    card = page.locator(CARD)
    expect(card).to_contain_text(told.locator("summary > i").text_content() or "")
    expect(card).not_to_contain_text("https://")


def test_it_stays_on_the_screen_and_off_the_line(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme)
    links = page.locator(MARKER).all()
    some = links[:: max(1, len(links) // 3)]
    for width, link in itertools.product((1280, 768, 360), some):
        page.set_viewport_size({"width": width, "height": 800})
        link.scroll_into_view_if_needed()
        link.hover()
        assert stands_beside(page.locator(CARD), link)
        page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [1024, 1440])
def test_where_there_is_room_it_stands_in_the_margin(
    open_page: OpenPage, theme: str, width: int
) -> None:
    page = open_page(theme, width=width)
    for marker in page.locator(MARKER).all()[:3]:
        text = marker.locator("xpath=ancestor::p[1]").bounding_box()
        marker.focus()
        box = page.locator(CARD).bounding_box()
        assert text
        assert box
        assert box["x"] >= text["x"] + text["width"]


@pytest.mark.parametrize("has_script", [True, False])
def test_it_leads_to_the_note_in_the_list_and_that_back(
    open_page: OpenPage, theme: str, has_script: bool
) -> None:
    """The list is folded where scripts run, and opens; without one the number leads there."""
    page = open_page(theme, java_script_enabled=has_script)
    marker = page.locator(MARKER).last
    note = find_note(page, marker)
    expect(note).to_be_visible(visible=not has_script)
    marker.click()
    if has_script:
        name = f"Note {marker.text_content()} in the list"
        page.locator(CARD).get_by_role("link", name=name).click()
    expect(note).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(note.get_by_role("link").first).to_be_focused()
    note.locator(".footnote-backref").first.click()
    expect(page.locator("sup:target")).to_be_in_viewport()
    expect(page.locator(CARD)).to_have_count(0)


def test_a_statement_that_is_led_to_is_seen(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme)
    doubt = page.locator(".finding a.verdict").first
    target = page.locator(doubt.get_attribute("href") or "")
    read = "one => getComputedStyle(one).backgroundColor"
    before = target.evaluate(read)
    doubt.click()
    expect(target).to_be_in_viewport()
    assert target.evaluate(read) != before


def test_what_came_later_leads_to_a_line_that_leads_back(open_page: OpenPage, theme: str) -> None:
    """To a clause of the paragraph beside which it is told."""
    page = open_page(theme)
    links = page.locator(".checks > .later > a")
    for number in range(links.count()):
        link = links.nth(number)
        names = link.evaluate(LIST_IDS)
        link.click()
        expect(page.locator(":target")).to_be_in_viewport()
        back = page.locator(", ".join(f"a[href$='{theme}#{name}']" for name in names)).first
        page.locator("details", has=back).evaluate_all(UNFOLD)
        expect(back).to_be_visible()
        back.click()
        found = page.locator(":target")
        expect(found).to_be_in_viewport()
        page.goto(page.url.partition("#")[0])
