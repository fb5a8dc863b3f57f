"""What protects a reader from a page: nothing on it runs, loads, frames, or leads elsewhere.

Rules look at the tree, because raw HTML, attribute lists, links and entities can all become script.
"""

import re
from collections.abc import Collection, Iterator

from ..html import OPEN, Node, normalise
from ..problems import Problem
from ..text import find_scheme, is_safe
from .claim_places import check_anchors
from .document import Document
from .rules import is_read
from .shapes import (
    above_heading,
    broken_view,
    check_boxes,
    left_out_on_paper,
    open_attributes,
    open_citation,
    raised_text,
    unused_note,
)
from .tree import SLOT, PageTree, TreeFault, find_line

__all__ = ["SLOT", "UNSAFE", "check_tree"]

# Codes of faults with which a page is not shown as HTML.
UNSAFE = frozenset({"unsafe-address", "unsafe-attribute", "unsafe-html"})
# What the parser puts around a page; they may have no attributes.
_FRAME = frozenset({"html", "head", "body"})
# Elements that mark up text. Those that make other words of the same letters are not among them:
# what is struck out, inserted, turned round, or between quotation marks that are no characters.
_MARKUP = (
    "a abbr article aside b bdi blockquote br caption cite code col colgroup dd details dfn div dl "
    "dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img kbd li mark ol p pre samp "
    "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"
)
_ELEMENTS = _FRAME.union(_MARKUP.split())
_ADDRESSES = frozenset({"cite", "href", "src"})
_DESCRIBING = "alt class colspan height hreflang id lang open rel rowspan scope span title width"
_ATTRIBUTES = _ADDRESSES.union(_DESCRIBING.split())
_ALIGNED = re.compile(r"text-align: (?:left|right|center);")  # as Python-Markdown writes it
_NAME = re.compile(r"[\w.:-]+")
_LONGEST = 60  # characters that are quoted


def unsafe_node(tree: PageTree) -> Iterator[TreeFault]:
    """An element marks up text, and has what describes it."""
    for node in (tree.body.parent or tree.body).traverse():
        if node.tag in _ELEMENTS:
            for name, value in node.attributes.items():
                yield from _check_attribute(node, name, value or "", tree)
        elif node.is_element_node:
            message = f"the element <{node.tag}> is not taken"
            hint = "write Markdown, or show it as code between backticks"
            yield TreeFault((f"<{node.tag}",), message, "unsafe-html", hint)


def _check_attribute(node: Node, name: str, value: str, tree: PageTree) -> Iterator[TreeFault]:
    """An address leads to the web, to a mailbox, or into the site; the last tag has an end."""
    if name in _ADDRESSES and not is_safe(value):
        message = f"the address '{normalise(value)[:_LONGEST]}' is not taken"
        hint = "only http:, https: and mailto: are, and files of the site"
        words = (value[:_LONGEST], f"{find_scheme(value)}:")
        yield TreeFault(words, message, "unsafe-address", hint)
    elif (node.tag, name) == ("body", OPEN):  # it would take in what follows the page
        hint = "close it, or show it as code between backticks"
        yield TreeFault(("<",), "a tag or a comment has no end", "unsafe-html", hint)
    elif not _is_plain(node, name, value, tree):
        words = (value, name) if name == "id" else (name, value)
        message = f"the attribute {name} is not taken"
        yield TreeFault(words, message, "unsafe-attribute", _suggest(name))


def _suggest(name: str) -> str:
    """Return what to write in the place of an attribute."""
    if name == "id":
        return "use letters, digits and hyphens"
    if name.startswith("data-"):
        return "what is said of a clause stands in its record, docs/records/"
    return "use a class or an id, which the style sheet knows"


def _is_plain(node: Node, name: str, value: str, tree: PageTree) -> bool:
    """Return whether an attribute only describes, and holds no comment, where a slot is filled."""
    if name == "style":
        return node.tag in {"td", "th"} and bool(_ALIGNED.fullmatch(value))
    if name == "id" and not _NAME.fullmatch(value):  # it goes into addresses, here and elsewhere
        return False
    if name == "data-derived":
        return tree.is_in_source(node)
    return name in _ATTRIBUTES and node.tag not in _FRAME and "<!--" not in value


# The rules for a page, in the order in which their faults are said.
RULES = (
    unsafe_node,
    open_attributes,
    open_citation,
    broken_view,
    check_boxes,
    raised_text,
    unused_note,
    above_heading,
    left_out_on_paper,
)


def check_tree(document: Document, body: Node, known: Collection[str] = ()) -> list[Problem]:
    """Return what a page may not hold, each at the first line that has its words.

    What only follows from another fault is left out. `body` is its tree from `html.parse`, still
    unchanged, and `known` are the citation keys of all sources.
    """
    problems = []
    for words, message, code, hint in dict.fromkeys(_find_faults(PageTree(body, document, known))):
        line = find_line(document, words)
        problems.append(Problem(message, code, hint).at(document.path, line))
    return problems


def _find_faults(tree: PageTree) -> list[TreeFault]:
    """Return the faults of a page; of one that Markdown does not read, only the unsafe ones."""
    faults = [fault for rule in RULES for fault in rule(tree)]
    if not is_read(tree.document):
        return [fault for fault in faults if fault.code in UNSAFE]
    return faults or list(check_anchors(tree))
