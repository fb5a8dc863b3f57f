"""Copying gives words: no number of a note, no verdict, no source and no sign comes along.

Alone it notices signs that come along with copied words.
"""

import pytest
from browsing import choose
from playwright.sync_api import Page
from support import OpenPage

ADD_FIELD = """() => {
    const field = document.createElement("textarea");
    field.className = "pasted";
    Object.assign(field.style, { position: "fixed", inset: "auto 0 0", height: "1em" });
    document.body.append(field);
}"""
SELECT = """parts => {
    const last = parts.at(-1);
    getSelection().setBaseAndExtent(parts[0], 0, last, last.childNodes.length);
}"""
LIST_WORDS = """parts => parts.map(part => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll("sup, .note-card").forEach(one => one.remove());
    return copy.textContent.replace(/\\s+/g, " ").trim();
})"""
READ_HIT_AREA = """link => {
    const { width, height, zIndex } = getComputedStyle(link, "::after");
    return [Math.round(parseFloat(width)), Math.round(parseFloat(height)), zIndex];
}"""


def copy_and_paste(page: Page) -> list[str]:
    """Copy what is selected; gives the lines that a text field gets of it."""
    page.keyboard.press("ControlOrMeta+C")
    page.evaluate(ADD_FIELD)
    page.locator(".pasted").focus()
    page.keyboard.press("ControlOrMeta+V")
    lines = page.locator(".pasted").input_value().splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


@pytest.mark.smoke
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("depth", ["text", "checks"])
def test_a_page_is_copied_paragraph_by_paragraph(
    open_page: OpenPage, theme: str, depth: str, width: int
) -> None:
    """Each on a line of its own, with nothing of the blocks between them."""
    page = open_page(theme, width=width)
    choose(page, depth)
    page.locator(".checks__fold").evaluate_all("all => all.forEach(one => { one.open = true; })")
    sources = page.locator(".checks li summary").all_text_contents()
    assert sources
    paragraphs = page.locator("article > p.claim")
    paragraphs.evaluate_all(SELECT)
    copied = copy_and_paste(page)
    words = paragraphs.evaluate_all(LIST_WORDS)
    assert [line for line in copied if line in words] == words
    assert [source for source in sources if source in " ".join(copied)] == []


def test_what_a_finger_hits_is_wide_and_lies_below_the_letters(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme, width=390)
    note = page.locator("p.claim a.footnote-ref").first
    assert note.evaluate(READ_HIT_AREA) == [24, 24, "-1"]
    paragraph = note.locator("xpath=ancestor::p")
    assert paragraph.evaluate("one => getComputedStyle(one).isolation") == "isolate"
    box = page.locator(".checks .checks__way > :first-child").first.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
