"""What editions promise: no published word changes in silence, no published address is lost.

A promise is a generator; its docstring is the promise. Free, so that a change of it needs no
edition, is only this:

- white space and the bounds of paragraphs, lists and their items;
- emphasis;
- where a link leads, but for a line that says where a passage has moved;
- an address more;
- layout, looks and code;
- the engine's own words (`passages.LEFT_OUT`) and what its views work out (`data-derived`);
- in `mkdocs.yml`, all that its manifest does not list.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..pages.vocabulary import ENDS, KINDS
from ..problems import Problem, nearest
from ..text import find_scheme, resolve
from .manifest import MANIFEST, Edition, KeptPage, Manifest
from .passages import SECTIONS, Passage

# Gives file and line of an id on the page with an address, or of a word in a file.
FindLine = Callable[[str, str], tuple[str, int]]


class Difference(NamedTuple):
    """One thing that is not said as the newest edition says it."""

    place: str  # the address of a page from the root of the site, or a file of the project
    id: str  # of a passage of the page, or a name in the file; empty for the page or file itself
    title: str
    message: str


def check_editions(
    editions: Sequence[Edition], live: Edition, find_line: FindLine, silent: Iterable[Difference]
) -> Iterator[Problem]:
    """Yield every broken promise of what the live site says.

    `silent` are the differences from the newest edition that it may not have.
    """
    yield from ends_are_true(editions, live, find_line)
    for difference in silent:
        path, line = find_line(difference.place, difference.id)
        hint = 'freeze what is there as a new edition: make edition NOTE="why"'
        yield Problem(path, line, difference.message, "silent-edit", hint)
    yield from addresses_lead_somewhere(editions, live)


def find_differences(newest: Edition, live: Edition) -> Iterator[Difference]:
    """Yield what the live site does not say as the newest edition does.

    What that edition did not keep is no difference.
    """
    for promise in PROMISES:
        yield from promise(newest, live)


def settings_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """The settings that an edition keeps say the same."""
    now = _list_settings(live.data)
    for name, value in _list_settings(newest.data).items():
        if now.get(name) != value:
            message = _tell(f"the setting '{name}'", newest, value)
            yield Difference("mkdocs.yml", name, name, message)


def figures_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """The figures show the same data, and no figure is added or gone."""
    if newest.data.figures is None:
        return
    now = live.data.figures or {}
    for name in sorted({*newest.data.figures, *now}):
        value = newest.data.figures.get(name, "")
        if value != now.get(name, ""):
            message = _tell(f"the figure '{name}'", newest, value)
            yield Difference(f"docs/figures/{name}.yml", "", name, message)


def pages_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """A page has the same title, the same description and the same views."""
    for url, page in live.data.pages.items():
        old = newest.data.pages.get(url)
        if old:
            for part, value in _list_differing_parts(old, page):
                message = _tell(f"the {part} of the page '{page.title}'", newest, value)
                yield Difference(url, "", f"its {part}", message)


def passages_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """Every section says the same, and so does what has an address of its own in it.

    Sections come first, in reading order, then those that are gone. Where a section differs, what
    differs in it is not told too.
    """
    is_told = False  # of the section that is looked at
    for address, passage in live.passages.items():
        if passage.what in SECTIONS:
            differences = list(_compare_section(newest, address, passage))
            is_told = bool(differences)
            yield from differences
        elif not is_told:
            yield from _compare_within(newest, address, passage)
    for address, passage in newest.passages.items():
        if passage.what in SECTIONS and address not in live.passages:
            words = f"of {newest.version.name}, /{address}, is gone"
            yield _tell_section(address, "", passage, words)


PROMISES = (settings_stay, figures_stay, pages_stay, passages_stay)


def _list_settings(data: Manifest) -> dict[str, str]:
    """Return what an edition keeps of what settings say around every page, by their names."""
    return {"site_name": data.site_name, "cut_off": data.cut_off, **data.settings}


def _list_differing_parts(old: KeptPage, page: KeptPage) -> Iterator[tuple[str, object]]:
    """Yield each part of a page that differs from what was kept of it, and what was kept."""
    if old.title != page.title:
        yield "title", old.title
    if old.description != page.description:
        yield "description", old.description
    if old.views is not None and old.views != page.views:
        yield "views", old.views


def _tell(what: str, newest: Edition, value: object) -> str:
    """Return in words that something differs, and what it was where it was a text."""
    message = f"{what} is not as in {newest.version.name}"
    return f"{message}: {value}" if value and isinstance(value, str) else message


def _compare_section(newest: Edition, address: str, section: Passage) -> Iterator[Difference]:
    """Yield how a section of the live site differs from the newest edition, if it does."""
    old = newest.passages.get(address)
    edition = newest.version.name
    if old is None:
        yield _tell_section(address, section.id, section, f"is not in {edition}")
    elif _is_other(old, section):
        yield _tell_section(address, section.id, section, f"differs from {edition}")


def _tell_section(address: str, name: str, section: Passage, words: str) -> Difference:
    """Return the difference of a section, which is found by a name on its page."""
    what = f"the section '{section.title}'" if section.id else "what stands above the first heading"
    url = address.partition("#")[0]
    return Difference(url, name, section.title or url, f"{what} {words}")


def _compare_within(newest: Edition, address: str, passage: Passage) -> Iterator[Difference]:
    """Yield how a passage in a section that says the same differs; a new one is free."""
    old = newest.passages.get(address)
    if old and _is_other(old, passage):
        edition = newest.version.name
        message = f"the passage '{passage.id}' says something else than /{address} in {edition}"
        yield Difference(address.partition("#")[0], passage.id, passage.title, message)


def _is_other(old: Passage, new: Passage) -> bool:
    is_led_elsewhere = new.what == "moved" and old.to != new.to
    return old.sha256 != new.sha256 or is_led_elsewhere


def ends_are_true(
    editions: Sequence[Edition], live: Edition, find_line: FindLine
) -> Iterator[Problem]:
    """A line that says that a passage has ended says only that, and leads to what has moved."""
    places = live.passages.keys() | live.data.pages
    for address, passage in live.passages.items():
        if passage.what in ENDS:
            earlier = [edition.passages.get(address) for edition in editions]
            reason = _find_untruth(address, passage, earlier, places)
            if reason:
                path, line = find_line(address.partition("#")[0], passage.id)
                message = f"'{passage.id}' is marked .{passage.what}, but {reason}"
                hint = "write a line that says what became of it, with a link to it if it has moved"
                yield Problem(path, line, message, "false-end", hint)


def _find_untruth(
    address: str, line: Passage, earlier: Iterable[Passage | None], places: Collection[str]
) -> str:
    """Return why a line is no end of the passage that was at its address; empty where it is.

    `places` are the addresses of all pages and passages of the live site.
    """
    if line.kind in KINDS:
        return "it has a kind, as a claim has"
    for old in earlier:
        if old and old.what not in ENDS and old.words == line.words:
            return "its words are still those that an edition has there"
    if line.what == "moved" and not _leads_somewhere(address, line.to, places):
        return "it leads to no passage"
    return ""


def _leads_somewhere(address: str, link: str, places: Collection[str]) -> bool:
    """Return whether a link leads to one of the `places`, or to another site."""
    target = resolve(address, link)
    is_there = target in places or target.rstrip("#") in places
    return bool(link) and (is_there or bool(find_scheme(target)))


def addresses_lead_somewhere(editions: Sequence[Edition], live: Edition) -> Iterator[Problem]:
    """Every address that an edition had leads to what it named, or to what became of that."""
    ids = {url: page.ids for url, page in live.data.pages.items()}
    for address, edition in _list_addresses(editions).items():
        url, _, name = address.partition("#")
        there = ids.get(follow(url, live.data.redirects), set())
        if name not in there:
            reason = f"'{name}' is not on its page" if there else "its page is gone"
            message = f"the address /{address} no longer leads anywhere: {reason}"
            hint = (
                f'write data-aliases="{name}" where it went, or leave a line that says '
                f"what became of it with {{ #{name} .moved }} or {{ #{name} .withdrawn }}"
            )
            path = edition.version.path + MANIFEST
            yield Problem(path, 1, message, "lost-address", nearest(name, there) or hint)


def _list_addresses(editions: Sequence[Edition]) -> dict[str, Edition]:
    """Return all addresses of passages with an id, each with the last edition that had it."""
    last = dict[str, Edition]()
    for edition in editions:
        for address, passage in edition.passages.items():
            if passage.id:
                last[address] = edition
    return last


def follow(url: str, redirects: Mapping[str, str]) -> str:
    """Return where the address of a page leads now; redirects in a circle end somewhere in it."""
    for _ in redirects:
        url = redirects.get(url, url)
    return url
