"""What every claim must have: dates that make sense, support that can be seen, and words that its sources bear out.
An author who knows of a fault, and says so in the text, accepts it by its code: `data-accept="unsourced"`."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from ..pages.vocabulary import ACCEPTABLE, KINDS, VERDICTS
from ..problems import Problem, nearest, say
from ..sources.bibliography import Source
from ..sources.notes import Links
from ..words import parse_edtf
from .evidence import Record, Support, Token, find_unsupported, make_sum
from .records import Item, PageEvidence, Passage

NOTICES = frozenset(
    {"gone-source", "unused-record"}
)  # codes of what an author should know, and what stops nothing
Fault = tuple[str, str, str]  # message, code and hint
Known = Mapping[
    Passage, list[Token]
]  # what was read for each passage, and the days of its event and its sources


class Facts(NamedTuple):
    """What the rules need to know beside the claim."""

    sources: Mapping[str, Source]
    states: Mapping[str, str]  # `retracted` or `gone`, by the key of a source that is
    links: Links
    support: Support
    cut_off: date  # last day on which the main text knows anything


def check_pages(
    pages: Collection[PageEvidence],
    figures: Iterable[Item],
    facts: Facts,
    find_line: Callable[[str, str], tuple[str, int]],
) -> Iterator[Problem]:
    """Yield faults that no author has accepted, stale acceptances, notices; `find_line` takes a file and words."""
    support, passages = (
        facts.support,
        [(page, passage) for page in pages for passage in page.passages],
    )
    records = {passage: support.find(passage) for _, passage in passages}
    for record in {*support.records.values()} - {
        record for found in records.values() for record in found.values()
    }:
        yield Problem(
            support.path, record.line, *say("unused-record", record.passage, record.source)
        )
    known: Known = {
        passage: support.list_read(
            found.values(),
            passage.event.split("/")
            + [facts.sources[key].get(name) for key in found for name in ("date", "urldate")],
        )
        for passage, found in records.items()
        if support.path
    }
    judged: list[
        tuple[Any, Collection[str], list[Fault]]
    ] = [  # place, acceptances and faults of each
        (
            (passage.page.uri, passage.id),
            passage.accepts,
            [
                *(
                    say(*fault)
                    for is_wrong, *fault in _list_rules(passage, page, facts)
                    if is_wrong
                ),
                *(_check_passage(passage, records[passage], known, facts) if known else ()),
            ],
        )
        for page, passage in passages
    ]
    judged += [
        (item.place, item.accepts, list(_check_item(item, led, known, facts)))
        for item, led in _find_led(chain(*(page.items for page in pages), figures), known)
    ]
    for place, accepts, faults in judged:
        accepted = {*accepts} & {*ACCEPTABLE} & {code for _, code, _ in faults}
        stale = [say("stale-acceptance", place[1], code) for code in {*accepts} - accepted]
        for fault in [*(fault for fault in faults if fault[1] not in accepted), *stale]:
            path, line = find_line(*place) if isinstance(place[1], str) else place
            yield Problem(path, line, *fault)


def _find_led(
    items: Iterable[Item], passages: Iterable[Passage]
) -> Iterator[tuple[Item, list[Passage]]]:
    """Yield each item with the claims, the paragraphs of claims and the boxes it leads to; a claim has its boxes."""
    stands = defaultdict[str, list[Passage]](list)
    for passage in passages:
        for name in {"", passage.id, passage.paragraph or passage.follows}:
            stands[f"{passage.page.url}#{name}"].append(passage)
    yield from (
        (item, [passage for link in item.links for passage in stands[link]])
        for item in items
        if stands
    )


def _check_passage(
    passage: Passage, found: Mapping[str, Record | None], known: Known, facts: Facts
) -> Iterator[Fault]:
    """A passage was held against what was read in its sources, unchanged since, and states only what is `known`."""
    for key, record in found.items():
        if record is None:
            yield say("no-record", key, passage.id)
        elif record.sum != make_sum(passage, facts.sources[key]):
            yield say(
                f"stale-check/{'old' if record.sum else 'new'}",
                passage.id,
                key,
                record.held,
                record.passage,
            )
    stated = facts.support.read(passage.text) if any(found.values()) else ()
    for token in find_unsupported(stated, known[passage]):
        yield say("unsupported-token/passage", passage.id, token.kind, token.text, ", ".join(found))


def _check_item(
    item: Item, led: Collection[Passage], known: Known, facts: Facts
) -> Iterator[Fault]:
    """An item states what those that it leads to do, what is `known` of them and their sources, or of its own."""
    cited = (
        [record for record in facts.support.records.values() if record.source in item.keys]
        if item.keys
        else []
    )
    stated = facts.support.list_read(cited, (passage.event for passage in led))
    stated += chain(*(known[passage] for passage in led))
    # A figure has its unit at its head.
    stated += [
        token._replace(value=token.value[:-1]) for token in stated if token.value.endswith("%")
    ]
    wrong = find_unsupported(facts.support.read(item.text) if stated else (), stated)
    sources = (
        [facts.sources[key] for passage in led for key in facts.support.find(passage)]
        if wrong
        else []
    )
    said = [
        *(passage.text for passage in led),
        *(f"by {source.origin}, {source.get('party')}" for source in sources),
    ]
    for token in find_unsupported(wrong, chain(*map(facts.support.read, said))):
        yield say("unsupported-token/item", token.kind, token.text)


def _list_rules(passage: Passage, page: PageEvidence, facts: Facts) -> Iterator[tuple[Any, ...]]:
    """A fact, report or allegation has a source, from the day of its event or later; the text knows nothing from after
    the cut-off, nor does a `check` box, and a `since` box has something from after it. No claim rests on a source that
    was retracted, or (a notice) that is gone. Yield for each rule whether it is broken, and what is said then."""
    kind, name, title, end = passage.kind, passage.id, passage.title, facts.cut_off
    dates = [facts.sources[key].date for key in passage.keys if key in facts.sources]
    known = (
        [found for found in dates if found] if all(dates) else []
    )  # where one has no date, nothing is sure
    is_late = known and all(source.earliest > end for source in known)
    yield (
        kind == "since" and not any(found.latest > end for found in dates if found),
        "since-without-later",
        title,
    )
    yield kind == "check" and is_late, "after-cutoff/box", title
    if kind not in KINDS:
        return
    event, check = parse_edtf(passage.event), "" if passage.check in VERDICTS else passage.check
    checked = [box.keys for box in page.boxes if (box.kind, box.follows) == ("check", name)]
    yield passage.event and not event, "bad-date/event", passage.event
    yield check, "unknown-verdict", check, check and nearest(check, VERDICTS)
    yield (
        kind in {"fact", "report", "allegation"} and not any((passage.keys, *checked)),
        "unsourced",
        kind,
        name,
    )
    is_older = event and known and all(source.latest < event.earliest for source in known)
    yield is_older, "source-predates-event", name, passage.event
    is_later = event and event.earliest > end
    yield is_later, "after-cutoff/event", name, passage.event
    yield is_late and not is_later, "after-cutoff/sources", name
    for key in [key for key in passage.keys if key in facts.states]:
        gone, address = facts.links.find_days(facts.sources[key])[1], facts.sources[key].get("url")
        yield (
            True,
            f"{facts.states[key]}-source",
            name,
            key,
            f", since {gone}" if gone else "",
            address,
        )
