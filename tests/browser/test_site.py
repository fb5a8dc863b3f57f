"""Every page of a briefing, whatever it says: nothing foreign, broken, too wide or moving, also without JavaScript.

`make new` gives these tests to a new briefing."""

import pytest
from playwright.sync_api import expect
from support import PAGES, OpenPage

from .conftest import ALL, find_violations, is_too_wide


@pytest.mark.parametrize(
    "screens",
    [
        pytest.param([(360, "dark"), (1280, "light")], id="two"),
        pytest.param(
            [(360, "light"), (1280, "dark"), (360, "forced"), (1280, "forced")],
            id="others",
            marks=pytest.mark.slow,
        ),
    ],
)
@pytest.mark.parametrize("path", ALL)
def test_a_page_fits_passes_axe_and_is_still(
    open_page: OpenPage, path: str, screens: list[tuple[int, str]]
) -> None:
    """The fixture fails on a request to another host and on any console error."""
    page = open_page(path)
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("read.moving()") == []
    for width, scheme in screens:
        page.set_viewport_size({"width": width, "height": 800})
        assert find_violations(page, scheme) == []
        assert not is_too_wide(page)
        dark = page.evaluate(
            "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0] < 128"
        )
        assert dark == (scheme == "dark") or scheme == "forced"


def test_a_page_reads_without_javascript(open_page: OpenPage) -> None:
    page = open_page("404.html", java_script_enabled=False)
    for path in PAGES:
        page.goto(f"/{path}")
        expect(page.locator("h1")).to_be_visible()
        assert (
            page.eval_on_selector_all(
                "p.claim, .footnote li",
                """all => all.filter(
            part => !part.checkVisibility() || !part.offsetHeight).map(part => part.textContent)""",
            )
            == []
        ), path
