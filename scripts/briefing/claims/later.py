"""The ways between claims and what came later.

It is told on pages that settings name, first of all on one that has the whole story. A forecast
leads to its reading; any other claim to the first statement there that follows it, by its record,
or in the story rests on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..pages.document import make_url
from ..text import shorten
from .notes import WayBack
from .records import Record, Records

_MOST_WORDS = 12  # of a statement to which a way leads, which stands whole where it leads


class Followed(NamedTuple):
    """A claim of what came later, and an earlier one that it takes further."""

    page: str  # the file of its page
    name: str  # its id
    earlier_page: str
    earlier: str


def lead_to_later(followed: Iterable[Followed], readings: Mapping[str, str]) -> dict[str, str]:
    """Return by the ids of earlier claims the address, from the root, of what came later.

    `readings` are the files of the pages that have those of forecasts, by the ids of the claims.
    """
    later = {name: f"{make_url(uri)}#{name}" for name, uri in readings.items()}
    for each in followed:
        later.setdefault(each.earlier, f"{make_url(each.page)}#{each.name}")
    return later


def lead_to_earlier(followed: Iterable[Followed], records: Records) -> dict[str, list[WayBack]]:
    """Return by the ids of later statements the ways back to the claims that they follow.

    Addresses are from the root of the site.
    """
    ways = defaultdict[str, list[WayBack]](list)
    for each in followed:
        ways[each.name].append(_lead_to(each.earlier_page, each.earlier, records))
    return ways


def lead_to_shown(records: Records) -> dict[str, list[WayBack]]:
    """Return by the ids of restated statements the ways to what bears them out."""
    pages = {name: uri for uri, page in records.pages.items() for name in page.records}
    ways = dict[str, list[WayBack]]()
    for name, uri in pages.items():
        shown = records.of_page(uri).records[name].borne_out_by
        ways[name] = [_lead_to(pages[one], one, records) for one in shown if one in pages]
    return ways


def _lead_to(uri: str, name: str, records: Records) -> WayBack:
    """Return the way to a statement on a page, by the file of that, from the root of the site."""
    words = records.of_page(uri).records[name].says or name.replace("-", " ")
    return WayBack(f"{make_url(uri)}#{name}", shorten(words, _MOST_WORDS))


def list_followed(records: Records, tell_later: Sequence[str]) -> list[Followed]:
    """Return each claim of what came later with each earlier one that it takes further.

    That is what it follows, and in the story, on the first of the pages that tell it, also what it
    rests on.
    """
    earlier = dict[str, str]()
    for uri, page in records.pages.items():
        if uri not in tell_later:
            earlier |= dict.fromkeys(page.claims, uri)
    followed = list[Followed]()
    for uri in tell_later:
        for name, record in records.of_page(uri).claims.items():
            named = _list_grounds(record, is_of_story=uri == tell_later[0])
            followed += [Followed(uri, name, earlier[one], one) for one in named if one in earlier]
    return followed


def _list_grounds(record: Record, *, is_of_story: bool) -> list[str]:
    """Return the ids that a claim takes further, each once."""
    grounds = record.rests_on if is_of_story else ()
    return [*dict.fromkeys((*record.follows, *grounds))]
