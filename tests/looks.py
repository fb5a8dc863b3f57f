"""What holds of a page whatever it says, on screens, by keyboard and on paper.

Tests of the engine ask it of the golden site, those of this text of all its pages.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from browsing import choose, find_violations, is_too_wide
from playwright.sync_api import Page, expect
from pypdf import PageObject, PdfReader
from support import OpenPage

from mkdocs_briefing.editions.editions import Edition

IS_DARK = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0] < 128"
CHOOSE = "all => all.forEach(one => one.click())"


@dataclass(frozen=True)
class Screen:
    """How wide a window is, the scheme of the system, and what was chosen of the text."""

    width: int
    scheme: str
    depth: str
    has_axe: bool = True
    """Whether axe looks at it: it takes as long as all else."""


PHONE = Screen(360, "dark", "checks")
DESK = Screen(1280, "light", "checks")
OTHERS = [
    Screen(360, "light", "text"),
    Screen(1280, "dark", "text"),
    Screen(360, "forced", "checks"),
]
"""With the two above each width, light and dark, at each depth, and the colours of a system."""
SMALL = 320
SIZES = 9
"""Of letters on a page, unfolded or not, at any width and depth."""
MOST = 800
"""Stops of the keyboard on a page: a walk that goes round in a circle ends there."""


def look(page: Page, screen: Screen) -> None:
    """See that an open page fits a screen, has its scheme and few sizes, and passes axe."""
    page.set_viewport_size({"width": screen.width, "height": 800})
    page.emulate_media(color_scheme="dark" if screen.scheme == "dark" else "light")
    page.locator(f"#depth-{screen.depth}").evaluate_all(CHOOSE)
    assert len(page.evaluate("read.allSizes()")) <= SIZES, screen
    if screen.has_axe:
        assert find_violations(page, screen.scheme) == [], screen
    for width in (screen.width, SMALL):
        page.set_viewport_size({"width": width, "height": 800})
        assert not is_too_wide(page), (screen, width)
    if screen.scheme != "forced":
        assert page.evaluate(IS_DARK) == (screen.scheme == "dark"), screen


def visit(open_page: OpenPage, path: str, screens: list[Screen]) -> None:
    """Open a page once, on which nothing moves, and look at it on each screen."""
    page = open_page(path)
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("read.moving()") == []
    for screen in screens:
        look(page, screen)


def enlarge(page: Page) -> None:
    """See that text of twice the size and a zoom to four times lose nothing.

    A window of 1280 by 800 that is zoomed to 400 % is one of 320 by 200.

    Letters of twice the size are asked for where readers ask for them, in the settings of the
    browser (16 pixels unless they do); widths in `em` follow them.
    """
    page.locator("#depth-checks").evaluate_all(CHOOSE)
    page.set_viewport_size({"width": 320, "height": 200})
    assert len(page.locator("main").inner_text()) > 100
    assert not is_too_wide(page)
    assert page.evaluate("read.clipped()") == []
    page.set_viewport_size({"width": 1280, "height": 800})
    settings = page.context.new_cdp_session(page)
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    assert not is_too_wide(page)
    assert page.evaluate("read.clipped()") == []


def find_moved(page: Page, paths: Iterable[str]) -> list[str]:
    """Return the pages on which something moves while they load.

    One that moved is loaded once more: on a busy machine it may come in bits.
    """
    moved = []
    for path in paths:
        page.goto(f"/{path}", wait_until="networkidle")
        if page.evaluate("window.shift"):
            page.goto("about:blank")
            page.goto(f"/{path}", wait_until="networkidle")
        if page.evaluate("window.shift"):
            moved.append(path)
    return moved


def walk(page: Page, most: int = MOST) -> bool:
    """Walk a page by keyboard, in order, seeing where it is; whether it comes to an end."""
    page.keyboard.press("Tab")
    focus = page.evaluate("read.focus()")
    stops = 0
    while focus and stops < most:
        assert focus["isMarked"], focus
        assert focus["isSeen"], focus
        assert focus["isInWindow"], focus
        assert focus["isNext"], focus
        page.keyboard.press("Tab")
        focus = page.evaluate("read.focus()")
        stops += 1
    links = page.locator("a[href]").locator("visible=true").count()
    assert stops > min(20, links - 1)
    return not focus


FURNITURE = (
    "header, footer, nav, dialog, button, select, .cite-popup, .cite-page a, .note-card, "
    ".backlinks, input:not([type=radio]), "
    "details:not(.checks, .checks details, .check, .since, .note, .source, .seen, .citable-page, "
    ".rows, .row__more, .lines details, .footnote > details, .entries)"
)
TWO = ":is(.beijing, .register)"
"""Figures that are drawn twice, for wide and for narrow columns."""
EVIDENCE = (
    "figure:not(.front > section > .flows), "
    "figure:not(.front > section > .flows) "
    f":is(svg, table, li, a):not(.as-table *, a[download], {TWO} svg, {TWO} svg *), "
    ".footnote li, .check p, .since p, .row__more :is(p, li), .entries > .claim"
)
"""What paper shows. The table behind a figure is for screens: paper has what it tells in words. Of
two drawings of one figure it has one, and of the front page two sheets: the whole has the rest."""
READ_HIDDEN = "all => all.filter(one => !one.getClientRects().length).map(one => one.outerHTML)"
READ_NAMES = """all => all.map(one => one.firstChild.textContent.trim()).filter(
    name => document.querySelector('article').textContent.split(name).length === 2)"""
"""The words of headings, but for those that stand elsewhere too: a line of them is none."""
SCHEMES = [("dark", "auto"), ("light", "dark")]
"""What the system has, and what the reader has chosen."""


def look_at_paper(page: Page, makes_claims: bool) -> None:
    """See that paper has a page in black, with its notes, addresses and figures.

    From the dark scheme; the window is as wide as the text on A4 at 96 dots an inch.
    """
    for system, chosen in SCHEMES:
        page.emulate_media(media="print", color_scheme=system)  # type: ignore[arg-type]
        page.evaluate("chosen => { document.documentElement.dataset.scheme = chosen; }", chosen)
        for colour, background in page.evaluate("read.colours()"):
            assert colour == "rgb(0, 0, 0)"
            assert background in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(FURNITURE).locator("visible=true").count() == 0
    assert not is_too_wide(page)
    assert page.locator(EVIDENCE).evaluate_all(READ_HIDDEN) == []
    for figure in page.locator(TWO).all():
        expect(figure.locator("svg").locator("visible=true")).to_have_count(1)
    assert "Go to its words" not in page.locator("main").inner_text()
    addresses = page.evaluate("read.addresses()")
    assert all(place == shown for place, shown in addresses)
    if makes_claims:
        expect(page.locator(".print-address").first).to_be_visible()
        assert page.locator(".footnote li").count() > 0
        assert addresses


def read_lines(sheet: PageObject) -> list[str]:
    """Return the lines of a sheet of paper from top to bottom."""
    lines = sheet.extract_text(extraction_mode="layout").splitlines()
    return [line.strip() for line in lines if line.strip()]


def _has_all(parts: Iterable[str], sheet: str) -> bool:
    return all(part in sheet for part in parts)


def look_at_sheets(page: Page, paper: str) -> None:
    """See that no sheet ends with a heading, and that what a figure shows is said on one.

    The last line is that below the text, with the number of the sheet.
    """
    headings = page.locator("article :is(h2, h3, .admonition-title, .check summary)")
    names = headings.evaluate_all(READ_NAMES)
    sheets = PdfReader(BytesIO(page.pdf(format=paper))).pages
    for sheet in sheets:
        lines = read_lines(sheet)
        assert re.search(r"\d+ / \d+$", lines[-1])
        last = re.sub(r"\s*#[\w-]*$", "", "".join(lines[-2:-1]))  # an empty sheet has none
        assert last not in names, lines[-4:]
    page.emulate_media(media="print")
    words = ["".join(sheet.extract_text().split()) for sheet in sheets]
    for caption in page.locator("article figcaption").locator("visible=true").all():
        parts = {"".join(part.split()) for part in caption.locator("> *").all_inner_texts()}
        assert any(map(partial(_has_all, parts), words)), parts


READ = ".checks li"
"""The sources beside a paragraph; a verdict and what came later stay at either choice."""
SHADES = """() => ["backgroundColor", "color"].map(name =>
    Number(getComputedStyle(document.body)[name].match(/[0-9]+/)[0]))"""
UNSEEN = """ids => {
    document.querySelectorAll("details").forEach(box => box.open = true);
    const seen = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
    const isSeen = part => {
        const {width, height} = part.getBoundingClientRect();
        const {fontSize, color} = getComputedStyle(part);
        return part.checkVisibility(seen) && width > 1 && height > 1 && parseFloat(fontSize) > 6
            && color !== getComputedStyle(document.body).backgroundColor;
    };
    return ids.filter(id => {
        let part = document.getElementById(id);
        while (!part.textContent) part = part.parentElement;
        return !isSeen(part);
    });
}"""
"""An id that a reader view would take for a button to share stands on an empty element."""


def list_said(edition: Edition, url: str) -> list[str]:
    """Return the ids of what a page of an edition says."""
    return [each.id for each in edition.pages[url] if each.id and each.what != "alias"]


def look_at_statements(page: Page, editions: Iterable[Edition]) -> None:
    """See that every statement of some editions can be seen: the finished styles hide none.

    At the end one is hidden, to show that it would have been seen.
    """
    for edition in editions:
        for url in edition.pages:
            page.goto(f"/{edition.version.path}{url}")
            ids = list_said(edition, url)
            assert page.evaluate(UNSEEN, ids) == [], (edition.version.name, url)
    page.evaluate("id => { document.getElementById(id).style.opacity = 0; }", ids[-1])
    assert ids[-1] in page.evaluate(UNSEEN, ids), "the look sees what is hidden"


def look_at_edition(open_page: OpenPage, edition: Edition) -> None:
    """See that a page of an edition says which it is, and needs no script.

    A cited address leads to the middle of a page, past the frame at its top. Notes are links,
    colours are the system's, and the buttons above choose what is shown.
    """
    url = max(edition.pages, key=lambda url: len(list_said(edition, url)))
    address = f"{edition.version.path}{url}#{list_said(edition, url)[-1]}"
    page = open_page(address, color_scheme="dark")
    expect(page.locator(".edition-mark")).to_have_text(edition.version.name.capitalize())
    expect(page.locator(".edition-mark")).to_be_in_viewport()
    expect(page.locator("script")).to_have_count(0)
    paper, letters = page.evaluate(SHADES)
    assert paper < letters
    for note in page.locator("a.footnote-ref").locator("visible=true").all()[:1]:
        note.click()
        target = (note.get_attribute("href") or "#")[1:]
        expect(page.locator(f"[id='{target}']")).to_be_in_viewport()
    for choice in ("checks", "text"):
        for button in page.locator(f"#depth-{choice}").all():
            choose(page, choice)
            expect(button).to_be_checked()
            shown = page.locator(READ).locator("visible=true")
            assert bool(shown.count()) == (choice == "checks")


def look_at_editions(page: Page, paths: Iterable[str], scheme: str) -> None:
    """See that pages of editions pass axe and fit."""
    for path in paths:
        page.goto(f"/{path}")
        assert (path, find_violations(page, scheme)) == (path, [])
        assert not is_too_wide(page)
