"""What sums claims up on a page: ledes, items of lists, rows of tables."""

from ..html import Node, get
from ..text import resolve
from .clauses import ANCHOR
from .markers import Markers, list_keys, read_words
from .statements import Item, PageAddress

_ITEMS = (
    f"p.bottom-line, :is(li:not(:has({ANCHOR})), tr):not(.footnote *, details *, .admonition *)"
)
"""What has no claim in it, and stands neither in a note nor in a box."""


def list_items(body: Node, page: PageAddress, markers: Markers) -> list[Item]:
    """Return the items of a page, in reading order."""
    return [_make_item(node, page, markers) for node in body.css(_ITEMS)]


def _make_item(node: Node, page: PageAddress, markers: Markers) -> Item:
    links = [resolve(page.url, get(link, "href")) for link in _find_links(node)]
    return Item(
        text=_read_item(node).replace(": ", ". "),  # a sentence may begin there
        place=(page.uri, get(node, "id") or _find_run(node)),
        links=tuple(links) or (f"{page.url}#",),
        keys=list_keys(node, markers),
    )


def _find_links(node: Node) -> list[Node]:
    return node.css("a[href]:not(.footnote-ref)")


def _read_item(node: Node) -> str:
    """Return the words of an item, a sentence a cell; a list in it has items of its own."""
    cells = node.iter() if node.tag == "tr" else [node]
    words = ". ".join(map(read_words, cells))
    lists = node.css("ul, ol")
    below = read_words(lists[0]) if lists else ""
    if not below:
        return words
    return words.partition(below)[0]


def _find_run(node: Node) -> str:
    """Return the longest text of a node without a tag in it, by which its line is found."""
    return max(node.text(separator="\n").split("\n"), key=len).strip()
