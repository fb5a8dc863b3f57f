"""The words of ours that readers see, in the language of the site, and dates in words.

English stands where a word is used, as `_("Checked")`, after GNU gettext: in Python, templates,
scripts, styles and the PDF. `languages/` has a catalogue for each other language; where it has
none for the language of a site, the words stay English.

Dates are EDTF, as authors write them: `2024-10-24`, `2024-10`, `2024`, `195X`, with `?`, `~` or
`%`, and spans `A/B`, `A/..` and `../B` (https://www.loc.gov/standards/datetime/). The library for
it brings five packages for what is forty lines here.
"""

import calendar
import json
import re
from collections import UserDict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

Catalogue = dict[str, Any]  # texts by their English, one or by number, and `format`

_FOLDER = Path(__file__).with_name("languages")
# Languages that have a catalogue, without their country.
LANGUAGES = sorted(file.stem.partition("-")[0] for file in _FOLDER.iterdir())
_ENGLISH = _FOLDER / "en-GB.yml"
_NO_BREAK_SPACE = "\u00a0"


def _load_catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language, or that of English where there is none."""
    files = sorted(_FOLDER.glob(f"{language.partition('-')[0]}*.yml"))
    file = files[0] if files else _ENGLISH
    return msgspec.yaml.decode(file.read_bytes(), type=Catalogue)


@dataclass
class _Spoken:
    """The language that is spoken now, for the whole program: one site at a time, as in gettext.

    Words are asked for in every room and in templates; handing the language to each of them would
    put it into most signatures.
    """

    catalogue: Catalogue


_spoken = _Spoken(_load_catalogue("en"))


def use(language: str) -> None:
    """Speak a language from now on, by its BCP 47 tag: that of the site which is built."""
    _spoken.catalogue = _load_catalogue(language)


def get_format(name: str) -> Any:
    """Return how the language writes something: its tag by `language`, months by `months`."""
    return _spoken.catalogue["format"][name]


def find(text: str, n: int | None = None) -> str:
    """Return what the catalogue has for an English text, unfilled, in its form for `n` things.

    It is the text itself where the catalogue has none.
    """
    words = _spoken.catalogue.get(text, text)
    if isinstance(words, dict):
        return str(words["one"] if n in get_format("singular") else words["other"])
    return str(words)


def _(text: str, n: int | None = None, **names: object) -> str:
    """Return an English text in the language of the site, `{n}` and its other names filled in."""
    return find(text, n).format(n=n, **names)


@pass_eval_context
def show(context: EvalContext, text: str, n: int | None = None, **names: object) -> str:
    """Return the same as `_` for a template.

    Where the template escapes, what is filled in is escaped, and markup in the text itself is not.
    """
    words = find(text, n)
    if context.autoescape:
        return Markup(words).format(n=n, **names)
    return words.format(n=n, **names)


def translate(text: str) -> str:
    """Return a script, a style or a layout with a string in the place of each `_("…")`."""
    return re.sub(r'\b_\(("(?:[^"\\]|\\.)*")\)', _translate_call, text)


def _translate_call(call: re.Match[str]) -> str:
    return json.dumps(find(json.loads(call[1])), ensure_ascii=False)


class Words(UserDict[str, str]):
    """English words by their codes, read in the language of the site."""

    def __getitem__(self, code: str) -> str:
        return _(super().__getitem__(code))


class Span(NamedTuple):
    """The first and the last day that a date may mean, both included."""

    earliest: date
    latest: date


_OPEN = ".."  # an end of a span that is not known
_DOUBT = "?~%"  # what stands behind a date that is uncertain, approximate, or both
_EVER = Span(date.min, date.max)  # all that Python can count


def parse_edtf(text: str) -> Span | None:
    """Return the days that an EDTF date covers; None for any other text."""
    first, slash, last = text.strip().partition("/")
    start = _parse_point(first)
    end = _parse_point(last) if slash else start
    if start is None or end is None or end.latest < start.earliest:
        return None
    if first == _OPEN and last in {"", _OPEN}:
        return None
    return Span(start.earliest, end.latest)


def _parse_point(text: str) -> Span | None:
    """Return the days that one end of a span covers, or a date that is none."""
    if text == _OPEN:
        return _EVER
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


def format_edtf(text: str) -> str:
    """Return an EDTF date in words, held on one line: `24 October 2024`, `since 1991`.

    Any other text is returned as it is.
    """
    if parse_edtf(text) is None:
        return text
    first, slash, last = text.strip().partition("/")
    plain = first.rstrip(_DOUBT)
    if slash and last == _OPEN:
        return _fill("since", first)
    if slash and first == _OPEN:
        return _fill("until", last)
    if slash:
        return _fill("span", first, last)
    if plain != first:
        return _fill("about", plain)
    return _format_point(plain)


def shorten_edtf(text: str, year: int = 0) -> str:
    """Return a day in few letters, without its year where that is `year`: `24 Oct`, `6 Jul 1961`.

    Any other date is returned in words, any other text as it is.
    """
    span = parse_edtf(text)
    if span is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return format_edtf(text)
    day = span.earliest
    parts = [format_day(day), get_format("short_months")[day.month - 1]]
    if day.year != year:
        parts.append(str(day.year))
    return _NO_BREAK_SPACE.join(parts)


def format_day(day: date) -> str:
    """Return the number of a day in its month."""
    return str(get_format("first")) if day.day == 1 else str(day.day)


def _fill(form: str, *points: str) -> str:
    """Return dates in a form of the language, which has one for a day and one for anything else."""
    for_day, for_other = get_format(form)
    is_day = re.match(r".{4}-\d\d-\d\d", points[0])
    pattern = for_day if is_day else for_other
    return str(pattern.format(*map(format_edtf, points)))


def _format_point(text: str) -> str:
    """Return a year, a month or a day in words: `195X`, `2024-10`, `2024-10-24`."""
    year, month, day = [*text.split("-"), "", ""][:3]
    parts = list[str]()
    if day:
        parts.append(get_format("first") if day == "01" else day.lstrip("0"))
    if month:
        parts.append(get_format("months")[int(month) - 1])
    if "X" in year:
        parts.append(get_format("decade").format(year.replace("X", "0")))
    else:
        parts.append(year)
    return join_days(" ".join(parts))


def join_days(text: str) -> str:
    """Return text with each day kept on one line with its month and year."""
    months = "|".join(get_format("months"))
    days = rf"(?<=\d) (?:{months})\b(?: (?=\d{{4}}\b))?"
    return re.sub(days, lambda match: match[0].replace(" ", _NO_BREAK_SPACE), text)
