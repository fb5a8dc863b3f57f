"""What protects a reader from a page: nothing on it runs, loads, frames, or leads elsewhere.

It looks at the tree, because raw HTML, attribute lists, links and entities can all become script.
"""

import re
from collections.abc import Iterator

from ..html import OPEN, Node, get, normalise, parse, write
from ..problems import Problem
from ..text import HIDDEN, find_scheme, is_safe
from .counts import COUNTED
from .document import SOURCE_NOTE, PageTree

# Codes of faults with which a page is not shown as HTML.
UNSAFE = frozenset({"unsafe-address", "unsafe-attribute", "unsafe-html"})
# What the parser puts around a page; they may have no attributes.
_FRAME = frozenset({"html", "head", "body"})
# Elements that mark up text. Those that make other words of the same letters are not among them:
# what is struck out, inserted, turned round, or between quotation marks that are no characters.
_MARKUP = (
    "a abbr article aside b bdi blockquote br caption cite code col colgroup data dd details dfn "
    "div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img kbd li mark ol p pre "
    "samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var "
    "wbr"
)
_ELEMENTS = _FRAME.union(_MARKUP.split())
_ADDRESSES = frozenset({"cite", "href", "src"})
_DESCRIBING = "alt class colspan height hreflang id lang open rel rowspan scope span title width"
ATTRIBUTES = _ADDRESSES.union(_DESCRIBING.split())
_ALIGNED = re.compile(r"text-align: (?:left|right|center);")  # as Python-Markdown writes it
_NAME = re.compile(r"[\w-]+|fn(?:ref\d*)?:[\w.-]+")
_ENTITY = re.compile(r"&#?\w+;?", re.A)
_LONGEST = 60  # characters that are quoted


def unsafe_markup(page: PageTree) -> Iterator[Problem]:
    """An element marks up text, and has what describes it; in the note of a source we say more."""
    notes = page.body.css(f"li[id^='{SOURCE_NOTE}'] [data-derived]")
    ours = {node.mem_id: {"data-derived"} for node in notes}
    for node in (page.body.parent or page.body).traverse():  # also what a parser puts around a page
        if not node.is_element_node:
            continue
        if node.tag in _ELEMENTS:
            for name in node.attributes.keys() - ours.get(node.mem_id, ()):
                yield from _check_attribute(node, name, get(node, name), page)
        else:
            message = f"the element <{node.tag}> is not taken"
            hint = "write Markdown, or show it as code between backticks"
            yield Problem(message, "unsafe-html", hint, line=page.find(f"<{node.tag}"))


def hidden_character(page: PageTree) -> Iterator[Problem]:
    """No entity writes a character that nobody sees: feeds and books cannot hold some."""
    for character in sorted(HIDDEN.intersection(write(page.body))):
        text = page.document.text
        if character in text:  # as it is, which another rule reports
            continue
        entities = (each for each in _ENTITY.finditer(text) if character in parse(each[0]).text())
        starts = (each.start() for each in entities)
        line = text.count("\n", 0, next(starts, 0)) + 1
        message = f"an entity writes a character that nobody sees, U+{ord(character):04X}"
        yield Problem(message, "hidden-character", "delete it", line=line)


def _check_attribute(node: Node, name: str, value: str, page: PageTree) -> Iterator[Problem]:
    """An address leads to the web, to a mailbox, or into the site; the last tag has an end."""
    if name in _ADDRESSES and not is_safe(value):
        message = f"the address '{normalise(value)[:_LONGEST]}' is not taken"
        hint = "only http:, https: and mailto: are, and files of the site"
        line = page.find(value[:_LONGEST], f"{find_scheme(value)}:")
        yield Problem(message, "unsafe-address", hint, line=line)
    elif (node.tag, name) == ("body", OPEN):  # it would take in what follows the page
        hint = "close it, or show it as code between backticks"
        line = page.find("<")
        yield Problem("a tag or a comment has no end", "unsafe-html", hint, line=line)
    elif not _is_plain(node, name, value):
        words = (value, name) if name == "id" else (name, value)
        message = f"the attribute {name} is not taken"
        yield Problem(message, "unsafe-attribute", _suggest(name), line=page.find(*words))


def _suggest(name: str) -> str:
    """Return what to write in the place of an attribute."""
    if name == "id":
        return "use letters, digits and hyphens"
    if name.startswith("data-"):
        return "what is said of a clause stands in its record, docs/records/"
    return "use a class or an id, which the style sheet knows"


def _is_plain(node: Node, name: str, value: str) -> bool:
    """Return whether an attribute only describes, and holds no comment, where a slot is filled."""
    if name == "style":
        return node.tag in {"td", "th"} and bool(_ALIGNED.fullmatch(value))
    if name == "value":
        return node.tag == COUNTED
    if name == "id" and not _NAME.fullmatch(value):  # it goes into addresses, here and elsewhere
        return False
    return name in ATTRIBUTES and node.tag not in _FRAME and "<!--" not in value
