"""The bibliography: `bibliography.bib`, parsed once, each fault with its line.

pybtex does the parsing (BibTeX and biblatex syntax); entry types and fields are
biblatex's (https://ctan.org/pkg/biblatex, chapter 2). pybtex keeps no line numbers,
so a light second look finds the line of each entry and field.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pybtex.errors
from pybtex.database import BibliographyData, Entry
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text
from pybtex.utils import CaseInsensitiveDict

from ..dates import Span, format_edtf, parse_edtf
from ..problems import Problem
from ..text import check_characters

_ENTRY = re.compile(r"^[ \t]*@[ \t]*(?P<type>\w+)[ \t]*[{(][ \t]*(?P<key>[^\s,{}()]+)[ \t]*,", re.M)
_BLOCK = re.compile(r"^[ \t]*@[ \t]*\w+[ \t]*[{(]", re.M)
_FIELD = re.compile(r"^[ \t]*(?P<name>[\w-]+)[ \t]*=", re.M)
_NOT_ENTRIES = {"string", "comment", "preamble"}
_MOST_BYTES = 4_000_000
"""Enough for ten thousand sources; an export of a whole library is larger, and takes minutes to format."""
_LONGEST = 5000
"""How many characters a field may have: the time that styles and the PDF take grows faster than a field."""
_LONGEST_STRING = 500


class _Strings(CaseInsensitiveDict):  # type: ignore[misc]
    """The `@string` of a file: none is long, for they can be made of each other, and would double at each step."""

    def __init__(self, text: str, given: Mapping[str, str]) -> None:
        self.text = text
        super().__init__(given)

    def __setitem__(self, name: str, value: str) -> None:
        if len(value) > _LONGEST_STRING:
            error = PybtexError(f"the string '{name[:60]}' has more than {_LONGEST_STRING} characters")
            error.lineno = self.text.count("\n", 0, max(self.text.find(name), 0)) + 1
            raise error
        super().__setitem__(name, value)


@dataclass(frozen=True)
class Source:
    """One entry of the bibliography."""

    key: str
    entry: Entry = field(repr=False, compare=False)
    path: str
    line: int
    """Line of the entry in the file."""
    raw: str = field(repr=False)
    """The entry as it stands in the file."""
    field_lines: Mapping[str, int] = field(repr=False)
    """Line of each field, by its lower-case name."""

    def get(self, name: str) -> str:
        """Give a field as written, without its outer delimiters; empty when it is not there."""
        return str(self.entry.fields.get(name, "")).strip()

    def names(self, role: str = "author") -> list[str]:
        """Give the names in a role as `Family, Given`, braces kept."""
        return [str(person) for person in self.entry.persons.get(role, [])]

    def line_of(self, name: str) -> int:
        """Give the line of a field, or that of the entry when the field is not there."""
        return self.field_lines.get(name, self.line)

    @cached_property
    def short(self) -> str:
        """Give the short form for tables and margins: family name or organisation, and date in words."""
        name = (self.names() or self.names("editor") or [self.get("organization")])[0]
        when = format_edtf(self.get("date") or self.get("year")) or "n.d."
        return f"{_read_latex(name.partition(', ')[0]).strip('{}')}, {when}"

    @property
    def keywords(self) -> set[str]:
        """The entry's keywords; `added` marks a source that the article does not cite."""
        return {word.strip() for word in self.get("keywords").split(",")}

    @property
    def is_retracted(self) -> bool:
        """Whether whoever published it has taken it back; the keyword `retracted` says so."""
        return "retracted" in self.keywords

    @property
    def date(self) -> Span | None:
        """The day or days of publication, None when not given or not a date."""
        return parse_edtf(self.get("date") or self.get("year"))

    @property
    def accessed(self) -> Span | None:
        """The day of access."""
        return parse_edtf(self.get("urldate"))


@dataclass(frozen=True)
class Bibliography:
    """All sources by citation key, in the order of the file."""

    sources: Mapping[str, Source]
    data: BibliographyData
    problems: tuple[Problem, ...]
    """Faults of the file as a file: syntax, encoding, repeated keys."""

    @property
    def is_readable(self) -> bool:
        """Whether the file could be parsed from end to end."""
        return not any(problem.code.startswith("bib-") for problem in self.problems)


def load_bibliography(path: Path, name: str = "bibliography.bib") -> Bibliography:
    """Read a `.bib` file; never raises for what is in it. `name` is how messages call it."""
    if not path.is_file():
        return _unreadable(name, 1, "there is no such file", "bib-missing")
    try:
        if path.stat().st_size > _MOST_BYTES:
            return _unreadable(name, 1, f"the file has more than {_MOST_BYTES} bytes; keep what is cited", "bib-large")
        text = path.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        return _unreadable(name, 1, f"the file cannot be read as UTF-8: {error}", "bib-encoding")
    return parse_bibliography(text, name)


