"""Reading comforts: stops of the keyboard, links of headings, names of parts, the way on."""

import re

import pytest
from playwright.sync_api import expect
from support import THEMES, OpenPage, find_view

ON_THEMES = pytest.mark.parametrize("path", THEMES[1:])
LETTERS = {"ko": "[가-힣]", "ru": "[а-я]"}
"""Letters that only titles in a language have."""
READ_REST = """languages => {
    const copy = document.querySelector("article").cloneNode(true);
    const foreign = languages.map(one => `[lang=${one}]`).join(", ");
    copy.querySelectorAll(`${foreign}, pre`).forEach(part => part.remove());
    return copy.textContent;
}"""


@pytest.mark.parametrize("path", [*THEMES[1:], find_view("ledger")])
def test_a_stop_of_the_keyboard_can_be_seen(open_page: OpenPage, path: str) -> None:
    """What is shown where a reader comes to it, is so when it has the focus."""
    page = open_page(path)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        stops = page.evaluate("read.stops()")
        assert len(stops) > 10
        assert all(stops)


@ON_THEMES
def test_parts_of_a_page_have_names(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    expect(page.locator(".footnote").get_by_role("heading", name="Notes")).to_be_visible()
    expect(page.locator(".bottom-line").get_by_text("Bottom line")).to_be_visible()


def test_a_heading_is_announced_once_and_leads_to_itself(
    open_page: OpenPage, address: str, theme: str
) -> None:
    page = open_page(theme)
    heading = page.locator("h2").first
    expect(page.get_by_role("heading", name=heading.inner_text(), exact=True)).to_have_count(1)
    heading.get_by_role("link").click()
    assert page.url == f"{address}{theme}#{heading.get_attribute('id')}"


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
