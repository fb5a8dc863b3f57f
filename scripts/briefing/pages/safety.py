"""What a page must not hold: script, in any of its disguises, and addresses of programs.

The rules look at the HTML that Python-Markdown has made, with an HTML parser that follows the
standard (lexbor), because an author's text can become script in many ways: raw HTML, attribute
lists, links, entities. What is not known to be harmless is refused.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from ..addresses import find_scheme, is_safe
from ..cache import make_digest
from ..problems import Problem
from .document import Document

_ELEMENTS = """
    a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp rt ruby s samp section
    small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""Elements that an author can write, or Markdown makes."""

_FRAME = {"html", "head", "body"}
"""What the parser puts around a page; they may have no attributes."""
_ATTRIBUTES = """
    abbr alt cite class colspan datetime dir height href hreflang id lang open rel reversed role rowspan scope span
    src start style tabindex title type value width"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
_PREFIXES = ("data-", "aria-")
_FOREIGN = "data-md-"
"""Attributes on which Material's script acts."""
_ADDRESSES = {"href", "src", "cite"}
_STYLE = re.compile(r"text-align: (?:left|right|center);")
"""What Python-Markdown writes into the cells of a table."""
_ID = re.compile(r"[\w.:-]+")
_DEEPEST = 200
"""How many elements may be inside each other: what reads a page goes down with them, and Python goes 1,000 deep."""
_MOST = 20
"""How many faults of a page are said at once."""

Fault = tuple[str, str, str, tuple[str, ...]]
"""Code, message, hint, and the words by which to find it in the text, the best first."""


def check_html(document: Document, content: str) -> Iterator[Problem]:
    """A page holds no script, no frame, no form, no style, and no address but of the web, of mail and of the site.

    `content` is the HTML of the page. The line is the first in the text that has the words of the fault.
    """
    for code, message, hint, words in _list_faults(content):
        yield Problem(document.path, _find_line(document, words), message, code, hint)


@lru_cache(10_000)
def _list_faults(content: str) -> tuple[Fault, ...]:
    return tuple(islice(dict.fromkeys(_find_faults(content)), _MOST))


def _find_faults(content: str) -> Iterator[Fault]:
    end = f"data-{make_digest(content)}"
    root = LexborHTMLParser(f"<!doctype html><body>{content}<hr {end}>").root
    is_closed = False
    depths: dict[int, int] = {}
    for node in root.traverse() if root else ():
        name, attributes = node.tag or "", node.attributes
        depths[node.mem_id] = depth = 1 + (depths.get(node.parent.mem_id, 0) if node.parent else 0)
        if depth == _DEEPEST:
            yield "unsafe-html", f"an element is inside {_DEEPEST} others", "close some", (f"<{name}",)
        is_closed |= end in attributes
        if name in _FRAME or name in ELEMENTS:
            yield from _check_attributes(name, attributes)
        elif not name.startswith(("-", "!")):
            yield ("unsafe-html", f"the element <{name}> is not taken",
                   "write Markdown, or show it as code between backticks", (f"<{name}",))
    if not is_closed:
        yield "unsafe-html", "a tag or a comment has no end", "close it, or show it as code between backticks", ("<",)


def _check_attributes(element: str, attributes: Mapping[str, str | None]) -> Iterator[Fault]:
    for name, given in attributes.items():
        value = given or ""
        rule = _RULES.get(name)
        if name in _ADDRESSES and not is_safe(value):
            yield ("unsafe-address", f"the address '{' '.join(value.split())[:60]}' is not taken",
                   "only http:, https: and mailto: are, and files of the site", (value[:60], f"{find_scheme(value)}:"))
        elif element in _FRAME or not _is_known(name) or (rule and not rule(value)):
            said = f"{name}={value[:60]!r}" if rule else name
            yield ("unsafe-attribute", f"the attribute {said} is not taken",
                   "use a class or an id, which the style sheet knows", (value[:60], name) if rule else (name,))


_RULES: Mapping[str, Callable[[str], object]] = {
    "id": _ID.fullmatch, "style": _STYLE.fullmatch, "class": lambda value: "mermaid" not in value.split()}
"""Attributes that may hold only some values. Material fetches a program for `mermaid`."""


def _is_known(name: str) -> bool:
    return name in ATTRIBUTES or (name.startswith(_PREFIXES) and not name.startswith(_FOREIGN))


def _find_line(document: Document, words: tuple[str, ...]) -> int:
    """Give the first line that has some words, code left out if it can be; 1 where none has them."""
    for text in (document.masked, document.text):
        lines = [_fold(line) for line in text.split("\n")]
        for wanted in map(_fold, words):
            if found := [number for number, line in enumerate(lines, start=1) if wanted in line]:
                return found[0]
    return 1


def _fold(text: str) -> str:
    return "".join(character for character in html.unescape(text) if character > " ").lower()
