"""Records as CSL-JSON, and what more is made of their fields."""

from collections.abc import Mapping, Sequence
from typing import cast

from ..data import format_json
from ..sources.csl import CslItem, format_name


def drop_empty(fields: Mapping[str, object]) -> CslItem:
    """Return an item of those fields that say something."""
    return cast(CslItem, {name: value for name, value in fields.items() if value})


def write_csl(items: Sequence[CslItem]) -> str:
    """Return items as a file of CSL-JSON."""
    return format_json(items)


def find_publisher(item: CslItem) -> str:
    """Return who published an item; behind a report that names nobody stands whoever wrote it."""
    publisher = item.get("publisher", "")
    if not publisher and item.get("type") == "report" and item.get("author"):
        return format_name(item["author"][0])
    return publisher


def capitalise(text: str) -> str:
    """Return a text with a capital at its beginning, and its other capitals as they are."""
    return text[:1].upper() + text[1:]