@lru_cache(1)
def parse_bibliography(text: str, name: str = "bibliography.bib") -> Bibliography:
    """Parse the text of a `.bib` file, a server only when it has changed.

    Faults come back as problems, sound entries as sources.
    """
    with pybtex.errors.capture() as captured:
        parser = Parser()
        parser.macros = _Strings(text, parser.macros)
        try:
            data = parser.parse_string(text)
        except (PybtexError, RecursionError) as error:
            return _unreadable(name, getattr(error, "lineno", None) or 1, str(error), "bib-syntax")
    faults = [_syntax_problem(name, error) for error in captured if "repeated" not in str(error)]
    first_of_line = {fault.line: fault for fault in reversed(faults)}  # the others follow from it
    hidden = tuple(check_characters(name, text))
    found = (match for match in _ENTRY.finditer(text) if match["type"].lower() not in _NOT_ENTRIES)
    entries = list(_number_lines(text, found))
    sources = dict(_make_sources(text, name, data, entries))
    return Bibliography(sources, data, (*first_of_line.values(), *_check_repeated(name, entries), *hidden,
                                         *_check_cycles(sources), *_check_lengths(sources),
                                         *(() if faults else _check_found(text, name, data, entries))))


def _make_sources(text: str, name: str, data: BibliographyData,
                  entries: Sequence[tuple[re.Match[str], int]]) -> Iterator[tuple[str, Source]]:
    seen: set[str] = set()
    for match, line in entries:
        key, end = match["key"], _find_end(text, match)
        if key.lower() in seen or key not in data.entries:
            continue
        seen.add(key.lower())
        lines = {found["name"].lower(): line + text.count("\n", match.start(), found.start("name"))
                 for found in _FIELD.finditer(text, match.start(), end)}
        raw = re.sub(r"\n[ \t]*%[^\n]*", "", text[match.start():end]).strip()
        yield key, Source(key, data.entries[key], name, line, raw, lines)


def _find_end(text: str, entry: re.Match[str]) -> int:
    """Give where the next block begins, of whatever kind: it is no part of this entry."""
    following = _BLOCK.search(text, entry.end())
    return following.start() if following else len(text)


def _number_lines(text: str, matches: Iterable[re.Match[str]]) -> Iterator[tuple[re.Match[str], int]]:
    """Give each match with the line of its `@`, counting each line once."""
    line, counted = 1, 0
    for match in matches:
        line, counted = line + text.count("\n", counted, match.start("type")), match.start("type")
        yield match, line


def _check_repeated(name: str, entries: Sequence[tuple[re.Match[str], int]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for match, line in entries:
        if first.setdefault(match["key"].lower(), line) != line:
            yield Problem(name, line, f"citation key '{match['key']}' is used twice", "duplicate-key",
                          f"the first is on line {first[match['key'].lower()]}; rename or delete one")


def _check_found(text: str, name: str, data: BibliographyData,
                 entries: Sequence[tuple[re.Match[str], int]]) -> Iterator[Problem]:
    """Every entry begins a line, with a key that can be cited; any other would be left out without a word."""
    found = {match["key"].lower() for match, _ in entries}
    for key in data.entries:
        if key.lower() not in found:
            line = text.count("\n", 0, max(text.find(key), 0)) + 1
            yield Problem(name, line, f"the entry '{key[:60]}' is not read", "entry-not-read",
                          "begin it on a line of its own, with a key of letters, digits, _ and -")


def _check_cycles(sources: Mapping[str, Source]) -> Iterator[Problem]:
    """No entry inherits from itself, by `crossref` or `xdata`, over however many others: pandoc would never end."""
    parents = {key: {word.strip() for name in ("crossref", "xdata") for word in source.get(name).split(",")} - {""}
               for key, source in sources.items()}
    try:
        TopologicalSorter(parents).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        source = next(sources[key] for key in cycle if key in sources)
        yield Problem(source.path, source.line, f"'{source.key}' inherits from itself: {', '.join(cycle)[:100]}",
                      "bib-cycle", "take a crossref or an xdata away")


def _check_lengths(sources: Mapping[str, Source]) -> Iterator[Problem]:
    """No field and no list of names is so long that styles and the PDF take more than a moment over it."""
    for source in sources.values():
        names = {role: " and ".join(source.names(role)) for role in source.entry.persons}
        for name, text in [*names.items(), *source.entry.fields.items()]:
            if len(text) > _LONGEST:
                yield Problem(source.path, source.line_of(name.lower()), f"{name} of '{source.key[:60]}' has "
                              f"{len(text)} characters", "bib-field-length", f"use {_LONGEST} at most")


def _syntax_problem(name: str, error: Exception) -> Problem:
    reason = str(error).split(":", 1)[-1].strip() if hasattr(error, "lineno") else str(error)
    return Problem(name, getattr(error, "lineno", None) or 1, f"cannot be parsed: {reason}", "bib-syntax",
                   "look for a brace or a comma that is missing above this line")


def _read_latex(text: str) -> str:
    """Give the characters that LaTeX writes with commands; what cannot be read stays as it is."""
    try:
        return str(Text.from_latex(text))
    except PybtexError:
        return text


def _unreadable(name: str, line: int, reason: str, code: str) -> Bibliography:
    return Bibliography({}, BibliographyData(), (Problem(name, line, reason, code),))
