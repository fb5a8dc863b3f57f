"""What every statement must have: dates that make sense, and support that can be seen.

Each rule is a generator whose docstring is the rule; `BOX_RULES` and `CLAIM_RULES` list them in
order. Whether sources bear out the words is in `backing.py`. An author who knows of a fault, and
says so in the text, accepts it by its code: `data-accept="unsourced"`.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..pages.vocabulary import KINDS, VERDICTS
from ..problems import Finding, nearest
from ..sources.entries import Source
from ..sources.links import Links
from ..words import Span, parse_edtf
from .records import PageEvidence, Statement
from .support import Support

_SINCE = "move it into a since box"


class Facts(NamedTuple):
    """What the rules need to know beside the statement."""

    sources: Mapping[str, Source]
    states: Mapping[str, str]  # `retracted` or `gone`, by the key of a source that is
    links: Links
    support: Support
    cut_off: date  # last day on which the main text knows anything


Rule = Callable[[Statement, PageEvidence, Facts], Iterator[Finding]]


def list_findings(statement: Statement, page: PageEvidence, facts: Facts) -> Iterator[Finding]:
    """Yield what the rules find wrong with a statement of a page."""
    rules = CLAIM_RULES if statement.kind in KINDS else BOX_RULES
    for rule in rules:
        yield from rule(statement, page, facts)


def since_without_later(box: Statement, _: PageEvidence, facts: Facts) -> Iterator[Finding]:
    """A `since` box has a source from after the cut-off."""
    if box.kind != "since":
        return
    for span in _list_dates(box, facts):
        if span and span.latest > facts.cut_off:
            return
    yield Finding(
        f"the box '{box.title}' has no source from after the cut-off",
        "since-without-later",
        "make it a check box",
    )


def box_after_cutoff(box: Statement, _: PageEvidence, facts: Facts) -> Iterator[Finding]:
    """A `check` box has a source from before the cut-off."""
    if box.kind == "check" and _is_all_later(box, facts):
        message = f"the box '{box.title}' rests only on sources from after the cut-off"
        yield Finding(message, "after-cutoff", _SINCE)


def bad_date(claim: Statement, _: PageEvidence, facts: Facts) -> Iterator[Finding]:
    """The event of a claim is a date in EDTF."""
    if claim.event and parse_edtf(claim.event) is None:
        yield Finding(
            f"data-event '{claim.event}' is not a date",
            "bad-date",
            "write 2024-10-24, 2024-10, 195X or 1991/..",
        )


def unknown_verdict(claim: Statement, _: PageEvidence, facts: Facts) -> Iterator[Finding]:
    """The verdict of a claim is one of the vocabulary."""
    if claim.check and claim.check not in VERDICTS:
        message = f"data-check '{claim.check}' is not a verdict"
        yield Finding(message, "unknown-verdict", nearest(claim.check, VERDICTS))


def unsourced(claim: Statement, page: PageEvidence, facts: Facts) -> Iterator[Finding]:
    """A fact, report or allegation has a source, or a check box about it has one."""
    if claim.kind not in {"fact", "report", "allegation"} or claim.keys:
        return
    for box in page.boxes:
        if box.kind == "check" and box.follows == claim.id and box.keys:
            return
    yield Finding(
        f"the {claim.kind} '{claim.id}' has no source, and no check box below it has one",
        "unsourced",
        'cite one, or add data-accept="unsourced" where the article gives none',
    )


def source_predates_event(claim: Statement, _: PageEvidence, facts: Facts) -> Iterator[Finding]:
    """A claim has a source from the day of its event or later."""
    event = parse_edtf(claim.event)
    spans = _list_sure_dates(claim, facts)
    if event and spans and all(span.latest < event.earliest for span in spans):
        yield Finding(
            f"'{claim.id}' is about {claim.event}, and every source cited for it is older",
            "source-predates-event",
            "cite a later source, or say so in a check box and add "
            'data-accept="source-predates-event"',
        )


def event_after_cutoff(claim: Statement, _: PageEvidence, facts: Facts) -> Iterator[Finding]:
    """The event of a claim is from before the cut-off."""
    if _is_event_later(claim, facts):
        message = f"'{claim.id}' is about {claim.event}, after the cut-off"
        yield Finding(message, "after-cutoff", _SINCE)


def sources_after_cutoff(claim: Statement, _: PageEvidence, facts: Facts) -> Iterator[Finding]:
    """A claim has a source from before the cut-off; of one about a later event that is said."""
    if _is_all_later(claim, facts) and not _is_event_later(claim, facts):
        message = f"'{claim.id}' rests only on sources from after the cut-off"
        yield Finding(message, "after-cutoff", _SINCE)


def lost_source(claim: Statement, _: PageEvidence, facts: Facts) -> Iterator[Finding]:
    """No claim rests on a source that was retracted, or (a notice) that is gone from the web."""
    for key in claim.keys:
        state = facts.states.get(key)
        if state == "retracted":
            yield Finding(
                f"'{claim.id}' rests on '{key}', which was retracted",
                "retracted-source",
                "cite another source, or say so in a check box and add "
                'data-accept="retracted-source"',
            )
        elif state == "gone":
            yield _say_gone(claim, facts.sources[key], facts.links)


BOX_RULES: tuple[Rule, ...] = (since_without_later, box_after_cutoff)
CLAIM_RULES: tuple[Rule, ...] = (
    bad_date,
    unknown_verdict,
    unsourced,
    source_predates_event,
    event_after_cutoff,
    sources_after_cutoff,
    lost_source,
)


def _say_gone(claim: Statement, source: Source, links: Links) -> Finding:
    _, gone = links.find_days(source)
    since = f", since {gone}" if gone else ""
    address = source.url
    return Finding(
        f"'{claim.id}' rests on '{source.key}', which is gone{since}: {address}",
        "gone-source",
        "give its new address, cite another source, or mark it for readers: keywords = {gone}",
    )


def _list_dates(statement: Statement, facts: Facts) -> list[Span | None]:
    """Return the days of the sources that a statement cites, None for a source without one."""
    return [facts.sources[key].date for key in statement.keys if key in facts.sources]


def _list_sure_dates(statement: Statement, facts: Facts) -> list[Span]:
    """Return the days of the sources; none where one has no date, since nothing is sure then."""
    spans = _list_dates(statement, facts)
    sure = [span for span in spans if span]
    if len(sure) < len(spans):
        return []
    return sure


def _is_all_later(statement: Statement, facts: Facts) -> bool:
    """Return whether all sources of a statement are surely from after the cut-off."""
    spans = _list_sure_dates(statement, facts)
    return bool(spans) and all(span.earliest > facts.cut_off for span in spans)


def _is_event_later(claim: Statement, facts: Facts) -> bool:
    event = parse_edtf(claim.event)
    return event is not None and event.earliest > facts.cut_off
