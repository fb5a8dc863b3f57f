"""Reading comforts: every stop of the keyboard on the longest page, the way on for the lost."""

import pytest
from playwright.sync_api import expect
from support import THEMES, OpenPage, find_view


def test_a_stop_of_the_keyboard_can_be_seen(open_page: OpenPage) -> None:
    """What is shown where a reader comes to it, is so when it has the focus."""
    page = open_page(find_view("ledger"))
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        stops = page.evaluate("read.stops()")
        assert len(stops) > 10
        assert all(stops)


@pytest.mark.parametrize("has_script", [True, False])
def test_a_lost_reader_is_offered_pages_and_what_works(
    open_page: OpenPage, has_script: bool
) -> None:
    page = open_page("404.html", width=360, java_script_enabled=has_script)
    paths = page.locator("article li a").evaluate_all("all => all.map(link => link.pathname)")
    assert set(paths) == {f"/{path}" for path in THEMES[1:]}
    expect(page.get_by_role("link", name="front page")).to_be_visible()
    button = page.locator("article").get_by_role("button", name="Search")
    expect(button).to_be_visible(visible=has_script)
    if has_script:
        button.click()
        expect(page.get_by_role("textbox", name="Search")).to_be_focused()


@pytest.mark.smoke
def test_colours_are_chosen_in_turn(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme)
    for scheme in ("dark", "light", "auto"):
        page.locator(".scheme-button").click()
        expect(page.locator("html")).to_have_attribute("data-scheme", scheme)
