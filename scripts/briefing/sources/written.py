"""Entries of a `.bib` file as they are written: where each stands, and what its fields say.

pybtex finds them; what is changed by these places leaves all else in the file as it is.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pybtex.errors
from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError
from pybtex.textutils import normalize_whitespace
from pybtex.utils import CaseInsensitiveDict

from ..problems import Problem
from ..text import replace_spans
from .cleaning import find_keywords


class WrittenField(NamedTuple):
    """A field of an entry."""

    name: str  # in lower case
    text: str  # without its delimiters, in one line
    line: int
    start: int  # offset at which its name begins
    end: int  # offset behind its value


class WrittenEntry(NamedTuple):
    """An entry of a file."""

    kind: str  # in lower case
    key: str  # empty where it has none
    line: int
    start: int  # offset of its @
    end: int  # offset behind the brace that closes it
    fields: tuple[WrittenField, ...]


class Span(NamedTuple):
    """Where a field stands."""

    line: int
    start: int  # in the text of the file
    end: int


class EntryParser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser of entries, which keeps where each field of an entry stands."""

    def __init__(self, text: str, **options: Any) -> None:
        super().__init__(text, **options)
        self.spans = list[Span]()

    def parse_entry_body(self, body_end: Any) -> None:
        """Parse an entry behind its opening brace."""
        self.spans = []
        super().parse_entry_body(body_end)

    def parse_field(self) -> None:
        """Parse a field, if there is one."""
        self.eat_whitespace()
        line, start = self.lineno, self.pos
        super().parse_field()
        if self.current_field_name and self.current_value:  # which it then keeps
            self.spans.append(Span(line, start, self.pos))


class _LenientParser(EntryParser):
    """The same for what others write, where an entry may have no key."""

    def parse_entry_body(self, body_end: Any) -> None:
        """Parse an entry behind its opening brace."""
        self.spans = []
        key = self.optional([self.KEY_BRACE])
        self.current_entry_key = key.value if key else ""
        self.parse_entry_fields()


def read_written(text: str, path: str) -> tuple[list[WrittenEntry], list[Problem]]:
    """Return the entries of a text, and where it cannot be parsed; `path` is for messages."""
    with pybtex.errors.capture() as errors:
        entries = list(_parse(text))
    problems = list[Problem]()
    for error in errors:
        if hasattr(error, "lineno"):
            problems.append(_explain(error, path))
    return entries, problems[:1]


def _parse(text: str) -> Iterator[WrittenEntry]:
    macros = CaseInsensitiveDict(month_names)
    parser = _LenientParser(text, macros=macros, handle_error=pybtex.errors.report_error)
    for kind, body in parser:
        if kind.lower() in {"preamble", "string"}:
            continue
        key, content = body
        fields = list[WrittenField]()
        for (name, pieces), (line, start, end) in zip(content, parser.spans, strict=True):
            value = normalize_whitespace("".join(pieces))
            fields.append(WrittenField(name.lower(), value, line, start, end))
        start = parser.command_start
        line = parser.lineno - text.count("\n", start, parser.pos)
        yield WrittenEntry(kind.lower(), key or "", line, start, parser.pos, tuple(fields))


def _explain(error: PybtexError, path: str) -> Problem:
    """Return what pybtex could not parse."""
    hint = "look for a brace or a comma that is missing above this line"
    message = f"this cannot be read: {error.args[0]}"
    return Problem(path, error.lineno, message, "bib-syntax", hint)


def rename_key(text: str, old: str, new: str) -> str:
    """Return a text in which an entry, and what takes fields from it, has another key."""
    edits = list[tuple[int, int, str]]()
    for entry in read_written(text, "")[0]:
        if entry.key == old:
            start = text.index(old, entry.start + len(entry.kind))
            edits.append((start, start + len(old), new))
        edits += [_rename_parent(field, old, new) for field in entry.fields if _names(field, old)]
    return replace_spans(text, sorted(edits))


def _names(field: WrittenField, key: str) -> bool:
    """Return whether a field says that its entry takes fields from that with a key."""
    return field.name in {"crossref", "xdata"} and key in find_keywords(field.text)


def _rename_parent(field: WrittenField, old: str, new: str) -> tuple[int, int, str]:
    keys = [new if key == old else key for key in find_keywords(field.text)]
    return field.start, field.end, f"{field.name} = {{{', '.join(keys)}}}"
