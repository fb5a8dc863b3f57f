"""Linking to a passage by its words: what is offered, what the link holds, that it finds them.

The words are those of a small site in the real theme, `tests/data/sites/passages/`. What a link
holds is a text fragment: https://wicg.github.io/scroll-to-text-fragment/.
"""

from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect
from served import serve
from support import OpenPage, read_data, run_apart

from .conftest import copy_site

PARAGRAPH = "what-it-is-called"
READ_CLIPBOARD = "navigator.clipboard.readText()"
OVER_A_BLOCK = """() => {
    const block = document.querySelector(".checks");
    const [first, next] = [block.previousElementSibling, block.nextElementSibling];
    getSelection().setBaseAndExtent(first, 0, next, 0);
    first.scrollIntoView({block: "center"});
}"""
PASSAGES = read_data("browser.yml")["passages"]
READ_SELECTION = "getSelection().getRangeAt(0).getBoundingClientRect().toJSON()"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """In the place of the real site's address: `open_page` opens this site here."""
    root = tmp_path_factory.mktemp("passages")
    project = copy_site("passages", root, site_url="https://x.example/")
    assert run_apart(project.build).messages == []
    with serve(root / "site") as address:
        yield address


def find_offer(page: Page) -> Locator:
    return page.get_by_role("button", name="Copy link to this passage")


def copy_passage(page: Page, press: Callable[[Locator], None] = Locator.click) -> str:
    """Take the offer; gives the link."""
    press(find_offer(page))
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    return str(page.evaluate(READ_CLIPBOARD))


def select(page: Page, words: str) -> None:
    """Select words of the paragraph, or its second clause where there are none."""
    if words:
        page.evaluate("read.select", [PARAGRAPH, words])
    else:
        page.locator(f"#{PARAGRAPH} .clause").nth(1).evaluate("part => read.selectAll(part)")


@pytest.mark.smoke
@pytest.mark.parametrize(
    ("words", "fragment"),
    [PASSAGES[0], *[pytest.param(*each, marks=pytest.mark.slow) for each in PASSAGES[1:]]],
)
def test_a_passage_is_linked_by_id_and_words(
    open_page: OpenPage, address: str, words: str, fragment: str
) -> None:
    """The words alone must do as well, or nothing is marked where the id has gone."""
    page = open_page()
    select(page, words)
    link = copy_passage(page)
    assert link == f"{address}#{PARAGRAPH}:~:text={fragment}"
    page.goto("about:blank")
    page.goto(link.replace(PARAGRAPH, ""))
    expect(page.locator(f"#{PARAGRAPH}")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "has_touch"), [(360, True), (1280, False)])
def test_the_offer_stands_beside_the_selection_of_text(
    open_page: OpenPage, width: int, has_touch: bool
) -> None:
    page = open_page(width=width, has_touch=has_touch)
    for words in ("During", "on 3\u00a0May"):
        select(page, words)
        expect(find_offer(page)).to_be_in_viewport(ratio=1)
        box = find_offer(page).bounding_box()
        chosen = page.evaluate(READ_SELECTION)
        assert box
        assert box["y"] >= chosen["bottom"] or box["y"] + box["height"] <= chosen["top"]
        page.keyboard.press("Escape")
        expect(find_offer(page)).to_be_hidden()


def test_nothing_is_offered_for_words_that_are_not_of_the_page(open_page: OpenPage) -> None:
    page = open_page()
    select(page, "Anna Abel")
    expect(find_offer(page)).to_be_visible()
    page.locator(".colophon").evaluate("part => read.selectAll(part)")
    expect(find_offer(page)).to_be_hidden()


def test_a_selection_by_keyboard_is_offered_too_and_reached_by_tab(open_page: OpenPage) -> None:
    page = open_page()
    page.locator(f"#{PARAGRAPH} .clause").first.dblclick(position={"x": 2, "y": 10})
    for _ in range(2):
        page.keyboard.press("Shift+Control+ArrowRight")
    expect(find_offer(page)).to_be_visible()
    for _ in range(8):
        page.keyboard.press("Tab")
        if find_offer(page).evaluate("button => button === document.activeElement"):
            break
    link = copy_passage(page, lambda _: page.keyboard.press("Enter"))
    assert link.startswith(f"{page.url.partition('#')[0]}#{PARAGRAPH}:~:text=During%202020")


def test_words_outside_a_named_paragraph_go_by_the_heading_above(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("main > div > article > ul > li").first.evaluate("part => read.selectAll(part)")
    assert "#follows:~:text=" in copy_passage(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_what_stands_behind_a_paragraph_is_no_part_of_a_passage(
    open_page: OpenPage, width: int
) -> None:
    """A selection of a whole paragraph ends where the next begins, behind its block."""
    page = open_page(width=width)
    page.evaluate(OVER_A_BLOCK)
    words = unquote(copy_passage(page).partition(":~:text=")[2])
    assert words == "During 2020 Arland moved,spoke of a pact."
    block = page.locator(".checks").first
    block.evaluate("one => { one.open = true; read.selectAll(one.querySelector('li')); }")
    expect(find_offer(page)).to_be_hidden()
