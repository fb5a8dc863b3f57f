"""Items as entries of a `.bib` file, in the dialects of biblatex and of BibTeX 0.99d.

Fields are those that biber validates (https://ctan.org/pkg/biblatex, chapter 2), and those that
BibTeX prints with `plain` (https://ctan.org/pkg/bibtex), which knows no address. pandoc's own
BibTeX has no container, and it changes titles.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..dates import format_edtf
from ..sources.csl import CslItem, CslName, format_date, format_name, join_words, read_field
from .csl import capitalise, find_publisher


class Kind(NamedTuple):
    """What a dialect makes of a type of CSL."""

    entry: str  # the type of the entry
    publisher: str = ""  # the field for the publisher, empty where it has none
    container: str = ""  # the field for what the item stands in
    subtype: str = ""  # what biblatex calls the same in `entrysubtype`


# biblatex knows no site that a page stands in, only the organisation behind it.
_ONLINE = Kind("online", "organization", "organization")
_ARTICLE = Kind("article", container="journaltitle")
_BIBLATEX = {
    "report": Kind("report", "institution"),
    "webpage": _ONLINE,
    "post": _ONLINE,
    "post-weblog": _ONLINE,
    "book": Kind("book", "publisher"),
    "chapter": Kind("inbook", "publisher", "booktitle"),
    "paper-conference": Kind("inproceedings", "publisher", "booktitle"),
    "thesis": Kind("thesis", "institution"),
    "article-journal": _ARTICLE,
    "article-magazine": _ARTICLE._replace(subtype="magazine"),
    "article-newspaper": _ARTICLE._replace(subtype="newspaper"),
}
_BIBLATEX_OTHER = Kind("misc", "organization")

_CLASSIC_ARTICLE = Kind("article", container="journal")
_CLASSIC_ONLINE = Kind("misc", "howpublished", "howpublished")
_BIBTEX = {
    "report": Kind("techreport", "institution"),
    "webpage": _CLASSIC_ONLINE,
    "post": _CLASSIC_ONLINE,
    "post-weblog": _CLASSIC_ONLINE,
    "book": Kind("book", "publisher"),
    "chapter": Kind("incollection", "publisher", "booktitle"),
    "paper-conference": Kind("inproceedings", "publisher", "booktitle"),
    "thesis": Kind("phdthesis", "school"),
    "article-journal": _CLASSIC_ARTICLE,
    "article-magazine": _CLASSIC_ARTICLE._replace(subtype="magazine"),
    "article-newspaper": _CLASSIC_ARTICLE._replace(subtype="newspaper"),
}
_BIBTEX_OTHER = Kind("misc", "howpublished")

# The strings that every style of BibTeX has.
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# What LaTeX would act on. BibTeX counts braces also behind a backslash, so they are spelt out.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
    }
)


def write_biblatex(item: CslItem) -> str:
    """Return an item as an entry for biblatex."""
    kind = _BIBLATEX.get(item.get("type", ""), _BIBLATEX_OTHER)
    return _write_entry(item, kind, _list_biblatex_fields(item, kind))


def write_bibtex(item: CslItem) -> str:
    """Return an item as an entry for BibTeX 0.99d."""
    kind = _BIBTEX.get(item.get("type", ""), _BIBTEX_OTHER)
    return _write_entry(item, kind, _list_bibtex_fields(item, kind))


def escape_latex(value: object) -> str:
    """Return what a field says as LaTeX that prints it."""
    return read_field(value).translate(_LATEX)


def _list_biblatex_fields(item: CslItem, kind: Kind) -> Iterator[str]:
    """Yield the fields that only biblatex has so; of a page of the web it prints no `type`."""
    is_versioned = kind.entry in {"online", "report"}
    yield _write_field("version" if is_versioned else "edition", escape_latex(item.get("edition")))
    yield _write_field("date", format_date(item.get("issued")))
    genre = item.get("genre")
    if not genre and item.get("type") == "report":
        genre = "Report"
    is_page = kind.entry == "online"
    yield _write_field("type", escape_latex(genre if is_page else capitalise(genre or "")))
    printed = capitalise(item.get("genre", "")) if is_page else ""
    note = join_words([_name_whole(item, kind), printed, item.get("note")], ". ")
    yield _write_field("note", escape_latex(note))


def _list_bibtex_fields(item: CslItem, kind: Kind) -> Iterator[str]:
    """Yield the fields that only BibTeX 0.99d has so; in its `note` it prints the address.

    It passes over `day`, which pandoc and Zotero read, and asks no year of what is of no type.
    """
    yield from _list_bibtex_edition(item, kind)
    year, month, day = _split_date(item)
    if year or kind.entry != "misc":
        yield _write_field("year", year or "n.d.")
    if month:
        yield f"  {'month':12} = {month},\n"
    yield _write_field("day", day.lstrip("0"))
    accessed = format_edtf(format_date(item.get("accessed")))
    seen = join_words([item.get("URL"), accessed], ", accessed ")
    printed = capitalise(item.get("genre", "")) if kind.entry == "misc" else ""
    note = join_words([_name_whole(item, kind), printed, seen], ". ")
    yield _write_field("note", escape_latex(note))


def _list_bibtex_edition(item: CslItem, kind: Kind) -> Iterator[str]:
    """Yield the kind of work and the edition, which `plain` prints of a book only."""
    edition, genre = item.get("edition"), item.get("genre")
    if item.get("type") == "report":
        if not genre and edition:
            genre = "Edition"
        yield _write_field("type", capitalise(escape_latex(genre)))
        if not item.get("number"):
            yield _write_field("number", escape_latex(edition))
    elif kind.entry == "misc":
        yield _write_field("type", escape_latex(genre))
    else:
        yield _write_field("edition", escape_latex(edition))


def _write_entry(item: CslItem, kind: Kind, own_fields: Iterable[str]) -> str:
    """Return an entry with the fields that both dialects have, and those of its own."""
    fields = [
        _write_people("author", item.get("author")),
        _write_people("editor", item.get("editor")),
        _write_braced("title", item.get("title")),
        *_write_places(item, kind),
        _write_field("volume", escape_latex(item.get("volume"))),
        _write_field("number", escape_latex(item.get("issue") or item.get("number"))),
        _write_field("pages", escape_latex(item.get("page")).replace("–", "--")),
        *own_fields,
        _write_field("entrysubtype", kind.subtype),
        _write_field("langid", item.get("language", "")),
        _write_field("doi", read_field(item.get("DOI"))),
        _write_field("url", read_field(item.get("URL"))),
        _write_field("urldate", format_date(item.get("accessed"))),
    ]
    return f"@{kind.entry}{{{item.get('id', '')},\n{''.join(fields)}}}\n"


def _write_places(item: CslItem, kind: Kind) -> list[str]:
    """Return the fields of what an item stands in and of who published it, where it has both."""
    places = dict[str, str]()
    if kind.container:
        places[kind.container] = item.get("container-title", "")
    publisher = find_publisher(item)
    if publisher:
        places[kind.publisher] = publisher
    return [_write_braced(name, text) for name, text in places.items()]


def _write_field(name: str, text: str) -> str:
    """Return the line of a field; none where it has no name or says nothing."""
    return f"  {name:12} = {{{text}}},\n" if name and text else ""


def _write_braced(name: str, text: str | None) -> str:
    """Return a field in two pairs of braces.

    Without them BibTeX changes capitals, and biblatex parts institutions at "and".
    """
    return _write_field(name, f"{{{escape_latex(text)}}}") if text else ""


def _write_people(role: str, names: list[CslName] | None) -> str:
    """Return the field of some people; a second pair of braces keeps an organisation whole."""
    written = []
    for name in names or []:
        text = escape_latex(format_name(name))
        written.append(f"{{{text}}}" if "literal" in name else text)
    return _write_field(role, " and ".join(written))


def _name_whole(item: CslItem, kind: Kind) -> str:
    """Return in what an item stands, for its note, where the entry has no field for that."""
    whole = item.get("container-title")
    return f"In: {whole}" if whole and not kind.container else ""


def _split_date(item: CslItem) -> tuple[str, str, str]:
    """Return year, BibTeX's name of the month, and day of the first day; empty where not known."""
    first = format_date(item.get("issued")).partition("/")[0]
    year, month, day = [*first.split("-"), "", ""][:3]
    return year, _MONTHS[int(month) - 1] if month else "", day
