"""What every entry of the bibliography must have: a rule is a function, the form of fields a table.

What is written is what pandoc, mkdocs-bibtex and browsers read as it was meant.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pybtex.bibtex.utils import split_name_list, split_tex_string

from ..dates import parse_edtf
from ..html import normalise
from ..problems import Problem, ask, nearest
from ..text import is_web
from ..vocabulary import HOW_READ
from .bibliography import Bibliography
from .entries import (
    FAMILY_FIRST,
    FIELDS,
    KEYWORDS,
    TAG,
    UNREAD,
    Source,
    find_keywords,
)

_USUAL_TYPES = ("online", "article", "book", "incollection", "report", "misc")
_OF_THE_WEB = frozenset({"online", "electronic", "www", "misc"})
# What others call fields that we read.
_CLASSIC = {
    "year": "date",
    "month": "date",
    "journal": "journaltitle",
    "school": "institution",
    "address": "location",
    "language": "langid",
}
# Fields of biblatex and Zotero that are like one of ours, and mean something else.
_ALIKE_NAMES = (
    "annotator annote archive booksubtitle booktitleaddon editora editorb editorc "
    "eventtitleaddon issuetitleaddon journalsubtitle journaltitleaddon mainsubtitle "
    "maintitleaddon mrnumber origlocation origpublisher part volumes zblnumber"
)
_ALIKE = frozenset(_ALIKE_NAMES.split())
_NEARLY = 0.8  # how like one of ours the name of a field must be to be meant as one
_NEARLY_A_KEYWORD = 0.87  # `artcle`, and not `one`
# An organisation's; all further ones; and one whose parts biblatex is told, 3.4.
_NAME = re.compile(r"\{.*\}|others|family=.*")
_PARTS = (2, 3)  # of a person's name between commas: Family, Given, or Family, Jr, Given
# Fields of words, which a record has as they are written.
_OF_WORDS = {
    *("title", "subtitle", "titleaddon", "journaltitle", "booktitle", "series"),
    *("publisher", "organization", "institution", "location"),
}
# A DOI as its handbook has it (https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html).
_DOI = re.compile(r"10\.\d+(?:\.\d+)*/\S+", re.A)
# An address of the Wayback Machine without fourteen digits names no copy, but leads to one near a
# day, or to a list.
_ONE_COPY = re.compile(r"(?!https?://web\.archive\.org/web/(?!\d{14}))", re.I)


def _is_day(text: str) -> bool:
    """Return whether a text is one day in EDTF."""
    span = parse_edtf(text)
    return span is not None and span.earliest == span.latest


class _FormFault(NamedTuple):
    """What a field must be, if it is there."""

    field: str
    is_right: Callable[[str], object]
    what: str  # it is not, where it is wrong
    code: str
    hint: str


_DATE = "write 2024-10-24, 2024-10, 2024 or 2024-10/2024-11"
_DAY = "write the day, as 2024-11-26"
_WEB = "only http:// and https:// are taken"
_COPY = "write the address to which it leads, with fourteen digits, once it was seen"
_EXTENT = f"write one of {', '.join(HOW_READ)}"
_ORDER = f"write {FAMILY_FIRST}, or nothing where the given name stands first"
_KIND = "write newspaper or magazine; what kind of a thing it is stands in kind"
_SUBTYPES = ("magazine", "newspaper")
_FORMS = (
    _FormFault("url", is_web, "a web address", "unsafe-address", _WEB),
    _FormFault("archiveurl", is_web, "a web address", "unsafe-address", _WEB),
    _FormFault("archiveurl", _ONE_COPY.match, "the address of one copy", "unseen-copy", _COPY),
    _FormFault("doi", _DOI.fullmatch, "a DOI", "bad-doi", "write it as 10.1000/182, or use url"),
    _FormFault("date", parse_edtf, "a date", "bad-date", _DATE),
    _FormFault("urldate", parse_edtf, "a date", "bad-date", _DATE),
    _FormFault("read", _is_day, "a day", "bad-date", _DAY),
    _FormFault("archiveseen", _is_day, "a day", "bad-date", _DAY),
    _FormFault("extent", HOW_READ.__contains__, "an extent", "unknown-extent", _EXTENT),
    _FormFault("nameorder", FAMILY_FIRST.__eq__, "an order of names", "bad-value", _ORDER),
    _FormFault("entrysubtype", _SUBTYPES.__contains__, "what it came out in", "bad-value", _KIND),
)

# A field, another that it asks for, and what to do where that is missing.
_PARTNERS = (
    ("url", "urldate", "add the day on which the address was opened, as 2024-11-26"),
    ("extent", "read", "add the day on which it was read"),
    ("read", "extent", f"say how far it was read: {', '.join(HOW_READ)}"),
    ("archiveurl", "archiveseen", "add the day on which the copy was seen, as 2024-11-26"),
    ("archiveseen", "archiveurl", "add the address of the copy, as it was seen"),
)


def check_sources(bibliography: Bibliography) -> Iterator[Problem]:
    """Yield the faults of the file and, where it can be read to its end, of each entry."""
    yield from bibliography.problems
    if not bibliography.is_readable:
        return
    for source in bibliography.sources.values():
        unknown = list(unknown_field(source))
        # That field may be the one that would be missing: one mistake has one message.
        rules = [rule for rule in RULES if not (unknown and rule in _OF_WHAT_IS_MISSING)]
        yield from (fault.at(source.path) for fault in (*unknown, *ask(rules, source)))


def unknown_field(source: Source) -> Iterator[Problem]:
    """A field that is nearly one of ours, or one of ours by another name, is that."""
    for name, line in source.lines.items():
        if name in FIELDS or name in _ALIKE or "+" in name:  # of biblatex, 3.7: `author+an`
            continue
        near = [other for other in sorted(FIELDS) if sorted(other) == sorted(name)]
        near += difflib.get_close_matches(name, sorted(FIELDS), n=1, cutoff=_NEARLY)
        meant = _CLASSIC.get(name) or next(iter(near), "")
        if meant:
            message = f"'{source.key}' has a field that is not read, '{name[:40]}'"
            yield Problem(message, "unknown-field", f"did you mean '{meant}'?", line=line)


def unknown_type(source: Source) -> Iterator[Problem]:
    """The type of an entry is one of biblatex, which pandoc knows but for `misc`."""
    if not source.item.get("type") and source.type != "misc":
        near = nearest(source.type, _USUAL_TYPES)
        message = f"'{source.key}' has a type that biblatex does not know, @{source.type[:40]}"
        hint = near or f"write one of @{', @'.join(_USUAL_TYPES)}"
        yield Problem(message, "unknown-type", hint, line=source.line)


def missing_field(source: Source) -> Iterator[Problem]:
    """A source has a title, an author, a date and a place."""
    if "title" not in source.fields:
        yield _say_missing(source, "title", "if none was seen, supply one in square brackets")
    if not (source.authors or source.editors or source.outlet):
        yield _say_missing(source, "author", "an organisation will do, in double braces")
    if not source.given_date and not re.match(r"n\.d\.: \S", source.fields.get("note", "")):
        yield _say_missing(source, "date", "if none is known, give the reason: note = {n.d.: ...}")
    is_printed = source.type not in _OF_THE_WEB and source.outlet
    if not (source.url or source.doi or is_printed):
        yield _say_missing(source, "url", "give the address, a doi, or what it was printed in")


def missing_partner(source: Source) -> Iterator[Problem]:
    """A field that asks for another has it beside it, as `_PARTNERS` has it."""
    for name, partner, hint in _PARTNERS:
        is_there = source.fields.get(name, UNREAD) != UNREAD  # what was not read has no such day
        if is_there and not source.fields.get(partner):
            yield _say_missing(source, partner, hint, name)


def _say_missing(source: Source, name: str, hint: str, beside: str = "") -> Problem:
    """Return that a field is missing, on the line of another that asks for it."""
    message = f"'{source.key}' has no {name}"
    return Problem(message, "missing-field", hint, line=source.line_of(beside))


def wrong_form(source: Source) -> Iterator[Problem]:
    """A field is what it must be, as `_FORMS` has it."""
    for form in _FORMS:
        text = source.fields.get(form.field, "")
        if text and not form.is_right(text):
            message = f"{form.field} '{text[:60]}' of '{source.key}' is not {form.what}"
            yield Problem(message, form.code, form.hint, line=source.line_of(form.field))


def unknown_language(source: Source) -> Iterator[Problem]:
    """A language is a tag of BCP 47, or one of the names that pandoc turns into one."""
    language = source.item.get("language", "")
    if language and not TAG.fullmatch(language):
        message = f"langid '{language[:40]}' of '{source.key}' is not the tag of a language"
        hint = "write a tag of BCP 47, such as ko or en-GB, or leave it out"
        yield Problem(message, "unknown-language", hint, line=source.line_of("langid"))


def unknown_keyword(source: Source) -> Iterator[Problem]:
    """A keyword that is nearly one of ours is one; all others are a collector's and dropped."""
    for word in find_keywords(source.given.get("keywords", "")):
        near = difflib.get_close_matches(word.lower(), KEYWORDS, n=1, cutoff=_NEARLY_A_KEYWORD)
        if near and word not in KEYWORDS:
            message = f"keyword '{word[:40]}' of '{source.key}' is none of ours"
            hint = f"did you mean '{near[0]}'?"
            yield Problem(message, "unknown-keyword", hint, line=source.line_of("keywords"))


