"""This text on paper, page by page and whole.

Alone it notices what paper hides of it, a heading at the end of a sheet, and a third sheet of the
front page.
"""

from io import BytesIO

import pytest
from looks import look_at_paper, look_at_sheets
from playwright.sync_api import expect
from pypdf import PdfReader
from real import BRIEFING
from support import OpenPage

WHOLE = BRIEFING.find_view("whole")
PRINTED = (".deck", ".front > .answer > .bottom-line", ".outcome", "table:has(.mark)")
LEFT_TO_THE_WHOLE = (".findings", ".flows")


@pytest.mark.parametrize("path", BRIEFING.all)
def test_paper_shows_the_page_in_black_with_its_notes_addresses_and_figures(
    open_page: OpenPage, path: str
) -> None:
    page = open_page(path, width=700)
    look_at_paper(page, makes_claims=path in {*BRIEFING.themes, WHOLE})


@pytest.mark.parametrize("path", BRIEFING.argued)
def test_paper_has_lines_of_sixty_to_seventy_five_letters(open_page: OpenPage, path: str) -> None:
    """A line is that of running text."""
    page = open_page(path)
    page.emulate_media(media="print")
    for paper in (635, 658):  # A4 and Letter
        page.set_viewport_size({"width": paper, "height": 800})
        letters = page.evaluate("read.letters()")
        assert 60 <= sum(letters) / len(letters) <= 75


@pytest.mark.parametrize(
    ("path", "paper"),
    [*[(path, "A4") for path in (*BRIEFING.themes, BRIEFING.cited[-1], WHOLE)], (WHOLE, "Letter")],
)
def test_no_sheet_ends_with_a_heading(open_page: OpenPage, path: str, paper: str) -> None:
    """On Letter in the whole alone, which has the headings of all pages."""
    look_at_sheets(open_page(path, color_scheme="dark"), paper)


def test_the_front_page_is_two_sheets_of_paper(open_page: OpenPage) -> None:
    """With what was found; the rest is in the whole, which is for printing."""
    page = open_page()
    assert len(PdfReader(BytesIO(page.pdf(format="A4"))).pages) <= 2
    page.emulate_media(media="print")
    for printed in PRINTED:
        expect(page.locator(printed)).to_be_visible()
    for left in LEFT_TO_THE_WHOLE:
        expect(page.locator(left)).to_be_hidden()
