"""What templates place around the text of a page: tabs, links, and how long it is to read."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..html import Node, get, make, parse

# What is not read with a text: notes, what was checked, what is folded, what only some hear.
_ASIDE = (
    ".footnote, sup, .checks, .check, .aftermath, .cite, details > :not(summary), .as-table, svg, "
    ".moved, .visually-hidden, [aria-hidden=true]"
)
_WORDS_A_MINUTE = 238  # of prose, read silently (Brysbaert 2019)


def count_minutes(pages: Iterable[str]) -> int:
    """Return how long it takes to read the text of some pages of HTML, in whole minutes."""
    words = 0
    for html in pages:
        body = parse(html)
        body.strip_tags(_ASIDE.split(", "), recursive=True)
        words += len(body.text(separator=" ").split())
    return max(round(words / _WORDS_A_MINUTE), 1)


class Tab(NamedTuple):
    """One way to a page, or to the first page of a section of the navigation."""

    title: str
    url: str
    is_apparatus: bool  # whether it leads to what stands behind the claims
    current: str  # of `aria-current`: `page`, `true` for a section, or empty


def list_tabs(items: Iterable[Any]) -> list[Tab]:
    """Return the tabs of a page; `items` are those of the navigation of MkDocs."""
    tabs = []
    for item in items:
        target = item
        while target.children:
            target = target.children[0]
        meta = getattr(target, "meta", {})  # a link elsewhere has none
        current = ""
        if item.active:
            current = "page" if item.is_page else "true"
        tabs.append(Tab(item.title, target.url, bool(meta.get("is_apparatus")), current))
    return tabs


def link_paragraphs(body: Node) -> None:
    """Put a link into each paragraph of an article that leads to its own address.

    The link has no words: its sign is the stylesheet's, so that nobody copies it with the text.
    """
    for paragraph in body.css("p[id]"):
        address, label = f"#{get(paragraph, 'id')}", "Link to this paragraph"
        paragraph.insert_child(make("a", class_="para-link", href=address, aria_label=label))
