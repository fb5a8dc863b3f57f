"""Bibliographic items as CSL-JSON, and what its fields say.

The fields are those of https://docs.citationstyles.org/en/stable/specification.html, appendices
III and IV, in the JSON of https://github.com/citation-style-language/schema. All other forms of
a citation are made from it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict, cast

import msgspec

from ..html import normalise
from ..programs import run_pandoc
from ..sources.bibliography import Bibliography
from ..sources.entries import FAMILY_FIRST, Source
from ..sources.suiting import is_carried, suit_all
from ..yamldata import format_json

CslName = TypedDict(
    "CslName",
    {
        "family": str,
        "given": str,
        "non-dropping-particle": str,
        "static-ordering": bool,  # whether the family name stands first wherever it is printed
        "literal": str,
    },
    total=False,
)
"""A person, with `family`; or an organisation, with `literal`."""

CslDate = TypedDict("CslDate", {"date-parts": list[list[int | str]]}, total=False)
"""One day, month or year, or the first and the last of several."""

CslItem = TypedDict(
    "CslItem",
    {
        "id": str,
        "type": str,
        "title": str,
        "author": list[CslName],
        "editor": list[CslName],
        "issued": CslDate,
        "accessed": CslDate,
        "URL": str,
        "DOI": str,
        "language": str,
        "edition": int | str,
        "genre": str,  # kind of work; of the briefing, which edition it is
        "number": str,
        "volume": str,
        "issue": str,
        "page": str,
        "publisher": str,
        "container-title": str,
        "note": str,
        "abstract": str,
    },
    total=False,
)
"""The fields that are read here. Others that pandoc finds in a `.bib` pass through."""

_OURS_ALONE = {"annote", "keyword", "title-short"}  # fields of a source that are not published


def drop_empty(fields: Mapping[str, object]) -> CslItem:
    """Return an item of those fields that say something."""
    return cast(CslItem, {name: value for name, value in fields.items() if value})


def read_items(bibliography: Bibliography) -> dict[str, CslItem]:
    """Return the sources of a bibliography as pandoc reads them, by key.

    Raises ProgramError where pandoc refuses the file.
    """
    text = suit_all(bibliography).text
    encoded = run_pandoc(text, "--from=biblatex", "--to=csljson")
    items = msgspec.json.decode(encoded, type=list[dict[str, Any]])
    return {item["id"]: cast(CslItem, item) for item in items}


def publish_source(item: CslItem, source: Source) -> CslItem:
    """Return the item of a source as others may read it: its one record.

    It has the tag of its language (BCP 47), names that are to stay in their order say so, and a
    page of the web that only carries the text of another body stands in its site.
    """
    fields: dict[str, Any] = {**item, "language": source.language or item.get("language")}
    if is_carried(source) and fields.get("publisher"):
        fields["container-title"] = fields.pop("publisher")
    if source.nameorder == FAMILY_FIRST:
        fields["author"] = _keep_in_order(item.get("author", []))
        fields["editor"] = _keep_in_order(item.get("editor", []))
    return drop_empty({name: fields[name] for name in fields if name not in _OURS_ALONE})


def _keep_in_order(names: Iterable[CslName]) -> list[CslName]:
    """Return names that say that the family name stands first."""
    kept = list[CslName]()
    for name in names:
        ordered = name.copy()
        ordered["static-ordering"] = True
        kept.append(ordered)
    return kept


def write_csl(items: Sequence[CslItem]) -> str:
    """Return items as a file of CSL-JSON."""
    return format_json(items)


def format_date(date: CslDate | None) -> str:
    """Return a day, or the bounds of several, in ISO 8601; empty where none is known."""
    days = []
    for point in (date or {}).get("date-parts") or []:
        parts = [f"{int(part):02}" for part in point]
        days.append("-".join(parts))
    return "/".join(days)


def format_name(name: CslName) -> str:
    """Return a name as bibliographies sort it: `van Gogh, Vincent`; a literal one is whole."""
    if name.get("literal"):
        return normalise(name["literal"])
    family = join_words([name.get("non-dropping-particle"), name.get("family")])
    return normalise(", ".join(filter(None, [family, name.get("given")])))


def join_words(words: Iterable[str | None], between: str = " ") -> str:
    """Return those words that are there as one text."""
    return between.join(filter(None, words))


def find_publisher(item: CslItem) -> str:
    """Return who published an item; behind a report that names nobody stands whoever wrote it."""
    publisher = item.get("publisher", "")
    if not publisher and item.get("type") == "report" and item.get("author"):
        return format_name(item["author"][0])
    return publisher


def read_field(value: object) -> str:
    """Return what a field says as one line, without runs of white space; empty for None."""
    return normalise(str(value or ""))


def capitalise(text: str) -> str:
    """Return a text with a capital at its beginning, and its other capitals as they are."""
    return text[:1].upper() + text[1:]
