"""Say what a build would say of pages, claims and sources, and publish nothing.

Usage: python scripts/check_evidence.py [--config FILE] [--publishable | --held KEY PASSAGE…]

With `--held` it notes that passages were held against a source today, and writes the day and the
sum into their records. Exit status 1 when something is wrong that no author has accepted; with
`--publishable` also for a draft, and with `--held` where docs/support.yml has no such record.
"""

import argparse
import logging
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec
import yaml
from mkdocs.exceptions import MkDocsException

from briefing.claims.records import Statement
from briefing.claims.support import OWED, RECORDS_FILE, Record, make_sum
from briefing.pipeline.plan import plan
from briefing.pipeline.site import Site

SETTINGS = Path(__file__).parent.parent / "mkdocs.yml"
_WIDTH = 116  # of a line in docs/support.yml, which PyYAML breaks


class Reading(NamedTuple):
    """A record of what a source was seen to state for a statement, and the statement."""

    record: Record
    statement: Statement


class _Printer(logging.Handler):
    """Prints what a build says of an author's files, path and line first, for editors to follow."""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        is_ours = record.name.endswith(".briefing")
        is_notice = is_ours and message.endswith("]")  # behind its code, as a fault has it
        if is_notice or record.levelno >= logging.WARNING:
            print(message.removeprefix("briefing: "))


def mark(text: str, record: Record, held: str, digest: str) -> str:
    """Return the text of docs/support.yml with a record marked as held on a day.

    `digest` is the sum of what it was held against. The record is written anew in its place.
    """
    lines = text.splitlines(keepends=True)
    end = record.line
    while end < len(lines) and lines[end].startswith(" "):
        end += 1
    marked = msgspec.structs.replace(record, held=held, sum=digest, line=0)
    entry = yaml.safe_dump(
        [msgspec.to_builtins(marked)],
        default_flow_style=None,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
    )
    return "".join([*lines[: record.line - 1], entry, *lines[end:]])


def find_readings(site: Site, key: str, names: Sequence[str]) -> list[Reading]:
    """Return the records of a source for the passages with some ids or addresses."""
    readings = []
    for statement in list_statements(site):
        record = site.project.support.find(statement).get(key)
        if record and (statement.id in names or statement.address in names):
            readings.append(Reading(record, statement))
    return readings


def list_statements(site: Site) -> Iterator[Statement]:
    """Yield what is held against sources on all pages."""
    for page in site.pages:
        yield from page.evidence.statements


def mark_held(site: Site, key: str, names: Sequence[str]) -> None:
    """Note that passages, by id or address, were held today against what was read in a source.

    Raise SystemExit where one of them has no record of that source; the others are noted.
    """
    file = site.project.docs / RECORDS_FILE
    readings = find_readings(site, key, names)
    readings.sort(key=lambda reading: reading.record.line, reverse=True)  # the lines above stay
    missing = set(names)
    for record, statement in readings:
        digest = make_sum(statement, site.project.bibliography.sources[key])
        text = mark(file.read_text(encoding="utf-8"), record, str(date.today()), digest)
        file.write_text(text, encoding="utf-8")
        missing -= {statement.id, statement.address}
    if missing:
        passages = ", ".join(sorted(missing))
        sys.exit(f"no record says what '{key}' was seen to state for: {passages}")


def sum_up(site: Site) -> str:
    """Return in a line what was checked, and what has to be read before an edition is made."""
    claims = sum(len(page.evidence.claims) for page in site.pages)
    sources = len(site.project.notes)
    words = f"nothing is wrong with {len(site.pages)} pages, {claims} claims and {sources} sources"
    owed = sum(notice.code in OWED for notice in site.notices)
    if owed:
        words += f"; before an edition, {owed} readings are owed"
    return words


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return what the command was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--config", type=Path, default=SETTINGS)
    parser.add_argument("--publishable", action="store_true", help="refuse a draft too")
    parser.add_argument(
        "--held",
        nargs="+",
        default=[],
        metavar=("KEY", "PASSAGE"),
        help="what was held against what",
    )
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> None:
    """Check, and print what was found. Raise SystemExit where something is wrong."""
    arguments = read_arguments(argv)
    log = logging.getLogger("mkdocs")
    log.addHandler(_Printer())
    log.setLevel(logging.INFO)
    try:
        site = plan(arguments.config.resolve())
    except MkDocsException as error:
        sys.exit(str(error))
    if arguments.held:
        key, *names = arguments.held
        mark_held(site, key, names)
        return
    print(sum_up(site))
    if arguments.publishable and site.project.settings.draft:
        sys.exit(f'{arguments.config}: this is a draft; freeze it first: make edition NOTE="why"')


if __name__ == "__main__":
    main(sys.argv[1:])
