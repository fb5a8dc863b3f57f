"""HTML as a tree: read by a parser, changed in place, written again.

The parser is lexbor (https://lexbor.com), which follows the standard
(https://html.spec.whatwg.org/multipage/parsing.html); a node is selectolax's `LexborNode`. Each
look at a node makes a new object of Python: whether two are the same node, their `mem_id` says.
Whoever has a text parses it once, and hands on the tree.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

Node = LexborNode

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = (
    "a abbr b bdi bdo cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small span "
    "strong sub sup time u var wbr"
)
# What stands in running text. The bounds of every other element part two words.
INLINE = frozenset(_INLINE.split())
# Attribute of a body whose last tag or comment has no end, and takes in what follows it in a page.
OPEN = "data-open"

# Attribute of an element that is put behind a text to see whether its last tag has an end. It is
# another in each process, so that nobody can write it.
_END = f"data-{secrets.token_hex(16)}"


def parse(html: str | Node) -> Node:
    """Return the body of a page or of a part of one, as a browser reads it.

    Comments stay. A body whose last tag or comment has no end has the attribute `OPEN`. What is a
    tree already is returned as it is.
    """
    if not isinstance(html, str):
        return html
    body = _parse_body(f"{html}<hr {_END}>")
    end = body.css_first(f"[{_END}]")
    if end is not None:
        end.decompose()
        return body
    body = _parse_body(html)
    body.attrs[OPEN] = ""
    return body


def _parse_body(html: str) -> Node:
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    assert body is not None  # the parser makes one
    return body


def write(body: Node) -> str:
    """Return the HTML of what is in a node; a no-break space is written as itself."""
    return str(body.inner_html).replace("&nbsp;", "\u00a0")


def make(tag: str, content: str | Node = "", **attributes: str) -> Node:
    """Return a new element with some text or a copy of a node in it.

    In the name of an attribute `_` stands for a hyphen; at the end it stands for nothing, as in
    `class_`.
    """
    node = LexborHTMLParser("").create_node(tag)
    for name, value in attributes.items():
        node.attrs[name.rstrip("_").replace("_", "-")] = value
    node.insert_child(content)
    return node


def rename(node: Node, tag: str, **changed: str) -> None:
    """Make an element one of another kind, with the same content.

    Its attributes stay, but for those in `changed`, which are named as for `make`.
    """
    attributes = dict(changed)
    for name, value in node.attributes.items():
        if name not in changed and f"{name}_" not in changed:
            attributes[name] = value or ""
    other = make(tag, **attributes)
    other.inner_html = str(node.inner_html)
    node.replace_with(other)


def prepend(parent: Node, *children: Node | str) -> None:
    """Put nodes or text before all else in an element."""
    first = parent.first_child
    for child in children:
        if first is None:
            parent.insert_child(child)
        else:
            first.insert_before(child)


def get(node: Node, name: str) -> str:
    """Return an attribute of a node; empty where it has none."""
    return node.attrs.sget(name) if node.is_element_node else ""


def classes(node: Node) -> list[str]:
    """Return the classes of a node."""
    return get(node, "class").split()


def find_class(names: Iterable[str], node: Node) -> str:
    """Return the first of some names that is a class of a node; empty where none is."""
    own = classes(node)
    return next((name for name in names if name in own), "")


def _keep(_: Node) -> None:
    """Replace no element by other words."""


def read(node: Node, replace: Callable[[Node], str | None] = _keep) -> str:
    """Return the words in a node, as `normalise` writes them, in the order of the document.

    `replace` is asked about each element below the node: it gives the words that are read in its
    place, or None to have it read.
    """
    if node.is_text_node:
        return normalise(node.text_content or "")
    return normalise(read_lines(node, replace))


def read_lines(node: Node, replace: Callable[[Node], str | None] = _keep) -> str:
    """Return the words in a node as `read` does, in the lines and with the spaces that they have.

    What is not inline stands in lines of its own.
    """
    pieces = list[str]()
    _collect(node, replace, pieces)
    return "".join(pieces)


def _collect(parent: Node, replace: Callable[[Node], str | None], pieces: list[str]) -> None:
    """Add to `pieces` the text in an element, and ends of lines around what is not inline."""
    for child in parent.iter(include_text=True):
        if child.is_text_node:
            pieces.append(child.text_content or "")
        elif child.is_element_node:
            edge = _find_edge(child)
            words = replace(child)
            pieces.append(edge)
            if words is None:
                _collect(child, replace, pieces)
            else:
                pieces.append(words)
            pieces.append(edge)


def _find_edge(element: Node) -> str:
    """Return what parts the words in an element from those around it."""
    return "" if element.tag in INLINE else "\n"


def normalise(text: str) -> str:
    """Return text in Unicode form NFC, each run of white space as one space.

    NFC: https://www.unicode.org/reports/tr15/.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def lead_links(body: Node, lead: Callable[[str], str]) -> None:
    """Lead every link and picture in a tree elsewhere: to what `lead` gives for its address."""
    for node in body.css("[href], [src]"):
        for name in ("href", "src", "xlink:href"):
            address = get(node, name)
            if address:
                node.attrs[name] = lead(address)


# Ids that Firefox's reader view and its kin take for furniture: `REGEXPS` in
# https://github.com/mozilla/readability.
_UNLIKELY = re.compile(
    r"""
    -ad-|ai2html|banner|breadcrumbs|combx|comment|community|com-|contact|cover-wrap|disqus|extra|
    footer|gdpr|header|hidden|legends|masthead|media|menu|meta|outbrain|promo|related|remark|
    replies|rss|scroll|shopping|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|tags|
    widget|ad-break|agegate|pagination|pager|popup|yom-remote
    """,
    re.I | re.X,
)
_SHARE = re.compile(r"(\b|_)(share|sharedaddy)(\b|_)", re.I)
# Elements that may hold an empty one.
_HOLDERS = HEADINGS | {"p", "li", "td", "th", "dd", "dt", "span", "div", "blockquote"}


def suit_readers(body: Node) -> None:
    """Change an article so that no reader view drops an element for its id.

    The id is an address and stays: a class that speaks for the text outweighs a `comment` in it,
    and one with `share` moves to an empty element.
    """
    for node in body.css("[id]"):
        name = get(node, "id")
        if _SHARE.search(name) and node.tag in _HOLDERS:
            del node.attrs["id"]
            prepend(node, make("span", id=name))
        elif _UNLIKELY.search(name) and node.tag != "a":
            node.attrs["class"] = f"{get(node, 'class')} content".strip()
