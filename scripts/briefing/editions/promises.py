"""What editions promise: no published word changes in silence, and no published address is lost.

A rule is a generator; its docstring is the rule.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from urllib.parse import urljoin

from ..problems import Problem, nearest
from .manifest import Edition
from .passages import Passage

Pages = Mapping[str, Sequence[Passage]]
"""The passages of each live page, by its address from the root of the site."""
FindLine = Callable[[str, str], tuple[str, int]]
"""Gives path and line of an id on the page with an address."""


def check_editions(editions: Sequence[Edition], pages: Pages, redirects: Mapping[str, str],
                   find_line: FindLine) -> Iterator[Problem]:
    """Yield every broken promise; nothing while there is no edition. `redirects` are by address."""
    if editions:
        yield from check_words(editions[-1], pages, find_line)
        yield from check_addresses(editions, pages, redirects)


def check_words(newest: Edition, pages: Pages, find_line: FindLine) -> Iterator[Problem]:
    """The text that is shown is the text of the newest edition, section by section."""
    hint = 'freeze what is there as a new edition: make edition NOTE="why"'
    name = newest.version.name
    for url, passages in pages.items():
        for passage in passages:
            before = newest.passages.get(f"{url}#{passage.id}")
            if passage.what == "section" and (before is None or before.text != passage.text):
                fault = "differs from" if before else "is not in"
                path, line = find_line(url, passage.id)
                yield Problem(path, line, f"the section '{passage.title}' {fault} {name}", "silent-edit", hint)
    yield from _find_gone(newest, pages, find_line, hint)


def _find_gone(newest: Edition, pages: Pages, find_line: FindLine, hint: str) -> Iterator[Problem]:
    live = {f"{url}#{passage.id}" for url, passages in pages.items() for passage in passages}
    for address, passage in newest.passages.items():
        url = address.partition("#")[0]
        if passage.what == "section" and address not in live:
            path, line = find_line(url if url in pages else "", passage.id)
            yield Problem(path, line, f"the section '{passage.title}' of {newest.version.name}, /{address}, is gone",
                          "silent-edit", hint)


def check_addresses(editions: Sequence[Edition], pages: Pages, redirects: Mapping[str, str]) -> Iterator[Problem]:
    """Every address that any edition had still leads to what it named, or to a line that says what became of it."""
    live = {url: {passage.id for passage in passages} for url, passages in pages.items()}
    for address, edition in find_last(editions).items():
        url, _, name = address.partition("#")
        ids = live.get(follow(url, redirects), set())
        if name not in ids:
            gone = "its page is gone" if not ids else f"'{name}' is not on its page"
            yield Problem(edition.folder.parent.name + f"/{edition.version.number}/manifest.json", 1,
                          f"the address /{address} no longer leads anywhere: {gone}", "lost-address",
                          nearest(name, ids) or f'write data-aliases="{name}" where it went, or leave a line that says '
                          f"what became of it with {{ #{name} .moved }} or {{ #{name} .withdrawn }}")


def find_last(editions: Sequence[Edition]) -> dict[str, Edition]:
    """Give every address that any edition had, with the last edition that had it."""
    return {address: edition for edition in editions for address in edition.passages}


def follow(url: str, redirects: Mapping[str, str]) -> str:
    """Give where the address of a page leads now."""
    seen: Collection[str] = ()
    while url in redirects and url not in seen:
        seen, url = [*seen, url], redirects[url]
    return url


def resolve_link(address: str, link: str) -> str:
    """Give the address from the root of the site that a link on a page leads to."""
    return urljoin(f"https://here.invalid/{address}", link).removeprefix("https://here.invalid/")
