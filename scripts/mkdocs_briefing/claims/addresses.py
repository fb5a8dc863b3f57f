"""Addresses on a page whose slots are filled: headings lead to themselves, older ids still lead."""

from ..html import HEADINGS, Node, get, make, parse, prepend, write
from .record_files import PageRecords, list_aliases

# Those to cite: not what follows from other words; and what has a link already leads there.
_HEADINGS = ", ".join(
    f"{tag}[id]:not([data-derived] *, summary *, :has(a))" for tag in sorted(HEADINGS)
)


def mark_addresses(html: str, records: PageRecords) -> str:
    """Return the HTML of a page with all that it is addressed by; `records` are its own."""
    body = parse(html)
    for heading in body.css(_HEADINGS):
        _link_heading(heading)
    nodes = {get(node, "id"): node for node in body.css("[id]")}
    for alias in list_aliases(records):
        if alias.name in nodes:  # the older id leads to where its element begins
            prepend(nodes[alias.name], make("span", id=alias.old))
    return write(body)


def _link_heading(heading: Node) -> None:
    """Let a heading lead to itself; its signs stay before its words."""
    link = make("a", class_="heading-link", href=f"#{get(heading, 'id')}")
    drawn = ""
    for sign in heading.css(".sign"):
        drawn += str(sign.html)
        sign.decompose()
    link.inner_html = str(heading.inner_html)
    heading.inner_html = drawn + str(link.html)
