"""Note that passages were held against a source today, or list what is owed.

Without a KEY, it lists what has to be read again before an edition, by source. For each PASSAGE, an
id or an address, or else for all that the source is owed for, it writes the day and a digest into
`docs/records/held.json`, and no other file.
"""

import logging
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from ..answers import write_whole
from ..claims.held import digest_pair, list_owed
from ..claims.record_files import (
    HELD_FILE,
    RECORDS_FOLDER,
    Held,
    name_pair,
    read_held,
    write_held,
)
from ..claims.statements import Statement
from ..pipeline.build import Build
from ..pipeline.dry_run import dry_run
from ..pipeline.site import Site
from ..problems import Refused, nearest
from ..sources.entries import UNREAD
from ..text import count_things


def check_read(site: Site, key: str) -> None:
    """Raise Refused where no source is named, none is there, or nothing of it was read."""
    sources = site.project.bibliography.sources
    if not key:
        raise Refused("a passage is named and no source; write the key of its entry before it")
    if key not in sources:
        hint = nearest(key, sources) or "name one of the bibliography"
        raise Refused(f"no source has the key '{key}'; {hint}")
    if sources[key].extent == UNREAD:
        place = f"{sources[key].path}:{sources[key].line_of('extent')}"
        hint = "read it, and write there how far it was read, and read with the day"
        raise Refused(f"{place}: of '{key}' nothing was read, says its extent; {hint}")


def find_passages(site: Site, key: str, names: Sequence[str]) -> list[Statement]:
    """Return passages by id or address, or all that a source is owed for. Raise Refused."""
    if not names:
        return [each.statement for each in list_owed(site.statements).get(key, ())]
    citing = [each for each in site.statements if key in each.record.sources]
    passages = {each.id: each for each in citing} | {each.address: each for each in citing}
    unknown = next((name for name in names if name not in passages), "")
    if unknown:
        hint = nearest(unknown, passages) or "name one that does, by its id or address"
        raise Refused(f"no claim and no note '{unknown}' cites '{key}'; {hint}")
    return [passages[name] for name in dict.fromkeys(names)]


def mark_held(build: Build, key: str, names: Sequence[str]) -> list[Statement]:
    """Note that passages were held against a source today; pairs that are no more are left out."""
    site = build.site
    check_read(site, key)
    passages = find_passages(site, key, names)
    file = Path(site.project.root, site.project.folder, RECORDS_FOLDER, HELD_FILE)
    pairs, _problems = read_held(file.read_bytes() if file.is_file() else b"{}", str(file))
    there = {name_pair(each.id, one) for each in site.statements for one in each.record.sources}
    if not build.faults:
        pairs = {name: held for name, held in pairs.items() if name in there}
    for each in passages:
        digest = digest_pair(each, site.project.bibliography.sources[key])
        pairs[name_pair(each.id, key)] = Held(str(date.today()), digest)
    write_whole(file.resolve(), write_held(pairs).encode())
    return passages


def write_owed(site: Site) -> str:
    """Return what has to be held against what before an edition, by source."""
    owed = list_owed(site.statements)
    if not owed:
        return "no reading is owed"
    lines = list[str]()
    for key, readings in owed.items():
        statements = [each.statement for each in readings]
        source = site.project.bibliography.sources[key]
        where = source.url or source.doi or "in print"
        lines.append(f"{source.path}:{source.line}: {key}, {source.short}: {where}")
        for statement in statements:
            records = site.project.records.of_page(statement.page.uri)
            line, _column = records.file.find_place(statement.id, "sources", key)
            lines.append(f"  {records.file.path}:{line}: {statement.id}: {statement.sentence}")
        ids = " ".join(statement.id for statement in statements)
        lines.append(f"  read it, then: mkdocs-briefing checked {key} {ids}")
    count = sum(map(len, owed.values()))
    lines.append(f"owed: {count_things(count, 'reading')} of {count_things(len(owed), 'source')}")
    return "\n".join(lines)


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("key", nargs="?", default="", help="the key of the source")
    parser.add_argument("passage", nargs="*", help="ids of claims and notes")


def run(arguments: Namespace) -> None:
    """Note readings, or list what is owed. Raise SystemExit where nothing was noted."""
    log = logging.getLogger("mkdocs")
    log.addHandler(logging.NullHandler())
    log.propagate = False  # what a build would warn of, `check` says
    try:
        build = dry_run(arguments.config, is_strict=False)
        if not arguments.key and not arguments.passage:
            print(write_owed(build.site))
            return
        passages = mark_held(build, arguments.key, arguments.passage)
    except (Refused, MkDocsException) as error:
        sys.exit(str(error))
    ids = ", ".join(f"'{statement.id}'" for statement in passages)
    print(f"{ids} held against '{arguments.key}'" if ids else "no reading is owed")
