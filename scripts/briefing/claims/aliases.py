"""Older ids, which an author keeps in the records of a page: each leads to where it went.

A rule is a generator; its docstring is the rule.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ..problems import Problem, nearest
from .records import PageRecords, Records


class Alias(NamedTuple):
    """An older id."""

    old: str
    name: str  # the id to which it leads
    place: tuple[str | int, ...]  # in the file of records


def list_aliases(records: PageRecords) -> list[Alias]:
    """Return the older ids of a page: those at the head of its file, then those of records."""
    aliases = list[Alias]()
    for name, older in records.aliases.items():
        for number, old in enumerate(older):
            aliases.append(Alias(old, name, ("aliases", name, number)))
    for name, record in records.records.items():
        for number, old in enumerate(record.aliases):
            aliases.append(Alias(old, name, (name, "aliases", number)))
    return aliases


def check_aliases(records: Records, ids: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Yield what is wrong with the older ids of all pages.

    `ids` are those that the author gave, by the file of the page; of a page that is not there,
    nothing is said.
    """
    for uri, page in records.pages.items():
        if uri in ids:
            yield from _check_page(uri, page, ids[uri])


def _check_page(uri: str, page: PageRecords, ids: Collection[str]) -> Iterator[Problem]:
    """An older id leads to one that its page has, and is itself none that the page has."""
    present = {*ids}
    owners = dict[str, str]()
    for alias in list_aliases(page):
        line, column = page.find_place(*alias.place)
        if alias.name not in present:
            message = f"docs/{uri} has no id '{alias.name}'"
            hint = nearest(alias.name, present) or "name the id to which the older one leads"
            yield Problem(message, "unknown-id", hint).at(page.path, line, column)
        elif alias.old in present:
            message = f"'{alias.old}' is an id of docs/{uri}, and no older one"
            hint = "take it away here, or rename it there"
            yield Problem(message, "duplicate-id", hint).at(page.path, line, column)
        elif alias.old in owners:
            message = f"'{alias.old}' leads to '{owners[alias.old]}' already"
            hint = "take it away here, or there"
            yield Problem(message, "duplicate-id", hint).at(page.path, line, column)
        owners[alias.old] = alias.name
