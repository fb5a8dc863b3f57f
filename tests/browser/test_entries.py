"""The record by day: the fold of its entries, and the map that leads to them.

Alone it notices what a phone folds, what opens it, and the map's dots.
"""

import pytest
from playwright.sync_api import expect
from support import OpenPage

from .places import find_view

PHONE, WIDE = 390, 1280
ENTRIES = ".entries > .entry"
DOTS = ".map circle"


@pytest.mark.smoke
@pytest.mark.parametrize("has_script", [True, False])
def test_a_phone_folds_the_entries_of_the_record_and_a_tap_opens_them(
    open_page: OpenPage, has_script: bool
) -> None:
    page = open_page(find_view("map"), width=PHONE, java_script_enabled=has_script)
    entries = page.locator(ENTRIES)
    assert entries.count()
    expect(entries.locator("visible=true")).to_have_count(0)
    summary = page.locator(".entries > summary").first
    expect(summary).to_have_text("The record: 2 entries, from 3 February 2022")
    summary.click()
    expect(entries.locator("visible=true")).to_have_count(entries.count())


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_an_address_of_an_entry_leads_to_what_is_seen(
    open_page: OpenPage, width: int, has_script: bool
) -> None:
    address = f"{find_view('map')}#toll-in-2022"
    page = open_page(address, width=width, java_script_enabled=has_script)
    expect(page.locator("#toll-in-2022")).to_be_in_viewport()


@pytest.mark.parametrize("has_script", [True, False])
def test_where_there_is_room_the_entries_stand_open_beside_what_is_behind_them(
    open_page: OpenPage, has_script: bool
) -> None:
    page = open_page(find_view("map"), width=WIDE, java_script_enabled=has_script)
    entries = page.locator(ENTRIES)
    expect(entries.locator("visible=true")).to_have_count(entries.count())
    expect(page.locator(".entries > summary")).to_be_hidden()
    entry = entries.first.bounding_box()
    checks = page.locator(".entries > .checks").first.bounding_box()
    assert entry
    assert checks
    assert checks["x"] > entry["x"] + entry["width"]


def test_paper_has_the_entries_open(open_page: OpenPage) -> None:
    page = open_page(find_view("map"), width=WIDE)
    page.emulate_media(media="print")
    entries = page.locator(ENTRIES)
    expect(entries.locator("visible=true")).to_have_count(entries.count())


@pytest.mark.parametrize("has_script", [True, False])
def test_a_dot_of_the_map_leads_to_its_entry_in_a_fold(
    open_page: OpenPage, has_script: bool
) -> None:
    page = open_page(find_view("map"), width=PHONE, java_script_enabled=has_script)
    expect(page.locator(DOTS)).to_have_count(page.locator(ENTRIES).count())
    page.locator(DOTS).last.click()
    expect(page.locator(ENTRIES).last).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, PHONE, 1024, WIDE])
def test_no_dot_of_the_map_leaves_its_drawing(open_page: OpenPage, width: int) -> None:
    page = open_page(find_view("map"), width=width)
    for dot in page.locator(DOTS).all():
        box = dot.bounding_box()
        assert box
        assert box["x"] > 0
        assert box["x"] + box["width"] < width
