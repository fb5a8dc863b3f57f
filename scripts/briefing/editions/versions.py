"""Typed links between the versions of a page, for clients that walk them.

The relations are those of RFC 5829 (`latest-version`, `predecessor-version`, `successor-version`,
`version-history`) and of Memento, RFC 7089 (`original`). On the live page the newest edition is the predecessor:
the words are the same, and stay.
"""

from collections.abc import Iterator, Sequence

from ..citing.head import Link
from .manifest import FOLDER, Edition


def link_live(editions: Sequence[Edition], url: str, site_url: str) -> tuple[Link, ...]:
    """Give the links of a live page. `url` is its address from the root, `site_url` that of the root."""
    if not editions:
        return ()
    newest = editions[-1]
    own = [Link("predecessor-version", f"{site_url}{newest.version.path}{url}")] if url in newest.urls else []
    return (Link("version-history", f"{site_url}{FOLDER}/"), Link("latest-version", site_url + url), *own)


def link_frozen(editions: Sequence[Edition], edition: Edition, url: str, now: str, site_url: str) -> tuple[Link, ...]:
    """Give the links of a page of an edition; `now` is the address of the current page."""
    return (Link("version-history", f"{site_url}{FOLDER}/"), Link("latest-version", now), Link("original", now),
            *_link_neighbours(editions, edition.version.number, url, site_url))


def _link_neighbours(editions: Sequence[Edition], number: int, url: str, site_url: str) -> Iterator[Link]:
    for rel, other in (("predecessor-version", number - 1), ("successor-version", number + 1)):
        if 0 < other <= len(editions) and url in editions[other - 1].urls:
            yield Link(rel, f"{site_url}{editions[other - 1].version.path}{url}")
