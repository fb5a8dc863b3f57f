"""What every entry of the bibliography must have, one rule a function.

`n.d.` is the Chicago Manual's. What is written is what BibTeX, pandoc, mkdocs-bibtex and browsers
read as it was meant.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from ..dates import parse_edtf
from ..problems import Problem, nearest
from ..text import is_web
from .bibliography import Bibliography
from .entries import CONTAINERS, EXTENTS, FAMILY_FIRST, Source
from .fields import TYPE_ALIASES, TYPES, is_known
from .languages import LANGUAGES
from .names import Name

_Rule = Callable[[Source], Iterator[Problem]]

_ADDRESS_FIELDS = {"url", "doi", "eprint"}  # which pandoc takes as they are
# A DOI as its handbook has it (https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html).
_DOI = re.compile(r"10\.\d+(?:\.\d+)*/\S+", re.A)
# Words that are seldom part of the name of a person.
_BODY = re.compile(
    r"\b(the|press|agency|ministry|department|news|times|post|service|office|institute|university|"
    r"association|organi[sz]ation|committee|council|government|commission|bank|cent(?:er|re))\b",
    re.I,
)
# An address of the Wayback Machine that names no copy, but leads to one near a day, or to a list.
_ANY_COPY = re.compile(r"https?://web\.archive\.org/web/(?!\d{14})", re.I)
_INITIALS = re.compile(r"(?:[A-Z]\.[\s-]?)*")


def check_sources(bibliography: Bibliography) -> Iterator[Problem]:
    """Yield the faults of the file and, where it can be read to its end, of each entry."""
    yield from bibliography.problems
    if not bibliography.is_readable:
        return
    for source in bibliography.sources.values():
        for rule in _list_rules(source):
            for fault in rule(source):
                yield fault.at(source.path)


def _list_rules(source: Source) -> Sequence[_Rule]:
    """Return the rules for an entry.

    A field that nobody knows may be the one that would be missing: one mistake has one message.
    """
    if all(map(is_known, source.lines)):
        return RULES
    return [rule for rule in RULES if rule not in _MISSING]


def unknown_type(source: Source) -> Iterator[Problem]:
    """The type of an entry is one of biblatex."""
    if source.type not in TYPES:
        near = nearest(source.type, (*TYPES, *TYPE_ALIASES))
        message = f"'{source.key}' has a type that biblatex does not know, @{source.type[:40]}"
        hint = near or "write @online, @article, @book, @incollection, @report or @misc"
        yield Problem(message, "unknown-type", hint, line=source.line)


def missing_title(source: Source) -> Iterator[Problem]:
    """A source has a title."""
    if not source.title:
        message = f"'{source.key}' has no title"
        hint = "if none was seen, supply one in square brackets"
        yield Problem(message, "missing-field", hint, line=source.line)


def missing_author(source: Source) -> Iterator[Problem]:
    """A source has an author, an editor, or an outlet that printed it."""
    if not (source.authors or source.editors or source.outlet):
        message = f"'{source.key}' has no author"
        hint = "an organisation will do, in double braces"
        yield Problem(message, "missing-field", hint, line=source.line)


def missing_date(source: Source) -> Iterator[Problem]:
    """A source has a date, or a `note` that says after `n.d.: ` why it has none."""
    if not source.given_date and not re.match(r"n\.d\.: \S", source.note):
        message = f"'{source.key}' has no date"
        hint = "if none is known, give the reason: note = {n.d.: ...}"
        yield Problem(message, "missing-field", hint, line=source.line)


def missing_place(source: Source) -> Iterator[Problem]:
    """A source can be found: it has an address or a DOI, or in print, what it came out in."""
    if source.url or source.doi:
        return
    message = f"'{source.key}' has no url"
    hint = "give the address, or a doi"
    if source.type not in CONTAINERS:
        yield Problem(message, "missing-field", hint, line=source.line)
    elif not source.container:
        yield Problem(
            message, "missing-field", f"{hint}, or its {CONTAINERS[source.type]}", line=source.line
        )


def missing_urldate(source: Source) -> Iterator[Problem]:
    """An address has the day on which it was opened."""
    if source.url and not source.urldate:
        message = f"'{source.key}' has no urldate"
        hint = "add the day on which the address was opened, as 2024-11-26"
        yield Problem(message, "missing-field", hint, line=source.line_of("url"))


def key_characters(source: Source) -> Iterator[Problem]:
    """A citation key has only characters that mkdocs-bibtex takes for a part of it."""
    if not re.fullmatch(r"[\w-]+", source.key):
        message = f"citation key '{source.key}' has a character that mkdocs-bibtex cuts at"
        hint = "use letters, digits, _ and - only"
        yield Problem(message, "key-characters", hint, line=source.line)


def latex_character(source: Source) -> Iterator[Problem]:
    """A sign that LaTeX acts on has a backslash: pandoc drops the whole field without it."""
    for name, text in source.fields.items():
        if name in _ADDRESS_FIELDS:
            continue
        match = re.search(r"(?<!\\)[#%$]", text)
        if match:
            message = f"{name} of '{source.key}' has a bare '{match[0]}'"
            hint = f"write \\{match[0]}"
            yield Problem(message, "latex-character", hint, line=source.line_of(name))


def unsafe_address(source: Source) -> Iterator[Problem]:
    """An address is one of the web: a browser would run some others."""
    if source.url and not is_web(source.url):
        message = f"the address of '{source.key}' is not a web address: {source.url[:60]}"
        hint = "only http:// and https:// are taken"
        yield Problem(message, "unsafe-address", hint, line=source.line_of("url"))


def copy_was_seen(source: Source) -> Iterator[Problem]:
    """An archived copy has its address, one that was seen, and the day on which it was."""
    copy, day = source.archiveurl, source.archiveseen
    if copy and not is_web(copy):
        message = f"the archived copy of '{source.key}' has no web address: {copy[:60]}"
        hint = "only http:// and https:// are taken"
        yield Problem(message, "unsafe-address", hint, line=source.line_of("archiveurl"))
    if _ANY_COPY.match(copy):
        message = f"the archived copy of '{source.key}' is any that there may be: {copy[:60]}"
        hint = "write the address to which it leads, with fourteen digits, once it was seen"
        yield Problem(message, "unseen-copy", hint, line=source.line_of("archiveurl"))
    if copy and not _is_day(day):
        message = f"'{source.key}' has an archiveurl, and archiveseen is no day"
        hint = "add the day on which the copy was seen, as 2024-11-26"
        line = source.line_of("archiveseen" if day else "archiveurl")
        yield Problem(message, "bad-date", hint, line=line)
    if day and not copy:
        message = f"'{source.key}' has an archiveseen and no archiveurl"
        hint = "add the address of the copy, as it was seen; or take the line away"
        yield Problem(message, "missing-field", hint, line=source.line_of("archiveseen"))


def bad_doi(source: Source) -> Iterator[Problem]:
    """A DOI is one: a number that begins with 10, a slash, and what stands behind it."""
    if source.doi and not _DOI.fullmatch(source.doi):
        message = f"doi '{source.doi[:60]}' of '{source.key}' is not a DOI"
        hint = "write it as 10.1000/182, and an address as url"
        yield Problem(message, "bad-doi", hint, line=source.line_of("doi"))


def unknown_language(source: Source) -> Iterator[Problem]:
    """A language is one that biblatex has a name for, or a tag of BCP 47 that begins with one."""
    if source.langid and not source.language:
        message = f"language '{source.langid[:40]}' of '{source.key}' is not known"
        near = nearest(source.langid.lower(), LANGUAGES)
        hint = near or "write its name for biblatex, or a tag such as en-GB, or leave it out"
        yield Problem(message, "unknown-language", hint, line=source.line_of("langid"))


def unknown_extent(source: Source) -> Iterator[Problem]:
    """How far a source was read is said by a code."""
    if source.extent and source.extent not in EXTENTS:
        message = f"extent '{source.extent[:40]}' of '{source.key}' is not known"
        hint = nearest(source.extent, EXTENTS) or f"write one of {', '.join(EXTENTS)}"
        yield Problem(message, "unknown-extent", hint, line=source.line_of("extent"))


def unknown_order(source: Source) -> Iterator[Problem]:
    """The order of names is given name first, which needs no field, or family name first."""
    if source.nameorder not in {"", FAMILY_FIRST}:
        message = f"nameorder '{source.nameorder[:40]}' of '{source.key}' is not known"
        hint = f"write {FAMILY_FIRST}, or nothing where the given name stands first"
        yield Problem(message, "bad-value", hint, line=source.line_of("nameorder"))


def bad_reading(source: Source) -> Iterator[Problem]:
    """What says when a source was read is a day."""
    if source.read and not _is_day(source.read):
        message = f"read '{source.read[:40]}' of '{source.key}' is not a day"
        hint = "write the day on which it was read, as 2024-11-26"
        yield Problem(message, "bad-date", hint, line=source.line_of("read"))


def missing_reading(source: Source) -> Iterator[Problem]:
    """A source that was read, however far, has the day of it; and a day says how far."""
    hint = "the day on which it was read, as 2024-11-26"
    if source.extent in EXTENTS and source.extent != "none" and not source.read:
        message = f"'{source.key}' has the extent '{source.extent}' and no read"
        yield Problem(message, "missing-field", f"add {hint}", line=source.line_of("extent"))
    if source.read and not source.extent:
        message = f"'{source.key}' has a read and no extent"
        hint = f"say how far it was read: {', '.join(EXTENTS)}"
        yield Problem(message, "missing-field", hint, line=source.line_of("read"))


def _is_day(text: str) -> bool:
    """Return whether a text is one day in EDTF."""
    span = parse_edtf(text)
    return span is not None and span.earliest == span.latest


def corporate_author(source: Source) -> Iterator[Problem]:
    """The name of an organisation is in double braces, without which it is split as a person's."""
    for role, names in (("author", source.authors), ("editor", source.editors)):
        for name in names:
            if _is_split_body(name):
                message = f"{role} '{name.written}' of '{source.key}' looks like an organisation"
                hint = "write {{The Associated Press}}; for a person, give the first name in full"
                yield Problem(message, "corporate-author", hint, line=source.line_of(role))


