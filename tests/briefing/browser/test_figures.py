"""The figures: letters that can be read, and what is drawn where it belongs.

Alone it notices letters that cover each other or are small, and a picture that is too wide.
"""

import re
from typing import Any

import pytest
from browsing import is_too_wide
from playwright.sync_api import expect
from real import BRIEFING
from support import ROOT, OpenPage

NAMES = sorted(path.stem for path in (ROOT / "docs/figures").glob("*.yml"))
FIGURES = {name: BRIEFING.find_view(name) for name in NAMES}
"""The page of each figure."""
READ_BOXES = """all => all.filter(text => text.checkVisibility()).map(text => {
    const {left, top, right, bottom} = text.getBoundingClientRect();
    return [left, top + 3, right, bottom - 3, text.textContent]})"""
READ_LINKS = "all => all.map(link => [link.getAttribute('href'), link.textContent])"
READ_SIDES = """all => all.map(
    one => one.getBoundingClientRect()).map(({left, right}) => [left, right])"""
READ_SIZES = """all => all.filter(text => text.checkVisibility()).map(
    text => parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a)"""


def meet(one: list[Any], other: list[Any]) -> bool:
    """Return whether two boxes of left, top, right and bottom have something in common."""
    is_beside = one[2] <= other[0] or other[2] <= one[0]
    return not (is_beside or one[3] <= other[1] or other[3] <= one[1])


def test_each_line_of_a_pair_says_which_way_and_leads_to_its_claim(open_page: OpenPage) -> None:
    page = open_page(FIGURES["flows"])
    lines = page.locator(".flows section li")
    assert lines.count() > 1
    for line in lines.all():
        expect(line.locator("span")).to_have_text(re.compile(r"both ways|to \w"))
        expect(line.locator("a")).to_have_attribute("href", re.compile(r"#[\w-]+$"))


@pytest.mark.parametrize("width", [320, 390, 1024, 1440])
@pytest.mark.parametrize("name", ["flows", "lanes", "shares"])
def test_no_letters_of_a_drawing_cover_each_other_or_a_mark(
    open_page: OpenPage, name: str, width: int
) -> None:
    page = open_page(FIGURES[name])
    page.set_viewport_size({"width": width, "height": 800})
    boxes = page.eval_on_selector_all(
        f".{name} svg:not(.sign) :is(text, a path, circle)", READ_BOXES
    )
    assert boxes
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert not meet(one, other), (one, other)


def test_each_mark_says_what_it_is_and_leads_to_its_claim(open_page: OpenPage) -> None:
    page = open_page(FIGURES["lanes"])
    drawn = page.eval_on_selector_all(".lane svg a", READ_LINKS)
    table = page.eval_on_selector_all(".lanes td a", READ_LINKS)
    assert len(drawn) > 1
    assert {link for link, _name in drawn} <= {link for link, _words in table}
    assert all(name for _link, name in drawn)
    page.locator(".lane svg a path").first.click()
    claim = drawn[0][0].partition("#")[2]
    expect(page).to_have_url(re.compile(f"#{claim}$"))
    assert page.locator(f"[id='{claim}']").count() == 1


@pytest.mark.parametrize("width", [320, 390, 860, 1024, 1440])
@pytest.mark.parametrize("name", ["beijing", "register"])
def test_no_letters_of_answers_cover_each_other(open_page: OpenPage, name: str, width: int) -> None:
    page = open_page(FIGURES["register"])  # which has the whole of both
    page.set_viewport_size({"width": width, "height": 800})
    [whole] = page.eval_on_selector_all(f".{name} svg", READ_BOXES)
    level = f".{name} svg text:not([transform])"  # the box of what is slanted is no use
    boxes = page.eval_on_selector_all(level, READ_BOXES)
    assert boxes
    for number, one in enumerate(boxes):
        assert whole[0] <= one[0] + 1
        assert one[2] <= whole[2] + 1, one
        for other in boxes[:number]:
            assert not meet(one, other), (one, other)


def test_the_stroke_of_an_answer_stands_before_its_words(open_page: OpenPage) -> None:
    page = open_page(FIGURES["register"], width=390)
    for media, width in (("screen", 390), ("screen", 1280), ("print", 658)):
        page.emulate_media(media=media)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 800})
        strokes = page.locator(".words .stroke").evaluate_all(READ_SIDES)
        words = page.locator(".words .row:has(.stroke) .row__said").evaluate_all(READ_SIDES)
        assert strokes
        for (_left, right), (left, _right) in zip(strokes, words, strict=True):
            assert right <= left, (media, width)


def test_a_kind_of_words_is_chosen_without_a_script(open_page: OpenPage) -> None:
    """What an address leads to is shown all the same."""
    page = open_page(FIGURES["register"], java_script_enabled=False)
    rows = page.locator(".words .row:visible")
    every = rows.count()
    for label in page.locator(".register-kinds label").all():
        label.click()
        expect(rows).to_have_count(int(label.locator("b").inner_text()))
    assert rows.count() < every
    hidden = page.locator(".words .row.is-ten h3").first
    expect(hidden).to_be_hidden()
    page.goto(f"{page.url.partition('#')[0]}#{hidden.get_attribute('id')}")
    expect(hidden).to_be_visible()


def test_each_mark_of_the_strip_leads_to_its_entry(open_page: OpenPage) -> None:
    page = open_page(FIGURES["register"])
    marks = page.locator(".register__wide a")
    assert marks.count() == page.locator(".words .row").count()
    marks.last.locator("path").click()
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.smoke
def test_a_figure_can_be_read_as_a_table(open_page: OpenPage) -> None:
    for name in ("lanes", "shares", "beijing", "deaths"):
        page = open_page(FIGURES[name], java_script_enabled=False)
        table = page.locator(f".{name} .as-table")
        expect(table.locator("table")).to_be_hidden()
        table.locator("summary").click()
        expect(table.locator("table")).to_be_visible()
        assert table.locator("tbody tr").count() > 1


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_fits_its_page_and_its_letters_can_be_read_at_every_width(
    open_page: OpenPage, name: str
) -> None:
    page = open_page(FIGURES[name])
    for width in (320, 360, 560, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert not is_too_wide(page)
        for left, right in page.eval_on_selector_all(".figure", READ_SIDES):
            assert 0 <= left <= right <= width
        sizes = page.eval_on_selector_all(".figure svg text", READ_SIZES)
        assert all(size >= 12 for size in sizes), width
        assert sizes or name != "shares"
