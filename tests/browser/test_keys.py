"""Dialogs by keyboard: modal, with the focus within, which comes back to what opened them.

The pattern is https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/.

Alone it notices focus that is lost by a dialog.
"""

from collections.abc import Callable

import pytest
from browsing import open_citation
from playwright.sync_api import Locator, Page, expect
from support import OpenPage

IS_WITHIN = "one => one.matches(':modal') && one.contains(document.activeElement)"


def open_search(page: Page) -> Locator:
    """Open the search from the keyboard; gives what opened it."""
    opener = page.locator(".search-button").first
    opener.press("Enter")
    return opener


@pytest.mark.smoke
@pytest.mark.parametrize(("name", "open_it"), [("Cite", open_citation), ("Search", open_search)])
def test_a_dialog_is_modal_and_gives_the_focus_back(
    open_page: OpenPage, theme: str, name: str, open_it: Callable[[Page], Locator]
) -> None:
    page = open_page(theme)
    opener = open_it(page)
    dialog = page.get_by_role("dialog", name=name)
    expect(dialog).to_be_visible()
    assert dialog.evaluate(IS_WITHIN)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_key_opens_the_search_and_is_a_letter_where_somebody_writes(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme)
    page.keyboard.press("/")
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.press("/")
    expect(field).to_have_value("/")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+/")
    expect(field).to_be_hidden()


def test_results_are_reached_by_keys(open_page: OpenPage, theme: str) -> None:
    """The first by Enter, others by Tab."""
    page = open_page(theme)
    open_search(page)
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    field.fill(max(page.locator("h1").inner_text().split(), key=len))
    results = page.get_by_role("dialog").get_by_role("listitem").get_by_role("link")
    expect(results.first).to_be_visible()
    for _ in range(3):  # by the button, and in Firefox by the list, which scrolls
        page.keyboard.press("Tab")
    expect(page.locator(".search li a:focus")).to_be_visible()
    wanted = results.first.evaluate("link => link.href")
    field.press("Enter")
    page.wait_for_url(wanted)


@pytest.mark.smoke
def test_colours_are_chosen_in_turn(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme)
    for scheme in ("dark", "light", "auto"):
        page.locator(".scheme-button").press("Enter")
        expect(page.locator("html")).to_have_attribute("data-scheme", scheme)
