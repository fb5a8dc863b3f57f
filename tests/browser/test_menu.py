"""The way to all pages, at every width, and on a phone from a section to the next: with no script.

Alone it notices a page that the header of another does not lead to.
"""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage

from .places import OUTLINE

PHONE, TABLET, DESK = 390, 1024, 1280
SIZES = """all => all.map(one => one.getBoundingClientRect())
    .map(({ width, height }) => [width, height])"""
END = "one => one.getBoundingClientRect().right"
GAP = 4
FINGER = 44
"""Pixels that a finger hits at once."""


def find_ways(page: Page) -> Locator:
    """Return the links of the bar, or of the menu, that are seen."""
    return page.get_by_role("navigation", name="Navigation").get_by_role("link")


def list_ways(page: Page) -> set[str]:
    """Return the addresses to which they lead."""
    links = find_ways(page).locator("visible=true").all()
    return {str(link.evaluate("link => new URL(link.href).pathname")) for link in links}


ALL = {f"/{path}" for path in OUTLINE.pages if path != "404.html"}


@pytest.mark.smoke
def test_a_phone_has_one_row_that_stays_with_a_menu_of_all_pages_without_a_script(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme, width=PHONE, has_touch=True, java_script_enabled=False)
    assert list_ways(page) == set()
    page.get_by_role("contentinfo").scroll_into_view_if_needed()
    menu = page.locator(".menu > summary")
    expect(menu).to_be_in_viewport()
    expect(menu).to_contain_text(page.locator("h1").inner_text())
    menu.tap()
    assert list_ways(page) >= ALL
    last = page.locator(".tabs a").last
    wanted = last.evaluate("link => link.href")
    last.tap()
    page.wait_for_url(wanted)


@pytest.mark.parametrize("width", [320, PHONE, 760])
def test_the_row_of_a_phone_runs_into_no_switch(
    open_page: OpenPage, theme: str, width: int
) -> None:
    """However long the title: it is cut."""
    page = open_page(theme, width=width, java_script_enabled=False)
    name = page.locator(".menu > summary > span:last-child")
    name.evaluate("name => { name.textContent = 'Everything since November 2024'; }")
    end = page.locator(".menu > summary").evaluate(END)
    switch = page.locator(".depth").evaluate("one => one.getBoundingClientRect().left")
    assert end + GAP <= switch


def test_the_bar_has_all_pages_and_below_1220_pixels_some_under_more(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme, width=DESK, java_script_enabled=False)
    assert list_ways(page) >= ALL
    page.set_viewport_size({"width": TABLET, "height": 800})
    assert not list_ways(page) >= ALL
    page.get_by_text("More", exact=True).click()
    assert list_ways(page) >= ALL


def test_what_is_open_closes_by_escape_and_by_a_click_beside_it(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme, width=TABLET)
    more = page.get_by_text("More", exact=True)
    last = page.locator(".tabs a").last
    more.press("Enter")
    expect(last).to_be_visible()
    page.keyboard.press("Escape")
    expect(last).to_be_hidden()
    expect(more).to_be_focused()
    more.press("Enter")
    page.locator("h1").click()
    expect(last).to_be_hidden()


@pytest.mark.smoke
def test_on_a_phone_each_section_leads_to_the_next(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme, width=PHONE, has_touch=True, java_script_enabled=False)
    headings = page.locator("article > h2[id]")
    ways = page.locator(".section-pager a")
    expect(ways).to_have_count(headings.count() - 1)
    ways.first.tap()
    expect(headings.nth(1)).to_be_in_viewport()
    expect(ways.first).to_have_text(f"Next: {headings.nth(1).inner_text()}")
    page.set_viewport_size({"width": DESK, "height": 800})
    expect(ways.locator("visible=true")).to_have_count(0)


def measure(parts: Locator) -> list[Any]:
    """Return width and height of what is seen of some parts."""
    sizes = parts.locator("visible=true").evaluate_all(SIZES)
    assert sizes
    return list(sizes)


def test_what_a_finger_presses_in_header_and_menu_is_large(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme, width=PHONE)
    page.locator(".menu > summary").click()
    for parts in (".site-header :is(a, button)", ".menu > summary, .menu a", ".section-pager a"):
        for width, height in measure(page.locator(parts)):
            assert min(width, height) >= FINGER, parts
