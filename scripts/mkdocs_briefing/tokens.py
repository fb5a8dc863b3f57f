"""What a text states, as far as a program can tell: days and numbers.

No language is understood. A day is what looks like one, a number is compared by its value.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from .dates import MONTHS

_LOWEST = 3  # smaller numbers stand for too much else
_WORDS = (
    "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_NUMBERS = _WORDS.split()
_PARTS = {"thirds": 3, "quarters": 4, "fifths": 5, "tenths": 10}
_SHARE = r"(?P<count>two|three|four|seven|nine)[ -](?P<parts>thirds|quarters|fifths|tenths)"
# What a word behind a number multiplies it by, as a power of ten; any other says per cent.
_POWERS = {"bn": 9, "billion": 9, "million": 6}
# Days and numbers. Most words begin like none of them, which is seen first.
_FIGURE = re.compile(
    r"""
    \b(?=[\dADEFJMNOSTefnst])(?:
    # days of a month
    (?P<days>\d{1,2}(?:(?:,[ ]|[ ](?:and|or|to)[ ]|–)\d{1,2})*)
    [ ](?P<month>MONTHS)
    (?:[ ](?P<year>\d{4}))?
    # a month
    |(?P<in>MONTHS)[ ](?P<of>\d{4})
    # a year or a decade
    |(?<![\w.,$-])(?P<alone>1[5-9]\d\d|20\d\d)(?P<decade>s)?(?![\w%]|[.,]\d)
    # a number
    |(?<![\w.,-])
    (?i:
      (?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>%|per\scent|bn|billion|million)?
      |SHARE
      |(?P<word>NUMBERS)
    )
    (?![\w-])
    )
    """.replace("MONTHS", "|".join(MONTHS))
    .replace("NUMBERS", "|".join(_NUMBERS))
    .replace("SHARE", _SHARE),
    re.VERBOSE,
)


class Token(NamedTuple):
    """One thing that a text states."""

    kind: str  # `day` or `number`
    text: str  # as it stands there
    value: str  # see below
    """A day in EDTF, `-10-24` where no year is given; a number to its last place, `2.72E+9` or
    `98%`."""


def read_tokens(text: str) -> Iterator[Token]:
    """Yield the days and the numbers of a text; `17, 18 and 24 October 2024` is three days."""
    for match in _FIGURE.finditer(text):
        if match["days"]:
            yield from _read_days(match)
        if match["of"] or match["alone"]:
            yield Token("day", match[0], _read_period(match))
        elif not match["days"]:
            yield Token("number", match[0], _read_number(match))


def make_day(day: str) -> Token:
    """Return the token of a date in EDTF."""
    return Token("day", day, day)


def find_unsupported(stated: Iterable[Token], known: Iterable[Token]) -> list[Token]:
    """Return the tokens of a text that no single one of those that sources state bears out."""
    sources = set(known)
    unsupported = []
    for token in stated:
        if not any(bears_out(other, token) for other in sources):
            unsupported.append(token)
    return unsupported


def bears_out(known: Token, token: Token) -> bool:
    """Return whether a source that states one token says what the other does.

    A day bears out its month, year and decade, a span its days, a number what it is rounded to.
    """
    if known.kind != token.kind:
        return False
    if known.value == token.value:
        return True
    if token.kind == "day":
        return _covers(known.value, token.value.rstrip("X"))
    return _rounds_to(known.value, token.value)


def _covers(known: str, day: str) -> bool:
    """Return whether a date lies within a day, month, year or decade, or a span covers it."""
    first, _, last = known.partition("/")
    if last:
        return first <= day <= last
    if day.startswith("-"):
        return day in first
    return first.startswith(day)


def _rounds_to(known: str, number: str) -> bool:
    """Return whether a number is another one to the other's last place."""
    digits, percent, _ = number.partition("%")
    other_digits, other_percent, _ = known.partition("%")
    exponent = Decimal(digits).as_tuple().exponent
    place = Decimal(1).scaleb(int(exponent))
    difference = abs(Decimal(other_digits) - Decimal(digits))
    return percent == other_percent and difference * 2 <= place


def _find_month(match: re.Match[str]) -> str:
    """Return the number of the month that is named: `10`."""
    month = match["month"] or match["in"]
    return f"{MONTHS.index(month) + 1:02}"


def _read_days(match: re.Match[str]) -> Iterator[Token]:
    """Yield each of the days that stand before one month."""
    year, month = match["year"] or "", _find_month(match)
    for day in re.findall(r"\d+", match["days"]):
        yield Token("day", match[0], f"{year}-{month}-{int(day):02}")


def _read_period(match: re.Match[str]) -> str:
    """Return a month with its year, a year or a decade in EDTF: `2024-10`, `2024`, `195X`."""
    if match["of"]:
        return f"{match['of']}-{_find_month(match)}"
    year = str(match["alone"])
    if match["decade"]:
        return year[:3] + "X"
    return year


def _read_number(match: re.Match[str]) -> str:
    """Return the value of a number, with `%` where its unit is no power of ten.

    Two thirds are 67%.
    """
    if match["parts"]:
        count = ["two", *_NUMBERS].index(match["count"].lower()) + 2
        return f"{round(100 * count / _PARTS[match['parts'].lower()])}%"
    unit = (match["unit"] or "").lower()
    if match["digits"]:
        value = Decimal(match["digits"].replace(",", ""))
    else:
        value = Decimal(_NUMBERS.index(match["word"].lower()) + _LOWEST)
    if unit and unit not in _POWERS:
        return f"{value}%"
    return str(value.scaleb(_POWERS.get(unit, 0)))
