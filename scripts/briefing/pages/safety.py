"""What a page may hold: what is known to be harmless (`allowed.yml`), in the shape that Markdown gives it. Rules look
at the tree, because raw HTML, attribute lists, links and entities can all become script. What only the engine may write
is refused: labels, ledger, book and editions leave it out; words in its place were none of a page."""

import re
from collections.abc import Collection, Iterator
from html import unescape
from itertools import chain, islice, takewhile

from ..html import HEADINGS, OPEN, Node, classes, find_beside, find_class, get, normalise, read
from ..problems import Problem, nearest, say
from ..text import find_scheme, is_safe
from .document import Document
from .rules import check_notes, find_refused
from .vocabulary import ALLOWED, BOXES, CLASSES, ENDS, KINDS, NOTE_ID, REFUSED

PageFault = tuple[
    tuple[str, ...], str, str, str
]  # words to find its line by, the best first; message, code and hint
SLOT = re.compile(
    r"<!-- briefing: (?P<view>[a-z]+)(?: (?P<part>[a-z0-9]+))? -->"
)  # for what is made from other pages
UNSAFE = frozenset(
    {"unsafe-address", "unsafe-attribute", "unsafe-html"}
)  # with one, a page is not shown as HTML
_ELEMENTS, _ATTRIBUTES = frozenset(ALLOWED["elements"].split()), ALLOWED["attributes"]
_FRAME = frozenset(
    {"html", "head", "body"}
)  # what the parser puts around a page; they may have no attributes
_LIST = re.compile(r"\{:?[ ]*(?P<text>[#.][\w-]++)[^{}]*+\}")
_DEEPEST = 200  # what reads a page goes down with its elements, and Python goes 1,000 deep
_KIND, _SAID = (
    f":is(.{', .'.join(KINDS)})",
    "[data-event], [data-article], [data-check], [data-accept], .added",
)
_PARTS = {
    "kind": _KIND,
    "said": _SAID,
    "clause": f"a:is({_SAID}, {_KIND})",
    "own": ":not([data-article], .added)",
}


def check_tree(document: Document, body: Node, is_restating: bool = False) -> list[Problem]:
    """Return what a page may not hold, each at the first line that has its words; what only follows from another fault
    is left out. `body` is its tree from `html.parse`, still unchanged; `is_restating` says that there is an article."""
    if deep := body.css_first(" > ".join("*" * (_DEEPEST + 1))):
        return [
            Problem(
                document.path,
                _find_line(document, (f"<{deep.tag}",)),
                *say("unsafe-html/deep", _DEEPEST),
            )
        ]
    ours = {
        node.mem_id
        for note in body.css(".footnote > ol > li")
        for node in note.css("li *")
        if get(note, "id") in map(f"fn:{NOTE_ID}".format, document.keys)
    }
    is_read = not any(chain(find_refused("slips", document.masked), check_notes(document)))
    found = chain(_check_nodes(body, ours), _check_asides(body, ours), _check_sections(body))
    faults = [fault for fault in found if is_read or fault[2] in UNSAFE]
    faults += _check_claims(body, is_restating) if is_read and not faults else ()
    return [
        Problem(document.path, _find_line(document, words), *fault)
        for words, *fault in islice(dict.fromkeys(faults), 20)
    ]  # more at once would help nobody


def _check_nodes(body: Node, ours: Collection[int]) -> Iterator[PageFault]:
    """A page holds nothing but what is known, a slot is a block by itself, and no attribute list is left as text."""
    code, pre = (
        {node.mem_id for node in body.css(names)} for names in ("code, code *, pre, pre *", "pre *")
    )
    made = {
        (name, node.mem_id)
        for name, (place, words) in ALLOWED["made"].items()
        for node in body.css(f"{place}.{name}")
        if words in {"", read(node)}
    }
    for node in (body.parent or body).traverse(include_text=True):
        text, above = str(node.html) if not node.is_element_node else "", node.parent or node
        if node.tag in _FRAME | _ELEMENTS or (
            node.tag == "sub" and node.mem_id in ours
        ):  # in the title of a source
            is_ours, code_class = (
                node.mem_id in ours,
                ALLOWED["tokens"] if node.mem_id in pre else ALLOWED["code"],
            )
            names = (
                []
                if is_ours
                else [name for name in classes(node) if (name, node.mem_id) not in made]
            )
            yield from _check_element(
                node, is_ours, [name for name in names if not re.fullmatch(code_class, name)]
            )
        elif node.is_element_node:
            yield (f"<{node.tag}",), *say("unsafe-html/element", node.tag)
        elif node.is_text_node and above.mem_id not in code and (found := _LIST.search(text)):
            yield (found[0],), *say("open-attributes", found["text"])
        elif (
            node.is_comment_node
            and not (SLOT.fullmatch(text) and above.tag == "body")
            and (call := re.match(r"<!--\s*(\w+)\s*:", text))
            and nearest(call[1], ["briefing"])
        ):
            yield (text[:60],), *say("broken-view", text[:60])


