"""Where on a page a claim can stand: an anchor closes a clause of a paragraph.

A rule is a generator; its docstring is the rule.
"""

from collections.abc import Iterator

from ..html import get
from .tree import PageTree, TreeFault

# An empty link that leads nowhere and has an id: `[](){ #id }`.
_ANCHOR = "a[id]:empty:is([href=''], :not([href]))"


def check_anchors(tree: PageTree) -> Iterator[TreeFault]:
    """Yield what is wrong with the anchors of a page."""
    for rule in (misplaced_anchor, anchor_without_id, anchor_with_more):
        yield from rule(tree)


def misplaced_anchor(tree: PageTree) -> Iterator[TreeFault]:
    """An anchor stands directly in a paragraph, and in none of an author's own footnotes."""
    for node in tree.body.css(f"{_ANCHOR}:is(:not(p > a), .footnote a)"):
        name = get(node, "id")
        message = f"'{name}' closes no clause of a paragraph"
        hint = "write it behind words in running text, outside of emphasis, links, lists and tables"
        yield TreeFault((f"#{name}",), message, "anchor-place", hint)


def anchor_without_id(tree: PageTree) -> Iterator[TreeFault]:
    """A link without words has an id: it is the anchor of a clause."""
    for _ in tree.body.css("a:empty:not([id])"):
        hint = "write [](){ #a-short-id } behind a clause, and words in any other link"
        yield TreeFault(("[](",), "an anchor has no id", "anchor-form", hint)


def anchor_with_more(tree: PageTree) -> Iterator[TreeFault]:
    """An anchor has an id and nothing else."""
    for node in tree.body.css(_ANCHOR):
        for attribute in node.attributes.keys() - {"id", "href"}:
            name = get(node, "id")
            message = f"the anchor '{name}' has more than an id, {attribute}"
            hint = f"write [](){{ #{name} }}; what is said of a clause stands in its record"
            yield TreeFault((f"#{name}",), message, "anchor-form", hint)
