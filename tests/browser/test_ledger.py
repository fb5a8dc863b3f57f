"""The ledger: its filter, and how it fits.

Alone it notices a filter, its link and its count, and a row that is out of sight.
"""

import pytest
from playwright.sync_api import Page, expect
from support import OpenPage

from .places import find_view

LEDGER = find_view("ledger")
ROWS = ".ledger tbody tr"
READ_COUNTS = "all => all.map(link => [link.href, link.textContent.trim().split(' ')[0]])"
_SMALL = "none one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: number for number, word in enumerate(_SMALL.split())}
READ_RIGHTS = "all => all.map(one => one.getBoundingClientRect().right)"


def test_each_number_of_the_score_leads_to_as_many_rows(open_page: OpenPage) -> None:
    page = open_page(find_view("score"))
    links = page.eval_on_selector_all(".tally a", READ_COUNTS)
    assert any(link.endswith("?verdict=holds") for link, _ in links)
    for link, count in links:
        page.goto(link)
        number = NUMBERS.get(count.lower()) or int(count)
        expect(page.locator(f"{ROWS}:visible")).to_have_count(number)


def test_a_link_of_an_older_edition_leads_to_what_its_verdict_became(open_page: OpenPage) -> None:
    page = open_page(f"{LEDGER}?verdict=holds-in-part")
    changed = page.locator("input[name=verdict][value=changed]")
    expect(changed).to_be_checked()
    number = int(page.locator("label", has=changed).locator("b").inner_text())
    expect(page.locator(f"{ROWS}:visible")).to_have_count(number)


def expect_status(page: Page, shown: int, total: int) -> None:
    status = page.locator(".ledger-filter").get_by_role("status")
    expect(status).to_have_text(f"{shown} of {total} claims")


@pytest.mark.smoke
def test_a_filtered_view_can_be_shared_and_an_unknown_filter_hides_nothing(
    open_page: OpenPage,
) -> None:
    page = open_page(f"{LEDGER}?kind=nonsense&toString=1")
    total = page.locator(ROWS).count()
    expect_status(page, total, total)
    key = page.locator("select[name=source] option").nth(2).get_attribute("value")
    kinds = [row["kind"] for row in page.evaluate("read.ledger()") if key in row["keys"]]
    kind = kinds[0]
    page.locator(f"input[name=kind][value={kind}]").check()
    page.locator("select[name=source]").select_option(key)
    expect_status(page, kinds.count(kind), total)
    shared = page.url
    assert f"kind={kind}" in shared
    page.goto("about:blank")
    page.goto(shared)
    expect(page.locator(f"{ROWS}:visible")).to_have_count(kinds.count(kind))
    page.get_by_role("button", name="Show all").click()
    expect_status(page, total, total)
    assert "?" not in page.url


def test_no_cell_is_out_of_sight_and_the_table_stays_one(open_page: OpenPage) -> None:
    page = open_page(LEDGER)
    table = page.get_by_role("table", name="The ledger of claims")
    for width in (320, 360, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert max(table.locator("td").evaluate_all(READ_RIGHTS)) <= width
        expect(table.get_by_role("columnheader")).to_have_count(4)
        expect(table.get_by_role("row").nth(1).get_by_role("cell")).to_have_count(4)
