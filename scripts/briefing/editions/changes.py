"""What an edition changed, page by page, as `overrides/views/changes.html` shows it."""

from collections.abc import Sequence
from typing import NamedTuple

from .differences import BlockChange, SectionChange, compare_editions
from .manifest import Edition
from .runs import Run

_LONG = 60  # words that stayed between two changes, of which a reader needs
_NEAR = 25  # so many beside each change


class PageChange(NamedTuple):
    """A page on which sections differ."""

    id: str  # of its heading on the page that shows it
    title: str
    sections: Sequence[SectionChange]  # those that differ
    unchanged: Sequence[str]  # the titles of those that do not
    has_claims: bool


class PageLink(NamedTuple):
    """A page on which no section differs."""

    url: str
    title: str


class Changes(NamedTuple):
    """What an edition changed in the one before."""

    pages: Sequence[PageChange]
    unchanged: Sequence[PageLink]


def list_changes(old: Edition, new: Edition) -> Changes:
    """Return what differs between two editions, the pages of the newer one first."""
    changed = list[PageChange]()
    unchanged = list[PageLink]()
    kept = {**old.data.pages, **new.data.pages}
    for url, sections in compare_editions(old, new).items():
        page = _describe_page(url, kept[url].title, sections)
        if page.sections:
            changed.append(page)
        else:
            unchanged.append(PageLink(url, page.title))
    return Changes(changed, unchanged)


def _describe_page(url: str, title: str, sections: Sequence[SectionChange]) -> PageChange:
    differing = list[SectionChange]()
    unchanged = list[str]()
    for change in sections:
        if change.state == "same":
            unchanged.append(change.section.title or title)
        else:
            blocks = [_shorten_block(block) for block in change.blocks]
            differing.append(change._replace(blocks=blocks))
    name = url.strip("/").replace("/", "-") or "front"
    has_claims = any(change.section.labelled for change in sections)
    return PageChange(name, title, differing, unchanged, has_claims)


def _shorten_block(block: BlockChange) -> BlockChange:
    """Return a block without words that stayed and are far from every change."""
    last = len(block.runs) - 1
    runs = [_shorten_run(run, place == 0, place == last) for place, run in enumerate(block.runs)]
    return block._replace(runs=runs)


def _shorten_run(run: Run, is_first: bool, is_last: bool) -> Run:
    """Return a run with its middle left out where it is long; no change stands beyond an end."""
    words = run.words.split()
    if run.kind != "same" or len(words) <= _LONG:
        return run
    before = "" if is_first else " ".join(words[:_NEAR])
    after = "" if is_last else " ".join(words[-_NEAR:])
    return Run(run.kind, f"{before} … {after}")
