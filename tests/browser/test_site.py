"""Every page: nothing foreign, nothing broken, nothing too wide; and all of it without JavaScript."""

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from support import AXE, PAGES

OpenPage = Callable[..., Page]


@pytest.mark.parametrize(("width", "scheme"), [
    (360, "dark"), (1280, "light"),
    # the other two, for which `make test` has no time
    pytest.param(360, "light", marks=pytest.mark.slow), pytest.param(1280, "dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_passes_axe_and_asks_nobody(open_page: OpenPage, path: str, width: int, scheme: str) -> None:
    """The fixture fails on a request to another host and on any console error."""
    page = open_page(path, width=width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("h1")).to_be_visible()
    assert Axe().run(page, options=AXE).response["violations"] == []
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0] < 128")
    assert dark == (scheme == "dark")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_without_javascript(open_page: OpenPage, path: str) -> None:
    page = open_page(path, java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    for note in page.locator(".footnote li").all():
        expect(note).to_be_visible()
    for paragraph in page.locator("p.claim").all():
        expect(paragraph).to_be_visible()


def test_every_link_within_the_site_works_without_javascript(open_page: OpenPage, address: str) -> None:
    page = open_page("", java_script_enabled=False)
    targets = set()
    for path in PAGES:
        page.goto(address + path)
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
        targets |= {urljoin(page.url, link) for link in links if not link.startswith(("http", "mailto"))}
    for target in {target.partition("#")[0] for target in targets}:
        assert page.request.get(target).ok, target


def test_search_finds_a_name(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Search").click()
    page.get_by_role("textbox", name="Search").press_sequentially("Gerasimov")
    hit = page.locator(".search a", has_text="Gerasimov").first
    expect(hit).to_be_visible()
    hit.click()
    expect(page.locator("main > article")).to_contain_text("Gerasimov")


def test_a_paragraph_is_reached_by_its_address(open_page: OpenPage) -> None:
    page = open_page("leverage/#leverage-over-both")
    expect(page.locator("#leverage-over-both")).to_be_in_viewport()
    label = page.locator("#leverage-over-both .claim-label")
    expect(label).to_have_accessible_name("Permanent link to this paragraph, assessment")
    label.click()
    assert page.url.endswith("leverage/#leverage-over-both")
