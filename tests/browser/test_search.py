"""The search: what it finds, how it is opened, used and left; it costs nothing until then.

Its words are those of a small site in the real theme, `tests/data/sites/search/`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import copy_site, search
from playwright.sync_api import Browser, expect
from served import serve
from support import OpenPage, read_data, run_apart, write_files

MANY = 60
"""So many paragraphs have a word of their own, `harvest`; 40 results are shown."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, with a page of many paragraphs, one of them in Korean."""
    root = tmp_path_factory.mktemp("search")
    project = copy_site("search", root, site_url="https://x.example/")
    fields = [f"The harvest of {n}00, 2,{n}00 in all.\n{{ #f{n} }}" for n in range(MANY)]
    text = "\n\n".join(["# Fields { #fields }", *fields, "강냉이 «Поле»\n{ #foreign }"])
    head = "---\ntitle: Fields\ndescription: D.\n---\n\n"
    write_files(project.root, {"docs/fields.md": f"{head}{text}\n"})
    moved = "- briefing:\n    redirects: {old.md: reports.md}\n"
    project.edit("mkdocs.yml", "- briefing:\n", moved)
    assert run_apart(project.build).messages == []
    return project.root / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """In the place of the golden site's address: `open_page` opens this site here."""
    with serve(site) as address:
        yield address


@pytest.mark.smoke
def test_it_finds_a_place_first_and_marks_the_words(open_page: OpenPage, address: str) -> None:
    page = open_page("404.html")
    for words, place, marked, target in read_data("browser.yml")["searched"]:
        hit = search(page, words).first
        expect(hit).to_contain_text(place)
        if marked:
            expect(hit.locator("mark", has_text=marked).first).to_be_visible()
        assert hit.evaluate("link => link.href") == address + target, words
        page.keyboard.press("Escape")


def test_a_sentence_that_has_a_verdict_stands_behind_it(open_page: OpenPage) -> None:
    page = open_page("404.html")
    hit = search(page, "zurich").first
    expect(hit).to_contain_text("Imprecise: The ministry in Zürich denied")
    page.keyboard.press("Escape")
    expect(search(page, "smuggling").first).not_to_contain_text("Imprecise")


def test_a_word_that_says_little_is_not_the_beginning_of_another(open_page: OpenPage) -> None:
    page = open_page("404.html")
    expect(search(page, "an abel").first.locator("mark", has_text="Abel")).to_be_visible()
    assert {one.lower() for one in page.locator(".search mark").all_inner_texts()} == {"abel"}


def test_a_lost_reader_is_offered_it(open_page: OpenPage) -> None:
    page = open_page("404.html", width=360)
    page.locator("article").get_by_role("button", name="Search").click()
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()


def test_words_of_other_scripts_and_any_number_are_found(open_page: OpenPage) -> None:
    page = open_page("404.html")
    for words in ("강냉이", "поле", *(f"2,{number}00" for number in range(MANY))):
        expect(search(page, words).first).to_be_visible()
        page.keyboard.press("Escape")


def test_it_works_from_a_folder_and_leads_to_the_place(browser: Browser, site: Path) -> None:
    """A place has every word, or where none has, one of them."""
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    status = page.get_by_role("dialog", name="Search").get_by_role("status")
    for words, said in (
        ("xyzzyplugh", "0 places found"),
        ("deployed", "1 place found"),
        ("harvest", "60 places found"),
        ("the harvset of 2,700", "1 place found"),
        ("harvest smuggling", "62 places found"),
        ("", "Type to start searching"),
    ):
        search(page, words)
        expect(status).to_have_text(said)
        page.keyboard.press("Escape")
    expect(search(page, "harvest")).to_have_count(40)
    page.get_by_role("textbox").fill("deployed")
    page.get_by_role("textbox").press("Enter")
    page.wait_for_url("**/reports/index.html#denied-check")
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.close()


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


def test_an_address_that_has_moved_leads_on_with_its_fragment(open_page: OpenPage) -> None:
    open_page("/old/#denied-check").wait_for_url("**/reports/#denied-check")
