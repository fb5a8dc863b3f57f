"""Whether the sources say what the text says, as far as a program can tell from what was read in them.
`docs/support.yml`, which an author edits beside the text, has a record for each passage and each source that it rests
on, in the form of `docs/schemas/support.json`. What is *owed* stops no draft, but a freeze. No language is understood:
a day is what looks like one, a number is compared by its value, a name by a table of spellings or by its capital."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from ..cache import make_digest
from ..data import as_text, load_yaml
from ..pages.vocabulary import KINDS, OUTCOMES
from ..problems import Problem, say
from ..sources.bibliography import Source
from ..words import get_format, parse_edtf
from .records import Passage

FILE = "support.yml"
OWED = frozenset({"no-record", "stale-check"})  # codes of what has to be read again
_Name = Annotated[str, msgspec.Meta(min_length=1)]
_File: Any = msgspec.defstruct(
    "_File",
    [("records", list[Any], []), ("names", dict[str, list[str]], {})],
    forbid_unknown_fields=True,
)
_NAME = re.compile(r"(?<=[\w,;:’”)|] )[A-Z](?!\w*days?\b)[\w’-]*\w")


class Token(NamedTuple):
    """One thing that a text states."""

    kind: str  # `day`, `number` or `name`
    text: str  # as it stands there
    value: str  # a day in EDTF, `-10-24` where no year is given; a number to its last place, `2.72E+9`, `98%`; a name


def find_unsupported(stated: Iterable[Token], known: Iterable[Token]) -> list[Token]:
    """Return the tokens of a text that none of those that sources state bears out."""
    values = {(token.kind, token.value): token for token in known}
    return [
        token
        for token in stated
        if (token.kind, token.value) not in values
        and not any(
            other.kind == token.kind and _bears_out(other, token) for other in values.values()
        )
    ]


def _bears_out(known: Token, token: Token) -> bool:
    """A day bears out its month, year and decade, a span its days, a number what it is rounded to, a name its words."""
    if token.kind == "day":
        (first, _, last), day = known.value.partition("/"), token.value.rstrip("X")
        return (
            first <= day <= last
            if last
            else day in first
            if day[0] == "-"
            else first.startswith(day)
        )
    if token.kind == "name":
        return token.text in known.text.split()
    number, percent, _ = token.value.partition("%")
    other, like, _ = known.value.partition("%")
    place = Decimal(1).scaleb(int(Decimal(number).as_tuple().exponent))
    return percent == like and abs(Decimal(other) - Decimal(number)) * 2 <= place


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one source was seen to state for one passage."""

    passage: _Name  # its id, or its address where another page has the same id
    source: _Name  # the citation key
    bears: Literal[
        "all", "part", "none", "not-seen"
    ]  # how far, for its share; not-seen: not read, or not so far
    days: tuple[str, ...] = ()  # in EDTF; reduced ones too
    figures: tuple[str, ...] = ()  # numbers, as the source prints them
    names: tuple[_Name, ...] = ()
    gap: str = ""  # what of the passage it does not bear out, in a sentence
    held: str = ""  # day on which the passage was held against this record
    sum: str = ""  # of the passage and the entry as they were on that day
    line: int = 0  # that of the record in the file

    def __post_init__(self) -> None:
        if wrong := [day for day in self.days if parse_edtf(day) is None]:
            raise ValueError(f"'{wrong[0]}' is not a date")


