"""The rules for claims: what holds between pages, records, figures, forecasts and signposts.

A rule is a generator whose docstring is the rule. `check_claims` asks `RULES`, with those of one
record (`records.py`), of support (`support.py`) and of voices (`paragraphs.py`).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from typing import Any

from ..problems import FieldPath, Problem, ask, find_nearest, nearest
from ..vocabulary import CHECK, HEADS, LATER
from ..yamldata import YamlFile, list_marked, list_values
from .briefing import Briefing
from .paragraphs import check_voices
from .record_files import list_aliases
from .records import ID, Record
from .statements import Mark, PageEvidence, Statement
from .support import check_items, check_statements

_CLAUSE_HINT = "close its clause with [](){ #id }, or take the record away"
_NOTE_HINT = "write below the text of its box { #id }, or take the record away"
_KINDS_HINT = (
    f"write kind: {CHECK} for a box, kind: {LATER} for what begins with **{HEADS[LATER]}**"
)
Rule = Callable[[Briefing], Iterator[Problem]]


def check_claims(briefing: Briefing, others: Iterable[Rule] = ()) -> Iterator[Problem]:
    """Yield what is wrong with claims, and what `others` find; of what is accepted, nothing."""
    yield from ask((*RULES, *others), briefing)
    items = [item for page in briefing.pages for item in page.items]
    items += briefing.items
    for page in briefing.pages:
        yield from check_voices(page, briefing.article)
    yield from check_statements(briefing)
    yield from check_items(items, briefing)


def records_are_of_statements(briefing: Briefing) -> Iterator[Problem]:
    """What a page says stands where it can be a statement, and has a record, which is of it."""
    owners = {name: page for page in briefing.pages for name in page.records.records}
    for page in briefing.pages:
        yield from _compare_marks(page, owners, _list_moved(briefing))
        for statement in page.statements:
            yield from _compare_sources(statement, page, briefing.article)


def _list_moved(briefing: Briefing) -> set[str]:
    """Return the ids that pages mark whose own records have not got them."""
    missing = set[str]()
    for page in briefing.pages:
        missing |= {mark.name for mark in page.marks} - page.records.records.keys()
    return missing


def _compare_marks(
    page: PageEvidence, owners: Mapping[str, PageEvidence], moved: Collection[str]
) -> Iterator[Problem]:
    """Each clause and each note has a record of its kind, and each record is of one.

    Where a mark has no record and a record has nearly its id, the fault of the mark names both.
    Where it was `moved` to this page, the fault names the file of its record, whose page is among
    `owners` by its id.
    """
    records = page.records.records
    strays = {*records}.difference((mark.name for mark in page.marks), moved)
    for mark in page.marks:
        if mark.name in records:
            yield from _compare_kinds(mark, records[mark.name], page)
        else:
            meant = find_nearest(mark.name, strays)
            strays.discard(meant)
            yield _report_unrecorded(mark, meant, page, owners.get(mark.name))
    yield from _report_strays(strays, page)


def _compare_kinds(mark: Mark, record: Record, page: PageEvidence) -> Iterator[Problem]:
    """The record of a clause is a claim's, that of a note has its kind; a clause has words."""
    if record.kind not in mark.kinds:
        what, other = ("clause", "that of a note")
        hint = f"write under kind one of {', '.join(mark.kinds)}"
        if mark.is_note:
            what, other, hint = ("note", f"of kind {record.kind}", _KINDS_HINT)
        message = f"'{mark.name}' is a {what}, and its record is {other}"
        problem = Problem(message, "record-kind", hint)
        yield page.records.file.report((mark.name, "kind"), problem)
    elif not mark.words:
        message = f"'{mark.name}' closes a clause without words"
        hint = "write it behind the words that it closes"
        yield Problem(message, "anchor-place", hint).at(*mark.spot)


def _report_unrecorded(
    mark: Mark, meant: str, page: PageEvidence, owner: PageEvidence | None
) -> Problem:
    """Return that a mark has no record; `meant` is the id of one that may be meant for it.

    `owner` is another page that has it, if any.
    """
    code = "note-without-record" if mark.is_note else "anchor-without-record"
    how = "; words that nobody can check get no anchor"
    if mark.is_note:
        how = ", by the id of a paragraph of the note"
    hint = f"did you mean '{meant}'?" if meant else f"write one in {page.records.file.path}{how}"
    if owner:
        hint = f"it stands in {owner.records.file.path}: move it into {page.records.file.path}"
        if mark.name in {other.name for other in owner.marks}:
            hint = f"docs/{owner.page.uri} has that id, too: give one of the two another id"
    return Problem(f"'{mark.name}' has no record", code, hint).at(*mark.spot)


