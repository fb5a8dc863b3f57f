"""Why data of an author does not fit a form: where, and what to write, in an author’s words.

What can stand in a place says the description of its type (`msgspec.Meta`).
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo, fields

from .problems import FieldPath, Problem, nearest

_LONGEST = 60  # characters of what an author wrote that a message quotes


def explain_misfit(value: Any, form: Any, whole: str) -> Problem:
    """Return why data does not fit a form, for an author.

    `whole` is what messages call all of it.
    """
    path, found, kind = _find_misfit(value, _describe(form))
    name = _name(path) or whole
    known = _list_fields(kind)
    if not (known and found and isinstance(found, dict)):
        message = f"{name} {_report_misfit(found)}"
        return Problem(message, "bad-value", _advise(kind, found), part=path)
    return _explain_fields(path, name, found, known)


def _explain_fields(
    path: FieldPath, name: str, found: Mapping[str, Any], known: Mapping[str, FieldInfo]
) -> Problem:
    """Return which field of what was found is not known, or else which are missing."""
    unknown = [each for each in found if each not in known]
    if unknown:
        hint = nearest(unknown[0], known) or f"the fields here are {', '.join(known)}"
        message = f"{_quote(unknown[0])} is no field of {name}"
        return Problem(message, "unknown-field", hint, part=(*path, unknown[0]))
    missing = [each for each in known if known[each].required and each not in found]
    hints = [f"{each}: and {_describe(known[each].type).said or '…'}" for each in missing]
    message = f"{name} has no {', '.join(missing)}"
    return Problem(message, "missing-field", f"write {'; '.join(hints)}", part=path)


class _Kind(NamedTuple):
    """What can stand in a place."""

    type: Any  # with nothing said of it
    said: str  # its description
    choices: Sequence[str] = ()  # all values, if these are few


def _describe(form: Any, said: str = "") -> _Kind:
    """Return what a type takes; `said` is what is said of it already."""
    if get_origin(form) is Annotated:
        own = next((meta.description for meta in form.__metadata__ if meta.description), "")
        return _describe(form.__origin__, said or own)
    if get_origin(form) in {Union, UnionType}:
        kinds = [_describe(each, said) for each in get_args(form)]
        return kinds[0]._replace(choices=[*chain(*(kind.choices for kind in kinds))])
    return _Kind(form, said, sorted(get_args(form)) if get_origin(form) is Literal else ())


def _list_fields(kind: _Kind) -> dict[str, FieldInfo]:
    """Return the fields that stand in a place, if any do, by name."""
    is_form = isinstance(kind.type, type) and issubclass(kind.type, msgspec.Struct)
    return {each.encode_name: each for each in fields(kind.type)} if is_form else {}


def _find_misfit(value: Any, kind: _Kind, path: FieldPath = ()) -> tuple[FieldPath, Any, _Kind]:
    """Return the smallest part of some data that does not fit, by its path: each is tried alone."""
    types = _list_types(value, kind)
    for step in value if isinstance(value, dict) else types:
        try:
            msgspec.convert(value[step], types.get(step, Any), strict=False)
        except msgspec.ValidationError:
            part = _describe(types[step])
            part = part._replace(said=part.said or kind.said)  # of an item, its list says it
            return _find_misfit(value[step], part, (*path, step))
    return path, value, kind


def _list_types(value: Any, kind: _Kind) -> dict[Any, Any]:
    """Return the types of the fields or items that a value can have, by their names or numbers."""
    types = get_args(kind.type)
    if isinstance(value, dict):
        forms = {name: field.type for name, field in _list_fields(kind).items()}
        return forms or dict.fromkeys(value, types[-1] if get_origin(kind.type) is dict else Any)
    if isinstance(value, list) and get_origin(kind.type) is tuple:
        items = types[:1] * len(value) if Ellipsis in types else types[: len(value)]
        return dict(enumerate(items))
    return {}


def _name(path: FieldPath) -> str:
    """Return what messages call a place; empty for the whole."""
    names = [step for step in path if isinstance(step, str)]
    name = _quote(names[-1]) if names else ""
    return f"an item of {name}" if path and isinstance(path[-1], int) else name


def _advise(kind: _Kind, found: Any) -> str:
    """Return what an author can write in a place, where something else was found."""
    if _list_fields(kind):
        return f"write its fields: {', '.join(_list_fields(kind))}"
    meant = nearest(found, kind.choices) if isinstance(found, str) else ""
    if kind.choices:
        return meant or f"write one of {', '.join(kind.choices)}: {kind.said}"
    items = get_args(kind.type)
    within = _list_fields(_describe(items[0])) if Ellipsis in items else {}
    if within:
        return f"write {kind.said}, - in front of each, with {', '.join(within)}"
    if Ellipsis in items and found and isinstance(found, str):
        return f"write {kind.said}, between square brackets: [{found[:_LONGEST]}]"
    return f"write {kind.said}"


def _report_misfit(found: Any) -> str:
    """Return what is wrong with a value."""
    if not found:
        return "is empty"
    if isinstance(found, str):
        return f"cannot be {_quote(found)}"
    return f"cannot be a list of {len(found)}" if isinstance(found, list) else "cannot have fields"


def _quote(text: str) -> str:
    """Return as much of what an author wrote as a message quotes."""
    return f"'{text[:_LONGEST]}…'" if len(text) > _LONGEST else f"'{text}'"
