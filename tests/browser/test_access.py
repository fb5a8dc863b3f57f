"""Accessibility to WCAG 2.2 AA, and AAA for the contrast of text, as a browser shows it.

Axe over every page, in both schemes and at two widths, is in `test_site.py`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from support import AXE, PAGES, OpenPage

pytestmark = pytest.mark.slow

THEME = "troop-reports/"
SETTINGS = ({"color_scheme": "light"}, {"color_scheme": "dark"},
            {"forced_colors": "active"}, {"reduced_motion": "reduce"})

READ_MOVING = """() => [...document.querySelectorAll("*")].filter(part => {
    const {transitionDuration, animationName, scrollBehavior} = getComputedStyle(part);
    return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto";
}).map(part => part.outerHTML.slice(0, 80))"""

# Where the focus is, whether it can be seen, and whether anything lies over it, once what it opens is open.
READ_FOCUS = """async () => {
    const part = document.activeElement;
    if (part === document.body) return null;
    const last = window.last;
    if (!part.closest(".note-card")) window.last = part; // a card is gone after it
    const look = () => {
        const {outlineStyle, outlineWidth, opacity} = getComputedStyle(part);
        const box = [...part.getClientRects()].find(({width, height}) => width && height)
            ?? part.getBoundingClientRect();
        const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return {name: `${part.tagName}.${part.className} ${(part.ariaLabel ?? part.textContent).trim().slice(0, 40)}`,
                isMarked: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || part.matches("sup:target > a"),
                isSeen: opacity !== "0" && Boolean(part.contains(over) || over?.contains(part)),
                over: `${over?.tagName}.${over?.className}`,
                isInWindow: box.top > -1 && box.bottom < innerHeight + 1 && box.left > -1 && box.right < innerWidth + 1,
                isNext: !last || Boolean(last.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING)};
    };
    for (let frame = 0; frame < 30 && !(look().isSeen && look().isInWindow); frame++) {
        await new Promise(requestAnimationFrame);
    }
    return look();
}"""

WATCH_SHIFTS = """
    window.shift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shift += entry.value; }))
        .observe({type: "layout-shift", buffered: true});
