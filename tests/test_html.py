"""HTML as a tree: what a browser reads, what we find in it, and what is written again.

Alone it notices ids that a reader view drops, and HTML without an end.
"""

import pytest

from briefing.html import (
    OPEN,
    Node,
    find_next,
    get,
    parse,
    read,
    suit_readers,
    write,
)


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


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<b>b</b> <u>c</u>", "u"),
        ("<b>b</b><u>c</u>", "u"),
        ("<b>b</b> c", "-text"),
        ("<b>b</b>", None),
        ("<b>b</b> ", None),
    ],
)
def test_what_is_behind_a_node_is_found_past_white_space(html: str, tag: str | None) -> None:
    other = find_next(find(parse(html), "b"))
    assert (other.tag if other else None) == tag


READ = {
    "inline elements part no word": ("<p>a<em>b</em>c</p>", "abc"),
    "other elements do": ("<p>a</p><p>b</p>", "a b"),
    "a line break does": ("a<br>b", "a b"),
    "white space is one space": ("a \n\t b\u00a0c", "a b c"),
    "letters are composed": ("e\u0301", "é"),
    "a comment has no words": ("a<!-- b -->c", "ac"),
}


@pytest.mark.parametrize(("html", "text"), READ.values(), ids=READ.keys())
def test_words_are_read_in_the_order_of_the_document(html: str, text: str) -> None:
    assert read(parse(html)) == text


READER_VIEWS = {
    "nothing in it that a reader view drops": ('<p id="a">b</p>', '<p id="a">b</p>'),
    "an id that sounds like furniture": (
        '<p id="comment">b</p>',
        '<p id="comment" class="content">b</p>',
    ),
    "a class stays beside it": (
        '<p class="fact" id="media">b</p>',
        '<p class="fact content" id="media">b</p>',
    ),
    "no link is taken for it": ('<a id="menu">b</a>', '<a id="menu">b</a>'),
    "an id that sounds like a button to share": (
        '<p id="share-prices">b</p>',
        '<p><span id="share-prices"></span>b</p>',
    ),
    "what holds nothing keeps it": ('<img id="share" src="a">', '<img id="share" src="a">'),
}


@pytest.mark.parametrize(("html", "suited"), READER_VIEWS.values(), ids=READER_VIEWS.keys())
def test_no_reader_view_drops_an_element_for_its_id(html: str, suited: str) -> None:
    body = parse(html)
    suit_readers(body)
    assert write(body) == suited
