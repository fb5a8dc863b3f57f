"""Small things to do with the elements of a page's tree (`xml.etree`)."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

HEADING = re.compile(r"h[1-6]")


def put_first(parent: Element, child: Element, space: str = "") -> None:
    """Put an element before the text of another."""
    child.tail, parent.text = space + (parent.text or ""), ""
    parent.insert(0, child)


def put_behind(parent: Element, sibling: Element, child: Element) -> None:
    """Put an element between another and the text behind that, with a space that shows where there are no styles."""
    child.tail, sibling.tail = sibling.tail, " "
    parent.insert(list(parent).index(sibling) + 1, child)


def iterate_text(element: Element) -> Iterator[str]:
    """Yield the text of an element in order, without raised marks."""
    yield str(element.text or "")
    for child in element:
        if child.tag != "sup":
            yield from iterate_text(child)
        yield str(child.tail or "")
