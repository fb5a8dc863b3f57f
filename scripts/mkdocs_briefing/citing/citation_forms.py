"""Citations of records: as three manuals print them, and as reference managers read them.

What is ours is cited by a sentence for each manual: Chicago 18 (a note), APA 7, MLA 9. Words in
brackets at the end of a title are no part of it: they stand behind it, without its marks. BibLaTeX
and BibTeX are pandoc's, of all records in one run each.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

import msgspec

from ..dates import MONTHS, format_edtf
from ..html import Node
from ..programs import begin, run_pandoc
from ..sources.csl import (
    CslItem,
    capitalise,
    format_date,
    join_words,
    name_family,
    read_field,
)
from ..yamldata import format_json
from .ris import write_ris

Runs = list[str]  # the words of a citation: roman, italic, roman and so on, in turn
Forms = Mapping[str, Runs | str]
"""A citation by its form: of manuals as runs of words, for reference managers as a text."""

# Words that both manuals leave small within a headline.
_SMALL_NAMES = "a an and as at but by for from in into nor of on onto or so the to up via with yet"
_SMALL = frozenset(_SMALL_NAMES.split())
_REMARK = re.compile(r"^(.*?)( \[[^\[\]]*\])?$", re.S)
# What has no publisher in biblatex and in BibTeX has another field that is printed.
_PUBLISHERS = {"online": "organization", "misc": "howpublished"}
_NO_LANGUAGE = "und"  # with it, pandoc puts no word of a title into braces of its own
_SHORT_MONTHS = {"September": "Sept."}  # MLA has three letters of the others
_TURN = "\x1f"  # stands where roman and italic change places


def cite(item: CslItem) -> dict[str, Runs]:
    """Return how something of ours is cited, by the manuals."""
    match = _REMARK.match(item["title"])
    assert match
    title, remark = match[1], match[2] or ""
    headline = make_headline(title)
    author = name_family(item["author"][0])
    year, month, day = item["issued"]["date-parts"][0]
    name = MONTHS[int(month) - 1]
    short = name if len(name) <= 4 else _SHORT_MONTHS.get(name, f"{name[:3]}.")
    genre, whole, url = item.get("genre", ""), item.get("container-title", ""), item["URL"]
    behind = [genre, whole, f"{name} {day}, {year}", url]
    published = join_words([whole and f"{whole}. ", url], "")
    first, kind = _end(author, "."), capitalise(genre)
    if whole:
        mla = [f"{first} {_quote(headline, remark, '.')} {kind}. ", whole, ", "]
    else:
        stop = f"{remark}." if remark else _end(headline, ".").removeprefix(headline)
        mla = [f"{first} ", headline, f"{stop} {kind}. "]
    mla[-1] += f"{day} {short} {year}, {url}."
    return {
        "chicago": [f"{author}, {_quote(headline, remark, ',')} {join_words(behind, ', ')}."],
        "apa": [f"{first} ({year}, {name} {day}). ", title, f"{remark} [{kind}]. {published}"],
        "mla": mla,
    }


def _quote(headline: str, remark: str, mark: str) -> str:
    """Return a headline in quotation marks, with a remark behind them and a mark at the end."""
    return f"“{headline}”{remark}{mark}" if remark else f"“{_end(headline, mark)}”"


def make_headline(title: str) -> str:
    """Return a title with capitals as Chicago and MLA have them: all words but small ones.

    The first, the last and what follows a colon or the end of a sentence are none.
    """
    words = title.split(" ")
    for place, word in enumerate(words):
        is_inner = 0 < place < len(words) - 1 and words[place - 1][-1:] not in {":", "?", "!", "."}
        if not (is_inner and word in _SMALL):
            words[place] = re.sub(r"^(\W*)(\w)", lambda m: m[1] + m[2].upper(), word, count=1)
    return " ".join(words)


def _end(text: str, mark: str) -> str:
    """Return a text with a mark behind it; none follows a mark that it ends with."""
    return text if text.endswith((mark, "?", "!")) else text + mark


def write_forms(items: Iterable[CslItem]) -> dict[str, dict[str, str]]:
    """Return records as reference managers read them, by id and form. Raise ProgramError."""
    return _write_forms(msgspec.json.encode([*items]))


@lru_cache(maxsize=4)  # a server asks for the same in each build
def _write_forms(records: bytes) -> dict[str, dict[str, str]]:
    listed: list[CslItem] = msgspec.json.decode(records)
    other = begin(_write_bib, listed, "bibtex")
    biblatex = _write_bib(listed, "biblatex")
    bibtex = other.result()
    forms = dict[str, dict[str, str]]()
    for item in listed:
        key = item["id"]
        forms[key] = {"biblatex": biblatex[key], "bibtex": bibtex[key], "ris": write_ris(item)}
        forms[key]["csl"] = format_json([item])
    return forms


def _write_bib(items: list[CslItem], dialect: Literal["biblatex", "bibtex"]) -> dict[str, str]:
    """Return records as entries of a `.bib`, by id. Raise ProgramError."""
    if not items:
        return {}
    suited = json.dumps([_suit(item, dialect) for item in items])
    text = run_pandoc(suited, "--from=csljson", f"--to={dialect}", "--wrap=none").decode()
    entries = re.split(r"(?m)^(?=@)", text)[1:]
    return {
        item["id"]: _finish(entry, item, dialect)
        for item, entry in zip(items, entries, strict=True)
    }


def _suit(item: CslItem, dialect: str) -> dict[str, Any]:
    """Return a record with a title that stays as it is, and with what pandoc has no field for.

    BibTeX's styles print no address but in a note.
    """
    suited: dict[str, Any] = {**item, "language": _NO_LANGUAGE}
    suited.pop("abstract", None)
    if dialect == "biblatex":
        suited["title"] = f'<span class="nocase">{item.get("title", "")}</span>'
    if item.get("type") == "webpage" and "container-title" in item:
        suited.setdefault("publisher", suited.pop("container-title"))
    genre = capitalise(item.get("genre", "")) if item.get("type") == "webpage" else ""
    seen = ""
    if dialect == "bibtex":
        seen = _write_address(item)
        if "issued" in item:  # of several days it knows none
            suited["issued"] = {"date-parts": item["issued"]["date-parts"][:1]}
    note = join_words([genre, item.get("note"), seen], ". ")
    return suited | ({"note": note} if note else {})


def _write_address(item: CslItem) -> str:
    """Return where a work is, in words: pandoc takes a note that begins `https:` for a field."""
    doi = item.get("DOI")
    url = item.get("URL") or (f"https://doi.org/{doi}" if doi else "")
    opened = format_edtf(format_date(item.get("accessed"))).replace("\u00a0", " ")
    return join_words([f"At {url}", opened], ", accessed ") if url else ""


def _finish(entry: str, item: CslItem, dialect: str) -> str:
    """Return an entry of pandoc's as reference managers and the styles of LaTeX read it.

    It gets the language of its record, and what pandoc leaves out: the kind of a page, and the day
    of an entry with a month. BibTeX counts braces also behind a backslash.
    """
    language = read_field(item.get("language"))
    named = f",\n  langid = {{{language}}}" if language else ""
    entry = entry.replace(f",\n  langid = {{{_NO_LANGUAGE}}}", named)
    entry = entry.replace("\\{", r"\textbraceleft{}").replace("\\}", r"\textbraceright{}")
    day = format_date(item.get("issued")).partition("/")[0][8:].lstrip("0")
    with_day = f",\n  day = {{{day}}}" if day else ""
    entry = re.sub(r"(?m)^  month = \{(\w+)\}", rf"  month = \1{with_day}", entry)
    if item.get("type") == "webpage" and "genre" in item:
        entry = entry.replace("\n  title", f"\n  type = {{{item['genre']}}},\n  title", 1)
    kind = entry[1 : entry.index("{")]
    if dialect == "bibtex" and "issued" not in item:  # its styles ask for a year
        entry = entry.replace("\n  title", "\n  year = {n.d.},\n  title", 1)
    publisher = _PUBLISHERS.get(kind, "publisher")
    return entry.replace("\n  publisher = ", f"\n  {publisher} = ").strip() + "\n"


def split_runs(node: Node) -> Runs:
    """Return the words in a node as runs that are roman and italic in turn.

    The node is changed on the way. Emphasis in emphasis is roman again.
    """
    for emphasis in node.css("em"):
        emphasis.insert_before(_TURN)
        emphasis.insert_after(_TURN)
    return node.text().strip("\n").removesuffix(_TURN).split(_TURN)
