"""An entry as pandoc is to read it: notes, styles and exports are all made of this.

What an entry calls `organization` is decided here, once. It is an outlet, and so a container, where
the work is of the press; a container also, of a web page, where it only carries what another body
has made (`origin`); and a publisher where a body publishes a paper of its own.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from .bibliography import Bibliography
from .cleaning import unbrace
from .entries import Source, write_entry
from .fields import PRESS
from .names import read_latex

_WEB_TYPES = {"online", "misc"}
_NEWSPAPER = "newspaper"  # biblatex, 2.1.1: the `entrysubtype` of an article of the press
_BRACKETED = re.compile(r"\[.*\]", re.S)
_NO_LETTER = re.compile(r"[\W_]+")


def suit_all(bibliography: Bibliography) -> Bibliography:
    """Return a bibliography whose entries are as pandoc is to read them."""
    sources = {key: suit(source) for key, source in bibliography.sources.items()}
    return bibliography._replace(sources=sources)


def suit(source: Source) -> Source:
    """Return a source whose text for pandoc names its outlet and joins its title."""
    fields = _join_title(source.fields)
    kind = source.type
    if _is_of_press(source):
        kind, fields = "article", _name_outlet(fields)
    if (kind, fields) == (source.type, source.fields):
        return source
    return replace(source, raw=write_entry(source.key, kind, fields))


def is_carried(source: Source) -> bool:
    """Return whether a page of the web stands with a body that has not made the text."""
    if source.type not in _WEB_TYPES or not source.organization or not source.given_origin:
        return False
    return _squash(source.given_origin) != _squash(source.organization)


def _is_of_press(source: Source) -> bool:
    """Return whether a work is of the press, and its entry says in which outlet it came out."""
    if source.entrysubtype not in PRESS:
        return False
    return source.type == "article" or (source.type in _WEB_TYPES and bool(source.organization))


def _name_outlet(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a work of the press, with its outlet as biblatex has it."""
    named = dict[str, str]()
    for name, text in fields.items():
        if name == "organization":
            named.setdefault("journaltitle", text)
        else:
            named[name] = text
    return named | {"entrysubtype": _NEWSPAPER}


def _join_title(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields with supplied words, in brackets, at the end of the title.

    pandoc would put a full stop between the title and `titleaddon`.
    """
    addition = fields.get("titleaddon", "")
    if not _BRACKETED.fullmatch(unbrace(addition)):
        return fields
    end = "subtitle" if "subtitle" in fields else "title"
    joined = {name: text for name, text in fields.items() if name != "titleaddon"}
    joined[end] = f"{joined.get(end, '')} {addition}".strip()
    return joined


def _squash(text: str) -> str:
    """Return the letters of a name, in which `U.S.` and `US` are the same."""
    return _NO_LETTER.sub("", read_latex(text)).casefold()
