"""When what a statement says was last held against a source: `docs/records/held.json`.

A person reads both, and `make checked` alone writes the day, and a digest of what was held against
what. When one of both changes, the digest is another, and the reading is owed anew.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import msgspec

from ..problems import Problem
from ..sources.entries import Source
from ..text import digest
from .facts import Facts
from .records import Held
from .statements import Statement

HELD_FILE = "held.json"  # in the folder of records
UNREAD = "none"  # the extent of a source of which nothing was read
_DIGITS = 20  # of a digest


def name_pair(statement: str, key: str) -> str:
    """Return how the file calls a statement, by its id, and a source."""
    return f"{statement} {key}"


def load_held(file: Path, root: Path) -> tuple[dict[str, Held], list[Problem]]:
    """Return what a file says by pair, and why it cannot be read."""
    if not file.is_file():
        return {}, []
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Held]), []
    except (msgspec.DecodeError, UnicodeDecodeError):
        hint = "of two branches keep the lines of both, each once, then run make checked"
        problem = Problem("this file cannot be read", "bad-file", hint)
        return {}, [problem.at(file.relative_to(root).as_posix(), 1)]


def write_held(pairs: Mapping[str, Held]) -> str:
    """Return the text of the file: a pair a line, in order."""
    lines = (f"{json.dumps(name)}: {json.dumps(pairs[name])}" for name in sorted(pairs))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def is_owed(statement: Statement, source: Source, facts: Facts) -> bool:
    """Return whether a statement has to be held against a source before an edition.

    It was never, or one of both has changed since. Where nothing of the source was read, there is
    nothing to hold it against.
    """
    if source.extent == UNREAD:
        return False
    last = facts.records.held.get(name_pair(statement.id, source.key))
    return last is None or last.digest != digest_pair(statement, source)


def digest_pair(statement: Statement, source: Source) -> str:
    """Return the digest of what a statement says of itself, and of what stays of a source."""
    record = statement.record
    about = (statement.title, record.event, str(record.restates or ""), record.verdict or "")
    return digest(record.kind, statement.said, *about, source.lasting)[:_DIGITS]
