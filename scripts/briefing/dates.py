"""Dates as authors write them, in EDTF.

The forms are those of EDTF level 0, and of level 1 as far as this project uses it
(https://www.loc.gov/standards/datetime/): `2024-10-24`, `2024-10`, `2024`, `195X`,
each with an optional `?`, `~` or `%`; `A/B`, `A/..` and `../B`. A library was weighed
and left out: `edtf` brings five packages for what is forty lines here.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?", re.A)
_MONTH = re.compile(rf" (?:{'|'.join(_MONTHS)})(?: (?=\d{{4}}\b))?\b(?![^<>]*>)")
"""A month with the space before it and that before its year, but not in a tag."""


@dataclass(frozen=True)
class Span:
    """The first and the last day that a date may mean, both included."""

    earliest: date
    latest: date


@cache
def parse_edtf(text: str) -> Span | None:
    """Give the days that an EDTF date covers, or None where `text` is not a date that we read.

    An open end reaches to the first or last day that Python can count.
    """
    first, slash, last = text.strip().partition("/")
    if not slash:
        return _parse_point(first)
    start = Span(date.min, date.min) if first == ".." else _parse_point(first)
    end = Span(date.max, date.max) if last == ".." else _parse_point(last)
    if start is None or end is None or end.latest < start.earliest or (first, last) == ("..", ".."):
        return None
    return Span(start.earliest, end.latest)


def join_days(html: str) -> str:
    """Keep each day with its month and year on one line, in the body of a page."""
    def join(month: re.Match[str]) -> str:
        has_day = month.string[month.start() - 1].isdigit()
        return month[0].replace(" ", "\u00a0") if has_day else month[0]
    head, mark, body = html.partition("<body")
    return head + mark + _MONTH.sub(join, body)


def _parse_point(text: str) -> Span | None:
    match = _POINT.fullmatch(text)
    if not match:
        return None
    year, month, day = match.groups()
    try:
        first = date(int(year.replace("X", "0")), int(month or 1), int(day or 1))
        last_year, last_month = int(year.replace("X", "9")), int(month or 12)
        last_day = int(day) if day else calendar.monthrange(last_year, last_month)[1]
        return Span(first, date(last_year, last_month, last_day))
    except ValueError:
        return None


def format_edtf(text: str) -> str:
    """Give an EDTF date in words: `24 October 2024`, `October 2024`, `1950s`, `since 1991`.

    What cannot be read comes back as it is.
    """
    first, slash, last = text.partition("/")
    if parse_edtf(text) is None:
        return text
    if not slash:
        return _format_point(first)
    if last == "..":
        return f"since {_format_point(first)}"
    return f"until {_format_point(last)}" if first == ".." else f"{_format_point(first)} to {_format_point(last)}"


def _format_point(text: str) -> str:
    plain = text.rstrip("?~%")
    about = "about " if plain != text else ""
    year, month, day = (*plain.split("-"), "", "")[:3]
    name = _MONTHS[int(month) - 1] if month else ""
    spelt = year.replace("X", "0") + ("s" if "X" in year else "")
    return about + " ".join(part for part in (day.lstrip("0"), name, spelt) if part)
