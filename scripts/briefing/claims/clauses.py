"""A paragraph divided into its clauses, each with what its record says for styles and editions."""

from collections.abc import Mapping

from ..html import Node, get, make
from ..pages.document import ANCHOR
from ..pages.vocabulary import CHANGED
from .records import Record


def divide(paragraph: Node, records: Mapping[str, Record], voice: Node | None) -> list[Node]:
    """Put each clause of a paragraph into a `<span>`, and return these; none where it has none.

    `voice` are words at its head that belong to no clause: those by which a voice begins.
    """
    anchors = {node.mem_id for node in paragraph.css(ANCHOR)}
    if not anchors:
        return []
    pieces = []
    words = ""
    for node in paragraph.iter(include_text=True):
        if node.mem_id in anchors:
            clause = make("span", **_describe(get(node, "id"), records))
            clause.inner_html = words.lstrip()
            pieces += [words[: len(words) - len(words.lstrip())], str(clause.html)]
            words = ""
        elif voice is not None and node.mem_id == voice.mem_id:
            pieces.append(str(node.html))
        else:
            words += str(node.html)
    paragraph.inner_html = "".join(pieces) + words
    return paragraph.css("span.clause")


def _describe(name: str, records: Mapping[str, Record]) -> dict[str, str]:
    """Return the attributes of a clause: its id, and for styles and editions what its record says.

    They are named as for `html.make`.
    """
    record = records.get(name)
    if record is None:
        return {"id": name, "class_": "clause"}
    changed = " changed" if record.verdict in CHANGED else ""  # it is another than it was
    attributes = {
        "id": name,
        "class_": f"clause {record.kind}{changed}",
        "data_event": record.event,
        "data_article": str(record.restates or ""),
        "data_check": record.verdict or "",
    }
    return {name: value for name, value in attributes.items() if value}
