"""What was held against what: a reading is owed where a statement or its source has changed since.

Whoever reads both again says so by `mkdocs-briefing checked`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..problems import Problem
from ..sources.entries import UNREAD, Source
from ..text import count_things, digest
from .briefing import Briefing
from .evidence import Evidence
from .statements import Statement

_DIGITS = 20  # of a digest
_MOST = 10  # lines on what is owed, one a source
_COMMAND = "mkdocs-briefing checked"


class Owed(NamedTuple):
    """A statement that has to be held against a source."""

    statement: Statement
    evidence: Evidence


def is_owed(statement: Statement, evidence: Evidence) -> bool:
    """Return whether a statement has to be held against a source before an edition.

    It was never, or one of both has changed since. Where nothing of the source was read, there is
    nothing to hold it against.
    """
    source, held = evidence.source, evidence.held
    is_same = held is not None and held.digest == digest_pair(statement, source)
    return source.extent != UNREAD and not is_same


def digest_pair(statement: Statement, source: Source) -> str:
    """Return the digest of what a statement says of itself, and of what stays of a source.

    Its place in the article goes in as the paragraph alone: the number in it is an address.
    """
    record = statement.record
    about = (statement.title, record.event, record.paragraph, record.verdict or "")
    return digest(record.kind, statement.said, *about, source.lasting)[:_DIGITS]


def list_owed(statements: Iterable[Statement]) -> dict[str, list[Owed]]:
    """Return what has to be held against a source, by its key."""
    owed = defaultdict[str, list[Owed]](list)
    for statement in statements:
        for evidence in statement.read:
            if is_owed(statement, evidence):
                owed[evidence.source.key].append(Owed(statement, evidence))
    return owed


def owed_readings(briefing: Briefing) -> Iterator[Problem]:
    """A statement was held against each of its sources that was read, and both have stayed.

    What is owed has a line a source, and no more than a screen has room for; all of a briefing in
    which nothing was held yet has one.
    """
    statements = [each for page in briefing.pages for each in page.statements]
    owed = sorted(list_owed(statements).items())
    is_new = not any(evidence.held for each in statements for evidence in each.read)
    shown = [] if is_new else owed[:_MOST]
    for _key, readings in shown:
        yield _report(readings, briefing)
    rest = owed[len(shown) :]
    if rest:
        count = sum(len(readings) for _key, readings in rest)
        message = f"{count_things(count, 'reading' if is_new else 'more reading')} of "
        message += f"{count_things(len(rest), 'source')} {'is' if count == 1 else 'are'} owed"
        hint = f"before an edition, hold what {_COMMAND} lists against its source"
        first = rest[0][1][0].evidence.source
        yield Problem(message, "stale-check", hint).at(first.path, first.line)


def _report(readings: Sequence[Owed], briefing: Briefing) -> Problem:
    """Return what is owed to a source: at its entry, or at the record of a statement alone."""
    (statement, evidence), *others = readings
    source = evidence.source
    if others:
        message = f"{len(readings)} statements have to be held against '{source.key}'"
        hint = f"read it, then: {_COMMAND} {source.key}"
        return Problem(message, "stale-check", hint).at(source.path, source.line)
    last = f"never held against '{source.key}'"
    if evidence.held:
        last = f"held against '{source.key}' on {evidence.held.day}"
        last += ", and one of them has changed since"
    hint = f"read the passage against the source again, then: {_COMMAND} {source.key} "
    hint += statement.id
    problem = Problem(f"'{statement.id}' was {last}", "stale-check", hint)
    page = next(page for page in briefing.pages if page.page == statement.page)
    return page.records.file.report((statement.id, "sources", source.key), problem)
