"""What every entry of the bibliography must have.

A rule is a generator over one source; its docstring is the rule. Fields and types are
biblatex's, the meaning of `n.d.` that of the Chicago Manual (no date given).
"""

import re
from collections.abc import Callable, Iterator

from ..addresses import is_web
from ..problems import Problem
from .bibliography import Bibliography, Source

Rule = Callable[[Source], Iterator[Problem]]

_CONTAINER = {"article": "journaltitle", "incollection": "booktitle", "inproceedings": "booktitle", "book": "publisher"}
_BODY = re.compile(r"\b(the|press|agency|ministry|department|news|times|post|service|office|institute|university|"
                   r"association|organi[sz]ation|committee|council|government|commission|bank|cent(?:er|re))\b", re.I)
_RAW_LATEX = re.compile(r"(?<!\\)[#%$]")
_VERBATIM = {"url", "doi", "file", "eprint"}
_INITIALS = re.compile(r"(?:[A-Z]\.[\s-]?)+")


def check_sources(bibliography: Bibliography) -> Iterator[Problem]:
    """Yield the faults of the file, or, where it can be read from end to end, those of each entry."""
    yield from bibliography.problems
    if not bibliography.is_readable:
        return
    for source in bibliography.sources.values():
        for rule in RULES:
            yield from rule(source)


def check_key(source: Source) -> Iterator[Problem]:
    """A key has letters, digits, `_` and `-` only: mkdocs-bibtex cuts it at any other character."""
    if not re.fullmatch(r"[\w-]+", source.key):
        yield Problem(source.path, source.line,
                      f"citation key '{source.key}' has a character that mkdocs-bibtex cuts at", "key-characters",
                      "use letters, digits, _ and - only")


def check_title(source: Source) -> Iterator[Problem]:
    """An entry has a title, wholly in double braces: without them BibTeX changes its capitals."""
    title = source.get("title")
    if not title:
        yield _missing(source, "title", "if none was seen, supply one in square brackets")
    elif not _is_braced(title):
        yield Problem(source.path, source.line_of("title"), f"the title of '{source.key}' is not in double braces",
                      "unbraced-title", f"write title = {{{{{title}}}}}, or its capitals will be changed")


def check_who(source: Source) -> Iterator[Problem]:
    """An entry names an author, an editor or an organisation."""
    if not (source.names() or source.names("editor") or source.get("organization")):
        yield _missing(source, "author", "an organisation will do, in double braces")


def check_when(source: Source) -> Iterator[Problem]:
    """An entry has a date in EDTF, or a `note` that begins `n.d.: ` and says why there is none."""
    given = source.get("date") or source.get("year")
    if given and source.date is None:
        yield _bad_date(source, "date" if source.get("date") else "year", given)
    if not given and not re.match(r"n\.d\.: \S", source.get("note")):
        yield _missing(source, "date", "if none is known, give the reason: note = {n.d.: ...}")


def check_where(source: Source) -> Iterator[Problem]:
    """An entry has an http or https address with the day of access, or names the print it is in."""
    address, container = source.get("url"), _CONTAINER.get(source.entry.type)
    if not address and not (container and (source.get(container) or source.get("journal"))):
        yield _missing(source, "url", f"or a {container}" if container else "")
    if address and not source.get("urldate"):
        yield _missing(source, "urldate", "the day on which the address was opened, as 2024-11-26")
    if address and not is_web(address):
        yield Problem(source.path, source.line_of("url"),
                      f"the address of '{source.key}' is not a web address: {address[:60]}", "unsafe-address",
                      "only http:// and https:// are taken")


def check_access(source: Source) -> Iterator[Problem]:
    """The day of access is a date, and not before the publication."""
    if source.get("urldate") and source.accessed is None:
        yield _bad_date(source, "urldate", source.get("urldate"))
    if source.date and source.accessed and source.accessed.latest < source.date.earliest:
        yield Problem(source.path, source.line_of("urldate"),
                      f"'{source.key}' was accessed on {source.get('urldate')}, before its publication on "
                      f"{source.get('date') or source.get('year')}", "accessed-too-early")


def check_corporate(source: Source) -> Iterator[Problem]:
    """An organisation is not split into a family name and initials, as in `Press, T. A.`."""
    for name in source.names() + source.names("editor"):
        family, _, given = name.partition(", ")
        looks_split = _BODY.search(given) or (
            _BODY.search(family) and (not given or _INITIALS.fullmatch(given)))
        if not _is_braced(name) and looks_split:
            yield Problem(source.path, source.line_of("author"), f"author '{name}' of '{source.key}' looks like an "
                          "organisation", "corporate-author",
                          "write {{The Associated Press}}; for a person, give the first name in full")


def check_latex(source: Source) -> Iterator[Problem]:
    """A field is LaTeX: `#`, `%` and `$` have a backslash before them, or pandoc drops the whole field."""
    for name in source.entry.fields:
        found = None if name in _VERBATIM else _RAW_LATEX.search(source.get(name))
        if found:
            yield Problem(source.path, source.line_of(name), f"{name} of '{source.key}' has a bare '{found.group()}'",
                          "latex-character", f"write \\{found.group()}")


RULES: tuple[Rule, ...] = (
    check_key, check_title, check_latex, check_who, check_when, check_where, check_access, check_corporate)


def _missing(source: Source, name: str, hint: str) -> Problem:
    return Problem(source.path, source.line, f"'{source.key}' has no {name}", "missing-field", hint)


def _bad_date(source: Source, name: str, given: str) -> Problem:
    return Problem(source.path, source.line_of(name), f"{name} '{given[:40]}' of '{source.key}' is not a date",
                   "bad-date", "write 2024-10-24, 2024-10, 2024 or 2024-10/2024-11")


def _is_braced(text: str) -> bool:
    """Whether one pair of braces holds the whole text."""
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0 and position < len(text) - 1:
            return False
    return text.startswith("{") and text.endswith("}")
