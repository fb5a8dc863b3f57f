"""What attribute lists, slots, boxes, raised text, notes and headings of a page must be.

A rule is a generator; its docstring is the rule.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from ..html import HEADINGS, Node, classes, find_beside, find_class, get, read
from ..problems import nearest
from .tree import SLOT, PageTree, TreeFault, find_first
from .vocabulary import BOXES, ENDS

_LIST = re.compile(r"\{:?[ ]*(?P<text>[#.][\w-]++)[^{}]*+\}")
# A citation that is no group: what stands in a bracket with it counts as one.
_CITATION = re.compile(
    r"(?P<open>\[[^\[\]]*?(?<![\w.+-]))?@(?P<key>[\w-]++)(?!\.\w)(?(open)[^\[\]]*)|\[@"
)
_LONGEST = 60  # characters that are quoted


def open_attributes(tree: PageTree) -> Iterator[TreeFault]:
    """No attribute list is left as text, but in code."""
    for node in tree.body.traverse(include_text=True):
        match = _LIST.search(str(node.html)) if node.is_text_node else None
        if match and not tree.is_code(node.parent or node):
            message = f"the attribute list at '{match['text']}' is shown as text"
            hint = "write it at the end of the last line of what it is about, or of a heading"
            yield TreeFault((match[0],), message, "open-attributes", hint)


def open_citation(tree: PageTree) -> Iterator[TreeFault]:
    """No citation is left as text, but in code; of a group `rules.py` has told what is wrong."""
    document = tree.document
    groups = [re.escape(f"[{group.raw}]") for group in document.groups + document.stray_groups]
    told = re.compile("|".join(groups) or "(?!)")
    for typed in _list_texts(tree):
        text = told.sub("", typed)
        for match in _CITATION.finditer(text):
            if match[0].startswith("[") or match["key"] in tree.known:
                yield _tell_open(text, match)


def _list_texts(tree: PageTree) -> Iterator[str]:
    """Yield the texts of an author's that are no code and have the sign of a citation."""
    for node in tree.body.traverse(include_text=True):
        text = str(node.text_content) if node.is_text_node else ""
        parent = node.parent or node
        if "@" in text and not tree.is_code(parent) and not tree.is_in_source(parent):
            yield text


def _tell_open(text: str, match: re.Match[str]) -> TreeFault:
    """Return the fault of a citation in a text, with all of its line to find it by."""
    start = text.rfind("\n", 0, match.start()) + 1
    line = text[start:].partition("\n")[0]
    words = f"@{match['key'] or ''}"
    message = f"'{words}' has no two square brackets of its own on one line"
    hint = "write [@key, p. 12], and &#91; for another bracket that opens"
    return TreeFault((line, match[0], words), message, "open-citation", hint)


def broken_view(tree: PageTree) -> Iterator[TreeFault]:
    """A comment that calls the engine is a slot, and a block by itself."""
    for node in (tree.body.parent or tree.body).traverse(include_text=True):
        text = str(node.html) if node.is_comment_node else ""
        call = re.match(r"<!--\s*(\w+)\s*:", text)
        is_slot = SLOT.fullmatch(text) and node.parent and node.parent.tag == "body"
        if call and not is_slot and nearest(call[1], ["briefing"]):
            message = f"the slot '{text[:_LONGEST]}' is not read"
            hint = "write <!-- briefing: name -->, on a line of its own between two empty ones"
            yield TreeFault((text[:_LONGEST],), message, "broken-view", hint)


def check_boxes(tree: PageTree) -> Iterator[TreeFault]:
    """Yield what is wrong with each box."""
    for box in tree.body.css("details, .admonition"):
        yield from find_first(BOX_RULES, box)


def _name_box(box: Node) -> str:
    return " ".join(name for name in classes(box) if name != "admonition")


def _find_title(box: Node) -> Node | None:
    return next(iter(box.iter()), None)


def _write_places(name: str) -> tuple[str, ...]:
    """Return what a box can begin with in a text."""
    return (f"???{name}", f"???+{name}", f"!!!{name}", "<details")


def unknown_box(box: Node) -> Iterator[TreeFault]:
    """A box is a note; of which kind it is, its record says."""
    name = _name_box(box)
    if name != "note":
        message = f"there is no box '{name}'"
        hint = 'write ??? note "Its title"'
        if name in BOXES:
            hint += f", and kind: {name} in its record"
        yield TreeFault(_write_places(name), message, "unknown-box", hint)


