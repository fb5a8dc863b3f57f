"""The figures: each link leads to a place, and what the picture says stands in the text too."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from support import OpenPage, find_view

from .conftest import is_too_wide

pytestmark = pytest.mark.slow

FIGURES = {name: find_view(name) for name in ("flows", "lanes", "shares")}
"""The page of each kind of figure."""
HAPPENED = {"fact", "report", "background"}
"""Kinds of statements of what happened; all others allege or judge."""
READ_LINKS = """all => all.map(
    link => [new URL(link.getAttribute('href'), location.href).href,
             link.parentElement.getAttribute('class')])"""
READ_DAYS = "times => times.map(time => time.getAttribute('datetime'))"
READ_TOPS = "rows => rows.map(row => row.getBoundingClientRect().top)"
READ_SIDES = """all => all.map(
    one => one.getBoundingClientRect()).map(({left, right}) => [left, right])"""
READ_SIZES = """all => all.filter(text => text.checkVisibility()).map(
    text => parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a)"""


def read_links(page: Page, name: str) -> list[Any]:
    """Return where each link of a figure leads, and how the line is drawn on which it stands."""
    links = page.eval_on_selector_all(f".figure:has(.{name}) a, .{name} a", READ_LINKS)
    return sorted(links, key=str)


@pytest.mark.parametrize("name", FIGURES)
def test_every_link_leads_to_a_place_that_is_there(
    open_page: OpenPage, address: str, name: str
) -> None:
    page = open_page(FIGURES[name], java_script_enabled=False)
    links = read_links(page, name)
    assert links
    for target, _ in links:
        page.goto(target)
        assert page.url.startswith(address)
        expect(page.locator(":target")).to_be_in_viewport()


def test_a_line_is_whole_for_what_happened_and_broken_for_what_is_alleged_or_judged(
    open_page: OpenPage,
) -> None:
    page = open_page(FIGURES["flows"], java_script_enabled=False)
    drawn = [link for link in read_links(page, "flows") if link[1] in {"firm", "unsure"}]
    assert {style for _, style in drawn} == {"firm", "unsure"}
    for target, style in drawn:
        page.goto(target)
        kinds = (page.locator(":target").get_attribute("class") or "").split()
        assert (style == "firm") == bool(HAPPENED & {*kinds}), target


def test_what_came_after_the_cut_off_stands_apart(open_page: OpenPage) -> None:
    page = open_page(FIGURES["lanes"])
    before = page.eval_on_selector_all(".lanes tbody:not(.lanes__later) time", READ_DAYS)
    after = page.eval_on_selector_all(".lanes tbody.lanes__later time", READ_DAYS)
    assert before == sorted(before)
    assert after == sorted(after)
    assert before[-1] < after[0]
    tops = page.eval_on_selector_all(".lanes tr", READ_TOPS)
    assert tops == sorted(tops)
    expect(page.locator(".lanes__later tr").first).to_have_class("cut-off")


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_fits_its_page_and_its_letters_can_be_read_at_every_width(
    open_page: OpenPage, name: str
) -> None:
    page = open_page(FIGURES[name])
    for width in (320, 360, 560, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert not is_too_wide(page)
        for left, right in page.eval_on_selector_all(".figure", READ_SIDES):
            assert 0 <= left <= right <= width
        sizes = page.eval_on_selector_all("svg.figure text, .figure svg text", READ_SIZES)
        assert all(size >= 12 for size in sizes), width
        assert sizes or name != "shares"
