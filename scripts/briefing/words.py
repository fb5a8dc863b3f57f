"""The words of ours that readers see, in the language of the site, and dates, as authors write them and in words.
English stands where a word is used, as `_("Checked")`, after GNU gettext: in Python, templates, scripts, styles, the
PDF; also where `languages/` has no catalogue. Dates are EDTF (its library brings five packages for forty lines;
https://www.loc.gov/standards/datetime/): `2024-10-24`, `2024-10`, `2024`, `195X`, with `?`, `~`, `%`; `A/B`, `A/..`."""

import calendar
import json
import re
from collections import UserDict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from .data import read_yaml

_FOLDER = Path(__file__).with_name("languages")
LANGUAGES = sorted(
    file.stem.partition("-")[0] for file in _FOLDER.iterdir()
)  # those that have a catalogue
_catalogue: dict[str, Any]  # of the language that is spoken: one site at a time, as with gettext


def use(language: str) -> None:
    """Speak a language from now on, by its BCP 47 tag: that of the site which is built."""
    global _catalogue
    file = next(
        iter(sorted(_FOLDER.glob(f"{language.partition('-')[0]}*.yml"))), _FOLDER / "en-GB.yml"
    )
    # In French, signs have a space beside them at which no line ends.
    text = re.sub(r" (?=[:;?!»])|(?<=«) ", "\u00a0", file.read_text(encoding="utf-8"))
    _catalogue = dict[str, Any](read_yaml(text)[0])


use("en")


def get_format(name: str) -> Any:
    """Return how the language writes something: its tag by `language`, the names of months by `months`."""
    return _catalogue["format"][name]


def find(text: str, n: int | None = None) -> str:
    """Return what the catalogue has for an English text, unfilled, for `n` things; the text itself if it has none."""
    found = _catalogue.get(text, text)
    return str(
        found["one" if n in get_format("singular") else "other"]
        if isinstance(found, dict)
        else found
    )


def _(text: str, n: int | None = None, **names: object) -> str:
    """Return an English text in the language of the site, with `{n}` and its other names filled in."""
    return find(text, n).format(n=n, **names)


@pass_eval_context
def show(context: EvalContext, text: str, n: int | None = None, **names: object) -> str:
    """Return the same as `_` for a template; what it fills in is escaped, and markup in the text itself is not."""
    return (Markup if context.autoescape else str)(find(text, n)).format(n=n, **names)


def translate(text: str) -> str:
    """Return a script, a style or a layout with a string in the place of each `_("…")`."""
    return re.sub(
        r'\b_\(("(?:[^"\\]|\\.)*")\)',
        lambda call: json.dumps(find(json.loads(call[1])), ensure_ascii=False),
        text,
    )


class Words(UserDict[str, str]):
    """English words by their codes, read in the language of the site."""

    def __getitem__(self, code: str) -> str:
        return _(super().__getitem__(code))


class Span(NamedTuple):
    """The first and the last day that a date may mean, both included."""

    earliest: date
    latest: date


@cache  # the same few dates stand in many places
def parse_edtf(text: str) -> Span | None:
    """Return the days that an EDTF date covers, at an open end all that Python can count; None for any other text."""
    points = text.strip().split("/")
    found = [span for span in map(_parse_point, points) if span]
    if (
        not len(found) == len(points) <= 2
        or set(points) == {".."}
        or found[-1].latest < found[0].earliest
    ):
        return None
    return Span(found[0].earliest, found[-1].latest)


def _parse_point(text: str) -> Span | None:
    match = re.fullmatch(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?", text, re.A)
    if not match:
        return Span(date.min, date.max) if text == ".." else None
    year, month, day = match.groups()
    try:
        first = date(int(year.replace("X", "0")), int(month or 1), int(day or 1))
        last = first.replace(int(year.replace("X", "9")), int(month or 12))
        return Span(
            first, last if day else last.replace(day=calendar.monthrange(last.year, last.month)[1])
        )
    except ValueError:
        return None


def format_edtf(text: str) -> str:
    """Return an EDTF date in words, held on one line: `24 October 2024`, `since 1991`; any other text as it is."""
    if parse_edtf(text) is None:
        return text
    first, _, last = text.strip().partition("/")
    plain = first.rstrip("?~%")
    if last or plain != first:
        form, *points = (
            ("since", first)
            if last == ".."
            else ("until", last)
            if first == ".."
            else ("span", first, last)
            if last
            else ("about", plain)
        )
        is_day = (
            points[0].count("-") == 2
        )  # a language has two forms: for a day, and for a month or a year
        return str(get_format(form)[not is_day].format(*map(format_edtf, points)))
    year, month, day = (*first.split("-"), "", "")[:3]
    day = get_format("first") if day == "01" else day.lstrip("0")
    month = get_format("months")[int(month) - 1] if month else ""
    year = get_format("decade").format(year.replace("X", "0")) if "X" in year else year
    return join_days(" ".join(filter(None, (day, month, year))))


def join_days(text: str) -> str:
    """Return text with each day kept on one line with its month and year, by spaces that do not break."""
    days = re.compile(
        rf"(?:(?<=\d)|(?<=1er)) (?:{'|'.join(get_format('months'))})\b(?: (?=\d{{4}}\b))?"
    )
    return days.sub(lambda found: found[0].replace(" ", "\u00a0"), text)
