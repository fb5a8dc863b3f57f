"""Of which statements an edition says something else than the one before, as the feed tells it.

A statement is a passage with a kind: a clause or a note, in editions 1 and 2 a paragraph.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ..citing.feed import StatementChange
from ..html import normalise
from ..pages.vocabulary import BOXES, KINDS, KNOWN_VERDICTS
from .manifest import Edition
from .outcomes import find_now
from .passages import Passage
from .record_changes import describe_record_changes, drop_markers, name_source

_STATEMENTS = frozenset({"paragraph", "claim", "note"})
_STAYING = frozenset({"paragraph", "claim", "note", "section"})  # what can have the words now


def list_statement_changes(old: Edition, new: Edition) -> Iterator[StatementChange]:
    """Yield each statement that changed: in the order of the newer edition, then those gone.

    What is as it was is not among them: neither a statement that only stands elsewhere, nor one
    whose words are those of a passage that is no statement now.
    """
    before = _find_places(old, new)
    for address, passage in _list_statements(new).items():
        was, *others = before.pop(address, [""])
        yield from _compare(old, new, was, address, passage)
        before[address] = others
    for address, left in before.items():
        for was in left:
            yield from _tell_gone(old, new, was, address)


def _list_statements(edition: Edition) -> dict[str, Passage]:
    """Return the statements of an edition by their addresses."""
    statements = dict[str, Passage]()
    for url, page in edition.data.pages.items():
        for passage, after in pairwise([*page.passages, Passage("")]):
            is_statement = passage.what in _STATEMENTS and passage.kind and passage.id
            if is_statement and not _is_divided(passage, after):
                statements[f"{url}#{passage.id}"] = passage
    return statements


def _is_divided(passage: Passage, after: Passage) -> bool:
    """Return whether a passage is a paragraph of clauses, the first of which comes after it."""
    return passage.what == "paragraph" and after.what == "claim" and after.words in passage.words


def _find_places(old: Edition, new: Edition) -> dict[str, list[str]]:
    """Return the addresses of statements of an edition by those where they stand in the newer."""
    places = defaultdict[str, list[str]](list)
    for address in _list_statements(old):
        places[new.find_own(find_now(address, new))].append(address)
    return places


def _compare(
    old: Edition, new: Edition, was: str, address: str, passage: Passage
) -> Iterator[StatementChange]:
    """Yield what became of a statement; one that is new has no address before."""
    now = _read(passage)
    if not was:
        yield StatementChange("new", now)
    elif _read(old.passages[was]) != now or _says_otherwise(old, new, was, address):
        yield StatementChange("changed", now)


def _tell_gone(old: Edition, new: Edition, was: str, address: str) -> Iterator[StatementChange]:
    """Yield what became of a statement where none of the newer edition is that one."""
    words = _read(old.passages[was])
    passage = new.passages.get(address)
    if passage is None or passage.what not in _STAYING or words not in _read(passage):
        yield StatementChange("gone", words)


def _read(passage: Passage) -> str:
    return normalise(drop_markers(passage).replace("\u00a0", " "))


def _says_otherwise(old: Edition, new: Edition, was: str, address: str) -> bool:
    """Return whether something else is said of a statement: by its records, or else its labels."""
    before, after = old.passages[was], new.passages[address]
    if _list_sources(before, old, new) != _list_sources(after, old, new):
        return True
    then, now = old.records.get(was), new.records.get(address)
    if then and now:
        changes = describe_record_changes(then, now, old, new)
        return any(change.before != change.now for change in changes)
    return _list_labels(before) != _list_labels(after)


def _list_sources(passage: Passage, old: Edition, new: Edition) -> set[tuple[str, str]]:
    """Return the sources of a statement, as readers see them named, with the place in each."""
    return {(name_source(key, old, new), locator) for key, locator in passage.sources}


def _list_labels(passage: Passage) -> tuple[str | None, str | None, str]:
    """Return what else is said of a statement; verdicts of old may have no word."""
    kind = {**KINDS, **BOXES}.get(passage.kind)
    return kind, KNOWN_VERDICTS.get(passage.verdict), passage.event
