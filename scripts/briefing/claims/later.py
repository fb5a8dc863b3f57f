"""The ways between claims and what came later.

It is told on pages that settings name, first of all on one that has the whole story. A claim leads
to the first statement there that follows it, by its record, or in the story rests on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from ..dates import format_edtf, join_days, parse_edtf
from ..pages.document import make_url
from ..sources.entries import Source
from ..text import shorten
from .findings import Later
from .notes import WayBack
from .records import Record, Records

_MOST_WORDS = 12  # of a statement to which a way leads, which stands whole where it leads


class Followed(NamedTuple):
    """A claim of what came later, and an earlier one that it takes further."""

    page: str  # the file of its page
    name: str  # its id
    earlier_page: str
    earlier: str


def tell_later(
    followed: Iterable[Followed], records: Records, sources: Mapping[str, Source], cut_off: date
) -> dict[str, Later]:
    """Return by the ids of earlier claims what came later, in a line of some words."""
    every = dict(chain.from_iterable(page.records.items() for page in records.pages.values()))
    later = dict[str, Later]()
    for each in followed:
        if each.earlier not in later:
            record = every[each.name]
            when = _find_month(_list_days(record, every, sources), cut_off)
            words = join_days(record.in_short) or shorten(_say(each.name, record), _MOST_WORDS)
            later[each.earlier] = Later(f"{make_url(each.page)}#{each.name}", when, words)
    return later


def _list_days(
    record: Record, every: Mapping[str, Record], sources: Mapping[str, Source]
) -> Iterator[list[str]]:
    """Yield the day of a statement, then those of what it rests on, then those of its sources."""
    yield [record.event]
    yield [every[name].event for name in record.rests_on if name in every]
    yield [sources[key].given_date for key in record.sources if key in sources]


def _find_month(groups: Iterable[Sequence[str]], cut_off: date) -> str:
    """Return in words the last month in the first of groups of days with one after the cut-off."""
    for days in groups:
        spans = {day: parse_edtf(day) for day in days}
        late = [day for day, span in spans.items() if span and span.earliest > cut_off]
        if late:
            return format_edtf(max(late)[: len("2025-04")])
    return ""


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
    words = _say(name, records.of_page(uri).records[name])
    return WayBack(f"{make_url(uri)}#{name}", shorten(words, _MOST_WORDS))


def _say(name: str, record: Record) -> str:
    """Return a statement as a sentence, or at least what its id says."""
    return record.says or name.replace("-", " ")


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
