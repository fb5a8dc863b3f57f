"""The feed of the site: its editions, and of which statements each says something else.

It is Atom (RFC 4287); `overrides/feed.html` writes it out.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..pages.publication import EDITIONS_FOLDER, Publication, Version
from ..text import shorten

_STATES = {"changed": "Changed", "new": "New", "gone": "Taken out"}

Changes = Sequence[tuple[str, str]]
"""Statements that an edition changed: one of `_STATES`, and the words as they are now, or were."""


class Entry(NamedTuple):
    """An edition, or the draft."""

    address: str  # which names it for ever
    title: str
    updated: str  # in the form of RFC 3339; the seconds order the editions of one day
    page: str  # where it is read
    changed: str  # where it is told what it changed; empty for the first
    summary: str


def make_feed(
    publication: Publication, versions: Sequence[Version], changes: Mapping[int, Changes]
) -> list[Entry]:
    """Return an entry for each edition of `versions`, newest first; or for the draft, the only one.

    `changes` has, by the number of an edition, what it says otherwise than the one before.
    """
    site = publication.site_url
    entries = []
    for version in versions:
        number = version.number
        minutes, seconds = divmod(number % 3600, 60)
        told = _name_changes(changes.get(number, ()))
        entry = Entry(
            address=site + (version.path or "#draft"),
            title=version.name.capitalize(),
            updated=f"{version.date}T00:{minutes:02}:{seconds:02}Z",
            page=site + version.path,
            changed=f"{site}{EDITIONS_FOLDER}/{number - 1}-{number}/" if number > 1 else "",
            summary="\n".join([version.note or publication.abstract, *told]),
        )
        entries.append(entry)
    return entries


def _name_changes(changes: Changes) -> Iterator[str]:
    """Yield a line for each state, with the first words of the statements that have it."""
    for state, name in _STATES.items():
        words = [f"“{shorten(text)}”" for changed, text in changes if changed == state]
        if words:
            yield f"{name}: {'; '.join(words)}"
