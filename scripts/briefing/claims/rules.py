"""What every claim must have: dates that make sense, and support that can be seen.

A rule is a generator over one claim or box; its docstring is the rule. An author who knows of a fault, and says so in
the text, accepts it by its code: `{ #id .report data-accept="source-predates-event" }`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..dates import Span, parse_edtf
from ..pages.vocabulary import ACCEPTABLE, VERDICTS
from ..problems import Problem, nearest
from ..sources.bibliography import Source
from ..sources.links import Links, normalise
from .evidence import Fault, check_evidence, check_use
from .records import Box, Claim, Labelled, PageEvidence
from .support import Support

NOTICES = frozenset({"gone-source", "unused-record"})  # codes of what an author should know, and what stops nothing
_MOVE = "move it into a since box"


@dataclass(frozen=True)
class Facts:
    """What the rules need to know beside the claim."""

    sources: Mapping[str, Source]
    states: Mapping[str, str]  # `retracted` or `gone`, by the key of a source that is
    links: Links
    support: Support
    cut_off: date  # last day on which the main text knows anything

    def find_dates(self, cited: Labelled) -> list[Span]:
        """Return the dates of the sources of a claim or box, or none at all where one of them is not dated."""
        dates = [self.sources[key].date for key in cited.keys if key in self.sources]
        return [found for found in dates if found] if all(dates) else []

    def is_later(self, cited: Labelled) -> bool:
        """Whether a claim or box rests only on sources from after the cut-off."""
        dates = self.find_dates(cited)
        return bool(dates) and all(source.earliest > self.cut_off for source in dates)


def check_pages(pages: Collection[PageEvidence], facts: Facts,
                find_line: Callable[[str, str], tuple[str, int]]) -> Iterator[Problem]:
    """Yield the faults of all claims and boxes that no author has accepted, stale acceptances, and notices.

    `find_line` gives path and line for the file of a page and an id on it.
    """
    told = check_evidence(pages, facts.support, facts.sources)
    yield from check_use(pages, facts.support)
    for page in pages:
        for passage in page.passages:
            own = check_box(passage, facts) if isinstance(passage, Box) else check_claim(passage, page, facts)
            faults = [*told.get(passage.address, ()), *own]
            for code, message, hint in _accept(passage, faults) if isinstance(passage, Claim) else faults:
                yield Problem(*find_line(page.page.uri, passage.id), message, code, hint)


def _accept(claim: Claim, faults: Collection[Fault]) -> Iterator[Fault]:
    """Nothing is accepted that is not there, or that nobody can accept."""
    yield from (fault for fault in faults if fault[0] not in {*claim.accepts} & {*ACCEPTABLE})
    for code in claim.accepts:
        if code not in ACCEPTABLE or code not in {fault[0] for fault in faults}:
            yield ("stale-acceptance", f"'{claim.id}' accepts '{code}', but has no such fault",
                   "take data-accept away")


def check_claim(claim: Claim, page: PageEvidence, facts: Facts) -> Iterator[Fault]:
    """The event date is EDTF, the verdict one of the vocabulary; a fact, report or allegation has a source."""
    if claim.event and parse_edtf(claim.event) is None:
        yield "bad-date", f"data-event '{claim.event}' is not a date", "write 2024-10-24, 2024-10, 195X or 1991/.."
    if claim.check and claim.check not in VERDICTS:
        yield "unknown-verdict", f"data-check '{claim.check}' is not a verdict", nearest(claim.check, VERDICTS)
    is_sourced = claim.keys or any(box.keys for box in page.find_checks(claim.id))
    if claim.kind in {"fact", "report", "allegation"} and not is_sourced:
        yield ("unsourced", f"the {claim.kind} '{claim.id}' has no source, and no check box below it has one",
               "cite one, or add data-accept=\"unsourced\" where the article gives none")
    yield from check_dates(claim, facts)
    yield from check_sources(claim, facts)


def check_dates(claim: Claim, facts: Facts) -> Iterator[Fault]:
    """A claim about an event has a source from its day or after it; the text knows nothing from after the cut-off."""
    event, dates = parse_edtf(claim.event), facts.find_dates(claim)
    if event and dates and all(source.latest < event.earliest for source in dates):
        yield ("source-predates-event", f"'{claim.id}' is about {claim.event}, and every source cited for it is older",
               "cite a later source, or say so in a check box and add data-accept=\"source-predates-event\"")
    if event and event.earliest > facts.cut_off:
        yield "after-cutoff", f"'{claim.id}' is about {claim.event}, after the cut-off", _MOVE
    elif facts.is_later(claim):
        yield "after-cutoff", f"'{claim.id}' rests only on sources from after the cut-off", _MOVE


def check_sources(claim: Claim, facts: Facts) -> Iterator[Fault]:
    """No claim rests on a source that was retracted, or (a notice) that is gone from its address."""
    for key in claim.keys:
        state = facts.states.get(key)
        if state == "retracted":
            yield ("retracted-source", f"'{claim.id}' rests on '{key}', which was retracted",
                   "cite another source, or say so in a check box and add data-accept=\"retracted-source\"")
        elif state == "gone":
            address = facts.sources[key].get("url")
            since = f", since {day}" if (day := facts.links.gone.get(normalise(address))) else ""
            yield ("gone-source", f"'{claim.id}' rests on '{key}', which is gone{since}: {address}",
                   "give its new address, cite another source, or mark it for readers: keywords = {gone}")


def check_box(box: Box, facts: Facts) -> Iterator[Fault]:
    """A `since` box has something from after the cut-off, a `check` box something from before it."""
    if box.kind == "since" and not any(source.latest > facts.cut_off for source in facts.find_dates(box)):
        yield ("since-without-later", f"the box '{box.title}' has no source from after the cut-off",
               "make it a check box")
    if box.kind == "check" and facts.is_later(box):
        yield "after-cutoff", f"the box '{box.title}' rests only on sources from after the cut-off", _MOVE
