"""What every claim must have: dates that make sense, and support that can be seen.

A rule is a generator over one claim or box in its context; its docstring is the rule.
An author who knows of a fault, and says so in the text, accepts it by its code:
`{ #id .report data-accept="source-predates-event" }`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..dates import Span, parse_edtf
from ..pages.vocabulary import ACCEPTABLE, VERDICTS
from ..problems import Problem, nearest
from ..sources.bibliography import Source
from .records import Box, Claim, PageEvidence


@dataclass(frozen=True)
class Context:
    """What the rules need to know beside the claim."""

    sources: Mapping[str, Source]
    cut_off: date
    """Last day on which the main text knows anything."""
    checks: Mapping[str, Sequence[str]]
    """By the id of a claim: keys of the sources cited in the `check` boxes below it."""


Fault = tuple[str, str, str]
"""Code, message, hint."""


def check_pages(pages: Sequence[PageEvidence], sources: Mapping[str, Source], cut_off: date,
                find_line: Callable[[str, str], tuple[str, int]]) -> Iterator[Problem]:
    """Yield the faults of all claims and boxes that no author has accepted, and stale acceptances.

    `find_line` gives path and line for the file of a page and an id on it.
    """
    for page in pages:
        context = Context(sources, cut_off, find_checks(page))
        faults = [(claim.id, fault) for claim in page.claims for fault in _judge_claim(claim, context)]
        faults += [(box.id, fault) for box in page.boxes for fault in check_box(box, context)]
        for name, (code, message, hint) in faults:
            path, line = find_line(page.page.uri, name)
            yield Problem(path, line, message, code, hint)


def find_checks(page: PageEvidence) -> dict[str, list[str]]:
    """Give, for each claim with a `check` box below it, the keys that the boxes cite."""
    found: dict[str, list[str]] = {}
    for box in page.boxes:
        if box.kind == "check":
            found.setdefault(box.follows, []).extend(box.keys)
    return found


def find_outlets(keys: Collection[str], sources: Mapping[str, Source]) -> set[str]:
    """Give the independent origins behind some sources.

    Sources of one outlet count once; a source that quotes another (`related`, with
    `relatedtype = {quotes}`, biblatex 3.4) counts as that other.
    """
    return {_find_origin(key, sources, set()) for key in keys if key in sources}


def check_words(claim: Claim, context: Context) -> Iterator[Fault]:
    """The event date is EDTF, and the verdict one of the vocabulary."""
    if claim.event and parse_edtf(claim.event) is None:
        yield "bad-date", f"data-event '{claim.event}' is not a date", "write 2024-10-24, 2024-10, 195X or 1991/.."
    if claim.check and claim.check not in VERDICTS:
        yield "unknown-verdict", f"data-check '{claim.check}' is not a verdict", nearest(claim.check, VERDICTS)


def check_order(claim: Claim, context: Context) -> Iterator[Fault]:
    """A claim about an event has a source from the day of the event or after it."""
    event, dates = parse_edtf(claim.event), _find_dates(claim.keys, context)
    if event and dates and all(source.latest < event.earliest for source in dates):
        yield ("source-predates-event", f"'{claim.id}' is about {claim.event}, and every source cited for it is older",
               "cite a later source, or say so in a check box and add data-accept=\"source-predates-event\"")


def check_cut_off(claim: Claim, context: Context) -> Iterator[Fault]:
    """The main text knows nothing from after the cut-off."""
    event, dates = parse_edtf(claim.event), _find_dates(claim.keys, context)
    if event and event.earliest > context.cut_off:
        yield "after-cutoff", f"'{claim.id}' is about {claim.event}, after the cut-off", _MOVE
    elif dates and all(source.earliest > context.cut_off for source in dates):
        yield "after-cutoff", f"'{claim.id}' rests only on sources from after the cut-off", _MOVE


def check_support(claim: Claim, context: Context) -> Iterator[Fault]:
    """A fact, a report or an allegation has a source, of its own or in the check box below it."""
    needs_source = claim.kind in {"fact", "report", "allegation"}
    if needs_source and not claim.keys and not context.checks.get(claim.id):
        yield ("unsourced", f"the {claim.kind} '{claim.id}' has no source, and no check box below it has one",
               "cite one, or add data-accept=\"unsourced\" where the article gives none")


def check_retracted(claim: Claim, context: Context) -> Iterator[Fault]:
    """No claim rests on a source that was retracted."""
    for key in claim.keys:
        if key in context.sources and context.sources[key].is_retracted:
            yield ("retracted-source", f"'{claim.id}' rests on '{key}', which was retracted",
                   "cite another source, or say so in a check box and add data-accept=\"retracted-source\"")


def check_box(box: Box, context: Context) -> Iterator[Fault]:
    """A `since` box has something from after the cut-off, a `check` box something from before it."""
    dates = _find_dates(box.keys, context)
    if box.kind == "since" and not any(source.latest > context.cut_off for source in dates):
        yield ("since-without-later", f"the box '{box.title}' has no source from after the cut-off",
               "make it a check box")
    if box.kind == "check" and dates and all(source.earliest > context.cut_off for source in dates):
        yield "after-cutoff", f"the box '{box.title}' rests only on sources from after the cut-off", _MOVE


RULES: tuple[Callable[[Claim, Context], Iterator[Fault]], ...] = (
    check_words, check_order, check_cut_off, check_support, check_retracted)

_MOVE = "move it into a since box"


def _judge_claim(claim: Claim, context: Context) -> Iterator[Fault]:
    faults = [fault for rule in RULES for fault in rule(claim, context)]
    yield from (fault for fault in faults if fault[0] not in set(claim.accepts) & set(ACCEPTABLE))
    for code in claim.accepts:
        if code not in ACCEPTABLE or code not in {fault[0] for fault in faults}:
            yield ("stale-acceptance", f"'{claim.id}' accepts '{code}', but has no such fault",
                   "take data-accept away")


def _find_dates(keys: Collection[str], context: Context) -> list[Span]:
    """Give the dates of some sources, or none at all where one of them is not dated."""
    dates = [context.sources[key].date for key in keys if key in context.sources]
    return [found for found in dates if found] if all(dates) else []


def _find_origin(key: str, sources: Mapping[str, Source], seen: set[str]) -> str:
    source = sources[key]
    quoted = source.get("related") if source.get("relatedtype") == "quotes" else ""
    if quoted in sources and quoted not in seen:
        return _find_origin(quoted, sources, seen | {key})
    return source.get("organization") or " and ".join(source.names()) or key
