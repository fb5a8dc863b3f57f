"""Every page, whatever it says: nothing foreign, broken, too wide or moving.

Alone it notices a page that is too wide, moves, has a foreign request or fails axe.
"""

from dataclasses import replace

import pytest
from looks import DESK, OTHERS, PHONE, visit
from playwright.sync_api import expect
from support import OpenPage

from .places import OUTLINE, find_view

SCRIPTED = ".search-button, .scheme-button, .cite-picker, .ledger-filter, .check-citation"
"""What needs a script."""
HIDDEN = """all => all.filter(part => !part.checkVisibility() || !part.offsetHeight).map(
    part => part.textContent)"""


@pytest.mark.smoke
@pytest.mark.parametrize(
    "path", ["", *(pytest.param(path, marks=pytest.mark.slow) for path in OUTLINE.all[1:])]
)
def test_a_page_fits_passes_axe_and_is_still(open_page: OpenPage, path: str) -> None:
    """The fixture fails on a request to another host and on any console error.

    Axe looks at themes on both screens; their parts are those of the other pages.
    """
    desk = replace(DESK, has_axe=path in OUTLINE.themes)
    visit(open_page, path, [PHONE, desk])


@pytest.mark.parametrize("path", OUTLINE.all)
def test_a_page_fits_passes_axe_and_is_still_on_other_screens(
    open_page: OpenPage, path: str
) -> None:
    """On the page of the whole axe looks once, in the test above: its parts are the themes."""
    others = OTHERS if path in OUTLINE.themes else [DESK, *OTHERS]
    has_axe = path != find_view("whole")
    visit(open_page, path, [replace(one, has_axe=has_axe) for one in others])


def test_a_page_reads_without_javascript(open_page: OpenPage) -> None:
    page = open_page("404.html", java_script_enabled=False)
    for path in OUTLINE.pages:
        page.goto(f"/{path}")
        expect(page.locator("h1")).to_be_visible()
        assert page.eval_on_selector_all("p.claim, .footnote li", HIDDEN) == [], path
        expect(page.locator(SCRIPTED).locator("visible=true")).to_have_count(0)
