"""What the feed of the site says of an edition: why it was made, and which statements it changed.

It is Atom (RFC 4287); `templates/feed.html` writes it out.
"""

from collections.abc import Sequence

from ..pages.publication import Publication, Version
from ..text import shorten

_STATES = {"changed": "Changed", "new": "New", "gone": "Taken out"}

Changes = Sequence[tuple[str, str]]
"""Statements that an edition changed: one of `_STATES`, and the words as they are now, or were."""


def format_time(version: Version) -> str:
    """Return when an edition came out, as RFC 3339 has it; seconds order the editions of a day."""
    minutes, seconds = divmod(version.number % 3600, 60)
    return f"{version.date}T00:{minutes:02}:{seconds:02}Z"


def summarise(publication: Publication, version: Version, changes: Changes) -> str:
    """Return what an edition is for, then a line for each state with its statements in short."""
    lines = [version.note or publication.abstract]
    for state, name in _STATES.items():
        words = [f"“{shorten(text)}”" for changed, text in changes if changed == state]
        if words:
            lines.append(f"{name}: {'; '.join(words)}")
    return "\n".join(lines)
