"""The statements that entries of figures, forecasts and signposts name."""

from collections.abc import Iterable
from typing import Annotated, NamedTuple

from msgspec import Meta

from ..problems import Problem
from ..yamldata import Faults, Form
from .rows import Row
from .statements import Statement


class Grounded(Form, frozen=True, kw_only=True):
    """What rests on a statement, and takes kind, day and sources from it."""

    claim: Annotated[str, Meta(description="the id of the claim that it rests on")] = ""
    note: Annotated[str, Meta(description="the id of the note that it rests on")] = ""
    accept: Annotated[
        tuple[str, ...], Meta(description="a list of codes of faults that the author knows of")
    ] = ()

    def find_faults(self) -> Faults:
        """An entry names one claim or one note."""
        if self.claim and self.note:
            hint = "take one of the two away"
            yield ("note",), Problem("this names a claim and a note", "no-ground", hint)
        elif not (self.claim or self.note):
            hint = (
                "write claim: and the id of the one on which it rests, or note: and that of a note"
            )
            yield (), Problem("this rests on nothing", "no-ground", hint)


class Target(NamedTuple):
    """What an entry of a figure names."""

    address: str  # from the root of the site
    event: str  # in EDTF; empty where none is given
    row: Row | None  # None for a note
    keys: frozenset[str]  # of the sources that it cites


class Targets:
    """The statements that entries name."""

    def __init__(self, rows: Iterable[Row], notes: Iterable[Statement]) -> None:
        self.claims = dict[str, Target]()
        for row in rows:
            claim = row.claim
            keys = frozenset(claim.record.sources)
            self.claims[claim.id] = Target(claim.address, claim.record.event, row, keys)
        self.notes = dict[str, Target]()
        for note in notes:
            keys = frozenset(note.keys)
            self.notes[note.id] = Target(note.address, note.record.event, None, keys)

    def find(self, entry: Grounded) -> Target | None:
        """Return what an entry names; None where there is no such thing."""
        if entry.claim:
            return self.claims.get(entry.claim)
        return self.notes.get(entry.note)

    def find_address(self, name: str) -> str | None:
        """Return the address of a claim; None where there is none."""
        target = self.claims.get(name)
        return target.address if target else None

    def find_rows(self, ids: Iterable[str]) -> list[Row]:
        """Return the rows of the claims with some ids, without those that are not there."""
        rows = list[Row]()
        for name in ids:
            target = self.claims.get(name)
            if target and target.row:
                rows.append(target.row)
        return rows
