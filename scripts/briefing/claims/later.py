"""The ways from what was known at the cut-off to what came later, and back.

What came later is told on one page, `since.md`. A forecast leads there to its reading; any other
claim to the first statement there that follows it, by its record, or rests on it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..pages.document import make_url
from .records import PageRecords, Record, Records
from .sources import shorten
from .statements import SINCE_PAGE

_MOST_WORDS = 10  # of the name of a way back


class Earlier(NamedTuple):
    """A way back to an earlier claim."""

    address: str  # from the root of the site
    name: str  # the claim in a few words


def lead_to_later(records: Records, forecasts: Iterable[str]) -> dict[str, str]:
    """Return by the ids of earlier claims the address, from the root, of what came later.

    `forecasts` are the ids of claims that have a reading.
    """
    later = {name: f"{make_url(SINCE_PAGE)}#{name}" for name in forecasts}
    pages = _find_pages(records)
    for name, record in _list_later(records):
        for earlier in _list_followed(record, pages):
            later.setdefault(earlier, f"{make_url(SINCE_PAGE)}#{name}")
    return later


def lead_to_earlier(records: Records) -> dict[str, list[Earlier]]:
    """Return by the ids of later statements the ways back to the claims that they follow."""
    pages = _find_pages(records)
    ways = dict[str, list[Earlier]]()
    for name, record in _list_later(records):
        for earlier in _list_followed(record, pages):
            uri = pages[earlier]
            words = records.of_page(uri).records[earlier].says or earlier.replace("-", " ")
            way = Earlier(f"{make_url(uri)}#{earlier}", shorten(words, _MOST_WORDS))
            ways.setdefault(name, []).append(way)
    return ways


def list_ways(
    names: Iterable[str], earlier: Mapping[str, Iterable[Earlier]], root: str
) -> list[Earlier]:
    """Return the ways back from some statements, each once; `root` leads to the root of the site.

    `earlier` has those of each statement by its id, from there.
    """
    ways = dict[Earlier, None]()
    for name in names:
        for way in earlier.get(name, ()):
            ways[way._replace(address=root + way.address)] = None
    return list(ways)


def _find_pages(records: Records) -> Mapping[str, str]:
    """Return the page of each claim that stands elsewhere, by its id."""
    pages = dict[str, str]()
    for uri, page in records.pages.items():
        if uri != SINCE_PAGE:
            pages |= dict.fromkeys(_list_claims(page), uri)
    return pages


def _list_claims(page: PageRecords) -> Iterator[str]:
    for name, record in page.records.items():
        if not record.is_note:
            yield name


def _list_later(records: Records) -> Iterator[tuple[str, Record]]:
    """Yield the statements of the page of what came later, with their ids."""
    page = records.of_page(SINCE_PAGE)
    for name in _list_claims(page):
        yield name, page.records[name]


def _list_followed(record: Record, pages: Mapping[str, str]) -> list[str]:
    """Return the ids of the claims of other pages that a later statement follows or rests on."""
    named = dict.fromkeys((*record.follows, *record.rests_on))
    return [name for name in named if name in pages]
