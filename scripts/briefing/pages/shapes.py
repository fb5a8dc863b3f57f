"""What the parts of a page look like when Markdown has made them as they are meant, and what has no effect.

Labels, the ledger, the book and the editions leave out what the engine says by itself, so words in the place of it
would be no words of the page. A rule is a generator over the body; its docstring is the rule.
"""

from collections.abc import Collection, Iterator
from itertools import takewhile

from ..html import HEADINGS, Node, classes, find_class, get, read
from .vocabulary import BOXES, ENDS, KINDS, NOTE_ID

PageFault = tuple[tuple[str, ...], str, str, str]
"""The words by which to find it in the text, the best first; message, code and hint."""
_OF_CLAIMS = "[data-event], [data-article], [data-check], [data-accept], .added, a." + ", a.".join(KINDS)


def check_shapes(body: Node, keys: Collection[str]) -> Iterator[PageFault]:
    """Yield what is wrong with boxes, notes and sections; `keys` are those of the sources whose notes a page has."""
    yield from _check_boxes(body)
    yield from _check_notes(body, keys)
    yield from _check_sections(body)


def check_claims(body: Node) -> Iterator[PageFault]:
    """What a list says of a claim, it says of a paragraph with a kind, or of a clause that stands directly in one."""
    for node in body.css(_OF_CLAIMS):
        holder = (node.parent or node) if node.tag == "a" else node
        if holder.tag != "p" or not find_class(KINDS, holder):
            name = get(holder, "id") or get(node, "id")
            yield ((f"#{name}", "data-"), f"'{name}' is no claim: its paragraph has no kind", "no-claim",
                   f"give the paragraph a kind, such as .{next(iter(KINDS))}")
    for node in body.css("em.kind"):
        words, kind = read(node), next((kind for kind in KINDS if f"is-{kind}" in classes(node)), "fact")
        if KINDS[kind] != words or f"is-{kind}" not in classes(node):
            yield ((f"*{words}*",), f"the kind '{words}' has the mark of another", "wrong-kind",
                   f"write *{KINDS[kind]}*{{ .kind .is-{kind} }}")


def check_whose(body: Node) -> Iterator[PageFault]:
    """A claim says which paragraph of the article it restates, or that it is added."""
    for node in body.css(", ".join(f"p.{kind}" for kind in KINDS)):
        clauses = [link for link in node.css("a[id]") if not link.first_child]
        for part in clauses or [node]:
            if not any(get(one, "data-article") or "added" in classes(one) for one in (part, node)):
                name = get(part, "id")
                yield ((f"#{name}",), f"'{name}' does not say whose it is", "whose-claim",
                       "write data-article=\"1\", the paragraph that it restates, or .added")


def _check_boxes(body: Node) -> Iterator[PageFault]:
    """A box is of a kind that is known, and has a title and a text."""
    for node in body.css("details, .admonition"):
        names = [name for name in classes(node) if name != "admonition"]
        name, title = " ".join(names), next(iter(node.iter()), None)
        words = (f"???{name}", f"???+{name}", f"!!!{name}")
        if name not in {*BOXES, "note"}:
            kind = next((name for name in names if name in BOXES), next(iter(BOXES)))
            yield (*words, "<details"), f"there is no box '{name}'", "unknown-box", f'write ??? {kind} "Its title"'
        elif title is None or read(title) == read(node):
            yield words, f"this box '{name}' has no text", "empty-box", "write it below the title, four spaces in"
        elif name in BOXES and read(title) in {"", name.capitalize()}:
            yield (words, f"this box '{name}' has no title", "box-without-title",
                   "write it behind the kind, between quotation marks")


def _check_notes(body: Node, keys: Collection[str]) -> Iterator[PageFault]:
    """Nothing is raised but the number of a note, and each note has a number that leads to it."""
    notes = {get(note, "id"): note for note in body.css("div.footnote > ol > li")}
    ours = {node.mem_id for key in keys if (note := notes.get(f"fn:{NOTE_ID.format(key)}")) for node in note.css("sup")}
    used = {get(node, "href").removeprefix("#") for node in body.css("sup > a.footnote-ref")}
    for node in body.css("sup"):
        link, words = node.first_child, read(node)
        is_marker = bool(link and "footnote-ref" in classes(link) and not link.next and words.isdecimal()
                         and get(link, "href").removeprefix("#") in notes)
        is_comma = words == "," and all(beside and (beside.css_first("a.footnote-ref") or "cite-affix" in
                                                    classes(beside)) for beside in find_both(node))
        if not (is_marker or is_comma or node.mem_id in ours):
            yield ((f"<sup>{words}", "<sup"), f"the raised '{words}' is not taken", "raised-text",
                   "write [^name] for a note, and else a character that is raised by itself, such as ²")
    for place in [place for place in notes if place not in used]:
        name = place.removeprefix("fn:")
        yield (f"[^{name}]:", "<li"), f"nothing refers to the footnote '{name}'", "unused-note", "delete it"


def _check_sections(body: Node) -> Iterator[PageFault]:
    """A page begins with its title, and what paper leaves out is a list."""
    above = takewhile(lambda node: node.tag not in HEADINGS, body.iter(include_text=True))
    for node in above if body.css_first(", ".join(HEADINGS)) else ():
        words = read(node) or (node.text_content or "").strip()
        if words or node.css_first("img"):
            yield ((words[:30] or "![", " ".join(words.split()[:2])), f"'{words[:30]}' stands above the first heading",
                   "above-heading", "move it below")
            break
    for heading in body.css(".screen-only"):
        below = find_beside(heading, "next")
        while below and below.tag not in {*HEADINGS, "div"}:
            if below.tag != "ul" and not find_class(ENDS, below):
                yield ((read(below)[:30],), "paper would leave this out, below a heading that is .screen-only",
                       "class-place", "write a list of links, or take the class away")
            below = find_beside(below, "next")


def find_beside(node: Node, way: str) -> Node | None:
    """Return the next element before or after a node (`prev`, `next`), where no words stand between the two."""
    other: Node | None = getattr(node, way)
    while other is not None and other.is_text_node and not (other.text_content or "").strip():
        other = getattr(other, way)
    return other


def find_both(node: Node) -> tuple[Node | None, Node | None]:
    """Return the elements on both sides of a node in the same way."""
    return find_beside(node, "prev"), find_beside(node, "next")
