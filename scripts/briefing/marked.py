"""YAML of which each value is a text that knows its place: what authors write in `docs/records/`.

Only what is needed of YAML 1.1 (https://yaml.org/spec/1.1/) is read: mappings, lists and texts, in
any of their styles. A value is taken as it is written, `yes` and `2024-10` among them, since what
it has to be is said by whoever reads the data. Anchors, which can multiply a file, are refused, and
so are tags, several documents in one file, and a name that a mapping has twice.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

Path = tuple[str | int, ...]  # of a value in the data: names of mappings, places in lists

_BYTE_ORDER_MARK = "\ufeff"
_REST_OF_LINE = re.compile(r"[^\r\n]*")
_BLOCK_TEXTS = ("|", ">")  # with which a text of several lines begins
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Position(NamedTuple):
    """Where something stands in a text, both counted from 1."""

    line: int
    column: int


class Span(NamedTuple):
    """Where the text of a value begins and ends, as offsets."""

    start: int
    end: int


class Misread(NamedTuple):
    """Why a text, or a part of it, cannot be read."""

    place: Position
    reason: str


@dataclass(frozen=True)
class MarkedData:
    """What a text says; nothing where it cannot be read to its end."""

    value: Any = None  # texts, in lists and mappings; None for an empty file
    places: dict[Path, Position] = field(default_factory=dict)  # of names and of items of lists
    spans: dict[Path, Span] = field(default_factory=dict)  # of values
    faults: tuple[Misread, ...] = ()

    def find_place(self, *path: str | int) -> Position:
        """Return the place of a value; of one that is not there, that of what would have it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Position(1, 1))


class _Unreadable(Exception):  # noqa: N818  (it ends the reading)
    """Why a text cannot be read any further."""

    def __init__(self, misread: Misread) -> None:
        super().__init__(misread.reason)
        self.misread = misread


def read_marked(text: str) -> MarkedData:
    """Return what a text says, with the place of each value, or why it cannot be read."""
    reader = _Reader(text)
    try:
        value = reader.read_document()
    except _Unreadable as error:
        return MarkedData(faults=(error.misread,))
    except (yaml.YAMLError, ValueError) as error:
        return MarkedData(faults=(_explain(error, text),))
    return MarkedData(value, reader.places, reader.spans, tuple(reader.faults))


def _explain(error: Exception, text: str) -> Misread:
    """Return place and reason of what libyaml could not read."""
    # `problem` is what a scanner or parser says, `reason` what a reader of characters says.
    reason = getattr(error, "problem", None) or getattr(error, "reason", None)
    return Misread(_find_fault(error, text), reason or " ".join(str(error).split())[:100])


def _find_fault(error: Exception, text: str) -> Position:
    """Return where libyaml stopped: it names a mark, or the byte at which no character is."""
    mark = getattr(error, "problem_mark", None)
    if mark:
        return Position(mark.line + 1, mark.column + 1)
    if not isinstance(error, yaml.reader.ReaderError):
        return Position(1, 1)
    before = text.encode()[: error.position].decode(errors="ignore")
    return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))


