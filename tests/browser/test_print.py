"""Print, the whole briefing on one page, and the site read from a folder.

Alone it notices what paper hides, colours or leaves at the end of a sheet, and a site in a folder.
"""

import re
from pathlib import Path

import pytest
from browsing import CARD, MARKER, copy_site
from looks import look_at_paper, look_at_sheets
from playwright.sync_api import Browser, Page, Request, expect
from served import serve
from support import OpenPage, run_apart

from .places import OUTLINE, find_view

WHOLE = find_view("whole")
THEME = OUTLINE.themes[-1]
ALL = [*OUTLINE.pages[:-1], WHOLE]
READ_WIDTHS = """all => all.map(
    one => parseFloat(getComputedStyle(one, '::before').width) / 3.7795)"""
READ_ROOM = """list => {
    const style = getComputedStyle(list);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    return parseFloat(style.paddingLeft) - pen.measureText("99. ").width;
}"""
FOLDS = ".checks__fold:has(li) > summary"
NAMED = ".checks__fold:not(:has(li)) > summary"
"""A fold without sources says what the statements in it are, as "Rests on 2 statements"."""
READ_FONT = "getComputedStyle(document.body).fontFamily"


@pytest.mark.parametrize("path", [*OUTLINE.pages, WHOLE])
def test_paper_shows_the_page_in_black_with_its_notes_addresses_and_figures(
    open_page: OpenPage, path: str
) -> None:
    page = open_page(path, width=700)
    look_at_paper(page, makes_claims=path in {*OUTLINE.themes, WHOLE})


def test_paper_has_a_margin_for_addresses(open_page: OpenPage, theme: str) -> None:
    """Millimetres are 3.78 dots each; the margin has 47."""
    page = open_page(theme)
    page.emulate_media(media="print")
    for paper in (635, 658):  # A4 and Letter
        page.set_viewport_size({"width": paper, "height": 800})
        widths = page.locator("p.claim").evaluate_all(READ_WIDTHS)
        assert widths == pytest.approx([47] * len(widths), abs=0.5)


def test_paper_has_room_for_the_number_of_a_note(open_page: OpenPage, theme: str) -> None:
    """What stands outside a column is cut off."""
    page = open_page(theme)
    page.emulate_media(media="print")
    assert min(page.locator(".footnote ol").evaluate_all(f"all => all.map({READ_ROOM})")) > 0


def test_paper_has_every_statement_of_the_article_whatever_a_screen_shows(
    open_page: OpenPage,
) -> None:
    page = open_page(find_view("article"))
    page.locator(".lines > li").evaluate_all("all => all.forEach(one => { one.hidden = true; })")
    page.emulate_media(media="print")
    rows = page.locator(".lines > li")
    assert rows.locator("visible=true").count() == rows.count() > 0
    expect(page.locator(".lines__rest").locator("visible=true")).to_have_count(0)
    for way in page.locator(".lines .screen-only").all():
        expect(way).to_be_hidden()


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
    for hidden in (FOLDS, ".checks q", ".checks .checks__way > :first-child"):
        expect(page.locator(hidden).locator("visible=true")).to_have_count(0)
    named = page.locator(NAMED)
    assert named.count() == named.locator("visible=true").count() > 0


@pytest.mark.parametrize(
    ("path", "paper"),
    [*[(path, "A4") for path in (*OUTLINE.themes, OUTLINE.cited[-1], WHOLE)], (WHOLE, "Letter")],
)
def test_no_sheet_ends_with_a_heading(open_page: OpenPage, path: str, paper: str) -> None:
    """On Letter in the whole alone, which has the headings of all pages."""
    look_at_sheets(open_page(path, color_scheme="dark"), paper)


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
    browser: Browser, open_page: OpenPage, golden_site: Path
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
        page.goto((golden_site / path / "index.html").as_uri())
        assert page.evaluate(READ_FONT) == font
        assert find_missing(page) == []
    page.goto((golden_site / THEME / "index.html").as_uri())
    page.locator(MARKER).first.hover()
    expect(page.locator(CARD)).to_contain_text("in the list")
    page.close()
    assert faults == []
