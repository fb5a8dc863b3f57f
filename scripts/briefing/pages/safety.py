"""What a page may hold: elements, attributes, classes and addresses that are known to be harmless (`allowed.yml`).

The rules look at the tree of what Python-Markdown has made, because an author's text can become script in many
ways: raw HTML, attribute lists, links, entities. What only the engine may write is refused from authors.
"""

import html
import re
from collections.abc import Collection, Iterator
from itertools import chain, islice

from ..addresses import find_scheme, is_safe
from ..html import HEADINGS, OPEN, Node, classes, get, normalise, read
from ..problems import Problem, nearest
from .document import Document
from .rules import check_notes
from .shapes import PageFault, check_claims, check_shapes, check_whose, find_beside, find_both
from .slips import find_slips
from .vocabulary import ALLOWED, CLASSES, DATA, NOTE_ID

SLOT = re.compile(r"<!-- briefing: (?P<view>[a-z]+)(?: (?P<part>[a-z0-9]+))? -->")
"""A comment in the place of which stands what is made from other pages."""
UNSAFE = frozenset({"unsafe-address", "unsafe-attribute", "unsafe-html"})
"""Codes of faults with which a page is not shown as HTML."""
_ELEMENTS, _ATTRIBUTES = frozenset(ALLOWED["elements"].split()), ALLOWED["attributes"]
_ADDRESSES = frozenset({"href", "src", "cite"})
_CODE, _TOKEN = ALLOWED["code"], ALLOWED["tokens"]
_FRAME = frozenset({"html", "head", "body"})  # what the parser puts around a page; they may have no attributes
_CALL = re.compile(r"<!--\s*(?P<name>\w+)\s*:")
_LIST = re.compile(r"\{:?[ ]*(?P<text>[#.][\w-]++)[^{}]*+\}")
_DEEPEST = 200  # what reads a page goes down with its elements, and Python goes 1,000 deep
_MOST = 20  # faults of a page that are said at once


def check_tree(document: Document, body: Node, is_restating: bool = False) -> list[Problem]:
    """Return what a page may not hold. `body` is its tree from `html.parse`, before anything is changed in it.

    The line is the first in the text that has the words of the fault. `is_restating` says that there is an article, and
    so a claim says whose it is. What only follows from another fault is not said.
    """
    placed = list(_place_nodes(body, document.keys))
    if len(placed[-1][1]) == _DEEPEST:
        return [Problem(document.path, _find_line(document, (f"<{placed[-1][0].tag}",)),
                        f"an element is inside {_DEEPEST} others", "unsafe-html", "close some")]
    is_read = not any(chain(find_slips(document), check_notes(document)))
    faults = [fault for node in placed for fault in _check_node(*node) if is_read or fault[2] in UNSAFE]
    faults += check_shapes(body, document.keys) if is_read else ()
    faults += check_claims(body) if is_read and not faults else ()
    faults += check_whose(body) if is_read and not faults and is_restating else ()
    return [Problem(document.path, _find_line(document, words), *fault)
            for words, *fault in islice(dict.fromkeys(faults), _MOST)]


