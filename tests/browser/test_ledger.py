"""The ledger against the pages, its filter, and the way from a note to all that rests on its source."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import jsonschema
import pytest
from playwright.sync_api import Page, expect
from support import PAGES

OpenPage = Callable[..., Page]

READ_CLAIMS = """() => [...document.querySelectorAll('p.claim')].map(claim => ({
    address: location.pathname + '#' + claim.id,
    kind: claim.querySelector('.claim-label').textContent.split(',')[0],
    keys: [...new Set([...claim.querySelectorAll('a.footnote-ref')].map(link => link.hash.replace('#fn:cite-', '')))],
}))"""
READ_LEDGER = """() => [...document.querySelectorAll('.ledger tbody tr')].map(row => ({
    address: (({pathname, hash}) => pathname + hash)(row.cells[0].querySelector('a')),
    kind: row.cells[1].textContent.split(',')[0],
    keys: row.dataset.source === 'none' ? [] : row.dataset.source.split(' '),
}))"""


def test_every_claim_of_every_page_stands_in_the_ledger_as_it_is(open_page: OpenPage, address: str) -> None:
    page = open_page("")
    said = []
    for path in PAGES:
        page.goto(address + path)
        said += page.evaluate(READ_CLAIMS)
    page.goto(address + "claims/")
    assert page.evaluate(READ_LEDGER) == said
    assert len(said) > 60


def test_the_data_is_the_ledger_and_keeps_its_schema(open_page: OpenPage, real_site: Path) -> None:
    data = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, json.loads((real_site / "schemas/claims.json").read_text(encoding="utf-8")))
    rows = open_page("claims/").evaluate(READ_LEDGER)
    assert [(row["address"].removeprefix("https://briefing.example"), row["sources"]) for row in data["claims"]] == [
        (row["address"], row["keys"]) for row in rows]


def test_a_filtered_view_can_be_shared(open_page: OpenPage) -> None:
    page = open_page("claims/")
    page.locator("select[name=kind]").select_option("report")
    page.locator("select[name=source]").select_option("zhang2024played")
    expect(page.locator(".ledger tbody tr:visible")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("2 of 68 claims")
    shared = page.url
    assert "kind=report" in shared
    page.goto("about:blank")
    page.goto(shared)
    expect(page.locator(".ledger tbody tr:visible")).to_have_count(2)
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_have_text("68 of 68 claims")
    assert "?" not in page.url


def test_an_unknown_filter_in_the_address_hides_nothing(open_page: OpenPage) -> None:
    page = open_page("claims/?kind=nonsense&toString=1")
    expect(page.get_by_role("status")).to_have_text("68 of 68 claims")


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280])
def test_no_cell_is_out_of_sight_and_the_table_stays_one(open_page: OpenPage, width: int) -> None:
    page = open_page("claims/", width=width)
    table = page.get_by_role("table", name="The ledger of claims")
    assert max(table.locator("td").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")) <= width
    expect(table.get_by_role("columnheader")).to_have_count(6)
    expect(table.get_by_role("row").nth(1).get_by_role("cell")).to_have_count(6)


def test_all_rows_are_there_without_javascript(open_page: OpenPage) -> None:
    page = open_page("claims/", java_script_enabled=False)
    expect(page.locator(".ledger tbody tr:visible")).to_have_count(68)
    expect(page.locator(".ledger-filter")).to_be_hidden()


def test_two_clicks_lead_from_a_marker_to_all_that_rests_on_its_source(open_page: OpenPage) -> None:
    page = open_page("leverage/", java_script_enabled=False)
    page.locator("p.claim a.footnote-ref").first.click()
    page.locator("[id='fn:cite-zhang2024played']").get_by_role("link", name="What rests on this source").click()
    expect(page.locator("#zhang2024played")).to_be_in_viewport()
    source = page.locator(".source:has(#zhang2024played)")
    expect(source.locator("dd a[href*='../leverage/#'], dd a[href*='../troop-reports/#']")).to_have_count(6)


def test_the_same_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("leverage/")
    page.locator("p.claim a.footnote-ref").first.focus()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('note-source')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/#zhang2024played")


def test_an_archived_copy_is_marked_up_as_a_robust_link(open_page: OpenPage) -> None:
    link = open_page("sources/").locator(".source:has(#ap2024silent) > dl a[data-versionurl]")
    original = "https://www.npr.org/2024/11/01/g-s1-31427/us-china-north-korea-russia-ukraine"
    assert link.get_attribute("data-originalurl") == original
    assert link.get_attribute("data-versiondate") == "2024-11-26"
    assert link.get_attribute("href") == urljoin("https://web.archive.org/", f"/web/20241126/{original}")


def test_a_source_shows_its_bibtex(open_page: OpenPage) -> None:
    source = open_page("sources/").locator(".source:has(#ap2024silent)")
    source.get_by_text("BibTeX").click()
    expect(source.locator("pre")).to_contain_text("@online{ap2024silent,")
    expect(source.locator("pre")).to_contain_text("author       = {{The Associated Press}},")
