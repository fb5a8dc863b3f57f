"""Say what a build would say of pages, claims and sources, and publish nothing.

Usage: python scripts/check_evidence.py [--config FILE] [--publishable | --held KEY PASSAGE…]

With `--held` it notes that passages were held against a source today, and writes the day and the
sum into their records; all else in the files stays. Exit status 1 when something is wrong that no
author has accepted; with `--publishable` also for a draft, and with `--held` where one of them is
not held against that source: then nothing is noted.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from briefing.claims.backing import OWED, make_sum
from briefing.claims.statements import Statement
from briefing.marked import set_values
from briefing.pipeline.plan import plan
from briefing.pipeline.site import Site
from briefing.problems import nearest
from briefing.store import write_whole

SETTINGS = Path(__file__).parent.parent / "mkdocs.yml"


class _Printer(logging.Handler):
    """Prints what a build says of an author's files, path and line first, for editors to follow."""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        is_ours = record.name.endswith(".briefing")
        is_notice = is_ours and message.endswith("]")  # behind its code, as a fault has it
        if is_notice or record.levelno >= logging.WARNING:
            print(message.removeprefix("briefing: "))


def find_readings(site: Site, key: str, names: Sequence[str]) -> list[Statement]:
    """Return the passages with some ids or addresses that are held against a source.

    Raise SystemExit where there is no such source, or where one of them is not among those.
    """
    sources = site.project.bibliography.sources
    if not key:
        sys.exit("say against which source it was held: KEY=its-key")
    if key not in sources:
        sys.exit(_join(f"no source has the key '{key}'", nearest(key, sources)))
    if not names:
        sys.exit(f"say what was held against '{key}': PASSAGE=\"its id\"")
    passages = _list_passages(site, key)
    for name in names:
        if name not in passages:
            message = f"no claim and no note '{name}' cites '{key}'"
            sys.exit(_join(message, nearest(name, passages)))
    return [passages[name] for name in dict.fromkeys(names)]


def _list_passages(site: Site, key: str) -> dict[str, Statement]:
    """Return the passages that are held against a source, each by its id and by its address."""
    passages = dict[str, Statement]()
    for page in site.pages:
        for statement in page.evidence.statements:
            if key in statement.record.sources:
                passages |= {statement.id: statement, statement.address: statement}
    return passages


def _join(message: str, hint: str) -> str:
    return f"{message}; {hint}" if hint else message


def mark_held(site: Site, key: str, names: Sequence[str]) -> None:
    """Note that passages, by id or address, were held today against what was read in a source.

    Raise SystemExit where one of them is not held against it, and where its record is written in
    a way into which nothing can be put; what was noted before that is said.
    """
    today = str(date.today())
    source = site.project.bibliography.sources.get(key)
    for statement in find_readings(site, key, names):
        assert source is not None  # or there would be none
        path = site.project.records.of_page(statement.page.uri).path
        file = site.project.root / path
        values = {"held": today, "sum": make_sum(statement, source)}
        try:
            text = set_values(file.read_bytes().decode(), (statement.id, "sources", key), values)
        except ValueError as error:
            sys.exit(f"{path}: '{statement.id}': {error}; write the record of '{key}' in lines")
        write_whole(file, text.encode())
        print(f"{path}: '{statement.id}' was held against '{key}' on {today}")


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
