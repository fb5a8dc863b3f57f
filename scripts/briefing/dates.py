"""Dates as authors write them, in EDTF.

The forms are those of EDTF level 0, and of level 1 as far as this project uses it
(https://www.loc.gov/standards/datetime/): `2024-10-24`, `2024-10`, `2024`, `195X`, each with an optional `?`, `~` or
`%`; `A/B`, `A/..` and `../B`. The library `edtf` was left out: it brings five packages for what is forty lines here.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from .words import get_format

_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?", re.A)


@dataclass(frozen=True)
class Span:
    """The first and the last day that a date may mean, both included."""

    earliest: date
    latest: date


def parse_edtf(text: str) -> Span | None:
    """Return the days that an EDTF date covers, or None where `text` is not a date that we read.

    An open end reaches to the first or last day that Python can count.
    """
    points = text.strip().split("/")
    found = [span for span in map(_parse_point, points) if span]
    if not len(found) == len(points) <= 2 or set(points) == {".."} or found[-1].latest < found[0].earliest:
        return None
    return Span(found[0].earliest, found[-1].latest)


def _parse_point(text: str) -> Span | None:
    match = _POINT.fullmatch(text)
    if not match:
        return Span(date.min, date.max) if text == ".." else None
    year, month, day = match.groups()
    try:
        first = date(int(year.replace("X", "0")), int(month or 1), int(day or 1))
        last = first.replace(int(year.replace("X", "9")), int(month or 12))
        return Span(first, last if day else last.replace(day=calendar.monthrange(last.year, last.month)[1]))
    except ValueError:
        return None


def format_edtf(text: str) -> str:
    """Return an EDTF date in words, `24 October 2024`, `1950s`, `since 1991`; what cannot be read as it is.

    A day stays with its month and year on one line.
    """
    first, _, last = text.strip().partition("/")
    if parse_edtf(text) is None:
        return text
    if ".." in (first, last):
        return _frame("since", first) if last == ".." else _frame("until", last)
    return _frame("span", first, last) if last else _format_point(first)


def _frame(form: str, *points: str) -> str:
    """Return points in a form of the language, of which it has two: for a day, and for a month or a year."""
    return str(get_format(form)[points[0].count("-") < 2].format(*map(_format_point, points)))


def _format_point(text: str) -> str:
    plain = text.rstrip("?~%")
    if plain != text:
        return _frame("about", plain)
    year, month, day = (*plain.split("-"), "", "")[:3]
    words = (get_format("first") if day == "01" else day.lstrip("0"),
             get_format("months")[int(month) - 1] if month else "",
             get_format("decade").format(year.replace("X", "0")) if "X" in year else year)
    return join_days(" ".join(word for word in words if word))


def join_days(text: str) -> str:
    """Return text with each day kept on one line with its month and year, by spaces that do not break."""
    months = "|".join(get_format("months"))
    days = re.compile(rf"(?:(?<=\d)|(?<=1er)) (?:{months})\b(?: (?=\d{{4}}\b))?")
    return days.sub(lambda found: found[0].replace(" ", "\u00a0"), text)
