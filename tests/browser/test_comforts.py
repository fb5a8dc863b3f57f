"""Reading comforts: evidence in the margin, links of headings, names of parts, the page for lost readers."""

import re

import pytest
from playwright.sync_api import expect
from support import THEMES, OpenPage

from .conftest import CARD

pytestmark = pytest.mark.slow

ON_THEMES = pytest.mark.parametrize("path", THEMES[1:])


@ON_THEMES
def test_a_claim_shows_its_record_beside_the_text_and_other_parts_their_names(
    open_page: OpenPage, path: str
) -> None:
    """The label on the left, on the right author and date of each source of a clause, none over another.

    They are not read out and no stop for the keyboard, since the note says the same; a page has few stops, all seen."""
    page = open_page(path, width=1280)
    assert page.evaluate("read.keys('.claim-sources a')") == page.evaluate(
        "read.keys('a.footnote-ref')"
    )
    assert set(
        page.eval_on_selector_all(".claim-sources a", "links => links.map(link => link.tabIndex)")
    ) == {-1}
    expect(page.locator(".footnote").get_by_role("heading", name="Notes")).to_be_visible()
    expect(page.locator(".bottom-line").get_by_text("Bottom line")).to_be_visible()
    floor = 0
    for claim in page.evaluate("read.margin()"):
        assert claim["label"]["right"] <= claim["text"]["left"]
        for record in claim["records"]:
            assert record["left"] >= claim["text"]["right"]
            assert record["top"] >= floor
            floor = record["bottom"]
    assert floor
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        stops = page.evaluate("read.stops()")
        assert all(stops)
        assert 10 < len(stops) <= 60


@pytest.mark.parametrize("width", [360, 768, 940])
def test_without_a_margin_the_label_stands_above_the_text_and_verdicts_in_it(
    open_page: OpenPage, width: int
) -> None:
    for claim in open_page("troop-reports/", width=width).evaluate("read.margin()"):
        for part in claim["records"]:
            assert (
                claim["text"]["left"] <= part["left"] <= part["right"] <= claim["text"]["right"] + 1
            )
            assert claim["label"]["bottom"] <= part["bottom"]


def test_a_heading_is_announced_once_and_offers_its_link_and_its_citation(
    open_page: OpenPage, address: str
) -> None:
    page = open_page("leverage/")
    heading, card = page.locator("h2").first, page.get_by_role("dialog")
    expect(page.get_by_role("heading", name=heading.inner_text(), exact=True)).to_have_count(1)
    heading.get_by_role("link").click()
    card.get_by_role("button", name="Copy link").click()
    expect(card.get_by_role("button", name="Link copied")).to_be_visible()
    link = f"{address}leverage/#{heading.get_attribute('id')}"
    assert (page.url, page.evaluate("navigator.clipboard.readText()")) == (link, link)
    expect(card.get_by_role("link", name="Cite this section")).to_be_visible()


def test_by_keyboard_a_label_leads_to_all_that_stands_behind_each_clause(
    open_page: OpenPage,
) -> None:
    page = open_page("leverage/")
    card, clauses = page.locator(CARD), page.locator(".claim").first.locator(".clause")
    page.locator(".claim-label").first.press("Enter")
    expect(card).to_contain_text("It can be looked up")
    expect(card.locator("li")).to_have_count(clauses.count())
    card.locator("li button").nth(2).press("Enter")
    for part in (".verdict", "a.footnote-ref"):
        expect(card).to_contain_text(clauses.nth(2).locator(part).first.inner_text())
    expect(card.locator("a[href^='https:']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(clauses.nth(2).locator(".clause-label")).to_be_focused()


@ON_THEMES
def test_a_note_opens_in_the_margin_beside_its_line_and_covers_no_check(
    open_page: OpenPage, path: str
) -> None:
    page, beside = open_page(path, width=1440), 0
    read = "parts => parts.map(part => part.getBoundingClientRect().toJSON())"
    for marker in page.locator(".claim a.footnote-ref").all()[::3]:
        marker.hover()
        expect(page.locator(CARD)).to_be_in_viewport(ratio=1)
        [card], [line] = page.locator(CARD).evaluate_all(read), marker.evaluate_all(read)
        beside += card["left"] > line["left"]
        for check in page.locator("details.check").evaluate_all(read):
            assert (
                card["right"] <= check["left"]
                or card["top"] >= check["bottom"]
                or check["top"] >= card["bottom"]
            )
        page.keyboard.press("Escape")
    assert beside


def test_a_foreign_title_is_marked_and_nothing_around_it(open_page: OpenPage) -> None:
    page = open_page("sources/")
    for language, letters in (("ko", "[가-힣]"), ("ru", "[а-я]")):
        assert all(
            re.search(letters, words)
            for words in page.locator(f"[lang={language}]").all_inner_texts()
        )
    assert not re.search(
        "[가-힣]",
        page.evaluate("""() => {
        const copy = document.querySelector("article").cloneNode(true);
        copy.querySelectorAll("[lang=ko], pre").forEach(part => part.remove());
        return copy.textContent;
    }"""),
    )


@pytest.mark.parametrize("has_script", [True, False])
def test_a_lost_reader_is_offered_pages_and_what_works(
    open_page: OpenPage, has_script: bool
) -> None:
    page = open_page("404.html", width=360, java_script_enabled=has_script)
    hrefs = page.locator("article li a").evaluate_all("all => all.map(link => link.pathname)")
    assert set(hrefs) == {f"/{path}" for path in THEMES[1:]}
    expect(page.get_by_role("link", name="front page")).to_be_visible()
    button = page.locator("article").get_by_role("button", name="Search")
    expect(button).to_be_visible(visible=has_script)
    if has_script:
        button.click()
        expect(page.get_by_role("textbox", name="Search")).to_be_focused()
