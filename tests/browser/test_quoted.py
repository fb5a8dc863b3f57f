"""Marks that lead to what came later, and back.

Alone it notices a mark whose way there or back is out of sight.
"""

from playwright.sync_api import expect
from support import OpenPage

UNFOLD = "link => { (link.closest('details') ?? link).open = true; }"
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
        back.evaluate(UNFOLD)
        expect(back).to_be_visible()
        back.click()
        found = page.locator(f".clause:is([id='{clause}'], :has([id='{clause}']))")
        expect(found).to_be_in_viewport()
        page.goto(page.url.partition("#")[0])
