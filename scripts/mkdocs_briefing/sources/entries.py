"""One entry of the bibliography: its CSL record, and the fields that only this engine reads.

Types of entries and their fields are biblatex's (https://ctan.org/pkg/biblatex, chapter 2).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..dates import Span, format_edtf, parse_edtf
from ..html import normalise
from ..vocabulary import HOW_READ
from .csl import CslItem, CslName, capitalise, format_name, join_words, name_family

# Fields that only this engine reads.
OWN = (
    *("kind", "party", "organ", "origin", "extent", "read", "nameorder"),
    *("archiveurl", "archiveseen", "annotation", "keywords"),
)
# Those that pandoc reads, of which records and notes are made.
READ = (
    *("title", "subtitle", "titleaddon", "author", "editor", "translator", "date", "langid"),
    *("journaltitle", "booktitle", "series", "volume", "number", "pages", "edition", "version"),
    *("publisher", "organization", "institution", "location", "type", "entrysubtype", "isbn"),
    *("url", "urldate", "doi", "note"),
)
FIELDS = frozenset({*OWN, *READ})
"""All fields of which something is made. All others are passed over, and published nowhere."""

UNREAD = "none"  # of `HOW_READ`
FAMILY_FIRST = "family-given"  # as biblatex calls a name printed so, like Korean and Chinese ones
KEYWORDS = ("article", "retracted", "gone")  # `article` is on the article and what it cites
LABELS = ("Checked", "Not checked", "Defect")

_MARKUP = re.compile(r"</?(?:b|i|span|sub|sup)\b[^>]*>")  # of CSL-JSON
_REMARK = re.compile(rf"(?<!\S)({'|'.join(LABELS)}): (.*?)(?=\s(?:{'|'.join(LABELS)}):|$)", re.S)
# What a `note` says of the day. Reference managers keep there what is nobody's business.
_OF_DAY = re.compile(r"(n\.d\.|day \w+): ")
_TIME = re.compile(r"T\d\d:[^/]*")  # of a day, biblatex, 2.3.8
# https://www.rfc-editor.org/rfc/rfc5646: a language, and where it is spoken or how it is written.
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z\d]{2,8})*")
_MOST_NAMES = 2  # that a short form names; of more it names the first
# Fields that looking again changes.
_OF_LOOKING = frozenset({"read", "archiveurl", "archiveseen", "keywords"})


class _Field:
    """A field of an entry, as it is written; empty where it is not there."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.name or name

    def __get__(self, source: "Source", owner: type) -> str:
        return source.fields.get(self.name, "")


