"""The ways between claims and what came later, which is told on one page, `since.md`.

A forecast leads there to its reading; any other claim to the first statement there that follows it,
by its record, or rests on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..pages.document import make_url
from ..pages.publication import SINCE_PAGE
from .notes import WayBack
from .records import Records


def lead_to_later(records: Records, forecasts: Iterable[str]) -> dict[str, str]:
    """Return by the ids of earlier claims the address, from the root, of what came later.

    `forecasts` are the ids of claims that have a reading.
    """
    later = {name: name for name in forecasts}
    for name, _uri, earlier in _list_followed(records):
        later.setdefault(earlier, name)
    return {earlier: f"{make_url(SINCE_PAGE)}#{name}" for earlier, name in later.items()}


def lead_to_earlier(records: Records) -> dict[str, list[WayBack]]:
    """Return by the ids of later statements the ways back to the claims that they follow.

    Addresses are from the root of the site.
    """
    ways = defaultdict[str, list[WayBack]](list)
    for name, uri, earlier in _list_followed(records):
        words = records.of_page(uri).records[earlier].says or earlier.replace("-", " ")
        way = WayBack(f"{make_url(uri)}#{earlier}", words)
        ways[name].append(way)
    return ways


def _list_followed(records: Records) -> Iterator[tuple[str, str, str]]:
    """Yield each claim of what came later with each earlier one that it follows or rests on.

    That is the id of the one, and page and id of the other.
    """
    pages = dict[str, str]()
    for uri, page in records.pages.items():
        if uri != SINCE_PAGE:
            pages |= dict.fromkeys(page.claims, uri)
    for name, record in records.of_page(SINCE_PAGE).claims.items():
        for earlier in dict.fromkeys((*record.follows, *record.rests_on)):
            if earlier in pages:
                yield name, pages[earlier], earlier
