"""YAML that authors write, read into forms; what does not fit is said with its place. JSON of ours.

A value is taken as it is typed, `no` and `2024-10` among them, since its form says what it is: a
type whose fields have descriptions (`msgspec.Meta`), which authors read in messages and, through a
JSON schema, in their editor. What holds between fields a form says itself, in `find_faults`.

An alias is not taken: a few of them, each of the one before, stand for more than any machine reads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, pairwise
from pathlib import PurePath
from typing import Annotated, Any, TypeVar, get_args

import msgspec
import yaml
from msgspec import Meta
from msgspec.structs import fields

from .dates import parse_edtf
from .misfits import explain_misfit
from .problems import FieldPath, Problem, Spot
from .text import HIDDEN

Place = tuple[int, int]  # line and column, counted from 1

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SPACE = re.compile(r"[ \t\r\n]+")  # white space that an author types: no-break spaces stay
_TRIPLE = 3  # digits behind the comma of a number
_DATE_HINT = "write 2024-10-24, 2024-10, 195X or 1991/.."
_OPEN_BRACKET = "did not find expected ',' or"  # what a parser says where one has no end
_HOW_TO_CLOSE = "close it, or quote the value that begins with it"
_HOW_TO_QUOTE = "quote the value, if it has a colon in it or begins with a sign; indent with spaces"


EDTF = Meta(extra={"form": "EDTF"})
"""Marks the type of a field, or of the items in it, as that of a date (`dates.py`)."""
CODE = Meta(extra={"form": "code"})
"""Marks the type of a field that no reader is shown as it stands: an id, a place, a choice."""
Brief = Annotated[str, Meta(pattern=r"^(\S+\s+){0,11}\S*[.!?…]\S*$")]
"""A sentence that readers take in at a glance: of twelve words at most."""


def labelled(label: str, description: str) -> Meta:
    """Return what is said of a field: what readers are told that it is, and what authors write."""
    return Meta(title=label, description=description)


class Form(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
):
    """What authors write in one place."""

    def find_faults(self) -> Iterator[Problem]:
        """Yield what is wrong that types cannot say."""
        yield from ()


_Form = TypeVar("_Form")


@dataclass(frozen=True)
class YamlFile:
    """A file as it was read; empty where there is none, or where it cannot be read to its end."""

    path: str = ""  # as messages call it
    value: Any = None  # texts, in lists and mappings
    places: Mapping[FieldPath, Place] = field(default_factory=dict, repr=False)
    problems: tuple[Problem, ...] = ()  # why it cannot be read

    def find_place(self, *at: str | int) -> Place:
        """Return the place of a value; of one that is not there, that of what would have it."""
        while at and at not in self.places:
            at = at[:-1]
        return self.places.get(at, (1, 1))

    def report(self, at: FieldPath, problem: Problem) -> Problem:
        """Return what is wrong with what stands at a path, or with a part of it."""
        return problem.at(self.path, *self.find_place(*at, *problem.part))

    def read(
        self, form: type[_Form], *at: str | int, name: str = "this file"
    ) -> tuple[_Form | None, list[Problem]]:
        """Return what stands at a path in its form, and what is wrong with it.

        It is None where it has not that form, of which only the first fault is said. `name` is what
        messages call the whole.
        """
        value = self.value
        for step in at:
            value = value[step]
        try:
            entry = msgspec.convert(value, form, strict=False)
        except msgspec.ValidationError:
            return None, [self.report(at, explain_misfit(value, form, name))]
        problems = list[Problem]()
        for part, path in list_forms(entry):
            faults = chain(_find_bad_dates(part), part.find_faults())
            problems += [self.report((*at, *path), fault) for fault in faults]
        return entry, problems


def _find_bad_dates(form: Form) -> Iterator[Problem]:
    """What is marked as a date is one, or empty."""
    for name, written in list_marked(type(form), EDTF).items():
        for value, path in list_values(getattr(form, name), (written,)):
            if isinstance(value, str) and value and parse_edtf(value) is None:
                yield Problem(f"'{value}' is not a date", "bad-date", _DATE_HINT, part=path)


@cache
def list_marked(form: type[msgspec.Struct], mark: Meta) -> dict[str, str]:
    """Return the fields that bear a mark, or whose items do: names in a file, by those here."""
    marked = [each for each in fields(form) if _bears(each.type, mark)]
    return {each.name: each.encode_name for each in marked}


def _bears(kind: Any, mark: Meta) -> bool:
    metas = getattr(kind, "__metadata__", ())
    return mark in metas or any(_bears(each, mark) for each in get_args(kind))


def list_labels(form: type[Form]) -> dict[str, str]:
    """Return what readers are told that the fields of a form are, by their names in a file."""
    found = {each.encode_name: getattr(each.type, "__metadata__", ()) for each in fields(form)}
    return {name: meta.title for name, metas in found.items() for meta in metas if meta.title}


@dataclass(frozen=True)
class Written:
    """What an author wrote in a form of its own, and where."""

    form: Any
    data: YamlFile

    @property
    def name(self) -> str:
        """That of the file, without its ending: pages show it by this."""
        return PurePath(self.data.path).stem

    def locate(self, *at: str | int) -> Spot:
        """Return path, line and column of what stands at a path in it."""
        return self.data.path, *self.data.find_place(*at)


def read_written(text: str, path: str, form: type[Form]) -> tuple[Written | None, list[Problem]]:
    """Return what the text of a file says in its form, and all that is wrong with it.

    It is None where the file has not that form. `path` is how messages call it.
    """
    data = read_yaml(text, path)
    read, problems = (None, [*data.problems]) if data.problems else data.read(form)
    return Written(read, data) if read and not problems else None, problems


@lru_cache(maxsize=512)  # a server reads the same in each build
def read_yaml(text: str, path: str = "") -> YamlFile:
    """Return what a text says, as the file at a path."""
    reader = _Reader(path, text)
    value = None
    try:
        alias = _find_alias(text)
        if alias:
            problem = Problem("an alias is not taken", "bad-file", "write what it stands for")
            reader.report(alias.start_mark, problem)
        else:
            node = yaml.compose(text, Loader=_LOADER)
            value = reader.read(node, ()) if node else None
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or " ".join(str(error).split())[:100]
        reason = reason.removeprefix("but ")
        hint = _HOW_TO_QUOTE
        if reason.startswith(_OPEN_BRACKET):
            reason, hint = "a bracket above is not closed", _HOW_TO_CLOSE
        reader.report(mark, Problem(f"this cannot be read: {reason}", "bad-file", hint))
    return YamlFile(path, value, reader.places, tuple(reader.problems))


def _find_alias(text: str) -> yaml.Event | None:
    """Return the first alias of a text, `*name`; of none that is defined, another says so."""
    if "&" not in text or "*" not in text:
        return None
    events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
    return next((event for event in events if isinstance(event, yaml.AliasEvent)), None)


class _Reader:
    """One walk over the nodes of a document."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.places = dict[FieldPath, Place]()
        self.problems = list[Problem]()

    def report(self, mark: Any, problem: Problem) -> None:
        """Note what is wrong at a mark of libyaml."""
        self.problems.append(problem.at(self.path, *_read_mark(mark)))

    def read(self, node: yaml.Node, path: FieldPath) -> Any:
        """Return the value of a node."""
        if isinstance(node, yaml.SequenceNode):
            return self._read_list(node, path)
        if isinstance(node, yaml.MappingNode):
            return self._read_mapping(node, path)
        if isinstance(node, yaml.ScalarNode) and node.style == '"':
            self._look_for_hidden(node)
        return _SPACE.sub(" ", node.value).strip(" ")

    def _look_for_hidden(self, node: yaml.Node) -> None:
        """An escape writes no character that nobody sees: feeds and books cannot hold some."""
        for character in sorted(HIDDEN.intersection(node.value)):
            if character in self.text:  # as it is, which another rule reports
                continue
            message = f"an escape writes a character that nobody sees, U+{ord(character):04X}"
            self.report(node.start_mark, Problem(message, "hidden-character", "delete it"))

    def _read_list(self, node: yaml.SequenceNode, path: FieldPath) -> list[Any]:
        items = list[Any]()
        for number, item in enumerate(node.value):
            self.places[*path, number] = _read_mark(item.start_mark)
            items.append(self.read(item, (*path, number)))
        for one, other in pairwise(node.value):
            if _is_split(one, other):
                figure = f"{one.value},{other.value}"
                hint = f'write "{figure}" between quotation marks, or a space between two'
                problem = Problem(f"{figure} is two figures here", "split-figure", hint)
                self.report(one.start_mark, problem)
        return items

    def _read_mapping(self, node: yaml.MappingNode, path: FieldPath) -> dict[str, Any]:
        """Return a mapping, each name with the first value that it has."""
        mapping = dict[str, Any]()
        for key, value in node.value:
            name = str(self.read(key, (*path, "")))
            if name in mapping:
                hint = "put both into one, or delete one"
                problem = Problem(f"'{name}' stands here twice", "bad-file", hint)
                self.report(key.start_mark, problem)
                continue
            self.places[*path, name] = _read_mark(key.start_mark)
            mapping[name] = self.read(value, (*path, name))
        return mapping


