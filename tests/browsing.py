"""A site in real browsers, served from this machine, watched for requests and errors.

Which it is, a folder of tests says by its fixture `address`. It is served with the headers of its
own `_headers`, so that every test of `open_page` tests the policy too.
"""

import gzip
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)
from served import launch, load_first
from support import ABEL, ROOT, OpenPage, Project, write_real_theme

HERE = Path(__file__).parent
CARD = ".note-card"
MARKER = "p.claim a.footnote-ref"
LEAST = {"normal": {"minThreshold": 0}, "large": {"minThreshold": 0}}
AXE = {
    "resultTypes": ["violations"],
    "rules": {
        "target-size": {"enabled": True},
        "color-contrast-enhanced": {"enabled": True},
        "color-contrast": {"enabled": False},
    },
    "checks": {"color-contrast-enhanced": {"options": {"contrastRatio": LEAST}}},
}
"""Two rules that are off by default: targets of 24 pixels, and 7:1 for all text (WCAG AAA).

Told so, the second says what is under 4.5:1 as well, and would leave that to a third that takes as
long."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have `make test` try each thing that readers do, and leave the rest to `make test-slow`."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)
            opens_pages = "browser" in getattr(item, "fixturenames", ())
            if opens_pages and not item.get_closest_marker("smoke"):
                item.add_marker(pytest.mark.slow)


ON_SCREENS = pytest.mark.parametrize(
    ("width", "schemes"), [(360, ["dark"]), (1280, ["light", "forced"])], ids=["narrow", "wide"]
)
"""Each width and each scheme once; `test_site.py` has both in light and in dark."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NODE_OPTIONS", load_first(HERE / "browser/firefox.cjs"))
        with sync_playwright() as playwright:
            yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """One Chromium, or one Firefox, for all tests.

    Without it the run fails with the command that installs it.
    """
    name = getattr(request, "param", "browser")
    browser = launch(playwright, name)
    if browser is None:
        pytest.exit(f"no {name} found; install one with: make {name}", returncode=1)
    yield browser
    browser.close()


def choose(page: Page, depth: str) -> None:
    """Choose how much of a page is shown, as a pointer does."""
    page.locator(f"#depth-{depth}").locator("xpath=..").click()


class Opener:
    """Opens pages, each in a context of its own, and notes what no page may do."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []
        """Requests to another host, errors, and messages in the console."""

    def __call__(self, path: str = "", width: int = 1280, **settings: Any) -> Page:
        """Open a page by its address below that of the site, or by a whole address."""
        page = self.prepare(urljoin(self.address, path), width, **settings)
        page.goto(urljoin(self.address, path))
        return page

    def prepare(self, url: str, width: int = 1280, **settings: Any) -> Page:
        """Return an empty window for pages of the site of a URL."""
        needs_more = settings.get("has_touch") or not settings.get("java_script_enabled", True)
        if needs_more and self.browser.browser_type.name == "firefox":
            pytest.skip("not in WebDriver BiDi")
        viewport = {"width": width, "height": 800}
        context = self.browser.new_context(viewport=viewport, base_url=url, **settings)
        self.contexts.append(context)
        if self.browser.browser_type.name == "chromium":
            context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.add_init_script(path=HERE / "browser/read.js")
        page = context.new_page()
        own = (urljoin(url, "/"), "data:", "blob:")

        def check(request: Request) -> None:
            if not request.url.startswith(own):
                self.faults.append(f"request: {request.url}")

        page.on("request", check)
        page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        return page

    def close(self) -> None:
        """Close all windows; no page has left a cookie."""
        for context in self.contexts:
            self.faults += [f"cookie: {cookie}" for cookie in context.cookies()]
            context.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Open pages; by the end none may have asked another host, or have said anything."""
    opener = Opener(browser, address)
    yield opener
    opener.close()
    assert opener.faults == []


LAY_OUT = "rows => rows.forEach(row => { row.style.contentVisibility = 'visible'; })"
"""Rows out of sight have no layout yet that axe could measure."""


def find_violations(page: Page, *schemes: str) -> list[Any]:
    """Return what axe objects to on a page as it stands, in each scheme.

    A scheme is `light`, `dark` or `forced`, which has the colours of the system.
    """
    page.evaluate(f"window.axe || (() => {{ {Axe().axe_script} }})()")
    page.locator(".ledger tbody").evaluate_all(LAY_OUT)
    violations = []
    for scheme in schemes:
        page.emulate_media(
            color_scheme="dark" if scheme == "dark" else "light",
            forced_colors="active" if scheme == "forced" else "none",
        )
        objections = page.evaluate(
            "options => axe.run(document, options).then(({violations}) => violations)", AXE
        )
        for one in objections:
            violations.append((scheme, one["id"], [node["html"] for node in one["nodes"]]))
    return violations


def search(page: Page, words: str) -> Locator:
    """Search for words; gives the results."""
    page.locator(".search-button").first.click()
    page.locator(".search input").fill(words)
    return page.locator(".search").get_by_role("link")


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


def ask(page: Page, sentence: str) -> str:
    """Paste a sentence into the form; gives the answer."""
    page.get_by_label("Sentence").fill(sentence)
    page.locator(".check-result").evaluate("result => result.replaceChildren()")
    page.get_by_role("button", name="Check", exact=True).click()
    line = page.locator(".check-answer")
    expect(line).to_be_visible()
    return line.get_attribute("data-answer") or ""


def find_way(page: Page, name: str) -> Locator:
    """Return what opens the citation of a paragraph or a section."""
    return page.locator(f".cite-popup:has(a:first-of-type[href$='#{name}']) > summary")


def open_citation(page: Page, name: str = "") -> Locator:
    """Open the dialog of a paragraph, or of the first, by keyboard; gives what opened it."""
    way = find_way(page, name) if name else page.locator(".checks > .cite-popup > summary").first
    way.press("Enter")
    forms = page.locator(".cite-popup[open]").get_by_role("link", name="All forms")
    forms.press("Enter")
    return forms


def is_too_wide(page: Page) -> bool:
    """Whether a reader has to scroll a page sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def copy_site(name: str, root: Path, **settings: Any) -> Project:
    """Copy a tiny site of `tests/data/sites/`, with the real theme and one source."""
    shutil.copytree(ROOT / "tests/data/sites" / name, root / "docs")
    (root / "bibliography.bib").write_text(ABEL, encoding="utf-8")
    write_real_theme(root, **settings)
    return Project(root)
