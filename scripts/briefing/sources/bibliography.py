"""The bibliography: `bibliography.bib` parsed once, with what is wrong with it as a file.

pybtex reads BibTeX, `entries.py` makes typed values of it, and `rules.py` says what every entry
must have.
"""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, NamedTuple

import pybtex.errors
from pybtex.database.input.bibtex import LowLevelParser, Parser
from pybtex.exceptions import PybtexError

from ..problems import Problem
from ..text import find_hidden
from .entries import Place, Source, make_source

# Enough for ten thousand sources; an export of a whole library takes minutes to format.
_MOST_BYTES = 4_000_000
# Characters of a field: the time that styles and the PDF take grows faster than a field does.
_LONGEST_FIELD = 5000
# Characters of an `@string`: each can be made of the ones before, and be twice as long.
_LONGEST_STRING = 500


class Bibliography(NamedTuple):
    """All sources by citation key, in the order of the file."""

    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]  # faults of the file as a file: syntax, encoding, repeated keys
    repeated: frozenset[str] = frozenset()  # keys that more than one entry has
    text: str = ""  # what it was read from

    @property
    def is_readable(self) -> bool:
        """Whether the file could be parsed from end to end."""
        return not any(problem.code.startswith("bib-") for problem in self.problems)


def load_bibliography(file: Path, path: str = "bibliography.bib") -> Bibliography:
    """Read a `.bib` file; never raise for what is in it. `path` is how messages call it."""
    try:
        if not file.is_file():
            problem = Problem(path, 1, "there is no such file", "bib-missing")
        elif file.stat().st_size > _MOST_BYTES:
            message = f"the file has more than {_MOST_BYTES} bytes; keep what is cited"
            problem = Problem(path, 1, message, "bib-large")
        else:
            return parse_bibliography(file.read_text(encoding="utf-8-sig"), path)
    except (UnicodeDecodeError, OSError) as error:
        message = f"the file cannot be read as UTF-8: {error}"
        problem = Problem(path, 1, message, "bib-encoding")
    return Bibliography({}, (problem,))


def parse_bibliography(text: str, path: str = "bibliography.bib") -> Bibliography:
    """Parse the text of a `.bib` file: sound entries come back as sources, faults as problems."""
    reader = _Reader(text, path)
    reader.read()
    problems = [
        *reader.problems,
        *(Problem(path, *fault) for fault in find_hidden(text)),
        *_find_long_fields(reader.sources),
        *_find_cycle(reader.sources),
    ]
    return Bibliography(reader.sources, tuple(problems), frozenset(reader.repeated), text)


class _Reader:
    """One walk over the entries of a file: the sources, and why an entry is none."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.sources = dict[str, Source]()
        self.problems = list[Problem]()
        self.repeated = set[str]()
        self.parser = Parser()
        self.errors = list[PybtexError]()
        self.lines = dict[str, int]()  # of the first entry with a key, by the key in lower case

    def read(self) -> None:
        """Read all entries; of what pybtex cannot parse, the first is a problem."""
        with pybtex.errors.capture() as self.errors:
            self._read_entries()
        if self.errors:
            message = f"cannot be parsed: {self.errors[0].args[0]}"
            hint = "look for a brace or a comma that is missing above this line"
            self._report(self.errors[0].lineno, message, "bib-syntax", hint)

    def _read_entries(self) -> None:
        """Read all entries, up to a string that is too long."""
        reader = LowLevelParser(
            self.text, macros=self.parser.macros, handle_error=pybtex.errors.report_error
        )
        for kind, body in reader:
            if kind.lower() == "preamble":
                continue
            name, content = body
            span = (reader.command_start, reader.pos)
            line = reader.lineno - self.text.count("\n", *span)
            if kind.lower() == "string":
                if not self._check_string(name, content, line):
                    return
            elif name is not None:
                self._read_entry(kind, name, content, Place(self.path, line, span))

    def _check_string(self, name: str, pieces: list[str], line: int) -> bool:
        """Return whether a string is of a length that others can be made of; say if it is not."""
        if len("".join(pieces)) <= _LONGEST_STRING:
            return True
        message = f"the string '{name[:60]}' is over {_LONGEST_STRING} characters"
        self._report(line, message, "bib-syntax")
        return False

    def _read_entry(self, kind: str, key: str, fields: list[Any], place: Place) -> None:
        """Read an entry, unless its key or its place is not sound."""
        if not self._check_key(key, place):
            return
        self.parser.process_entry(kind, key, fields)
        if self.errors and not hasattr(self.errors[0], "lineno"):  # it is of a field or a name
            self.errors[0].lineno = place.line
        entry = self.parser.data.entries[key]
        self.sources[key] = make_source(key, entry, place, raw=self.text[slice(*place.span)])

    def _check_key(self, key: str, place: Place) -> bool:
        """Return whether an entry may be read; say why not.

        It begins on a line of its own, and its key is no other's, in capitals or without. A bracket
        in the key is one that was meant to open the entry.
        """
        start = place.span[0]
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        if before.strip() or not set("{}()").isdisjoint(key):
            message = f"the entry '{key[:60]}' is not read"
            hint = "begin it on a line of its own, with a key of letters, digits, _ and -"
            self._report(place.line, message, "entry-not-read", hint)
            return False
        first = self.lines.setdefault(key.lower(), place.line)
        if first != place.line:
            message = f"citation key '{key}' is used twice"
            hint = f"the first is on line {first}; rename or delete one"
            self._report(place.line, message, "duplicate-key", hint)
            self.repeated.add(key)
            return False
        return True

    def _report(self, line: int, message: str, code: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, line, message, code, hint))


def _find_long_fields(sources: Mapping[str, Source]) -> Iterator[Problem]:
    """No field is longer than what styles and the PDF can take."""
    for source in sources.values():
        texts = dict(source.fields)
        texts["author"] = " and ".join(name.written for name in source.authors)
        texts["editor"] = " and ".join(name.written for name in source.editors)
        for name, text in texts.items():
            if len(text) > _LONGEST_FIELD:
                message = f"{name} of '{source.key[:60]}' has {len(text)} characters"
                hint = f"use {_LONGEST_FIELD} at most"
                yield Problem(source.path, source.line_of(name), message, "bib-field-length", hint)


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
        yield Problem(source.path, source.line, message, "bib-cycle", hint)
