"""Whether the words of statements, and of what sums them up, are borne out by what was read.

`check_pages` puts this and the rules of `rules.py` together: what it yields is all that is wrong
with the statements of a site.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..pages.vocabulary import ACCEPTABLE
from ..problems import Finding, Problem
from .records import Item, PageEvidence, Statement
from .rules import Facts, list_findings
from .support import Record, Support, make_sum
from .tokens import Token, find_unsupported, make_day

NOTICES = frozenset({"gone-source", "unused-record"})
"""Codes of what an author should know, and what stops nothing."""

FindLine = Callable[[str, str], tuple[str, int]]
"""Gives the path of a file and a line, for a page's file and an id or words on that page."""


@dataclass(frozen=True)
class Basis:
    """What a statement rests on."""

    page: PageEvidence  # where it stands
    records: Mapping[str, Record | None]  # by the key of the source
    tokens: Sequence[Token]  # all that was read for it, and the days of its event and its sources


def check_pages(
    pages: Collection[PageEvidence],
    figures: Iterable[Item],
    facts: Facts,
    find_line: FindLine,
) -> Iterator[Problem]:
    """Yield what is wrong with the statements of pages, and with the items of pages and figures.

    Among it are acceptances of what is not there, and notices; what an author accepts is not.
    """
    bases = _find_bases(pages, facts)
    items = [*figures]
    for page in pages:
        items += page.items
    yield from _check_records(facts.support, bases.values())
    yield from _check_statements(bases, facts, find_line)
    if facts.support.path and bases:
        yield from _check_items(items, bases, facts, find_line)


def _check_statements(
    bases: Mapping[Statement, Basis], facts: Facts, find_line: FindLine
) -> Iterator[Problem]:
    """Yield what is wrong with claims and boxes, by the rules and by what was read."""
    for statement, basis in bases.items():
        findings = [*list_findings(statement, basis.page, facts)]
        if facts.support.path:
            findings += _check_statement(statement, basis, facts)
        for finding in _judge(findings, statement.accepts, statement.id):
            path, line = find_line(statement.page.uri, statement.id)
            yield Problem(path, line, *finding)


def _find_bases(pages: Iterable[PageEvidence], facts: Facts) -> dict[Statement, Basis]:
    """Return what each statement of pages rests on."""
    bases = {}
    for page in pages:
        for statement in page.statements:
            records = facts.support.find(statement)
            tokens = _list_read(statement, records, facts) if facts.support.path else []
            bases[statement] = Basis(page, records, tokens)
    return bases


def _list_read(
    statement: Statement, records: Mapping[str, Record | None], facts: Facts
) -> list[Token]:
    """Return what was read for a statement, and the days of its event and of its sources."""
    days = statement.event.split("/")
    for key in records:
        source = facts.sources[key]
        days += [source.given_date, source.urldate]
    return [*map(make_day, days), *facts.support.list_tokens(records.values())]


def _judge(findings: Sequence[Finding], accepts: Sequence[str], name: str) -> Iterator[Finding]:
    """Yield the findings that are not accepted, and the acceptances of what is not among them.

    `name` is that of the place, as a message calls it.
    """
    codes = {finding.code for finding in findings}
    accepted = codes & {*accepts} & {*ACCEPTABLE}
    for finding in findings:
        if finding.code not in accepted:
            yield finding
    for code in {*accepts} - accepted:
        message = f"'{name}' accepts '{code}', but has no such fault"
        yield Finding(message, "stale-acceptance", "take data-accept away")


def _check_records(support: Support, bases: Iterable[Basis]) -> Iterator[Problem]:
    """Each record is of a statement that rests on its source (a notice)."""
    used = set[Record | None]()
    for basis in bases:
        used.update(basis.records.values())
    for record in support.records.values():
        if record not in used:
            message = f"no passage '{record.passage}' rests on '{record.source}'"
            hint = "take the record away"
            yield Problem(support.path, record.line, message, "unused-record", hint)


