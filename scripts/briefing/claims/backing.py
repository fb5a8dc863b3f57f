"""Whether what was read bears out the words of statements, and of what sums them up.

`check_pages` puts this, `belonging.py` and the rules of `rules.py` together: what it yields is all
that is wrong with the statements of a site. What is *owed* stops no build, but a freeze.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..dates import parse_edtf
from ..pages.vocabulary import ACCEPTABLE
from ..problems import Problem
from ..sources.entries import Source
from ..text import digest
from .belonging import (
    UNSURE,
    FindPlace,
    check_names,
    check_records,
    list_expected,
    list_sources,
    locate,
)
from .records import SourceRecord
from .rules import Facts, list_problems
from .speakers import find_speaker
from .statements import Item, PageEvidence, Statement
from .tokens import Reader, Token, find_unsupported, make_day

NOTICES = frozenset({"gone-source", "stale-check"})
"""Codes of what an author should know, and what stops no build; the second stops a freeze."""
# Fields of a record in which faults stand that are not in the page, by the codes of these.
_FIELDS = {"unknown-claim": "for", "stale-acceptance": "accept"}
_DIGITS = 20  # of a sum
UNREAD = "none"  # the extent of a source of which nothing was read


@dataclass(frozen=True)
class Basis:
    """What a statement rests on."""

    statement: Statement
    page: PageEvidence  # where it stands
    tokens: Sequence[Token]  # all that was read for it, and the days of its event and its sources


def check_pages(
    pages: Collection[PageEvidence],
    figures: Iterable[Item],
    facts: Facts,
    find_place: FindPlace,
) -> Iterator[Problem]:
    """Yield what is wrong with the statements of pages, and with the items of pages and figures.

    Among it are acceptances of what is not there, and notices; what an author accepts is not. Where
    it is not sure which statements there are, only that is said: the rest would follow from it.
    """
    found = list(check_records(pages, facts, find_place))
    yield from found
    if not facts.is_sure or any(problem.code in UNSURE for problem in found):
        return
    yield from check_names(pages, facts)
    reader = Reader(facts.records.spellings)
    bases = _find_bases(pages, facts, reader)
    items = [*figures]
    for page in pages:
        items += page.items
    yield from _check_figures(facts, reader)
    yield from _check_readings(bases.values(), facts)
    yield from _check_statements(bases.values(), facts, reader, find_place)
    if bases:
        yield from _check_items(items, bases, facts, reader, find_place)


def make_sum(statement: Statement, source: Source) -> str:
    """Return the digest of what a check was made of.

    That is what a statement says of itself, and of the source what stays when somebody looks again.
    """
    record = statement.record
    about = [statement.title, record.event, str(record.restates or ""), record.verdict or ""]
    return digest(record.kind, statement.said, *about, source.lasting)[:_DIGITS]


def _check_figures(facts: Facts, reader: Reader) -> Iterator[Problem]:
    """Each figure that a source states has a number in it."""
    for records in facts.records.pages.values():
        for place, source in list_sources(records):
            for number, figure in enumerate(source.figures):
                if not any(reader.read_figures(figure)):
                    message = f"'{figure}' is no number"
                    hint = "write it as the source has it, such as 10,000 or 7%"
                    problem = Problem(message, "bad-value", hint)
                    yield locate(records, (*place, "figures", number), problem)


def _check_readings(bases: Iterable[Basis], facts: Facts) -> Iterator[Problem]:
    """A statement was held against each of its sources, when that was there, and both stayed."""
    for basis in bases:
        statement = basis.statement
        records = facts.records.of_page(statement.page.uri)
        expected = list_expected(statement, facts.article)
        known = [key for key in expected if key in facts.sources]
        for key in known:
            for field, problem in _check_reading(statement, facts.sources[key]):
                yield locate(records, (statement.id, "sources", key, field), problem)


def _check_reading(statement: Statement, source: Source) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with one reading, with the field of its record that is wrong."""
    record = statement.record.sources.get(source.key)
    if record is None:  # which was said
        return
    if source.extent == UNREAD and record.bears != "not-seen":
        message = (
            f"'{source.key}' bears something out here, and its entry says that it was not read"
        )
        hint = "read it, and write into its entry how far: extent, and read with the day"
        yield "bears", Problem(message, "unread-source", hint)
    elif _is_held_before(record, source):
        message = f"'{source.key}' was held on {record.held}, before it was published"
        hint = "take held and sum away, read the passage again, and run make checked"
        yield "held", Problem(message, "bad-date", hint)
    elif is_owed(statement, source, record):
        yield "", _say_stale_check(statement, source.key, record)


