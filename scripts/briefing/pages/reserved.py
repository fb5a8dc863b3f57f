"""What in a page only the engine and Markdown may write, and what has no effect where it stands.

Labels, the ledger, the book and the editions leave out what the engine says by itself, so words in one of its elements
would be no words of the page. The rules look at the tree that Python-Markdown has made, before anything is added; what
Markdown makes is told by its shape. A rule is a generator over the body; its docstring is the rule.
"""

import re
from collections.abc import Collection, Iterator

from ..html import HEADINGS, Node, classes, find_class, get, read
from ..problems import nearest
from .vocabulary import BOXES, CLASSES, ENDS, KINDS, NOTE_ID

PageFault = tuple[tuple[str, ...], str, str, str]
"""The words by which to find it in the text, the best first; message, code and hint."""
_CODE = re.compile(r"highlight(?:table)?|filename|linenos|linenodiv|code|normal|language-.+")
_TOKEN = re.compile(r"[a-z]{1,3}\d?|l-[\w-]+")
"""Classes that superfences and Pygments give to code, and to what is in a `pre`."""
_LIST = re.compile(r"\{:?[ ]*(?P<text>[#.][\w-]+)[^{}]*\}")
SLOT = re.compile(r"<!-- briefing: (?P<view>[a-z]+)(?: (?P<part>[a-z0-9]+))? -->")
"""A comment in the place of which stands what is made from other pages."""
_CALL = re.compile(r"<!--\s*(?P<name>\w+)\s*:")
_OF_CLAIMS = "[data-event], [data-article], [data-check], [data-accept], .added, a." + ", a.".join(KINDS)


def find_reserved(body: Node, keys: Collection[str]) -> Iterator[PageFault]:
    """Yield what is wrong with a page by these rules; `keys` are those of the sources whose notes it has."""
    ours = {node.mem_id for key in keys for node in body.css(f"[id='fn:{NOTE_ID.format(key)}'] *")}
    yield from check_classes(body, ours)
    yield from check_notes(body, ours)
    for rule in (check_boxes, check_sections, check_texts):
        yield from rule(body)


def check_classes(body: Node, ours: Collection[int]) -> Iterator[PageFault]:
    """A class is an author's, on an element where it means something, or Markdown's, in the shape that it makes."""
    in_code = {node.mem_id for node in body.css("pre *")}
    for node in body.css("[class], [data-derived]"):
        if node.mem_id in ours:
            continue
        if "data-derived" in node.attributes:
            yield ("data-derived",), "the attribute data-derived is the engine's", "unsafe-attribute", "delete it"
        made = _find_made(node, body)
        for name in classes(node):
            if name in CLASSES and node.tag not in CLASSES[name]:
                yield ((f".{name}", name), f"the class '{name}' has no effect on <{node.tag}>", "class-place",
                       f"it belongs to {' or '.join(f'<{tag}>' for tag in CLASSES[name])}")
            elif not (name in CLASSES or name in made or name.startswith("x-") or _CODE.fullmatch(name)
                      or (node.mem_id in in_code and _TOKEN.fullmatch(name))):
                yield ((f".{name}", name), f"the class '{name}' is not taken", "unknown-class",
                       nearest(name, CLASSES) or "begin the name of one of your own with x-")


def _find_made(node: Node, body: Node) -> set[str]:
    """Return the classes that Markdown has given to an element, by its shape; `check_boxes` sees to those of boxes."""
    parent, words, target = node.parent or body, read(node), get(node, "href")
    if node.tag == "details" or "admonition" in classes(node):
        return {*classes(node)}
    shapes = {
        "headerlink": parent.tag in HEADINGS and not node.next and words == "#" and target == f"#{get(parent, 'id')}",
        "footnote": node.tag == "div" and parent.mem_id == body.mem_id and _find_beside(node, "next") is None,
        "footnote-ref": parent.tag == "sup",
        "footnote-backref": words == "↩" and target.startswith("#fnref"),
        "cite-affix": any(beside and beside.tag == "sup" for beside in map(_find_beside, [node] * 2, ("prev", "next"))),
        "admonition-title": "admonition" in classes(parent), "toc": node.tag == "div"}
    return {name for name, is_made in shapes.items() if is_made}


def check_claims(body: Node) -> Iterator[PageFault]:
    """What a list says of a claim, it says of a paragraph with a kind, or of a clause that stands directly in one."""
    for node in body.css(_OF_CLAIMS):
        holder = node.parent if node.tag == "a" else node
        if holder is None or holder.tag != "p" or not find_class(KINDS, holder):
            name = get(holder or node, "id") or get(node, "id")
            yield ((f"#{name}", "data-"), f"'{name}' is no claim: its paragraph has no kind", "no-claim",
                   f"give the paragraph a kind, such as .{next(iter(KINDS))}")
    for node in body.css("em.kind"):
        kind = next((kind for kind in KINDS if f"is-{kind}" in classes(node)), "")
        if KINDS.get(kind) != read(node):
            yield (f"*{read(node)}*",), f"the kind '{read(node)}' has the mark of another", "wrong-kind", \
                f"write *{KINDS.get(kind, 'Fact')}*{{ .kind .is-{kind or 'fact'} }}"


