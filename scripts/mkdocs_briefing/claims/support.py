"""Whether what is said is supported: by sources of the right days, which were seen to state it.

Each rule is a generator whose docstring is the rule; it yields a path in the record of the
statement, or none for its place in the page, and what is wrong. An author who knows of a fault, and
says so in the text, accepts it in the record, by its code: `accept: [unsourced]`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from ..dates import EVER, Span, parse_edtf
from ..problems import FieldPath, Problem, ask, nearest
from ..sources.entries import UNREAD
from ..tokens import Token, find_unsupported, make_day, read_tokens
from ..vocabulary import ACCEPTABLE, KINDS
from .briefing import Briefing
from .evidence import Evidence
from .held import owed_readings
from .records import UNBORNE, SourceRecord
from .statements import Item, PageEvidence, Statement

_STATE_IT = "mend it, or state it there"
_SINCE = "move it into a since note, or to a page that tell_later names in mkdocs.yml"


def check_statements(briefing: Briefing) -> Iterator[Problem]:
    """Yield what is wrong with claims and notes, and what is accepted and not there."""
    for page in briefing.pages:
        for statement in page.statements:
            problems = [*ask(RULES, statement, page, briefing)]
            accepts, name = statement.record.accept, f"'{statement.id}'"
            yield from (page.report(statement, each) for each in _judge(problems, accepts, name))
    yield from owed_readings(briefing)


def _judge(problems: Sequence[Problem], accepts: Collection[str], name: str) -> Iterator[Problem]:
    """Yield the problems that are not accepted, and the acceptances of what is not among them.

    `name` is what a message calls the place.
    """
    codes = {problem.code for problem in problems}
    accepted = codes & {*accepts} & {*ACCEPTABLE}
    yield from (problem for problem in problems if problem.code not in accepted)
    for code in sorted({*accepts} - accepted):
        message = f"{name} accepts '{code}', but has no such fault"
        hint = "take it out of accept"
        if code not in ACCEPTABLE:
            hint = nearest(code, ACCEPTABLE) or f"what can be accepted is {', '.join(ACCEPTABLE)}"
        yield Problem(message, "stale-acceptance", hint, part=("accept",))


def unsourced(claim: Statement, page: PageEvidence, briefing: Briefing) -> Iterator[Problem]:
    """A fact, report or allegation has a source, or a check note about it has one."""
    kind = claim.record.kind
    if claim.keys or claim.record.is_note or not KINDS[kind].needs_source:
        return
    if any(note.keys for note in page.notes_on(claim, "check")):
        return
    message = f"the {kind} '{claim.id}' has no source, and no check note about it has one"
    hint = "cite one, or write accept: [unsourced] into its record where the article gives none"
    if not briefing.article:
        hint = "cite one, or say that there is none and write accept: [unsourced] into its record"
    yield Problem(message, "unsourced", hint)


def judgement_has_ground(
    claim: Statement, page: PageEvidence, briefing: Briefing
) -> Iterator[Problem]:
    """An assessment or a forecast of ours rests on claims, or on a source that it cites.

    What we make of something, where a voice says so, rests on claims.
    """
    record, is_voiced = claim.record, claim.voice == "ours"
    if record.is_our_judgement and not record.rests_on and (is_voiced or not claim.keys):
        message = f"'{claim.id}' does not say what it rests on"
        other = "" if is_voiced else ", or cite a source"
        hint = f"write rests_on: in its record, with the ids of claims{other}"
        yield Problem(message, "no-ground", hint)


def about_a_claim(note: Statement, page: PageEvidence, briefing: Briefing) -> Iterator[Problem]:
    """What a note is for is a claim of the same page; a check note says which it is."""
    names = [claim.id for claim in page.claims]
    if note.record.kind == "check" and names and not note.record.about:
        message = f"the check note '{note.id}' does not say for which claim it is"
        above = f"{note.about}, the claim above it, or " if note.about else ""
        hint = f"write for: {above}the id of the claim that was checked"
        yield Problem(message, "missing-field", hint, part=("kind",))
    if note.record.about and note.record.about not in names:
        message = f"'{note.id}' is for '{note.record.about}', which is no claim on this page"
        hint = nearest(note.record.about, names) or "write the id of a clause of this page"
        yield Problem(message, "unknown-claim", hint, part=("for",))


def holds_by_another(claim: Statement, page: PageEvidence, briefing: Briefing) -> Iterator[Problem]:
    """What holds is borne out by a source other than the article, or is common knowledge.

    The source is its own, or that of a check note about it, or of what its record names.
    """
    record = claim.record
    if not record.verdict_term.is_borne_out or record.common_knowledge:
        return
    checks = page.notes_on(claim, "check")
    for statement in (claim, *checks, *briefing.targets.find_all(record.borne_out_by)):
        if any(_bears(evidence, briefing.article) for evidence in statement.evidence):
            return
    message = f"'{claim.id}' holds by no source but the article"
    hint = (
        "write borne_out_by: and ids of claims that have one, or a check note; "
        "or common_knowledge: true"
    )
    yield Problem(message, "holds-unshown", hint, part=("verdict",))


def _bears(evidence: Evidence, article: str) -> bool:
    """Return whether a source bears something out, and is not the article."""
    return evidence.source.key != article and evidence.record.bears not in UNBORNE


def source_predates_event(
    claim: Statement, page: PageEvidence, briefing: Briefing
) -> Iterator[Problem]:
    """A claim has a source from the day of its event or later, or of no day."""
    event = parse_edtf(claim.record.event)
    newest = max((span.latest for span in _list_dates(claim)), default=date.max)
    if event and newest < event.earliest and not claim.record.is_note:
        message = (
            f"'{claim.id}' is about {claim.record.event}, and every source cited for it is older"
        )
        hint = (
            "cite a later source, or say so in a check note and write "
            "accept: [source-predates-event] into the record"
        )
        yield Problem(message, "source-predates-event", hint)


def nothing_after_cutoff(
    statement: Statement, page: PageEvidence, briefing: Briefing
) -> Iterator[Problem]:
    """What came after the cut-off, by its event or by all its sources, is told as later.

    That is in a since note, or on a page that may tell it.
    """
    record = statement.record
    if page.page.uri in briefing.tell_later and not record.is_note:
        return
    event = parse_edtf(record.event)
    oldest = min((span.earliest for span in _list_dates(statement)), default=date.min)
    called = f"the note '{statement.title}'" if record.is_note else f"'{statement.id}'"
    if not record.is_note and event and event.earliest > briefing.cut_off:
        message = f"{called} is about {record.event}, after the cut-off"
        yield Problem(message, "after-cutoff", _SINCE)
    elif oldest > briefing.cut_off and record.kind != "since":
        message = f"{called} rests only on sources from after the cut-off"
        yield Problem(message, "after-cutoff", _SINCE)


def since_is_later(
    statement: Statement, page: PageEvidence, briefing: Briefing
) -> Iterator[Problem]:
    """What is told as later has a source from after the cut-off, or of no day.

    That is a since note, or a claim of the page that has the story of it; on others that may tell
    what came later, older claims stand beside it.
    """
    spans = _list_dates(statement)
    is_later = any(span.latest > briefing.cut_off for span in spans)
    if statement.record.kind == "since" and not is_later:
        message = f"the note '{statement.title}' has no source from after the cut-off"
        hint = "write it as a box, with kind: check in its record"
        yield Problem(message, "since-without-later", hint)
    is_of_story = page.page.uri in briefing.tell_later[:1] and not statement.record.is_note
    if is_of_story and spans and not is_later:
        message = f"'{statement.id}' has no source from after the cut-off"
        yield Problem(message, "since-without-later", "move it to the page of its theme")


def _list_dates(statement: Statement) -> list[Span]:
    """Return the days of the sources that a statement cites; of one without, all days."""
    return [cited.source.date or EVER for cited in statement.cited]


def lost_source(claim: Statement, page: PageEvidence, briefing: Briefing) -> Iterator[Problem]:
    """No claim rests on a source that was retracted, or (a notice) that is gone from the web."""
    for source in [cited.source for cited in claim.cited if not claim.record.is_note]:
        if source.state == "retracted":
            message = f"'{claim.id}' rests on '{source.key}', which was retracted"
            hint = (
                "cite another source, or say so in a check note and write "
                "accept: [retracted-source] into the record"
            )
            yield Problem(message, "retracted-source", hint)
        elif source.state == "gone":
            message = f"'{claim.id}' rests on '{source.key}', which is gone: {source.url}"
            hint = "give its new address, or cite another source"
            yield Problem(message, "gone-source", hint)


def bears_what_was_read(
    statement: Statement, page: PageEvidence, briefing: Briefing
) -> Iterator[Problem]:
    """A source of which nothing was read bears nothing out."""
    for evidence in statement.read:
        key = evidence.source.key
        if evidence.source.extent == UNREAD and evidence.record.bears != "not-seen":
            message = f"'{key}' bears something out here, and its entry says that it was not read"
            hint = "read it, and write into its entry how far: extent, and read with the day"
            yield Problem(message, "unread-source", hint, part=("sources", key, "bears"))


def words_are_borne_out(
    statement: Statement, page: PageEvidence, briefing: Briefing
) -> Iterator[Problem]:
    """A statement, and the sentence for it, has days and figures of its sources, and no others."""
    if not statement.record.sources:
        return
    known = list_known(statement)
    in_text = find_unsupported(read_tokens(statement.text), known)
    in_sentence = find_unsupported(read_tokens(statement.record.says), known)
    places: list[tuple[FieldPath, Token]] = [((), token) for token in in_text]
    places += [(("says",), token) for token in in_sentence if token not in in_text]
    for at, token in places:
        message = f"no source of '{statement.id}' was seen to state {token.kind} '{token.text}'"
        hint = (
            "where one does, write it under days or figures of its record "
            f"({', '.join(statement.record.sources)}); else mend the text"
        )
        yield Problem(message, "unsupported-token", hint, part=at)


def short_forms_say_no_more(
    statement: Statement, page: PageEvidence, briefing: Briefing
) -> Iterator[Problem]:
    """A reason has days and figures of its page, what came later in short of its statement."""
    record = statement.record
    if record.because:
        on_page = [token for each in page.statements for token in list_stated(each)]
        for token in find_unsupported(read_tokens(record.because), on_page):
            message = f"{token.kind} '{token.text}' stands in no statement of this page"
            yield Problem(message, "unsupported-token", _STATE_IT, part=("because",))
    if record.in_short:
        for token in find_unsupported(read_tokens(record.in_short), list_stated(statement)):
            message = f"'{statement.id}' does not state {token.kind} '{token.text}'"
            yield Problem(message, "unsupported-token", _STATE_IT, part=("in_short",))


def conclusion_has_what_it_rests_on(
    claim: Statement, page: PageEvidence, briefing: Briefing
) -> Iterator[Problem]:
    """A conclusion of ours has days and figures of what it rests on, and no others.

    What it counts itself it says in words, as *three*; a forecast names what is yet to come.
    """
    is_bound = claim.record.rests_on and claim.record.kind != "forecast"
    if claim.record.sources or not is_bound:
        return
    grounds = briefing.targets.find_all(claim.record.rests_on)
    known = [token for each in grounds for token in list_stated(each)]
    known += [make_day(str(briefing.cut_off)), *read_tokens(claim.counted)]
    in_text = find_unsupported(read_tokens(claim.text), known)
    in_sentence = find_unsupported(read_tokens(claim.record.says), known)
    for token in dict.fromkeys([*in_text, *in_sentence]):
        if not token.text.isalpha():
            message = f"{token.kind} '{token.text}' stands in nothing that '{claim.id}' rests on"
            hint = "name what states it under rests_on, else mend the text"
            yield Problem(message, "unsupported-token", hint)


RULES = (
    unsourced,
    judgement_has_ground,
    about_a_claim,
    holds_by_another,
    source_predates_event,
    nothing_after_cutoff,
    since_is_later,
    lost_source,
    bears_what_was_read,
    words_are_borne_out,
    short_forms_say_no_more,
    conclusion_has_what_it_rests_on,
)


def list_known(statement: Statement) -> list[Token]:
    """Return what was read for a statement or counted, and the days of its event and sources."""
    days = statement.event.split("/")
    for evidence in statement.read:
        days += [evidence.source.given_date, evidence.source.urldate]
    counted = read_tokens(statement.counted)
    return [*map(make_day, days), *_list_read(statement.record.sources.values()), *counted]


def list_stated(statement: Statement) -> list[Token]:
    """Return what a statement says, and what is known for it."""
    said = f"{statement.text} {statement.record.says}"
    return [*read_tokens(said), *list_known(statement)]


def _list_read(records: Iterable[SourceRecord]) -> Iterator[Token]:
    """Yield the days and the figures that sources were seen to state."""
    for record in records:
        yield from map(make_day, record.days)
        yield from read_tokens(", ".join(record.figures))


def check_items(items: Iterable[Item], briefing: Briefing) -> Iterator[Problem]:
    """What sums statements up states what these do, or its own sources.

    Items are ledes, items of lists, rows of tables, and entries of figures and forecasts.
    """
    stated = _list_stated_there(briefing.pages)
    for item in items if stated else ():
        known = [token for link in item.links for token in stated.get(link, ())]
        known += _list_cited(item, briefing)
        for problem in _judge([*_check_item(item, known)], item.accepts, "this entry"):
            yield problem.at(*item.spot)


def _list_stated_there(pages: Iterable[PageEvidence]) -> Mapping[str, Sequence[Token]]:
    """Return by address what is stated where a link leads: by statements, or known for them.

    That is a statement, or all clauses of a paragraph; with a claim come its notes. The top of a
    page stands for all statements on it, that of the front page for all of the site.
    """
    stated = defaultdict[str, list[Token]](list)
    for page in pages:
        for statement in page.statements:
            tokens = list_stated(statement)
            for name in {"", statement.id, statement.paragraph or statement.about}:
                stated[f"{page.page.url}#{name}"] += tokens
            if not page.page.is_front:
                stated["#"] += tokens
    return stated


def _check_item(item: Item, known: Sequence[Token]) -> Iterator[Problem]:
    """Yield what an item states that nothing does of what it leads to or cites."""
    shares = [token for token in known if token.value.endswith("%")]
    bare = [token._replace(value=token.value[:-1]) for token in shares]  # a figure has its unit
    borne_out = [*known, *bare, *read_tokens(item.counted)] if known else []
    for token in find_unsupported(read_tokens(item.text), borne_out) if known else ():
        if item.is_of_page and token.text.isalpha():
            continue
        message = f"{token.kind} '{token.text}' stands in nothing that this leads to or sums up"
        hint = "mend it, or lead to a claim that states it"
        yield Problem(message, "unsupported-token", hint)


def _list_cited(item: Item, briefing: Briefing) -> list[Token]:
    """Return what was read in the sources that an item cites itself."""
    if not item.keys:
        return []
    cited = list[SourceRecord]()
    for _page, _name, record in briefing.list_records():
        cited += [record.sources[key] for key in item.keys if key in record.sources]
    return [*_list_read(cited)]
