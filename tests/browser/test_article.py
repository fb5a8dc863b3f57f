"""The article, line by line: what is in sight, and how a reader gets to a line.

Alone it notices a line that is hidden unasked or on paper, one that is asked for by its address
and stays closed, a second line below a sign, a word of a label that is broken, and a theme whose
strip lacks a statement.
"""

import pytest
from playwright.sync_api import Page, expect
from support import OpenPage

from .places import find_view

ARTICLE = find_view("article")
LINES = ".lines > li"
WHERE = "Where it is"
LABELS = ".strip ol li > span"
SHORTEN = """all => all.forEach(one => {
    one.parentNode.querySelectorAll("a ~ a").forEach(sign => sign.remove());
    one.textContent = "counterrevolutionaries";
})"""
"""A paragraph of one statement, and one long word."""
COUNT_LINES = """all => all.map(one => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getClientRects().length;
})"""


def test_without_a_script_all_lines_are_there(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, java_script_enabled=False)
    number = page.locator(".strip ol a").count()
    expect(page.locator(f"{LINES}:visible")).to_have_count(number)
    page.locator(f"{LINES} .lines__says").first.click()
    expect(page.locator(LINES).first.get_by_text(WHERE)).to_be_visible()


def show_loud(page: Page) -> int:
    """Choose what is doubted or foretold, and return how many lines then are hidden."""
    page.locator(".ledger-filter label").last.click()
    return page.locator(f"{LINES}:not(:visible)").count()


@pytest.mark.smoke
def test_all_lines_are_in_sight_and_what_is_doubted_or_foretold_is_one_click(
    open_page: OpenPage,
) -> None:
    page = open_page(ARTICLE)
    whole, loud = page.locator(".ledger-filter label b").all_inner_texts()
    expect(page.locator(f"{LINES}:visible")).to_have_count(int(whole))
    expect(page.get_by_role("status")).to_have_text(f"{whole} of {whole} statements")
    show_loud(page)
    expect(page.locator(f"{LINES}:visible")).to_have_count(int(loud))
    page.reload()
    expect(page.locator(f"{LINES}:visible")).to_have_count(int(loud))
    page.emulate_media(media="print")
    expect(page.locator(f"{LINES}:visible")).to_have_count(int(whole))


def test_an_address_shows_its_line_and_opens_it_and_so_does_its_sign(open_page: OpenPage) -> None:
    """It counts as shown."""
    page = open_page(ARTICLE)
    number = show_loud(page)
    total = page.locator(LINES).count()
    name = page.locator(f"{LINES}[hidden] details").last.get_attribute("id")
    page.locator(f".strip a[href='#{name}']").click()
    line = page.locator(f"#{name}")
    expect(line).to_be_in_viewport()
    expect(line.get_by_text(WHERE)).to_be_visible()
    expect(page.locator(f"{LINES}:visible")).to_have_count(total - number + 1)
    expect(page.get_by_role("status")).to_have_text(f"{total - number + 1} of {total} statements")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(line).to_be_in_viewport()
    expect(line.get_by_text(WHERE)).to_be_visible()


STRIP = ".in-article"


@pytest.mark.parametrize("width", [390, 1440])
def test_a_theme_has_a_mark_for_each_statement_of_its_own_which_leads_to_it(
    open_page: OpenPage, theme: str, width: int
) -> None:
    """Without a script, and for a finger."""
    lines = open_page(ARTICLE).locator(LINES).count()
    page = open_page(theme, width=width, java_script_enabled=False)
    own = page.locator(f"{STRIP} p:first-child a")
    names = own.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert len(names) == lines
    for box in [link.bounding_box() for link in own.all()]:
        assert box
        assert min(box["width"], box["height"]) >= 24
    own.last.click()
    expect(page.locator(f"{names[-1]}.clause")).to_be_in_viewport()
    expect(page.locator(STRIP)).to_contain_text(str(lines))


def test_where_nothing_is_restated_there_is_no_strip(open_page: OpenPage) -> None:
    for path in ("", ARTICLE):
        expect(open_page(path).locator(STRIP)).to_have_count(0)


READ_EDGES = """all => all.map(one => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const lines = [...range.getClientRects()].filter(({ width }) => width > 1);
    const sign = one.querySelector(".sign").getBoundingClientRect();
    return lines.filter(({ top }) => top > sign.bottom).map(({ left }) => left - sign.right);
})"""
"""How far from the end of its sign each further line of what was found begins."""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_second_line_runs_under_its_sign(open_page: OpenPage, width: int) -> None:
    found = open_page(ARTICLE, width=width).locator(".lines__found:has(.sign)")
    found.evaluate_all("all => all.forEach(one => one.append(' and so on'.repeat(20)))")
    edges = found.evaluate_all(READ_EDGES)
    assert edges
    assert all(each and min(each) > 0 for each in edges)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_label_below_few_signs_breaks_no_word(open_page: OpenPage, width: int) -> None:
    labels = open_page(ARTICLE, width=width).locator(LABELS)
    labels.evaluate_all(SHORTEN)
    assert {*labels.evaluate_all(COUNT_LINES)} == {1}


def test_a_line_is_cited_at_its_own_address(open_page: OpenPage) -> None:
    """In every form; without a script its section is, where all forms stand."""
    page = open_page(ARTICLE)
    line = page.locator(f"{LINES}:visible").last
    number = line.locator("> a")
    line.locator("summary").click()
    line.get_by_role("link", name=f"Cite {number.inner_text()}", exact=True).click()
    address = str(number.evaluate("one => one.hash"))
    dialog = page.get_by_role("dialog", name="Cite")
    forms = dialog.locator(".cite-form")
    expect(forms.first).to_be_visible()
    for form in forms.all():
        words = str(form.locator("> :nth-child(2)").text_content())
        assert address in words.replace("\\", ""), words
    dialog.get_by_role("button", name="Copy link").click()
    assert str(page.evaluate("navigator.clipboard.readText()")).endswith(address)
