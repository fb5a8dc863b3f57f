"""What changed in the record of a statement from one edition to the next, in words for readers."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..claims.records import NO_WORDS
from ..claims.sources import shorten
from ..pages.vocabulary import ACCEPTABLE, BEARING, BOXES, KINDS, KNOWN_VERDICTS, RECORD_FIELDS
from ..words import Words, _, format_edtf
from .fields import FieldChange, compare_records
from .kept import KeptRecord
from .manifest import Edition
from .outcomes import find_now
from .passages import Passage

# The words of values that are codes, by field.
_CODES: Mapping[str, Words] = {
    "kind": Words({**KINDS.data, **BOXES.data}),
    "verdict": KNOWN_VERDICTS,
    "bears": BEARING,
    "accept": ACCEPTABLE,
}
_DAYS = frozenset({"event", "days", "held"})
_IDS = frozenset({"rests_on", "follows", "for"})  # fields that name other statements


class RecordChange(NamedTuple):
    """What is said otherwise of a statement, or of one of its sources."""

    what: str
    before: str
    now: str


class ChangedRecord(NamedTuple):
    """A statement of which two editions do not say the same."""

    address: str  # in the newer edition, from the root of the site
    words: str  # as they are there
    old: KeptRecord
    new: KeptRecord
    changes: list[RecordChange]


def list_changed_records(old: Edition, new: Edition) -> Iterator[ChangedRecord]:
    """Yield each statement whose record is another, in the order of the newer edition.

    One that is new or gone is told by its section.
    """
    before = {new.find_own(find_now(address, new)): each for address, each in old.records.items()}
    for address, record in new.records.items():
        if address in before:
            then = before[address]
            changes = describe_record_changes(then, record, old, new)
            if changes:
                words = read_statement(new, address)
                yield ChangedRecord(address, words, then, record, changes)


def describe_record_changes(
    then: KeptRecord, now: KeptRecord, old: Edition, new: Edition
) -> list[RecordChange]:
    """Return what the record of a statement says otherwise in the newer of two editions."""
    return [_describe(change, old, new) for change in compare_records(then, now)]


def read_statement(edition: Edition, address: str) -> str:
    """Return a statement as a reader can read it alone; empty where there is none."""
    passage = edition.passages.get(address)
    words = drop_markers(passage) if passage else ""
    record = edition.records.get(address)
    return record.says if record and record.says else words


def drop_markers(passage: Passage) -> str:
    """Return the words of a passage without the keys of its sources and the pages in them.

    What parts two of them goes as well, and what leads to them: see also.
    """
    marks = {f"[{key}] {locator}".rstrip() for key, locator in passage.sources}
    if not marks:
        return passage.words
    choice = "|".join(map(re.escape, sorted(marks, reverse=True)))  # one with its page first
    mark = rf"(?:(?<=[.,;:?!]) [^.,;:?!\[\]]* )?(?:{choice})"
    return re.sub(rf"{mark}(?:, {mark})*", "", passage.words)


def _describe(change: FieldChange, old: Edition, new: Edition) -> RecordChange:
    """Return the change of a field of a record in words."""
    field, *of_source = map(str, change.path)
    before, now = change.old, change.new
    what = ""  # it is said of
    if of_source:
        key, *fields = of_source
        what = name_source(key, old, new)
        if not fields:  # the source as a whole is new, or gone
            before, now = (reading and reading["bears"] for reading in (before, now))
        field = fields[0] if fields else "bears"
    name = RECORD_FIELDS[field]
    what = f"{what}, {name.lower()}" if what else name
    return RecordChange(what, _say(before, field, old), _say(now, field, new))


def name_source(key: str, old: Edition, new: Edition) -> str:
    """Return how a source is called in one of two editions, first in the newer one."""
    for edition in (new, old):
        source = (edition.data.sources or {}).get(key)
        if source:
            return source.short
    return key


def _say(value: Any, field: str, edition: Edition) -> str:
    """Return the value of a field in words."""
    if not value or value == NO_WORDS:
        return _("nothing")
    values = value if isinstance(value, list) else [value]
    return "; ".join(_say_one(str(each), field, edition) for each in values)


def _say_one(value: str, field: str, edition: Edition) -> str:
    if field in _DAYS:
        return format_edtf(value)
    if field in _IDS:
        return _find_statement(value, edition)
    codes = _CODES.get(field, Words())
    return codes.get(value, value)


def _find_statement(name: str, edition: Edition) -> str:
    """Return the first words of the statement with an id, on whichever page it stands."""
    for address in edition.records:
        if address.endswith(f"#{name}"):
            return shorten(read_statement(edition, address))
    return name
