"""HTML as a tree: read by a parser after the standard (lexbor, https://lexbor.com), changed in place, written again.
All of ours that looks into HTML does it here. A tree is the `body` that `parse` gives, of selectolax's `LexborNode`."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .cache import make_digest, recall

Node = LexborNode

_INLINE = (
    "a abbr b bdi bdo cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub "
    "sup time u var wbr"
)
INLINE = frozenset(
    _INLINE.split()
)  # what stands in running text; the bounds of every other element part two words
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
OPEN = "data-open"  # attribute of a body whose last tag or comment has no end, and takes in what follows it in a page
# Ids that Firefox's reader view and its kin take for furniture: `REGEXPS` of https://github.com/mozilla/readability.
_UNLIKELY = re.compile(r"""(?ix)
    -ad-|ai2html|banner|breadcrumbs|combx|comment|community|com-|contact|cover-wrap|disqus|extra|footer|gdpr|header|
    hidden|legends|masthead|media|menu|meta|outbrain|promo|related|remark|replies|rss|scroll|shopping|shoutbox|sidebar|
    skyscraper|social|sponsor|supplemental|tags|widget|ad-break|agegate|pagination|pager|popup|yom-remote""")
_SHARE = re.compile(r"(\b|_)(share|sharedaddy)(\b|_)", re.I)
_HOLDERS = {
    "p",
    "li",
    "td",
    "th",
    "dd",
    "dt",
    "span",
    "div",
    "blockquote",
    *HEADINGS,
}  # that may hold an empty element
_last = LexborHTMLParser(
    ""
)  # what was read last makes new elements: to make a document for each takes far longer


def parse(html: str | Node) -> Node:
    """Return the body of a page or of a part of one, as a browser reads it; comments stay. A tree is one already."""
    if not isinstance(html, str):
        return html
    end = f"data-{make_digest(html)}"  # nobody can write it into the text that it is made of
    global _last
    for text in (f"{html}<hr {end}>", html):
        _last = LexborHTMLParser(f"<!doctype html><body>{text}")
        body: Node = _last.body  # type: ignore[assignment]  # there is one
        if mark := body.css_first(f"[{end}]"):
            mark.decompose()
            return body
    body.attrs[OPEN] = ""
    return body


def parse_once(html: str | Node) -> Node:
    """Return the tree of some HTML, the same to all who ask in a build: it is there to be read. A tree is one."""
    return recall(("tree", html), parse, html) if isinstance(html, str) else html


def write(body: Node) -> str:
    """Return the HTML of what is in a tree; a no-break space as itself."""
    return str(body.inner_html).replace("&nbsp;", "\u00a0")


def make(tag: str, content: str | Node = "", **attributes: str) -> Node:
    """Return a new element with text or a copy of a node in it; `_` in an attribute is a hyphen, at the end nothing."""
    node = _last.create_node(tag)
    for name, value in attributes.items():
        node.attrs[name.rstrip("_").replace("_", "-")] = value
    node.insert_child(content)
    return node


def rename(node: Node, tag: str, **changed: str) -> None:
    """Make an element one of another kind, with the same in it and the same attributes but for `changed`."""
    kept = {
        name: value or ""
        for name, value in node.attributes.items()
        if not {name, f"{name}_"} & set(changed)
    }
    other = make(tag, **changed, **kept)
    other.inner_html = str(node.inner_html)
    node.replace_with(other)


def find_beside(node: Node) -> Iterator[Node | None]:
    """Yield what stands before and after a node, white space left out."""
    for way in ("prev", "next"):
        other: Node | None = getattr(node, way)
        yield getattr(other, way) if other and other.is_text_node and not read(other) else other


def prepend(parent: Node, *children: Node | str) -> None:
    """Put nodes or text before all else in an element."""
    first = parent.first_child
    for child in children:
        first.insert_before(child) if first else parent.insert_child(child)


def get(node: Node, name: str) -> str:
    """Return an attribute of a node; empty where it has none."""
    return node.attrs.sget(name) if node.is_element_node else ""


def classes(node: Node) -> list[str]:
    """Return the classes of a node."""
    return get(node, "class").split()


def find_class(names: Iterable[str], node: Node) -> str:
    """Return the first of some names that is a class of a node; empty where none is."""
    return next(filter(classes(node).__contains__, names), "")


def read(node: Node, replace: Callable[[Node], str | None] = lambda _: None) -> str:
    """Return the words in a node in the order of the document, with single spaces, in Unicode form NFC. `replace` is
    asked about each element below it: it gives the words to put in its place, or None to read on in it."""

    def collect(part: Node) -> str:
        if not part.is_element_node:
            return (part.text_content or "") if part.is_text_node else ""
        words = None if part is node else replace(part)
        edge = "" if part.tag in INLINE else " "
        return (
            edge
            + ("".join(map(collect, part.iter(include_text=True))) if words is None else words)
            + edge
        )

    return normalise(collect(node))


def normalise(text: str) -> str:
    """Return text in Unicode form NFC (https://www.unicode.org/reports/tr15/), each run of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def lead_links(body: Node, lead: Callable[[str], str]) -> None:
    """Put what `lead` gives for it in the place of every address that a link or a picture in a tree leads to."""
    for node in body.css("[href], [src]"):
        for name in ("href", "src", "xlink:href"):
            if node.attributes.get(name):
                node.attrs[name] = lead(get(node, name))


def suit_readers(html: str) -> str:
    """Return the HTML of a page's article so that no reader view drops an element for its id, which is an address and
    stays. A class that speaks for the text outweighs a `comment` in it; one with `share` moves to an empty element."""
    body = parse(html)
    doubtful = [
        (node, name)
        for node in body.css("[id]")
        if _UNLIKELY.search(name := get(node, "id")) or _SHARE.search(name)
    ]
    for node, name in doubtful:
        if _SHARE.search(name) and node.tag in _HOLDERS:
            del node.attrs["id"]
            prepend(node, make("span", id=name))
        elif _UNLIKELY.search(name) and node.tag != "a":
            node.attrs["class"] = f"{get(node, 'class')} content".strip()
    return write(body) if doubtful else html