def check_whose(body: Node) -> Iterator[PageFault]:
    """A claim says which paragraph of the article it restates, or that it is added."""
    for node in body.css(", ".join(f"p.{kind}" for kind in KINDS)):
        clauses = [link for link in node.css("a[id]") if not link.first_child]
        for part in clauses or [node]:
            if not any(get(one, "data-article") or "added" in classes(one) for one in (part, node)):
                name = get(part, "id")
                yield ((f"#{name}",), f"'{name}' does not say whose it is", "whose-claim",
                       "write data-article=\"1\", the paragraph that it restates, or .added")


def check_boxes(body: Node) -> Iterator[PageFault]:
    """A box is of a kind that is known, and has a title and a text."""
    for node in body.css("details, .admonition"):
        names = [name for name in classes(node) if name != "admonition"]
        title = next(iter(node.iter()), None)
        words = tuple(f"{sign}{' '.join(names)}" for sign in ("???", "???+", "!!!"))
        if len(names) != 1 or names[0] not in {*BOXES, "note"}:
            yield ((*words, "<details"), f"there is no box '{' '.join(names)}'", "unknown-box",
                   f'write ??? {next((name for name in names if name in BOXES), next(iter(BOXES)))} "Its title"')
        elif title is None or read(title) == read(node):
            yield words, f"this box '{names[0]}' has no text", "empty-box", "write it below the title, four spaces in"
        elif names[0] in BOXES and read(title) in {"", names[0].capitalize()}:
            yield (words, f"this box '{names[0]}' has no title", "box-without-title",
                   "write it behind the kind, between quotation marks")


def check_notes(body: Node, ours: Collection[int]) -> Iterator[PageFault]:
    """Nothing is raised but the number of a note, and each note has a number that leads to it."""
    markers = {get(node, "href") for node in body.css("sup > a.footnote-ref")}
    for node in (node for node in body.css("sup") if node.mem_id not in ours):
        link = node.first_child
        is_marker = bool(link and "footnote-ref" in classes(link) and not link.next and read(link).isdecimal())
        is_comma = read(node) == "," and all(
            beside and (beside.css_first("a.footnote-ref") or "cite-affix" in classes(beside))
            for beside in map(_find_beside, [node] * 2, ("prev", "next")))
        if not (is_marker or is_comma):
            yield (f"<sup>{read(node)}", "<sup"), f"the raised '{read(node)}' is not taken", "raised-text", \
                "write a character that is raised by itself, such as ²"
    for note in body.css("div.footnote > ol > li"):
        if f"#{get(note, 'id')}" not in markers:
            name = get(note, "id").removeprefix("fn:")
            yield (f"[^{name}]:", "<li"), f"nothing refers to the footnote '{name}'", "unused-note", "delete it"
    notes = {f"#{get(note, 'id')}" for note in body.css("div.footnote > ol > li")}
    for place in sorted(markers - notes):
        yield ((place, f"[^{place.removeprefix('#fn:')}]"), f"the marker of '{place}' is not taken", "raised-text",
               "write [^name] or [@key]")


def check_sections(body: Node) -> Iterator[PageFault]:
    """A page begins with its title, and what paper leaves out is a list."""
    first = body.css_first(", ".join(sorted(HEADINGS)))
    for node in body.iter(include_text=True) if first else ():
        if node.tag in HEADINGS:
            break
        words = read(node) or (node.text_content or "").strip()
        if not node.is_comment_node and (words or node.css_first("img")):
            yield ((words[:30] or "![", " ".join(words.split()[:2])), f"'{words[:30]}' stands above the first heading",
                   "above-heading", "move it below")
            break
    for heading in body.css(".screen-only"):
        below = _find_beside(heading, "next")
        while below and below.tag not in {*HEADINGS, "div"}:
            if below.tag != "ul" and not find_class(ENDS, below):
                yield ((read(below)[:30],), "paper would leave this out, below a heading that is .screen-only",
                       "class-place", "write a list of links, or take the class away")
            below = _find_beside(below, "next")


def check_texts(body: Node) -> Iterator[PageFault]:
    """A slot is a block by itself, and no attribute list is left over as text."""
    in_code = {node.mem_id for node in body.css("code, code *, pre, pre *")}
    for node in body.traverse(include_text=True):
        text, parent = "" if node.is_element_node else str(node.html), node.parent or body
        if node.is_comment_node and (call := _CALL.match(text)) and nearest(call["name"], ["briefing"]) and not (
                SLOT.fullmatch(text) and parent.mem_id == body.mem_id):
            yield ((text[:60],), f"the slot '{text[:60]}' is not read", "broken-view",
                   "write <!-- briefing: name -->, on a line of its own between two empty ones")
        elif node.is_text_node and parent.mem_id not in in_code and (found := _LIST.search(text)):
            yield ((found[0],), f"the attribute list at '{found['text']}' is shown as text", "open-attributes",
                   "write it at the end of the last line of what it is about, or of a heading")


def _find_beside(node: Node, way: str) -> Node | None:
    """Return the next element before or after a node (`prev`, `next`), where no words stand between the two."""
    other: Node | None = getattr(node, way)
    while other is not None and other.is_text_node and not (other.text_content or "").strip():
        other = getattr(other, way)
    return other