@dataclass(frozen=True)
class Support:
    """All records, and the names that go by several spellings."""

    records: Mapping[tuple[str, str], Record] = field(default_factory=dict)  # by passage and source
    spellings: Mapping[str, str] = field(
        default_factory=dict
    )  # the name of each spelling, empty for what is no name
    article: str = ""  # key of the article, which what restates it rests on; empty where the site restates none
    path: str = ""  # as messages name the file; empty where there is none, and nothing is checked

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What finds days and numbers, and what finds listed names: most words begin like none of them."""
        months, numbers = map("|".join, (get_format("months"), get_format("numbers")))
        starts = "".join({*re.findall(r"\b\w", f"{months}|{numbers}|{numbers.title()}")})
        figure = get_format("figure").replace("MONTHS", months).replace("NUMBERS", numbers)
        listed = "|".join(map(re.escape, sorted(self.spellings, key=len, reverse=True)))
        first = "".join({re.escape(name[0]) for name in self.spellings})
        return (
            re.compile(rf"\b(?=[\d{starts}])(?:{figure})", re.X),
            re.compile(rf"\b(?=[{first}])({listed})\b" if listed else r"(?!)"),
        )

    @cached_property
    def read(self) -> Callable[[str], Sequence[Token]]:
        """What gives the tokens of a text, its days and numbers, then its names; a server asks again in each build."""
        return cache(lambda text: (*self.read_figures(text), *self._read_names(text)))

    def _read_names(self, text: str) -> Iterator[Token]:
        parts = self._patterns[1].split(text)  # every other one is a name that is listed
        yield from (
            Token("name", found, name) for found in parts[1::2] if (name := self.spellings[found])
        )
        yield from (
            Token("name", name, name.removesuffix("’s"))
            for name in _NAME.findall("|".join(parts[::2]))
            if name not in get_format("months")
        )

    def read_figures(self, text: str) -> Iterator[Token]:
        """Yield the days and the numbers of a text; `17, 18 and 24 October 2024` is three days."""
        for found in self._patterns[0].finditer(text):
            unit, month = (found["unit"] or "").lower(), found["month"] or found["in"]
            number = f"{get_format('months').index(month) + 1:02}" if month else ""
            for day in re.findall(r"\d+", found["days"] or ""):
                yield Token("day", found[0], f"{found['year'] or ''}-{number}-{int(day):02}")
            if found["of"] or found["alone"]:
                year = found["alone"] and (
                    found["alone"][:3] + "X" if found["decade"] else found["alone"]
                )
                yield Token("day", found[0], year or f"{found['of']}-{number}")
            elif not found["days"]:
                digits = found["digits"] or str(
                    get_format("numbers").index(found["word"].lower()) + 3
                )
                value, powers = Decimal(digits.replace(",", "")), get_format("powers")
                is_share = unit and unit not in powers
                yield Token(
                    "number",
                    found[0],
                    f"{value}%" if is_share else str(value.scaleb(powers.get(unit, 0))),
                )

    def list_read(self, records: Iterable[Record | None], days: Iterable[str] = ()) -> list[Token]:
        """Return some days, and the days, the figures and the names of the records that there are."""
        return [
            *(Token("day", day, day) for day in days),
            *(
                token
                for record in records
                if record
                for token in (
                    *(Token("day", day, day) for day in record.days),
                    *self.read_figures(", ".join(record.figures)),
                    *(Token("name", name, self.spellings[name]) for name in record.names),
                )
            ),
        ]

    def find(self, passage: Passage) -> dict[str, Record | None]:
        """Return the record of each source that a passage rests on, None where there is none."""
        return {
            key: self.records.get((passage.address, key)) or self.records.get((passage.id, key))
            for key in (*passage.keys, "" if passage.article is None else self.article)
            if key
        }

    def judge(self, claim: Passage) -> str:
        """Return what checking a claim came to: its verdict's outcome, or for what has none, that of its records."""
        if claim.check or claim.article is not None or claim.kind in {"assessment", "forecast"}:
            return OUTCOMES.get(claim.check, "judgement")
        bears = {record.bears if record else "" for record in self.find(claim).values()}
        return (
            "not-checked"
            if not bears & {"all", "part"}
            else "holds"
            if bears == {"all"}
            else "in-part"
        )


def load_support(docs: Path, root: Path, article: str) -> tuple[Support, list[Problem]]:
    """Return the records of `docs`, none where there is no such file, and what is wrong with them."""
    file, records = docs / FILE, dict[tuple[str, str], Record]()
    if not file.is_file():
        return Support(), []
    path, (data, problems) = file.relative_to(root).as_posix(), load_yaml(file, root)

    def convert(entry: Any, form: Any, name: str) -> Any:
        try:
            return msgspec.convert(as_text(entry), form)
        except msgspec.ValidationError as error:
            problems.append(Problem(path, getattr(entry, "place", ("", 1))[1], *say(name, error)))

    shape = convert(data or {}, _File, "bad-record/all") or _File()
    for entry in data["records"] if shape.records else ():
        if record := convert(entry, Record, "bad-record/one"):
            records[record.passage, record.source] = msgspec.structs.replace(
                record, line=entry.place[1]
            )
    spellings = {name: name for record in records.values() for name in record.names}
    spellings |= {
        other: name for name, others in shape.names.items() for other in (name, *others) if other
    }
    return Support(records, spellings, article, path), problems


def make_sum(passage: Passage, source: Source) -> str:
    """Return the digest of what a passage says of itself and of the entry of a source: what a check was made of."""
    about = (
        (passage.event, str(passage.article), passage.check)
        if passage.kind in KINDS
        else (passage.title,)
    )
    return make_digest(passage.kind, passage.said, *about, " ".join(source.raw.split()))
