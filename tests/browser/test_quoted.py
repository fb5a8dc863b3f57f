"""Links to words: a browser finds them; and marks that lead to what came later, and back."""

from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, TimeoutError, expect
from selectolax.lexbor import LexborHTMLParser
from support import OpenPage, find_view

from .places import read_page
from .test_depths import NARROW, WIDE, choose

DIRECTIVE = "a[href*=':~:text=']"
FILLING = "<p>Filling that stands between. </p>" * 200
# Whether the element with the words is in the window, and the window is no longer at the top.
IS_SHOWN = """() => {
    const box = document.querySelector("#words").getBoundingClientRect();
    return scrollY > 0 && box.top >= 0 && box.bottom <= innerHeight;
}"""


def list_links(site: Path) -> dict[str, str]:
    """Return the words to which a link of the ledger leads, by its address."""
    tree = LexborHTMLParser(read_page(site, find_view("ledger")))
    links = tree.css(f"{DIRECTIVE}:has(q)")
    return {link.attributes["href"] or "": link.text() for link in links}


def find_words(page: Page, address: str, words: str) -> bool:
    """Whether a browser that follows a link to words comes to them, in a page that has them."""
    text = f"{FILLING}<p>It says: <span id=words>{escape(words)}</span>, and more.</p>{FILLING}"

    def answer(route: Route) -> None:
        body = f"<!doctype html><meta charset=utf-8><title>P</title>{text}"
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    page.goto(address)
    try:
        page.wait_for_function(IS_SHOWN, timeout=3_000)
    except TimeoutError:
        return False
    finally:
        page.unroute("**/*")
    return True


def test_a_browser_finds_the_words_of_every_link(browser: Browser, real_site: Path) -> None:
    links = list_links(real_site)
    assert links
    context = browser.new_context()
    missed = []
    for address, words in links.items():
        page = context.new_page()
        if not find_words(page, address, words):
            missed.append((address, words))
        page.close()
    context.close()
    assert missed == []


WORDS = [
    ("it has rained", "it%20has%20rained", True),
    ("a two-day, wet week", "a%20two%2Dday%2C%20wet%20week", True),
    ("a two-day, wet week", "a%20two-day,%20wet%20week", False),
    ("R&D at 98.3% (#2)", "R%26D%20at%2098.3%25%20(%232)", True),
    ("김정은은 오늘 러시아", "김정은은%20오늘%20러시아", True),
    ("it has rained", "says:-,it%20has%20rained,-%2C%20and", True),
]


@pytest.mark.parametrize(("words", "directive", "is_found"), WORDS)
def test_signs_that_divide_a_directive_are_read_as_words(
    browser: Browser, words: str, directive: str, is_found: bool
) -> None:
    page = browser.new_page()
    address = f"https://source.example/a#:~:text={directive}"
    assert find_words(page, address, words) == is_found
    page.close()


def test_a_note_and_the_ledger_lead_to_the_words(real_site: Path, theme: str) -> None:
    notes = LexborHTMLParser(read_page(real_site, theme)).css(f".footnote li {DIRECTIVE}")
    in_notes = {link.attributes["href"] for link in notes}
    assert in_notes
    assert in_notes <= list_links(real_site).keys()


MARK = ".clause + .aftermath a"
# The id of the clause before a mark, which may stand on an empty element in it.
FIND_CLAUSE = """mark => {
    const clause = mark.parentElement.previousElementSibling;
    return clause.id || clause.querySelector("span[id]").id;
}"""


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_mark_stands_with_the_checks_alone(open_page: OpenPage, theme: str, width: int) -> None:
    page = open_page(theme, width=width)
    marks = page.locator(MARK)
    assert marks.count()
    choose(page, "Text")
    expect(marks.locator("visible=true")).to_have_count(0)
    choose(page, "Text and checks")
    expect(marks.locator("visible=true")).to_have_count(marks.count())
    paper = open_page(theme, width=width)
    paper.emulate_media(media="print")
    expect(paper.locator(MARK).locator("visible=true")).to_have_count(0)


def test_every_mark_leads_to_a_line_that_leads_back(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme)
    marks = page.locator(MARK)
    for number in range(marks.count()):
        mark = marks.nth(number)
        clause = mark.evaluate(FIND_CLAUSE)
        expect(mark).to_have_accessible_name("What became of it since")
        mark.click()
        line = page.locator(":target")
        expect(line).to_be_in_viewport()
        back = page.locator(f"a[href$='{theme}#{clause}']").first
        expect(back).to_be_visible()
        back.click()
        found = page.locator(f".clause:is([id='{clause}'], :has([id='{clause}']))")
        expect(found).to_be_in_viewport()
        page.goto(page.url.partition("#")[0])


def test_no_voice_and_no_text_has_a_mark(real_site: Path) -> None:
    tree = LexborHTMLParser(read_page(real_site, find_view("whole")))
    assert tree.css(".aftermath")
    assert tree.css(":is(.voice, .clause, .bottom-line) .aftermath") == []
