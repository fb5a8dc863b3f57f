"""Print, the whole briefing on one page, and the site read from a folder.

Alone it notices what paper hides, colours or leaves at the end of a sheet, and a site in a folder.
"""

import re
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from pypdf import PageObject, PdfReader
from served import serve
from support import CITED, PAGES, THEMES, OpenPage, find_view, run_apart

from .conftest import CARD, MARKER, copy_site, is_too_wide

WHOLE = find_view("whole")
THEME = THEMES[-1]
ALL = [*PAGES[:-1], WHOLE]
FURNITURE = (
    "header, footer, nav, dialog, button, select, .cite-popup, .cite-page a, .note-card, "
    ".backlinks, input:not([type=radio]), "
    "details:not(.checks, .checks details, .check, .since, .note, .source, .seen, .citable-page, "
    ".rows, .row__more, .lines details, .footnote > details)"
)
EVIDENCE = (
    "figure:not(.front > section > .flows), "
    "figure:not(.front > section > .flows) "
    ":is(svg, table, li, a):not(.as-table *, a[download], .beijing svg, .beijing svg *), "
    ".footnote li, .check p, .since p, .row__more :is(p, li)"
)
"""What paper shows. The table behind a figure is for screens: paper has what it tells in words. Of
two drawings of one figure it has one, and of the front page two sheets: the whole has the rest."""
READ_HIDDEN = "all => all.filter(one => !one.getClientRects().length).map(one => one.outerHTML)"
READ_WIDTHS = """all => all.map(
    one => parseFloat(getComputedStyle(one, '::before').width) / 3.7795)"""
READ_NAMES = """all => all.map(one => one.firstChild.textContent.trim()).filter(
    name => document.querySelector('article').textContent.split(name).length === 2)"""
"""The words of headings, but for those that stand elsewhere too: a line of them is none."""
READ_FONT = "getComputedStyle(document.body).fontFamily"
SCHEMES = [("dark", "auto"), ("light", "dark")]
"""What the system has, and what the reader has chosen."""


@pytest.mark.parametrize("path", [*PAGES, WHOLE])
def test_paper_shows_the_page_in_black_with_its_notes_addresses_and_figures(
    open_page: OpenPage, path: str
) -> None:
    """From the dark scheme, as wide as the text on A4 at 96 dots an inch."""
    page = open_page(path, width=700)
    for system, chosen in SCHEMES:
        page.emulate_media(media="print", color_scheme=system)
        page.evaluate("chosen => { document.documentElement.dataset.scheme = chosen; }", chosen)
        for colour, background in page.evaluate("read.colours()"):
            assert colour == "rgb(0, 0, 0)"
            assert background in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(FURNITURE).locator("visible=true").count() == 0
    assert not is_too_wide(page)
    assert page.locator(EVIDENCE).evaluate_all(READ_HIDDEN) == []
    for figure in page.locator(".beijing").all():
        expect(figure.locator("svg").locator("visible=true")).to_have_count(1)
    addresses = page.evaluate("read.addresses()")
    assert all(place == shown for place, shown in addresses)
    if path in {*THEMES, WHOLE}:
        expect(page.locator(".print-address").first).to_be_visible()
        assert page.locator(".footnote li").count() > 0
        assert addresses


def test_paper_has_a_margin_for_addresses_and_lines_of_sixty_to_seventy_five_letters(
    open_page: OpenPage, theme: str
) -> None:
    """Millimetres are 3.78 dots each; the margin has 47. A line is that of running text."""
    page = open_page(theme)
    page.emulate_media(media="print")
    for paper in (635, 658):  # A4 and Letter
        page.set_viewport_size({"width": paper, "height": 800})
        widths = page.locator("p.claim").evaluate_all(READ_WIDTHS)
        assert widths == pytest.approx([47] * len(widths), abs=0.5)
        letters = page.evaluate("read.letters()")
        assert 60 <= sum(letters) / len(letters) <= 75


