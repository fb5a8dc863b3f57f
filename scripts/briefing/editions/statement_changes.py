"""What an edition says otherwise than the one before, statement by statement, as the feed tells it.

A statement is a passage with a kind: a clause or a note, in editions 1 and 2 a paragraph.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ..citing.feed import Change, StatementChange
from ..html import normalise
from ..pages.vocabulary import BOXES, KINDS, KNOWN_VERDICTS, RECORD_FIELDS
from ..words import _, format_edtf
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
        yield StatementChange("new", "", address, "", now)
        return
    then = old.passages[was]
    changes = [change for change in _list_changes(old, new, was, address) if change.is_seen]
    words = _read(then)
    if words != now or changes:
        yield StatementChange("changed", was, address, words, now, changes)


def _tell_gone(old: Edition, new: Edition, was: str, address: str) -> Iterator[StatementChange]:
    """Yield what became of a statement where none of the newer edition is that one."""
    words = _read(old.passages[was])
    passage = new.passages.get(address)
    if passage is None or passage.what not in _STAYING:
        yield StatementChange("withdrawn", was, address if passage else "", words, "")
    elif words not in _read(passage):
        yield StatementChange("merged", was, address, words, "")


def _read(passage: Passage) -> str:
    return normalise(drop_markers(passage).replace("\u00a0", " "))


def _list_changes(old: Edition, new: Edition, was: str, address: str) -> Iterator[Change]:
    """Yield what is said otherwise of a statement: by its records, or else by its labels."""
    then, now = old.records.get(was), new.records.get(address)
    before, after = old.passages[was], new.passages[address]
    sources = Change(_("Sources"), _name_sources(before, old, new), _name_sources(after, old, new))
    if then and now:
        for change in describe_record_changes(then, now, old, new):
            yield Change(*change)
        if then.sources.keys() == now.sources.keys():  # else that is told already
            yield sources
        return
    yield Change(RECORD_FIELDS["kind"], _name_kind(before), _name_kind(after))
    yield Change(RECORD_FIELDS["verdict"], _name_verdict(before), _name_verdict(after))
    yield Change(RECORD_FIELDS["event"], format_edtf(before.event), format_edtf(after.event))
    yield sources


def _name_kind(passage: Passage) -> str:
    return {**KINDS, **BOXES}.get(passage.kind, "")


def _name_verdict(passage: Passage) -> str:
    return KNOWN_VERDICTS.get(passage.verdict, "")


def _name_sources(passage: Passage, old: Edition, new: Edition) -> str:
    cited = {(name_source(key, old, new), locator) for key, locator in passage.sources}
    return "; ".join(sorted(", ".join(filter(None, names)) for names in cited))
