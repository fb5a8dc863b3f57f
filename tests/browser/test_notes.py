"""The card of a note or of a link: how it opens, where it stands, what it shows, the way back."""

import itertools
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage, find_view

from .conftest import CARD, MARKER

LINK = "article :is(ol, ul) > li > a[href*='/#']:not(.basis *)"
"""On the front page, a link to a passage of another page."""
READ_MARKERS = "all => all.map(one => [one.hash, one.checkVisibility()])"
OPENERS = {
    "note": lambda theme: (theme, MARKER),
    "link": lambda theme: ("", LINK),
}
WAYS = pytest.mark.parametrize("way", ["note", pytest.param("link", marks=pytest.mark.slow)])
LEDGER = find_view("ledger")


@pytest.fixture(scope="module")
def data(real_site: Path) -> Any:
    """The claims of the site, as programs get them."""
    return json.loads((real_site / "claims.json").read_text(encoding="utf-8"))


def find_place(address: str) -> str:
    """Return what of an address leads to a passage within its site."""
    parts = urlsplit(address)
    return f"{parts.path}#{parts.fragment}"


def list_places(links: Locator) -> list[str]:
    """Return where each of some links leads."""
    return [find_place(url) for url in links.evaluate_all("all => all.map(one => one.href)")]


def find_claim_link(
    page: Page, selector: str, claims: list[Any], fits: Callable[[Any], bool]
) -> tuple[Locator, Any]:
    """Return the first link to a claim that fits, and the claim."""
    wanted = {find_place(claim["address"]): claim for claim in claims if fits(claim)}
    links = page.locator(f"{selector}:visible")
    for number, place in enumerate(list_places(links)):
        if place in wanted:
            return links.nth(number), wanted[place]
    raise AssertionError(f"{page.url} has no such link")


def begin(text: str) -> str:
    """Return the first words of a text."""
    return " ".join(text.split()[:4])


def leave(page: Page) -> None:
    page.mouse.move(2, 790)
    expect(page.locator(CARD)).to_be_hidden()


def expect_card(page: Page, link: Locator, *words: str) -> None:
    """A link opens a card with some words and no signs of the page's own, until it is left."""
    link.hover()
    for word in words:
        expect(page.locator(CARD)).to_contain_text(word)
    for sign in "¶↩":
        expect(page.locator(CARD)).not_to_contain_text(sign)
    leave(page)


def stands_beside(card: Locator, line: Locator) -> bool:
    """Whether a card leaves the line that is read uncovered, and is wholly in the window."""
    expect(card).to_be_in_viewport(ratio=1)
    read = "part => [part.getBoundingClientRect().top, part.getBoundingClientRect().bottom]"
    top, bottom = card.evaluate(read)
    above, below = line.evaluate(read)
    return bool(top >= below or bottom <= above)


@pytest.mark.smoke
def test_it_shows_the_note_of_a_marker(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme)
    link = page.locator(MARKER).first
    note = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
    expect_card(page, link, begin(note.text_content() or ""))


def test_it_shows_a_claim_of_another_page_and_what_checking_found(
    open_page: OpenPage, data: Any
) -> None:
    page = open_page()
    link, claim = find_claim_link(
        page, "article a", data["claims"], lambda one: one["checks"] and one["because"]
    )
    kind = data["kinds"][claim["kind"]]
    verdict = data["verdicts"][claim["verdict"]]
    words = [kind, claim["page"], verdict, claim["because"], begin(claim["clause"]), "Checked: "]
    expect_card(page, link, *words)


def test_it_shows_a_claim_of_the_ledger(open_page: OpenPage, data: Any) -> None:
    page = open_page(LEDGER)
    link, claim = find_claim_link(page, ".ledger a", data["claims"], lambda one: True)
    expect_card(page, link, data["kinds"][claim["kind"]], begin(claim["clause"]))


def test_it_shows_a_source_of_the_ledger(open_page: OpenPage, data: Any) -> None:
    page = open_page(LEDGER)
    link = page.locator(f".ledger a[href*='{find_view('sources')}#']:visible").first
    source = data["sources"][(link.get_attribute("href") or "").partition("#")[2]]
    expect_card(page, link, source["reference"].partition(",")[0])


@pytest.mark.smoke
@WAYS
def test_it_stays_for_a_pointer_and_keys_open_and_close_it(
    open_page: OpenPage, theme: str, way: str
) -> None:
    path, selector = OPENERS[way](theme)
    page = open_page(path)
    page.keyboard.press("Tab")
    link = page.locator(selector).first
    card = page.locator(CARD)
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


def test_a_tap_on_a_marker_opens_it_without_leaving_the_line(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(theme, width=360, has_touch=True)
    marker = page.locator(MARKER).first
    marker.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    marker.tap()
    assert stands_beside(page.locator(CARD), marker)
    assert page.evaluate("scrollY") == place
    assert "#fn" not in page.url
    page.locator(CARD).get_by_role("link", name="Go to note").tap()
    note = (marker.get_attribute("href") or "")[1:]
    expect(page.locator(f"[id='{note}']")).to_be_in_viewport()


def test_a_tap_follows_any_other_link_at_once(open_page: OpenPage) -> None:
    page = open_page("", width=360, has_touch=True)
    link = page.locator(LINK).first
    target = link.evaluate("link => link.href")
    link.tap()
    page.wait_for_url(target)
    expect(page.locator(CARD)).to_be_hidden()


@WAYS
def test_it_stays_on_the_screen_and_off_the_line(open_page: OpenPage, theme: str, way: str) -> None:
    path, selector = OPENERS[way](theme)
    page = open_page(path)
    links = page.locator(selector).all()
    some = links[:: max(1, len(links) // 3)]
    for width, link in itertools.product((1280, 768, 360), some):
        page.set_viewport_size({"width": width, "height": 800})
        link.scroll_into_view_if_needed()
        link.hover()
        assert stands_beside(page.locator(CARD), link)
        page.keyboard.press("Escape")


def test_a_page_is_fetched_once_for_all_that_leads_to_it(open_page: OpenPage) -> None:
    page = open_page("")
    fetched: list[str] = []
    page.on("request", lambda one: fetched.append(one.resource_type))
    places = [place.partition("#")[0] for place in list_places(page.locator(LINK))]
    ((path, number),) = Counter(places).most_common(1)
    assert number > 1
    for link in page.locator(f"{LINK}[href^='{path[1:]}']").all()[:5]:
        link.hover()
        expect(page.locator(CARD)).to_be_visible()
        leave(page)
    assert fetched.count("fetch") == 1


def find_repeated_note(page: Page) -> str:
    """Return where the markers of a note lead of which the first two can be seen."""
    markers = page.locator("a.footnote-ref").evaluate_all(READ_MARKERS)
    for target, _ in markers:
        seen = [is_seen for other, is_seen in markers if other == target]
        if seen[:2] == [True, True]:
            return str(target)
    raise AssertionError(f"{page.url} has no such note")


def test_a_click_leads_to_the_note_and_back_to_where_the_marker_stood(
    open_page: OpenPage, theme: str
) -> None:
    """By the link of the note, and by the browser's own way back."""
    page = open_page(theme)
    target = find_repeated_note(page)
    note = page.locator(f"[id='{target[1:]}']")
    marker = page.locator(f"a.footnote-ref[href='{target}']").nth(1)
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
