"""The bibliography: `bibliography.bib` read once, with what is wrong with it as a file.

pybtex says where entries and fields stand; pandoc makes CSL records of what we read of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pybtex.errors
from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.exceptions import PybtexError
from pybtex.textutils import normalize_whitespace
from pybtex.utils import CaseInsensitiveDict

from ..html import normalise
from ..problems import Problem
from ..programs import ProgramError, run_pandoc
from .csl import CslItem
from .entries import FAMILY_FIRST, READ, TAG, Source

_TITLES = frozenset({"title", "subtitle", "titleaddon", "booktitle", "series"})


class Bibliography(NamedTuple):
    """All sources by citation key, in the order of the file."""

    path: str  # as messages call it
    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]  # faults of the file as a file: syntax, encoding, repeated keys

    @property
    def is_readable(self) -> bool:
        """Whether the file could be read from end to end."""
        return not any(problem.code.startswith("bib-") for problem in self.problems)


def load_bibliography(file: Path, path: str = "bibliography.bib") -> Bibliography:
    """Read a `.bib` file; never raise for what is in it. `path` is how messages call it."""
    try:
        return parse_bibliography(file.read_text("utf-8-sig"), path)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        problem = Problem(message, "bib-missing", "write its first entry")
        return Bibliography(path, {}, (problem.at(path, 1),))


def parse_bibliography(text: str, path: str = "bibliography.bib") -> Bibliography:
    """Read the text of a `.bib` file: sound entries come back as sources, faults as problems."""
    entries, faults, broken = _read_entries(text, path)
    sources, problems = [*entries], [*faults]
    if broken:
        problems.append(_explain(broken[0]).at(path, broken[0].lineno))
    elif sources:
        try:
            sources = _add_records(sources)
        except ProgramError as error:
            problems.append(_explain_program(error, sources))
    by_key = {source.key: source for source in sources}
    return Bibliography(path, by_key, tuple(problems))


@lru_cache(maxsize=1)  # a server reads the same in each build
def _read_entries(text: str, path: str) -> tuple[list[Source], list[Problem], list[PybtexError]]:
    """Return the entries of a file, without their records, and what is wrong with them."""
    reader = _Reader(text, path)
    with pybtex.errors.capture() as errors:
        sources = list(reader.read_entries())
    # Others are of a name, which the rules of fields report.
    return sources, reader.problems, [error for error in errors if hasattr(error, "lineno")]


class _Reader(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser of entries, which keeps the line of each field, and why one is not read."""

    def __init__(self, text: str, path: str) -> None:
        macros = CaseInsensitiveDict(month_names)
        super().__init__(text, macros=macros, handle_error=pybtex.errors.report_error)
        self.path = path
        self.problems = list[Problem]()
        self.firsts = dict[str, int]()  # lines of the entries, by their keys in lower case

    def parse_entry_body(self, body_end: Any) -> None:
        self.field_lines = list[int]()
        super().parse_entry_body(body_end)

    def parse_field(self) -> None:
        self.eat_whitespace()
        line = self.lineno
        super().parse_field()
        if self.current_field_name and self.current_value:  # which it then keeps
            self.field_lines.append(line)

    def read_entries(self) -> Iterator[Source]:
        """Yield all entries that may be read, without their records."""
        for kind, body in self:
            if kind.lower() in {"preamble", "string"}:
                continue
            key, content = body
            start = self.command_start
            line = self.lineno - self.text.count("\n", start, self.pos)
            if key is None or not self._check_key(key, start, line):
                continue
            given, lines = dict[str, str](), dict[str, int]()
            for (name, pieces), place in zip(content, self.field_lines, strict=True):
                self._check_field(key, name.lower(), place, lines)
                given.setdefault(name.lower(), normalize_whitespace("".join(pieces)))
                lines.setdefault(name.lower(), place)
            yield Source(
                key=key,
                type=kind.lower(),
                path=self.path,
                line=line,
                given=given,
                lines=lines,
                item={"id": key},
            )

    def _check_field(self, key: str, name: str, line: int, lines: Mapping[str, int]) -> None:
        """Say that a field stands twice in an entry; the first counts."""
        if name in lines:
            message = f"'{key}' has {name} twice"
            hint = f"the first is on line {lines[name]}; delete one"
            self.problems.append(Problem(message, "duplicate-field", hint).at(self.path, line))

    def _check_key(self, key: str, start: int, line: int) -> bool:
        """Return whether an entry may be read; say why not.

        It begins on a line of its own, and its key is no other's, in capitals or without, and has
        only characters that mkdocs-bibtex takes for a part of it.
        """
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        if before.strip() or not re.fullmatch(r"[\w-]+", key):
            message = f"the entry '{key[:60]}' is not read"
            hint = "begin it on a line of its own, with a key of letters, digits, _ and -"
            self.problems.append(Problem(message, "entry-not-read", hint).at(self.path, line))
            return False
        first = self.firsts.setdefault(key.lower(), line)
        if first != line:
            message = f"citation key '{key}' is used twice"
            hint = f"the first is on line {first}; rename or delete one"
            self.problems.append(Problem(message, "duplicate-key", hint).at(self.path, line))
        return first == line


def _explain(error: PybtexError) -> Problem:
    """Return what pybtex could not parse."""
    reason = error.args[0]
    if isinstance(error, UndefinedMacro):
        message = f"'{reason[:60]}' is no @string of this file"
        return Problem(message, "bib-syntax", "put braces around it, if it is a text")
    hint = "look for a brace or a comma that is missing above this line"
    return Problem(f"cannot be parsed: {reason}", "bib-syntax", hint)


def _add_records(sources: Sequence[Source]) -> list[Source]:
    """Return sources with the records that pandoc reads. Raise ProgramError.

    Each stands on one line, by which a message of pandoc's leads to it.
    """
    text = "\n".join(map(_write_entry, sources))
    encoded = run_pandoc(text, "--from=biblatex", "--to=csljson")
    records = {item["id"]: item for item in msgspec.json.decode(encoded, type=list[Any])}
    return [
        replace(source, item=_finish_record(source, records.get(source.key, source.item)))
        for source in sources
    ]


def _explain_program(error: ProgramError, sources: Sequence[Source]) -> Problem:
    """Return why pandoc stopped, at an entry."""
    place = re.search(r"line (\d+)", str(error))
    source = sources[min(int(place[1]) if place else 1, len(sources)) - 1]
    message = f"pandoc cannot read the file: {normalise(str(error))[:300]}"
    hint = "look for a backslash before a closing brace in this entry or the one above it"
    return Problem(message, "bib-pandoc", hint).at(source.path, source.line)


def _write_entry(source: Source) -> str:
    """Return what pandoc is to read of an entry, on one line."""
    taken = dict(source.fields)
    if taken.get("langid", "en").startswith("en"):  # of which pandoc changes the capitals
        taken |= {name: f"{{{taken[name]}}}" for name in _TITLES & taken.keys()}
    fields = [f"{name} = {{{taken[name]}}}" for name in READ if name in taken]
    return f"@{source.type}{{{source.key}, {', '.join(fields)}}}"


def _finish_record(source: Source, record: CslItem) -> CslItem:
    """Return what pandoc has read with the language as it is written, and names in their order."""
    item = record.copy()
    item.pop("title-short", None)
    if TAG.fullmatch(source.fields.get("langid", "")):
        item["language"] = source.fields["langid"]
    if source.nameorder == FAMILY_FIRST:
        for name in (*item.get("author", ()), *item.get("editor", ())):
            name["static-ordering"] = True
    return item
