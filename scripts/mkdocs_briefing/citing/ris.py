"""Items as records in RIS, with the tags of 2011 as reference managers write them.

https://en.wikipedia.org/wiki/RIS_(file_format) lists the tags; pandoc cannot write RIS.
"""

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
    """Return an item as a record of RIS; a value never begins a line of its own."""
    return "".join(f"{tag}  - {read_field(value)}\n" for tag, value in _list_tags(item) if value)


def _list_tags(item: CslItem) -> list[tuple[str, object]]:
    """Return the tags of a record in their order; those without a value are left out of it."""
    kind = _TYPES.get(item.get("type", ""), _OTHER_TYPE)
    whole, publisher = item.get("container-title"), item.get("publisher")
    if kind == "ELEC":  # of a page of the web Zotero knows its site alone
        whole, publisher = whole or publisher, ""
    date = format_date(item.get("issued")).partition("/")[0]
    year, month, day = [*date.split("-"), "", ""][:3]
    first, *rest = read_field(item.get("page")).replace("–", "-").split("-")
    return [
        ("TY", kind),
        ("TI", item.get("title")),
        *(("AU", _write_name(name)) for name in item.get("author", ())),
        *(("A2", _write_name(name)) for name in item.get("editor", ())),
        ("T2", whole),
        ("PB", publisher),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if date else ""),
        ("Y2", format_date(item.get("accessed")).replace("-", "/")),
        ("N1", item.get("note") or ("" if date else "n.d.")),  # as a year, Zotero reads it as 0000
        ("ET", item.get("edition")),
        ("M3", item.get("genre")),
        ("VL", item.get("volume")),
        ("IS", item.get("issue")),
        ("SP", first),
        ("EP", rest[0] if rest else ""),
        ("DO", item.get("DOI")),
        ("UR", item.get("URL")),
        ("LA", item.get("language")),
        ("AB", item.get("abstract")),
        ("ID", item.get("id")),
        ("ER", " "),  # which has none
    ]


def _write_name(name: CslName) -> str:
    """Return a name; a comma at its end keeps that of an organisation whole."""
    return format_name(name) + ("" if "family" in name else ",")
