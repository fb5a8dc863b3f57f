"""One entry of the bibliography, as typed values that are made once when it is read.

Types of entries and their fields are biblatex's (https://ctan.org/pkg/biblatex, chapter 2). Only
this engine reads `party`, `organ`, `origin`, `extent`, `read`, `nameorder`, `archiveurl` and
`archiveseen`, and `entrysubtype` in words.
Whatever is made of an entry is made of its public fields, as `cleaning.py` leaves them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from ..dates import Span, format_edtf, parse_edtf
from ..text import digest
from .cleaning import Field, clean, find_keywords, unbrace
from .fields import TYPE_ALIASES
from .languages import find_tag
from .names import Name, read_latex, read_names

Extent = Literal["whole", "opening", "part", "quoted", "none"]
EXTENTS: tuple[Extent, ...] = get_args(Extent)  # how far a source was read, best first
FAMILY_FIRST = "family-given"  # as biblatex calls a name printed so, like Korean and Chinese ones
# The field in which an entry says what it came out in, by its type.
CONTAINERS = {
    "article": "journaltitle",
    "incollection": "booktitle",
    "inbook": "booktitle",
    "inproceedings": "booktitle",
    "book": "publisher",
    "collection": "publisher",
    "report": "institution",
    "thesis": "institution",
}
# Other names of those fields, of BibTeX.
_CONTAINER_ALIASES = {"journaltitle": "journal", "institution": "school"}
_OUTLETS = ("organization", "institution", "journaltitle", "journal", "school", "publisher")
_MOST_NAMES = 2  # that a short form names; of more it names the first
# Fields that looking again changes.
OF_LOOKING = frozenset({"read", "urldate", "keywords", "archiveurl", "archiveseen"})


class Place(NamedTuple):
    """Where an entry stands."""

    path: str  # file, as messages call it
    line: int  # of its beginning, counted from 1


@dataclass(frozen=True, kw_only=True)
class Source:
    """One entry of the bibliography.

    A text is as written, without the outer delimiters of its field, and empty where the entry
    does not have it, or where it is private. Nothing is taken over from other entries.
    """

    key: str
    type: str  # of biblatex, in lower case: `online`, also for its other name `www`
    title: str  # without braces around all of it
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    nameorder: str  # `FAMILY_FIRST` where their names are printed so; empty for given name first
    organization: str
    outlet: str  # who printed it, in whichever field that stands
    container: str  # what it came out in: journal, book, or the publisher of a book
    given_date: str  # `date`, or `year` and `month` of BibTeX, in EDTF
    date: Span | None  # the day or days of publication; None where it gives none
    note: str
    url: str
    doi: str
    urldate: str  # the day on which the address was opened
    accessed: Span | None  # the same
    langid: str  # what it says of its language
    language: str  # BCP 47 tag of the same; empty where that is none that we know
    entrysubtype: str  # what kind of a thing it is, in words: `news report`
    party: str  # state whose side it takes in the matter, being its organ
    organ: str  # whose organ it is, in words
    given_origin: str  # `origin`: who made the text, where that is not the author
    extent: str  # how far it was read, as `EXTENTS` has it
    read: str  # the day on which it was read, in EDTF
    annotation: str  # remarks that begin with one of `LABELS`
    keywords: frozenset[str]  # `article` is on the article and what it cites
    parents: frozenset[str]  # keys of entries whose fields it takes over
    fields: Mapping[str, str] = field(repr=False, compare=False)  # all that are public
    lines: Mapping[str, int] = field(repr=False, compare=False)  # of all fields in the file
    place: Place
    raw: str = field(repr=False)  # the entry with its public fields, one a line
    digest: str  # of the same

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
        return self.lines.get(name.lower(), self.line)

    @property
    def archiveurl(self) -> str:
        """The address of an archived copy, as it was seen; empty without one."""
        return self.fields.get("archiveurl", "")

    @property
    def archiveseen(self) -> str:
        """The day on which that was seen."""
        return self.fields.get("archiveseen", "")

    @property
    def lasting(self) -> str:
        """What stays of it when somebody looks again: all but days of looking, and what is gone."""
        parts = [self.key, self.type]
        for name, text in self.fields.items():
            if name not in OF_LOOKING:
                parts.append(f"{name} = {text}")
        return "\n".join([*parts, *sorted(self.keywords - {"gone"})])

    @property
    def short(self) -> str:
        """The short form for tables and margins: family name or organisation, and date in words."""
        return f"{self.who}, {self.when}"

    @property
    def when(self) -> str:
        """Its date in words, or `n.d.`, as the Chicago Manual has it."""
        return format_edtf(self.given_date) or "n.d."

    @property
    def who(self) -> str:
        """The family names of its authors or editors, or else who printed it."""
        people = self.authors or self.editors
        if not people:
            return read_latex(self.outlet)
        if len(people) > _MOST_NAMES:
            return f"{people[0].family} et al."
        return " and ".join(name.family for name in people)

    @property
    def origin(self) -> str:
        """Who made the text, whoever carried it.

        It is `origin`, or else an author that is an organisation, the organisation that printed it,
        the authors, or the outlet.
        """
        if self.given_origin:
            return self.given_origin
        for name in self.authors:
            if name.is_literal:
                return read_latex(name.written)
        names = " and ".join(name.written for name in self.authors)
        return read_latex(self.organization or names or self.outlet) or self.key


def make_source(key: str, kind: str, given: Sequence[Field], place: Place) -> Source:
    """Return an entry of some type and with the fields of the author's file as typed values."""
    public = clean(given)
    fields = {each.name: each.text for each in public}
    text = defaultdict(str, fields)
    raw = write_entry(key, kind, fields)
    return Source(
        key=key,
        type=TYPE_ALIASES.get(kind, kind),
        title=unbrace(text["title"]),
        authors=read_names(text["author"]),
        editors=read_names(text["editor"]),
        nameorder=text["nameorder"],
        organization=text["organization"],
        outlet=_find_first(fields, *_OUTLETS),
        container=_find_container(kind, fields),
        given_date=text["date"],
        date=parse_edtf(text["date"]),
        note=text["note"],
        url=text["url"],
        doi=text["doi"],
        urldate=text["urldate"],
        accessed=parse_edtf(text["urldate"]),
        langid=text["langid"],
        language=find_tag(text["langid"]),
        entrysubtype=text["entrysubtype"],
        party=text["party"],
        organ=text["organ"],
        given_origin=text["origin"],
        extent=text["extent"],
        read=text["read"],
        annotation=text["annotation"],
        keywords=frozenset(find_keywords(text["keywords"])),
        parents=frozenset(find_keywords(f"{text['crossref']},{text['xdata']}")),
        fields=fields,
        lines=_find_lines(given, public),
        place=place,
        raw=raw,
        digest=digest(raw),
    )


def write_entry(key: str, kind: str, fields: Mapping[str, str]) -> str:
    """Return an entry as biblatex has it, one field a line."""
    lines = [f"  {name:12} = {{{text}}},\n" for name, text in fields.items()]
    return f"@{kind}{{{key},\n{''.join(lines)}}}"


def _find_lines(given: Sequence[Field], public: Sequence[Field]) -> dict[str, int]:
    """Return the line of each field, by the name in the file, and by that under which it is read.

    Of two with one name it is the first.
    """
    lines = dict[str, int]()
    for each in (*given, *public):
        lines.setdefault(each.name, each.line)
    return lines


def _find_container(kind: str, fields: Mapping[str, str]) -> str:
    """Return what a work of some type came out in."""
    name = CONTAINERS.get(TYPE_ALIASES.get(kind, kind), "")
    return _find_first(fields, name, _CONTAINER_ALIASES.get(name, ""))


def _find_first(fields: Mapping[str, str], *names: str) -> str:
    """Return the text of the first of some fields that is there; empty where none is."""
    return next((fields[name] for name in names if name in fields), "")