def _check_element(node: Node, is_ours: bool, names: Collection[str]) -> Iterator[PageFault]:
    """An attribute says what it may, on an element that may have it. A class is an author's, on an element where it
    means something, or Markdown's, in the shape that it makes; `names` are those that are not Markdown's."""
    for name, given in node.attributes.items():
        value, pattern = given or "", _ATTRIBUTES.get(f"{node.tag} {name}", _ATTRIBUTES.get(name))
        if name in {"href", "src", "cite"} and not is_safe(value):
            yield (
                (value[:60], f"{find_scheme(value)}:"),
                *say("unsafe-address", normalise(value)[:60]),
            )
        elif (node.tag, name) == ("body", OPEN):
            yield ("<",), *say("unsafe-html/open")
        elif node.tag in _FRAME or (pattern is None and (name != "data-derived" or not is_ours)):
            right = (
                f"write .{name}"
                if name in CLASSES
                else nearest(name, [key for key in _ATTRIBUTES if "-" in key])
            )
            yield (name,), *say("unsafe-attribute/name", name, hint=right)
        elif "<!--" in value or not re.fullmatch(pattern or "", value, re.S):
            form = "id" if name in {"id", "data-aliases"} else "value"
            yield (value[:60], name), *say(f"unsafe-attribute/{form}", name, value[:60])
    is_box = node.tag == "details" or "admonition" in classes(node)  # see _check_asides
    for name in [name for name in names if not (is_box or name.startswith("x-"))]:
        if name in CLASSES and node.tag not in CLASSES[name]:
            yield (
                (f".{name}", name),
                *say("class-place/element", name, node.tag, "> or <".join(CLASSES[name])),
            )
        elif name not in CLASSES and (
            name != "cite-affix"
            or all(beside is None or beside.tag != "sup" for beside in find_beside(node))
        ):
            yield (f".{name}", name), *say("unknown-class", name, hint=nearest(name, CLASSES))


def _check_asides(body: Node, ours: Collection[int]) -> Iterator[PageFault]:
    """A box is of a known kind, with a title and a text. Only numbers of notes are raised, and each note has one."""
    for node in body.css("details, .admonition"):
        name = " ".join(name for name in classes(node) if name != "admonition")
        title = next(iter(node.iter()), None)
        fault = (
            "unknown-box"
            if name not in {*BOXES, "note"}
            else "empty-box"
            if title is None or read(title) == read(node)
            else "box-without-title"
            if name in BOXES and read(title) in {"", name.capitalize()}
            else ""
        )
        if fault:
            yield (f"???{name}", f"???+{name}", f"!!!{name}", "<details"), *say(fault, name)
    notes = [get(note, "id") for note in body.css("div.footnote > ol > li")]
    used = {get(node, "href").removeprefix("#") for node in body.css("sup > a.footnote-ref")}
    for node in body.css("sup"):
        link, words = node.css_first("a.footnote-ref:only-child"), read(node)
        is_marker = (
            link
            and words.isdecimal()
            and words == read(link)
            and get(link, "href").removeprefix("#") in notes
        )
        is_comma = words == "," and all(
            beside and (beside.css_first("a.footnote-ref") or find_class(["cite-affix"], beside))
            for beside in find_beside(node)
        )
        if not (is_marker or is_comma or node.mem_id in ours):
            yield (f"<sup>{words}", "<sup"), *say("raised-text", words)
    for name in [place.removeprefix("fn:") for place in notes if place not in used]:
        yield (f"[^{name}]:", "<li"), *say("unused-note", name)


def _check_sections(body: Node) -> Iterator[PageFault]:
    """A page begins with its title, and what paper leaves out is a list."""
    above = takewhile(lambda node: node.tag not in HEADINGS, body.iter(include_text=True))
    told = [read(node)[:30] for node in above if read(node) or node.css_first("img")]
    for words in told[:1] if body.css_first(", ".join(HEADINGS)) else ():
        yield (words or "![", " ".join(words.split()[:2])), *say("above-heading", words)
    for heading in body.css(".screen-only"):
        below = heading.next
        while below and below.tag not in {*HEADINGS, "div"}:
            if str(below.html).strip() and below.tag != "ul" and not find_class(ENDS, below):
                yield (read(below)[:30],), *say("class-place/paper")
            below = below.next


def _check_claims(body: Node, is_restating: bool) -> Iterator[PageFault]:
    for row in (*REFUSED["claims"], *(REFUSED["article"] if is_restating else ())):
        for node in body.css(row["selector"].format_map(_PARTS)):
            name = get(node, "id")
            yield (f"#{name}", "data-"), row["message"].format(name), row["code"], row["hint"]
    for node in body.css("em.kind"):
        words, kind = (
            read(node),
            next((kind for kind in KINDS if f"is-{kind}" in classes(node)), "fact"),
        )
        if KINDS[kind] != words or f"is-{kind}" not in classes(node):
            yield (
                (f"*{words}*",),
                *say("wrong-kind", words, hint=f"write *{KINDS[kind]}*{{ .kind .is-{kind} }}"),
            )


def _find_line(document: Document, words: tuple[str, ...]) -> int:
    """Return the first line that has some words, code left out if it can be; 1 where none has them."""
    masked, text, wanted = (
        [re.sub(r"[\0- ]", "", unescape(line)).lower() for line in lines]
        for lines in (document.masked.split("\n"), document.text.split("\n"), words)
    )
    return next(
        (
            number
            for lines in (masked, text)
            for word in wanted
            for number, line in enumerate(lines, start=1)
            if word in line
        ),
        1,
    )
