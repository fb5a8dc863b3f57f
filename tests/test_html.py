"""HTML as a tree: what a browser reads, what we find in it, and what is written again.

Alone it notices ids that a reader view drops, and HTML without an end.
"""

import pytest
from support import ROOT, read_data

from mkdocs_briefing.html import (
    OPEN,
    Node,
    get,
    parse,
    read,
    suit_readers,
    write,
)

DATA = read_data("html.yml")
READER_VIEWS = DATA["reader views"]


def find(body: Node, selector: str) -> Node:
    """Return the one node that a selector finds."""
    [node] = body.css(selector)
    return node


@pytest.mark.parametrize(
    "html",
    ["<p>a</p>", "a <!-- b --> c", "<p>a\u00a0b &amp; c</p>", '<svg><path d="M0"></path></svg>'],
)
def test_what_is_parsed_is_written_as_it_was(html: str) -> None:
    body = parse(html)
    assert write(body) == html
    assert get(body, OPEN) == ""
    assert OPEN not in body.attributes


@pytest.mark.parametrize(
    "html", ["a <!-- b", "<a href='x", "<textarea>x", "a<plaintext>b", "<p>a</p"]
)
def test_a_tag_or_comment_without_an_end_is_marked(html: str) -> None:
    assert OPEN in parse(html).attributes


@pytest.mark.parametrize(("html", "text"), DATA["read"].values(), ids=DATA["read"])
def test_words_are_read_in_the_order_of_the_document(html: str, text: str) -> None:
    assert read(parse(html)) == text


@pytest.mark.parametrize(("html", "suited"), READER_VIEWS.values(), ids=READER_VIEWS)
def test_no_reader_view_drops_an_element_for_its_id(html: str, suited: str) -> None:
    body = parse(html)
    suit_readers(body)
    assert write(body) == suited


def test_what_may_be_mostly_links_is_no_div() -> None:
    """A reader view drops a div that is: blocks beside paragraphs, lines that open, and lanes."""
    pages = (ROOT / "tests/golden/built").glob("*/index.html")
    trees = [parse(page.read_text(encoding="utf-8")) for page in pages]
    for selector in (".checks", ".lines details > *", ".lane:not(.lanes__axis)"):
        found = [node for tree in trees for node in tree.css(selector)]
        assert found, selector
        assert [node.html for node in found if node.tag == "div"] == []
