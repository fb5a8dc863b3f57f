"""The front page: its answer largest, a way from each group of forecasts to its rows.

Alone it notices one thing over another, and a group that leads nowhere.
"""

import pytest
from playwright.sync_api import expect
from support import OpenPage

from .places import find_view

WIDTHS = (390, 1024, 1440)
ANSWER = ".front > .answer > .bottom-line"
GROUPS = ".outcome a"
READ_SIZES = """(article, answer) => [...article.querySelectorAll("*")].filter(one => {
    const own = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    return own && one.checkVisibility() && !one.closest("h1, svg, " + answer);
}).map(one => parseFloat(getComputedStyle(one).fontSize))"""
"""Of what has words but the title, which is a name plate, and the answer."""
GATHER = """article => article.querySelector(".answer").append(
    ...article.querySelectorAll(".findings, .tally, table, .as-of"))"""
"""All under one heading, as another briefing may have it."""
FIND_OVERLAPS = """answer => {
    const boxes = [...answer.querySelectorAll(":scope > :not(.cite-popup)")]
        .filter(one => one.checkVisibility())
        .map(one => [one.className, one.getBoundingClientRect()]);
    return boxes.flatMap(([name, a], n) => boxes.slice(n + 1)
        .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1
            && a.top < b.bottom - 1 && b.top < a.bottom - 1).map(([other]) => [name, other]));
}"""
READ_SIZE = "one => parseFloat(getComputedStyle(one).fontSize)"
READ_PATH = "link => new URL(link.href).pathname.slice(1)"


@pytest.mark.smoke
def test_the_answer_is_the_largest_sentence(open_page: OpenPage) -> None:
    """Its bold words, which can be all of it."""
    page = open_page()
    answer = page.locator(f"{ANSWER} strong")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        sizes = page.locator("article").evaluate(f"one => ({READ_SIZES})(one, '{ANSWER}')")
        assert answer.evaluate(READ_SIZE) > max(sizes)
        expect(answer).to_have_css("font-weight", "700")


def test_nothing_lies_over_another_whatever_stands_below_the_answer(open_page: OpenPage) -> None:
    page = open_page()
    size = page.locator(ANSWER).evaluate(READ_SIZE)
    page.locator("article").evaluate(GATHER)
    assert page.locator(ANSWER).evaluate(READ_SIZE) == size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".answer").first.evaluate(FIND_OVERLAPS) == []


@pytest.mark.smoke
def test_each_group_of_forecasts_leads_to_its_rows_and_opens_them(open_page: OpenPage) -> None:
    """As many rows as signs; of a group that has none, to where it says so."""
    ways = open_page().locator(GROUPS)
    counted = {
        str(way.evaluate("link => link.hash")): way.locator(".sign").count() for way in ways.all()
    }
    path = find_view("forecasts")
    assert {way.evaluate(READ_PATH) for way in ways.all()} == {path}
    for name, count in counted.items():
        page = open_page(path + name)
        place = page.locator(name)
        expect(place).to_be_in_viewport()
        rows = page.locator(f"details:has(> summary {name}) > .row").locator("visible=true")
        expect(rows).to_have_count(count)


def test_an_address_that_leads_into_a_fold_opens_it_and_a_reader_can_close_it(
    open_page: OpenPage,
) -> None:
    path = find_view("forecasts")
    page = open_page(path)
    folded = page.locator("details.rows:not([open])").first
    name = folded.locator(".row h4").last.get_attribute("id")
    heading = page.locator(f"#{name}")
    expect(heading).to_be_hidden()
    page.evaluate("name => { location.hash = name; }", name)
    expect(heading).to_be_in_viewport()
    opened = page.locator(f"details.rows:has(#{name})")
    opened.locator(":scope > summary").click(position={"x": 4, "y": 8})
    expect(heading).to_be_hidden()


@pytest.mark.parametrize("scripted", [True, False])
def test_where_something_was_a_line_says_so_to_who_comes_by_its_address(
    open_page: OpenPage, scripted: bool
) -> None:
    page = open_page(java_script_enabled=scripted)
    lines = page.locator(".moved")
    expect(lines.filter(visible=True)).to_have_count(0)
    name = lines.last.get_attribute("id")
    page.goto(f"{page.url}#{name}")
    expect(page.locator(f"#{name}")).to_be_in_viewport()
