"""What a machine may mend in a `.bib` file: capitals of titles, spaces at the ends of lines."""

import re

from ..text import replace_spans
from .cleaning import is_balanced, is_braced
from .fields import TITLES
from .languages import find_tag
from .written import WrittenEntry, WrittenField, read_written

_END_OF_LINE = re.compile(r"[ \t]+$", re.M)


def mend_bibliography(text: str) -> str:
    """Return a text in which titles keep their capitals in every program that reads it."""
    entries, problems = read_written(text, "")
    if problems:
        return text
    edits = list[tuple[int, int, str]]()
    for entry in entries:
        for field in entry.fields:
            start = _find_value(text, field)
            value = text[start : field.end].strip()
            if _loses_capitals(entry, field) and _is_plain(value):
                edits.append((start, field.end, f" {{{{{value[1:-1]}}}}}"))
    mended = _END_OF_LINE.sub("", replace_spans(text, sorted(edits)))
    return mended if _says_the_same(entries, read_written(mended, "")[0]) else text


def _find_value(text: str, field: WrittenField) -> int:
    return text.index("=", field.start) + 1


def _is_plain(value: str) -> bool:
    """Return whether a value stands in one pair of delimiters, and is made of nothing else."""
    if is_braced(value):
        return True
    inner = value[1:-1]
    is_quoted = value.startswith('"') and value.endswith('"') and '"' not in inner
    return is_quoted and is_balanced(inner)


def _loses_capitals(entry: WrittenEntry, field: WrittenField) -> bool:
    """Return whether programs would write the title of an English work in small letters."""
    if field.name not in TITLES or is_braced(field.text):
        return False
    given = {each.name: each.text for each in entry.fields}
    named = next((name for name in ("langid", "hyphenation", "language") if name in given), "")
    language = find_tag(given[named]) if named else ""
    is_english = not language or language.startswith("en")
    return is_english and any(sign.isupper() for sign in field.text[1:])


def _says_the_same(one: list[WrittenEntry], other: list[WrittenEntry]) -> bool:
    """Return whether two lists of entries have the same keys and words."""
    return [_read(entry) for entry in one] == [_read(entry) for entry in other]


def _read(entry: WrittenEntry) -> tuple[str, str, list[tuple[str, str]]]:
    fields = [(field.name, field.text.replace("{", "").replace("}", "")) for field in entry.fields]
    return entry.kind, entry.key, fields
