"""Which fields and types an entry can have, and what becomes of each: `fields.yml`."""

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

import msgspec


class _Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `fields.yml`; their keys only say where a name comes from."""

    ours: list[str]
    used: dict[str, list[str]]
    titles: list[str]
    private: dict[str, list[str]]
    unused: dict[str, list[str]]
    types: dict[str, list[str]]
    press: list[str]
    aliases: dict[str, str]


_LISTS = msgspec.yaml.decode(Path(__file__).with_name("fields.yml").read_bytes(), type=_Lists)


def _join(lists: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(chain.from_iterable(lists.values()))


_DROPPED = _join(_LISTS.private) | _join(_LISTS.unused)
_DROPPED_BEGINNINGS = tuple(name.removesuffix("*") for name in _DROPPED if name.endswith("*"))
_DATA_ANNOTATION = "+an"  # biblatex, chapter 3.7: `author+an` says something of a field

OURS = frozenset(_LISTS.ours)  # fields that only this engine knows
USED = OURS | _join(_LISTS.used)  # all fields of which something is made
DROPPED = frozenset(name for name in _DROPPED if not name.endswith("*"))  # the other known ones
TITLES = frozenset(_LISTS.titles)  # fields whose capitals pandoc changes
TYPES = _join(_LISTS.types)  # of entries, as biblatex calls them
PRESS = frozenset(_LISTS.press)  # kinds of works that come out in an outlet
TYPE_ALIASES = _LISTS.aliases  # their other names


def is_known(name: str) -> bool:
    """Return whether biblatex, BibTeX, Zotero, JabRef or this engine knows a field."""
    return name in USED or is_dropped(name)


def is_dropped(name: str) -> bool:
    """Return whether a field is one that others write and of which nothing is made."""
    base, sign, _name = name.partition(_DATA_ANNOTATION)
    if sign:
        return base in USED or base in DROPPED
    return name in DROPPED or name.startswith(_DROPPED_BEGINNINGS)
