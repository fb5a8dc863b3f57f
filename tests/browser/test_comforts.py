"""Reading comforts: evidence in the margin, previews of links, the way back from a note, the page for lost readers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.slow

OpenPage = Callable[..., Page]
THEMES = ("alliance-treaty/", "troop-reports/", "beijings-dilemma/", "leverage/")
LINK = "#key-judgements + ol a"

READ_MARGIN = """() => [...document.querySelectorAll("p.claim")].map(claim => {
    const box = part => part && part.getBoundingClientRect().toJSON();
    return {text: box(claim), label: box(claim.querySelector(".claim-label")),
            sources: box(claim.querySelector(".claim-sources"))};
})"""


def find_card(page: Page) -> Locator:
    return page.locator(".note-card")


def read_keys(page: Page, selector: str) -> list[list[str]]:
    found: list[list[str]] = page.eval_on_selector_all("p.claim", """(claims, selector) => claims.map(claim =>
        [...new Set([...claim.querySelectorAll(selector)].map(link => link.hash))])""", selector)
    return found


@pytest.mark.parametrize("path", THEMES)
def test_a_claim_shows_the_short_form_of_every_source_it_cites(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    assert read_keys(page, ".claim-sources a") == read_keys(page, "a.footnote-ref")


def test_the_short_form_names_author_and_date(open_page: OpenPage) -> None:
    page = open_page("leverage/")
    expect(page.locator("#nk-economically-reliant .claim-sources")).to_have_text("Zhang, 25 November 2024")


@pytest.mark.parametrize("path", THEMES)
def test_the_margin_holds_label_and_sources_beside_the_text_and_nothing_meets(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=1280)
    floor = 0
    for claim in page.evaluate(READ_MARGIN):
        for part in filter(None, (claim["label"], claim["sources"])):
            assert part["left"] >= claim["text"]["right"]
            assert part["top"] >= floor
            floor = part["bottom"]


@pytest.mark.parametrize("width", [360, 768, 1200])
def test_without_a_margin_they_stand_above_the_text(open_page: OpenPage, width: int) -> None:
    page = open_page("troop-reports/", width=width)
    for claim in page.evaluate(READ_MARGIN):
        if claim["sources"]:
            assert claim["text"]["left"] <= claim["label"]["left"] < claim["sources"]["right"] <= claim["text"]["right"]
            assert claim["sources"]["bottom"] >= claim["label"]["bottom"]


def test_the_short_form_is_not_read_out_and_is_no_stop_for_the_keyboard(open_page: OpenPage) -> None:
    page = open_page("leverage/")
    expect(page.get_by_role("link", name="Zhang, 25 November 2024")).to_have_count(0)
    assert set(page.eval_on_selector_all(".claim-sources a", "links => links.map(link => link.tabIndex)")) == {-1}


def test_the_short_form_shows_its_note_under_the_pointer(open_page: OpenPage) -> None:
    page = open_page("leverage/")
    page.locator(".claim-sources a").first.hover()
    expect(find_card(page)).to_contain_text("Feng Zhang, “Is China being played by North Korea and Russia?”")


@pytest.mark.parametrize(("path", "selector", "words"), [
    # a claim on another page, with its kind and what checking found
    ("", f"{LINK}[href*='#treaty-mutual-assistance']", ("Fact", "The alliance treaty", "each side undertook",
                                                       "Checked: Leaves out the conditions")),
    # a claim, from the text of another page
    ("leverage/", "article p a[href$='#hard-line-unlikely']", ("Forecast", "Beijing’s dilemma")),
    # a claim and a source, from the ledger
    ("claims/", ".ledger a[href$='#leverage-over-both']", ("Assessment", "considerable influence")),
    ("claims/", ".ledger a[href$='sources/#zhang2024played']", ("Feng Zhang",)),
])
def test_a_link_within_the_site_shows_what_it_leads_to(
        open_page: OpenPage, path: str, selector: str, words: tuple[str, ...]) -> None:
    page = open_page(path)
    page.locator(selector).first.hover()
    for word in words:
        expect(find_card(page)).to_contain_text(word)
    expect(find_card(page)).not_to_contain_text("¶")
    page.mouse.move(2, 790)
    expect(find_card(page)).to_be_hidden()


def test_a_preview_opens_by_keyboard_and_escape_closes_it(open_page: OpenPage) -> None:
    page = open_page("leverage/")
    link = page.locator("article p a[href$='#hard-line-unlikely']").first
    page.keyboard.press("Tab")
    link.focus()
    expect(find_card(page)).to_be_visible()
    expect(link).to_have_accessible_description(find_card(page).inner_text().replace("\n\n", " "))
    page.keyboard.press("Escape")
    expect(find_card(page)).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_a_preview_stays_on_the_screen_and_off_its_link(open_page: OpenPage, width: int) -> None:
    page = open_page("", width=width)
    for link in page.locator(LINK).all():
        link.scroll_into_view_if_needed()
        page.mouse.move(1, 1)
        expect(find_card(page)).to_be_hidden()
        link.hover()
        expect(find_card(page)).to_be_visible()
        expect(find_card(page)).to_be_in_viewport(ratio=1)
        card, line = find_card(page).bounding_box(), link.bounding_box()
        assert card
        assert line
        assert card["y"] >= line["y"] + line["height"] or card["y"] + card["height"] <= line["y"]


def test_a_tap_follows_a_link_at_once(open_page: OpenPage) -> None:
    page = open_page("", width=360, has_touch=True)
    page.locator(LINK).first.tap()
    page.wait_for_url("**/alliance-treaty/#treaty-mutual-assistance")
    expect(find_card(page)).to_be_hidden()


def test_a_page_is_fetched_once_for_all_its_previews(open_page: OpenPage) -> None:
    page = open_page("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for link in page.locator(f"{LINK}[href^='beijings-dilemma/']").all():
        link.hover()
        expect(find_card(page)).to_contain_text("Beijing’s dilemma")
        page.mouse.move(1, 1)
        expect(find_card(page)).to_be_hidden()
    assert len(asked) == 1


def test_back_from_a_note_the_marker_stands_where_it_stood(open_page: OpenPage) -> None:
    page = open_page("leverage/")
    marker = page.locator("a.footnote-ref[href='#fn:cite-zhang2024played']").nth(1)
    marker.evaluate("marker => scrollBy(0, marker.getBoundingClientRect().top - 500)")
    before = marker.bounding_box()
    marker.click()
    back = page.locator("[id='fn:cite-zhang2024played'] .footnote-backref").nth(1)
    expect(back).to_have_css("font-weight", "700")
    expect(page.locator("[id='fn:cite-zhang2024played'] .footnote-backref").first).to_have_css("font-weight", "400")
    back.click()
    expect(marker).to_be_focused()
    assert marker.bounding_box() == before
    expect(find_card(page)).to_be_hidden()


def test_the_browser_s_own_way_back_keeps_the_place(open_page: OpenPage) -> None:
    page = open_page("leverage/")
    marker = page.locator("a.footnote-ref").nth(4)
    marker.scroll_into_view_if_needed()
    before = marker.bounding_box()
    marker.click()
    page.wait_for_url("**#fn:*")
    page.go_back()
    expect(marker).to_be_in_viewport()
    assert marker.bounding_box() == before


def test_a_heading_shows_its_link_on_hover_and_focus_and_gives_its_address(open_page: OpenPage, address: str) -> None:
    page = open_page("leverage/")
    heading = page.locator("h2#influence")
    link = heading.locator(".headerlink")
    expect(link).to_have_css("opacity", "0")
    heading.hover()
    expect(link).to_have_css("opacity", "1")
    page.mouse.move(1, 1)
    link.focus()
    expect(link).to_have_css("opacity", "1")
    link.press("Enter")
    assert page.url == f"{address}leverage/#influence"


@pytest.mark.parametrize("path", THEMES)
def test_notes_and_bottom_line_are_named_in_the_text(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    expect(page.locator(".footnote").get_by_role("heading", name="Notes")).to_be_visible()
    expect(page.locator(".bottom-line").get_by_text("Bottom line")).to_be_visible()


def test_a_foreign_title_is_marked_and_nothing_around_it(open_page: OpenPage) -> None:
    page = open_page("sources/")
    expect(page.locator("[lang=ko]")).to_have_text(["2023년 북한 대외무역 동향"])
    expect(page.locator("[lang=ru]")).to_have_text(
        ["МИД КНР заявил об отсутствии информации о направлении войск КНДР на Украину"])


@pytest.mark.parametrize("width", [360, 1280])
def test_a_lost_reader_is_offered_the_themes_and_the_search(open_page: OpenPage, width: int) -> None:
    page = open_page("404.html", width=width)
    hrefs = page.eval_on_selector_all("article li a", "links => links.map(link => link.pathname)")
    assert set(hrefs) == {f"/{path}" for path in THEMES}
    page.get_by_role("button", name="Search the briefing").click()
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.type("Gerasimov")
    expect(page.locator(".search a", has_text="Gerasimov").first).to_be_visible()


def test_a_lost_reader_without_javascript_is_not_offered_what_will_not_work(open_page: OpenPage) -> None:
    page = open_page("404.html", java_script_enabled=False)
    expect(page.get_by_role("button", name="Search the briefing")).to_be_hidden()
    expect(page.get_by_role("link", name="front page")).to_be_visible()
