"""HTML as pandoc should read it (https://pandoc.org/MANUAL.html#input-formats)."""

import base64
import re

from ..html import Node, classes, get, make, parse, read, rename, write

# Attributes that mean something in a book. pandoc writes some others into Typst as code.
_KEPT = {
    "alt",
    "class",
    "colspan",
    "dir",
    "href",
    "id",
    "lang",
    "reversed",
    "rowspan",
    "src",
    "start",
    "type",
}
# Elements whose attributes pandoc drops, and what is put around them to keep these.
_BARE = {"p": "div", "ol": "div", "ul": "div", "em": "span", "strong": "span"}
_OF_LISTS = {"reversed", "start", "type"}  # which pandoc does not drop
_HIDDEN = "[aria-hidden=true]"  # what is not read aloud
_READING = ".row__reading"  # of a forecast, which the heading above it says
_WAY = ".checks__way, .aftermath"  # how a paragraph is cited, and to what came later
_TABLE = ".as-table"  # what a figure says as a table
# What is drawn for a screen in a figure whose table says the same, and what is around that table.
_DRAWN = f".drawn, {_TABLE} > summary, {_TABLE} > p"


def prepare(html: str) -> str:
    """Return HTML without attributes that pandoc would act on, and with those that it would drop.

    A picture becomes an image with words in its place, a box that unfolds a plain one.
    """
    body = parse(html)
    body.strip_tags([_HIDDEN, _READING, _WAY, _DRAWN], recursive=True)
    for table in body.css(_TABLE):
        table.unwrap()
    for svg in body.css("svg"):
        svg.replace_with(_make_image(svg))
    for node in reversed(body.css("details, summary")):  # from within
        if node.tag == "details":
            rename(node, "div", class_=f"admonition {get(node, 'class')}")
        else:
            rename(node, "p", class_="admonition-title")
    for node in reversed(body.css("*")):
        _clean_attributes(node)
        _hold_attributes(node)
    return write(body)


def _make_image(svg: Node) -> Node:
    """Return a picture as an image that is its own file, without links; its words stand for it."""
    svg.unwrap_tags(["a"])
    words = [get(svg, "aria-label")]
    for part in svg.css("title, desc"):
        words.append(read(part))
    alternative = ". ".join(filter(None, words)) or "Picture"
    svg.attrs["xmlns"] = "http://www.w3.org/2000/svg"
    xml = str(svg.html).replace("&nbsp;", "\u00a0")  # which XML does not know
    data = base64.b64encode(xml.encode()).decode()
    return make("img", alt=alternative, src=f"data:image/svg+xml;base64,{data}")


def _clean_attributes(node: Node) -> None:
    """Leave an element the attributes that mean something in a book, and plain classes."""
    for name in set(node.attributes) - _KEPT:
        del node.attrs[name]
    names = classes(node)
    if names:
        plain = [name for name in names if re.fullmatch(r"[\w-]+", name)]
        node.attrs["class"] = " ".join(plain)


def _hold_attributes(node: Node) -> None:
    """Put around an element whose attributes pandoc drops another one that has them."""
    if node.tag not in _BARE:
        return
    held = {}
    for name in node.attributes:
        if name not in _OF_LISTS:
            held[name] = get(node, name)
    if held:
        for name in held:
            del node.attrs[name]
        node.replace_with(make(_BARE[str(node.tag)], node, **held))
