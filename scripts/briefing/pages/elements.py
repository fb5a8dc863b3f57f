"""What an element of a page may be, and may have. A rule is a generator; its docstring is the rule.

Rules look at the tree, because raw HTML, attribute lists, links and entities can all become script.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..html import OPEN, Node, classes, find_beside, normalise
from ..problems import nearest
from ..text import find_scheme, is_safe
from .allowed import ATTRIBUTES, CLASSES, ELEMENTS
from .tree import PageTree, TreeFault, find_first
from .vocabulary import BOXES, KINDS

# What is made from other pages stands in the place of such a comment.
SLOT = re.compile(r"<!-- briefing: (?P<view>[a-z]+)(?: (?P<part>[a-z0-9]+))? -->")

# What the parser puts around a page; they may have no attributes.
_FRAME = frozenset({"html", "head", "body"})
_ADDRESSES = frozenset({"href", "src", "cite"})
_LIST = re.compile(r"\{:?[ ]*(?P<text>[#.][\w-]++)[^{}]*+\}")
_LONGEST = 60  # characters that are quoted


def check_nodes(tree: PageTree) -> Iterator[TreeFault]:
    """Yield what is wrong with each element, text and comment of a page, in order."""
    for node in (tree.body.parent or tree.body).traverse(include_text=True):
        if node.is_element_node:
            yield from check_element(node, tree)
        elif node.is_text_node:
            yield from open_attributes(node, tree)
        elif node.is_comment_node:
            yield from broken_view(node)


def open_attributes(node: Node, tree: PageTree) -> Iterator[TreeFault]:
    """No attribute list is left as text, but in code."""
    match = _LIST.search(str(node.html))
    if match and not tree.is_code(node.parent or node):
        yield TreeFault(
            (match[0],),
            f"the attribute list at '{match['text']}' is shown as text",
            "open-attributes",
            "write it at the end of the last line of what it is about, or of a heading",
        )


def broken_view(node: Node) -> Iterator[TreeFault]:
    """A comment that calls the engine is a slot, and a block by itself."""
    text = str(node.html)
    if SLOT.fullmatch(text) and node.parent and node.parent.tag == "body":
        return
    call = re.match(r"<!--\s*(\w+)\s*:", text)
    if call and nearest(call[1], ["briefing"]):
        yield TreeFault(
            (text[:_LONGEST],),
            f"the slot '{text[:_LONGEST]}' is not read",
            "broken-view",
            "write <!-- briefing: name -->, on a line of its own between two empty ones",
        )


def check_element(node: Node, tree: PageTree) -> Iterator[TreeFault]:
    """Yield what is wrong with an element: with itself, or with its attributes and its classes."""
    faults = list(unsafe_element(node, tree))
    yield from faults
    if not faults:
        yield from _check_attributes(node, tree)
        yield from _check_classes(node, tree)


def unsafe_element(node: Node, tree: PageTree) -> Iterator[TreeFault]:
    """An element is one that authors can write or Markdown makes.

    `sub` stands in the title of a source alone.
    """
    is_title = node.tag == "sub" and tree.is_in_source(node)
    if not (node.tag in _FRAME or node.tag in ELEMENTS or is_title):
        yield TreeFault(
            (f"<{node.tag}",),
            f"the element <{node.tag}> is not taken",
            "unsafe-html",
            "write Markdown, or show it as code between backticks",
        )


@dataclass(frozen=True)
class Attribute:
    """An attribute of an element."""

    tag: str
    name: str
    value: str
    is_in_source: bool  # whether its element stands in the note of a source

    @cached_property
    def pattern(self) -> str | None:
        """What its value must fit; none where the element may not have it."""
        own = ATTRIBUTES.get(f"{self.tag} {self.name}")
        if own is not None:
            return own
        pattern = ATTRIBUTES.get(self.name)
        if pattern is None and self.name == "data-derived" and self.is_in_source:
            return ""
        return pattern


def _check_attributes(node: Node, tree: PageTree) -> Iterator[TreeFault]:
    for name, value in node.attributes.items():
        attribute = Attribute(str(node.tag), name, value or "", tree.is_in_source(node))
        yield from find_first(ATTRIBUTE_RULES, attribute)


def unsafe_address(attribute: Attribute) -> Iterator[TreeFault]:
    """An address leads to the web, to a mailbox, to a telephone, or into the site."""
    value = attribute.value
    if attribute.name in _ADDRESSES and not is_safe(value):
        yield TreeFault(
            (value[:_LONGEST], f"{find_scheme(value)}:"),
            f"the address '{normalise(value)[:_LONGEST]}' is not taken",
            "unsafe-address",
            "only http:, https: and mailto: are, and files of the site",
        )


def unclosed_tag(attribute: Attribute) -> Iterator[TreeFault]:
    """The last tag or comment of a page has an end: else it takes in what follows the page."""
    if (attribute.tag, attribute.name) == ("body", OPEN):
        hint = "close it, or show it as code between backticks"
        yield TreeFault(("<",), "a tag or a comment has no end", "unsafe-html", hint)


def unknown_attribute(attribute: Attribute) -> Iterator[TreeFault]:
    """An attribute is one that its element may have."""
    if attribute.tag in _FRAME or attribute.pattern is None:
        yield TreeFault(
            (attribute.name,),
            f"the attribute {attribute.name} is not taken",
            "unsafe-attribute",
            _suggest_attribute(attribute.name),
        )


def _suggest_attribute(name: str) -> str:
    if name in CLASSES:
        return f"write .{name}"
    if name.startswith("data-") or name in KINDS:
        return "what is said of a clause stands in its record, docs/records/"
    return "use a class or an id, which the style sheet knows"


def unsafe_value(attribute: Attribute) -> Iterator[TreeFault]:
    """An attribute says what it may, and holds no comment, where a slot would be filled."""
    name, value = attribute.name, attribute.value
    if "<!--" in value or not re.fullmatch(attribute.pattern or "", value, re.S):
        hint = "write a plain value"
        if name == "id":
            hint = "use letters, digits and hyphens"
        quoted = value[:_LONGEST]
        message = f"the attribute {name}={quoted!r} is not taken"
        yield TreeFault((quoted, name), message, "unsafe-attribute", hint)


# The rules for one attribute; what the first of them finds is said.
ATTRIBUTE_RULES = (unsafe_address, unclosed_tag, unknown_attribute, unsafe_value)


def _check_classes(node: Node, tree: PageTree) -> Iterator[TreeFault]:
    if node.tag == "details" or "admonition" in classes(node):  # a box: see `shapes.py`
        return
    for name in tree.list_own_classes(node):
        if not name.startswith("x-"):
            yield from misplaced_class(node, name)
            yield from unknown_class(node, name)


def misplaced_class(node: Node, name: str) -> Iterator[TreeFault]:
    """A class of authors stands on an element where it means something."""
    if name in CLASSES and node.tag not in CLASSES[name]:
        yield TreeFault(
            (f".{name}", name),
            f"the class '{name}' has no effect on <{node.tag}>",
            "class-place",
            f"it belongs to <{'> or <'.join(CLASSES[name])}>",
        )


def unknown_class(node: Node, name: str) -> Iterator[TreeFault]:
    """A class is known, or begins with `x-`; one of Markdown's has the shape that it makes."""
    if name in CLASSES or (name == "cite-affix" and _is_beside_marker(node)):
        return
    hint = nearest(name, CLASSES) or "begin the name of one of your own with x-"
    if name in {*KINDS, *BOXES, "added"}:
        hint = "what is said of a clause stands in its record, docs/records/"
    message = f"the class '{name}' is not taken"
    yield TreeFault((f".{name}", name), message, "unknown-class", hint)


def _is_beside_marker(node: Node) -> bool:
    return any(other is not None and other.tag == "sup" for other in find_beside(node))
