"""Reading comforts: evidence in the margin, links of headings, names of parts, the way on."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from support import THEMES, OpenPage, find_view

from .conftest import CARD

pytestmark = pytest.mark.slow

ON_THEMES = pytest.mark.parametrize("path", THEMES[1:])
LETTERS = {"ko": "[가-힣]", "ru": "[а-я]"}
"""Letters that only titles in a language have."""
READ_BOXES = "parts => parts.map(part => part.getBoundingClientRect().toJSON())"
READ_REST = """languages => {
    const copy = document.querySelector("article").cloneNode(true);
    const foreign = languages.map(one => `[lang=${one}]`).join(", ");
    copy.querySelectorAll(`${foreign}, pre`).forEach(part => part.remove());
    return copy.textContent;
}"""


@ON_THEMES
def test_a_claim_has_its_label_on_the_left_and_its_record_on_the_right(
    open_page: OpenPage, path: str
) -> None:
    """No record lies over another."""
    floor = 0
    for claim in open_page(path).evaluate("read.margin()"):
        assert claim["label"]["right"] <= claim["text"]["left"]
        for record in claim["records"]:
            assert record["left"] >= claim["text"]["right"]
            assert record["top"] >= floor
            floor = record["bottom"]
    assert floor


@ON_THEMES
def test_a_record_names_the_sources_of_its_clause_and_is_no_stop_for_the_keyboard(
    open_page: OpenPage, path: str
) -> None:
    """The note says the same; a page has few stops, and all can be seen."""
    page = open_page(path)
    named = page.evaluate("read.keys('.claim-sources a')")
    assert named == page.evaluate("read.keys('a.footnote-ref')")
    links = page.locator(".claim-sources a")
    assert set(links.evaluate_all("links => links.map(link => link.tabIndex)")) == {-1}
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        stops = page.evaluate("read.stops()")
        assert all(stops)
        assert 10 < len(stops) <= 60


@ON_THEMES
def test_parts_of_a_page_have_names(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    expect(page.locator(".footnote").get_by_role("heading", name="Notes")).to_be_visible()
    expect(page.locator(".bottom-line").get_by_text("Bottom line")).to_be_visible()


@pytest.mark.parametrize("width", [360, 768, 940])
def test_without_a_margin_the_label_stands_above_the_text_and_verdicts_in_it(
    open_page: OpenPage, theme: str, width: int
) -> None:
    for claim in open_page(theme, width=width).evaluate("read.margin()"):
        text = claim["text"]
        for part in claim["records"]:
            assert text["left"] <= part["left"] <= part["right"] <= text["right"] + 1
            assert claim["label"]["bottom"] <= part["bottom"]


def test_a_heading_is_announced_once_and_offers_its_link_and_its_citation(
    open_page: OpenPage, address: str, theme: str
) -> None:
    page = open_page(theme)
    heading = page.locator("h2").first
    card = page.get_by_role("dialog")
    expect(page.get_by_role("heading", name=heading.inner_text(), exact=True)).to_have_count(1)
    heading.get_by_role("link").click()
    card.get_by_role("button", name="Copy link").click()
    expect(card.get_by_role("button", name="Link copied")).to_be_visible()
    link = f"{address}{theme}#{heading.get_attribute('id')}"
    assert page.url == link
    assert page.evaluate("navigator.clipboard.readText()") == link
    expect(card.get_by_role("link", name="Cite this section")).to_be_visible()


def test_by_keyboard_a_label_leads_to_all_that_stands_behind_each_clause(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme)
    card = page.locator(CARD)
    claim = page.locator(".claim:has(.clause .verdict):has(.clause a.footnote-ref)").first
    clauses = claim.locator(".clause")
    judged, cited = (
        clauses.evaluate_all("(all, part) => all.findIndex(one => one.querySelector(part))", part)
        for part in (".verdict", "a.footnote-ref")
    )
    label = claim.locator(".claim-label")
    means = label.get_attribute("data-means") or ""
    label.press("Enter")
    expect(card).to_contain_text(means.partition(":")[0])
    expect(card.locator("li")).to_have_count(clauses.count())
    card.locator("li button").nth(judged).press("Enter")
    expect(card).to_contain_text(clauses.nth(judged).locator(".verdict").first.text_content() or "")
    page.keyboard.press("Escape")
    label.press("Enter")
    card.locator("li button").nth(cited).press("Enter")
    expect(card).to_contain_text(clauses.nth(cited).locator("a.footnote-ref").first.inner_text())
    expect(card.locator("a[href^='https:']").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(clauses.nth(cited).locator(".clause-label")).to_be_focused()


def read_boxes(page: Page, selector: str) -> list[dict[str, float]]:
    boxes: list[dict[str, float]] = page.locator(selector).evaluate_all(READ_BOXES)
    return boxes


def lies_over(one: Any, other: Any) -> bool:
    """Whether two boxes have a place in common; one that is on the left of another has none."""
    is_level = one["top"] < other["bottom"] and other["top"] < one["bottom"]
    return is_level and one["right"] > other["left"]


@ON_THEMES
def test_a_note_opens_in_the_margin_beside_its_line_and_covers_no_check(
    open_page: OpenPage, path: str
) -> None:
    page = open_page(path, width=1440)
    beside = 0
    for marker in page.locator(".claim a.footnote-ref").all()[::3]:
        marker.hover()
        expect(page.locator(CARD)).to_be_in_viewport(ratio=1)
        (card,) = read_boxes(page, CARD)
        line = marker.bounding_box()
        assert line
        beside += card["left"] > line["x"]
        for check in read_boxes(page, "details.check"):
            assert not lies_over(card, check)
        page.keyboard.press("Escape")
    assert beside


def test_a_foreign_title_is_marked_and_nothing_around_it(open_page: OpenPage) -> None:
    page = open_page(find_view("sources"))
    for language, letters in LETTERS.items():
        for words in page.locator(f"[lang={language}]").all_inner_texts():
            assert re.search(letters, words)
    rest = page.evaluate(READ_REST, list(LETTERS))
    assert not re.search("|".join(LETTERS.values()), rest)


@pytest.mark.parametrize("has_script", [True, False])
def test_a_lost_reader_is_offered_pages_and_what_works(
    open_page: OpenPage, has_script: bool
) -> None:
    page = open_page("404.html", width=360, java_script_enabled=has_script)
    paths = page.locator("article li a").evaluate_all("all => all.map(link => link.pathname)")
    assert set(paths) == {f"/{path}" for path in THEMES[1:]}
    expect(page.get_by_role("link", name="front page")).to_be_visible()
    button = page.locator("article").get_by_role("button", name="Search")
    expect(button).to_be_visible(visible=has_script)
    if has_script:
        button.click()
        expect(page.get_by_role("textbox", name="Search")).to_be_focused()
