"""The card of a note or of a link within the site: how it opens, where it stands, what it shows, and the way back."""

import itertools

import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage, read_data

from .conftest import CARD, MARKER

PAGE = "troop-reports/"
LINK = "#key-judgements + ol a"
ZHANG = "Feng Zhang, “Is China being played by North Korea and Russia?”"
WAYS = pytest.mark.parametrize(
    ("path", "selector"),
    [
        pytest.param(PAGE, MARKER, id="note"),
        pytest.param("", LINK, id="link", marks=pytest.mark.slow),
    ],
)


def leave(page: Page) -> None:
    page.mouse.move(2, 790)
    expect(page.locator(CARD)).to_be_hidden()


def stands_beside(card: Locator, line: Locator) -> bool:
    """Whether a card leaves the line that is read uncovered, and is wholly in the window."""
    expect(card).to_be_in_viewport(ratio=1)
    read = "part => [part.getBoundingClientRect().top, part.getBoundingClientRect().bottom]"
    (top, bottom), (above, below) = card.evaluate(read), line.evaluate(read)
    return bool(top >= below or bottom <= above)


@pytest.mark.parametrize(("path", "selector", "words"), read_data("browser.yml")["cards"])
def test_it_shows_what_a_link_leads_to(
    open_page: OpenPage, path: str, selector: str, words: tuple[str, ...]
) -> None:
    page = open_page(path)
    page.locator(selector).first.hover()
    for word in words:
        expect(page.locator(CARD)).to_contain_text(word)
    for sign in "¶↩":
        expect(page.locator(CARD)).not_to_contain_text(sign)
    leave(page)


@WAYS
def test_it_stays_for_a_pointer_and_keys_open_and_close_it(
    open_page: OpenPage, path: str, selector: str
) -> None:
    page = open_page(path)
    page.keyboard.press("Tab")
    link, card = page.locator(selector).first, page.locator(CARD)
    link.hover()
    card.hover(position={"x": 4, "y": 4})
    page.wait_for_timeout(600)  # longer than the delay after which it would close
    expect(card).to_be_visible()
    leave(page)
    link.focus()
    expect(card).to_be_visible()
    expect(link).to_have_accessible_description(card.inner_text().replace("\n\n", " "))
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()


def test_a_tap_on_a_marker_opens_it_without_leaving_the_line(open_page: OpenPage) -> None:
    page = open_page(PAGE, width=360, has_touch=True)
    marker = page.locator(MARKER).first
    marker.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    marker.tap()
    assert stands_beside(page.locator(CARD), marker)
    assert page.evaluate("scrollY") == place
    assert "#fn" not in page.url
    page.locator(CARD).get_by_role("link", name="Go to note").tap()
    expect(page.locator("[id='fn:cite-zhang2024played']")).to_be_in_viewport()


@pytest.mark.slow
def test_a_tap_follows_any_other_link_at_once(open_page: OpenPage) -> None:
    page = open_page("", width=360, has_touch=True)
    page.locator(LINK).first.tap()
    page.wait_for_url("**/alliance-treaty/#treaty-mutual-assistance")
    expect(page.locator(CARD)).to_be_hidden()


@WAYS
def test_it_stays_on_the_screen_and_off_the_line(
    open_page: OpenPage, path: str, selector: str
) -> None:
    page = open_page(path)
    links = page.locator(selector).all()
    for width, link in itertools.product((1280, 768, 360), links[:: len(links) // 5]):
        page.set_viewport_size({"width": width, "height": 800})
        link.scroll_into_view_if_needed()
        link.hover()
        assert stands_beside(page.locator(CARD), link)
        page.keyboard.press("Escape")


@pytest.mark.slow
def test_a_page_is_fetched_once_for_all_that_leads_to_it(open_page: OpenPage) -> None:
    page = open_page("")
    asked: list[str] = []
    page.on(
        "request",
        lambda request: asked.append(request.url) if request.resource_type == "fetch" else None,
    )
    for link in page.locator(f"{LINK}[href^='beijings-dilemma/']").all():
        link.hover()
        expect(page.locator(CARD)).to_contain_text("Beijing’s dilemma")
        leave(page)
    assert len(asked) == 1


def test_a_click_leads_to_the_note_and_back_to_where_the_marker_stood(open_page: OpenPage) -> None:
    """By the link of the note, and by the browser's own way back."""
    page = open_page("leverage/")
    note = page.locator("[id='fn:cite-zhang2024played']")
    marker = page.locator("a.footnote-ref[href='#fn:cite-zhang2024played']").nth(1)
    marker.evaluate("marker => scrollBy(0, marker.getBoundingClientRect().top - 500)")
    before = marker.bounding_box()
    marker.click()
    expect(note).to_be_in_viewport()
    back = note.locator(".footnote-backref")
    expect(back.nth(1)).to_have_css("font-weight", "700")
    expect(back.first).to_have_css("font-weight", "400")
    page.go_back()
    expect(marker).to_be_in_viewport()
    assert marker.bounding_box() == before
    marker.click()
    back.nth(1).click()
    expect(marker).to_be_focused()
    assert marker.bounding_box() == before
    expect(page.locator(CARD)).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_mark_opens_what_stands_behind_its_own_clause(open_page: OpenPage, width: int) -> None:
    """Also where the id stands on an element within, for reader views, and where a phone leaves out what is quiet."""
    page = open_page("leverage/", width=width)
    marks, found = (
        page.locator("a.clause-label:visible"),
        page.locator(CARD).locator(".verdict, .outcome").first,
    )
    assert marks.count() > 5
    for mark in marks.all():
        verdict = (
            mark.locator("xpath=..")
            .locator(":is(.verdict, .outcome):not(.note-card *)")
            .first.text_content()
        )
        mark.evaluate("one => one.click()")
        expect(found).to_be_visible()
        assert found.text_content() == verdict
        page.keyboard.press("Escape")
