"""Focus and keys: what opens, where the focus goes, and how it comes back.

The patterns are those of https://www.w3.org/WAI/ARIA/apg/patterns/: a modal dialog for citing and
for the search, a dialog that is not modal for the card of a handle.
"""

import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage

from .conftest import CARD, MARKER
from .features import SELECT

READ_TOP = "one => one.getBoundingClientRect().top"
READ_CLIPBOARD = "navigator.clipboard.readText()"
HANDLE = "article h2 .heading-link[data-cite]"


def find_note(page: Page, marker: Locator) -> Locator:
    """Return the note of a marker."""
    return page.locator(f"[id='{(marker.get_attribute('href') or '')[1:]}']")


def close_with_escape(page: Page) -> None:
    page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [1280, 390])
def test_enter_on_a_number_opens_its_note_and_escape_leads_back(
    open_page: OpenPage, theme: str, width: int
) -> None:
    """Twice: the second time the address is the same already."""
    page = open_page(theme, width=width)
    marker = page.locator(MARKER).nth(3)
    for _ in range(2):
        marker.focus()
        top = marker.evaluate(READ_TOP)
        page.keyboard.press("Enter")
        note = find_note(page, marker)
        expect(note).to_be_focused()
        expect(note).to_be_in_viewport()
        page.wait_for_url(f"**{marker.get_attribute('href')}")
        close_with_escape(page)
        expect(marker).to_be_focused()
        expect(page.locator(CARD)).to_be_hidden()
        assert marker.evaluate(READ_TOP) == pytest.approx(top, abs=1)


@pytest.mark.smoke
def test_tab_leads_on_from_a_note_that_was_opened(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme)
    marker = page.locator(MARKER).first
    marker.press("Enter")
    note = find_note(page, marker)
    expect(note).to_be_focused()
    page.keyboard.press("Tab")
    assert note.evaluate("one => one.contains(document.activeElement)")
    close_with_escape(page)
    expect(marker).to_be_focused()


def test_the_card_of_a_handle_is_a_dialog_beside_it(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme)
    handle = page.locator(HANDLE).first
    expect(handle).to_have_attribute("aria-haspopup", "dialog")
    handle.press("Enter")
    card = page.get_by_role("dialog", name=handle.inner_text().strip(), exact=True)
    expect(card).to_be_focused()
    expect(handle).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(card.get_by_role("button", name="Copy link")).to_be_focused()
    close_with_escape(page)
    expect(card).to_be_hidden()
    expect(handle).to_be_focused()
    expect(handle).to_have_attribute("aria-expanded", "false")


def test_the_dialog_of_citations_is_modal_and_gives_the_focus_back(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme)
    page.locator(HANDLE).first.press("Enter")
    opener = page.locator(CARD).get_by_role("link", name="Cite this section")
    opener.press("Enter")
    dialog = page.get_by_role("dialog", name="Cite this section")
    expect(dialog).to_be_visible()
    assert dialog.evaluate("one => one.matches(':modal') && one.contains(document.activeElement)")
    close_with_escape(page)
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_search_is_a_modal_dialog_whose_results_are_reached_by_arrows(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme)
    opener = page.locator(".search-button").first
    opener.press("Enter")
    dialog = page.get_by_role("dialog", name="Search")
    field = dialog.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    assert dialog.evaluate("one => one.matches(':modal')")
    word = max(page.locator("h1").inner_text().split(), key=len)
    field.fill(word)
    results = dialog.get_by_role("listitem").get_by_role("link")
    expect(results.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    close_with_escape(page)
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_escape_takes_the_offer_of_a_link_away(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme)
    page.locator("p.claim").first.evaluate(SELECT)
    offer = page.get_by_role("button", name="Copy link to this passage")
    expect(offer).to_be_visible()
    close_with_escape(page)
    expect(offer).to_be_hidden()


def test_a_paragraph_is_copied_with_its_reference(open_page: OpenPage, theme: str) -> None:
    """Its words without the numbers of notes, and what the dialog has as a note of Chicago."""
    page = open_page(theme)
    way = page.locator(".checks__way a").first
    name = (way.get_attribute("href") or "")[1:]
    page.locator("#depth-checks").evaluate("one => one.click()")
    way.evaluate("one => { one.closest('.checks').open = true; }")
    way.press("Enter")
    page.locator(CARD).get_by_role("button", name="Copy with reference").click()
    expect(page.locator(CARD).get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate(READ_CLIPBOARD)
    page.locator(CARD).get_by_role("link", name="Cite this paragraph").click()
    form = page.locator("dialog[open] .cite-form").filter(has_text="Chicago note")
    reference = form.locator("p").inner_text()
    words = page.locator(f"[id='{name}']").evaluate("""part => {
        const copy = part.cloneNode(true);
        for (const one of copy.querySelectorAll("sup, .note-card")) one.remove();
        return copy.textContent.replace(/\\s+/g, " ").trim();
    }""")
    assert f"#{name}" in reference
    assert copied == f"“{words}” ({reference.removesuffix('.')})"
