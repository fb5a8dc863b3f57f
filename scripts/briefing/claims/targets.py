"""The statements that entries of figures, forecasts and signposts name."""

from collections.abc import Iterable
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from ..problems import Problem, nearest
from .rows import Row
from .statements import Statement


class Grounded(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What rests on a statement, and takes kind, day and sources from it."""

    claim: Annotated[str, Meta(description="the id of the claim that it rests on")] = ""
    note: Annotated[str, Meta(description="the id of the note that it rests on")] = ""
    accept: Annotated[
        tuple[str, ...], Meta(description="a list of codes of faults that the author knows of")
    ] = ()


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

    def tell_lost(self, entry: Grounded) -> Problem | None:
        """Return what is wrong where an entry names what is not there; None where it is there."""
        if self.find(entry):
            return None
        if entry.claim:
            other = "write note: in place of claim:" if entry.claim in self.notes else ""
            return _say_lost("claim", entry.claim, self.claims, other)
        other = "write claim: in place of note:" if entry.note in self.claims else ""
        return _say_lost("note", entry.note, self.notes, other)

    def tell_lost_claim(self, name: str) -> Problem | None:
        """Return what is wrong with an id that no claim has; None where one has it."""
        if name in self.claims:
            return None
        hint = "it is a note: name a claim" if name in self.notes else ""
        return _say_lost("claim", name, self.claims, hint)

    def find_rows(self, ids: Iterable[str]) -> list[Row]:
        """Return the rows of the claims with some ids, without those that are not there."""
        rows = list[Row]()
        for name in ids:
            target = self.claims.get(name)
            if target and target.row:
                rows.append(target.row)
        return rows


def _say_lost(kind: str, name: str, known: Iterable[str], hint: str) -> Problem:
    """Return that no page has a claim or a note; `hint` where more is known than a near id."""
    hint = hint or nearest(name, known) or f"write the id of a {kind} as its page has it"
    return Problem(f"no page has the {kind} '{name}'", "unknown-claim", hint)
