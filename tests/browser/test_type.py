"""The letters of a page: few sizes, and no holes in a column of text."""

import pytest
from playwright.sync_api import Page
from support import THEMES, OpenPage

from .conftest import ALL, choose

SIZES = 9
WHITE = 40
"""Below a paragraph whose block is higher, in pixels, beside the margin of any paragraph."""


def list_sizes(page: Page) -> list[str]:
    sizes: list[str] = page.evaluate("read.allSizes()")
    return sorted(sizes)


@pytest.mark.parametrize("path", [*ALL, "404.html"])
def test_a_page_has_letters_of_few_sizes(open_page: OpenPage, path: str) -> None:
    """On a phone and on a wide screen, at either depth, unfolded or not."""
    page = open_page(path)
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        for depth in ("text", "checks"):
            if page.locator(f"#depth-{depth}").count():
                choose(page, depth)
            sizes = list_sizes(page)
            assert len(sizes) <= SIZES, sizes


@pytest.mark.parametrize("path", THEMES[1:])
def test_a_block_leaves_no_hole_below_a_short_paragraph(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=1440)
    choose(page, "checks")
    holes = page.evaluate("read.white()")
    assert holes
    assert [hole for hole in holes if hole[1] > WHITE] == []
