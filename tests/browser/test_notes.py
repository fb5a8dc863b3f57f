"""A note opens by pointer, by keyboard and by tap, closes on Escape, and leads there and back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]
PAGE = "troop-reports/"


def find_marker(page: Page, number: int = 0) -> Locator:
    return page.locator("p.claim a.footnote-ref").nth(number)


def find_card(page: Page) -> Locator:
    return page.locator(".note-card")


def test_it_opens_under_the_pointer_and_closes_when_that_leaves(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    find_marker(page).hover()
    expect(find_card(page)).to_be_visible()
    expect(find_card(page)).to_contain_text("Feng Zhang, “Is China being played by North Korea and Russia?”")
    expect(find_card(page)).not_to_contain_text("↩")
    page.mouse.move(5, 700)
    expect(find_card(page)).to_be_hidden()


def test_it_stays_while_the_pointer_is_in_it(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    find_marker(page).hover()
    find_card(page).get_by_role("link").first.hover()
    page.wait_for_timeout(400)  # longer than the delay after which it would close
    expect(find_card(page)).to_be_visible()


def test_it_opens_on_keyboard_focus_and_closes_on_escape(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.locator("p.claim .cite").first.focus()
    page.keyboard.press("Tab")
    expect(find_marker(page)).to_be_focused()
    expect(find_card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(find_card(page)).to_be_hidden()
    expect(find_marker(page)).to_be_focused()


def test_it_opens_on_tap_without_leaving_the_line(open_page: OpenPage) -> None:
    page = open_page(PAGE, width=360, has_touch=True)
    find_marker(page).scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    find_marker(page).tap()
    expect(find_card(page)).to_be_visible()
    assert page.evaluate("scrollY") == place
    card, line = find_card(page).bounding_box(), find_marker(page).bounding_box()
    assert card
    assert line
    assert card["y"] >= line["y"] + line["height"] or card["y"] + card["height"] <= line["y"]
    expect(find_card(page)).to_be_in_viewport(ratio=1)
    assert "#fn" not in page.url
    find_card(page).get_by_role("link", name="Go to note").tap()
    expect(page.locator("[id='fn:cite-zhang2024played']")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_it_stays_on_the_screen_and_off_the_line(open_page: OpenPage, width: int) -> None:
    page = open_page(PAGE, width=width)
    for number in range(page.locator("p.claim a.footnote-ref").count()):
        marker = find_marker(page, number)
        marker.scroll_into_view_if_needed()
        page.mouse.move(1, 1)
        expect(find_card(page)).to_be_hidden()
        marker.hover()
        expect(find_card(page)).to_be_visible()
        card, line = find_card(page).bounding_box(), marker.bounding_box()
        assert card
        assert line
        assert card["x"] >= 0
        assert card["x"] + card["width"] <= width
        assert card["y"] >= line["y"] + line["height"] or card["y"] + card["height"] <= line["y"]


def test_a_click_leads_to_the_note_and_its_back_link_to_the_marker(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    find_marker(page).click()
    note = page.locator("[id='fn:cite-zhang2024played']")
    expect(note).to_be_in_viewport()
    note.get_by_role("link", name="Back to: The first reports (2)").click()
    expect(page.locator("[id='fnref2:cite-zhang2024played']")).to_be_in_viewport()
    assert page.url.endswith("#fnref2:cite-zhang2024played")
