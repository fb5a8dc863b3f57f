"""What has to be true between figures, and between a figure and the statements that it names.

A rule is a generator whose docstring is the rule.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from ..dates import parse_edtf
from ..marked import Path as DataPath
from ..problems import Problem, nearest
from .figure_forms import (
    Band,
    Course,
    DifferenceForm,
    FlowEntry,
    FlowsForm,
    Grounded,
    JudgementForm,
    JudgementsForm,
    LaneEntry,
    LanesForm,
    Point,
)
from .figures import Figure, Target, Targets, list_entries

_HELD = "holds"  # the verdict of what held


def check_figures(
    figures: Iterable[Figure], targets: Targets, shown: Collection[str], places: Collection[str]
) -> Iterator[Problem]:
    """Yield what is wrong with figures.

    `shown` are the names of those that pages show, and `places` the addresses of all that has an
    id, from the root of the site: `trade/#gaps`.
    """
    for figure in figures:
        if figure.name not in shown:
            hint = f"write <!-- briefing: {figure.name} --> into one, or delete the file"
            yield figure.report((), Problem("no page shows this figure", "unused-file", hint))
        for rule in RULES:
            yield from rule(figure, targets)
        yield from place_of_missing(figure, places)


def grounded_entry(figure: Figure, targets: Targets) -> Iterator[Problem]:
    """An entry names one claim or one note, which is there."""
    for entry, path in list_entries(figure.form):
        if isinstance(entry, Grounded):
            problem = _judge_ground(entry, targets)
            if problem:
                name = "note" if entry.note else "claim"
                yield figure.report((*path, name), problem)


def _judge_ground(entry: Grounded, targets: Targets) -> Problem | None:
    if entry.claim and entry.note:
        return Problem("this names a claim and a note", "no-ground", "take one of the two away")
    if entry.claim or entry.note:
        return targets.tell_lost(entry)
    hint = "write claim: and the id of the claim on which it rests, or note: and that of a note"
    return Problem("this rests on nothing", "no-ground", hint)


def date_in_edtf(figure: Figure, targets: Targets) -> Iterator[Problem]:
    """The day of an entry is EDTF, its own or that of its claim; that of a band is its claim's."""
    for entry, path in list_entries(figure.form):
        if isinstance(entry, LaneEntry | Band):
            problem = _judge_date(entry, targets.find(entry))
            if problem:
                yield figure.report((*path, "date"), problem)


def _judge_date(entry: LaneEntry | Band, target: Target | None) -> Problem | None:
    day = "" if isinstance(entry, Band) else entry.date
    if not day:
        day = target.event if target else "2000"  # what is not there has been told
    if parse_edtf(day):
        return None
    if day:
        return Problem(f"'{day}' is not a date", "bad-date", "write date: 2024-10-24")
    if isinstance(entry, Band):
        message = "what the band rests on has no day at which it could begin"
        return Problem(message, "bad-date", "write its event into its record: 1991/..")
    hint = "write date: 2024-10-24 here, or event: into the record"
    return Problem("neither this nor what it rests on has a day", "bad-date", hint)


def lane_of_actor(figure: Figure, targets: Targets) -> Iterator[Problem]:
    """An actor stands in one lane."""
    lanes = figure.form.lanes if isinstance(figure.form, LanesForm) else ()
    before = list[str]()
    for number, lane in enumerate(lanes):
        for at in _list_repeated(lane.actors, before):
            message = f"'{lane.actors[at]}' stands in a lane already"
            problem = Problem(message, "double-actor", "name each actor once")
            yield figure.report(("lanes", number, "actors", at), problem)
        before += lane.actors


def known_actor(figure: Figure, targets: Targets) -> Iterator[Problem]:
    """Who said something stands in a lane."""
    if isinstance(figure.form, LanesForm):
        actors = list[str]()
        for lane in figure.form.lanes:
            actors += lane.actors
        for number, entry in enumerate(figure.form.entries):
            if entry.actor not in actors:
                hint = nearest(entry.actor, actors) or "write it under actors: of a lane"
                problem = Problem(f"no lane has the actor '{entry.actor}'", "unknown-actor", hint)
                yield figure.report(("entries", number, "actor"), problem)


def _list_repeated(names: Sequence[str], before: Collection[str] = ()) -> list[int]:
    """Return the places of names that stand further to the front, or `before` them all."""
    return [at for at, name in enumerate(names) if name in names[:at] or name in before]


def day_of_the_article(figure: Figure, targets: Targets) -> Iterator[Problem]:
    """A day that is not supported is one that the article gives."""
    for entry, path in list_entries(figure.form):
        if isinstance(entry, LaneEntry) and entry.stance == "unsupported":
            target = targets.find(entry)
            if target and not (target.row and target.row.claim.is_restated):
                message = f"'{entry.claim or entry.note}' does not restate the article"
                hint = "name the claim whose day is not supported, or write another stance"
                yield figure.report((*path, "stance"), Problem(message, "not-restated", hint))


def course_says_something(figure: Figure, targets: Targets) -> Iterator[Problem]:
    """Something is said of each course."""
    for entry, path in list_entries(figure.form):
        if isinstance(entry, Course) and not (entry.expected or entry.brings or entry.costs):
            hint = "write expected:, brings: or costs:, or take the course away"
            yield figure.report(path, Problem("nothing is said of this course", "no-ground", hint))


