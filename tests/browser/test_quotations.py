"""The form for a pasted sentence answers as the table says, on both pages that have it.

The editions are those of `tests/data/quotations.yml`, in place of the site's own.

Alone it notices another answer of the form, whose script no build runs.
"""

import json
from pathlib import Path

import msgspec
import pytest
from browsing import Opener, ask, copy_site
from editions.conftest import add_edition
from playwright.sync_api import Browser, Page, Route, expect
from served import serve
from support import GOLDEN, OpenPage, read_data, run_apart

from mkdocs_briefing.editions.editions import Edition, load_editions
from mkdocs_briefing.editions.whereabouts import list_outcomes, write_passages

from .places import OUTLINE, find_view

DATA = read_data("quotations.yml")
EDITIONS = load_editions(GOLDEN)[0]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a site with the editions of the table publishes of them."""
    root = tmp_path_factory.mktemp("quoted")
    editions = list[Edition]()
    for pages in DATA["editions"]:
        editions = add_edition(root, pages)
    files = {"passages.json": write_passages(editions)}
    for number, edition in enumerate(editions, 1):
        outcomes = list_outcomes(edition, editions[-1])
        files[f"{number}/outcomes.json"] = msgspec.json.encode(outcomes)
    return files


def open_form(open_page: OpenPage, files: dict[str, bytes], path: str) -> Page:
    """Open a page with the form, with other editions behind it."""
    page = open_page(path)

    def answer(route: Route) -> None:
        name = route.request.url.partition("/editions/")[2]
        route.fulfill(body=files[name], content_type="application/json")

    page.route("**/editions/**/*.json", answer)
    page.route("**/editions/*.json", answer)
    count = len(DATA["editions"])
    page.locator(".check-citation").evaluate("(form, n) => { form.dataset.editions = n; }", count)
    return page


def read_places(page: Page) -> list[str]:
    """Return where the answer says that the words stand, below the address of all editions."""
    links = page.locator(".check-place a").evaluate_all("links => links.map(link => link.href)")
    return [address.partition("/editions/")[2] for address in links]


@pytest.mark.parametrize("path", OUTLINE.list_views("check"))
def test_the_form_answers_what_a_text_is(
    open_page: OpenPage, files: dict[str, bytes], path: str
) -> None:
    page = open_form(open_page, files, path)
    told = []
    for text, _answer, *_places in DATA["cases"]:
        told.append([text, ask(page, text), *read_places(page)[:1]])
    assert told == DATA["cases"]


@pytest.mark.smoke
def test_the_form_lists_editions_and_says_what_stands_there_now(
    open_page: OpenPage, files: dict[str, bytes]
) -> None:
    page = open_form(open_page, files, find_view("check"))
    told = []
    for text, *_expected in DATA["places"]:
        ask(page, text)
        now = page.locator(".check-result blockquote")
        told.append([text, read_places(page), now.inner_text() if now.count() else ""])
    assert told == DATA["places"]


def test_of_other_words_the_form_shows_what_the_search_finds(
    open_page: OpenPage, golden_site: Path, theme: str
) -> None:
    """By the keyboard alone; the status is read out, and the paragraphs are links."""
    page = open_page(find_view("check"))
    words = read_passage(golden_site, theme).split()
    page.get_by_label("Sentence").fill(" ".join([*words[:6], "somewhat", *words[6:]]))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    status = page.locator(".check-citation").get_by_role("status")
    expect(status).to_contain_text("Not word for word in any edition.")
    links = status.get_by_role("link")
    expect(links).to_have_count(3)
    found = links.evaluate_all("links => links.map(link => link.href)")
    assert any(f"/{theme}#" in address for address in found)
    assert ask(page, " ".join(words)) == "exact"


def read_passage(site: Path, path: str) -> str:
    """Return a passage of a page as a browser copies it: with the number of a note."""
    passages = json.loads((site / "editions/passages.json").read_text(encoding="utf-8"))
    for words, address, editions in passages:
        if address.startswith(path) and "\ufffc" in words and editions[-1] == len(EDITIONS):
            return str(words).replace("\ufffc", "12")
    raise AssertionError("no passage of the page has a note, in any edition")


@pytest.mark.smoke
def test_before_the_first_edition_there_is_no_form_and_no_error(
    browser: Browser, tmp_path: Path
) -> None:
    site = copy_site("search", tmp_path)
    site.edit("docs/index.md", "Two.", "<!-- briefing: check -->")
    assert run_apart(site.build).messages == []
    with serve(tmp_path / "site") as address:
        opener = Opener(browser, address)
        expect(opener().get_by_text("There is no edition yet")).to_be_visible()
        opener.close()
    assert opener.faults == []
