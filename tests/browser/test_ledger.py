"""The ledger against the pages, its filter, and the way from a note to all that rests on its source."""

import json
from pathlib import Path

import jsonschema
import pytest
from playwright.sync_api import expect
from support import PAGES, OpenPage

from briefing.pages.vocabulary import KINDS

from .conftest import MARKER

ROWS = ".ledger tbody tr"


def test_every_claim_of_every_page_stands_in_the_ledger_and_in_the_data(
    open_page: OpenPage, real_site: Path
) -> None:
    data = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))
    jsonschema.validate(
        data, json.loads((real_site / "schemas/claims.json").read_text(encoding="utf-8"))
    )
    page, plain = open_page("claims/"), open_page("claims/", java_script_enabled=False)
    expect(plain.locator(f"{ROWS}:visible")).to_have_count(len(data["claims"]))
    expect(plain.locator(".ledger-filter")).to_be_hidden()
    rows, said = page.evaluate("read.ledger()"), []
    assert sorted(
        (row["address"].removeprefix("https://briefing.example"), row["sources"])
        for row in data["claims"]
    ) == sorted((row["address"], row["keys"]) for row in rows)
    changed = page.eval_on_selector_all(
        ROWS, "rows => rows.map(row => !!row.querySelector('.is-changed'))"
    )
    assert changed == sorted(changed, reverse=True), "those that checking changed stand first"
    for path in PAGES:
        page.goto(f"/{path}")
        said += page.evaluate("read.claims", list(KINDS))
    assert sorted(rows, key=str) == sorted(said, key=str)
    assert len(said) > 60


def test_each_number_of_the_emblem_leads_to_as_many_rows(open_page: OpenPage) -> None:
    page = open_page("")
    links = page.eval_on_selector_all(
        ".emblem a", "all => all.map(link => [link.href, parseInt(link.textContent)])"
    )
    assert any(link.endswith("?verdict=changed") for link, _ in links)
    for link, number in links:
        page.goto(link)
        expect(page.locator(f"{ROWS}:visible")).to_have_count(number)


def test_a_filtered_view_can_be_shared_and_an_unknown_filter_hides_nothing(
    open_page: OpenPage,
) -> None:
    page = open_page("claims/?kind=nonsense&toString=1")
    total = page.locator(ROWS).count()
    expect(page.get_by_role("status")).to_have_text(f"{total} of {total} claims")
    key = page.locator("select[name=source] option").nth(2).get_attribute("value")
    found = [row["kind"] for row in page.evaluate("read.ledger()") if key in row["keys"]]
    kind, wanted = found[0], found.count(found[0])
    page.locator(f"input[name=kind][value={kind}]").check()
    page.locator("select[name=source]").select_option(key)
    expect(page.get_by_role("status")).to_have_text(f"{wanted} of {total} claims")
    shared = page.url
    assert f"kind={kind}" in shared
    page.goto("about:blank")
    page.goto(shared)
    expect(page.locator(f"{ROWS}:visible")).to_have_count(wanted)
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_have_text(f"{total} of {total} claims")
    assert "?" not in page.url


def test_no_cell_is_out_of_sight_and_the_table_stays_one(open_page: OpenPage) -> None:
    page = open_page("claims/")
    table = page.get_by_role("table", name="The ledger of claims")
    for width in (320, 360, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        rights = table.locator("td").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().right)"
        )
        assert max(rights) <= width
        expect(table.get_by_role("columnheader")).to_have_count(6)
        expect(table.get_by_role("row").nth(1).get_by_role("cell")).to_have_count(6)


@pytest.mark.parametrize("has_script", [False, True])
def test_two_steps_lead_from_a_marker_to_all_that_rests_on_its_source(
    open_page: OpenPage, has_script: bool
) -> None:
    """By two clicks without JavaScript, and from the card by keyboard."""
    page = open_page("leverage/", java_script_enabled=has_script)
    marker = page.locator(MARKER).first
    note = (marker.get_attribute("href") or "")[1:]
    name, source = (
        marker.locator("xpath=ancestor::span[1]").get_attribute("id"),
        note.removeprefix("fn:cite-"),
    )
    if has_script:
        marker.press("Enter")
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.classList.contains('note-source')"):
                break
        page.keyboard.press("Enter")
    else:
        marker.click()
        page.locator(f"[id='{note}']").get_by_role("link", name="What rests on this source").click()
    page.wait_for_url(f"**/sources/#{source}")
    expect(page.locator(f"#{source}")).to_be_in_viewport()
    expect(page.locator(f".source:has(#{source}) dd a[href='../leverage/#{name}']")).to_be_visible()


def test_a_source_shows_its_archived_copy_as_a_robust_link_and_its_bibtex(
    open_page: OpenPage,
) -> None:
    source = open_page("sources/").locator(".source:has(a[data-versionurl])").first
    link = source.locator("a[data-versionurl]").first
    original, day = (
        link.get_attribute(f"data-{name}") or "" for name in ("originalurl", "versiondate")
    )
    assert (
        link.get_attribute("href")
        == f"https://web.archive.org/web/{day.replace('-', '')}/{original}"
    )
    source.locator("summary").click()
    expect(source.locator("pre")).to_contain_text(original)
