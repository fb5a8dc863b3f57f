"""The bibliography: `bibliography.bib` parsed once, with what is wrong with it as a file.

pybtex reads BibTeX, `cleaning.py` takes the public fields of it, `entries.py` makes typed values
of them, and `field_rules.py` and `rules.py` say what fields and entries must be.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pybtex.errors
from pybtex.database.input.bibtex import UndefinedMacro, month_names
from pybtex.exceptions import PybtexError
from pybtex.textutils import normalize_whitespace
from pybtex.utils import CaseInsensitiveDict

from ..problems import Problem
from .cleaning import Field
from .entries import Place, Source, make_source
from .field_rules import check_fields
from .written import EntryParser, Span


class Bibliography(NamedTuple):
    """All sources by citation key, in the order of the file."""

    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]  # faults of the file as a file: syntax, encoding, repeated keys

    @property
    def is_readable(self) -> bool:
        """Whether the file could be parsed from end to end."""
        return not any(problem.code.startswith("bib-") for problem in self.problems)

    @property
    def text(self) -> str:
        """All entries with their public fields, as `write_entries` has them."""
        return write_entries(self.sources.values())


def write_entries(sources: Iterable[Source]) -> str:
    """Return some entries, in their order, as the text of a `.bib` file.

    Each begins on its own line of the author's file, so that pandoc's messages lead there, unless
    it takes more lines than it has there.
    """
    pieces = list[str]()
    written = 0  # lines
    for source in sources:
        gap = max(source.line - 1 - written, 0)
        piece = "\n" * gap + source.raw + "\n"
        written += piece.count("\n")
        pieces.append(piece)
    return "".join(pieces)


def load_bibliography(file: Path, path: str = "bibliography.bib") -> Bibliography:
    """Read a `.bib` file; never raise for what is in it. `path` is how messages call it."""
    problem = Problem("there is no such file", "bib-missing", "write its first entry").at(path, 1)
    try:
        if not file.is_file():
            return Bibliography({}, (problem,))
        return _decode_bibliography(file.read_bytes(), path)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        problem = Problem(message, "bib-encoding", "see who may read it").at(path, 1)
    return Bibliography({}, (problem,))


def _decode_bibliography(content: bytes, path: str) -> Bibliography:
    """Parse the bytes of a `.bib` file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8: {error.reason}"
        problem = Problem(message, "bib-encoding", "save it as UTF-8").at(path, line)
        return Bibliography({}, (problem,))
    return parse_bibliography(re.sub(r"\r\n?", "\n", text), path)


def parse_bibliography(text: str, path: str = "bibliography.bib") -> Bibliography:
    """Parse the text of a `.bib` file: sound entries come back as sources, faults as problems."""
    reader = _Reader(text, path)
    reader.read()
    problems = [
        *reader.problems,
        *_find_cycle(reader.sources),
    ]
    return Bibliography(reader.sources, tuple(problems))


class _Reader:
    """One walk over the entries of a file: the sources, and why an entry is none."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.sources = dict[str, Source]()
        self.problems = list[Problem]()
        self.errors = list[PybtexError]()
        self.lines = dict[str, int]()  # of the first entry with a key, by the key in lower case

    def read(self) -> None:
        """Read all entries; of what pybtex cannot parse, the first is a problem."""
        with pybtex.errors.capture() as self.errors:
            self._read_entries()
        for error in self.errors:
            if hasattr(error, "lineno"):  # others are of a name, which the rules of fields report
                self._report(error.lineno, *_explain(error))
                return

    def _read_entries(self) -> None:
        """Read all entries."""
        macros = CaseInsensitiveDict(month_names)
        reader = EntryParser(self.text, macros=macros, handle_error=pybtex.errors.report_error)
        for kind, body in reader:
            if kind.lower() in {"preamble", "string"}:
                continue
            name, content = body
            start = reader.command_start
            line = reader.lineno - self.text.count("\n", start, reader.pos)
            if name is not None and self._check_key(name, start, line):
                fields = self._list_fields(content, reader.spans)
                self._read_entry(kind.lower(), name, fields, Place(self.path, line))

    def _list_fields(
        self, content: Sequence[tuple[str, list[str]]], spans: Sequence[Span]
    ) -> list[Field]:
        """Return the fields of an entry that pybtex has read."""
        fields = list[Field]()
        for (name, pieces), span in zip(content, spans, strict=True):
            fields.append(Field(name.lower(), normalize_whitespace("".join(pieces)), span.line))
        return fields

    def _read_entry(self, kind: str, key: str, fields: Sequence[Field], place: Place) -> None:
        """Read an entry, and say what is wrong with its fields."""
        self.sources[key] = make_source(key, kind, fields, place)
        self.problems += [fault.at(self.path) for fault in check_fields(key, fields)]

    def _check_key(self, key: str, start: int, line: int) -> bool:
        """Return whether an entry may be read; say why not.

        It begins on a line of its own, and its key is no other's, in capitals or without. A bracket
        in the key is one that was meant to open the entry.
        """
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        if before.strip() or not set("{}()").isdisjoint(key):
            message = f"the entry '{key[:60]}' is not read"
            hint = "begin it on a line of its own, with a key of letters, digits, _ and -"
            self._report(line, message, "entry-not-read", hint)
            return False
        first = self.lines.setdefault(key.lower(), line)
        if first != line:
            message = f"citation key '{key}' is used twice"
            hint = f"the first is on line {first}; rename or delete one"
            self._report(line, message, "duplicate-key", hint)
            return False
        return True

    def _report(self, line: int, message: str, code: str, hint: str) -> None:
        self.problems.append(Problem(message, code, hint).at(self.path, line))


def _explain(error: PybtexError) -> tuple[str, str, str]:
    """Return what pybtex could not parse: message, code and hint."""
    reason = error.args[0]
    if isinstance(error, UndefinedMacro):
        message = f"'{reason[:60]}' is no @string of this file"
        return message, "bib-syntax", "put braces around it, if it is a text"
    hint = "look for a brace or a comma that is missing above this line"
    return f"cannot be parsed: {reason}", "bib-syntax", hint


def _find_cycle(sources: Mapping[str, Source]) -> Iterator[Problem]:
    """No entry inherits from itself: pandoc would never end."""
    graph = {key: source.parents for key, source in sources.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle = error.args[1]
        source = next(sources[key] for key in cycle if key in sources)
        message = f"'{source.key}' inherits from itself: {', '.join(cycle)[:100]}"
        hint = "take a crossref or an xdata away"
        yield Problem(message, "bib-cycle", hint).at(source.path, source.line)
