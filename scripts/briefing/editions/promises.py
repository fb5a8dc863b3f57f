"""What editions promise: no published word changes in silence, and no published address is lost.

A rule is a generator; its docstring is the rule. Free, so that a change of it needs no edition, is only this: white
space and the bounds of paragraphs, lists and their items; emphasis; where a link leads, but for a line that says where
a passage has moved; an address more; layout, looks and code; the engine's own words (`passages.LEFT_OUT`) and what its
views work out (`data-derived`); in `mkdocs.yml`, all that `FinishedSite.settings` does not list.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..addresses import find_scheme, resolve
from ..pages.vocabulary import ENDS, KINDS
from ..problems import Problem, nearest
from .finished import FinishedSite
from .manifest import MANIFEST, Edition
from .passages import SECTIONS, Passage

FindLine = Callable[[str, str], tuple[str, int]]
"""Returns path and line of an id on the page with an address, or of a word in a file of the project."""
SETTINGS = "mkdocs.yml"


class Difference(NamedTuple):
    """One thing that is not said as the newest edition says it."""

    place: str  # the address of a page from the root of the site, or a file of the project
    id: str  # of a passage of the page, or a name in the file; empty for the page or the file itself
    title: str
    message: str  # what differs, in a sentence


def check_editions(editions: Sequence[Edition], site: FinishedSite, find_line: FindLine) -> Iterator[Problem]:
    """Yield every broken promise."""
    yield from check_ends(editions, site, find_line)
    if editions:
        for place, name, _, message in list_differences(editions[-1], site):
            yield Problem(*find_line(place, name), message, "silent-edit",
                          'freeze what is there as a new edition: make edition NOTE="why"')
        yield from check_addresses(editions, site)


def list_differences(newest: Edition, site: FinishedSite) -> list[Difference]:
    """Return what the site does not say as the newest edition does; what that edition did not keep is no difference."""
    return [*_compare_settings(newest, site), *_compare_pages(newest, site), *_compare_passages(newest, site)]


def _compare_settings(newest: Edition, site: FinishedSite) -> Iterator[Difference]:
    """What stands around every page, and the data of figures."""
    kept = {"site_name": newest.data.site_name, "cut_off": newest.data.cut_off, **newest.data.settings}
    for name, words in kept.items():
        if site.settings.get(name) != words:
            yield Difference(SETTINGS, name, name, f"the setting '{name}' is not as in {newest.version.name}: {words}")
    figures = site.figures if newest.data.figures is None else newest.data.figures
    for name in sorted(figures.keys() | site.figures.keys()):
        if figures.get(name) != site.figures.get(name):
            yield Difference(f"docs/figures/{name}.yml", "", name,
                             f"the figure '{name}' is not as in {newest.version.name}")


def _compare_pages(newest: Edition, site: FinishedSite) -> Iterator[Difference]:
    """What a page says beside its passages."""
    for page in site.pages:
        kept = newest.data.pages.get(page.url)
        for name, now in {"title": page.title, "description": page.description, "views": list(page.views)}.items():
            old = getattr(kept, name, None)
            if old is not None and old != now:
                yield Difference(page.url, "", f"its {name}",
                                 f"the {name} of the page '{page.title}' is not as in {newest.version.name}: {old}")


def _compare_passages(newest: Edition, site: FinishedSite) -> Iterator[Difference]:
    """Sections first, in reading order, then those that are gone; within a section that did not change, its parts."""
    live, kept, name = site.passages, newest.passages, newest.version.name
    differs = False
    for address, passage in (live | {address: kept[address] for address in kept if address not in live}).items():
        section = f"the section '{passage.title}'" if passage.id else "what stands above the first heading"
        url, old = address.partition("#")[0], kept.get(address)
        is_other = old is not None and _name_said(old) != _name_said(passage)
        if passage.what in SECTIONS:
            differs = is_other or old is None or address not in live
            if differs:
                message = (f"{section} of {name}, /{address}, is gone" if address not in live
                           else f"{section} is not in {name}" if old is None else f"{section} differs from {name}")
                yield Difference(url, passage.id if address in live else "", passage.title or url, message)
        elif is_other and not differs:
            yield Difference(url, passage.id, passage.title,
                             f"the passage '{passage.id}' says something else than /{address} in {name}")


def _name_said(passage: Passage) -> tuple[str, str]:
    return passage.sha256, passage.to if passage.what == "moved" else ""


def check_ends(editions: Sequence[Edition], site: FinishedSite, find_line: FindLine) -> Iterator[Problem]:
    """A line that says that a passage was withdrawn or has moved claims nothing, and is not the passage itself.

    One that has moved is found where the line leads.
    """
    urls = {address.partition("#")[0] for address in site.passages}
    for address, passage in site.passages.items():
        if passage.what not in ENDS:
            continue
        url, target = address.partition("#")[0], resolve(address, passage.to)
        before = [edition.passages.get(address, passage) for edition in editions]
        reason = ("it has a kind, as a claim has" if passage.kind in KINDS
                  else "its words are still those that an edition has there"
                  if any(old.what not in ENDS and old.words == passage.words for old in before)
                  else "it leads to no passage" if passage.what == "moved" and not find_scheme(target) and (
                      not passage.to or (target not in site.passages and target.rstrip("#") not in urls)) else "")
        if reason:
            yield Problem(*find_line(url, passage.id), f"'{passage.id}' is marked .{passage.what}, but {reason}",
                          "false-end", "write a line that says what became of it, with a link to it if it has moved")


def check_addresses(editions: Sequence[Edition], site: FinishedSite) -> Iterator[Problem]:
    """Every address that any edition had still leads to what it named, or to a line that says what became of it."""
    live: dict[str, set[str]] = {page.url: set() for page in site.pages}
    for url, _, name in (address.partition("#") for address in site.passages):
        live[url].add(name)
    last = {address: edition for edition in editions for address, passage in edition.passages.items() if passage.id}
    for address, edition in last.items():
        url, _, name = address.partition("#")
        ids = live.get(follow(url, site.redirects), set())
        if name not in ids:
            gone = "its page is gone" if not ids else f"'{name}' is not on its page"
            yield Problem(edition.version.path + MANIFEST, 1,
                          f"the address /{address} no longer leads anywhere: {gone}", "lost-address",
                          nearest(name, ids) or f'write data-aliases="{name}" where it went, or leave a line that says '
                          f"what became of it with {{ #{name} .moved }} or {{ #{name} .withdrawn }}")


def follow(url: str, redirects: Mapping[str, str]) -> str:
    """Return where the address of a page leads now."""
    seen: list[str] = []
    while url in redirects and url not in seen:
        seen.append(url)
        url = redirects[url]
    return url
