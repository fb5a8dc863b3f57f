"""The figures: each link leads to a place that is there, and what the picture says stands in the text too."""


import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from support import AXE, OpenPage

pytestmark = pytest.mark.slow

FIGURES = {"flows": "", "lanes": "troop-reports/", "shares": "leverage/"}


@pytest.mark.parametrize("name", FIGURES)
def test_every_link_leads_to_a_place_that_is_there(open_page: OpenPage, address: str, name: str) -> None:
    page = open_page(FIGURES[name], java_script_enabled=False)
    targets = set(page.eval_on_selector_all(
        f".figure:has(.{name}) a, .{name} a",
        "all => all.map(link => new URL(link.getAttribute('href'), location.href).href)"))
    assert targets
    for target in sorted(targets):
        page.goto(target)
        assert page.url.startswith(address)
        expect(page.locator(":target")).to_be_in_viewport()


def test_a_line_says_how_certain_its_claim_is(open_page: OpenPage, address: str) -> None:
    """Whole for what happened, broken for what is alleged or judged."""
    page = open_page("")
    links = page.eval_on_selector_all(".flows a", "all => all.map(link => [link.href, link.parentElement.className])")
    assert {style for _, style in links} == {"firm", "unsure"}
    for link, style in links:
        page.goto(link)
        kinds = page.locator(":target").get_attribute("class") or ""
        assert (style == "firm") == any(kind in kinds.split() for kind in ("fact", "report", "background")), link


def test_what_came_after_the_cut_off_stands_apart(open_page: OpenPage) -> None:
    page = open_page(FIGURES["lanes"])
    read = "times => times.map(time => time.getAttribute('datetime'))"
    before, after = (page.eval_on_selector_all(f".lanes tbody{part} time", read)
                     for part in (":not(.lanes__later)", ".lanes__later"))
    assert before == sorted(before)
    assert after == sorted(after)
    assert before[-1] < after[0]
    tops = page.eval_on_selector_all(".lanes tr", "rows => rows.map(row => row.getBoundingClientRect().top)")
    assert tops == sorted(tops)
    expect(page.locator(".lanes__later tr").first).to_have_class("cut-off")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("path", FIGURES.values())
def test_a_figure_fits_its_page_and_passes_axe(open_page: OpenPage, path: str, width: int, scheme: str) -> None:
    page = open_page(path, width=width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for figure in page.locator(".figure").all():
        box = figure.bounding_box()
        assert box
        assert 0 <= box["x"] <= width - box["width"]
    assert Axe().run(page, context=".figure", options=AXE).response["violations"] == []


@pytest.mark.parametrize("width", [320, 360, 560, 768, 1024, 1440])
def test_the_letters_of_the_picture_can_be_read_at_every_width(open_page: OpenPage, width: int) -> None:
    sizes = open_page(FIGURES["shares"], width=width).evaluate("""() => {
        const svg = document.querySelector('.shares svg'), scale = svg.getScreenCTM().a;
        return [...svg.querySelectorAll('text')].filter(text => getComputedStyle(text).display !== 'none')
            .map(text => parseFloat(getComputedStyle(text).fontSize) * scale);
    }""")
    assert min(sizes) >= 12
