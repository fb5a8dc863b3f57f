"""What every claim must have: dates that make sense, and support that can be seen.

An author who knows of a fault, and says so in the text, accepts it by its code: `data-accept="source-predates-event"`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from ..messages import say
from ..pages.vocabulary import ACCEPTABLE, VERDICTS
from ..problems import Problem, nearest
from ..sources.bibliography import Source
from ..sources.notes import Links
from ..words import Span, parse_edtf
from .evidence import Fault, Support, check_item, check_passage
from .records import Box, Claim, Item, PageEvidence, Passage

NOTICES = frozenset({"gone-source", "unused-record"})  # codes of what an author should know, and what stops nothing


class Facts(NamedTuple):
    """What the rules need to know beside the claim."""

    sources: Mapping[str, Source]
    states: Mapping[str, str]  # `retracted` or `gone`, by the key of a source that is
    links: Links
    support: Support
    cut_off: date  # last day on which the main text knows anything

    def find_dates(self, cited: Passage) -> list[Span]:
        """Return the dates of the sources of a claim or box, or none at all where one of them is not dated."""
        dates = [self.sources[key].date for key in cited.keys if key in self.sources]
        return [found for found in dates if found] if all(dates) else []


def check_pages(pages: Collection[PageEvidence], figures: Iterable[Item], facts: Facts,
                find_line: Callable[[str, str], tuple[str, int]]) -> Iterator[Problem]:
    """Yield the faults that no author has accepted, stale acceptances, and notices; `find_line` gives path and line for
    the file of a page and an id on it, or some of its words."""
    support, sources = facts.support, facts.sources
    passages: list[Passage] = [passage for page in pages for passage in page.passages]
    used = {id(record) for passage in passages for record in support.find(passage).values()}
    for record in [record for record in support.records.values() if id(record) not in used]:
        yield Problem(support.path, record.line, *say("unused-record", record.passage, record.source))
    known = {passage: support.list_known(passage, sources) for passage in passages if support.path}
    found: list[tuple[Any, Collection[str], list[Fault]]] = [  # place, acceptances and faults of each
        ((passage.page.uri, passage.id), getattr(passage, "accepts", ()),
         [*(check_passage(passage, known[passage], support, sources) if known else ()),
          *(_check_box(passage, facts) if isinstance(passage, Box) else _check_claim(passage, page, facts))])
        for page in pages for passage in page.passages]
    items = chain(*(page.items for page in pages), figures) if known else ()
    found += [(item.place, item.accepts, check_item(item, led, known, support, sources))
              for item, led in _find_led(items, passages)]
    for place, accepts, faults in found:
        accepted = {*accepts} & {*ACCEPTABLE} & {code for _, code, _ in faults}
        stale = [say("stale-acceptance", place[1], code) for code in {*accepts} - accepted]
        for fault in [*(fault for fault in faults if fault[1] not in accepted), *stale]:
            path, line = find_line(*place) if isinstance(place[1], str) else place
            yield Problem(path, line, *fault)


def _find_led(items: Iterable[Item], passages: Iterable[Passage]) -> Iterator[tuple[Item, list[Passage]]]:
    """Yield each item with the claims, the paragraphs of claims and the boxes that it leads to, a claim with its boxes;
    where it leads nowhere, with all that stands on its page."""
    stands = defaultdict[str, list[Passage]](list)
    for passage in passages:
        url, about = passage.page.url, getattr(passage, "paragraph", "") or getattr(passage, "follows", "")
        for address in {url, passage.address, f"{url}#{about}"}:
            stands[address].append(passage)
    for item in items:
        yield item, [passage for link in item.links or [item.page] for passage in stands[link]]


def _check_claim(claim: Claim, page: PageEvidence, facts: Facts) -> Iterator[Fault]:
    """A fact, report or allegation has a source, from the day of its event or later; the text knows nothing from after
    the cut-off. No claim rests on a source that was retracted, or (a notice) that is gone from its address."""
    event, dates = parse_edtf(claim.event), facts.find_dates(claim)
    if claim.event and event is None:
        yield say("bad-date/event", claim.event)
    if claim.check and claim.check not in VERDICTS:
        yield say("unknown-verdict", claim.check, hint=nearest(claim.check, VERDICTS))
    if claim.kind in {"fact", "report", "allegation"} and not (
            claim.keys or any(box.keys for box in page.boxes if (box.kind, box.follows) == ("check", claim.id))):
        yield say("unsourced", claim.kind, claim.id)
    if event and dates and all(source.latest < event.earliest for source in dates):
        yield say("source-predates-event", claim.id, claim.event)
    if event and event.earliest > facts.cut_off:
        yield say("after-cutoff/event", claim.id, claim.event)
    elif dates and all(source.earliest > facts.cut_off for source in dates):
        yield say("after-cutoff/sources", claim.id)
    for key in claim.keys:
        if facts.states.get(key) == "retracted":
            yield say("retracted-source", claim.id, key)
        elif key in facts.states:
            _, day = facts.links.find_days(facts.sources[key])
            since = f", since {day}" if day else ""
            yield say("gone-source", claim.id, key, since, facts.sources[key].get("url"))


def _check_box(box: Box, facts: Facts) -> Iterator[Fault]:
    """A `since` box has something from after the cut-off, a `check` box something from before it."""
    dates = facts.find_dates(box)
    if box.kind == "since" and not any(source.latest > facts.cut_off for source in dates):
        yield say("since-without-later", box.title)
    if box.kind == "check" and dates and all(source.earliest > facts.cut_off for source in dates):
        yield say("after-cutoff/box", box.title)
