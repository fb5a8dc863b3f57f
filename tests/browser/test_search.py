"""The search: what it finds, how it is opened, used and left, and that it costs nothing until then."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

OpenPage = Callable[..., Page]


def find_box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Search")


def search(page: Page, words: str) -> Locator:
    """Search for words; gives the results."""
    page.get_by_role("button", name="Search").first.click()
    find_box(page).fill(words)
    return page.get_by_role("dialog", name="Search").get_by_role("link")


@pytest.mark.parametrize(("words", "place", "marked", "target"), [
    # a claim, with its kind
    ("almost all the trade", "Leverage › What North Korea gets from China · Fact", "trade",
     "leverage/#trade-almost-all-with-china"),
    # what checking found
    ("smuggling", "Leverage › What North Korea gets from China · Checked", "smuggling",
     "leverage/#trade-almost-all-with-china-check"),
    # a source, by its author and outlet
    ("Zhang Statecraft", "Sources › Zhang, 25 November 2024", "Zhang", "sources/#zhang2024played"),
    # a heading
    ("Three neighbours", "Between Moscow and Pyongyang › Three neighbours", "Three", "#the-three-states"),
    # the beginning of a word, capitals, and a word that is spelt nearly right
    ("GERAS", "The troop reports › ", "Gerasimov", "troop-reports/#"),
    ("Gerasimow", "The troop reports › ", "Gerasimov", "troop-reports/#"),
])
def test_it_finds_a_place_and_leads_there(
        open_page: OpenPage, address: str, words: str, place: str, marked: str, target: str) -> None:
    page = open_page("method/")
    hit = search(page, words).filter(has_text=place).first
    expect(hit).to_be_visible()
    expect(hit.locator("mark", has_text=marked).first).to_be_visible()
    hit.click()
    assert page.url.startswith(address + target)
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize(("words", "count"), [
    ("smuggling", "1 result"), ("xyzzyplugh", "No results"),
    ("China", r"\d+ results, the first 40 shown"),
])
def test_it_says_how_much_it_found(open_page: OpenPage, words: str, count: str) -> None:
    page = open_page()
    search(page, words)
    expect(page.get_by_role("dialog", name="Search").get_by_role("status")).to_have_text(re.compile(f"^{count}$"))


def test_results_follow_what_is_typed(open_page: OpenPage) -> None:
    page = open_page()
    hits = search(page, "smuggling")
    expect(hits).to_have_count(1)
    find_box(page).press("Backspace")
    find_box(page).fill("")
    expect(hits).to_have_count(0)


def test_arrows_lead_through_the_results_and_enter_follows_one(open_page: OpenPage) -> None:
    page = open_page("leverage/")
    hits = search(page, "veto")
    expect(hits.first).to_be_visible()
    find_box(page).press("ArrowDown")
    expect(hits.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowUp")
    expect(find_box(page)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(hits.last).to_be_focused()
    wanted = hits.last.evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)


def test_enter_in_the_box_follows_the_first_result(open_page: OpenPage) -> None:
    page = open_page("leverage/")
    wanted = search(page, "smuggling").first.evaluate("link => link.href")
    find_box(page).press("Enter")
    page.wait_for_url(wanted)
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("key", ["/", "s"])
def test_a_key_opens_it_and_escape_gives_the_focus_back(open_page: OpenPage, key: str) -> None:
    page = open_page("leverage/")
    link = page.locator(".tabs a").first
    link.focus()
    page.keyboard.press(key)
    expect(find_box(page)).to_be_focused()
    expect(find_box(page)).to_have_value("")
    page.keyboard.type("/s")
    expect(find_box(page)).to_have_value("/s")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_a_key_that_means_something_else_does_not_open_it(open_page: OpenPage) -> None:
    page = open_page("claims/")
    page.locator("select").first.press("s")
    page.locator(".tabs a").first.press("Control+s")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_it_works_by_touch(open_page: OpenPage) -> None:
    page = open_page("leverage/", width=360, has_touch=True)
    page.get_by_role("button", name="Search").tap()
    find_box(page).fill("Gerasimov")
    hit = page.locator(".search a").first
    expect(hit).to_be_in_viewport()
    page.get_by_role("button", name="Close").tap()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Search").tap()
    hit.tap()
    page.wait_for_url("**/troop-reports/#*")


def test_it_says_so_when_it_cannot_be_loaded(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/search-index.js", lambda route: route.abort())
    page.goto(address)
    search(page, "treaty")
    expect(page.get_by_role("status")).to_have_text("The search could not be loaded.")
    page.close()


def test_the_index_is_fetched_at_the_first_use_and_only_once(open_page: OpenPage) -> None:
    page = open_page("leverage/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(re.sub(r".*/|\.[0-9a-f]{8}", "", request.url)))
    for _ in range(2):
        expect(search(page, "treaty").first).to_be_visible()
        page.keyboard.press("Escape")
    assert sorted(asked) == ["minisearch.js", "search-index.js", "search.js"]