def empty_box(box: Node) -> Iterator[TreeFault]:
    """A box has a text."""
    name = _name_box(box)
    title = _find_title(box)
    if title is None or read(title) == read(box):
        message = f"this box '{name}' has no text"
        hint = "write it below the title, four spaces in"
        yield TreeFault(_write_places(name), message, "empty-box", hint)


def box_without_title(box: Node) -> Iterator[TreeFault]:
    """A box of ours has a title that its author has given."""
    name = _name_box(box)
    title = _find_title(box)
    if title and read(title) in {"", "Note"}:
        message = "this note has no title"
        hint = "write it behind ??? note, between quotation marks"
        yield TreeFault(_write_places(name), message, "box-without-title", hint)


# The rules for one box; what the first of them finds is said.
BOX_RULES = (unknown_box, empty_box, box_without_title)


def raised_text(tree: PageTree) -> Iterator[TreeFault]:
    """Only numbers of notes are raised, each a link to a note that is there, and commas between."""
    notes = _list_notes(tree)
    for node in tree.body.css("sup"):
        if not (_is_marker(node, notes) or _is_comma(node) or tree.is_in_source(node)):
            words = read(node)
            yield TreeFault(
                (f"<sup>{words}", "<sup"),
                f"the raised '{words}' is not taken",
                "raised-text",
                "write [^name] for a note, "
                "and else a character that is raised by itself, such as ²",
            )


def unused_note(tree: PageTree) -> Iterator[TreeFault]:
    """Something refers to each note."""
    used = {_find_aim(link) for link in tree.body.css("sup > a.footnote-ref")}
    for note in _list_notes(tree):
        if note not in used:
            name = note.removeprefix("fn:")
            message = f"nothing refers to the footnote '{name}'"
            yield TreeFault((f"[^{name}]:", "<li"), message, "unused-note", "delete it")


def _list_notes(tree: PageTree) -> list[str]:
    """Return the ids of all notes of a page."""
    return [get(note, "id") for note in tree.body.css("div.footnote > ol > li")]


def _find_aim(link: Node) -> str:
    return get(link, "href").removeprefix("#")


def _is_marker(node: Node, notes: list[str]) -> bool:
    """Return whether raised text is the number of a note, and nothing else."""
    words = read(node)
    link = node.css_first("a.footnote-ref:only-child")
    if link is None or not words.isdecimal():
        return False
    return words == read(link) and _find_aim(link) in notes


def _is_comma(node: Node) -> bool:
    """Return whether raised text is a comma between two citations."""
    return read(node) == "," and all(_is_citation(other) for other in find_beside(node))


def _is_citation(node: Node | None) -> bool:
    """Return whether a node is a marker, or the words of a citation beside one."""
    if node is None:
        return False
    return bool(node.css_first("a.footnote-ref") or find_class(["cite-affix"], node))


def above_heading(tree: PageTree) -> Iterator[TreeFault]:
    """A page that has headings begins with one."""
    if not tree.body.css_first(", ".join(HEADINGS)):
        return
    nodes = tree.body.iter(include_text=True)
    for node in takewhile(lambda node: node.tag not in HEADINGS, nodes):
        words = read(node)[:30]
        if words or node.css_first("img"):
            places = (words or "![", " ".join(words.split()[:2]))
            message = f"'{words}' stands above the first heading"
            yield TreeFault(places, message, "above-heading", "move it below")
            return


def left_out_on_paper(tree: PageTree) -> Iterator[TreeFault]:
    """What paper leaves out, below a heading that is for the screen alone, is a list."""
    for heading in tree.body.css(".screen-only"):
        for node in _find_section(heading):
            is_list = node.tag == "ul" or find_class(ENDS, node)
            if str(node.html).strip() and not is_list:
                yield TreeFault(
                    (read(node)[:30],),
                    "paper would leave this out, below a heading that is .screen-only",
                    "class-place",
                    "write a list of links, or take the class away",
                )


def _find_section(heading: Node) -> Iterator[Node]:
    """Yield what stands below a heading, up to the next one or the notes."""
    node = heading.next
    while node and node.tag not in {*HEADINGS, "div"}:
        yield node
        node = node.next
