"""Dates, as authors write them and in words.

Authors write EDTF: `2024-10-24`, `2024-10`, `2024`, `195X`, with `?`, `~` or `%`, spans `A/B`,
`A/..` and `../B`, and `[A,B]` for one of two (https://www.loc.gov/standards/datetime/). The library
for it brings five packages for what is fifty lines here.
"""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_MONTHS = "January February March April May June July August September October November December"
MONTHS = _MONTHS.split()
SHORT_MONTHS = [month[:3] for month in MONTHS]
_NO_BREAK_SPACE = "\u00a0"


class Span(NamedTuple):
    """The first and the last day that a date may mean, both included."""

    earliest: date
    latest: date


_OPEN = ".."  # an end of a span that is not known
_DOUBT = "?~%"  # what stands behind a date that is uncertain, approximate, or both
EVER = Span(date.min, date.max)  # all that Python can count


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Span | None:
    """Return the days that an EDTF date covers; None for any other text."""
    first, mark, last = _part(text)
    start = _parse_point(first)
    end = _parse_point(last) if mark else start
    if start is None or end is None or end.latest < start.earliest:
        return None
    if first == _OPEN and last in {"", _OPEN}:
        return None
    return Span(start.earliest, end.latest)


def _part(text: str) -> tuple[str, str, str]:
    """Return the first date of a text, what joins it to the last, and that: `/`, `,` or nothing."""
    text = text.strip()
    choice = re.fullmatch(r"\[([\w-]+),([\w-]+)\]", text)
    return (choice[1], ",", choice[2]) if choice else text.partition("/")


def _parse_point(text: str) -> Span | None:
    """Return the days that one end of a span covers, or a date that is none."""
    if text == _OPEN:
        return EVER
    match = re.fullmatch(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?", text, re.A)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        first = date(int(year.replace("X", "0")), int(month or 1), int(day or 1))
        last = first.replace(int(year.replace("X", "9")), int(month or 12))
    except ValueError:  # there is no such day
        return None
    if not day:
        last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return Span(first, last)


@lru_cache(maxsize=4096)
def format_edtf(text: str) -> str:
    """Return an EDTF date in words, held on one line: `24 October 2024`, `since 1991`.

    Of two dates the first is without what both end in: `1 or 2 November 2023`. Any other text is
    returned as it is.
    """
    if parse_edtf(text) is None:
        return text
    first, mark, last = _part(text)
    plain = first.rstrip(_DOUBT)
    if mark and last == _OPEN:
        return f"since {format_edtf(first)}"
    if mark and first == _OPEN:
        return f"until {format_edtf(last)}"
    if mark:
        joint = "to" if mark == "/" else "or"
        return (
            f"{_leave_out_end(format_edtf(first), format_edtf(last))} {joint} {format_edtf(last)}"
        )
    if plain != first:
        return f"about {_format_point(plain)}"
    return _format_point(plain)


def _leave_out_end(first: str, last: str) -> str:
    """Return a date in words without the month and the year that it has in common with the next."""
    words, others = first.split(_NO_BREAK_SPACE), last.split(_NO_BREAK_SPACE)
    while len(words) > 1 and words[-1] == others[-1]:
        del words[-1], others[-1]
    return _NO_BREAK_SPACE.join(words)


def shorten_edtf(text: str, year: int = 0) -> str:
    """Return a day in few letters, without its year where that is `year`: `24 Oct`, `6 Jul 1961`.

    Any other date is returned in words, any other text as it is.
    """
    span = parse_edtf(text)
    if span is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return format_edtf(text)
    day = span.earliest
    parts = [str(day.day), SHORT_MONTHS[day.month - 1]]
    if day.year != year:
        parts.append(str(day.year))
    return _NO_BREAK_SPACE.join(parts)


def _format_point(text: str) -> str:
    """Return a year, a month or a day in words: `195X`, `2024-10`, `2024-10-24`."""
    year, month, day = [*text.split("-"), "", ""][:3]
    parts = list[str]()
    if day:
        parts.append(day.lstrip("0"))
    if month:
        parts.append(MONTHS[int(month) - 1])
    parts.append(year.replace("X", "0") + "s" if "X" in year else year)
    return join_days(" ".join(parts))


def join_days(text: str) -> str:
    """Return text with each day kept on one line with its month and year."""
    days = rf"(?<=\d) (?:{'|'.join(MONTHS)})\b(?: (?=\d{{4}}\b))?"
    return re.sub(days, lambda match: match[0].replace(" ", _NO_BREAK_SPACE), text)
