"""What the engine may cost a reader: bytes as a host sends them, and requests. None is a time."""

import re
from pathlib import Path

import pytest
from browsing import search, watch, weigh
from playwright.sync_api import Browser, expect
from support import ROOT, OpenPage

from .places import OUTLINE, find_word, read_page

REQUESTS = 6
"""A page, the styles of all pages and of paper, two scripts and an icon; a page with a form has one
script and one sheet more, a page that is no theme has styles of its sort, and a figure its own."""
STYLES = "|".join(path.stem for path in (ROOT / "scripts/figures").glob("*.css"))
FIGURE = re.compile(rf"assets/css/(?:board|{STYLES})\.")
SORTS = 4
"""Of pages; the page of the whole has three."""
FORM = 'class="(?:ledger-filter|check-citation)'
SEARCH = 12_500
"""Of the search: its scripts, of which lunr has 9,900, and the styles of all dialogs, 900, which
no page waits for."""
PICTURE = "pier.svg"
"""What an author has put into a page."""
HASHED = re.compile(r"\.[0-9a-f]{8}\.")
"""In the name of what a browser keeps for ever."""


@pytest.mark.parametrize("path", OUTLINE.all)
def test_a_page_asks_for_little_and_the_next_for_itself_alone(
    browser: Browser, address: str, golden_site: Path, path: str
) -> None:
    page = browser.new_page()
    names = watch(page, address)
    page.goto(address + path, wait_until="networkidle")
    loads = {name for name in names if not name.endswith((".woff2", PICTURE))}
    sorts = 0 if path in OUTLINE.argued else SORTS - 1
    figures = {name for name in loads if FIGURE.search(name)}
    forms = bool(re.search(FORM, read_page(golden_site, path)))
    assert len(loads - figures) <= REQUESTS + 2 * forms + sorts, loads
    names.clear()
    page.reload(wait_until="networkidle")
    new = {name for name in names if not HASHED.search(name)}
    assert new - {"assets/favicon.svg", PICTURE} == {path}
    page.close()


def test_the_search_costs_little_beside_its_words(
    open_page: OpenPage, address: str, golden_site: Path, theme: str
) -> None:
    page = open_page(theme)
    page.wait_for_load_state("networkidle")
    names = watch(page, address)
    expect(search(page, find_word(golden_site, theme)).first).to_be_visible()
    assert "search-index.js" in names
    assert weigh(golden_site, {*names} - {"search-index.js"}) <= SEARCH


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
    page.goto(address + OUTLINE.argued[0], wait_until="networkidle")
    assert not {*first}.intersection(page.evaluate(FETCHED))
    page.close()


def test_nothing_is_published_that_no_page_uses(golden_site: Path) -> None:
    text = ""
    for kind in ("html", "js", "css"):
        for path in golden_site.rglob(f"*.{kind}"):
            text += path.read_text(encoding="utf-8")
    published = [path.name for path in (golden_site / "assets").rglob("*")]
    unused = {name.partition(".")[0] for name in published if name not in text}
    assert unused <= {"moved"}
    assert not list(golden_site.rglob("*.map"))
