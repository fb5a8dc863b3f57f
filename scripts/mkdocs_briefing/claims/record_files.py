"""The files below `docs/records/`: one a page; and `held.json`, when what was held against what.

A person reads a statement and a source, and `mkdocs-briefing checked` alone writes the day into
`held.json`, and a digest of what was held against what. When one of both changes, the digest is
another, and the reading is owed anew.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Annotated, Any, NamedTuple

import msgspec
from msgspec import Meta

from ..problems import FieldPath, Problem, nearest
from ..text import decode
from ..yamldata import YamlFile, read_yaml
from .records import OlderId, Reasons, Record

RECORDS_FOLDER = "records"  # below docs/; nothing in it is published
HELD_FILE = "held.json"  # in that folder
ALIASES = "aliases"  # one of two that stand at the head of a file, beside the ids
Aliases = Annotated[
    dict[str, tuple[OlderId, ...]],
    Meta(
        description="below it, indented, id: [older-id]: ids of today, each with a list of older "
        "ones, of letters, digits and hyphens"
    ),
]
MOVED = "moved"  # the other, which is as the field of a record
Withdrawn = Annotated[
    dict[str, Reasons],
    Meta(
        description="below it, indented, old-id: {9: why}: ids of claims that are withdrawn, each "
        "with the number of the edition that withdraws it and why, in at most twenty words"
    ),
]
HEADS: Mapping[str, Any] = {ALIASES: Aliases, MOVED: Withdrawn}
"""The form of what stands at the head of a file."""


@dataclass(frozen=True)
class PageRecords:
    """The records of a page, as its file has them."""

    file: YamlFile = field(default_factory=YamlFile, repr=False)
    records: Mapping[str, Record] = field(default_factory=dict)  # by id
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)  # old ids, by the id
    withdrawn: Mapping[str, Reasons] = field(default_factory=dict)  # why, by the id

    @property
    def claims(self) -> dict[str, Record]:
        """Those of claims."""
        return {name: record for name, record in self.records.items() if not record.is_note}


def name_pair(statement: str, key: str) -> str:
    """Return how `held.json` calls a statement, by its id, and a source."""
    return f"{statement} {key}"


class Held(NamedTuple):
    """When a statement was last held against a source."""

    day: str
    digest: str  # of both, on that day


@dataclass(frozen=True)
class Records:
    """All that stands in `docs/records/`."""

    pages: Mapping[str, PageRecords] = field(default_factory=dict)  # by the file of the page
    held: Mapping[str, Held] = field(default_factory=dict)  # by `name_pair`

    def of_page(self, uri: str) -> PageRecords:
        """Return the records of a page, by its file below `docs/`."""
        return self.pages.get(uri, PageRecords())


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
    read = {name: file.read(HEADS.get(name, Record), name, name=f"'{name}'") for name in written}
    problems += chain.from_iterable(faults for _entry, faults in read.values())
    entries = {name: entry for name, (entry, _faults) in read.items() if entry}
    page = PageRecords(
        file=file,
        aliases=entries.pop(ALIASES, {}),
        withdrawn=entries.pop(MOVED, {}),
        records=entries,
    )
    return page, problems


def read_held(content: bytes, path: str) -> tuple[dict[str, Held], list[Problem]]:
    """Return what the file at a path says by pair, and why it cannot be read."""
    try:
        return msgspec.json.decode(content, type=dict[str, Held]), []
    except (msgspec.DecodeError, UnicodeDecodeError):
        hint = "of two branches keep the lines of both, each once, then mkdocs-briefing checked"
        problem = Problem("this file cannot be read", "bad-file", hint)
        return {}, [problem.at(path, 1)]


def write_held(pairs: Mapping[str, Held]) -> str:
    """Return the text of the file: a pair a line, in order."""
    lines = (f"{json.dumps(name)}: {json.dumps(pairs[name])}" for name in sorted(pairs))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def list_shared(records: Records) -> set[str]:
    """Return the keys of the sources that the records of several pages name."""
    counts = Counter[str]()
    for page in records.pages.values():
        counts.update({key for record in page.records.values() for key in record.sources})
    return {key for key, number in counts.items() if number > 1}


def list_reasons(records: Records) -> dict[str, Reasons]:
    """Return why what a statement says has moved, by its id, those that were withdrawn last."""
    reasons = dict[str, Reasons]()
    for page in records.pages.values():
        reasons |= {name: record.moved for name, record in page.records.items() if record.moved}
    for page in records.pages.values():
        reasons |= page.withdrawn
    return reasons


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
