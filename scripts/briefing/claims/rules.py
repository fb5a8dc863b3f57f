"""What every claim must have: dates that make sense, and support that can be seen.

An author who knows of a fault, and says so in the text, accepts it by its code: `data-accept="source-predates-event"`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..pages.vocabulary import ACCEPTABLE, VERDICTS
from ..problems import Problem, nearest
from ..sources.bibliography import Source
from ..sources.notes import Links
from ..words import Span, parse_edtf
from .evidence import Fault, Support, check_evidence
from .records import Box, Claim, PageEvidence, Passage

NOTICES = frozenset({"gone-source", "unused-record"})  # codes of what an author should know, and what stops nothing
_MOVE = ("after-cutoff", "move it into a since box")


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


def check_pages(pages: Collection[PageEvidence], facts: Facts,
                find_line: Callable[[str, str], tuple[str, int]]) -> Iterator[Problem]:
    """Yield the faults that no author has accepted, stale acceptances, and notices; `find_line` gives path and line for
    the file of a page and an id on it."""
    support = facts.support
    used = {id(record) for page in pages for passage in page.passages for record in support.find(passage).values()}
    for record in support.records.values():
        if id(record) not in used:
            yield Problem(support.path, record.line, f"no passage '{record.passage}' rests on '{record.source}'",
                          "unused-record", "take the record away")
    for page in pages:
        events = {claim.id: claim.event for claim in page.claims}
        for passage in page.passages:
            event = events.get(getattr(passage, "follows", passage.id), "")
            faults = [*(check_evidence(passage, event, support, facts.sources) if support.path else ()),
                      *(_check_box(passage, facts) if isinstance(passage, Box) else _check_claim(passage, page, facts))]
            accepted = {*passage.accepts} if isinstance(passage, Claim) else set[str]()
            known = accepted & {*ACCEPTABLE} & {code for _, code, _ in faults}
            faults += [(f"'{passage.id}' accepts '{code}', but has no such fault", "stale-acceptance",
                        "take data-accept away") for code in accepted - known]
            for message, code, hint in [fault for fault in faults if fault[1] not in known]:
                yield Problem(*find_line(page.page.uri, passage.id), message, code, hint)


def _check_claim(claim: Claim, page: PageEvidence, facts: Facts) -> Iterator[Fault]:
    """A fact, report or allegation has a source, from the day of its event or later; the text knows nothing from after
    the cut-off."""
    event, dates = parse_edtf(claim.event), facts.find_dates(claim)
    if claim.event and event is None:
        yield f"data-event '{claim.event}' is not a date", "bad-date", "write 2024-10-24, 2024-10, 195X or 1991/.."
    if claim.check and claim.check not in VERDICTS:
        yield f"data-check '{claim.check}' is not a verdict", "unknown-verdict", nearest(claim.check, VERDICTS)
    if claim.kind in {"fact", "report", "allegation"} and not (
            claim.keys or any(box.keys for box in page.boxes if (box.kind, box.follows) == ("check", claim.id))):
        yield (f"the {claim.kind} '{claim.id}' has no source, and no check box below it has one", "unsourced",
               "cite one, or add data-accept=\"unsourced\" where the article gives none")
    if event and dates and all(source.latest < event.earliest for source in dates):
        yield (f"'{claim.id}' is about {claim.event}, and every source cited for it is older", "source-predates-event",
               "cite a later source, or say so in a check box and add data-accept=\"source-predates-event\"")
    if event and event.earliest > facts.cut_off:
        yield f"'{claim.id}' is about {claim.event}, after the cut-off", *_MOVE
    elif dates and all(source.earliest > facts.cut_off for source in dates):
        yield f"'{claim.id}' rests only on sources from after the cut-off", *_MOVE
    yield from _check_states(claim, facts)


def _check_states(claim: Claim, facts: Facts) -> Iterator[Fault]:
    """No claim rests on a source that was retracted, or (a notice) that is gone from its address."""
    for key in claim.keys:
        if facts.states.get(key) == "retracted":
            yield (f"'{claim.id}' rests on '{key}', which was retracted", "retracted-source",
                   "cite another source, or say so in a check box and add data-accept=\"retracted-source\"")
        elif key in facts.states:
            _, day = facts.links.find_days(facts.sources[key])
            yield (f"'{claim.id}' rests on '{key}', which is gone{f', since {day}' if day else ''}: "
                   f"{facts.sources[key].get('url')}", "gone-source",
                   "give its new address, cite another source, or mark it for readers: keywords = {gone}")


def _check_box(box: Box, facts: Facts) -> Iterator[Fault]:
    """A `since` box has something from after the cut-off, a `check` box something from before it."""
    dates = facts.find_dates(box)
    if box.kind == "since" and not any(source.latest > facts.cut_off for source in dates):
        yield (f"the box '{box.title}' has no source from after the cut-off", "since-without-later",
               "make it a check box")
    if box.kind == "check" and dates and all(source.earliest > facts.cut_off for source in dates):
        yield f"the box '{box.title}' rests only on sources from after the cut-off", *_MOVE