def _check_statement(statement: Statement, basis: Basis, facts: Facts) -> Iterator[Finding]:
    """A statement was held against its sources, unchanged since, and says only what they state."""
    for key, record in basis.records.items():
        if record is None:
            yield _say_no_record(statement, key)
        elif record.sum != make_sum(statement, facts.sources[key]):
            yield _say_stale_check(statement, key, record)
    if not any(basis.records.values()):
        return
    sources = ", ".join(basis.records)
    for token in find_unsupported(facts.support.reader.read(statement.text), basis.tokens):
        yield Finding(
            f"no source of '{statement.id}' was seen to state {token.kind} '{token.text}'",
            "unsupported-token",
            "where one does, write it under days, names or figures ('500,000' in quotation marks) "
            f"of its record in docs/support.yml ({sources}); else mend the text",
        )


def _say_no_record(statement: Statement, key: str) -> Finding:
    return Finding(
        f"nothing says what '{key}' was seen to state for '{statement.id}'",
        "no-record",
        "read it, and add to docs/support.yml: "
        f"- {{passage: {statement.id}, source: {key}, bears: all}}",
    )


def _say_stale_check(statement: Statement, key: str, record: Record) -> Finding:
    if record.sum:
        message = (
            f"'{statement.id}' was held against '{key}' on {record.held}, "
            "and one of them has changed since"
        )
    else:
        message = f"'{statement.id}' was never held against '{key}'"
    hint = (
        "read the passage against the source again, then: "
        f"make checked KEY={key} PASSAGE={record.passage}"
    )
    return Finding(message, "stale-check", hint)


def _check_items(
    items: Iterable[Item],
    bases: Mapping[Statement, Basis],
    facts: Facts,
    find_line: FindLine,
) -> Iterator[Problem]:
    """Yield what is wrong with items of pages and of figures."""
    targets = _list_targets(bases)
    for item in items:
        led = list[Statement]()
        for link in item.links:
            led += targets.get(link, ())
        findings = [*_check_item(item, led, bases, facts)]
        _, name = item.place
        for finding in _judge(findings, item.accepts, str(name)):
            yield Problem(*_find_place(item, find_line), *finding)


def _find_place(item: Item, find_line: FindLine) -> tuple[str, int]:
    """Return the path of the file and the line of an item."""
    file, name = item.place
    if isinstance(name, str):
        return find_line(file, name)
    return file, name


def _list_targets(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Return by address what a link there leads to.

    That is a statement, or all clauses of a paragraph; with a claim come its boxes, and the top of
    a page stands for all statements on it.
    """
    targets = defaultdict[str, list[Statement]](list)
    for statement in statements:
        for name in {"", statement.id, statement.paragraph or statement.follows}:
            targets[f"{statement.page.url}#{name}"].append(statement)
    return targets


def _check_item(
    item: Item, led: Sequence[Statement], bases: Mapping[Statement, Basis], facts: Facts
) -> Iterator[Finding]:
    """An item states what is known for those that it leads to, or of its own sources.

    The words of those count as well, and who made their sources and who is behind them.
    """
    known = _list_known(item, led, bases, facts.support)
    if not known:
        return
    reader = facts.support.reader
    unsupported = find_unsupported(reader.read(item.text), known)
    if not unsupported:
        return
    said = []
    for statement in led:
        said += reader.read(statement.text)
        for key in bases[statement].records:
            source = facts.sources[key]
            said += reader.read(f"by {source.origin}, {source.party}")
    for token in find_unsupported(unsupported, said):
        yield Finding(
            f"{token.kind} '{token.text}' stands in nothing that this leads to or sums up",
            "unsupported-token",
            "mend it, or lead to a claim that states it",
        )


def _list_known(
    item: Item, led: Iterable[Statement], bases: Mapping[Statement, Basis], support: Support
) -> list[Token]:
    """Return what was read for the statements that an item leads to, and in its own sources."""
    cited = [record for record in support.records.values() if record.source in item.keys]
    tokens = support.list_tokens(cited)
    for statement in led:
        tokens.append(make_day(statement.event))
        tokens += bases[statement].tokens
    shares = [token for token in tokens if token.value.endswith("%")]
    # A figure has its unit at its head.
    return tokens + [token._replace(value=token.value[:-1]) for token in shares]