@dataclass(frozen=True, kw_only=True)
class Source:
    """One entry of the bibliography."""

    key: str
    type: str  # of biblatex, in lower case
    path: str  # the file in which it stands, as messages call it
    line: int  # on which it begins, counted from 1
    given: Mapping[str, str] = field(repr=False, compare=False)  # all fields, private ones too
    lines: Mapping[str, int] = field(repr=False, compare=False)  # of the same
    item: CslItem = field(repr=False)  # its CSL record, as others may read it

    given_date = _Field("date")  # the day or days of publication, in EDTF
    url = _Field()
    urldate = _Field()  # the day on which the address was opened
    doi = _Field()
    kind = _Field()  # what kind of a thing it is, in words: `news report`
    party = _Field()  # state whose side it takes in the matter, being its organ
    organ = _Field()  # whose organ it is, in words
    given_origin = _Field("origin")  # who made the text, where that is not the author
    extent = _Field()  # how far it was read, as `HOW_READ` has it
    read = _Field()  # the day on which it was read
    nameorder = _Field()  # `FAMILY_FIRST`, where names are printed so; given name first needs none
    archiveurl = _Field()  # the address of an archived copy, as it was seen
    archiveseen = _Field()  # the day on which that was
    annotation = _Field()  # remarks that begin with one of `LABELS`

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The fields of which something is made, as they may be published."""
        taken = {name: clean_field(name, self.given[name]) for name in self.given if name in FIELDS}
        return {name: text for name, text in taken.items() if text}

    def line_of(self, name: str) -> int:
        """Return the line of a field, or that of the entry where the field is not there."""
        return self.lines.get(name.lower(), self.line)

    @property
    def title(self) -> str:
        """Its title, without markup."""
        return normalise(_MARKUP.sub("", self.item.get("title", "")))

    @property
    def authors(self) -> list[CslName]:
        """Its authors, persons and organisations."""
        return [*self.item.get("author", ())]

    @property
    def editors(self) -> list[CslName]:
        """Its editors."""
        return [*self.item.get("editor", ())]

    @property
    def outlet(self) -> str:
        """What it came out in, or else who published it."""
        return str(self.item.get("container-title") or self.item.get("publisher", ""))

    @property
    def date(self) -> Span | None:
        """The day or days of publication; None where it gives none."""
        return parse_edtf(self.given_date)

    @property
    def language(self) -> str:
        """The BCP 47 tag of its language; empty where it says none."""
        language = self.item.get("language", "")
        return language if TAG.fullmatch(language) else ""

    @property
    def remarks(self) -> list[tuple[str, str]]:
        """What its annotation says after each of `LABELS`, in their order: label and remark."""
        return sorted(find_remarks(self.annotation), key=lambda remark: LABELS.index(remark[0]))

    @property
    def copies(self) -> str:
        """Where an archive lists what copies it has, if any; empty without an address.

        It is a search, and says nothing of what it finds.
        """
        return f"https://web.archive.org/web/*/{self.url}" if self.url else ""

    @property
    def how_read(self) -> str:
        """How far it was read, in two words; empty where its entry does not say."""
        return HOW_READ.get(self.extent, ("", ""))[0]

    @property
    def when_read(self) -> str:
        """The same in a sentence, with the day."""
        return HOW_READ.get(self.extent, ("", ""))[1].format(format_edtf(self.read))

    @property
    def about(self) -> str:
        """What it is, for its note: a sentence; empty where its entry says nothing."""
        party = f"party: {self.party}" if self.party else ""
        owner = join_words([party, self.organ], ", ")
        origin = ""
        if self.given_origin and self.origin not in self.short:
            origin = f"goes back to {self.origin}"
        text = join_words([self.kind, owner, origin, self.when_read], "; ")
        return f"{capitalise(text)}." if text else ""

    @property
    def keywords(self) -> frozenset[str]:
        """Those of `KEYWORDS` that it has."""
        return frozenset(find_keywords(self.fields.get("keywords", "")))

    @property
    def is_of_article(self) -> bool:
        """Whether the article cites it, or it is the article."""
        return "article" in self.keywords

    @property
    def state(self) -> str:
        """What a person said of a source that is no longer what it was: `retracted` or `gone`."""
        return next((state for state in ("retracted", "gone") if state in self.keywords), "")

    @property
    def lasting(self) -> str:
        """What stays of it when somebody looks again: its record and our own fields.

        Days of looking do not count, nor that it is gone; what readers see of these days is
        `shown_access`.
        """
        record = {name: value for name, value in self.item.items() if name != "accessed"}
        own = {name: text for name, text in self.fields.items() if name in OWN}
        kept = {name: text for name, text in own.items() if name not in _OF_LOOKING}
        states = sorted(self.keywords - {"gone"})
        return json.dumps([self.key, record, kept, states], ensure_ascii=False, sort_keys=True)

    @property
    def shown_access(self) -> str:
        """The day on which it was opened, where its note says so: it has no day of its own."""
        return "" if self.given_date else self.urldate

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
            return self.outlet
        if len(people) > _MOST_NAMES:
            return f"{name_family(people[0])} et al."
        return " and ".join(map(name_family, people))

    @property
    def carrier(self) -> str:
        """Who brings it to readers: an organisation that wrote it, or its outlet."""
        for name in self.authors:
            if "literal" in name:
                return name["literal"]
        return self.outlet or self.who

    @property
    def origin(self) -> str:
        """Who made the text, whoever carried it.

        It is `origin`, or else an author that is an organisation, the organisation or the outlet of
        the press that printed it, the authors, or who published it.
        """
        if self.given_origin:
            return self.given_origin
        for name in self.authors:
            if "literal" in name:
                return name_family(name)
        is_of_body = "organization" in self.fields or self.item.get("type") == "article-newspaper"
        names = " and ".join(map(format_name, self.authors))
        return (self.outlet if is_of_body else names) or names or self.outlet or self.key


def clean_field(name: str, text: str) -> str:
    """Return what is taken of a field: of remarks, notes and keywords only those of ours."""
    match name:
        case "annotation":
            return " ".join(f"{label}: {remark}" for label, remark in find_remarks(text))
        case "keywords":
            return ", ".join(word for word in find_keywords(text) if word in KEYWORDS)
        case "date" | "urldate":
            return _TIME.sub("", text)
        case "note":
            return text if _OF_DAY.match(text) else ""
    return text


def find_remarks(annotation: str) -> list[tuple[str, str]]:
    """Return what an annotation says after each of `LABELS`: label and remark, as they stand."""
    remarks: list[tuple[str, str]] = _REMARK.findall(annotation)
    return remarks


def find_keywords(text: str) -> list[str]:
    """Return the words of a field, which stand between commas or semicolons."""
    return [word.strip() for word in re.split("[,;]", text) if word.strip()]
