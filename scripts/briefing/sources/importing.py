"""Entries that a reference manager exported, as this bibliography has them.

Zotero, Better BibTeX, JabRef and publishers write more than a source is, in any order. Of an entry
its public fields are taken, in one order; its key is kept where it can be one, and else made.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..problems import Refused, count_things
from ..words import parse_edtf
from .cleaning import clean, unbrace
from .entries import Place, Source, make_source, write_entry
from .names import read_latex
from .written import WrittenEntry, read_written

# In this order fields are written; those of a work that are not here stand between.
_FIRST = (
    "author",
    "nameorder",
    "editor",
    "translator",
    "title",
    "subtitle",
    "titleaddon",
    "shorttitle",
    "journaltitle",
    "journal",
    "booktitle",
    "organization",
    "institution",
    "publisher",
    "location",
    "date",
)
_LAST = (
    "note",
    "doi",
    "url",
    "urldate",
    "langid",
    "entrysubtype",
    "origin",
    "party",
    "organ",
    "read",
    "extent",
    "keywords",
    "annotation",
)
_KEY = re.compile(r"[\w-]+")
_SHORTEST = 4  # letters of the word of a title that a key takes, where there is one
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Taken(NamedTuple):
    """What became of an export."""

    text: str  # of the bibliography with it
    keys: tuple[str, ...]  # of the sources that were added
    notes: tuple[str, ...]  # what an author should know of them, a line each


def take_entries(text: str, export: str, path: str, export_path: str) -> Taken:
    """Return the text of a bibliography with the entries of an export that it has not.

    The paths are for messages. Raise Refused where one of the two cannot be read to its end, and
    where there is nothing in the export.
    """
    known = [_make(entry, path) for entry in _read(text, path)]
    given = _read(export.replace("\r\n", "\n"), export_path)
    if not given:
        hint = "export it from Zotero or JabRef as BibTeX or BibLaTeX"
        raise Refused(f"{export_path}: there is no entry here; {hint}")
    pieces = list[str]()
    keys = list[str]()
    notes = list[str]()
    for entry in given:
        source = _make(entry, export_path)
        twin = _find_twin(source, known)
        if twin:
            notes.append(f"{export_path}:{entry.line}: {_name(source)} is there already: {twin}")
            continue
        key = _choose_key(source, {other.key.lower() for other in known})
        notes += _list_notes(entry, key, export_path)
        source = make_source(key, source.type, entry.given, source.place)
        pieces.append(write_entry(key, source.type, sort_fields(source.fields)))
        known.append(source)
        keys.append(key)
    return Taken(_join(text, pieces), tuple(keys), tuple(notes))


def _read(text: str, path: str) -> list[WrittenEntry]:
    entries, problems = read_written(text, path)
    if problems:
        raise Refused(f"{problems[0]}; nothing was added")
    return entries


def _make(entry: WrittenEntry, path: str) -> Source:
    return make_source(entry.key, entry.kind, entry.given, Place(path, entry.line))


def sort_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of an entry in the order in which they are written."""
    between = [name for name in fields if name not in {*_FIRST, *_LAST}]
    order = [*_FIRST, *between, *_LAST]
    return {name: fields[name] for name in order if name in fields}


def _find_twin(source: Source, known: Collection[Source]) -> str:
    """Return where the same work stands already, and how it is known; empty where it does not."""
    for other in known:
        for what in _list_same(source, other):
            return f"{other.path}:{other.line} has '{other.key}' with the same {what}"
    return ""


def _list_same(source: Source, other: Source) -> Iterator[str]:
    """Yield what two entries have in common that only one work has."""
    if source.doi and source.doi.lower() == other.doi.lower():
        yield "doi"
    if source.url and source.url.rstrip("/") == other.url.rstrip("/"):
        yield "url"
    titles = {_fold(source.title), _fold(other.title)}
    if source.title and len(titles) == 1 and source.given_date[:4] == other.given_date[:4]:
        yield "title and year"


def _fold(title: str) -> str:
    return " ".join(re.findall(r"\w+", read_latex(title).lower()))


def _name(source: Source) -> str:
    return f"'{source.key or unbrace(source.title)[:60]}'"


def _choose_key(source: Source, taken: Collection[str]) -> str:
    """Return the key of an entry, or one that is made for it: `abel2020salt`."""
    key = source.key if _KEY.fullmatch(source.key) else _make_key(source)
    choices = [key, *(f"{key}{letter}" for letter in _LETTERS)]
    return next(choice for choice in choices if choice.lower() not in taken)


def _make_key(source: Source) -> str:
    span = parse_edtf(source.given_date)
    year = str(span.earliest.year) if span else ""
    words = [_spell(word) for word in re.findall(r"\w+", read_latex(source.title))]
    long = [word for word in words if len(word) >= _SHORTEST] or words
    people = source.authors or source.editors
    who = _spell(people[0].family if people else source.who)
    return f"{who or 'source'}{year}{long[0] if long else ''}"


def _spell(text: str) -> str:
    """Return the letters and digits of a text without accents, in small letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(re.findall(r"[a-z0-9]+", plain.lower()))


def _list_notes(entry: WrittenEntry, key: str, path: str) -> Iterator[str]:
    """Yield what of an entry is not taken as it was."""
    place = f"{path}:{entry.line}"
    if key != entry.key:
        yield f"{place}: {_say_why(entry.key)}; cite it as '{key}'"
    private = [field.name for field in entry.fields if field.name not in _list_kept(entry)]
    if private:
        yield f"{place}: '{key}' is taken without {', '.join(dict.fromkeys(private))}"
    missing = [name for name in ("entrysubtype", "extent") if name not in _list_kept(entry)]
    if missing:
        yield (
            f"{place}: '{key}' does not say what it is and how far it was read; "
            f"write {', '.join(missing)} and read"
        )


def _say_why(key: str) -> str:
    """Return why an entry has another key than the one that it came with."""
    if not key:
        return "an entry has no key"
    if _KEY.fullmatch(key):
        return f"another source has the key '{key}'"
    return f"the key '{key}' has other signs than letters, digits, - and _"


def _list_kept(entry: WrittenEntry) -> set[str]:
    """Return the fields of which something is made."""
    kept = {field.name for field in clean(entry.given)}
    if "date" in kept:
        kept |= {"year", "month", "day"}
    if "langid" in kept:
        kept |= {"language", "hyphenation"}
    return kept


def _join(text: str, pieces: Sequence[str]) -> str:
    """Return the text of a bibliography with entries at its end."""
    newline = "\r\n" if "\r\n" in text else "\n"
    added = "".join(f"\n{piece}\n" for piece in pieces).replace("\n", newline)
    if text and not text.endswith("\n"):
        text += newline
    return text + added


def sum_up(taken: Taken) -> str:
    """Return in a line what was added."""
    return f"added {count_things(len(taken.keys), 'source')}: {', '.join(taken.keys)}"
