"""Every page of this text, on screens and by keyboard, and what stands beside its paragraphs.

Alone it notices a page of it that is too wide, moves or fails axe, and holes below a block.
"""

from dataclasses import replace

import pytest
from browsing import choose
from looks import DESK, OTHERS, PHONE, enlarge, find_moved, visit, walk
from real import BRIEFING
from support import OpenPage

WIDTHS = pytest.mark.parametrize("width", [360, 1280])
LEDGER = BRIEFING.find_view("ledger")
SOME = 200
"""Stops that are walked on the ledger, whose rows are alike."""
WHITE = 40
"""Below a paragraph whose block is higher, in pixels, beside the margin of any paragraph."""
SHARE = 0.6
"""Words of checks, to those of the text beside them, before anything is unfolded."""
CHECKS = ".checks, .check"


@pytest.mark.smoke
@pytest.mark.parametrize(
    "path", ["", *(pytest.param(path, marks=pytest.mark.slow) for path in BRIEFING.all[1:])]
)
def test_a_page_fits_passes_axe_and_is_still(open_page: OpenPage, path: str) -> None:
    """The fixture fails on a request to another host and on any console error.

    Axe looks at themes on both screens; their parts are those of the other pages.
    """
    desk = replace(DESK, has_axe=path in BRIEFING.themes)
    visit(open_page, path, [PHONE, desk])


@pytest.mark.parametrize("path", BRIEFING.all)
def test_a_page_fits_passes_axe_and_is_still_on_other_screens(
    open_page: OpenPage, path: str
) -> None:
    """On the page of the whole axe looks once, in the test above: its parts are the themes."""
    others = OTHERS if path in BRIEFING.themes else [DESK, *OTHERS]
    has_axe = path != BRIEFING.find_view("whole")
    visit(open_page, path, [replace(one, has_axe=has_axe) for one in others])


@pytest.mark.parametrize("path", BRIEFING.pages)
def test_text_of_twice_the_size_and_a_zoom_to_four_times_lose_nothing(
    open_page: OpenPage, path: str
) -> None:
    enlarge(open_page(path, width=320))


@WIDTHS
@pytest.mark.parametrize("path", ["", BRIEFING.themes[-1], LEDGER])
def test_the_keyboard_walks_a_page_in_order_and_shows_where_it_is(
    open_page: OpenPage, width: int, path: str
) -> None:
    page = open_page(path, width=width)
    if path == LEDGER:
        walk(page, SOME)
    else:
        assert walk(page), "it comes to an end"


@WIDTHS
def test_nothing_moves_while_a_page_loads(open_page: OpenPage, width: int) -> None:
    assert find_moved(open_page("404.html", width=width), BRIEFING.all) == []


@pytest.mark.parametrize("path", BRIEFING.below)
def test_checks_have_far_fewer_words_than_the_text_and_leave_no_hole(
    open_page: OpenPage, path: str
) -> None:
    page = open_page(path, width=1440)
    choose(page, "checks")
    checks = page.evaluate("read.words", CHECKS)
    text = (
        page.evaluate("read.words", "article") - checks - page.evaluate("read.words", ".footnote")
    )
    assert 0 < checks <= SHARE * text
    holes = page.evaluate("read.white()")
    assert holes
    assert [hole for hole in holes if hole[1] > WHITE] == []


def test_the_strips_of_all_themes_have_each_statement_of_the_article_once(
    open_page: OpenPage,
) -> None:
    """Each has a mark for every one: those of its page lead to it, any other is a dot."""
    article = open_page(BRIEFING.find_view("article")).locator(".lines > li > a")
    places = article.all_inner_texts()
    marked = list[str]()
    for path in BRIEFING.argued:
        strip = open_page(path).locator(".in-article > p").first
        if not strip.count():  # it restates nothing
            continue
        own = strip.locator("a").evaluate_all("all => all.map(one => one.ariaLabel.split(' ')[0])")
        dots = strip.locator("i").all_inner_texts()
        assert len("".join(dots)) + len(own) == len(places)
        assert own == [place for place in places if place in own]
        marked += own
    assert sorted(marked) == sorted(places)
