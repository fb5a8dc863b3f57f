"""What is told beside a claim, of what other pages and files say: its outcome, and ways.

What came later is told on pages that settings name, first of all on one that has the whole story.
A claim leads to the first statement there that follows it, by its record, or in the story rests on
it. An event is told with its month. A conclusion of ours is none: it is told as our reading, if it
says itself in short, else not at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from ..dates import format_edtf, join_days, parse_edtf
from ..pages.document import make_url
from ..sources.entries import Source
from ..text import shorten
from .findings import Finding, Margin
from .page_notes import WayBack
from .record_files import Records
from .records import Record

_MOST_WORDS = 12  # of a statement to which a way leads, which stands whole where it leads


def list_beside(
    records: Records,
    sources: Mapping[str, Source],
    outcomes: Mapping[str, Finding],
    tell_later: Sequence[str],
    cut_off: date,
) -> dict[str, Margin]:
    """Return what is told beside each statement, by its id."""
    every = dict(chain.from_iterable(page.records.items() for page in records.pages.values()))
    ways = _list_ways(records)
    followed, later = defaultdict[str, list[str]](list), dict[str, Finding]()
    for name, earlier in list_followed(records, tell_later):
        followed[name].append(earlier)
        record = every[name]
        if record.in_short or not record.is_our_judgement:
            words = join_days(record.in_short) or ways[name].name
            called = _call(record, sources, cut_off)
            later.setdefault(earlier, Finding("later", called, words, ways[name].address))
    return {
        name: Margin(
            outcomes.get(name),
            later.get(name),
            _find_ways(ways, _list_named(record, followed[name])),
            _find_ways(ways, record.borne_out_by),
        )
        for name, record in every.items()
    }


def _list_ways(records: Records) -> dict[str, WayBack]:
    """Return the way to each statement, by its id."""
    ways = dict[str, WayBack]()
    for uri, page in records.pages.items():
        url = make_url(uri)
        for name, record in page.records.items():
            ways[name] = WayBack(f"{url}#{name}", _shorten(name, record))
    return ways


def _list_named(record: Record, followed: Sequence[str]) -> Iterable[str]:
    """Return what a statement takes further, and what one of ours then rests on, once each."""
    grounds = record.rests_on if followed and record.is_our_judgement else ()
    return dict.fromkeys((*followed, *grounds))


def _find_ways(ways: Mapping[str, WayBack], names: Iterable[str]) -> list[WayBack]:
    """Return the ways to the statements of these ids that there are."""
    return [ways[name] for name in names if name in ways]


def _shorten(name: str, record: Record) -> str:
    """Return the first words of a statement, or at least what its id says."""
    return shorten(record.says or name.replace("-", " "), _MOST_WORDS)


def _call(record: Record, sources: Mapping[str, Source], cut_off: date) -> str:
    """Return what a line is called: an event by its month, a conclusion of ours as our reading."""
    if record.is_our_judgement:
        return "Our reading"
    month = _find_month(_list_days(record, sources), cut_off)
    return f"Later ({month})" if month else "Later"


def _list_days(record: Record, sources: Mapping[str, Source]) -> Iterator[list[str]]:
    """Yield the day of a statement, then those of its sources."""
    yield [record.event]
    yield [sources[key].given_date for key in record.sources if key in sources]


def _find_month(groups: Iterable[Sequence[str]], cut_off: date) -> str:
    """Return in words the last month in the first of groups of days with one after the cut-off."""
    for days in groups:
        spans = {day: parse_edtf(day) for day in days}
        late = [day for day, span in spans.items() if span and span.earliest > cut_off]
        if late:
            return format_edtf(max(late)[: len("2025-04")])
    return ""


def list_followed(records: Records, tell_later: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the id of each claim of what came later, with that of each earlier one it bears on.

    That is what it follows, and in the story, on the first of the pages that tell it, also what it
    rests on.
    """
    themes = [page.claims for uri, page in records.pages.items() if uri not in tell_later]
    earlier = {*chain.from_iterable(themes)}
    for uri in tell_later:
        for name, record in records.of_page(uri).claims.items():
            grounds = record.rests_on if uri == tell_later[0] else ()
            named = dict.fromkeys((*record.follows, *grounds))
            yield from ((name, one) for one in named if one in earlier)