def _read_mark(mark: Any) -> Place:
    """Return line and column of a mark of libyaml, which counts from 0."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _is_split(one: yaml.Node, other: yaml.Node) -> bool:
    """Return whether [10,000] was meant for one figure, which YAML takes for two."""
    is_next = other.start_mark.index == one.end_mark.index + 1
    digits = (str(one.value), str(other.value))
    return is_next and len(digits[1]) == _TRIPLE and "".join(digits).isdecimal()


def list_values(value: Any, path: FieldPath = ()) -> Iterator[tuple[Any, FieldPath]]:
    """Yield a value, and all values of its fields and items, each with its path in the data."""
    waiting = [(value, path)]
    while waiting:  # a recursion of generators took twice as long
        value, path = waiting.pop()
        yield value, path
        parts = [(part, (*path, step)) for step, part in _list_parts(value)]
        waiting += reversed(parts)


def _list_parts(value: Any) -> Iterable[tuple[str | int, Any]]:
    """Return the fields or items of a value, each with its name or its place."""
    if isinstance(value, msgspec.Struct):
        fields = [getattr(value, name) for name in value.__struct_fields__]
        return zip(value.__struct_encode_fields__, fields, strict=True)
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, tuple) else ()


def list_forms(value: Any) -> Iterator[tuple[Form, FieldPath]]:
    """Yield all forms in a form, with their paths."""
    for part, path in list_values(value):
        if isinstance(part, Form):
            yield part, path


def format_json(data: Any) -> str:
    """Return data as JSON with a line for each value."""
    return msgspec.json.format(msgspec.json.encode(data), indent=1).decode() + "\n"