def is_owed(statement: Statement, source: Source, record: SourceRecord) -> bool:
    """Return whether a statement has to be held against a source before an edition.

    It was never, or one of both has changed since. Where nothing of the source was read, there is
    nothing to hold it against.
    """
    if source.extent == UNREAD:
        return False
    return record.sum != make_sum(statement, source)


def _is_held_before(record: SourceRecord, source: Source) -> bool:
    held = parse_edtf(record.held)
    return bool(held and source.date and held.latest < source.date.earliest)


def _check_statements(
    bases: Iterable[Basis], facts: Facts, reader: Reader, find_place: FindPlace
) -> Iterator[Problem]:
    """Yield what is wrong with claims and notes, by the rules and by what was read."""
    for basis in bases:
        statement = basis.statement
        records = facts.records.of_page(statement.page.uri)
        problems = [*list_problems(statement, basis.page, facts)]
        problems += _check_words(reader.read(statement.text), basis)
        said = _list_said(basis, reader, problems)
        for problem in _judge([*problems, *said], statement.record.accept, f"'{statement.id}'"):
            field = _find_field(problem, said)
            if field:
                yield locate(records, (statement.id, field), problem)
            else:
                path, line, column = find_place(statement.page.uri, statement.id)
                yield problem.at(path, line, column)


def _find_field(problem: Problem, said: Sequence[Problem]) -> str:
    """Return the field of a record that is wrong; empty where it is the page."""
    if problem in said:
        return "says"
    return _FIELDS.get(problem.code, "")


def _list_said(basis: Basis, reader: Reader, problems: Sequence[Problem]) -> list[Problem]:
    """Return what the sentence of a record says beyond its sources, and beyond its clause.

    Which names a clause means by `they` its page says, so that days and figures are left.
    """
    figures = reader.read_figures(basis.statement.record.says)
    return [problem for problem in _check_words(figures, basis) if problem not in problems]


def _find_bases(pages: Iterable[PageEvidence], facts: Facts, reader: Reader) -> dict[str, Basis]:
    """Return what each statement of pages rests on, by its address."""
    bases = {}
    for page in pages:
        events = {claim.id: claim.record.event for claim in page.claims}
        for statement in page.statements:
            event = statement.record.event or events.get(statement.about, "")
            tokens = _list_read(statement, event, facts, reader)
            bases[statement.address] = Basis(statement, page, tokens)
    return bases


def _list_read(statement: Statement, event: str, facts: Facts, reader: Reader) -> list[Token]:
    """Return what was read for a statement, and the days of its event and of its sources."""
    days = event.split("/")
    for key in statement.record.sources:
        source = facts.sources.get(key)
        if source:
            days += [source.given_date, source.urldate]
    read = list_tokens(statement.record.sources.values(), reader)
    return [*map(make_day, days), *read]


def list_tokens(records: Iterable[SourceRecord], reader: Reader) -> list[Token]:
    """Return the days, the figures and the names of some records."""
    tokens = list[Token]()
    for record in records:
        tokens += map(make_day, record.days)
        tokens += reader.read_figures(", ".join(record.figures))
        tokens += map(reader.make_name, record.names)
    return tokens


def _judge(problems: Sequence[Problem], accepts: Sequence[str], name: str) -> Iterator[Problem]:
    """Yield the problems that are not accepted, and the acceptances of what is not among them.

    `name` is what a message calls the place.
    """
    codes = {problem.code for problem in problems}
    accepted = codes & {*accepts} & {*ACCEPTABLE}
    for problem in problems:
        if problem.code not in accepted:
            yield problem
    for code in sorted({*accepts} - accepted):
        message = f"{name} accepts '{code}', but has no such fault"
        yield Problem(message, "stale-acceptance", "take it out of accept")


