"""What a page costs: bytes as a host sends them (gzip -9), and requests, counted in a real browser.

Nothing here is a time. A limit that is met too easily is lowered; one that is raised is raised with a reason.
"""

import gzip
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect
from support import PAGES

REQUESTS = 6
SHARED = {".css": 7_600, ".js": 3_750, ".svg": 400}
"""By kind of file: what every page loads once, and finds in the browser's cache ever after."""
TEXT = 9_200
"""The HTML of a page."""
LONG = {"": 9_600, "sources/": 14_500, "cite/": 12_600, "claims/": 11_000, "print/": 23_000}
"""Pages that are long by their text alone: the front page and its figures, all references and their
BibTeX, all citations, all claims, all pages.
Each citation names its edition and leads to it, which is longer than naming a draft."""
OWN = {"claims/": {".js": 600}, "editions/": {".css": 700}}
"""What a page loads beside."""

Loads = dict[str, int]


@pytest.fixture
def load(browser: Browser, address: str) -> Callable[[str], Loads]:
    """Visit a page for the first time; gives each file that the browser took, with its bytes."""
    def visit(path: str) -> Loads:
        context = browser.new_context()
        page = context.new_page()
        found: Loads = {}
        page.on("response", lambda answer: found.update({_name(answer.url, address): _measure(answer.body())}))
        page.goto(address + path, wait_until="networkidle")
        icon = urljoin(page.url, page.locator("link[rel=icon]").get_attribute("href") or "")
        found[_name(icon, address)] = _measure(page.request.get(icon).body())  # no window asks for it here
        context.close()
        return found
    return visit


def _name(url: str, address: str) -> str:
    return url.removeprefix(address)


def _measure(body: bytes) -> int:
    return len(gzip.compress(body, 9, mtime=0))


def find_excess(path: str, loads: Loads) -> list[str]:
    """Say of each kind of file that is over its limit which files it is made of."""
    kinds = {Path(name).suffix if name != path else ".html" for name in loads}
    limits = {".html": LONG.get(path, TEXT), **SHARED}
    limits |= {kind: limits[kind] + more for kind, more in OWN.get(path, {}).items()}
    faults = []
    for kind in sorted(kinds):
        files = {name: size for name, size in loads.items() if (Path(name).suffix if name != path else ".html") == kind}
        over = sum(files.values()) - limits.get(kind, 0)
        if over > 0:
            faults.append(f"{kind}: {over} bytes over {limits.get(kind, 0)}: {files}")
    return faults


@pytest.mark.parametrize("path", [*PAGES, "print/"])
def test_a_first_visit_stays_within_the_budget(load: Callable[[str], Loads], path: str) -> None:
    loads = load(path)
    assert find_excess(path, loads) == []
    assert len(loads) <= REQUESTS, sorted(loads)


def test_most_pages_cost_less_than_21_kilobytes_and_none_more_than_35() -> None:
    shared = sum(SHARED.values())
    assert shared + TEXT <= 21_000
    assert shared + max(LONG.values()) <= 35_000


def test_a_second_page_costs_its_text_alone(browser: Browser, address: str) -> None:
    page = browser.new_context().new_page()
    page.goto(address, wait_until="networkidle")
    loads: list[str] = []
    page.on("response", lambda answer: loads.append(_name(answer.url, address))
            if "immutable" not in (answer.headers.get("cache-control") or "") else None)
    page.goto(address + "leverage/", wait_until="networkidle")
    assert set(loads) <= {"leverage/", "assets/favicon.svg"}  # a browser asks whether its icon is still the same
    assert "leverage/" in loads
    page.context.close()


def test_the_search_costs_no_more_than_it_must(browser: Browser, address: str) -> None:
    page: Page = browser.new_context().new_page()
    page.goto(address, wait_until="networkidle")
    loads: Loads = {}
    page.on("response", lambda answer: loads.update({_name(answer.url, address): _measure(answer.body())}))
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("treaty")
    expect(page.locator(".search a").first).to_be_visible()
    assert sum(loads.values()) <= 29_500, loads
    page.context.close()


def test_nothing_is_published_that_no_page_uses(real_site: Path) -> None:
    published = {file.relative_to(real_site).as_posix() for file in (real_site / "assets").rglob("*")}
    readers = [*real_site.rglob("*.html"), *real_site.rglob("*.js")]
    text = "".join(file.read_text(encoding="utf-8") for file in readers)
    unused = {name for name in published if Path(name).name not in text}
    assert {name.rpartition("/")[2].split(".")[0] for name in unused} <= {"moved"}  # until a page has moved
    assert not list(real_site.rglob("*.map"))
