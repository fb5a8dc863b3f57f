"""Items as records in RIS, with the tags of 2011 as reference managers write them.

https://en.wikipedia.org/wiki/RIS_(file_format) lists the tags; pandoc cannot write RIS.
"""

from collections.abc import Iterator

from ..sources.csl import CslItem, CslName, format_date, format_name, read_field

_TYPES = {
    "report": "RPRT",
    "webpage": "ELEC",
    "post": "ELEC",
    "post-weblog": "ELEC",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "thesis": "THES",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
}
_OTHER_TYPE = "GEN"


def write_ris(item: CslItem) -> str:
    """Return an item as a record of RIS."""
    kind = _TYPES.get(item.get("type", ""), _OTHER_TYPE)
    return f"TY  - {kind}\n{''.join(_list_lines(item))}ER  - \n"


def _list_lines(item: CslItem) -> Iterator[str]:
    """Yield a line for each tag that has something to say."""
    yield _write_tag("TI", item.get("title"))
    yield from _list_people("AU", item.get("author"))
    yield from _list_people("A2", item.get("editor"))
    whole, publisher = item.get("container-title"), item.get("publisher")
    if _TYPES.get(item.get("type", "")) == "ELEC":
        # Of a page of the web Zotero knows its site alone.
        whole, publisher = whole or publisher, ""
    yield _write_tag("T2", whole)
    yield _write_tag("PB", publisher)
    yield from _list_dates(item)
    yield _write_tag("ET", item.get("edition"))
    yield _write_tag("M3", item.get("genre"))
    yield _write_tag("VL", item.get("volume"))
    yield _write_tag("IS", item.get("issue"))
    first, *rest = read_field(item.get("page")).replace("–", "-").split("-")
    yield _write_tag("SP", first)
    yield _write_tag("EP", rest[0] if rest else "")
    yield _write_tag("DO", item.get("DOI"))
    yield _write_tag("UR", item.get("URL"))
    yield _write_tag("LA", item.get("language"))
    yield _write_tag("AB", item.get("abstract"))
    yield _write_tag("ID", item.get("id"))


def _list_people(tag: str, names: list[CslName] | None) -> Iterator[str]:
    """Yield a line for each name; a comma at its end keeps that of an organisation whole."""
    for name in names or []:
        yield _write_tag(tag, format_name(name) + ("" if "family" in name else ","))


def _list_dates(item: CslItem) -> Iterator[str]:
    """Yield year, day and day of access, and the note; Zotero reads the year "n.d." as 0000."""
    date = format_date(item.get("issued")).partition("/")[0]
    yield _write_tag("PY", date[:4])
    if date:
        year, month, day = [*date.split("-"), "", ""][:3]
        yield _write_tag("DA", f"{year}/{month}/{day}/")
    yield _write_tag("Y2", format_date(item.get("accessed")).replace("-", "/"))
    undated = "" if date else "n.d."
    yield _write_tag("N1", item.get("note") or undated)


def _write_tag(tag: str, value: object) -> str:
    """Return the line of a tag, none for an empty value; a value never begins a line of its own."""
    return f"{tag}  - {read_field(value)}\n" if value else ""
