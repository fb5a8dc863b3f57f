"""What a page must not hold: script, in any of its disguises, and addresses of programs.

The rules look at the tree of what Python-Markdown has made, because an author's text can become script in many
ways: raw HTML, attribute lists, links, entities. What is not known to be harmless is refused.
"""

import html
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain, islice

from ..addresses import find_scheme, is_safe
from ..html import OPEN, Node, normalise
from ..problems import Problem, nearest
from .document import Document
from .reserved import PageFault, check_claims, check_whose, find_reserved
from .rules import check_notes
from .slips import find_slips
from .vocabulary import CLASSES, DATA

_ELEMENTS = """
    a abbr article aside b bdi blockquote br caption cite code col colgroup dd details dfn div dl dt em figcaption
    figure footer h1 h2 h3 h4 h5 h6 header hr i img kbd li mark ol p pre samp section small span strong summary sup
    table tbody td tfoot th thead time tr u ul var wbr"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""Elements that an author can write, or Markdown makes. Those that make other words of the same letters are not among
them: what is struck out, inserted, lowered, turned round, or between quotation marks that are no characters."""
_ATTRIBUTES = """
    alt cite class colspan datetime height href hreflang id lang open rel rowspan scope span src style title width"""
ATTRIBUTES = frozenset({*_ATTRIBUTES.split(), *DATA, "data-derived"})
"""Attributes of theirs. None has a language of its own that a browser, pandoc or Typst would act on, says something
else to those who listen (`aria-…`), or numbers a list."""

_FRAME = {"html", "head", "body"}  # what the parser puts around a page; they may have no attributes
_ADDRESSES = {"href", "src", "cite"}
_SIZE = re.compile(r"[1-9]\d{1,3}")
_VALUES = {"id": re.compile(r"(?!notes$)[\w.-]+"), "data-aliases": re.compile(r"(?!notes$)[\w\s-]+"),
           "style": re.compile(r"text-align: (?:left|right|center);"), "width": _SIZE, "height": _SIZE,
           "data-article": re.compile(r"\d{1,4}")}
"""Attributes that may hold only some values. Python-Markdown writes styles into the cells of a table; the list of notes
has the id `notes`."""
_MADE_IDS = {"li": re.compile(r"fn:\S+"), "sup": re.compile(r"fnref\d*:\S+")}
"""Ids that Python-Markdown gives to notes and their markers."""
_DEEPEST = 200
"""How many elements may be inside each other: what reads a page goes down with them, and Python goes 1,000 deep."""
UNSAFE = frozenset({"unsafe-address", "unsafe-attribute", "unsafe-html"})
"""Codes of faults with which a page is not shown as HTML."""
_MOST = 20  # how many faults of a page are said at once
def check_tree(document: Document, body: Node, is_restating: bool = False) -> list[Problem]:
    """Return what a page may not hold. `body` is its tree from `html.parse`, before anything is changed in it.

    The line is the first in the text that has the words of the fault. `is_restating` says that there is an article, and
    so a claim says whose it is. What only follows from another fault is not said.
    """
    faults = list(find_faults(body))
    with suppress(RecursionError):  # deeper than what was just found to be too deep
        is_read = not any(chain(find_slips(document), check_notes(document)))
        faults += find_reserved(body, document.keys) if is_read else ()
        faults += check_claims(body) if is_read and not faults else ()
        faults += check_whose(body) if is_read and not faults and is_restating else ()
    return [Problem(document.path, _find_line(document, words), *fault)
            for words, *fault in islice(dict.fromkeys(faults), _MOST)]


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


def _check_attributes(element: str, attributes: Mapping[str, str | None]) -> Iterator[PageFault]:
    for name, given in attributes.items():
        value, rule = given or "", _MADE_IDS.get(element) if name == "id" else None
        rule = rule if rule and rule.fullmatch(value) else _VALUES.get(name)
        is_place = name != "style" or element in {"td", "th"}
        if name in _ADDRESSES and not is_safe(value):
            yield ((value[:60], f"{find_scheme(value)}:"), f"the address '{normalise(value)[:60]}' is not taken",
                   "unsafe-address", "only http:, https: and mailto: are, and files of the site")
        elif (element, name) == ("body", OPEN):
            yield (("<",), "a tag or a comment has no end", "unsafe-html",
                   "close it, or show it as code between backticks")
        elif element in _FRAME or name not in ATTRIBUTES or not is_place:
            yield ((name,), f"the attribute {name} is not taken", "unsafe-attribute", nearest(name, DATA) or (
                f"write .{name}" if name in CLASSES else "use a class or an id, which the style sheet knows"))
        elif "<!--" in value or (rule and not rule.fullmatch(value)):
            yield ((value[:60], name), f"the attribute {name}={value[:60]!r} is not taken", "unsafe-attribute",
                   "use letters, digits and hyphens" if "id" in name or "alias" in name else "write a plain value")


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
