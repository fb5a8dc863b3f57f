"""Reading comforts: evidence in the margin, links of headings, names of parts, the page for lost readers."""

import re

import pytest
from playwright.sync_api import expect
from support import THEMES, OpenPage

pytestmark = pytest.mark.slow

READ_MARGIN = """() => [...document.querySelectorAll("p.claim")].map(claim => {
    const box = part => part.getBoundingClientRect().toJSON();
    return {text: box(claim), label: box(claim.querySelector(".claim-label")),
            records: [...claim.querySelectorAll(".record")].filter(part => part.checkVisibility()).map(box)};
})"""
READ_KEYS = """(claims, selector) => claims.map(claim =>
    [...new Set([...claim.querySelectorAll(selector)].map(link => link.hash))])"""


@pytest.mark.parametrize("path", THEMES[1:])
def test_a_claim_shows_its_sources_in_short_and_other_parts_their_names(open_page: OpenPage, path: str) -> None:
    """Author and date; it is not read out and no stop for the keyboard, since the note says the same."""
    page = open_page(path)
    shown, cited = (page.eval_on_selector_all(".clause", READ_KEYS, selector)
                    for selector in (".claim-sources a", "a.footnote-ref"))
    assert shown == cited
    assert set(page.eval_on_selector_all(".claim-sources a", "links => links.map(link => link.tabIndex)")) == {-1}
    for name in page.locator(".claim-sources a").all_inner_texts()[:3]:
        expect(page.locator(".claim").get_by_role("link", name=name)).to_have_count(0)
    expect(page.locator(".footnote").get_by_role("heading", name="Notes")).to_be_visible()
    expect(page.locator(".bottom-line").get_by_text("Bottom line")).to_be_visible()


@pytest.mark.parametrize("path", THEMES[1:])
def test_labels_and_records_stand_beside_the_text_and_nothing_meets(open_page: OpenPage, path: str) -> None:
    """The label on the left, the record of each clause on the right, none over another."""
    page = open_page(path, width=1280)
    floor = 0
    for claim in page.evaluate(READ_MARGIN):
        assert claim["label"]["right"] <= claim["text"]["left"]
        for record in claim["records"]:
            assert record["left"] >= claim["text"]["right"]
            assert record["top"] >= floor
            floor = record["bottom"]
    assert floor


@pytest.mark.parametrize("width", [360, 768, 940])
def test_without_a_margin_the_label_stands_above_the_text_and_verdicts_in_it(open_page: OpenPage, width: int) -> None:
    for claim in open_page("troop-reports/", width=width).evaluate(READ_MARGIN):
        for part in claim["records"]:
            assert claim["text"]["left"] <= part["left"] <= part["right"] <= claim["text"]["right"] + 1
            assert claim["label"]["bottom"] <= part["bottom"]


def test_a_heading_shows_its_link_on_hover_and_focus_and_gives_its_address(open_page: OpenPage, address: str) -> None:
    page = open_page("leverage/")
    heading = page.locator("h2").first
    link = heading.locator(".headerlink")
    expect(link).to_have_css("opacity", "0")
    heading.hover()
    expect(link).to_have_css("opacity", "1")
    page.mouse.move(1, 1)
    link.focus()
    expect(link).to_have_css("opacity", "1")
    link.press("Enter")
    assert page.url == f"{address}leverage/#{heading.get_attribute('id')}"


def test_a_foreign_title_is_marked_and_nothing_around_it(open_page: OpenPage) -> None:
    page = open_page("sources/")
    assert all(re.search("[가-힣]", words) for words in page.locator("[lang=ko]").all_inner_texts())
    assert all(re.search("[а-я]", words) for words in page.locator("[lang=ru]").all_inner_texts())
    assert not re.search("[가-힣]", page.evaluate("""() => {
        const copy = document.querySelector("article").cloneNode(true);
        copy.querySelectorAll("[lang=ko], pre").forEach(part => part.remove());
        return copy.textContent;
    }"""))


@pytest.mark.parametrize("has_script", [True, False])
def test_a_lost_reader_is_offered_pages_and_what_works(open_page: OpenPage, has_script: bool) -> None:
    page = open_page("404.html", width=360, java_script_enabled=has_script)
    hrefs = [link.evaluate("link => link.pathname") for link in page.locator("article li a").all()]
    assert set(hrefs) == {f"/{path}" for path in THEMES[1:]}
    expect(page.get_by_role("link", name="front page")).to_be_visible()
    button = page.locator("article").get_by_role("button", name="Search")
    expect(button).to_be_visible(visible=has_script)
    if has_script:
        button.click()
        expect(page.get_by_role("textbox", name="Search")).to_be_focused()
