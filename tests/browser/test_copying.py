"""Copying gives words: no number of a note, no verdict, no source comes along.

Words are dragged over with a pointer, copied and pasted as a reader does it, and held against the
text of the page without its markers (`copying.js`).
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from support import THEMES, OpenPage

from .conftest import HERE

KINDS = ("sentence", "statement")
DEPTHS = ("text", "checks")
WIDTHS = (1440, 390)
USUAL = ((1440, "checks"), (390, "text"))
"""What a screen of a width shows until a reader chooses."""
CHOSEN = ((1440, "text"), (390, "checks"))
SOME = 10
"""Of a kind in a browser in which each key takes long."""
LOOKS = 500
"""At what is selected, until something is."""
READ_HIT_AREA = """link => {
    const { width, height, zIndex } = getComputedStyle(link, "::after");
    return [width, height, zIndex];
}"""
LIST_PARAGRAPHS = """() => [...document.querySelectorAll("article > p.claim")].map(
    part => copying.read(part))"""


def prepare(page: Page, depth: str) -> None:
    """Choose how much is shown, and give the page a text field."""
    page.evaluate((HERE / "copying.js").read_text(encoding="utf-8"))
    for switch in page.locator(f"#depth-{depth}").all():  # none where there are no checks
        switch.evaluate("one => { one.checked = true; }")
    page.evaluate("copying.field()")


def copy_and_paste(page: Page) -> str:
    """Copy what is selected; gives what a text field gets of it."""
    page.keyboard.press("Control+C")
    page.evaluate("copying.focusField()")
    page.keyboard.press("Control+V")
    return str(page.evaluate("copying.pasted()"))


def drag(page: Page, number: int) -> None:
    """Drag the pointer from the first letter of the text of a number to its last.

    Firefox may select a moment later; what is copied before is nothing, and pasted what was before.
    """
    start, end = page.evaluate("number => copying.place(number)", number)
    page.evaluate("getSelection().removeAllRanges()")
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end)
    page.mouse.up()
    looks = iter(range(LOOKS))
    while page.evaluate("getSelection().isCollapsed") and next(looks, None) is not None:
        pass


def drag_without_scripts(page: Page, number: int) -> None:
    """Drag as `drag` does; Chromium is told so directly.

    Playwright waits on each move for a timer of the page, which never comes where scripts are off.
    """
    start, end = page.evaluate("number => copying.place(number)", number)
    session = page.context.new_cdp_session(page)
    for kind, (x, y) in (
        ("mousePressed", start),
        ("mouseMoved", end),
        ("mouseReleased", end),
    ):
        event = {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1}
        session.send("Input.dispatchMouseEvent", event)
    session.detach()


def copy_by(drag: Callable[[Page, int], None], page: Page, number: int) -> str:
    """Drag over the text of a number, copy it, and return what is pasted."""
    drag(page, number)
    return " ".join(copy_and_paste(page).split())


def list_spoilt(
    page: Page, most: int | None = None, drag: Callable[[Page, int], None] = drag
) -> list[tuple[str, ...]]:
    """Return each sentence and statement that is not copied as it is, and what was.

    A statement that is a sentence is dragged over once. Each is tried twice: a busy browser may
    take in a key or a move too late.
    """
    spoilt = []
    tried = set[str]()
    for kind in KINDS:
        texts = page.evaluate("kind => copying.list(kind)", kind)
        assert texts or kind != "sentence"
        for number, text in enumerate(texts[:most]):
            if text in tried:
                continue
            tried.add(text)
            copied = [copy_by(drag, page, number)]
            if copied[0] != text:
                copied.append(copy_by(drag, page, number))
            if copied[-1] != text:
                spoilt.append((text, *copied))
    return spoilt


def find_most(page: Page) -> int | None:
    """Return of how many texts of a kind it is tried in a browser; None for all."""
    browser = page.context.browser
    return SOME if browser and browser.browser_type.name == "firefox" else None


@pytest.mark.parametrize(("width", "depth"), CHOSEN)
def test_a_sentence_that_is_dragged_over_is_copied_without_what_is_no_word_of_it(
    open_page: OpenPage, theme: str, width: int, depth: str
) -> None:
    """In what a reader has chosen; the next test has what a screen shows by itself."""
    page = open_page(theme, width=width)
    prepare(page, depth)
    assert list_spoilt(page, find_most(page)) == []


@pytest.mark.parametrize("path", THEMES)
def test_each_sentence_of_each_page_is_copied_as_it_is(open_page: OpenPage, path: str) -> None:
    for width, depth in USUAL:
        page = open_page(path, width=width)
        prepare(page, depth)
        assert list_spoilt(page, find_most(page)) == [], (width, depth)


def test_a_sentence_is_copied_as_it_is_without_scripts(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme, java_script_enabled=False)
    prepare(page, "checks")
    assert list_spoilt(page, SOME, drag_without_scripts) == []


@pytest.mark.smoke
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("depth", DEPTHS)
def test_a_page_is_copied_paragraph_by_paragraph(
    open_page: OpenPage, theme: str, depth: str, width: int
) -> None:
    """Each on a line of its own, with nothing of the blocks between them."""
    page = open_page(theme, width=width)
    prepare(page, depth)
    page.evaluate("""for (const one of document.querySelectorAll(".checks")) one.open = true""")
    sources = page.locator(".checks__where").all_text_contents()
    assert sources
    page.evaluate("copying.select('article > p.claim')")
    copied = [" ".join(line.split()) for line in copy_and_paste(page).splitlines()]
    paragraphs = page.evaluate(LIST_PARAGRAPHS)
    assert [line for line in copied if line in paragraphs] == paragraphs
    assert [source for source in sources if source in " ".join(copied)] == []


def test_what_a_finger_hits_is_wide_and_lies_below_the_letters(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme)
    marker = page.locator("p.claim a.footnote-ref").first
    assert marker.evaluate(READ_HIT_AREA) == ["24px", "24px", "-1"]
    assert (
        marker.locator("xpath=ancestor::p").evaluate("part => getComputedStyle(part).isolation")
        == "isolate"
    )