def known_state(figure: Figure, targets: Targets) -> Iterator[Problem]:
    """What is given goes from one of three states to another."""
    if not isinstance(figure.form, FlowsForm):
        return
    states = figure.form.states
    for at in _list_repeated(states):
        problem = Problem(f"'{states[at]}' stands here already", "double-state", "name three")
        yield figure.report(("states", at), problem)
    for number, flow in enumerate(figure.form.flows):
        for field, problem in _check_flow(flow, states):
            yield figure.report(("flows", number, field), problem)


def _check_flow(flow: FlowEntry, states: Collection[str]) -> Iterator[tuple[str, Problem]]:
    for field, state in (("from", flow.giver), ("to", flow.taker)):
        if state not in states:
            yield field, _say_no_state(state, states)
    if flow.giver == flow.taker and flow.giver in states:
        hint = "write another state under from or to"
        yield "to", Problem("this goes from a state to itself", "unknown-state", hint)


def _say_no_state(state: str, states: Collection[str]) -> Problem:
    hint = nearest(state, states) or f"the states here are {', '.join(states)}"
    return Problem(f"'{state}' is no state of this figure", "unknown-state", hint)


def source_of_point(figure: Figure, targets: Targets) -> Iterator[Problem]:
    """The source of a share is one of those of the statement on which it rests."""
    for entry, path in list_entries(figure.form):
        target = targets.find(entry) if isinstance(entry, Point) else None
        if target and entry.source not in target.keys:
            message = f"'{entry.claim or entry.note}' does not cite '{entry.source}'"
            hint = nearest(entry.source, target.keys) or _list_keys(target)
            yield figure.report((*path, "source"), Problem(message, "unknown-key", hint))


def _list_keys(target: Target) -> str:
    if target.keys:
        return f"it cites {', '.join(sorted(target.keys))}"
    return "it cites nothing: name a statement that states the share"


def evidence_of_judgement(figure: Figure, targets: Targets) -> Iterator[Problem]:
    """A judgement sums up claims that are there, and none counts twice, or as its own evidence."""
    if isinstance(figure.form, JudgementsForm):
        for number, judgement in enumerate(figure.form.judgements):
            for path, problem in _check_judgement(judgement, targets):
                yield figure.report(("judgements", number, *path), problem)


def _check_judgement(
    judgement: JudgementForm, targets: Targets
) -> Iterator[tuple[DataPath, Problem]]:
    before = dict[str, str]()
    for at, name in enumerate(judgement.claims):
        lost = targets.tell_lost_claim(name)
        if lost:
            yield ("claims", at), lost
    for (field, at), name in _list_named(judgement):
        problem = _judge_evidence(name, before.get(name, ""))
        if problem:
            yield (field, at), problem
        before.setdefault(name, field)


def _list_named(judgement: JudgementForm) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield each claim that a judgement names, with its place."""
    for at, name in enumerate(judgement.claims):
        yield ("claims", at), name
    for field, remarks in (("for", judgement.pro), ("against", judgement.against)):
        for at, remark in enumerate(remarks):
            yield (field, at), remark.claim


def _judge_evidence(name: str, before: str) -> Problem | None:
    """Return what is wrong with a claim that a judgement has named `before`, in that field."""
    if before == "claims":
        message = f"'{name}' is what is judged here, and no evidence for or against it"
        return Problem(message, "own-evidence", "take it away here")
    if before:
        message = f"'{name}' stands under {before}: already"
        return Problem(message, "double-evidence", "take one of the two away: it counts once")
    return None


def place_of_missing(figure: Figure, places: Collection[str]) -> Iterator[Problem]:
    """What is missing is said at a place that is there."""
    if isinstance(figure.form, JudgementsForm):
        for number, judgement in enumerate(figure.form.judgements):
            missing = judgement.missing
            if missing and missing.at not in places:
                message = f"nothing stands at the address '{missing.at}'"
                hint = nearest(missing.at, places) or "write page/#id, from the root of the site"
                problem = Problem(message, "broken-link", hint)
                yield figure.report(("judgements", number, "missing", "at"), problem)


def article_and_record(figure: Figure, targets: Targets) -> Iterator[Problem]:
    """What differs is a claim that restates the article, and does not hold."""
    for entry, path in list_entries(figure.form):
        if isinstance(entry, DifferenceForm):
            problem = _judge_difference(entry, targets)
            if problem:
                yield figure.report((*path, "claim"), problem)


def _judge_difference(entry: DifferenceForm, targets: Targets) -> Problem | None:
    row = targets.claims[entry.claim].row if entry.claim in targets.claims else None
    if row is None:
        return targets.tell_lost_claim(entry.claim)
    if not row.claim.is_restated:
        hint = "name a claim with restates: in its record"
        return Problem("this does not restate the article", "not-restated", hint)
    if row.claim.record.verdict != _HELD:
        return None
    message = f"'{row.claim.id}' is said to differ here, which is not the verdict of its record"
    return Problem(message, "other-verdict", "take it away")


def seen_difference(figure: Figure, targets: Targets) -> Iterator[Problem]:
    """What shows a difference is a claim that is there."""
    for entry, path in list_entries(figure.form):
        names = entry.see if isinstance(entry, DifferenceForm) else ()
        for number, name in enumerate(names):
            lost = targets.tell_lost_claim(name)
            if lost:
                yield figure.report((*path, "see", number), lost)


_Rule = Callable[[Figure, Targets], Iterator[Problem]]

RULES: tuple[_Rule, ...] = (
    grounded_entry,
    date_in_edtf,
    lane_of_actor,
    known_actor,
    day_of_the_article,
    course_says_something,
    known_state,
    source_of_point,
    evidence_of_judgement,
    article_and_record,
    seen_difference,
)
