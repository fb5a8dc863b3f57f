"""Where on a page a claim can stand, and what its marks must say.

A rule is a generator; its docstring is the rule.
"""

from collections.abc import Iterator

from ..html import classes, get, read
from .tree import PageTree, TreeFault
from .vocabulary import KINDS

# What has the kind of a claim, as a CSS selector.
_KIND = f":is(.{', .'.join(KINDS)})"
# What has a mark that claims alone have.
_SAID = "[data-event], [data-article], [data-check], [data-accept], .added"
# A link that closes a clause.
_CLAUSE = f"a:is({_SAID}, {_KIND})"
# What is not marked as the article's or as added.
_OURS = ":not([data-article], .added)"


def no_claim(tree: PageTree) -> Iterator[TreeFault]:
    """The mark of a claim stands at a paragraph with a kind, or at a clause directly in one."""
    outside = f":is({_SAID}):not(a, p{_KIND})"
    loose_clause = f":not(p{_KIND}, {_SAID}) > {_CLAUSE}:not({_CLAUSE} ~ a)"
    for node in tree.body.css(f"{outside}, {loose_clause}"):
        name = get(node, "id")
        message = f"'{name}' is no claim: its paragraph has no kind"
        hint = "give the paragraph a kind, such as .fact"
        yield TreeFault((f"#{name}", "data-"), message, "no-claim", hint)


def whose_claim(tree: PageTree) -> Iterator[TreeFault]:
    """A claim says which paragraph of the article it restates, or that it is added."""
    paragraph = f"p{_KIND}{_OURS}:not(:has(a[id]:empty))"
    clause = f"p{_KIND}{_OURS} a[id]:empty{_OURS}"
    for node in tree.body.css(f"{paragraph}, {clause}"):
        name = get(node, "id")
        message = f"'{name}' does not say whose it is"
        hint = 'write data-article="1", the paragraph that it restates, or .added'
        yield TreeFault((f"#{name}", "data-"), message, "whose-claim", hint)


def wrong_kind(tree: PageTree) -> Iterator[TreeFault]:
    """A kind that a text names has the mark of that kind."""
    for node in tree.body.css("em.kind"):
        words = read(node)
        kind = next((kind for kind in KINDS if f"is-{kind}" in classes(node)), "")
        if not kind or KINDS[kind] != words:
            right = kind or "fact"
            message = f"the kind '{words}' has the mark of another"
            hint = f"write *{KINDS[right]}*{{ .kind .is-{right} }}"
            yield TreeFault((f"*{words}*",), message, "wrong-kind", hint)
