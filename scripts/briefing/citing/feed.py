"""The feeds of the site: its editions, and what each changed, statement by statement.

Both are Atom (RFC 4287); `overrides/feed.html` writes them out.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..claims.sources import shorten
from ..claims.statements import EDITIONS_FOLDER, Publication, Version


class Change(NamedTuple):
    """Something that is said otherwise of a statement, in words."""

    what: str
    before: str
    now: str

    @property
    def is_seen(self) -> bool:
        """Whether readers were told something else."""
        return self.before != self.now


class StatementChange(NamedTuple):
    """A statement of which an edition does not say what the one before said.

    Addresses are from the root of an edition; one is empty where there is no such place.
    """

    state: str  # `changed`, `new`, `merged` with what stands there now, or `withdrawn`
    was: str  # where it stood in the older edition
    address: str  # where it stands in the newer one, or would
    before: str  # its words
    now: str
    changes: Sequence[Change] = ()  # in kind, verdict, day, sources and the rest of its record


class Link(NamedTuple):
    """Where an entry leads."""

    relation: str
    address: str
    title: str = ""


class Entry(NamedTuple):
    """Something that is new."""

    address: str  # which names it for ever
    title: str
    updated: str  # in the form of RFC 3339
    links: tuple[Link, ...]
    summary: str


class Feed(NamedTuple):
    """A feed, newest entries first."""

    address: str  # which names it for ever
    file: str  # its own, from the root of the site
    title: str
    subtitle: str
    updated: str
    entries: list[Entry]


def make_feed(publication: Publication, versions: Sequence[Version]) -> Feed:
    """Return the feed of the editions, `versions`, newest first; or of the draft, the only one."""
    return Feed(
        address=publication.site_url,
        file="feed.xml",
        title=publication.title,
        subtitle="Editions, and what changed in each",
        updated=format_instant(versions[0]),
        entries=[_make_edition_entry(publication, version) for version in versions],
    )


def make_corrections_feed(
    publication: Publication,
    newest: Version,
    editions: Iterable[tuple[Version, Version, Iterable[StatementChange]]],
) -> Feed:
    """Return the feed of all statements that an edition changed.

    `editions` has pairs of an edition and the next, newest first, with what changed in between.
    """
    entries = list[Entry]()
    for old, new, changes in editions:
        for change in changes:
            entries.append(_make_change_entry(publication, old, new, change))
    return Feed(
        address=f"{publication.site_url}corrections.xml",
        file="corrections.xml",
        title=publication.title + ": corrections",
        subtitle="What each edition changed, statement by statement",
        updated=format_instant(newest),
        entries=entries,
    )


def format_instant(version: Version) -> str:
    """Return the day of a version as an instant; the seconds order the editions of one day."""
    minutes, seconds = divmod(version.number % 3600, 60)
    return f"{version.date}T00:{minutes:02}:{seconds:02}Z"


def _make_edition_entry(publication: Publication, version: Version) -> Entry:
    site = publication.site_url
    page = Link("alternate", site + version.path)
    links: tuple[Link, ...] = (page,)
    if version.number > 1:
        changes = f"{site}{EDITIONS_FOLDER}/{version.number - 1}-{version.number}/"
        links = (
            Link("alternate", changes, "What changed"),
            Link("related", page.address, "The edition"),
        )
    return Entry(
        address=site + (version.path or "#draft"),
        title=version.name.capitalize(),
        updated=format_instant(version),
        links=links,
        summary=version.note or publication.abstract,
    )


def _make_change_entry(
    publication: Publication, old: Version, new: Version, change: StatementChange
) -> Entry:
    before = publication.site_url + old.path + change.was
    now = publication.site_url + new.path + change.address
    links = list[Link]()
    if change.address:
        links.append(Link("alternate", now, new.name.capitalize()))
    if change.was:
        relation = "related" if links else "alternate"
        links.append(Link(relation, before, old.name.capitalize()))
    address = now
    if change.state in _GONE:  # another statement may have its place
        folder = f"{EDITIONS_FOLDER}/{old.number}-{new.number}"
        address = (
            f"{publication.site_url}{folder}/#{change.was.replace('/#', '/').removeprefix('#')}"
        )
    return Entry(
        address=address,
        title=shorten(change.now or change.before),
        updated=format_instant(new),
        links=tuple(links),
        summary="\n".join(_summarise(new, change)),
    )


_GONE = ("withdrawn", "merged")


def _summarise(version: Version, change: StatementChange) -> Iterable[str]:
    """Yield what an edition says otherwise of a statement, line by line."""
    yield _tell_state(version, change.state)
    if change.before == change.now:
        yield f"“{change.now}”"
    else:
        if change.before:
            yield f"Before: “{change.before}”"
        if change.now:
            yield f"Now: “{change.now}”"
    for what, was, now in change.changes:
        yield f"{what}: {was or 'nothing'} → {now or 'nothing'}"


def _tell_state(version: Version, state: str) -> str:
    edition = version.name.capitalize()
    if state == "new":
        return f"{edition}. New."
    if state == "withdrawn":
        return f"{edition}. Taken out."
    if state == "merged":
        return f"{edition}. No statement of its own any more."
    return f"{edition}."