"""


def find_violations(page: Page) -> list[Any]:
    return [(found["id"], [node["html"] for node in found["nodes"]])
            for found in Axe().run(page, options=AXE).response["violations"]]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("settings", SETTINGS[2:], ids=str)
def test_a_page_passes_axe_otherwise(open_page: OpenPage, path: str, width: int, settings: dict[str, str]) -> None:
    page = open_page(path, width=width, **settings)
    assert find_violations(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_editions_pass_axe_and_fit(open_page: OpenPage, address: str, real_site: Path, width: int) -> None:
    """Of each edition the front page and a theme, what changed in it, and the list of all: the rest is the same."""
    page = open_page("editions/", width=width)
    found = sorted(file.relative_to(real_site).parent.as_posix() for file in real_site.glob("editions/**/index.html"))
    for path in [path for path in found if path.count("/") < 2 or path.endswith("/leverage")]:
        page.goto(f"{address}{path}/")
        assert (path, find_violations(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def open_note(page: Page, link: str = "a.footnote-ref") -> None:
    page.locator(link).first.hover()
    expect(page.locator(".note-card")).to_be_visible()


def open_preview(page: Page) -> None:
    open_note(page, "article p a[href*='/#']")


def open_paragraph(page: Page) -> None:
    page.locator(".claim-label").first.click()
    expect(page.get_by_role("dialog").get_by_role("listitem").first).to_be_visible()


def open_clause(page: Page) -> None:
    page.locator(".clause-label").nth(2).press("Enter")
    expect(page.get_by_role("dialog").locator(".note-card__source").first).to_be_visible()


def open_search(page: Page) -> None:
    page.get_by_role("button", name="Search").click()
    page.get_by_role("textbox", name="Search").press_sequentially("treaty")
    expect(page.locator(".search li").first).to_be_visible()


def open_contents(page: Page) -> None:
    page.locator(".contents summary").click()
    expect(page.locator(".contents a:visible").first).to_be_visible()


def open_citation(page: Page) -> None:
    page.locator(".claim-label").first.press("Enter")
    page.locator(".note-card .cite").press("Enter")
    for name in ("BibTeX", "RIS", "CSL-JSON"):
        page.get_by_role("dialog", name="Cite this paragraph").get_by_text(name, exact=True).click()


def open_passage(page: Page) -> None:
    page.locator(".clause").nth(1).scroll_into_view_if_needed()
    page.locator(".clause").nth(1).evaluate("claim => getSelection().selectAllChildren(claim)")
    expect(page.locator(".passage button")).to_be_visible()


def open_target(page: Page) -> None:
    page.goto(f"{page.url}#{page.locator('.clause:has(a)').last.get_attribute('id')}")
    expect(page.locator(".clause:target")).to_be_visible()


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("show", [open_note, open_preview, open_paragraph, open_clause, open_search, open_contents,
                                  open_citation, open_passage, open_target])
def test_a_page_passes_axe_with_what_opens_open(
        open_page: OpenPage, show: Callable[[Page], None], width: int, settings: dict[str, str]) -> None:
    page = open_page("leverage/", width=width, **settings)
    show(page)
    assert find_violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_by_itself_so_that_there_is_nothing_to_reduce(open_page: OpenPage, path: str) -> None:
    assert open_page(path).evaluate(READ_MOVING) == []


@pytest.mark.parametrize("path", PAGES)
def test_text_of_twice_the_size_and_a_window_of_320_lose_nothing(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=320)
    words = page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # ours is 125%
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert len(words) > 100
    clipped = page.eval_on_selector_all("article :is(p, li, h1, h2, h3), header a, nav a", """all => all.filter(part =>
        part.checkVisibility() && !part.closest(".visually-hidden") && part.scrollWidth > part.clientWidth + 1
        && getComputedStyle(part).overflowX === "hidden").map(part => part.textContent)""")
    assert clipped == []


@pytest.mark.parametrize("path", ["", THEME, "claims/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_walks_a_page_in_order_and_shows_where_it_is(open_page: OpenPage, width: int, path: str) -> None:
    page = open_page(path, width=width)
    stops = 0
    for _ in range(400):
        page.keyboard.press("Tab")
        focus = page.evaluate(READ_FOCUS)
        if not focus:
            break
        assert all(focus[name] for name in ("isMarked", "isSeen", "isInWindow", "isNext")), focus
        stops += 1
    assert 40 < stops < 400


@pytest.mark.parametrize("path", PAGES)
def test_the_first_stop_skips_to_the_text(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")
    assert not page.evaluate("Boolean(document.activeElement.closest('nav'))")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", [*PAGES, "print/"])
def test_nothing_moves_while_a_page_loads(open_page: OpenPage, address: str, path: str, width: int) -> None:
    page = open_page("404.html", width=width)
    page.add_init_script(WATCH_SHIFTS)
    page.goto(address + path, wait_until="networkidle")
    assert page.evaluate("window.shift") == 0


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_in_order_without_its_styles(open_page: OpenPage, address: str, path: str) -> None:
    page = open_page("404.html")
    page.goto("about:blank")
    page.context.route("**/*.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page.goto(address + path)
    icons = page.eval_on_selector_all("a > svg, button > svg", "all => all.map(one => one.clientWidth)")
    assert max(icons) <= 24
    words = page.locator("main > article").inner_text()
    title = page.locator("h1").inner_text().rstrip("#")
    above = page.locator(".print-address, .kicker").all_inner_texts()
    assert words.partition(title)[0].split() == " ".join(above).split()
    if page.locator(".footnote").count():
        assert words.index("\nNotes") > words.index(page.locator("h2:not(.footnote *)").last.inner_text().rstrip("#"))
