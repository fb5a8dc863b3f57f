"""One entry of the bibliography, as typed values that are made once when it is read.

Types of entries and their fields are biblatex's (https://ctan.org/pkg/biblatex, chapter 2). Only
this engine reads `party`, `organ`, `origin`, `extent` and `read`, and `entrysubtype` in words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import msgspec
from pybtex.database import Entry
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from ..store import digest
from ..words import Span, _, format_edtf, parse_edtf

# BCP 47 tags by the names of biblatex.
LANGUAGES = msgspec.yaml.decode(
    Path(__file__).with_name("languages.yml").read_bytes(), type=dict[str, str]
)
# The field in which an entry says what it came out in, by its type.
CONTAINERS = {
    "article": "journaltitle",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "book": "publisher",
}
_MOST_NAMES = 2  # that a short form names; of more it names the first
_PARENT_FIELDS = ("crossref", "xdata")  # name entries whose fields this one takes over
_OTHER_FIELDS = (*_PARENT_FIELDS, "xref", "related", "entryset")  # name other entries


class Place(NamedTuple):
    """Where an entry stands."""

    path: str  # file, as messages call it
    line: int  # of its beginning, counted from 1
    span: tuple[int, int]  # beginning and end in the text of the file


class Name(NamedTuple):
    """An author or an editor."""

    written: str  # `Family, Given`, with the braces and commands of the file
    family: str  # family name with its particles, or an organisation; in characters alone

    @property
    def is_literal(self) -> bool:
        """Whether it stands in braces and is taken as it is: the name of an organisation."""
        return is_braced(self.written)


@dataclass(frozen=True, kw_only=True)
class Source:
    """One entry of the bibliography.

    A text is as written, without the outer delimiters of its field, and empty where the entry
    does not have it. Nothing is taken over from other entries.
    """

    key: str
    type: str  # of biblatex, in lower case: `online`
    title: str  # in braces of its own, if it is as it should be
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    organization: str
    container: str  # what it came out in: journal, book, or the publisher of a book
    given_date: str  # `date`, in EDTF
    year: str  # BibTeX's, which stands where there is no `date`
    date: Span | None  # the day or days of publication; None where it gives none
    note: str
    url: str
    doi: str
    urldate: str  # the day on which the address was opened
    accessed: Span | None  # the same
    language: str  # BCP 47 tag of `langid`; empty where that is none that we know
    entrysubtype: str  # what kind of a thing it is, in words: `news report`
    party: str  # state whose side it takes in the matter, being its organ
    organ: str  # whose organ it is, in words
    given_origin: str  # `origin`: who made the text, where that is not the author
    extent: str  # how far it was read, as `EXTENTS` has it
    read: str  # the day on which it was read, in EDTF
    annotation: str
    keywords: frozenset[str]  # `article` is on the article and what it cites
    parents: frozenset[str]  # keys of entries whose fields it takes over
    others: frozenset[str]  # keys of all entries that it names
    fields: Mapping[str, str] = field(repr=False, compare=False)  # all but names, as written
    place: Place
    raw: str = field(repr=False)  # what stands there
    digest: str  # of what is written there, and of what that means: an `@string` stands elsewhere

    @property
    def path(self) -> str:
        """The file in which it stands, as messages call it."""
        return self.place.path

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.place.line

    def line_of(self, name: str) -> int:
        """Return the line of a field, or that of the entry where the field is not there."""
        match = re.search(rf"^[ \t]*{re.escape(name)}[ \t]*=", self.raw, re.I | re.M)
        if match is None:
            return self.line
        return self.line + self.raw.count("\n", 0, match.start())

    @property
    def issued(self) -> str:
        """Its date as written; empty where there is none."""
        return self.given_date or self.year

    @property
    def short(self) -> str:
        """The short form for tables and margins: family name or organisation, and date in words."""
        return f"{self.who}, {self.when}"

    @property
    def when(self) -> str:
        """Its date in words, or `n.d.`, as the Chicago Manual has it."""
        return format_edtf(self.issued) or _("n.d.")

    @property
    def who(self) -> str:
        """The family names of its authors or editors, or else who printed it."""
        people = self.authors or self.editors
        if not people:
            return _read_latex(self.organization)
        if len(people) > _MOST_NAMES:
            return _("{name} et al.", name=people[0].family)
        return _(" and ").join(name.family for name in people)

    @property
    def origin(self) -> str:
        """Who made the text, whoever carried it.

        It is `origin`, or else an author that is an organisation, or the outlet, or the authors.
        """
        if self.given_origin:
            return self.given_origin
        for name in self.authors:
            if name.is_literal:
                return name.written.strip("{}")
        names = _(" and ").join(name.written for name in self.authors)
        return self.organization or names or self.key


def make_source(key: str, entry: Entry, place: Place, raw: str) -> Source:
    """Return an entry as pybtex has read it as typed values."""
    fields: Mapping[str, str] = entry.fields  # takes names in capitals as well

    def get(name: str) -> str:
        return fields.get(name, "")

    return Source(
        key=key,
        type=entry.type,
        title=get("title"),
        authors=_read_names(entry, "author"),
        editors=_read_names(entry, "editor"),
        organization=get("organization"),
        container=get(CONTAINERS.get(entry.type, "")) or get("journal"),
        given_date=get("date"),
        year=get("year"),
        date=parse_edtf(get("date") or get("year")),
        note=get("note"),
        url=get("url"),
        doi=get("doi"),
        urldate=get("urldate"),
        accessed=parse_edtf(get("urldate")),
        language=LANGUAGES.get(get("langid"), ""),
        entrysubtype=get("entrysubtype"),
        party=get("party"),
        organ=get("organ"),
        given_origin=get("origin"),
        extent=get("extent"),
        read=get("read"),
        annotation=get("annotation"),
        keywords=_split(fields, "keywords"),
        parents=_split(fields, *_PARENT_FIELDS),
        others=_split(fields, *_OTHER_FIELDS),
        fields=fields,
        place=place,
        raw=raw,
        digest=digest(raw, repr(entry)),
    )


def _read_names(entry: Entry, role: str) -> tuple[Name, ...]:
    names = list[Name]()
    for person in entry.persons.get(role, ()):
        family = " ".join(person.prelast_names + person.last_names)
        names.append(Name(str(person), _read_latex(family)))
    return tuple(names)


def _read_latex(text: str) -> str:
    """Return the characters of a text without braces and commands."""
    try:
        return str(Text.from_latex(text))
    except (PybtexError, ValueError):  # a bare backslash, a command that is none
        return text.strip("{}")


def _split(fields: Mapping[str, str], *names: str) -> frozenset[str]:
    """Return what stands between commas in some fields."""
    words = set[str]()
    for name in names:
        words.update(word.strip() for word in fields.get(name, "").split(","))
    return frozenset(words - {""})


def is_braced(text: str) -> bool:
    """Return whether a text stands in one pair of braces from its beginning to its end."""
    if not text.startswith("{"):
        return False
    depth = 0
    for position, character in enumerate(text):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        if depth == 0:
            return position == len(text) - 1
    return False
