"""Data that an edition keeps, compared field by field."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from ..dates import parse_edtf
from .kept import KeptRecord, KeptSource

Path = tuple[str | int, ...]  # of a value: names of mappings, places in lists
# Fields of an entry with the day of something that can be done again.
_DAYS = frozenset({"read", "urldate", "archiveseen"})
_GONE = "gone"  # the keyword of a source that is no longer at its address


class FieldChange(NamedTuple):
    """A value that is another than it was."""

    path: Path
    old: Any  # None where there was none
    new: Any  # None where there is none


def compare_data(old: Any, new: Any, path: Path = ()) -> Iterator[FieldChange]:
    """Yield every value in which data of mappings, lists and texts differ.

    Of two lists as long as each other whose items are mappings, it is the value in the item; of any
    others, it is the list.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**old, **new}:
            yield from compare_data(old.get(name), new.get(name), (*path, name))
    elif _has_mappings(old) and _has_mappings(new) and len(old) == len(new):
        for place, (item, other) in enumerate(zip(old, new, strict=True)):
            yield from compare_data(item, other, (*path, place))
    elif old != new:
        yield FieldChange(path, old, new)


def _has_mappings(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def compare_records(old: KeptRecord, new: KeptRecord) -> Iterator[FieldChange]:
    """Yield the fields of a record that say something else than they said.

    Those of a source are `sources`, its key and the field; of one more or less, without the field.
    That both were held against each other again, on a later day, is no such thing, nor is what
    records had and have no more: that day, and names.
    """
    then = {"sources": {}, **msgspec.to_builtins(old)}
    now = {"sources": {}, **msgspec.to_builtins(new)}
    for change in compare_data(then, now):
        is_held = change.path[0] == "sources" and change.path[2:] == ("held",)
        if not (is_held and _is_later(change)) and not _has_left(change):
            yield change


def _has_left(change: FieldChange) -> bool:
    return change.path[2:] in {("held",), ("names",)} and change.new is None


def compare_sources(old: KeptSource, new: KeptSource) -> Iterator[FieldChange]:
    """Yield the fields of an entry that say something else than they said; first its type.

    That somebody looked again, on a later day, or found its address dead, or a copy of it, is no
    such thing.
    """
    then = {"type": old.type, **old.fields}
    now = {"type": new.type, **new.fields}
    for change in compare_data(then, now):
        is_later = change.path[0] in _DAYS and _is_later(change)
        is_found_dead = change.path == ("keywords",) and _is_found_dead(change)
        is_copy_found = change.path == ("archiveurl",) and change.old is None
        if not (is_later or is_found_dead or is_copy_found):
            yield change


def _is_later(change: FieldChange) -> bool:
    """Return whether a day is later than it was, or is the first."""
    then = parse_edtf(change.old or "")
    now = parse_edtf(change.new or "")
    if now is None or (change.old and then is None):
        return False
    return then is None or (now > then and now.latest >= then.latest)


def _is_found_dead(change: FieldChange) -> bool:
    """Return whether the keywords of an entry say more only that its address is dead."""
    return _split(change.new) == _split(change.old) | {_GONE}


def _split(keywords: str | None) -> set[str]:
    return {word.strip() for word in (keywords or "").split(",")} - {""}
