"""The rules for ids and classes: what an author gives, held against the page as it is shown."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from ..html import parse
from ..problems import Problem, nearest
from .document import Document
from .furniture import CLASSES


def repeated_id(document: Document, ids: Iterable[str]) -> Iterator[Problem]:
    """An id stands once on a page; `ids` are those of its elements, its slots filled."""
    for name, count in Counter(ids).items():
        if count > 1:
            first, *others = document.ids.get(name) or [1]
            message = f"the id '{name}' stands twice on this page"
            hint = "a slot brings the other along; rename this one"
            if others:
                hint = f"the first is on line {first}"
            yield Problem(message, "duplicate-id", hint).at(document.path, [*others, first][0])


def unknown_class(document: Document, html: str, styled: Collection[str]) -> Iterator[Problem]:
    """A class that an attribute list gives is one that a stylesheet or the engine knows.

    What looks like such a list, in code for instance, gives no element of the page its class.
    """
    known = CLASSES.union(styled)
    for name, line in document.classes:
        if name not in known and parse(html).css_first(f"[class~='{name}']"):
            message = f"no style or rule knows the class '{name}'"
            hint = nearest(name, known) or "write one that a stylesheet has, or take it away"
            yield Problem(message, "unknown-class", hint).at(document.path, line)