def _check_words(words: Iterable[Token], basis: Basis) -> Iterator[Problem]:
    """A statement, or the sentence for it, says only what its sources were seen to state."""
    statement = basis.statement
    sources = statement.record.sources
    if not sources:
        return
    for token in find_unsupported(words, basis.tokens):
        yield Problem(
            f"no source of '{statement.id}' was seen to state {token.kind} '{token.text}'",
            "unsupported-token",
            "where one does, write it under days, names or figures of its record "
            f"({', '.join(sources)}); else mend the text",
        )


def _say_stale_check(statement: Statement, key: str, record: SourceRecord) -> Problem:
    if record.sum:
        message = (
            f"'{statement.id}' was held against '{key}' on {record.held}, "
            "and one of them has changed since"
        )
    else:
        message = f"'{statement.id}' was never held against '{key}'"
    hint = (
        "read the passage against the source again, then: "
        f"make checked KEY={key} PASSAGE={statement.id}"
    )
    return Problem(message, "stale-check", hint)


def _check_items(
    items: Iterable[Item],
    bases: Mapping[str, Basis],
    facts: Facts,
    reader: Reader,
    find_place: FindPlace,
) -> Iterator[Problem]:
    """Yield what is wrong with items of pages and of figures."""
    targets = _list_targets(bases.values())
    for item in items:
        led = list[Basis]()
        for link in item.links:
            led += targets.get(link, ())
        problems = [*_check_item(item, led, facts, reader)]
        for problem in _judge(problems, item.accepts, "this entry"):
            path, line, column = _find_place(item, find_place)
            yield problem.at(path, line, column)


def _find_place(item: Item, find_place: FindPlace) -> tuple[str, int, int]:
    """Return the path of the file, the line and the column of an item; 0 where it has none."""
    file, name = item.place
    if isinstance(name, str):
        return find_place(file, name)
    return file, name, item.column


def _list_targets(bases: Iterable[Basis]) -> dict[str, list[Basis]]:
    """Return by address what a link there leads to.

    That is a statement, or all clauses of a paragraph; with a claim come its notes. The top of a
    page stands for all statements on it, that of the front page for all of the site.
    """
    targets = defaultdict[str, list[Basis]](list)
    for basis in bases:
        statement = basis.statement
        for name in {"", statement.id, statement.paragraph or statement.about}:
            targets[f"{statement.page.url}#{name}"].append(basis)
        if statement.page.url:
            targets["#"].append(basis)
    return targets


def _check_item(
    item: Item, led: Sequence[Basis], facts: Facts, reader: Reader
) -> Iterator[Problem]:
    """An item states what is known for those that it leads to, or of its own sources.

    The words of those count as well, and who made their sources and who is behind them.
    """
    known = _list_known(item, led, facts, reader)
    if not known:
        return
    unsupported = find_unsupported(reader.read(item.text), known)
    if not unsupported:
        return
    told = list[Token]()
    for basis in led:
        told += reader.read(basis.statement.text)
        for key, record in basis.statement.record.sources.items():
            if key in facts.sources:
                speaker = find_speaker(facts.sources[key], record)
                told += reader.read(f"by {speaker.name}, {speaker.party}")
    for token in find_unsupported(unsupported, told):
        yield Problem(
            f"{token.kind} '{token.text}' stands in nothing that this leads to or sums up",
            "unsupported-token",
            "mend it, or lead to a claim that states it",
        )


def _list_known(item: Item, led: Iterable[Basis], facts: Facts, reader: Reader) -> list[Token]:
    """Return what was read for the statements that an item leads to, and in its own sources."""
    cited = list[SourceRecord]()
    for records in facts.records.pages.values():
        for record in records.records.values():
            cited += [record.sources[key] for key in item.keys if key in record.sources]
    tokens = list_tokens(cited, reader)
    for basis in led:
        tokens.append(make_day(basis.statement.record.event))
        tokens += basis.tokens
    shares = [token for token in tokens if token.value.endswith("%")]
    # A figure has its unit at its head.
    return tokens + [token._replace(value=token.value[:-1]) for token in shares]
