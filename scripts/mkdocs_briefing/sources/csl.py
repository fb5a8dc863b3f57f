"""Bibliographic records as CSL-JSON, of which notes and all forms of a citation are made.

The fields are those of https://docs.citationstyles.org/en/stable/specification.html, appendices
III and IV, in the JSON of https://github.com/citation-style-language/schema.
"""

from collections.abc import Iterable
from typing import Any, TypedDict

from ..html import normalise

CslName = TypedDict(
    "CslName",
    {
        "family": str,
        "given": str,
        "dropping-particle": str,
        "non-dropping-particle": str,
        "static-ordering": bool,  # whether the family name stands first wherever it is printed
        "literal": str,
    },
    total=False,
)
"""A person, with `family`; or an organisation, with `literal`."""

CslItem = dict[str, Any]
"""A record: its `id`, `type` and `title`, and all else that pandoc finds in an entry."""


def format_date(date: dict[str, Any] | None) -> str:
    """Return a day, or the bounds of several, in ISO 8601; empty where none is known."""
    days = []
    for point in (date or {}).get("date-parts") or []:
        parts = [f"{int(part):02}" for part in point]
        days.append("-".join(parts))
    return "/".join(days)


def name_family(name: CslName) -> str:
    """Return a family name with its particles, or the name of an organisation."""
    parts = [name.get("dropping-particle"), name.get("non-dropping-particle"), name.get("family")]
    return normalise(name.get("literal") or join_words(parts))


def format_name(name: CslName) -> str:
    """Return a name as bibliographies sort it: `van Gogh, Vincent`; a literal one is whole."""
    return normalise(join_words([name_family(name), name.get("given")], ", "))


def join_words(words: Iterable[str | None], between: str = " ") -> str:
    """Return those words that are there as one text."""
    return between.join(filter(None, words))


def read_field(value: object) -> str:
    """Return what a field says as one line, without runs of white space; empty for None."""
    return normalise(str(value or ""))


def capitalise(text: str) -> str:
    """Return a text with a capital at its beginning, and its other capitals as they are."""
    return text[:1].upper() + text[1:]
