"""What an edition keeps beside the words of its pages: records, and entries of the bibliography.

Both are kept as their authors wrote them, but for what no reader sees. Their members are described
in `docs/schemas/edition.json`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ..claims.records import Record
from ..sources.entries import Source

# Fields of a record that an edition does not keep: older ids are promised as addresses.
_NOT_OF_RECORD = {"aliases", "sources"}
# Nor of what a source was seen to state: the sum is made of what is kept anyway.
_NOT_OF_READING = {"sum"}


class KeptReading(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
):
    """What one source was seen to state for one statement, as `SourceRecord` has it."""

    bears: str
    words: str = ""
    before: str = ""
    after: str = ""
    unseen: str = ""
    speaker: str = ""
    party: str = ""
    days: list[str] = []
    figures: list[str] = []
    names: list[str] = []
    gap: str = ""
    held: str = ""


class KeptRecord(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
):
    """What is said of one claim or note, as `Record` has it."""

    kind: str
    restates: int | None = None
    event: str = ""
    says: str = ""
    verdict: str | None = None
    because: str = ""
    rests_on: list[str] = []
    follows: list[str] = []
    about: str = msgspec.field(default="", name="for")
    accept: list[str] = []
    sources: dict[str, KeptReading] = {}


class KeptSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An entry of the bibliography as the page of sources prints it."""

    short: str  # how it was called in margins and tables
    type: str  # of biblatex: `online`
    fields: dict[str, str]  # in one line each


def keep_record(record: Record) -> KeptRecord:
    """Return what an edition keeps of a record."""
    written = msgspec.to_builtins(record)
    members = _leave_out(written, _NOT_OF_RECORD)
    members["sources"] = {
        key: _leave_out(reading, _NOT_OF_READING)
        for key, reading in written.get("sources", {}).items()
    }
    return msgspec.convert(members, KeptRecord)


def _leave_out(members: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if name not in names}


def keep_names(names: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the spellings of each name, in an order that says nothing."""
    return {name: sorted(spellings) for name, spellings in names.items()}


def keep_source(source: Source) -> KeptSource:
    """Return what an edition keeps of an entry: all of it that is printed, but for white space."""
    fields = {name.lower(): " ".join(text.split()) for name, text in source.fields.items()}
    return KeptSource(short=source.short, type=source.type, fields=fields)
