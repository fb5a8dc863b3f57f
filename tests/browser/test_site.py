"""Every page: nothing foreign, nothing broken, nothing too wide; and all of it without JavaScript."""


import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from support import AXE, PAGES, THEMES, OpenPage


@pytest.mark.parametrize(("width", "scheme"), [
    (360, "dark"), (1280, "light"),
    # the other two, for which `make test` has no time
    pytest.param(360, "light", marks=pytest.mark.slow), pytest.param(1280, "dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("path", [*PAGES, "print/"])
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


def test_a_paragraph_and_a_clause_are_reached_by_their_addresses(open_page: OpenPage) -> None:
    page = open_page(THEMES[-1])
    for part in (".clause", ".claim"):
        name = page.locator(part).last.get_attribute("id")
        page.goto(page.url.partition("#")[0] + f"#{name}")
        expect(page.locator(f"#{name}")).to_be_in_viewport()
    label = page.locator(f"#{name} > .claim-label")
    label.click()
    assert page.url.endswith(f"{THEMES[-1]}#{name}")
