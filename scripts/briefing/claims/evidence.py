"""Whether the sources say what the text says, as far as a program can tell from what was read in them.

No language is understood: a day is what looks like one, a number is compared by its value, a name by a table of
spellings, and a capitalised word within a sentence that is not in the table is a name too. Only a site with
`docs/support.yml` is checked. What is *owed* stops no draft, but a freeze: nothing unread enters an edition.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ..problems import Problem
from ..sources.bibliography import Source
from ..words import get_format
from .records import PageEvidence, Passage
from .support import Record, Support, make_sum

OWED = frozenset({"no-record", "stale-check"})  # codes of what has to be read again
Fault = tuple[str, str, str]  # message, code and hint

_WORDS = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
          "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]  # smaller ones stand for too much else
_FIGURE = rf"""
    (?P<days>\d{{1,2}}(?:(?:,[ ]|[ ](?:and|or|to)[ ]|–)\d{{1,2}})*)[ ](?P<month>MONTHS)(?:[ ](?P<year>\d{{4}}))?
    |(?P<in>MONTHS)[ ](?P<of>\d{{4}})
    |(?<![\w.,$-])(?P<alone>1[5-9]\d\d|20\d\d)(?P<decade>s)?(?![\w%]|[.,]\d)
    |(?<![\w.,-])(?i:(?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>%|per\scent|bn|billion|million)?|
                    (?P<word>{'|'.join(_WORDS)}))(?![\w-])"""  # the language of the site has its own MONTHS
_POWERS = {"bn": 9, "billion": 9, "million": 6}
_NAME = re.compile(r"(?<=[\w,;:’”)|] )[A-Z][\w’-]*\w")


class Token(NamedTuple):
    """One thing that a text states."""

    kind: str  # `day`, `number` or `name`
    text: str  # as it stands there
    value: str  # a day in EDTF, `-10-24` where no year is given; a number to its last place, `2.72E+9`, `98%`; a name


class Reader:
    """Finds tokens, with names by a table: the name that each spelling stands for, empty for what is no name."""

    def __init__(self, spellings: Mapping[str, str]) -> None:
        self.spellings, self._months = spellings, list(get_format("months"))
        self._figures = re.compile(_FIGURE.replace("MONTHS", "|".join(self._months)), re.X)
        listed = "|".join(map(re.escape, sorted(spellings, key=len, reverse=True)))
        first = "".join({re.escape(name[0]) for name in spellings})  # most words begin with none of these
        self._known = re.compile(rf"\b(?=[{first}])(?:{listed})\b" if listed else r"(?!)")

    def read(self, text: str) -> Iterator[Token]:
        """Yield the tokens of a text: its days and numbers, then its names."""
        yield from self.read_figures(text)
        yield from (Token("name", found, name) for found in self._known.findall(text)
                    if (name := self.spellings[found]))
        for name in _NAME.findall(self._known.sub("|", text)):
            if name not in self._months and not name.rstrip("s").endswith("day"):
                yield Token("name", name, name.removesuffix("’s"))

    def read_figures(self, text: str) -> Iterator[Token]:
        """Yield the days and the numbers of a text; `17, 18 and 24 October 2024` is three days."""
        for found in self._figures.finditer(text):
            unit, month = (found["unit"] or "").lower(), found["month"] or found["in"]
            number = f"{self._months.index(month) + 1:02}" if month else ""
            for day in re.findall(r"\d+", found["days"] or ""):
                yield Token("day", found[0], f"{found['year'] or ''}-{number}-{int(day):02}")
            if found["of"] or found["alone"]:
                year = found["alone"] and (found["alone"][:3] + "X" if found["decade"] else found["alone"])
                yield Token("day", found[0], year or f"{found['of']}-{number}")
            elif not found["days"]:
                digits = (found["digits"] or str(_WORDS.index(found["word"].lower()) + 3)).replace(",", "")
                percent = "%" if unit in {"%", "per cent"} else ""
                yield Token("number", found[0], str(Decimal(digits).scaleb(_POWERS.get(unit, 0))) + percent)


def find_unsupported(stated: Iterable[Token], known: Iterable[Token]) -> list[Token]:
    """Return the tokens of a text that none of those that sources state bears out."""
    values = {(token.kind, token.value): token for token in known}
    return [token for token in stated if (token.kind, token.value) not in values
            and not any(other.kind == token.kind and _bears_out(other, token) for other in values.values())]


def _bears_out(known: Token, token: Token) -> bool:
    """A day bears out its month, its year and its decade, a number what it is rounded to, a name each word of it."""
    if token.kind == "day":
        return token.value in known.value if token.value[0] == "-" else known.value.startswith(token.value.rstrip("X"))
    if token.kind == "name":
        return token.text in known.text.split()
    number, percent, _ = token.value.partition("%")
    other, like, _ = known.value.partition("%")
    place = Decimal(1).scaleb(int(Decimal(number).as_tuple().exponent))
    return percent == like and abs(Decimal(other) - Decimal(number)) * 2 <= place


def check_evidence(pages: Collection[PageEvidence], support: Support, sources: Mapping[str, Source]
                   ) -> dict[str, list[Fault]]:
    """Return by the address of each passage what is unsupported in it, and against which source it must be held."""
    reader, events = Reader(support.spellings), {claim.id: claim.event for page in pages for claim in page.claims}
    faults: dict[str, list[Fault]] = {}
    for passage in (passage for page in pages if support.path for passage in page.passages):
        found, event = support.find(passage), events.get(getattr(passage, "follows", passage.id), "")
        known = _list_known(found, sources, reader, event)
        faults[passage.address] = [*_check_sums(passage, found, sources), *(
            (f"no source of '{passage.id}' was seen to state {token.kind} '{token.text}'", "unsupported-token",
             f"where one does, write it under days, names or figures ('500,000' in quotation marks) of its record in "
             f"docs/support.yml ({', '.join(found)}); else mend the text")
            for token in find_unsupported(reader.read(passage.text) if any(found.values()) else (), known))]
    return faults


def _check_sums(passage: Passage, found: Mapping[str, Record | None], sources: Mapping[str, Source]) -> Iterator[Fault]:
    """A passage has been held against what was read in each source that it rests on; neither has changed since."""
    for key, record in found.items():
        if record is None:
            yield (f"nothing says what '{key}' was seen to state for '{passage.id}'", "no-record",
                   f"read it, and add to docs/support.yml: - {{passage: {passage.id}, source: {key}, bears: all}}")
        elif record.sum != make_sum(passage, sources[key]):
            when = f"was held against '{key}' on {record.held}, and one of them has changed since" if record.sum else (
                f"was never held against '{key}'")
            yield (f"'{passage.id}' {when}", "stale-check", "read the passage against the source again, then: "
                   f"make checked KEY={key} PASSAGE={record.passage}")


def _list_known(found: Mapping[str, Record | None], sources: Mapping[str, Source], reader: Reader, event: str
                ) -> Iterator[Token]:
    """Yield what bears a passage out: its date `event`, its records, the days of its sources and of access to them."""
    days = [*event.split("/"), *(sources[key].get(name) for key in found for name in ("date", "urldate"))]
    for record in filter(None, found.values()):
        days += record.days
        yield from (token for text in record.figures for token in reader.read_figures(text))
        yield from (Token("name", name, reader.spellings[name]) for name in record.names)
    yield from (Token("day", day, day) for day in days)


def check_use(pages: Collection[PageEvidence], support: Support) -> Iterator[Problem]:
    """A record is of a passage that is there, and that rests on its source."""
    used = {id(record) for page in pages for passage in page.passages for record in support.find(passage).values()}
    for record in support.records.values():
        if id(record) not in used:
            yield Problem(support.path, record.line, f"no passage '{record.passage}' rests on '{record.source}'",
                          "unused-record", "take the record away")
