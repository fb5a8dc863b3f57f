"""What readers do on any page, for tests that look at something else meanwhile."""

from playwright.sync_api import Page, expect
from support import THEMES, find_view

from .conftest import CARD, search

EVERY = {"", THEMES[-1], find_view("ledger"), "404.html"}
"""Pages that have every feature between them."""
OTHER = ":not(.heading-link, .claim-label, .checks *, .citable *, .footnote *)"
SELECT = """text => {
    text.scrollIntoView({block: 'center'});
    getSelection().selectAllChildren(text);
}"""


def read_notes(page: Page) -> None:
    """Open the first cards of notes and of links to passages."""
    links = page.locator(f"a.footnote-ref, article p a[href*='/#']{OTHER}")
    for link in links.filter(visible=True).all()[:3]:
        link.hover()
        # The first loads a script and another page, which takes Firefox long beside other browsers.
        expect(page.locator(CARD)).to_be_visible(timeout=20_000)
        page.mouse.move(1, 1)
        page.keyboard.press("Escape")


def cite(page: Page) -> None:
    """Copy the citations of the first sections or paragraphs."""
    for handle in page.locator("a[data-cite]").all()[:2]:
        handle.press("Enter")
        page.locator(".note-card a.cite").press("Enter")
        page.get_by_role("button", name="Copy Chicago note").click()
        expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")


def link_a_passage(page: Page) -> None:
    """Copy a link to the words of the first paragraph."""
    text = page.locator("main > div > article p:not(.print-address, .whole-note)").first
    text.evaluate(SELECT)
    page.get_by_role("button", name="Copy link to this passage").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
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
    for choice in page.locator(".ledger-filter .is-fact").all():
        choice.click()
        expect(page.locator(".ledger-filter").get_by_role("status")).to_contain_text("of")
    for summary in page.locator("article summary:visible").all()[:3]:
        summary.click()


def use_all(page: Page, word: str) -> None:
    """Use all that a page has, and search for a word that is found."""
    read_notes(page)
    cite(page)
    link_a_passage(page)
    find(page, word)
    change_colours(page)
    filter_and_unfold(page)
