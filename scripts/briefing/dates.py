"""Dates as authors write them, in EDTF.

The forms are those of EDTF level 0, and of level 1 as far as this project uses it
(https://www.loc.gov/standards/datetime/): `2024-10-24`, `2024-10`, `2024`, `195X`, each with an optional `?`, `~` or
`%`; `A/B`, `A/..` and `../B`. The library `edtf` was left out: it brings five packages for what is forty lines here.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?", re.A)
_DAY = re.compile(rf"(?<=\d) (?:{'|'.join(MONTHS)})\b(?: (?=\d{{4}}\b))?")


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
        return f"since {_format_point(first)}" if last == ".." else f"until {_format_point(last)}"
    return _format_point(first) + (f" to {_format_point(last)}" if last else "")


def _format_point(text: str) -> str:
    plain = text.rstrip("?~%")
    year, month, day = (*plain.split("-"), "", "")[:3]
    words = ("about" if plain != text else "", day.lstrip("0"), MONTHS[int(month) - 1] if month else "",
             year.replace("X", "0") + ("s" if "X" in year else ""))
    return join_days(" ".join(word for word in words if word))


def join_days(text: str) -> str:
    """Return text with each day kept on one line with its month and year, by spaces that do not break."""
    return _DAY.sub(lambda found: found[0].replace(" ", "\u00a0"), text)
