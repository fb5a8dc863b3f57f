"""Every page, whatever it says: nothing foreign, broken, too wide or moving.

Alone it notices a page that is too wide, moves, has a foreign request or fails axe.
"""

from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Page, expect
from support import PAGES, THEMES, OpenPage, find_view

from .conftest import ALL, find_violations, is_too_wide

IS_DARK = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0] < 128"
CHOOSE = "all => all.forEach(one => one.click())"
SCRIPTED = ".search-button, .scheme-button, .cite-picker, .ledger-filter, .check-citation"
"""What needs a script."""
HIDDEN = """all => all.filter(part => !part.checkVisibility() || !part.offsetHeight).map(
    part => part.textContent)"""


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


@pytest.mark.smoke
@pytest.mark.parametrize(
    "path", ["", *(pytest.param(path, marks=pytest.mark.slow) for path in ALL[1:])]
)
def test_a_page_fits_passes_axe_and_is_still(open_page: OpenPage, path: str) -> None:
    """The fixture fails on a request to another host and on any console error.

    Axe looks at themes on both screens; their parts are those of the other pages.
    """
    desk = replace(DESK, has_axe=path in THEMES)
    visit(open_page, path, [PHONE, desk])


@pytest.mark.parametrize("path", ALL)
def test_a_page_fits_passes_axe_and_is_still_on_other_screens(
    open_page: OpenPage, path: str
) -> None:
    """On the page of the whole axe looks once, in the test above: its parts are the themes."""
    others = OTHERS if path in THEMES else [DESK, *OTHERS]
    has_axe = path != find_view("whole")
    visit(open_page, path, [replace(one, has_axe=has_axe) for one in others])


def test_a_page_reads_without_javascript(open_page: OpenPage) -> None:
    page = open_page("404.html", java_script_enabled=False)
    for path in PAGES:
        page.goto(f"/{path}")
        expect(page.locator("h1")).to_be_visible()
        assert page.eval_on_selector_all("p.claim, .footnote li", HIDDEN) == [], path
        expect(page.locator(SCRIPTED).locator("visible=true")).to_have_count(0)
