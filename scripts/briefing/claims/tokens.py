"""Days, numbers and names in a text, and whether what sources state bears them out.

No language is understood: a day is what looks like one, a number is compared by its value, a name by a table of
spellings, and a capitalised word within a sentence that is not in the table is a name too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ..words import get_format

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
        known = self._known.findall(text)
        yield from (Token("name", found, name) for found in known if (name := self.spellings[found]))
        for name in _NAME.findall(self._known.sub("|", text)):
            if name not in self._months and not name.rstrip("s").endswith("day"):
                yield Token("name", name, name.removesuffix("’s"))

    def read_figures(self, text: str) -> Iterator[Token]:
        """Yield the days and the numbers of a text."""
        for found in self._figures.finditer(text):
            if not (found["digits"] or found["word"]):
                yield from self._read_day(found)
                continue
            digits = (found["digits"] or str(_WORDS.index(found["word"].lower()) + 3)).replace(",", "")
            unit = (found["unit"] or "").lower()
            percent = "%" if unit in {"%", "per cent"} else ""
            yield Token("number", found[0], str(Decimal(digits).scaleb(_POWERS.get(unit, 0))) + percent)

    def _read_day(self, found: re.Match[str]) -> Iterator[Token]:
        """Yield each day of what a pattern has found: `17, 18 and 24 October 2024` is three."""
        month = found["month"] or found["in"]
        number = f"{self._months.index(month) + 1:02}" if month else ""
        for day in re.findall(r"\d+", found["days"] or ""):
            yield Token("day", found[0], f"{found['year'] or ''}-{number}-{int(day):02}")
        if not found["days"]:
            year = found["alone"][:3] + "X" if found["decade"] else found["alone"]
            yield Token("day", found[0], f"{found['of']}-{number}" if month else year)


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
