"""Changes in the shape of a page, made before it is read: halves and clauses.

An author closes a clause with an empty link to its own id, `words,[](#its-id){ #its-id .fact }`. It
takes over what the list of its paragraph says and its own does not.
"""

from ..html import Node, classes, find_class, get, make
from ..pages.vocabulary import KINDS

_SHARED = ("data-event", "data-article", "data-check", "data-accept")
"""What a clause takes over from its paragraph, beside the kind."""


def group_halves(body: Node) -> None:
    """Hold what stands below a heading of the class `half` together with it.

    So a wide page can set two of them abreast.
    """
    halves = [node for node in body.iter() if "half" in classes(node)]
    for heading in halves:
        holder = make("div", heading, class_="half")
        node = heading.next
        while node and not _ends_half(node):
            holder.insert_child(node)
            node.decompose()
            node = heading.next
        heading.replace_with(holder)


def _ends_half(node: Node) -> bool:
    if node.tag in {"h1", "h2"}:
        return True
    return not {"half", "footnote"}.isdisjoint(classes(node))


def divide(paragraph: Node) -> list[Node]:
    """Put each clause of a paragraph into a `<span>`, and return these; none where it has none."""
    pieces = []
    words = ""
    for node in paragraph.iter(include_text=True):
        if not _closes_clause(node):
            words += str(node.html)
            continue
        clause = _make_clause(node, paragraph)
        clause.inner_html = words.lstrip()
        space = words[: len(words) - len(words.lstrip())]
        pieces.append(space + str(clause.html))
        words = ""
    if pieces:
        paragraph.inner_html = "".join(pieces) + words
    return paragraph.css("span.clause")


def _closes_clause(node: Node) -> bool:
    """Return whether a node is an empty link to its own id."""
    name = get(node, "id")
    if node.tag != "a" or not name:
        return False
    return get(node, "href") == f"#{name}" and not node.first_child


def _make_clause(link: Node, paragraph: Node) -> Node:
    """Return an empty `<span>` with all that a clause says of itself, and its paragraph of it."""
    attributes = {f"{name}_": value or "" for name, value in link.attributes.items()}
    del attributes["href_"]
    attributes["class_"] = " ".join(_list_classes(link, paragraph))
    for name in _SHARED:
        if get(paragraph, name) and not get(link, name):
            attributes[f"{name}_"] = get(paragraph, name)
    return make("span", **attributes)


def _list_classes(link: Node, paragraph: Node) -> list[str]:
    """Return the classes of a clause: the kind is its own, or else that of its paragraph.

    So is `added`, but for a clause that says which paragraph of the article it restates.
    """
    names = ["clause", find_class(KINDS, link) or find_class(KINDS, paragraph)]
    is_added = "added" in classes(link) or "added" in classes(paragraph)
    if is_added and not get(link, "data-article"):
        names.append("added")
    return [*dict.fromkeys([*names, *classes(link)])]
