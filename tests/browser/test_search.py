"""The search: what it finds, how it is opened, used and left, and that it costs nothing until then."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support import OpenPage, read_data, run_apart

from .conftest import copy_site, search, serve

LANGUAGES = {
    "en": (
        "Search",
        "Search",
        "No matching documents",
        "1 matching document",
        "# matching documents",
    ),
    "fr": (
        "Recherche",
        "Rechercher",
        "Aucun document trouvé",
        "1 document trouvé",
        "# documents trouvés",
    ),
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = {}
    for language in LANGUAGES:
        project = copy_site(
            "search", tmp_path_factory.mktemp(language), site_url="https://x.example/"
        )
        project.edit("mkdocs.yml", "language: en", f"language: {language}")
        assert run_apart(project.build).messages == []
        found[language] = project.root / "site"
    return found


@pytest.mark.parametrize(
    ("words", "place", "marked", "target"), read_data("browser.yml")["searched"]
)
def test_it_finds_a_place_first_and_leads_there(
    open_page: OpenPage, sites: dict[str, Path], words: str, place: str, marked: str, target: str
) -> None:
    with serve(sites["en"]) as address:
        page = open_page(f"{address}404.html")
        hit = search(page, words).first
        expect(hit).to_contain_text(place)
        expect(hit.locator("mark", has_text=marked).first).to_be_visible()
        hit.click()
        page.wait_for_url(address + target)
        expect(page.locator(":target")).to_be_in_viewport()
        expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_a_language_and_works_from_a_folder(
    browser: Browser, sites: dict[str, Path], language: str
) -> None:
    page = browser.new_page()
    page.goto((sites[language] / "index.html").as_uri())
    name, placeholder, none, one, other = LANGUAGES[language]
    for words, said in (("xyzzyplugh", none), ("spoke", one), ("gap", other.replace("#", "3"))):
        search(page, words)
        expect(page.get_by_role("dialog", name=name).get_by_role("status")).to_have_text(said)
        expect(page.get_by_role("textbox")).to_have_attribute("placeholder", placeholder)
        page.keyboard.press("Escape")
    search(page, "gap").first.click()
    page.wait_for_url("**/reports/index.html#denied")
    page.close()


def test_of_many_results_it_shows_the_first_and_keys_lead_through_them(open_page: OpenPage) -> None:
    page = open_page("leverage/")
    hits, box = search(page, "China"), page.get_by_role("textbox")
    status = page.get_by_role("dialog").get_by_role("status")
    expect(hits).to_have_count(40)
    expect(status).to_have_text(re.compile(r"^\d+ matching documents \(1–40\)$"))
    box.fill("")
    expect(status).to_have_text("Type to start searching")
    expect(page.locator(".search li")).to_have_count(0)
    box.fill("China")
    expect(hits.first).to_be_visible()
    for key, focused in (
        ("Down", hits.nth(0)),
        ("Down", hits.nth(1)),
        ("Up", hits.nth(0)),
        ("Up", box),
        ("Up", hits.last),
    ):
        page.keyboard.press(f"Arrow{key}")
        expect(focused).to_be_focused()
    wanted = hits.last.evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)
    wanted = search(page, "treaty").first.evaluate("link => link.href")
    box.press("Enter")
    page.wait_for_url(wanted)


def test_a_key_opens_it_unless_it_means_something_else_and_escape_gives_the_focus_back(
    open_page: OpenPage,
) -> None:
    page = open_page("claims/")
    page.locator("select").first.press("s")
    link, box = page.locator(".tabs a").first, page.get_by_role("textbox")
    link.press("Control+s")
    expect(page.get_by_role("dialog")).to_be_hidden()
    for key, left in (("/", ""), ("s", "/s")):
        link.press(key)
        expect(box).to_be_focused()
        expect(box).to_have_value(left)
        box.clear()
        page.keyboard.type("/s")
        expect(box).to_have_value("/s")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(link).to_be_focused()


def test_it_works_by_touch(open_page: OpenPage) -> None:
    page = open_page("leverage/", width=360, has_touch=True)
    for leave in (
        page.get_by_role("button", name="Close").tap,
        lambda: page.touchscreen.tap(5, 5),
    ):  # or beside it
        page.get_by_role("button", name="Search").tap()
        page.get_by_role("textbox").fill("treaty")
        expect(page.locator(".search a").first).to_be_in_viewport()
        leave()
        expect(page.get_by_role("dialog")).to_be_hidden()


def test_it_is_fetched_at_the_first_use_and_only_once_and_says_so_when_it_cannot_be_loaded(
    open_page: OpenPage,
) -> None:
    page = open_page("leverage/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(re.sub(r".*/|\.[0-9a-f]{8}", "", request.url)))
    for _ in range(2):
        expect(search(page, "treaty").first).to_be_visible()
        page.keyboard.press("Escape")
    assert sorted(name for name in asked if name.endswith(".js")) == [
        "lunr.js",
        "search-index.js",
        "search.js",
    ]
    page.route(
        "**/search-index.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    page.reload()
    search(page, "treaty")
    expect(page.get_by_role("status")).to_have_text("The search could not be loaded.")