def _place_nodes(body: Node, keys: Collection[str]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Yield every node of a page with the elements that it is in, from the outermost; `note` is one of ours."""
    notes, paths = {f"fn:{NOTE_ID.format(key)}" for key in keys}, dict[int, tuple[str, ...]]()
    for node in (body.parent or body).traverse(include_text=True):
        above = paths.get(node.parent.mem_id, ()) if node.parent else ()
        is_note = above[-2:] == ("footnote", "ol") and get(node, "id") in notes
        name = "note" if is_note else "footnote" if "footnote" in classes(node) else node.tag or ""
        paths[node.mem_id] = (*above, name)
        yield node, above
        if len(above) == _DEEPEST:
            return


def _check_node(node: Node, above: tuple[str, ...]) -> Iterator[PageFault]:
    """A page holds nothing but what is known."""
    if not node.is_element_node:
        yield from _check_text(node, above)
    elif node.tag in _FRAME or node.tag in _ELEMENTS:
        yield from _check_attributes(node, above)
        yield from _check_classes(node, above)
    else:
        yield ((f"<{node.tag}",), f"the element <{node.tag}> is not taken", "unsafe-html",
               "write Markdown, or show it as code between backticks")


def _check_text(node: Node, above: tuple[str, ...]) -> Iterator[PageFault]:
    """A slot is a block by itself, and no attribute list is left over as text."""
    text = str(node.html)
    if node.is_comment_node and (call := _CALL.match(text)) and nearest(call["name"], ["briefing"]) and not (
            SLOT.fullmatch(text) and above == ("html", "body")):
        yield ((text[:60],), f"the slot '{text[:60]}' is not read", "broken-view",
               "write <!-- briefing: name -->, on a line of its own between two empty ones")
    elif node.is_text_node and not {"code", "pre"} & {*above} and (found := _LIST.search(text)):
        yield ((found[0],), f"the attribute list at '{found['text']}' is shown as text", "open-attributes",
               "write it at the end of the last line of what it is about, or of a heading")


def _check_attributes(node: Node, above: tuple[str, ...]) -> Iterator[PageFault]:
    """An attribute says what it may, on an element that may have it."""
    for name, given in node.attributes.items():
        value, pattern = given or "", _ATTRIBUTES.get(f"{node.tag} {name}", _ATTRIBUTES.get(name))
        if name in _ADDRESSES and not is_safe(value):
            yield ((value[:60], f"{find_scheme(value)}:"), f"the address '{normalise(value)[:60]}' is not taken",
                   "unsafe-address", "only http:, https: and mailto: are, and files of the site")
        elif (node.tag, name) == ("body", OPEN):
            yield (("<",), "a tag or a comment has no end", "unsafe-html",
                   "close it, or show it as code between backticks")
        elif node.tag in _FRAME or (pattern is None and (name != "data-derived" or "note" not in above)):
            yield ((name,), f"the attribute {name} is not taken", "unsafe-attribute", nearest(name, DATA) or (
                f"write .{name}" if name in CLASSES else "use a class or an id, which the style sheet knows"))
        elif "<!--" in value or not re.fullmatch(pattern or "", value, re.S):
            yield ((value[:60], name), f"the attribute {name}={value[:60]!r} is not taken", "unsafe-attribute",
                   "use letters, digits and hyphens" if "id" in name or "alias" in name else "write a plain value")


def _check_classes(node: Node, above: tuple[str, ...]) -> Iterator[PageFault]:
    """A class is an author's, on an element where it means something, or Markdown's, in the shape that it makes."""
    for name in classes(node) if "note" not in above else ():
        if name in CLASSES and node.tag not in CLASSES[name]:
            yield ((f".{name}", name), f"the class '{name}' has no effect on <{node.tag}>", "class-place",
                   f"it belongs to {' or '.join(f'<{tag}>' for tag in CLASSES[name])}")
        elif not (name in CLASSES or name.startswith("x-") or _is_made(name, node, above)):
            yield ((f".{name}", name), f"the class '{name}' is not taken", "unknown-class",
                   nearest(name, CLASSES) or "begin the name of one of your own with x-")


def _is_made(name: str, node: Node, above: tuple[str, ...]) -> bool:
    """Return whether Markdown has given a class to an element, by its shape; `shapes.py` sees to those of boxes."""
    parent, target = node.parent or node, get(node, "href")
    shapes = {
        "headerlink": parent.tag in HEADINGS and not node.next and read(node) == "#" and (
            target == f"#{get(parent, 'id')}"),
        "footnote": node.tag == "div" and above == ("html", "body") and find_beside(node, "next") is None,
        "footnote-ref": parent.tag == "sup", "toc": node.tag == "div",
        "footnote-backref": read(node) == "↩" and target.startswith("#fnref"),
        "cite-affix": any(beside and beside.tag == "sup" for beside in find_both(node)),
        "admonition-title": "admonition" in classes(parent)}
    return shapes.get(name, False) or node.tag == "details" or "admonition" in classes(node) or bool(
        re.fullmatch(_CODE, name) or ("pre" in above and re.fullmatch(_TOKEN, name)))


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
