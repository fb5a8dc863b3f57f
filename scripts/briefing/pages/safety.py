"""What a page must not hold: script, in any of its disguises, and addresses of programs.

The rules look at the tree of what Python-Markdown has made, because an author's text can become script in many
ways: raw HTML, attribute lists, links, entities. What is not known to be harmless is refused.
"""

import html
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from ..addresses import find_scheme, is_safe
from ..html import OPEN, Node, normalise
from ..problems import Problem
from .document import Document

_ELEMENTS = """
    a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp rt ruby s samp section
    small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""Elements that an author can write, or Markdown makes."""
_ATTRIBUTES = """
    abbr alt cite class colspan datetime dir height href hreflang id lang open rel reversed role rowspan scope span
    src start style tabindex title type value width"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
"""Attributes of theirs, beside those that begin with `data-` or `aria-`."""

_FRAME = {"html", "head", "body"}
"""What the parser puts around a page; they may have no attributes."""
_ADDRESSES = {"href", "src", "cite"}
_VALUES = {"id": re.compile(r"[\w.:-]+"), "data-aliases": re.compile(r"[\w.:\s-]+"),
           "style": re.compile(r"text-align: (?:left|right|center);"),
           "class": re.compile(r"(?!(?:.*\s)?mermaid(?:\s|$)).*", re.S)}
"""Attributes that may hold only some values. Python-Markdown writes styles into the cells of a table; for `mermaid`
Material fetches a program, and on attributes that begin with `data-md-` its script acts."""
_DEEPEST = 200
"""How many elements may be inside each other: what reads a page goes down with them, and Python goes 1,000 deep."""
_MOST = 20
"""How many faults of a page are said at once."""
PageFault = tuple[tuple[str, ...], str, str, str]
"""The words by which to find it in the text, the best first; message, code and hint."""


def check_tree(document: Document, body: Node) -> list[Problem]:
    """Return what a page may not hold. `body` is its tree from `html.parse`, before anything is changed in it.

    The line is the first in the text that has the words of the fault.
    """
    faults = islice(dict.fromkeys(find_faults(body)), _MOST)
    return [Problem(document.path, _find_line(document, words), *fault) for words, *fault in faults]


def find_faults(body: Node) -> Iterator[PageFault]:
    """A page holds no script, no frame, no form, no style, and no address but of the web, of mail and of the site."""
    depths: dict[int, int] = {}
    for node in (body.parent or body).traverse():
        name = node.tag or ""
        depths[node.mem_id] = depth = 1 + (depths.get(node.parent.mem_id, 0) if node.parent else 0)
        if depth == _DEEPEST:
            yield (f"<{name}",), f"an element is inside {_DEEPEST} others", "unsafe-html", "close some"
        if name in _FRAME or name in ELEMENTS:
            yield from _check_attributes(name, node.attributes)
        elif node.is_element_node:
            yield ((f"<{name}",), f"the element <{name}> is not taken", "unsafe-html",
                   "write Markdown, or show it as code between backticks")
    if OPEN in body.attributes:
        yield (("<",), "a tag or a comment has no end", "unsafe-html",
               "close it, or show it as code between backticks")


def _check_attributes(element: str, attributes: Mapping[str, str | None]) -> Iterator[PageFault]:
    for name, given in attributes.items():
        value, rule = given or "", _VALUES.get(name)
        is_known = name in ATTRIBUTES or (name.startswith(("data-", "aria-")) and not name.startswith("data-md-"))
        if name in _ADDRESSES and not is_safe(value):
            yield ((value[:60], f"{find_scheme(value)}:"), f"the address '{normalise(value)[:60]}' is not taken",
                   "unsafe-address", "only http:, https: and mailto: are, and files of the site")
        elif (element in _FRAME and name != OPEN) or not is_known or (rule and not rule.fullmatch(value)):
            said = f"{name}={value[:60]!r}" if rule else name
            yield ((value[:60], name) if rule else (name,), f"the attribute {said} is not taken", "unsafe-attribute",
                   "use a class or an id, which the style sheet knows")


def _find_line(document: Document, words: tuple[str, ...]) -> int:
    """Return the first line that has some words, code left out if it can be; 1 where none has them."""
    for text in (document.masked, document.text):
        lines = [_fold(line) for line in text.split("\n")]
        for wanted in map(_fold, words):
            if found := [number for number, line in enumerate(lines, start=1) if wanted in line]:
                return found[0]
    return 1


def _fold(text: str) -> str:
    return "".join(character for character in html.unescape(text) if character > " ").lower()