def _report_strays(names: Collection[str], page: PageEvidence) -> Iterator[Problem]:
    """Yield records of nothing, or else what is cited for no claim: it may be what one is for."""
    for name in names:
        message = f"no clause and no note of docs/{page.page.uri} has the id '{name}'"
        hint = _NOTE_HINT if page.records.records[name].is_note else _CLAUSE_HINT
        problem = Problem(message, "record-without-anchor", hint)
        yield page.records.file.report((name,), problem)
    for key, spot in page.loose if not names else ():
        message = f"'{key}' is cited here for no claim"
        hint = "close the clause behind the citation: [](){ #a-short-id }, with a record"
        yield Problem(message, "citation-outside-claim", hint).at(*spot)


def _compare_sources(statement: Statement, page: PageEvidence, article: str) -> Iterator[Problem]:
    """The record of a statement speaks of the sources that it cites, and of no others.

    What restates the article rests on that, too.
    """
    recorded = statement.record.sources
    expected = {*statement.keys}
    if statement.record.is_restated and article:
        expected.add(article)
    missing = expected - recorded.keys()
    strays = {key: find_nearest(key, missing) for key in recorded.keys() - expected}
    for key in missing.difference(strays.values()):
        message = f"'{statement.id}' rests on '{key}', of which its record says nothing"
        hint = "read it, and write under sources what it was seen to bear out, with its words"
        problem = Problem(message, "source-without-record", hint, part=("sources",))
        yield page.report(statement, problem)
    for key, meant in strays.items():
        hint = f"did you mean '{meant}'?" if meant else "cite it in the clause, or take this away"
        message = f"'{statement.id}' does not cite '{key}'"
        problem = Problem(message, "record-without-citation", hint, part=("sources", key))
        yield page.report(statement, problem)


def one_id_each(briefing: Briefing) -> Iterator[Problem]:
    """Statements of two pages have two ids; of one page, `repeated_id` says it."""
    owners = dict[str, Statement]()
    for page in briefing.pages:
        for statement in page.statements:
            owner = owners.setdefault(statement.id, statement)
            if owner.page != statement.page:
                message = f"'{statement.id}' is the id of a statement of docs/{owner.page.uri} too"
                hint = (
                    "give one of the two another id, and write this one under aliases: in its file"
                )
                problem = Problem(message, "duplicate-id", hint)
                yield page.records.file.report((statement.id,), problem)


def one_place_each(briefing: Briefing) -> Iterator[Problem]:
    """A statement of the article is restated once."""
    owners = dict[str, str]()
    for page, name, record in briefing.list_records():
        if record.restates in owners:
            message = f"{owners[record.restates]} restates {record.restates} of the article already"
            hint = "write the place of this one, or restate it once"
            problem = Problem(message, "duplicate-place", hint)
            yield page.records.file.report((name, "restates"), problem)
        elif record.restates:
            line, _column = page.records.file.find_place(name, "restates")
            owners[record.restates] = f"'{name}' ({page.records.file.path}:{line})"


def no_place_left_out(briefing: Briefing) -> Iterator[Problem]:
    """Statements of the article are numbered through: before 2.3 is 2.2, and before 2 is 1."""
    places = {
        record.restates: (page, name)
        for page, name, record in briefing.list_records()
        if record.restates
    }
    known = {"0", *places, *(place.partition(".")[0] for place in places)}
    for place, (page, name) in places.items():
        paragraph, number = map(int, place.split("."))
        before = f"{paragraph}.{number - 1}" if number > 1 else f"{paragraph - 1}"
        if before not in known:
            message = f"'{name}' restates {place} of the article, and nothing restates {before}"
            hint = "restate that, too, or give the numbers without a gap"
            problem = Problem(message, "place-left-out", hint)
            yield page.records.file.report((name, "restates"), problem)


_OF_NOTES = "for"  # which names a claim of its own page: support.py asks for it
_GROUNDS = {"claim", *list_marked(Record, ID).values()} - {_OF_NOTES}
"""Fields that name claims or notes."""


def ids_are_there(briefing: Briefing) -> Iterator[Problem]:
    """Every id that a record, a figure, a forecast or a signpost names is there."""
    known = _list_ids(briefing)
    aliases = chain.from_iterable(list_aliases(page.records) for page in briefing.pages)
    renamed = {alias.old: alias.name for alias in aliases}
    for form, at, file in _list_written(briefing):
        for value, path in list_values(form):
            name = _find_field(path)
            if value and isinstance(value, str) and value not in known.get(name, (value,)):
                yield file.report((*at, *path), _say_lost(name, value, known, renamed))


