"""Every page, whatever it says: nothing foreign, broken, too wide or moving.

Alone it notices a page that is too wide, moves, has a foreign request or fails axe.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from support import PAGES, THEMES, OpenPage, find_view

from .conftest import ALL, Opener, find_violations, is_too_wide

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


@dataclass
class Visit:
    """What was seen when a page was opened for the first time, and then on each screen."""

    moving: list[str]
    sizes: list[str] = field(default_factory=list)
    """On the screen that has most."""
    violations: list[Any] = field(default_factory=list)
    too_wide: list[Screen] = field(default_factory=list)
    wrong_scheme: list[Screen] = field(default_factory=list)


@pytest.fixture
def opener(browser: Browser, address: str) -> Iterator[Opener]:
    opener = Opener(browser, address)
    yield opener
    opener.close()
    assert opener.faults == []


def look(page: Page, screen: Screen, visit: Visit) -> None:
    """Note what is wrong with an open page on a screen."""
    page.set_viewport_size({"width": screen.width, "height": 800})
    page.emulate_media(color_scheme="dark" if screen.scheme == "dark" else "light")
    page.locator(f"#depth-{screen.depth}").evaluate_all(CHOOSE)
    visit.sizes = max(visit.sizes, page.evaluate("read.allSizes()"), key=len)
    if screen.has_axe:
        visit.violations += find_violations(page, screen.scheme)
    for width in (screen.width, SMALL):
        page.set_viewport_size({"width": width, "height": 800})
        if is_too_wide(page):
            visit.too_wide.append(replace(screen, width=width))
    is_dark = page.evaluate(IS_DARK)
    if screen.scheme != "forced" and is_dark != (screen.scheme == "dark"):
        visit.wrong_scheme.append(screen)


def visit_page(opener: Opener, path: str, screens: list[Screen]) -> Visit:
    """Open a page once, and look at it on each screen."""
    page = opener(path)
    expect(page.locator("h1")).to_be_visible()
    visit = Visit(page.evaluate("read.moving()"))
    for screen in screens:
        look(page, screen, visit)
    return visit


def check(visit: Visit) -> None:
    """Nothing moves, is too wide, of the wrong scheme, of too many sizes, or hard to read."""
    assert visit.moving == []
    assert visit.violations == []
    assert visit.too_wide == []
    assert visit.wrong_scheme == []
    assert len(visit.sizes) <= SIZES, sorted(visit.sizes)


@pytest.mark.smoke
@pytest.mark.parametrize(
    "path", ["", *(pytest.param(path, marks=pytest.mark.slow) for path in ALL[1:])]
)
def test_a_page_fits_passes_axe_and_is_still(opener: Opener, path: str) -> None:
    """The fixture fails on a request to another host and on any console error.

    Axe looks at themes on both screens; their parts are those of the other pages.
    """
    desk = replace(DESK, has_axe=path in THEMES)
    check(visit_page(opener, path, [PHONE, desk]))


@pytest.mark.parametrize("path", ALL)
def test_a_page_fits_passes_axe_and_is_still_on_other_screens(opener: Opener, path: str) -> None:
    """On the page of the whole axe looks once, in the test above: its parts are the themes."""
    others = OTHERS if path in THEMES else [DESK, *OTHERS]
    has_axe = path != find_view("whole")
    check(visit_page(opener, path, [replace(one, has_axe=has_axe) for one in others]))


def test_a_page_reads_without_javascript(open_page: OpenPage) -> None:
    page = open_page("404.html", java_script_enabled=False)
    for path in PAGES:
        page.goto(f"/{path}")
        expect(page.locator("h1")).to_be_visible()
        assert page.eval_on_selector_all("p.claim, .footnote li", HIDDEN) == [], path
        expect(page.locator(SCRIPTED).locator("visible=true")).to_have_count(0)
