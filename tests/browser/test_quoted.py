"""Marks that lead to what came later, and back; and notes that lead to the words of a source."""

from pathlib import Path

from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser
from support import OpenPage, find_view

from .places import read_page

DIRECTIVE = "a[href*=':~:text=']"


def test_a_note_and_the_ledger_lead_to_the_words(real_site: Path, theme: str) -> None:
    notes = LexborHTMLParser(read_page(real_site, theme)).css(f".footnote li {DIRECTIVE}")
    in_notes = {link.attributes["href"] for link in notes}
    assert in_notes
    ledger = LexborHTMLParser(read_page(real_site, find_view("ledger"))).css(f"{DIRECTIVE}:has(q)")
    assert in_notes <= {link.attributes["href"] for link in ledger}


MARK = ".clause + .aftermath a"
# The id of the clause before a mark, which may stand on an empty element in it.
FIND_CLAUSE = """mark => {
    const clause = mark.parentElement.previousElementSibling;
    return clause.id || clause.querySelector("span[id]").id;
}"""


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
