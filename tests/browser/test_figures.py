"""The figures: each link leads to a place that is there, and what the picture says stands in the text too."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from support import AXE

pytestmark = pytest.mark.slow

OpenPage = Callable[..., Page]
FIGURES = {"triangle": "", "timeline": "", "dilemma": "beijings-dilemma/"}
READ_LINKS = "links => links.map(link => link.getAttribute('href'))"


def list_links(page: Page, where: str) -> list[str]:
    return [str(link) for link in page.eval_on_selector_all(f"{where} a[href]", READ_LINKS)]


@pytest.mark.parametrize("name", FIGURES)
def test_every_link_leads_to_a_place_that_is_there(open_page: OpenPage, address: str, name: str) -> None:
    page = open_page(FIGURES[name], java_script_enabled=False)
    where = f".figure:has(.{name}), .figure.{name}"
    targets = {page.evaluate("link => new URL(link, location.href).href", link)
               for part in where.split(", ") for link in list_links(page, part)}
    assert len(targets) > 8
    for target in sorted(targets):
        page.goto(target)
        assert page.url.startswith(address)
        expect(page.locator(":target")).to_be_in_viewport()


def test_the_picture_has_a_title_a_description_and_the_links_of_the_list_below(open_page: OpenPage) -> None:
    page = open_page("")
    picture = page.get_by_role("group", name="Who leans on whom")
    expect(picture).to_have_accessible_name("Who leans on whom")
    expect(picture).to_have_accessible_description(re.compile("^China stands at the top"))
    drawn = list_links(page, ".triangle svg")
    listed = [link for link in list_links(page, ".flows") if "sources/" not in link]
    assert drawn == listed
    assert len(drawn) == 8


def test_the_dashes_of_the_picture_are_its_allegations_and_assessments(open_page: OpenPage) -> None:
    page = open_page("")
    certain = page.locator(".flows .kind:is(.is-fact, .is-report)").count()
    unsure = page.locator(".flows .kind:is(.is-allegation, .is-assessment)").count()
    assert (certain, unsure) == (4, 4)


def test_what_came_after_the_cut_off_stands_apart(open_page: OpenPage) -> None:
    page = open_page("")
    read = "times => times.map(time => time.getAttribute('datetime'))"
    before = page.eval_on_selector_all(".timeline:not(.timeline--later) time", read)
    after = page.eval_on_selector_all(".timeline--later time", read)
    assert before == sorted(before)
    assert after == sorted(after)
    assert before[-1] < "2024-11-26" < after[0]
    line = page.locator(".cut-off").bounding_box()
    last = page.locator(".timeline:not(.timeline--later)").bounding_box()
    first = page.locator(".timeline--later").bounding_box()
    assert line
    assert last
    assert first
    assert last["y"] + last["height"] <= line["y"] + 1 <= first["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("path", sorted(set(FIGURES.values())))
def test_a_figure_fits_its_page_and_passes_axe(open_page: OpenPage, path: str, width: int, scheme: str) -> None:
    page = open_page(path, width=width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for figure in page.locator(".figure").all():
        box = figure.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert Axe().run(page, context=".figure", options=AXE).response["violations"] == []


@pytest.mark.parametrize("width", [320, 360, 560, 620, 768, 1024, 1440])
def test_the_letters_of_the_picture_can_be_read_at_every_width(open_page: OpenPage, width: int) -> None:
    page = open_page("", width=width)
    sizes = page.evaluate("""() => {
        const svg = document.querySelector('.triangle svg'), scale = svg.getScreenCTM().a;
        return [...svg.querySelectorAll('text')].filter(text => getComputedStyle(text).display !== 'none')
            .map(text => parseFloat(getComputedStyle(text).fontSize) * scale);
    }""")
    assert len(sizes) >= 11
    assert min(sizes) >= 12


@pytest.mark.parametrize("width", [768, 1440])
def test_no_words_of_the_picture_run_into_each_other(open_page: OpenPage, width: int) -> None:
    boxes = open_page("", width=width).eval_on_selector_all(
        ".triangle text", "texts => texts.map(text => text.getBoundingClientRect().toJSON())")
    for number, one in enumerate(boxes):
        for other in boxes[number + 1:]:
            assert (one["right"] <= other["left"] or other["right"] <= one["left"]
                    or one["bottom"] <= other["top"] + 1 or other["bottom"] <= one["top"] + 1)


def test_the_table_stays_a_table_where_its_cells_stand_below_each_other(open_page: OpenPage) -> None:
    page = open_page("beijings-dilemma/", width=360)
    table = page.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(6)
    expect(table.get_by_role("rowheader", name="Oppose the alliance in public")).to_be_visible()
    row = table.get_by_role("row", name="Back it in public")
    expect(row.get_by_role("cell")).to_have_text(["not said", "not said", "could bring broad condemnation Forecast",
                                                  "not said"])


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_printed(open_page: OpenPage, name: str) -> None:
    page = open_page(FIGURES[name], color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator(".figure :is(svg, .timeline, .dilemma)").first).to_be_visible()
    for link in page.locator(f".figure:has(.{name}) a, .flows a").all():
        expect(link).to_be_visible()
