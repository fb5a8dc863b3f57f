"""What every entry of the bibliography must have, in biblatex's fields and types; `n.d.` is the Chicago Manual's."""

import re
from collections.abc import Iterator
from itertools import accumulate

from ..dates import parse_edtf
from ..problems import Problem
from ..text import is_web
from .bibliography import Bibliography, Source

_CONTAINER = {"article": "journaltitle", "incollection": "booktitle", "inproceedings": "booktitle", "book": "publisher"}
_BODY = re.compile(r"\b(the|press|agency|ministry|department|news|times|post|service|office|institute|university|"
                   r"association|organi[sz]ation|committee|council|government|commission|bank|cent(?:er|re))\b", re.I)
_RAW_LATEX = re.compile(r"(?<!\\)[#%$]")
_VERBATIM = {"url", "doi", "file", "eprint"}
_Rule = tuple[str, object, str, str, str]  # field, what is wrong if it is true, message, code and hint
_INITIALS = re.compile(r"(?:[A-Z]\.[\s-]?)+")


def check_sources(bibliography: Bibliography) -> Iterator[Problem]:
    """Yield the faults of the file, or, where it can be read from end to end, those of each entry."""
    yield from bibliography.problems
    for source in bibliography.sources.values() if bibliography.is_readable else ():
        for name, is_wrong, message, code, hint in (*_list_needs(source), *_list_forms(source)):
            if is_wrong:
                yield Problem(source.path, source.line_of(name), message, code, hint)


def _list_needs(source: Source) -> Iterator[_Rule]:
    """An entry has a title, a name, a date and a place: an address with its day of access, a DOI or what it is in.

    Where no date is known, a `note` that begins `n.d.: ` says why.
    """
    get, container = source.get, _CONTAINER.get(source.entry.type, "")
    for name, found, hint in (
            ("title", get("title"), "if none was seen, supply one in square brackets"),
            ("author", source.names() or source.names("editor") or get("organization"),
             "an organisation will do, in double braces"),
            ("date", get("date") or get("year") or re.match(r"n\.d\.: \S", get("note")),
             "if none is known, give the reason: note = {n.d.: ...}"),
            ("url", get("url") or get("doi") or (container and (get(container) or get("journal"))),
             f"or a {container}" if container else ""),
            ("urldate", get("urldate") or not get("url"), "the day on which the address was opened, as 2024-11-26")):
        yield name, not found, f"'{source.key}' has no {name}", "missing-field", hint


def _list_forms(source: Source) -> Iterator[_Rule]:
    """A field has the form that BibTeX, pandoc, mkdocs-bibtex and browsers read as it was meant."""
    key, title, url = source.key, source.get("title"), source.get("url")
    yield ("key", not re.fullmatch(r"[\w-]+", key), f"citation key '{key}' has a character that mkdocs-bibtex cuts at",
           "key-characters", "use letters, digits, _ and - only")
    yield ("title", title and not _is_braced(title), f"the title of '{key}' is not in double braces", "unbraced-title",
           f"write title = {{{{{title}}}}}, or its capitals will be changed")
    for name in source.entry.fields:  # pandoc drops the whole field
        bare = name not in _VERBATIM and _RAW_LATEX.search(source.get(name))
        sign = bare[0] if bare else ""
        yield name, bare, f"{name} of '{key}' has a bare '{sign}'", "latex-character", f"write \\{sign}"
    yield ("url", url and not is_web(url), f"the address of '{key}' is not a web address: {url[:60]}",
           "unsafe-address", "only http:// and https:// are taken")  # a browser runs what others stand for
    for name in source.names() + source.names("editor"):
        yield ("author", _is_split(name), f"author '{name}' of '{key}' looks like an organisation", "corporate-author",
               "write {{The Associated Press}}; for a person, give the first name in full")
    given, day, opened = "date" if source.get("date") else "year", source.date, parse_edtf(source.get("urldate"))
    for name, span in ((given, day), ("urldate", opened)):
        yield (name, source.get(name) and not span, f"{name} '{source.get(name)[:40]}' of '{key}' is not a date",
               "bad-date", "write 2024-10-24, 2024-10, 2024 or 2024-10/2024-11")
    yield ("urldate", day and opened and opened.latest < day.earliest, f"'{key}' was accessed on "
           f"{source.get('urldate')}, before its publication on {source.get(given)}", "accessed-too-early", "")


def _is_split(name: str) -> bool:
    """Whether an organisation was split into a family name and initials, as in `Press, T. A.`."""
    family, _, given = name.partition(", ")
    found = _BODY.search(given) or (_BODY.search(family) and (not given or _INITIALS.fullmatch(given)))
    return bool(found) and not _is_braced(name)


def _is_braced(text: str) -> bool:
    """Whether one pair of braces holds the whole text."""
    depths = list(accumulate((character == "{") - (character == "}") for character in text))
    return text.startswith("{") and text.endswith("}") and 0 not in depths[:-1]
