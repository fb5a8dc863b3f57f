"""Every page in the states that a reader brings it to: WCAG 2.2 AA, and AAA for contrast.

Alone it notices contrast, focus, order and size of what opens, and what a keyboard reaches.
"""

from pathlib import Path

import pytest
from browsing import ON_SCREENS, find_violations, is_too_wide
from looks import enlarge, find_moved, look_at_editions, walk
from playwright.sync_api import expect
from support import OpenPage, read_data

from mkdocs_briefing.web.assets import name_signs

from .places import OUTLINE, find_view, find_word

OPENED = read_data("browser.yml")["opened"]
LEDGER = OUTLINE.list_views("ledger")
WIDTHS = pytest.mark.parametrize("width", [360, 1280])


@ON_SCREENS
@pytest.mark.parametrize("opened", OPENED)
def test_a_page_fits_and_passes_axe_with_what_opens_open(
    open_page: OpenPage, golden_site: Path, theme: str, opened: str, width: int, schemes: list[str]
) -> None:
    *steps, shown = OPENED[opened]
    view = steps.pop(0) if isinstance(steps[0], str) else ""
    page = open_page(find_view(view[1:]) if view else theme, width=width)
    for selector, action, *arguments in steps:
        words = [find_word(golden_site, theme)] if arguments == ["WORD"] else arguments
        parts = page.locator(selector)
        getattr(parts if action == "evaluate_all" else parts.first, action)(*words)
    expect(page.locator(shown).first).to_be_visible()
    assert not is_too_wide(page)
    assert find_violations(page, *schemes) == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_pages_of_editions_pass_axe_and_fit(
    open_page: OpenPage, golden_site: Path, width: int, scheme: str
) -> None:
    folders = [file.parent for file in sorted(golden_site.glob("editions/**/index.html"))]
    paths = [f"{folder.relative_to(golden_site).as_posix()}/" for folder in folders]
    look_at_editions(open_page("404.html", width=width), paths, scheme)


@pytest.mark.parametrize("path", OUTLINE.pages)
def test_text_of_twice_the_size_and_a_zoom_to_four_times_lose_nothing(
    open_page: OpenPage, path: str
) -> None:
    enlarge(open_page(path, width=320))


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
@pytest.mark.parametrize("path", ["", *OUTLINE.themes[-1:], *LEDGER])
def test_the_keyboard_walks_a_page_in_order_and_shows_where_it_is(
    open_page: OpenPage, width: int, path: str
) -> None:
    page = open_page(path, width=width)
    assert walk(page), "it comes to an end"


@WIDTHS
def test_nothing_moves_while_a_page_loads(open_page: OpenPage, width: int) -> None:
    """But on that of the article, of which a script leaves out lines: few of them, and in sight."""
    paths = [path for path in OUTLINE.all if path != find_view("article")]
    assert find_moved(open_page("404.html", width=width), paths) == []