def lost_words(source: Source) -> Iterator[Problem]:
    """A record has every word of an entry: pandoc drops what it cannot read, as LaTeX or at all."""
    members = [text for name, text in source.item.items() if name not in {"id", "URL", "DOI"}]
    record = " ".join(text for text in members if isinstance(text, str)).lower()
    for name in sorted(_OF_WORDS & source.fields.keys()):
        written = normalise(re.sub(r"\\[A-Za-z]+", " ", source.fields[name]))
        pieces = re.findall(r"(?!and\b)[^\W_]{3,}|[#%$]", written)
        lost = [piece for piece in pieces if piece.lower() not in record]
        if lost:
            message = f"the record of '{source.key}' does not have '{lost[0]}' from its {name}"
            hint = "write \\% and \\$ for % and $, the character for its command, "
            hint += "or a field that this type has"
            yield Problem(message, "lost-words", hint, line=source.line_of(name))


def bad_name(source: Source) -> Iterator[Problem]:
    """A name is a person's, Family, Given, or stands in braces, as that of an organisation does."""
    for role in ("author", "editor"):
        for written in split_name_list(source.fields.get(role, "")):
            is_person = len(split_tex_string(written, ",")) in _PARTS
            if not (is_person or _NAME.fullmatch(written)):
                message = f"{role} '{written[:60]}' of '{source.key}' is no Family, Given"
                hint = "put 'and' between names, and braces around organisations: {{The Agency}}"
                yield Problem(message, "bad-name", hint, line=source.line_of(role))


