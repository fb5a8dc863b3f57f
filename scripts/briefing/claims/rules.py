"""What every statement must have: dates that make sense, and support that can be seen.

Each rule is a generator whose docstring is the rule; `NOTE_RULES` and `CLAIM_RULES` list them in
order. Whether sources bear out the words is in `backing.py`. An author who knows of a fault, and
says so in the text, accepts it in the record, by its code: `accept: [unsourced]`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..dates import Span, parse_edtf
from ..problems import Problem, nearest
from ..sources.entries import Source
from .records import Records
from .statements import SINCE_PAGE, PageEvidence, Statement

_SINCE = f"move it into a since note, or to docs/{SINCE_PAGE}"


class Facts(NamedTuple):
    """What the rules need to know beside the statement."""

    sources: Mapping[str, Source]
    states: Mapping[str, str]  # `retracted` or `gone`, by the key of a source that is
    records: Records
    article: str  # key of the article, on which what restates it rests; empty without one
    cut_off: date  # last day on which the main text knows anything
    # Files of pages of which it is not sure what they claim and cite, for faults that were said.
    unread: Collection[str] = ()

    @property
    def is_sure(self) -> bool:
        """Whether all pages and all records could be read: else one fault would be said twice."""
        return self.records.is_sound and not self.unread


Rule = Callable[[Statement, PageEvidence, Facts], Iterator[Problem]]


def list_problems(statement: Statement, page: PageEvidence, facts: Facts) -> Iterator[Problem]:
    """Yield what the rules find wrong with a statement of a page."""
    for rule in NOTE_RULES if statement.is_note else CLAIM_RULES:
        yield from rule(statement, page, facts)


def since_without_later(note: Statement, _: PageEvidence, facts: Facts) -> Iterator[Problem]:
    """A `since` note has a source from after the cut-off."""
    if note.kind != "since":
        return
    for span in _list_dates(note, facts):
        if span and span.latest > facts.cut_off:
            return
    yield Problem(
        f"the note '{note.title}' has no source from after the cut-off",
        "since-without-later",
        "make it a check note, in its record",
    )


def note_after_cutoff(note: Statement, _: PageEvidence, facts: Facts) -> Iterator[Problem]:
    """A `check` note has a source from before the cut-off."""
    if note.kind == "check" and _is_all_later(note, facts):
        message = f"the note '{note.title}' rests only on sources from after the cut-off"
        yield Problem(message, "after-cutoff", _SINCE)


def about_a_claim(note: Statement, page: PageEvidence, facts: Facts) -> Iterator[Problem]:
    """What a note is for is a claim of the same page."""
    names = [claim.id for claim in page.claims]
    if note.record.about and note.record.about not in names:
        message = f"'{note.id}' is for '{note.record.about}', which is no claim on this page"
        hint = nearest(note.record.about, names) or "name a claim, or take 'for' away"
        yield Problem(message, "unknown-claim", hint)


def unsourced(claim: Statement, page: PageEvidence, facts: Facts) -> Iterator[Problem]:
    """A fact, report or allegation has a source, or a check note about it has one."""
    if claim.kind not in {"fact", "report", "allegation"} or claim.keys:
        return
    for note in page.notes:
        if note.kind == "check" and note.about == claim.id and note.keys:
            return
    yield Problem(
        f"the {claim.kind} '{claim.id}' has no source, and no check note about it has one",
        "unsourced",
        "cite one, or write accept: [unsourced] into its record where the article gives none",
    )


def source_predates_event(claim: Statement, _: PageEvidence, facts: Facts) -> Iterator[Problem]:
    """A claim has a source from the day of its event or later."""
    event = parse_edtf(claim.record.event)
    spans = _list_sure_dates(claim, facts)
    if event and spans and all(span.latest < event.earliest for span in spans):
        yield Problem(
            f"'{claim.id}' is about {claim.record.event}, and every source cited for it is older",
            "source-predates-event",
            "cite a later source, or say so in a check note and write "
            "accept: [source-predates-event] into the record",
        )


def event_after_cutoff(claim: Statement, page: PageEvidence, facts: Facts) -> Iterator[Problem]:
    """The event of a claim is from before the cut-off, but on the page of what came later."""
    if page.page.uri != SINCE_PAGE and _is_event_later(claim, facts):
        message = f"'{claim.id}' is about {claim.record.event}, after the cut-off"
        yield Problem(message, "after-cutoff", _SINCE)


def sources_after_cutoff(claim: Statement, page: PageEvidence, facts: Facts) -> Iterator[Problem]:
    """A claim has a source from before the cut-off; of one about a later event that is said."""
    if page.page.uri == SINCE_PAGE:
        return
    if _is_all_later(claim, facts) and not _is_event_later(claim, facts):
        message = f"'{claim.id}' rests only on sources from after the cut-off"
        yield Problem(message, "after-cutoff", _SINCE)


def since_page_without_later(
    claim: Statement, page: PageEvidence, facts: Facts
) -> Iterator[Problem]:
    """On the page of what came later, what cites has a source from after the cut-off."""
    if page.page.uri != SINCE_PAGE or not claim.keys:
        return
    for span in _list_dates(claim, facts):
        if span is None or span.latest > facts.cut_off:
            return
    message = f"'{claim.id}' has no source from after the cut-off"
    yield Problem(message, "since-without-later", "move it to the page of its theme")


def lost_source(claim: Statement, _: PageEvidence, facts: Facts) -> Iterator[Problem]:
    """No claim rests on a source that was retracted, or (a notice) that is gone from the web."""
    for key in claim.keys:
        state = facts.states.get(key)
        if state == "retracted":
            yield Problem(
                f"'{claim.id}' rests on '{key}', which was retracted",
                "retracted-source",
                "cite another source, or say so in a check note and write "
                "accept: [retracted-source] into the record",
            )
        elif state == "gone":
            yield _say_gone(claim, facts.sources[key])


NOTE_RULES: tuple[Rule, ...] = (about_a_claim, since_without_later, note_after_cutoff)
CLAIM_RULES: tuple[Rule, ...] = (
    unsourced,
    source_predates_event,
    event_after_cutoff,
    sources_after_cutoff,
    since_page_without_later,
    lost_source,
)


def _say_gone(claim: Statement, source: Source) -> Problem:
    return Problem(
        f"'{claim.id}' rests on '{source.key}', which is gone: {source.url}",
        "gone-source",
        "give its new address, or cite another source",
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
    event = parse_edtf(claim.record.event)
    return event is not None and event.earliest > facts.cut_off
