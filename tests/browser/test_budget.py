"""What a page may cost: bytes as a host sends them (gzip -9), and requests. None is a time."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support import OpenPage, find_view

from .conftest import ALL, search
from .places import ARGUED, find_word, read_page

SHOWN = {"front": 24 * 1024, "theme": 30 * 1024}
"""Of the HTML of a page with the styles for which a browser waits; both depths are in it.

Of a theme the aim is 29: the stylesheet, which every later page finds in the browser, has 7.3, and
the HTML of the largest 22.7.
"""
VISIT = 37 * 1024
"""Of a first visit of the front page or a theme, without fonts."""
REQUESTS = 6
"""A page, the styles of all pages and of paper, two scripts and an icon; a page with a form has one
script and one sheet more, a page that is no theme has styles of its sort, and a figure its own."""
STYLE = re.compile(r'<link rel="stylesheet" href="(?:\.\./)*([^"]+)">')
"""One that a browser waits for; it does not for those of paper."""
FIGURE = re.compile(r"assets/css/(?:beijing|board|courses|deaths|flows|lanes|shares)\.")
SORTS = 4
"""Of pages; the page of the whole has three."""
FORM = 'class="(?:ledger-filter|check-citation)'
SEARCH = 12_500
"""Of the search: its scripts, of which lunr has 9,900, and the styles of all dialogs, 900, which
no page waits for."""
HASHED = re.compile(r"\.[0-9a-f]{8}\.")
"""In the name of what a browser keeps for ever."""


def watch(page: Page, address: str) -> list[str]:
    """Return what will list the addresses, below that of the site, of all that comes."""
    names = list[str]()
    page.on("response", lambda answer: names.append(answer.url.removeprefix(address)))
    return names


def weigh(site: Path, names: Iterable[str]) -> int:
    """Return the bytes of some files of a site, as a host sends them."""
    size = 0
    for name in names:
        file = site / name / "index.html" if name.endswith("/") or not name else site / name
        size += len(gzip.compress(file.read_bytes(), 9, mtime=0))
    return size


@pytest.mark.parametrize("path", [*ALL, "404.html"])
def test_a_page_is_light_and_the_next_asks_for_itself_alone(
    browser: Browser, address: str, real_site: Path, path: str
) -> None:
    """Themes and the front page are weighed; how much there is of others, their matter decides."""
    page = browser.new_page()
    names = watch(page, address)
    page.goto(address + path, wait_until="networkidle")
    loads = {name for name in names if not name.endswith(".woff2")}
    html = read_page(real_site, path)
    if path in {"", *ARGUED}:
        shown = weigh(real_site, {path, *STYLE.findall(html)})
        assert shown <= SHOWN["theme" if path else "front"], shown
        assert weigh(real_site, loads) <= VISIT, loads
    sorts = 0 if path in ARGUED else SORTS - 1
    figures = {name for name in loads if FIGURE.search(name)}
    assert len(loads - figures) <= REQUESTS + 2 * bool(re.search(FORM, html)) + sorts, loads
    names.clear()
    page.reload(wait_until="networkidle")
    new = {name for name in names if not HASHED.search(name)}
    assert new - {"assets/favicon.svg"} == {path}
    page.close()


def test_the_search_costs_little_beside_its_words(
    open_page: OpenPage, address: str, real_site: Path, theme: str
) -> None:
    page = open_page(theme)
    page.wait_for_load_state("networkidle")
    names = watch(page, address)
    expect(search(page, find_word(real_site, theme)).first).to_be_visible()
    assert "search-index.js" in names
    assert weigh(real_site, {*names} - {"search-index.js"}) <= SEARCH


FETCHED = """() => performance.getEntriesByType("resource")
    .filter(({ name, transferSize }) => name.endsWith(".woff2") && transferSize)
    .map(({ name }) => name)"""
"""The fonts that came over the network for a page."""


def test_a_reader_gets_one_face_and_gets_it_once(browser: Browser, address: str) -> None:
    """What the head asks for is what the styles ask for; the next page has it."""
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    first = page.evaluate(FETCHED)
    assert [name for name in first if "roman" in name]
    assert len(first) == len({*first})
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")
    page.goto(address + ARGUED[0], wait_until="networkidle")
    assert not {*first}.intersection(page.evaluate(FETCHED))
    page.close()


def test_nothing_is_published_that_no_page_uses(real_site: Path) -> None:
    """But what is for pages that have moved, until there is one.

    Another briefing may have no page for some of it.
    """
    for view in ("cite", "ledger", "check", "forecasts", "whole"):
        find_view(view)
    text = ""
    for kind in ("html", "js", "css"):
        for path in real_site.rglob(f"*.{kind}"):
            text += path.read_text(encoding="utf-8")
    published = [path.name for path in (real_site / "assets").rglob("*")]
    unused = {name.partition(".")[0] for name in published if name not in text}
    assert unused <= {"moved"}
    assert not list(real_site.rglob("*.map"))
