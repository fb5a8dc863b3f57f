"""Data that authors write, in the form of a type; what does not fit is said with its place.

A form is a msgspec Struct whose fields have descriptions (`msgspec.Meta`), which authors read in
messages and, through a JSON schema, in their editor.
"""

import pathlib as files
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import inspect

from .marked import MarkedData, Path, read_marked
from .problems import Problem, nearest

_Form = TypeVar("_Form", bound=msgspec.Struct)
_PLACE = re.compile(r"^(?P<reason>.*?)(?: - at `\$(?P<path>[^`]*)`)?$", re.S)
_STEP = re.compile(r"\.(?P<name>\w+)|\[(?P<number>\d+)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>[^`]*)`")
_MISSING = re.compile(r"Object missing required field `(?P<name>\w+)`")

_HOW_TO_QUOTE = (
    "a text with a colon in it, or one that begins with a sign, stands between quotation marks; "
    "indent with spaces"
)
_LONGEST = 60  # characters of what an author wrote that a message quotes


class FormFault(NamedTuple):
    """What in some data does not fit a form."""

    path: Path  # of the value in the data
    message: str
    code: str
    hint: str


class Field(NamedTuple):
    """What can stand at a place of a form."""

    description: str = ""  # what to write; empty where the form does not say
    choices: tuple[str, ...] = ()  # the only values that it takes; none where it is free
    fields: tuple[str, ...] = ()  # of what has fields of its own
    needed: tuple[str, ...] = ()  # those of them that may not be left out
    length: int = 0  # of a list that has always as many items
    is_list: bool = False
    items: tuple[str, ...] = ()  # fields of the items of a list

    @property
    def hint(self) -> str:
        """What an author can write."""
        if self.fields:
            return f"write its fields: {_list_fields(self.fields, self.needed)}"
        if self.choices:
            return f"write {self.description}: one of {', '.join(self.choices)}"
        if self.items:
            items = _list_fields(self.items, self.needed)
            return f"write {self.description}, - in front of each, with {items}"
        return f"write {self.description}"


def _list_fields(fields: Sequence[str], needed: Sequence[str]) -> str:
    """Return fields as they are written: first those that have to be there, then the others."""
    others = [name for name in fields if name not in needed]
    written = "{" + ", ".join(f"{name}: …" for name in needed) + "}" if needed else ""
    if not (written and others):
        return written or ", ".join(others)
    return f"{written}; it may have {', '.join(others)} too"


def load_marked(file: files.Path, path: str) -> tuple[MarkedData, list[Problem]]:
    """Return what a YAML file says, and why it cannot be read; `path` is how messages call it."""
    content = file.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message, hint = "this file is not UTF-8", "save it in that encoding"
        return MarkedData(), [Problem(message, "bad-file", hint).at(path, line, column)]
    data = read_marked(text)
    problems = list[Problem]()
    for position, reason in data.faults:
        message, hint = f"this cannot be read: {reason}", _HOW_TO_QUOTE
        if "twice" in reason:
            message, hint = reason, "put both into one, or delete one"
        problems.append(Problem(message, "bad-file", hint).at(path, position.line, position.column))
    return data, problems


def nearest_file(file: files.Path, names: Iterable[str]) -> str:
    """Return `did you mean 'x.yml'?` for the name that is most like that of a file; else nothing.

    All `names` end in `.yml`, which makes none of them more like it. Where a file of that name is
    there already, it is to be kept.
    """
    hint = nearest(file.stem.lower(), [name.removesuffix(".yml") for name in names])
    meant = hint.removeprefix("did you mean '").removesuffix("'?") + ".yml"
    others = {other.name for other in file.parent.iterdir() if other != file}
    if hint and meant in others:
        return f"'{meant}' is there too: put into it what is missing, and delete this file"
    return hint.replace("'?", ".yml'?")


def read_form(
    value: Any, form: type[_Form], name: str = "this"
) -> tuple[_Form | None, list[FormFault]]:
    """Return data of texts, lists and mappings in its form, or None and why it has not that form.

    Only the first thing that does not fit is said: others often follow from it. `name` is what
    messages call the whole.
    """
    try:
        return msgspec.convert(value, form, strict=False), []
    except msgspec.ValidationError as error:
        return None, [_explain(str(error), value, form, name)]


def find_field(form: type[msgspec.Struct], path: Path) -> Field:
    """Return what can stand at a path of data that has a form."""
    kind: inspect.Type = inspect.type_info(form)
    description = ""
    for step in path:
        kind = _step(kind, step)
        description = _describe(kind) or description
    return _make_field(_unwrap(kind), description)


