"""In WebKitGTK: copying gives words, and keys open and close as in other browsers."""

from collections.abc import Iterator

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from .conftest import HERE
from .test_copying import DEPTHS, KINDS, SOME, WIDTHS
from .webkit import CONTROL, DOWN, ENTER, ESCAPE, WebKit, launch_webkit

pytestmark = [
    pytest.mark.slow,
    # Of selenium against itself.
    pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning"),
]
FOCUS = "document.querySelector(arguments[0]).focus()"
HAS_FOCUS = "return document.activeElement.matches(arguments[0])"
IS_WITHIN = "return Boolean(document.activeElement.closest(arguments[0]))"
MARKER = "p.claim a.footnote-ref"
HANDLE = "article h2 .heading-link[data-cite]"


@pytest.fixture(scope="module")
def webkit() -> Iterator[WebKit]:
    with launch_webkit() as browser:
        yield browser


def wait(webkit: WebKit, script: str, *arguments: str) -> None:
    """Wait until a script gives what is true."""
    WebDriverWait(webkit.browser, 10).until(lambda _: webkit.run(script, *arguments))


def copy_and_paste(webkit: WebKit) -> str:
    webkit.press("c", CONTROL)
    webkit.run("copying.focusField()")
    webkit.press("v", CONTROL)
    return " ".join(str(webkit.run("return copying.pasted()")).split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("depth", DEPTHS)
def test_what_is_dragged_over_is_copied_as_it_is(
    webkit: WebKit, address: str, theme: str, depth: str, width: int
) -> None:
    webkit.open(address + theme, width)
    webkit.run((HERE / "copying.js").read_text(encoding="utf-8"))
    webkit.run("document.querySelector(arguments[0]).click()", f"#depth-{depth}")
    webkit.run("copying.field()")
    for kind in KINDS:
        texts = webkit.run("return copying.list(arguments[0])", kind)[:SOME]
        assert len(texts) == SOME
        for number, text in enumerate(texts):
            webkit.drag(*webkit.run("return copying.place(arguments[0])", number))
            assert copy_and_paste(webkit) == text


def test_enter_opens_a_note_and_escape_leads_back(webkit: WebKit, address: str, theme: str) -> None:
    webkit.open(address + theme, 1280)
    webkit.run(FOCUS, MARKER)
    webkit.press(ENTER)
    wait(webkit, HAS_FOCUS, ".footnote li:target")
    webkit.press(ESCAPE)
    wait(webkit, HAS_FOCUS, MARKER)


def test_a_card_and_the_dialog_of_citations_give_the_focus_back(
    webkit: WebKit, address: str, theme: str
) -> None:
    webkit.open(address + theme, 1280)
    webkit.run(FOCUS, HANDLE)
    webkit.press(ENTER)
    wait(webkit, HAS_FOCUS, ".note-card[role=dialog]")
    webkit.run(FOCUS, ".note-card a.cite")
    webkit.press(ENTER)
    wait(webkit, IS_WITHIN, "dialog:modal")
    webkit.press(ESCAPE)
    wait(webkit, HAS_FOCUS, ".note-card a.cite")
    webkit.press(ESCAPE)
    wait(webkit, HAS_FOCUS, HANDLE)


def test_the_search_is_used_by_keys(webkit: WebKit, address: str, theme: str) -> None:
    webkit.open(address + theme, 1280)
    word = webkit.run("return document.querySelector('h1').textContent.split(' ').at(-1)")
    webkit.run(FOCUS, ".search-button")
    webkit.press(ENTER)
    wait(webkit, HAS_FOCUS, "dialog:modal input")
    for letter in word:
        webkit.press(letter)
    wait(webkit, "return document.querySelector('.search li a')")
    webkit.press(DOWN)
    wait(webkit, HAS_FOCUS, ".search li:first-child a")
    webkit.press(ESCAPE)
    wait(webkit, HAS_FOCUS, ".search-button")
