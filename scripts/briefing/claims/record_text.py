"""A file of records as text: decoded, read as YAML; its faults have line and column."""

import re
from collections.abc import Mapping
from typing import Any

from ..marked import MarkedData, Path, Position, read_marked
from ..problems import Problem

LONGEST = 60  # characters of what an author wrote that a message quotes
_SPACE = re.compile(r"[ \t\r\n]+")  # white space that an author types: no-break spaces stay
_QUOTE = (
    "a text with a colon in it, or one that begins with a sign, stands between quotation marks; "
    "indent with spaces"
)
SHAPE = "write the id of a claim with a colon, and below it, indented, its fields"


def quote(text: str) -> str:
    """Return as much of what an author wrote as a message quotes, on one line."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    return f"'{text}'"


class FileReader:
    """What both sorts of files have in common: their problems have line and column."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.data = MarkedData()
        self.problems = list[Problem]()

    def report(self, place: Path, message: str, code: str, hint: str) -> None:
        """Note that something is wrong with what stands at a place."""
        self.report_at(self.data.find_place(*place), message, code, hint)

    def report_at(self, position: Position, message: str, code: str, hint: str) -> None:
        """Note that something is wrong at a position."""
        line, column = position
        self.problems.append(Problem(message, code, hint).at(self.path, line, column))

    @property
    def count(self) -> int:
        """How many problems there are so far."""
        return len(self.problems)

    def read_entries(self, content: bytes) -> Mapping[str, Any]:
        """Return what a file has by name, white space folded; nothing where it cannot be read."""
        text = self._decode(content)
        if self.count:
            return {}
        self.data = read_marked(text)
        for position, reason in self.data.faults:
            if "twice" in reason:
                hint = "put both into one, or delete one"
                self.report_at(position, reason, "record-file", hint)
            else:
                self.report_at(position, f"this cannot be read: {reason}", "record-file", _QUOTE)
        value = self.data.value
        if value is None or isinstance(value, dict):
            entries: dict[str, Any] = self._fold(value or {})
            return entries
        self.report((), "this file is no list of records by id", "record-file", SHAPE)
        return {}

    def _decode(self, content: bytes) -> str:
        """Return the text of a file; nothing where it has none."""
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = content[: error.start].decode("utf-8-sig")
            position = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
            hint = "save it in that encoding"
            self.report_at(position, "this file is not UTF-8", "record-file", hint)
            return ""

    def _fold(self, value: Any) -> Any:
        """Return a value with the white space in its texts folded, as in a page."""
        if isinstance(value, dict):
            return {name: self._fold(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self._fold(part) for part in value]
        return _SPACE.sub(" ", value).strip(" ")

    def read_words(self, place: Path, value: Any) -> list[str]:
        """Return a list of texts; report what is none."""
        if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
            return value
        name = quote(str(place[-1]))
        self.report(place, f"{name} has no list of texts", "bad-record", "write [one, two]")
        return []
