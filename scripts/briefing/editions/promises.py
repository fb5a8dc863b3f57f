"""What editions promise: no published word changes in silence, and no published address is lost.

A rule is a generator; its docstring is the rule.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..problems import Problem, nearest
from .manifest import MANIFEST, Edition
from .passages import SECTIONS, Passage

Pages = Mapping[str, Sequence[Passage]]
"""The passages of each live page, by its address from the root of the site."""
FindLine = Callable[[str, str], tuple[str, int]]
"""Returns path and line of an id on the page with an address."""


Difference = tuple[str, str, str]
"""The address of a page, the id of a section of it, and how the section differs, in a sentence."""


def check_editions(editions: Sequence[Edition], pages: Pages, redirects: Mapping[str, str],
                   find_line: FindLine) -> Iterator[Problem]:
    """Yield every broken promise; nothing while there is no edition. `redirects` are by address."""
    if editions:
        yield from check_words(editions[-1], pages, find_line)
        yield from check_addresses(editions, pages, redirects)


def check_words(newest: Edition, pages: Pages, find_line: FindLine) -> Iterator[Problem]:
    """What is shown says what the newest edition says, section by section."""
    for url, name, message in list_differences(newest, pages):
        yield Problem(*find_line(url if url in pages else "", name), message, "silent-edit",
                      'freeze what is there as a new edition: make edition NOTE="why"')


def list_differences(newest: Edition, pages: Pages) -> list[Difference]:
    """Return the sections that differ from the newest edition: those of the pages first, then those that are gone."""
    live = {f"{url}#{passage.id}": passage for url, passages in pages.items() for passage in passages}
    kept, name, found = newest.passages, newest.version.name, []
    for address, passage in (live | {address: kept[address] for address in kept if address not in live}).items():
        section = f"the section '{passage.title}'" if passage.id else "what stands above the first heading"
        message = (f"{section} of {name}, /{address}, is gone" if address not in live
                   else f"{section} is not in {name}" if address not in kept
                   else f"{section} differs from {name}" if kept[address].sha256 != passage.sha256 else "")
        if message and passage.what in SECTIONS:
            found.append((address.partition("#")[0], passage.id, message))
    return found


def check_addresses(editions: Sequence[Edition], pages: Pages, redirects: Mapping[str, str]) -> Iterator[Problem]:
    """Every address that any edition had still leads to what it named, or to a line that says what became of it."""
    live = {url: {passage.id for passage in passages} for url, passages in pages.items()}
    last = {address: edition for edition in editions for address, passage in edition.passages.items() if passage.id}
    for address, edition in last.items():
        url, _, name = address.partition("#")
        ids = live.get(follow(url, redirects), set())
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