@pytest.mark.parametrize("path", [THEME, WHOLE])
def test_paper_has_the_checks_beside_their_paragraphs_with_their_words_folded(
    open_page: OpenPage, path: str
) -> None:
    page = open_page(path)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 658, "height": 800})
    told = page.locator(".claim + .checks:has(> :not(.checks__way))")  # more than a way to cite
    blocks = told.locator("visible=true")
    assert blocks.count() == told.count() > 0
    for block in blocks.all()[::5]:
        box = block.bounding_box()
        paragraph = block.locator("xpath=preceding-sibling::p[1]").bounding_box()
        assert box
        assert paragraph
        assert box["x"] >= paragraph["x"] + paragraph["width"]
        assert paragraph["y"] <= box["y"] <= paragraph["y"] + 30  # its address stands above
    listed = page.locator(".checks li summary")
    assert listed.count() == listed.locator("visible=true").count()
    for hidden in (".checks__fold > summary", ".checks q", ".checks .checks__way > :first-child"):
        expect(page.locator(hidden).locator("visible=true")).to_have_count(0)


def read_lines(sheet: PageObject) -> list[str]:
    """Return the lines of a sheet of paper from top to bottom."""
    lines = sheet.extract_text(extraction_mode="layout").splitlines()
    return [line.strip() for line in lines if line.strip()]


@pytest.mark.parametrize(
    ("path", "paper"), [*[(path, "A4") for path in (*THEMES, CITED[-1], WHOLE)], (WHOLE, "Letter")]
)
def test_no_sheet_ends_with_a_heading(open_page: OpenPage, path: str, paper: str) -> None:
    """The last line is that below the text, with the number of the sheet.

    On Letter in the whole alone, which has the headings of all pages.
    """
    page = open_page(path, color_scheme="dark")
    headings = page.locator("article :is(h2, h3, .admonition-title, .check summary)")
    names = headings.evaluate_all(READ_NAMES)
    sheets = PdfReader(BytesIO(page.pdf(format=paper))).pages
    for sheet in sheets:
        lines = read_lines(sheet)
        assert re.search(r"\d+ / \d+$", lines[-1])
        assert re.sub(r"\s*#[\w-]*$", "", lines[-2]) not in names, lines[-4:]


def test_paper_leaves_out_sections_of_the_front_page_that_it_knows_and_no_others(
    browser: Browser, tmp_path: Path
) -> None:
    site = copy_site("search", tmp_path)
    themes = "## Themes { #themes }\n\n<!-- briefing: themes -->\n"
    days = "## Days { #days }\n\n- **May.** Rain.\n"
    ways = "## Ways { #ways .screen-only }\n\n- On.\n"
    site.edit("docs/index.md", "Two.", f"Two.\n\n- Plain and Hill.\n\n{themes}\n{days}\n{ways}")
    assert run_apart(site.build).messages == []
    with serve(tmp_path / "site") as address:
        page = browser.new_page()
        page.goto(address)
        page.emulate_media(media="print")
        sections = page.locator(".front > section").locator("visible=true")
        expect(sections).to_have_count(1)
        expect(sections).to_contain_text("Plain and Hill")
        page.close()


def find_missing(page: Page) -> list[str]:
    """Return the links of a page in a folder that lead to no file there."""
    links = page.eval_on_selector_all("a[href^='../']", "all => all.map(one => one.href)")
    paths = [re.split("[?#]", link)[0].removeprefix("file://") for link in links]
    return [path for path in paths if not Path(path).is_file()]


def test_the_site_is_read_from_a_folder(
    browser: Browser, open_page: OpenPage, real_site: Path
) -> None:
    """Links, styles and notes work; the search is tried so in `test_search.py`."""
    font = open_page().evaluate(READ_FONT)
    page = browser.new_page()
    faults: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith("file:"):
            faults.append(request.url)

    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", note)
    for path in ALL:
        page.goto((real_site / path / "index.html").as_uri())
        assert page.evaluate(READ_FONT) == font
        assert find_missing(page) == []
    page.goto((real_site / THEME / "index.html").as_uri())
    page.locator(MARKER).first.hover()
    expect(page.locator(CARD)).to_contain_text("in the list")
    page.close()
    assert faults == []
