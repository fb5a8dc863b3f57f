"""Addresses on a page whose slots are filled: what has an id is found by its older ids, too."""

from ..html import Node, get, make, parse, prepend, write
from .record_files import list_aliases
from .records import PageRecords


def mark_addresses(html: str, records: PageRecords) -> str:
    """Return the HTML of a page with all that it is addressed by; `records` are its own."""
    body = parse(html)
    _place_older_ids(body, records)
    return write(body)


def _place_older_ids(body: Node, records: PageRecords) -> None:
    """Put an empty element for each older id before all else in the element to which it leads."""
    nodes = {get(node, "id"): node for node in body.css("[id]")}
    for alias in list_aliases(records):
        if alias.name in nodes:
            prepend(nodes[alias.name], make("span", id=alias.old))