def _is_split_body(name: Name) -> bool:
    """Return whether a name looks like that of an organisation that was split: `Press, T. A.`."""
    if name.is_literal:
        return False
    family, _, rest = name.written.partition(", ")
    if _BODY.search(rest):
        return True
    return bool(_BODY.search(family) and _INITIALS.fullmatch(rest))


def bad_date(source: Source) -> Iterator[Problem]:
    """The date of a source and the day on which it was opened are EDTF."""
    hint = "write 2024-10-24, 2024-10, 2024 or 2024-10/2024-11"
    spans = {"date": source.date, "urldate": source.accessed}
    for name, span in spans.items():
        text = source.fields.get(name, "")
        if text and span is None:
            message = f"{name} '{text[:40]}' of '{source.key}' is not a date"
            yield Problem(message, "bad-date", hint, line=source.line_of(name))


def accessed_too_early(source: Source) -> Iterator[Problem]:
    """No source was opened before it was published."""
    if source.date is None or source.accessed is None:
        return
    if source.accessed.latest < source.date.earliest:
        message = (
            f"'{source.key}' was accessed on {source.urldate}, "
            f"before its publication on {source.given_date}"
        )
        hint = "one of the two is wrong: give the day on which you opened it"
        yield Problem(message, "accessed-too-early", hint, line=source.line_of("urldate"))


_MISSING = {
    missing_title,
    missing_author,
    missing_date,
    missing_place,
    missing_urldate,
    missing_reading,
}
RULES: tuple[_Rule, ...] = (
    unknown_type,
    missing_title,
    missing_author,
    missing_date,
    missing_place,
    missing_urldate,
    key_characters,
    latex_character,
    unsafe_address,
    copy_was_seen,
    bad_doi,
    unknown_language,
    unknown_extent,
    unknown_order,
    bad_reading,
    missing_reading,
    corporate_author,
    bad_date,
    accessed_too_early,
)