def _find_field(path: FieldPath) -> str:
    """Return the name of the field with what stands at a path."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _list_ids(briefing: Briefing) -> dict[str, Collection[str]]:
    """Return the ids that a field can name, by the name of the field."""
    themes = [page for page in briefing.pages if page.page.uri not in briefing.tell_later]
    return {
        **dict.fromkeys(_GROUNDS, briefing.targets.statements),
        "forecasts": [*_list_forecasts(briefing), *_list_forecasts(briefing, are_ours=True)],
        "follows": [claim.id for page in themes for claim in page.claims],
    }


def _list_written(briefing: Briefing) -> Iterator[tuple[Any, FieldPath, YamlFile]]:
    """Yield all that authors write in forms, with its path in a file."""
    for written in briefing.figures.values():
        yield written.form, (), written.data
    for page, name, record in briefing.list_records():
        yield record, (name,), page.records.file


def _say_lost(
    field: str, name: str, known: Mapping[str, Collection[str]], renamed: Mapping[str, str]
) -> Problem:
    """Return the problem of a field that names an id which no page has."""
    message = _SAID.get(field, "no page has the claim '{}'").format(name)
    hint = nearest(name, known[field]) or "write an id as its page has it"
    if name in renamed:
        hint = f"it is '{renamed[name]}' now"
    return Problem(message, "unknown-claim", hint)


_SAID = {
    "forecasts": "'{}' is no forecast",
    "follows": "no page of a theme has the claim '{}'",
}
"""The message for an id that no page has, by the field; other fields name claims."""


def _list_forecasts(briefing: Briefing, *, are_ours: bool = False) -> list[str]:
    """Return the ids of the forecasts of the article, or of ours."""
    claims = briefing.targets.statements.values()
    forecasts = [claim for claim in claims if claim.record.kind == "forecast"]
    return [claim.id for claim in forecasts if claim.record.is_our_forecast == are_ours]


def nothing_rests_on_itself(briefing: Briefing) -> Iterator[Problem]:
    """What a statement rests on does not rest on it in turn; of several circles one is told."""
    written = [*briefing.list_records()]
    try:
        TopologicalSorter({name: record.rests_on for _page, name, record in written}).prepare()
    except CycleError as error:
        circle = error.args[1][1:]  # each rests on the one before it, the first on the last
        page, name, record = next(each for each in written if each[1] in circle)
        ground = circle[circle.index(name) - 1]
        message = f"'{name}' rests on itself, by way of '{ground}'"
        problem = Problem(message, "rests-on-itself", "take one of the two away")
        yield page.records.file.report((name, "rests_on", record.rests_on.index(ground)), problem)


def later_follows(briefing: Briefing) -> Iterator[Problem]:
    """Only what is told as later follows claims."""
    for page, name, record in briefing.list_records():
        if record.follows and page.page.uri not in briefing.tell_later:
            message = f"'{name}' follows another claim, on a page that tells nothing later"
            hint = "take 'follows' away, or tell it on a page that tell_later names in mkdocs.yml"
            problem = Problem(message, "record-field", hint)
            yield page.records.file.report((name, "follows"), problem)


def all_is_shown(briefing: Briefing) -> Iterator[Problem]:
    """A page shows each figure, forecasts and signposts among them."""
    for name, written in briefing.figures.items():
        if name not in briefing.shown:
            hint = f"write <!-- briefing: {name} --> into one, or delete the file"
            yield written.data.report((), Problem("no page shows this file", "unused-file", hint))


def forecasts_have_readings(briefing: Briefing) -> Iterator[Problem]:
    """Each forecast of the article has a reading, and nothing else has one."""
    written = briefing.figures.get("forecasts")
    if written is None:
        return
    forecasts = _list_forecasts(briefing)
    strays = [name for name in written.form.forecasts if name not in forecasts]
    for name in strays:
        yield written.data.report(("forecasts", name), _report_stray(name, forecasts, briefing))
    for name in forecasts if not strays else ():
        if name not in written.form.forecasts:
            message = f"the forecast '{name}' has no reading"
            hint = f"write {name}: below forecasts, and what became of it"
            problem = Problem(message, "forecast-without-reading", hint)
            yield written.data.report(("forecasts",), problem)


def _report_stray(name: str, forecasts: Collection[str], briefing: Briefing) -> Problem:
    """Return what is wrong with an id that stands among the forecasts of the article."""
    ours = _list_forecasts(briefing, are_ours=True)
    if name in ours:
        message = f"'{name}' is a forecast of ours"
        hint = "write it below ours:, with made: and against:"
    elif not briefing.article:
        message = f"'{name}' is no forecast"
        hint = nearest(name, ours) or "name a claim of kind forecast, and write it below ours:"
    else:
        message = f"'{name}' is no forecast of the article"
        hint = nearest(name, forecasts) or "name a claim of kind forecast that restates the article"
    return Problem(message, "unknown-claim", hint)


def ours_are_forecasts(briefing: Briefing) -> Iterator[Problem]:
    """What is said to be a forecast of ours is one."""
    written = briefing.figures.get("forecasts")
    if written is None:
        return
    ours = _list_forecasts(briefing, are_ours=True)
    for name in written.form.ours:
        if name not in ours:
            hint = nearest(name, ours) or "name a claim of kind forecast without restates"
            problem = Problem(f"'{name}' is no forecast of ours", "unknown-claim", hint)
            yield written.data.report(("ours", name), problem)


RULES: tuple[Rule, ...] = (
    no_place_left_out,
    ids_are_there,
    nothing_rests_on_itself,
    later_follows,
    all_is_shown,
    forecasts_have_readings,
    ours_are_forecasts,
)
