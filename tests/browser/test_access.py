"""Every page in the states that a reader brings it to: accessible to WCAG 2.2 AA, and AAA for the contrast of text."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from support import PAGES, OpenPage, read_data

from .conftest import ALL, find_violations, is_too_wide

OPENED = read_data("browser.yml")["opened"]


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("opened", OPENED)
def test_a_page_passes_axe_with_what_opens_open(
    open_page: OpenPage, opened: str, width: int
) -> None:
    page = open_page("leverage/", width=width)
    *steps, shown = OPENED[opened]
    for selector, action, *arguments in steps:
        getattr(page.locator(selector).first, action)(*arguments)
    expect(page.locator(shown).first).to_be_visible()
    assert find_violations(page, "light", "dark", "forced") == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_editions_pass_axe_and_fit(
    open_page: OpenPage, real_site: Path, width: int
) -> None:
    """Of each edition the front page and a theme, what changed in it, and the list of all: the rest is the same."""
    page = open_page("editions/", width=width)
    found = sorted(
        file.relative_to(real_site).parent.as_posix()
        for file in real_site.glob("editions/**/index.html")
    )
    for path in [path for path in found if path.count("/") < 2 or path.endswith("/leverage")]:
        page.goto(f"/{path}/")
        assert (path, find_violations(page, "light", "dark")) == (path, [])
        assert not is_too_wide(page)


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_text_of_twice_the_size_and_a_window_of_320_lose_nothing(
    open_page: OpenPage, path: str
) -> None:
    page = open_page(path, width=320)
    assert len(page.locator("main").inner_text()) > 100
    assert not is_too_wide(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # ours is 125%
    assert not is_too_wide(page)
    assert page.evaluate("read.clipped()") == []


@pytest.mark.slow
@pytest.mark.parametrize("path", ["", "troop-reports/", "claims/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_walks_a_page_in_order_and_shows_where_it_is(
    open_page: OpenPage, width: int, path: str
) -> None:
    page = open_page(path, width=width)
    page.keyboard.press("Tab")
    stops = 0
    while stops < 400 and (focus := page.evaluate("read.focus()")):
        assert all(focus[name] for name in ("isMarked", "isSeen", "isInWindow", "isNext")), focus
        page.keyboard.press("Tab")
        stops += 1
    assert 40 < stops < 400


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_the_first_stop_skips_to_the_text(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(
        "document.activeElement.matches('main *') && !document.activeElement.matches('nav *')"
    )


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads(open_page: OpenPage, width: int) -> None:
    page = open_page("404.html", width=width)
    for path in ALL:
        page.goto(f"/{path}", wait_until="networkidle")
        assert (path, page.evaluate("window.shift")) == (path, 0)


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_in_order_without_its_styles(open_page: OpenPage, path: str) -> None:
    page = open_page("404.html")
    page.context.route("**/*.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page.goto("about:blank")
    page.goto(f"/{path}")
    assert (
        max(
            page.eval_on_selector_all(
                "a > svg, button > svg", "all => all.map(one => one.clientWidth)"
            )
        )
        <= 24
    )
    words = page.locator("main > article").inner_text()
    title = page.locator("h1").inner_text().rstrip("#")
    above = page.locator(".print-address, .kicker").all_inner_texts()
    assert words.partition(title)[0].split() == " ".join(above).split()
    if page.locator(".footnote").count():
        assert words.index("\nNotes") > words.index(
            page.locator("h2:not(.footnote *)").last.inner_text().rstrip("#")
        )
