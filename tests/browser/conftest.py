"""The real site in real browsers, served from this machine, watched for requests and errors.

It is served with the headers of its own `_headers`, so that every test here is one of the policy too."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, sync_playwright
from served import launch, serve
from support import ABEL, PAGES, ROOT, Project, write_real_theme

HERE = Path(__file__).parent
IN_FIREFOX = {"test_cite", "test_comforts", "test_policy", "test_search"}
"""Tests that are done there too, but for touch and for pages without JavaScript, which WebDriver BiDi does not have."""
ALL = [*PAGES, "print/"]
"""The addresses of all pages of the real site but those of its editions."""
CARD = ".note-card"
MARKER = "p.claim a.footnote-ref"
LEAST = {"normal": {"minThreshold": 0}, "large": {"minThreshold": 0}}
AXE = {
    "resultTypes": ["violations"],
    "rules": {
        name: {"enabled": name != "color-contrast"}
        for name in ("target-size", "color-contrast-enhanced", "color-contrast")
    },
    "checks": {"color-contrast-enhanced": {"options": {"contrastRatio": LEAST}}},
}
"""Two rules that are off by default: targets of 24 pixels, and 7:1 for all text (WCAG AAA).

Told so, the second says what is under 4.5:1 as well, and would leave that to a third that takes as long."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    with serve(real_site) as address:
        yield address


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Repeat in Firefox what readers do most, with the slow tests."""
    if (
        metafunc.module.__name__.rpartition(".")[2] in IN_FIREFOX
        and "browser" in metafunc.fixturenames
    ):
        metafunc.parametrize(
            "browser", ["browser", pytest.param("firefox", marks=pytest.mark.slow)], indirect=True
        )


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NODE_OPTIONS", f"--require {HERE / 'firefox.cjs'}")
        with sync_playwright() as playwright:
            yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """One Chromium, or one Firefox, for all tests; without it the run fails with the command that installs it."""
    name = getattr(request, "param", "browser")
    browser = launch(playwright, name)
    if browser is None:
        pytest.exit(f"no {name} found; install one with: make {name}", returncode=1)
    yield browser
    browser.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page in a context of its own; no foreign request, error or console message may be seen by the end."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_one(path: str = "", width: int = 1280, **settings: Any) -> Page:
        url = urljoin(address, path)
        context = browser.new_context(
            viewport={"width": width, "height": 800}, base_url=url, **settings
        )
        contexts.append(context)
        if browser.browser_type.name == "firefox" and (
            settings.get("has_touch") or not settings.get("java_script_enabled", True)
        ):
            pytest.skip("not in WebDriver BiDi")
        if browser.browser_type.name == "chromium":
            context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.add_init_script(path=HERE / "read.js")
        page = context.new_page()
        page.on("console", lambda message: faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: (
                faults.append(f"request: {request.url}")
                if not request.url.startswith((urljoin(url, "/"), "data:", "blob:"))
                else None
            ),
        )
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


def find_violations(page: Page, *schemes: str) -> list[Any]:
    """Return what axe objects to on a page as it stands, in each scheme: light, dark, or forced colours."""
    page.evaluate(f"window.axe || (() => {{ {Axe().axe_script} }})()")
    violations = []
    for scheme in schemes:
        page.emulate_media(
            color_scheme="dark" if scheme == "dark" else "light",
            forced_colors="active" if scheme == "forced" else "none",
        )
        found = page.evaluate(
            "options => axe.run(document, options).then(found => found.violations)", AXE
        )
        violations += [
            (scheme, one["id"], [node["html"] for node in one["nodes"]]) for one in found
        ]
    return violations


def search(page: Page, words: str) -> Locator:
    """Search for words; gives the results."""
    page.locator(".search-button").first.click()
    page.locator(".search input").fill(words)
    return page.locator(".search").get_by_role("link")


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def copy_site(name: str, root: Path, **settings: Any) -> Project:
    """Copy the pages of a tiny site of `tests/data/sites/`, with the real theme and one source."""
    shutil.copytree(ROOT / "tests/data/sites" / name, root / "docs")
    (root / "bibliography.bib").write_text(ABEL, encoding="utf-8")
    write_real_theme(root, **settings)
    return Project(root)
