"""The feed of the site: its editions, and of which statements each says something else.

It is Atom (RFC 4287); `overrides/feed.html` writes it out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..claims.sources import shorten
from ..claims.statements import EDITIONS_FOLDER, Publication, Version


class StatementChange(NamedTuple):
    """A statement of which an edition does not say what the one before said."""

    state: str  # `changed`, `new` or `gone`, into another statement or out of the briefing
    words: str  # as they are now, or were


class Link(NamedTuple):
    """Where an entry leads."""

    relation: str
    address: str
    title: str = ""


class Entry(NamedTuple):
    """An edition, or the draft."""

    address: str  # which names it for ever
    title: str
    updated: str  # in the form of RFC 3339
    links: tuple[Link, ...]
    summary: str


def make_feed(
    publication: Publication,
    versions: Sequence[Version],
    changes: Mapping[int, Sequence[StatementChange]],
) -> list[Entry]:
    """Return an entry for each edition of `versions`, newest first; or for the draft, the only one.

    `changes` has, by the number of an edition, what it says otherwise than the one before.
    """
    return [
        _make_entry(publication, version, changes.get(version.number, ())) for version in versions
    ]


def format_instant(version: Version) -> str:
    """Return the day of a version as an instant; the seconds order the editions of one day."""
    minutes, seconds = divmod(version.number % 3600, 60)
    return f"{version.date}T00:{minutes:02}:{seconds:02}Z"


def _make_entry(
    publication: Publication, version: Version, changes: Iterable[StatementChange]
) -> Entry:
    site = publication.site_url
    page = Link("alternate", site + version.path)
    links: tuple[Link, ...] = (page,)
    if version.number > 1:
        changed = f"{site}{EDITIONS_FOLDER}/{version.number - 1}-{version.number}/"
        links = (
            Link("alternate", changed, "What changed"),
            Link("related", page.address, "The edition"),
        )
    return Entry(
        address=site + (version.path or "#draft"),
        title=version.name.capitalize(),
        updated=format_instant(version),
        links=links,
        summary="\n".join([version.note or publication.abstract, *_name_changes(changes)]),
    )


def _name_changes(changes: Iterable[StatementChange]) -> Iterator[str]:
    """Yield a line for each state, with the first words of the statements that have it."""
    listed = list(changes)
    names = {"changed": "Changed", "new": "New", "gone": "Taken out"}
    for state, name in names.items():
        words = [f"“{shorten(change.words)}”" for change in listed if change.state == state]
        if words:
            yield f"{name}: {'; '.join(words)}"