def accessed_too_early(source: Source) -> Iterator[Problem]:
    """No source was opened or read before it was published."""
    for name, how in (("urldate", "accessed"), ("read", "read")):
        day = source.fields.get(name, "")
        opened = parse_edtf(day)
        if source.date and opened and opened.latest < source.date.earliest:
            message = (
                f"'{source.key}' was {how} on {day}, before its publication on {source.given_date}"
            )
            hint = "one of the two is wrong: give the day on which you opened it"
            yield Problem(message, "accessed-too-early", hint, line=source.line_of(name))


_OF_WHAT_IS_MISSING = (missing_field, missing_partner)
RULES = (
    unknown_type,
    missing_field,
    missing_partner,
    wrong_form,
    unknown_language,
    unknown_keyword,
    lost_words,
    bad_name,
    accessed_too_early,
)


def uncited_source(
    cited: Iterable[str], sources: Mapping[str, Source], recorded: Mapping[str, str]
) -> Iterator[Problem]:
    """Some page cites each source; `recorded` has the place of a record that names it, by key."""
    for key in sources.keys() - {*cited}:
        hint = "cite it or delete the entry"
        if key in recorded:
            hint = f"{recorded[key]} names it: cite it in the text there, or delete both"
        problem = Problem(f"no page cites '{key}'", "uncited-source", hint)
        yield problem.at(sources[key].path, sources[key].line)
