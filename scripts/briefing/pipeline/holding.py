"""Readings that a command carries over: what it changes was no reason to read a source again."""

from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from ..claims.backing import make_sum
from ..claims.statements import Statement
from ..marked import set_values
from ..problems import Refused
from ..sources.entries import Source
from .plan import plan

Held = tuple[Statement, Source]
"""A statement, and a source against which it was held as both stand."""


def list_held(config_file: Path, is_touched: Callable[[Statement, Source], bool]) -> list[Held]:
    """Return what was held and is touched by a change; nothing where there is no site."""
    try:
        site = plan(config_file, is_tolerant=True)
    except MkDocsException:
        return []
    sources = site.project.bibliography.sources
    held = list[Held]()
    for statement in site.statements:
        for source in _list_sources(statement, sources.get):
            if is_touched(statement, source):
                held.append((statement, source))
    return held


def _list_sources(statement: Statement, find: Callable[[str], Source | None]) -> Iterator[Source]:
    """Yield the sources against which a statement was held, as both stand."""
    for key, record in statement.record.sources.items():
        source = find(key)
        if source and record.sum == make_sum(statement, source):
            yield source


def carry_sum(text: str, path: str, statement: Statement, source: Source) -> str:
    """Return the text of a file of records with the sum of a statement as it is from now on.

    Raise Refused where the record is written so that it cannot be put there.
    """
    value = make_sum(statement, source)
    try:
        return set_values(text, (statement.id, "sources", source.key), {"sum": value})
    except (KeyError, ValueError):
        message = f"{path}: '{statement.id}': the sum cannot be written here"
        hint = f"write the record of '{source.key}' in lines"
        raise Refused(f"{message}; {hint}") from None
