"""The feeds of the site: its editions, and what was corrected in them.

Both are Atom (RFC 4287); `overrides/feed.html` writes them out.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..claims.statements import EDITIONS_FOLDER, Publication, Version
from ..pages.vocabulary import KINDS, KNOWN_VERDICTS
from ..words import _, format_edtf

Label = tuple[str, ...]  # kind, verdict and date of a statement
Change = tuple[str, str, str]  # what is said otherwise of it, before and now, in words
# Its address from the root, its words, its label before and now, and what changed in its record.
Correction = tuple[str, str, Label, Label, Sequence[Change]]


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
        subtitle=_("Editions, and what changed in each"),
        updated=format_instant(versions[0]),
        entries=[_make_edition_entry(publication, version) for version in versions],
    )


def make_corrections_feed(
    publication: Publication,
    newest: Version,
    corrections: Iterable[tuple[Version, Iterable[Correction]]],
) -> Feed:
    """Return the feed of all statements of which an edition said something else."""
    entries = list[Entry]()
    for version, corrected in corrections:
        for correction in corrected:
            entries.append(_make_correction_entry(publication, version, correction))
    return Feed(
        address=f"{publication.site_url}corrections.xml",
        file="corrections.xml",
        title=publication.title + _(": corrections"),
        subtitle=_("Statements with another label, verdict or date"),
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
            Link("alternate", changes, _("What changed")),
            Link("related", page.address, _("The edition")),
        )
    return Entry(
        address=site + (version.path or "#draft"),
        title=version.name.capitalize(),
        updated=format_instant(version),
        links=links,
        summary=version.note or publication.abstract,
    )


def _make_correction_entry(
    publication: Publication, version: Version, correction: Correction
) -> Entry:
    address, words, *_labels, _changes = correction
    kept = publication.site_url + version.path + address
    return Entry(
        address=kept,
        title=words,
        updated=format_instant(version),
        links=(Link("alternate", kept),),
        summary=_summarise(version, correction),
    )


def _summarise(version: Version, correction: Correction) -> str:
    """Return what an edition says otherwise of a statement."""
    _address, _words, before, now, changes = correction
    edition = version.name.capitalize()
    if changes:
        listed = [
            _("{name}: {words}", name=what, words=f"{was} → {is_}") for what, was, is_ in changes
        ]
        return f"{edition}. {'; '.join(listed)}."
    return _(
        "{edition}. Before: {before}. Now: {now}.",
        edition=edition,
        before=_describe(before),
        now=_describe(now),
    )


def _describe(label: Label) -> str:
    """Return a label in words: `Reported, contradicted, 24 October 2024`."""
    kind, verdict, event = label
    words = [KINDS[kind]]
    if verdict in KNOWN_VERDICTS:
        words.append(KNOWN_VERDICTS[verdict].lower())
    if event:
        words.append(format_edtf(event))
    return ", ".join(words)
