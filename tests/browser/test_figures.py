"""The figures: each link leads to a place that is there, and what the picture says stands in the text too."""

import pytest
from playwright.sync_api import expect
from support import OpenPage

from .conftest import is_too_wide

pytestmark = pytest.mark.slow

FIGURES = {"flows": "", "lanes": "troop-reports/", "shares": "leverage/"}


@pytest.mark.parametrize("name", FIGURES)
def test_every_link_leads_to_a_place_that_is_there(
    open_page: OpenPage, address: str, name: str
) -> None:
    """A line is whole for what happened, and broken for what is alleged or judged."""
    page = open_page(FIGURES[name], java_script_enabled=False)
    links = page.eval_on_selector_all(
        f".figure:has(.{name}) a, .{name} a",
        """all => all.map(
        link => [new URL(link.getAttribute('href'), location.href).href, link.parentElement.getAttribute('class')])""",
    )
    assert {style for _, style in links if name == "flows"} >= (
        {"firm", "unsure"} if name == "flows" else set()
    )
    for target, style in sorted(links, key=str):
        page.goto(target)
        assert page.url.startswith(address)
        expect(page.locator(":target")).to_be_in_viewport()
        if style in {"firm", "unsure"}:
            kinds = (page.locator(":target").get_attribute("class") or "").split()
            assert (style == "firm") == any(
                kind in kinds for kind in ("fact", "report", "background")
            ), target


def test_what_came_after_the_cut_off_stands_apart(open_page: OpenPage) -> None:
    page = open_page(FIGURES["lanes"])
    read = "times => times.map(time => time.getAttribute('datetime'))"
    before, after = (
        page.eval_on_selector_all(f".lanes tbody{part} time", read)
        for part in (":not(.lanes__later)", ".lanes__later")
    )
    assert before + after == sorted(before) + sorted(after)
    assert before[-1] < after[0]
    tops = page.eval_on_selector_all(
        ".lanes tr", "rows => rows.map(row => row.getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    expect(page.locator(".lanes__later tr").first).to_have_class("cut-off")


@pytest.mark.parametrize("path", FIGURES.values())
def test_a_figure_fits_its_page_and_its_letters_can_be_read_at_every_width(
    open_page: OpenPage, path: str
) -> None:
    page = open_page(path)
    for width in (320, 360, 560, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert not is_too_wide(page)
        for left, right in page.eval_on_selector_all(
            ".figure",
            """all => all.map(
                one => one.getBoundingClientRect()).map(({left, right}) => [left, right])""",
        ):
            assert 0 <= left <= right <= width
        sizes = page.eval_on_selector_all(
            "svg.figure text, .figure svg text",
            """all => all.filter(
            text => text.checkVisibility()).map(
            text => parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a)""",
        )
        assert all(size >= 12 for size in sizes), width
        assert sizes or path != FIGURES["shares"]
