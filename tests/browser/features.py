"""What readers do on any page, for tests that look at something else meanwhile."""

from playwright.sync_api import Page, expect

from .conftest import CARD, open_citation, search


def read_notes(page: Page) -> None:
    """Open the cards of the first notes."""
    for link in page.locator("a.footnote-ref").filter(visible=True).all()[:3]:
        link.hover()
        # On the page of the whole a busy browser takes long to lay out anything.
        expect(page.locator(CARD)).to_be_visible(timeout=20_000)
        page.mouse.move(1, 1)
        page.keyboard.press("Escape")


def cite(page: Page) -> None:
    """Copy the citation of the first paragraph."""
    if page.locator("#depth-checks").count():
        open_citation(page)
        page.get_by_role("button", name="Copy Chicago note").first.click()
        expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
        page.keyboard.press("Escape")


def find(page: Page, word: str) -> None:
    """Search for a word that is found."""
    expect(search(page, word).first).to_be_visible()
    page.keyboard.press("Escape")


def change_colours(page: Page) -> None:
    """Choose each scheme."""
    for scheme in ("dark", "light", "auto"):
        page.locator(".scheme-button").click()
        expect(page.locator("html")).to_have_attribute("data-scheme", scheme)


def filter_and_unfold(page: Page) -> None:
    """Filter the ledger, where there is one, and open the first folds."""
    for choice in page.locator(".ledger-filter [value=fact]").all():
        choice.click()
        expect(page.locator(".ledger-filter").get_by_role("status")).to_contain_text("of")
    for summary in page.locator("article summary:visible").all()[:3]:
        summary.click()


def use_all(page: Page, word: str) -> None:
    """Use all that a page has, and search for a word that is found."""
    read_notes(page)
    cite(page)
    find(page, word)
    change_colours(page)
    filter_and_unfold(page)
