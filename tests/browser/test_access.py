"""Every page in the states that a reader brings it to: WCAG 2.2 AA, and AAA for contrast.

Alone it notices contrast, focus, order and size of what opens, and what a keyboard reaches.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from support import PAGES, THEMES, OpenPage, find_view, list_views, read_data

from mkdocs_briefing.web.assets import name_signs

from .conftest import ALL, ON_SCREENS, find_violations, is_too_wide
from .places import find_word

OPENED = read_data("browser.yml")["opened"]
MOST = 800
"""Stops of the keyboard on a page: a walk that goes round in a circle ends there."""
LEDGER = list_views("ledger")
SOME = 200
"""Stops that are walked on the ledger, whose rows are alike."""
WIDTHS = pytest.mark.parametrize("width", [360, 1280])


@ON_SCREENS
@pytest.mark.parametrize("opened", OPENED)
def test_a_page_fits_and_passes_axe_with_what_opens_open(
    open_page: OpenPage, real_site: Path, theme: str, opened: str, width: int, schemes: list[str]
) -> None:
    *steps, shown = OPENED[opened]
    view = steps.pop(0) if isinstance(steps[0], str) else ""
    page = open_page(find_view(view[1:]) if view else theme, width=width)
    for selector, action, *arguments in steps:
        words = [find_word(real_site, theme)] if arguments == ["WORD"] else arguments
        parts = page.locator(selector)
        getattr(parts if action == "evaluate_all" else parts.first, action)(*words)
    expect(page.locator(shown).first).to_be_visible()
    assert not is_too_wide(page)
    assert find_violations(page, *schemes) == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_pages_of_editions_pass_axe_and_fit(
    open_page: OpenPage, real_site: Path, width: int, scheme: str
) -> None:
    """Of each its front page and a theme, what changed in it, and the list of all."""
    page = open_page(find_view("editions"), width=width)
    for file in sorted(real_site.glob("editions/**/index.html")):
        path = f"{file.relative_to(real_site).parent.as_posix()}/"
        if path.count("/") > 2 and not path.endswith(THEMES[-1]):
            continue
        page.goto(f"/{path}")
        assert (path, find_violations(page, scheme)) == (path, [])
        assert not is_too_wide(page)


@pytest.mark.parametrize("path", PAGES)
def test_text_of_twice_the_size_and_a_zoom_to_four_times_lose_nothing(
    open_page: OpenPage, path: str
) -> None:
    """A window of 1280 by 800 that is zoomed to 400 % is one of 320 by 200.

    Letters of twice the size are asked for where readers ask for them, in the settings of the
    browser (16 pixels unless they do); widths in `em` follow them.
    """
    page = open_page(path, width=320)
    page.locator("#depth-checks").evaluate_all("all => all.forEach(one => one.click())")
    page.set_viewport_size({"width": 320, "height": 200})
    assert len(page.locator("main").inner_text()) > 100
    assert not is_too_wide(page)
    assert page.evaluate("read.clipped()") == []
    page.set_viewport_size({"width": 1280, "height": 800})
    settings = page.context.new_cdp_session(page)
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    assert not is_too_wide(page)
    assert page.evaluate("read.clipped()") == []


@pytest.mark.parametrize("width", [390, 1280])
def test_forced_colours_tell_what_is_chosen_and_what_is_doubted(
    open_page: OpenPage, theme: str, width: int
) -> None:
    """Whatever a reader's colours are, the two buttons differ, and a verdict has its sign."""
    page = open_page(theme, width=width, forced_colors="active")
    labels = page.locator(".depth label")
    for chosen in (0, 1):
        labels.nth(chosen).click()
        colours = labels.evaluate_all(
            "all => all.map(one => getComputedStyle(one).backgroundColor)"
        )
        assert len(set(colours)) == 2
    signs = page.locator(name_signs(".mark:is(.sign--full, .sign--loud)"))
    expect(signs).not_to_have_count(0)
    assert "none" not in signs.evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').backgroundImage"
        " + getComputedStyle(one, '::before').backgroundColor)"
    )


@WIDTHS
@pytest.mark.parametrize("path", ["", *THEMES[-1:], *LEDGER])
def test_the_keyboard_walks_a_page_in_order_and_shows_where_it_is(
    open_page: OpenPage, width: int, path: str
) -> None:
    page = open_page(path, width=width)
    page.keyboard.press("Tab")
    focus = page.evaluate("read.focus()")
    most = SOME if path in LEDGER else MOST
    stops = 0
    while focus and stops < most:
        assert focus["isMarked"], focus
        assert focus["isSeen"], focus
        assert focus["isInWindow"], focus
        assert focus["isNext"], focus
        page.keyboard.press("Tab")
        focus = page.evaluate("read.focus()")
        stops += 1
    links = page.locator("a[href]").locator("visible=true").count()
    assert stops > min(20, links - 1)
    assert path in LEDGER or not focus, "it comes to an end"


@WIDTHS
def test_nothing_moves_while_a_page_loads(open_page: OpenPage, width: int) -> None:
    """A page that moved is loaded once more: on a busy machine one may come in bits."""
    page = open_page("404.html", width=width)
    for path in ALL:
        page.goto(f"/{path}", wait_until="networkidle")
        if page.evaluate("window.shift"):
            page.goto("about:blank")
            page.goto(f"/{path}", wait_until="networkidle")
        assert (path, page.evaluate("window.shift")) == (path, 0)
