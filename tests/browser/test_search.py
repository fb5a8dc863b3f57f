"""The search: what it finds, how it is opened, used and left; it costs nothing until then.

Its words are those of a small site in the real theme, `tests/data/sites/search/`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from served import serve
from support import OpenPage, Project, read_data, run_apart, write_files

from .conftest import copy_site, search

MANY = 60
"""So many paragraphs have a word of their own, `harvest`; 40 results are shown."""


def write_many(project: Project) -> None:
    """Add a page with many paragraphs that are found by one word."""
    paragraphs = [f"The harvest of field {number}.\n{{ #f{number} }}" for number in range(MANY)]
    text = "# Fields { #fields }\n\n" + "\n\n".join(paragraphs) + "\n"
    head = "---\ntitle: T\ndescription: D.\n---\n\n"
    write_files(project.root, {"docs/fields.md": head + text})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site."""
    root = tmp_path_factory.mktemp("search")
    project = copy_site("search", root, site_url="https://x.example/")
    write_many(project)
    assert run_apart(project.build).messages == []
    return project.root / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """In the place of the real site's address: `open_page` opens this site here."""
    with serve(site) as address:
        yield address


@pytest.mark.smoke
def test_it_finds_a_place_first_and_marks_the_words(open_page: OpenPage, address: str) -> None:
    page = open_page("404.html")
    for words, place, marked, target in read_data("browser.yml")["searched"]:
        hit = search(page, words).first
        expect(hit).to_contain_text(place)
        expect(hit.locator("mark", has_text=marked).first).to_be_visible()
        assert hit.evaluate("link => link.href") == address + target
        page.keyboard.press("Escape")


def test_a_result_leads_to_its_place(open_page: OpenPage, address: str) -> None:
    page = open_page("404.html")
    search(page, "smuggling").first.click()
    page.wait_for_url(f"{address}reports/#denied-check")
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_it_says_how_many_it_found_and_works_from_a_folder(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    status = page.get_by_role("dialog", name="Search").get_by_role("status")
    for words, said in (
        ("xyzzyplugh", "No matching documents"),
        ("spoke", "1 matching document"),
        ("gap", "3 matching documents"),
    ):
        search(page, words)
        expect(status).to_have_text(said)
        expect(page.get_by_role("textbox")).to_have_attribute("placeholder", "Search")
        page.keyboard.press("Escape")
    search(page, "gap").first.click()
    page.wait_for_url("**/reports/index.html#denied")
    page.close()


def test_of_many_results_it_shows_the_first(open_page: OpenPage) -> None:
    page = open_page("reports/")
    hits = search(page, "harvest")
    status = page.get_by_role("dialog").get_by_role("status")
    expect(hits).to_have_count(40)
    expect(status).to_have_text(re.compile(r"^\d+ matching documents \(1–40\)$"))
    page.get_by_role("textbox").fill("")
    expect(status).to_have_text("Type to start searching")
    expect(page.locator(".search li")).to_have_count(0)


def test_keys_lead_through_results(open_page: OpenPage) -> None:
    page = open_page("reports/")
    hits = search(page, "harvest")
    box = page.get_by_role("textbox")
    expect(hits.first).to_be_visible()
    for key, focused in (
        ("ArrowDown", hits.nth(0)),
        ("ArrowDown", hits.nth(1)),
        ("ArrowUp", hits.nth(0)),
        ("ArrowUp", box),
        ("ArrowUp", hits.last),
    ):
        page.keyboard.press(key)
        expect(focused).to_be_focused()
    wanted = hits.last.evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)
    wanted = search(page, "smuggling").first.evaluate("link => link.href")
    box.press("Enter")
    page.wait_for_url(wanted)


def expect_open(page: Page, words: str) -> None:
    """The search is open, has the focus, and holds some words."""
    box = page.get_by_role("textbox")
    expect(box).to_be_focused()
    expect(box).to_have_value(words)


def test_a_key_opens_it_and_escape_gives_the_focus_back(open_page: OpenPage) -> None:
    """What was typed before stays, to be gone on with; within, the keys are letters."""
    page = open_page("reports/")
    link = page.locator("a.heading-link").first
    for key, left in (("/", ""), ("s", "/s")):
        link.press(key)
        expect_open(page, left)
        page.get_by_role("textbox").clear()
        page.keyboard.type("/s")
        expect_open(page, "/s")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(link).to_be_focused()


def test_a_key_that_means_something_else_does_not_open_it(open_page: OpenPage) -> None:
    page = open_page("reports/")
    page.evaluate("document.querySelector('article').append(document.createElement('select'))")
    page.locator("select").press("s")
    page.locator("a.heading-link").first.press("Control+s")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_it_works_by_touch(open_page: OpenPage) -> None:
    """It is left by its button, or by a tap beside it."""
    page = open_page("reports/", width=360, has_touch=True)
    for leave in (
        page.get_by_role("button", name="Close").tap,
        lambda: page.touchscreen.tap(5, 5),
    ):
        page.get_by_role("button", name="Search").tap()
        page.get_by_role("textbox").fill("smuggling")
        expect(page.locator(".search a").first).to_be_in_viewport()
        leave()
        expect(page.get_by_role("dialog")).to_be_hidden()


def test_it_is_fetched_at_the_first_use_and_only_once(open_page: OpenPage) -> None:
    page = open_page("reports/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(re.sub(r".*/|\.[0-9a-f]{8}", "", request.url)))
    for _ in range(2):
        expect(search(page, "smuggling").first).to_be_visible()
        page.keyboard.press("Escape")
    scripts = sorted(name for name in asked if name.endswith(".js"))
    assert scripts == ["lunr.js", "search-index.js", "search.js"]


def test_it_says_so_when_it_cannot_be_loaded(open_page: OpenPage) -> None:
    page = open_page("reports/")
    empty = {"body": "", "content_type": "text/javascript"}
    page.route("**/search-index.js", lambda route: route.fulfill(**empty))
    search(page, "smuggling")
    expect(page.get_by_role("status")).to_have_text("The search could not be loaded.")
