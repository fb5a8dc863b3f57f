"""What is taken of an entry: its public fields, as this engine and pandoc read them.

Reference managers write what is private beside what is public: files, abstracts, remarks, tags.
Nothing else is made of an entry than the fields that `clean` leaves of it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pybtex.database.input.bibtex import month_names

from .fields import TITLES, USED
from .languages import find_tag, name_language

KEYWORDS = ("article", "retracted", "gone")  # those of ours: all others are a collector's
LABELS = ("Checked", "Not checked", "Defect")  # with which the remarks of an annotation begin

_REMARK = re.compile(rf"(?<!\S)({'|'.join(LABELS)}): (.*?)(?=\s(?:{'|'.join(LABELS)}):|$)", re.S)
# A place on somebody's disk or in their Zotero; LaTeX spells a backslash and a tilde out.
_PATH = re.compile(
    r"""
    (?: file | zotero ):/
    | (?<![A-Za-z]) [A-Za-z]: \{?[\\/]                       # a drive of Windows
    | (?<!\S) \\\\ [\w.-]+ \\                                # a share
    | (?: \{?\\textbackslash[{}]*\s* ){2}
    | (?<![\w./]) (?: ~ | \{?\\textasciitilde[{}]* | \\~\{\} ) \s* [\\/]
    | (?<![\w./]) / (?: Users | home | Volumes | mnt | media | root | tmp | private | var ) /
    """,
    re.X | re.I,
)
_TIME = re.compile(r"(?<=\d)T\d\d:\d\d[^\s{}/]*")  # biblatex, 2.3.8: of a day we take the day alone
_RESOLVER = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)
_NO_BRACES = str.maketrans("", "", "{}")
_MONTHS = [name.lower() for name in month_names.values()]
_LANGUAGE_FIELDS = ("langid", "hyphenation", "language")  # the first that is there counts


class Field(NamedTuple):
    """A field of an entry."""

    name: str  # in lower case
    text: str  # without its delimiters, in one line
    line: int  # on which it begins in the author's file


def clean(fields: Sequence[Field]) -> list[Field]:
    """Return what is taken of the fields of an entry, in their order.

    Of two fields with one name it is the first. All dates are in `date`, languages in `langid`.
    """
    given = dict[str, Field]()
    for field in fields:
        given.setdefault(field.name, field)
    named = next((name for name in _LANGUAGE_FIELDS if name in given), "")
    language = find_tag(given[named].text) if named else ""
    cleaned = list[Field]()
    for field in _merge(given, named):
        text = _CLEANERS.get(field.name, str)(field.text)
        if field.name in TITLES and text:
            text = _keep_capitals(field.name, text, language)
        if text:
            cleaned.append(field._replace(text=text))
    return cleaned


def find_remarks(annotation: str) -> list[tuple[str, str]]:
    """Return what an annotation says after each of `LABELS`: label and remark, as they stand."""
    remarks: list[tuple[str, str]] = _REMARK.findall(annotation)
    return remarks


def find_keywords(text: str) -> list[str]:
    """Return the words of a field, which stand between commas or semicolons."""
    return [word.strip() for word in re.split("[,;]", text) if word.strip()]


def read_month(text: str) -> tuple[int, int] | None:
    """Return month and day, 0 for none, of BibTeX's `month`: `12`, `dec`, `December`, `dec~5`.

    It is None for any other text.
    """
    match = re.fullmatch(
        r"(?P<number>\d\d?)|(?P<name>[A-Za-z]{3,})\.?([\s~]+(?P<day>\d\d?))?", text
    )
    if match is None:
        return None
    number = int(match["number"] or 0)
    for position, name in enumerate(_MONTHS, start=1):
        if match["name"] and name.startswith(match["name"].lower()):
            number = position
    return (number, int(match["day"] or 0)) if 1 <= number <= len(_MONTHS) else None


def unbrace(text: str) -> str:
    """Return a text without the pairs of braces that stand around all of it."""
    while is_braced(text):
        text = text[1:-1].strip()
    return text


def is_balanced(text: str) -> bool:
    """Return whether each brace of a text has its other half behind or before it."""
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def is_braced(text: str) -> bool:
    """Return whether a text stands in one pair of braces from its beginning to its end."""
    if not text.startswith("{"):
        return False
    depth = 0
    for position, character in enumerate(text):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        if depth == 0:
            return position == len(text) - 1
    return False


def _merge(given: Mapping[str, Field], language: str) -> Iterator[Field]:
    """Yield the fields of which something is made: one date, and `language` as the only one."""
    for name, field in given.items():
        if name == language:
            yield field._replace(name="langid")
        elif name == "year":
            if "date" not in given:
                yield field._replace(name="date", text=_join_date(given))
        elif name in USED and name not in {"month", "day", *_LANGUAGE_FIELDS}:
            yield field


def _join_date(given: Mapping[str, Field]) -> str:
    """Return `year`, `month` and `day` of BibTeX as a date in EDTF."""
    date = unbrace(given["year"].text)
    month = read_month(given["month"].text) if "month" in given else None
    if month is None:
        return date
    number, day = month
    date = f"{date}-{number:02}"
    if day:
        return f"{date}-{day:02}"
    return f"{date}-{given['day'].text.zfill(2)}" if "day" in given else date


def _keep_capitals(name: str, text: str, language: str) -> str:
    """Return a title in braces where pandoc would change its capitals, as in English it does."""
    title = unbrace(text)
    if name == "title" or not language or language.startswith("en"):
        return f"{{{title}}}"
    return text


def _drop_time(text: str) -> str:
    """Return a date without the times of its days."""
    return _TIME.sub("", unbrace(text))


def _drop_path(text: str) -> str:
    """Return a text, or nothing where it names a place on somebody's disk."""
    return "" if _PATH.search(text) else text


def _keep_remarks(text: str) -> str:
    """Return the remarks of an annotation: what stands beside them is a collector's."""
    kept = " ".join(f"{label}: {remark}" for label, remark in find_remarks(text))
    # A brace whose other half goes would end the field in the text that pandoc reads.
    return kept if is_balanced(kept) else kept.translate(_NO_BRACES)


def _keep_keywords(text: str) -> str:
    return ", ".join(word for word in find_keywords(text) if word in KEYWORDS)


_CLEANERS: Mapping[str, Callable[[str], str]] = {
    "date": _drop_time,
    "urldate": _drop_time,
    "read": unbrace,
    "doi": lambda text: _RESOLVER.sub("", text, count=1),
    "langid": name_language,
    "note": _drop_path,
    "addendum": _drop_path,
    "howpublished": _drop_path,
    "annotation": _keep_remarks,
    "keywords": _keep_keywords,
}
