"""What is known of a briefing beside the words of its pages."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from ..sources.entries import Source
from .records import Records


class Facts(NamedTuple):
    """What the rules need to know, and what shows readers what stands behind a statement."""

    sources: Mapping[str, Source]  # by key
    records: Records
    article: str  # key of the article, on which what restates it rests; empty without one
    cut_off: date  # last day on which the main text knows anything
    # Files of pages of which it is not sure what they claim and cite, for faults that were said.
    unread: Collection[str] = ()

    @property
    def is_sure(self) -> bool:
        """Whether all pages and all records could be read: else one fault would be said twice."""
        return self.records.is_sound and not self.unread