class _Reader:
    """One walk over the events of libyaml's parser, which nests no calls of its own."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = dict[Path, Position]()
        self.spans = dict[Path, Span]()
        self.faults = list[Misread]()
        self.end = 0  # of what was read last

    def read_document(self) -> Any:
        """Return the value of the one document in the text; None where it has none."""
        self.events: Iterator[yaml.Event] = yaml.parse(self.text, Loader=_PARSER)
        value = None
        count = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                count += 1
                if count > 1:
                    self._refuse(event, "a second document begins here")
            elif isinstance(event, yaml.NodeEvent):
                value = self._read_value(event, ())
        return value

    def _read_value(self, event: yaml.Event, path: Path) -> Any:
        """Return the value that begins with an event, and go on behind it."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(event, "anchors and aliases are not taken")
        if getattr(event, "tag", None):
            self._refuse(event, "tags are not taken")
        if isinstance(event, yaml.ScalarEvent):
            value: Any = event.value
            end = _find_end(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value, end = self._read_list(path)
        else:
            value, end = self._read_mapping(path)
        if not getattr(event, "flow_style", True):
            # libyaml ends a block where the next thing begins, behind comments and empty lines.
            end = self.end
        self.spans[path] = Span(_find_start(event).index, end)
        self.end = end
        return value

    def _read_list(self, path: Path) -> tuple[list[Any], int]:
        """Return the items of a list, and the offset behind it."""
        items = list[Any]()
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return items, _find_end(event)
            here = (*path, len(items))
            self.places[here] = _find_position(event)
            items.append(self._read_value(event, here))
        raise AssertionError("libyaml ends each list that it begins")

    def _read_mapping(self, path: Path) -> tuple[dict[str, Any], int]:
        """Return a mapping, each name with the first value that it has, and the offset behind."""
        mapping = dict[str, Any]()
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                return mapping, _find_end(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "a name is a text")
            name = str(self._read_value(event, (*path, "")))
            is_first = name not in mapping
            if not is_first:
                self.faults.append(Misread(_find_position(event), f"'{name}' stands here twice"))
            # The second value is read like any other, so that the walk goes on behind it.
            here = (*path, name if is_first else "")
            self.places.setdefault(here, _find_position(event))
            value = self._read_value(next(self.events), here)
            mapping.setdefault(name, value)
        raise AssertionError("libyaml ends each mapping that it begins")

    def _refuse(self, event: yaml.Event, reason: str) -> None:
        raise _Unreadable(Misread(_find_position(event), reason))


def _find_start(event: yaml.Event) -> Any:
    """Return the mark at which an event begins: `index`, `line` and `column`, from 0."""
    return event.start_mark


def _find_end(event: yaml.Event) -> int:
    mark = event.end_mark
    assert mark is not None  # the parser gives one
    return mark.index


def _find_position(event: yaml.Event) -> Position:
    mark = _find_start(event)
    return Position(mark.line + 1, mark.column + 1)


def set_values(text: str, path: Path, values: Mapping[str, str]) -> str:
    """Return a text with values written into one of its mappings; all else stays byte for byte.

    A name that the mapping has gets another value in its place, others come behind its last. The
    values are plain: they need no quotation marks in YAML. Raise KeyError where there is no such
    mapping, and ValueError where they cannot be written without changing anything else.
    """
    if text.startswith(_BYTE_ORDER_MARK):  # which libyaml does not count
        return _BYTE_ORDER_MARK + set_values(text[1:], path, values)
    if not _is_mapping(read_marked(text).value, path):
        raise KeyError(path)
    for name, value in values.items():
        changed = _set_value(text, path, name, value)
        _compare(read_marked(text), read_marked(changed), (*path, name), value)
        text = changed
    return text


def _is_mapping(value: Any, path: Path) -> bool:
    """Return whether a mapping stands at a path of a value."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return isinstance(value, dict)


def _set_value(text: str, path: Path, name: str, value: str) -> str:
    """Return a text with one value written into one of its mappings."""
    data = read_marked(text)
    mapping = data.spans[path]
    span = data.spans.get((*path, name))
    if span:
        space = "" if text[span.start : span.end] else " "
        return f"{text[: span.start]}{space}{value}{text[span.end :]}"
    inner = [span for other, span in data.spans.items() if other[: len(path)] == path != other]
    last = max(inner, key=lambda span: (span.end, span.start), default=None)
    if text[mapping.start] == "{":
        return _add_to_flow(text, mapping, last, f"{name}: {value}")
    return _add_to_block(text, mapping, last, f"{name}: {value}")


def _add_to_flow(text: str, mapping: Span, last: Span | None, entry: str) -> str:
    """Return a text with an entry more in a mapping between braces, behind its `last` value."""
    if last is None:
        end = mapping.start + 1
        return f"{text[:end]}{entry}{text[end:]}"
    return f"{text[: last.end]}, {entry}{text[last.end :]}"


def _add_to_block(text: str, mapping: Span, last: Span | None, entry: str) -> str:
    """Return a text with an entry more in a mapping of a line each, as far in as the others."""
    start_of_line = max(text.rfind(sign, 0, mapping.start) for sign in "\r\n") + 1
    indent = " " * (mapping.start - start_of_line)
    newline = "\r\n" if "\r\n" in text else "\n"
    if last is None or text[last.start : last.start + 1] in _BLOCK_TEXTS:
        # Empty lines below such a text may be part of it, so that the entry comes above all others.
        return f"{text[: mapping.start]}{entry}{newline}{indent}{text[mapping.start :]}"
    rest = _REST_OF_LINE.match(text, last.end)
    assert rest  # at most it is empty
    return f"{text[: rest.end()]}{newline}{indent}{entry}{text[rest.end() :]}"


def _compare(before: MarkedData, after: MarkedData, path: Path, value: str) -> None:
    """Raise ValueError where a text says anything else than before, and a value at a path."""
    expected = mapping = before.value
    for name in path[:-1]:
        mapping = mapping[name]
    mapping[path[-1]] = value
    if after.faults or after.value != expected:
        raise ValueError(f"{path[-1]} cannot be written here")
