"""The files below `docs/records/`: one a page; and `held.json`, when what was held against what.

A person reads a statement and a source, and `make checked` alone writes the day into `held.json`,
and a digest of what was held against what. When one of both changes, the digest is another, and the
reading is owed anew.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from ..problems import FieldPath, Problem, nearest
from ..sources.entries import UNREAD, Source
from ..text import decode, digest
from ..yamldata import read_yaml
from .evidence import Evidence
from .records import RECORDS_FOLDER, Held, OlderId, PageRecords, Record, Records
from .statements import Statement

HELD_FILE = "held.json"  # in the folder of records
_DIGITS = 20  # of a digest
ALIASES = "aliases"  # what stands at the head of a file, beside the ids
Aliases = Annotated[
    dict[str, tuple[OlderId, ...]],
    Meta(
        description="below it, indented, id: [older-id]: ids of today, each with a list of older "
        "ones, of letters, digits and hyphens"
    ),
]


def read_records(
    files: Mapping[str, bytes], folder: str, uris: Collection[str]
) -> tuple[Records, list[Problem]]:
    """Return all records among the files of a folder, and what is wrong with these.

    Messages call the folder `folder`; `uris` are the files of all pages.
    """
    pages = dict[str, PageRecords]()
    start = f"{RECORDS_FOLDER}/"
    written = {name.removeprefix(start): files[name] for name in files if name.startswith(start)}
    held, problems = read_held(written.pop(HELD_FILE, b"{}"), f"{folder}/{start}{HELD_FILE}")
    wanted = {uri.removesuffix(".md") + ".yml": uri for uri in uris}
    for name, uri in wanted.items():
        text = decode(written.get(name, b""))
        pages[uri], faults = _read_page(text, f"{folder}/{start}{name}")
        problems += faults
    for name in written.keys() - wanted.keys():
        hint = nearest(name, wanted) or "name it as its page is named, <page>.yml, or delete it"
        problem = Problem("this file is that of no page", "records-without-page", hint)
        problems.append(problem.at(f"{folder}/{start}{name}", 1))
    return Records(pages, held), problems


@lru_cache(maxsize=256)  # a server reads the same in each build
def _read_page(text: str, path: str) -> tuple[PageRecords, list[Problem]]:
    """Return the records of a page, each read by itself, and what is wrong with them."""
    file = read_yaml(text, path)
    written = file.value or {}
    problems = [*file.problems]
    if not isinstance(written, dict):
        hint = "write the id of a claim with a colon, and below it, indented, its fields"
        problem = Problem("this file is no list of records", "bad-file", hint)
        problems.append(file.report((), problem))
    if problems:
        return PageRecords(file), problems
    aliases: Mapping[str, Sequence[str]] = {}
    if ALIASES in written:
        older, faults = file.read(Aliases, ALIASES, name=f"'{ALIASES}'")
        aliases = older or {}
        problems += faults
    read = {name: file.read(Record, name, name=f"'{name}'") for name in written if name != ALIASES}
    problems += chain.from_iterable(faults for _record, faults in read.values())
    page = PageRecords(
        file=file,
        records={name: record for name, (record, _faults) in read.items() if record},
        aliases=aliases,
    )
    return page, problems


def read_held(content: bytes, path: str) -> tuple[dict[str, Held], list[Problem]]:
    """Return what the file at a path says by pair, and why it cannot be read."""
    try:
        return msgspec.json.decode(content, type=dict[str, Held]), []
    except (msgspec.DecodeError, UnicodeDecodeError):
        hint = "of two branches keep the lines of both, each once, then run make checked"
        problem = Problem("this file cannot be read", "bad-file", hint)
        return {}, [problem.at(path, 1)]


def write_held(pairs: Mapping[str, Held]) -> str:
    """Return the text of the file: a pair a line, in order."""
    lines = (f"{json.dumps(name)}: {json.dumps(pairs[name])}" for name in sorted(pairs))
    return "{\n" + ",\n".join(lines) + "\n}\n"


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

    Of its place in the article, the number in the paragraph is an address and says nothing.
    """
    record = statement.record
    about = (statement.title, record.event, record.paragraph, record.verdict or "")
    return digest(record.kind, statement.said, *about, source.lasting)[:_DIGITS]


def list_shared(records: Records) -> set[str]:
    """Return the keys of the sources that the records of several pages name."""
    counts = Counter[str]()
    for page in records.pages.values():
        counts.update({key for record in page.records.values() for key in record.sources})
    return {key for key, number in counts.items() if number > 1}


class Alias(NamedTuple):
    """An older id, which an author keeps: it leads to where it went."""

    old: str
    name: str  # the id to which it leads
    place: FieldPath  # in the file of records


def list_aliases(records: PageRecords) -> Iterator[Alias]:
    """Yield the older ids of a page, which stand at the head of its file."""
    for name, older in records.aliases.items():
        for number, old in enumerate(older):
            yield Alias(old, name, (ALIASES, name, number))


def check_aliases(uri: str, records: PageRecords, ids: Sequence[str]) -> Iterator[Problem]:
    """An older id leads to one that its page has, and is itself none that the page has.

    `ids` are those of the finished page, older ones among them.
    """
    owners, aliases = dict[str, str](), [*list_aliases(records)]
    others = Counter(ids)
    others.subtract(alias.old for alias in aliases)
    for alias in aliases:
        owner = owners.setdefault(alias.old, alias.name)
        if alias.name not in ids:
            message = f"docs/{uri} has no id '{alias.name}'"
            hint = nearest(alias.name, ids) or "name the id to which the older one leads"
            yield records.file.report(alias.place, Problem(message, "unknown-id", hint))
        elif others[alias.old] > 0:
            message = f"'{alias.old}' is an id of docs/{uri}, and no older one"
            hint = "take it away here, or rename it there"
            yield records.file.report(alias.place, Problem(message, "duplicate-id", hint))
        elif owner != alias.name:
            message = f"'{alias.old}' leads to '{owner}' already"
            hint = "take it away here, or there"
            yield records.file.report(alias.place, Problem(message, "duplicate-id", hint))
