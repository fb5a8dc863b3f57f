"""Whose words a source is cited for: speaker and carrier are two things.

Parties to the matter and origins are counted by speakers: what leaders of NATO said in a Ukrainian
agency rests on NATO.
"""

from typing import NamedTuple

from ..sources.entries import Source
from .records import SourceRecord


class Speaker(NamedTuple):
    """Who speaks in a source where it is cited for a statement."""

    name: str
    party: str  # the state whose side that one takes in the matter; empty for none
    is_another: bool  # than the one behind the source itself


def find_speaker(source: Source, record: SourceRecord | None) -> Speaker:
    """Return whose words a source is cited for: its record names another, or it is its own."""
    if record and record.speaker:
        return Speaker(record.speaker, record.party, is_another=True)
    return Speaker(source.origin, source.party, is_another=False)
