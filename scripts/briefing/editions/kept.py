"""What an edition keeps beside the words of its pages: records, and entries of the bibliography.

Both are kept as their authors wrote them, but for what no reader sees. Their members are described
in `docs/schemas/edition.json`.
"""

import msgspec

from ..claims.records import Record
from ..sources.entries import Source


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
    """Return what an edition keeps of a record: older ids are promised as addresses."""
    written = msgspec.to_builtins(record)
    written.pop("aliases", None)
    return msgspec.convert(written, KeptRecord)


def keep_source(source: Source) -> KeptSource:
    """Return what an edition keeps of an entry: all of it that is printed, but for white space."""
    fields = {name.lower(): " ".join(text.split()) for name, text in source.fields.items()}
    return KeptSource(short=source.short, type=source.type, fields=fields)
