"""What every entry of the bibliography must have.

A rule is a generator over one source; its docstring is the rule. Fields and types are
biblatex's, the meaning of `n.d.` that of the Chicago Manual (no date given).
"""

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from ..addresses import is_web
from ..problems import Fault, Problem
from .bibliography import Bibliography, Source

_CONTAINER = {"article": "journaltitle", "incollection": "booktitle", "inproceedings": "booktitle", "book": "publisher"}
_BODY = re.compile(r"\b(the|press|agency|ministry|department|news|times|post|service|office|institute|university|"
                   r"association|organi[sz]ation|committee|council|government|commission|bank|cent(?:er|re))\b", re.I)
_RAW_LATEX = re.compile(r"(?<!\\)[#%$]")
_VERBATIM = {"url", "doi", "file", "eprint"}
_INITIALS = re.compile(r"(?:[A-Z]\.[\s-]?)+")


def check_sources(bibliography: Bibliography) -> Iterator[Problem]:
    """Yield the faults of the file, or, where it can be read from end to end, those of each entry."""
    yield from bibliography.problems
    for source in bibliography.sources.values() if bibliography.is_readable else ():
        for rule in RULES:
            yield from (Problem(source.path, *fault) for fault in rule(source))


def check_needed(source: Source) -> Iterator[Fault]:
    """An entry has a title, a name, a date and a place: an address with its day of access, a DOI or what it is in.

    Where no date is known, a `note` that begins `n.d.: ` says why.
    """
    address, container = source.get("url"), _CONTAINER.get(source.entry.type, "")
    needed = (
        ("title", source.get("title"), "if none was seen, supply one in square brackets"),
        ("author", source.names() or source.names("editor") or source.get("organization"),
         "an organisation will do, in double braces"),
        ("date", source.get("date") or source.get("year") or re.match(r"n\.d\.: \S", source.get("note")),
         "if none is known, give the reason: note = {n.d.: ...}"),
        ("url", address or source.get("doi") or (container and (source.get(container) or source.get("journal"))),
         f"or a {container}" if container else ""),
        ("urldate", source.get("urldate") or not address, "the day on which the address was opened, as 2024-11-26"))
    yield from ((source.line, f"'{source.key}' has no {name}", "missing-field", hint)
                for name, found, hint in needed if not found)


def check_key(source: Source) -> Iterator[Fault]:
    """A key has letters, digits, `_` and `-` only: mkdocs-bibtex cuts it at any other character."""
    if not re.fullmatch(r"[\w-]+", source.key):
        yield (source.line, f"citation key '{source.key}' has a character that mkdocs-bibtex cuts at", "key-characters",
               "use letters, digits, _ and - only")


def check_title(source: Source) -> Iterator[Fault]:
    """A title stands wholly in double braces: without them BibTeX changes its capitals."""
    title = source.get("title")
    if title and not _is_braced(title):
        yield (source.line_of("title"), f"the title of '{source.key}' is not in double braces", "unbraced-title",
               f"write title = {{{{{title}}}}}, or its capitals will be changed")


def check_latex(source: Source) -> Iterator[Fault]:
    """A field is LaTeX: `#`, `%` and `$` have a backslash before them, or pandoc drops the whole field."""
    for name in source.entry.fields:
        if name not in _VERBATIM and (found := _RAW_LATEX.search(source.get(name))):
            yield (source.line_of(name), f"{name} of '{source.key}' has a bare '{found[0]}'", "latex-character",
                   f"write \\{found[0]}")


def check_dates(source: Source) -> Iterator[Fault]:
    """Dates are in EDTF, and the day of access is not before the publication."""
    name = "date" if source.get("date") else "year"
    for given, day in ((name, source.date), ("urldate", source.accessed)):
        if source.get(given) and day is None:
            yield (source.line_of(given), f"{given} '{source.get(given)[:40]}' of '{source.key}' is not a date",
                   "bad-date", "write 2024-10-24, 2024-10, 2024 or 2024-10/2024-11")
    if source.date and source.accessed and source.accessed.latest < source.date.earliest:
        yield (source.line_of("urldate"), f"'{source.key}' was accessed on {source.get('urldate')}, before its "
               f"publication on {source.get(name)}", "accessed-too-early", "")


def check_address(source: Source) -> Iterator[Fault]:
    """An address is one of the web: a browser runs what others stand for."""
    if source.get("url") and not is_web(source.get("url")):
        yield (source.line_of("url"), f"the address of '{source.key}' is not a web address: {source.get('url')[:60]}",
               "unsafe-address", "only http:// and https:// are taken")


def check_corporate(source: Source) -> Iterator[Fault]:
    """An organisation is not split into a family name and initials, as in `Press, T. A.`."""
    for name in source.names() + source.names("editor"):
        family, _, given = name.partition(", ")
        looks_split = _BODY.search(given) or (_BODY.search(family) and (not given or _INITIALS.fullmatch(given)))
        if looks_split and not _is_braced(name):
            yield (source.line_of("author"), f"author '{name}' of '{source.key}' looks like an organisation",
                   "corporate-author", "write {{The Associated Press}}; for a person, give the first name in full")


RULES: tuple[Callable[[Source], Iterator[Fault]], ...] = (
    check_needed, check_key, check_title, check_latex, check_dates, check_address, check_corporate)


def _is_braced(text: str) -> bool:
    """Return whether one pair of braces holds the whole text."""
    depths = list(accumulate((character == "{") - (character == "}") for character in text))
    return text.startswith("{") and text.endswith("}") and 0 not in depths[:-1]
