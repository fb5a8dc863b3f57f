"""What every entry of the bibliography must have, one rule a function.

`n.d.` is the Chicago Manual's. What is written is what BibTeX, pandoc, mkdocs-bibtex and browsers
read as it was meant.
"""

import re
from collections.abc import Callable, Iterator

from ..problems import Fault, Problem
from ..text import is_web
from .bibliography import Bibliography
from .entries import CONTAINERS, Name, Source, is_braced

_Rule = Callable[[Source], Iterator[Fault]]

_ADDRESS_FIELDS = {"url", "doi", "file", "eprint"}  # which pandoc takes as they are
# Words that are seldom part of the name of a person.
_BODY = re.compile(
    r"\b(the|press|agency|ministry|department|news|times|post|service|office|institute|university|"
    r"association|organi[sz]ation|committee|council|government|commission|bank|cent(?:er|re))\b",
    re.I,
)
_INITIALS = re.compile(r"(?:[A-Z]\.[\s-]?)*")


def check_sources(bibliography: Bibliography) -> Iterator[Problem]:
    """Yield the faults of the file and, where it can be read to its end, of each entry."""
    yield from bibliography.problems
    if not bibliography.is_readable:
        return
    for source in bibliography.sources.values():
        for rule in RULES:
            for fault in rule(source):
                yield Problem(source.path, *fault)


def missing_title(source: Source) -> Iterator[Fault]:
    """A source has a title."""
    if not source.title:
        message = f"'{source.key}' has no title"
        hint = "if none was seen, supply one in square brackets"
        yield Fault(source.line_of("title"), message, "missing-field", hint)


def missing_author(source: Source) -> Iterator[Fault]:
    """A source has an author, an editor, or an organisation that printed it."""
    if not (source.authors or source.editors or source.organization):
        message = f"'{source.key}' has no author"
        hint = "an organisation will do, in double braces"
        yield Fault(source.line_of("author"), message, "missing-field", hint)


def missing_date(source: Source) -> Iterator[Fault]:
    """A source has a date, or a `note` that says after `n.d.: ` why it has none."""
    if not source.issued and not re.match(r"n\.d\.: \S", source.note):
        message = f"'{source.key}' has no date"
        hint = "if none is known, give the reason: note = {n.d.: ...}"
        yield Fault(source.line_of("date"), message, "missing-field", hint)


def missing_place(source: Source) -> Iterator[Fault]:
    """A source can be found: it has an address or a DOI, or in print, what it came out in."""
    if source.url or source.doi:
        return
    message = f"'{source.key}' has no url"
    if source.type not in CONTAINERS:
        yield Fault(source.line_of("url"), message, "missing-field")
    elif not source.container:
        hint = f"or a {CONTAINERS[source.type]}"
        yield Fault(source.line_of("place"), message, "missing-field", hint)


def missing_urldate(source: Source) -> Iterator[Fault]:
    """An address has the day on which it was opened."""
    if source.url and not source.urldate:
        message = f"'{source.key}' has no urldate"
        hint = "the day on which the address was opened, as 2024-11-26"
        yield Fault(source.line_of("urldate"), message, "missing-field", hint)


def key_characters(source: Source) -> Iterator[Fault]:
    """A citation key has only characters that mkdocs-bibtex takes for a part of it."""
    if not re.fullmatch(r"[\w-]+", source.key):
        message = f"citation key '{source.key}' has a character that mkdocs-bibtex cuts at"
        hint = "use letters, digits, _ and - only"
        yield Fault(source.line_of("key"), message, "key-characters", hint)


def unbraced_title(source: Source) -> Iterator[Fault]:
    """A title is in double braces, without which its capitals are changed."""
    if source.title and not is_braced(source.title):
        message = f"the title of '{source.key}' is not in double braces"
        hint = f"write title = {{{{{source.title}}}}}, or its capitals will be changed"
        yield Fault(source.line_of("title"), message, "unbraced-title", hint)


def latex_character(source: Source) -> Iterator[Fault]:
    """A sign that LaTeX acts on has a backslash: pandoc drops the whole field without it."""
    for name, text in source.fields.items():
        if name in _ADDRESS_FIELDS:
            continue
        match = re.search(r"(?<!\\)[#%$]", text)
        if match:
            message = f"{name} of '{source.key}' has a bare '{match[0]}'"
            hint = f"write \\{match[0]}"
            yield Fault(source.line_of(name), message, "latex-character", hint)


def unsafe_address(source: Source) -> Iterator[Fault]:
    """An address is one of the web: a browser would run some others."""
    if source.url and not is_web(source.url):
        message = f"the address of '{source.key}' is not a web address: {source.url[:60]}"
        hint = "only http:// and https:// are taken"
        yield Fault(source.line_of("url"), message, "unsafe-address", hint)


def corporate_author(source: Source) -> Iterator[Fault]:
    """The name of an organisation is in double braces, without which it is split as a person's."""
    for name in (*source.authors, *source.editors):
        if _is_split_body(name):
            message = f"author '{name.written}' of '{source.key}' looks like an organisation"
            hint = "write {{The Associated Press}}; for a person, give the first name in full"
            yield Fault(source.line_of("author"), message, "corporate-author", hint)


def _is_split_body(name: Name) -> bool:
    """Return whether a name looks like that of an organisation that was split: `Press, T. A.`."""
    if name.is_literal:
        return False
    family, _, rest = name.written.partition(", ")
    if _BODY.search(rest):
        return True
    return bool(_BODY.search(family) and _INITIALS.fullmatch(rest))


def bad_date(source: Source) -> Iterator[Fault]:
    """The date of a source and the day on which it was opened are EDTF."""
    if source.issued and source.date is None:
        yield _make_bad_date(source, _name_date(source), source.issued)
    if source.urldate and source.accessed is None:
        yield _make_bad_date(source, "urldate", source.urldate)


def _make_bad_date(source: Source, name: str, text: str) -> Fault:
    message = f"{name} '{text[:40]}' of '{source.key}' is not a date"
    hint = "write 2024-10-24, 2024-10, 2024 or 2024-10/2024-11"
    return Fault(source.line_of(name), message, "bad-date", hint)


def _name_date(source: Source) -> str:
    """Return the field in which a source has its date."""
    return "date" if source.given_date else "year"


def accessed_too_early(source: Source) -> Iterator[Fault]:
    """No source was opened before it was published."""
    if source.date is None or source.accessed is None:
        return
    if source.accessed.latest < source.date.earliest:
        message = (
            f"'{source.key}' was accessed on {source.urldate}, "
            f"before its publication on {source.issued}"
        )
        yield Fault(source.line_of("urldate"), message, "accessed-too-early")


RULES: tuple[_Rule, ...] = (
    missing_title,
    missing_author,
    missing_date,
    missing_place,
    missing_urldate,
    key_characters,
    unbraced_title,
    latex_character,
    unsafe_address,
    corporate_author,
    bad_date,
    accessed_too_early,
)
