"""Changes in the shape of a page, made before it is read: abbreviations and clauses.

An author closes a clause with an anchor, `words,[](){ #its-id }`, an empty link that leads nowhere.
What is said of the clause stands in its record.
"""

from collections.abc import Mapping

from ..html import Node, classes, get, list_around, make, read
from ..pages.vocabulary import CHANGED
from .records import Record

ANCHOR = "a[id]:empty:is([href=''], :not([href]))"
"""CSS selector of what closes a clause."""


def keep_first_abbreviations(body: Node) -> None:
    """Leave the long form of an abbreviation where it is first used on a page, and nowhere else.

    Markdown gives it everywhere, in notes too (`*[UN]: United Nations`).
    """
    explained = set[str]()
    for node in body.css("abbr"):
        words = read(node)
        in_note = any("footnote" in classes(outer) for outer in list_around(node))
        if words in explained or in_note:
            node.unwrap()
        else:
            explained.add(words)


def divide(paragraph: Node, records: Mapping[str, Record], voice: Node | None = None) -> list[Node]:
    """Put each clause of a paragraph into a `<span>`, and return these; none where it has none.

    `voice` are words at its head that belong to no clause: those by which a voice begins.
    """
    anchors = {node.mem_id for node in paragraph.css(ANCHOR)}
    pieces = []
    words = ""
    for node in paragraph.iter(include_text=True):
        if voice is not None and node.mem_id == voice.mem_id:
            pieces.append(str(node.html))
            continue
        if node.mem_id not in anchors:
            words += str(node.html)
            continue
        name = get(node, "id")
        clause = make("span", **_describe(name, records.get(name)))
        clause.inner_html = words.lstrip()
        space = words[: len(words) - len(words.lstrip())]
        pieces.append(space + str(clause.html))
        words = ""
    if anchors:
        paragraph.inner_html = "".join(pieces) + words
    return paragraph.css("span.clause")


def _describe(name: str, record: Record | None) -> dict[str, str]:
    """Return the attributes of a clause: its id, and for styles and editions what its record says.

    They are named as for `html.make`.
    """
    if record is None:
        return {"id": name, "class_": "clause"}
    attributes = {
        "id": name,
        "class_": " ".join(["clause", record.kind, *_list_marks(record)]),
        "data_event": record.event,
        "data_article": str(record.restates or ""),
        "data_check": record.verdict or "",
    }
    return {name: value for name, value in attributes.items() if value}


def _list_marks(record: Record) -> list[str]:
    """Return the classes by which a clause is seen to be another than it was, or judged anew."""
    return ["changed"] if record.verdict in CHANGED else []