def _step(kind: inspect.Type, step: str | int) -> inspect.Type:
    """Return the type of a field, or of an item of a list."""
    kind = _unwrap(kind)
    if isinstance(kind, inspect.StructType):
        for field in kind.fields:
            if field.encode_name == step:
                return field.type
    if isinstance(kind, inspect.VarTupleType):
        return kind.item_type
    if isinstance(kind, inspect.TupleType):
        return kind.item_types[0]
    return inspect.AnyType()


def _describe(kind: inspect.Type) -> str:
    """Return the description of a type; empty where it has none."""
    if isinstance(kind, inspect.Metadata):
        return str((kind.extra_json_schema or {}).get("description", ""))
    return ""


def _unwrap(kind: inspect.Type) -> inspect.Type:
    """Return a type without its description, and of one that may be left out what it is else."""
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    if isinstance(kind, inspect.UnionType):
        return _unwrap(kind.types[0])
    return kind


def _make_field(kind: inspect.Type, description: str) -> Field:
    if isinstance(kind, inspect.StructType):
        fields = tuple(field.encode_name for field in kind.fields)
        return Field(description, fields=fields, needed=_list_needed(kind))
    if isinstance(kind, inspect.LiteralType):
        return Field(description, choices=tuple(map(str, kind.values)))
    if isinstance(kind, inspect.TupleType):
        return Field(description, length=len(kind.item_types), is_list=True)
    if isinstance(kind, inspect.VarTupleType):
        item = _make_field(_unwrap(kind.item_type), "")
        return Field(description, is_list=True, items=item.fields, needed=item.needed)
    return Field(description)


def _list_needed(kind: inspect.StructType) -> tuple[str, ...]:
    """Return the fields that may not be left out."""
    return tuple(field.encode_name for field in kind.fields if field.required)


def _explain(error: str, value: Any, form: type[msgspec.Struct], name: str) -> FormFault:
    """Return what msgspec says of data that does not fit, for an author."""
    match = _PLACE.match(error)
    reason = match["reason"] if match else error
    path = _read_path(match["path"] or "" if match else "")
    whole = "this" if path else name
    unknown = _UNKNOWN.search(reason)
    if unknown:
        fields = find_field(form, path).fields
        hint = nearest(unknown["name"], fields) or f"the fields here are {', '.join(fields)}"
        message = f"{_quote(unknown['name'])} is no field of {whole}"
        return FormFault((*path, unknown["name"]), message, "unknown-field", hint)
    if _MISSING.search(reason):
        return _explain_missing(path, _find(value, path), form, whole)
    return _explain_value(path, value, form, name)


def _explain_missing(path: Path, found: Any, form: type[msgspec.Struct], whole: str) -> FormFault:
    """Return which fields are missing from what was found at a path."""
    names = [name for name in find_field(form, path).needed if name not in (found or {})]
    hints = [f"{name}: and {find_field(form, (*path, name)).description}" for name in names]
    message = f"{whole} has no {', '.join(names)}"
    return FormFault(path, message, "missing-field", f"write {'; '.join(hints)}")


def _explain_value(path: Path, value: Any, form: type[msgspec.Struct], name: str) -> FormFault:
    names = [step for step in path if isinstance(step, str)]
    called = f"'{names[-1]}'" if names else name
    if path and isinstance(path[-1], int):
        called = f"an item of {called}"
    field = find_field(form, path)
    found = _find(value, path)
    hint = field.hint
    if field.is_list and not field.items and found and isinstance(found, str):
        hint += f", between square brackets: [{found[:_LONGEST]}]"
    return FormFault(path, f"{called} {_tell_misfit(found, field)}", "bad-value", hint)


def _tell_misfit(found: Any, field: Field) -> str:
    """Return what is wrong with a value."""
    if not found:
        return "is empty"
    if isinstance(found, str):
        return f"cannot be {_quote(found)}"
    if isinstance(found, list) and field.length:
        return f"has {len(found)} values"
    return "cannot be a list" if isinstance(found, list) else "cannot have fields"


def _quote(text: str) -> str:
    """Return as much of what an author wrote as a message quotes, on one line."""
    text = " ".join(text.split())
    return f"'{text[:_LONGEST]}…'" if len(text) > _LONGEST else f"'{text}'"


def _read_path(text: str) -> Path:
    """Return a path as msgspec writes it, `.entries[3].claim`."""
    steps = list[str | int]()
    for step in _STEP.finditer(text):
        steps.append(step["name"] or int(step["number"]))
    return tuple(steps)


def _find(value: Any, path: Path) -> Any:
    """Return the value at a path."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value
