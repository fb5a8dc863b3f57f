"""Say what a build would say of pages, claims and sources, and publish nothing; or note what was held against a source.

Usage: python scripts/check_evidence.py [--config FILE] [--publishable | --held KEY PASSAGE…]
Exit status 1 when something is wrong that no author has accepted; with `--publishable` also for a draft, and with
`--held` where docs/support.yml has no such record to write the day and the sum into."""

import argparse
import logging
import sys
from datetime import date
from pathlib import Path

import msgspec
import yaml
from mkdocs.exceptions import MkDocsException

from briefing.claims.evidence import FILE, OWED, Record, make_sum
from briefing.pipeline.site import Site, build


class _Printer(logging.Handler):
    """Prints what a build says of an author's files so that an editor can follow it: path and line first."""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        is_notice = record.name.endswith(".briefing") and message.endswith(
            "]"
        )  # its code, as a fault has it
        if record.levelno >= logging.WARNING or is_notice:
            print(message.removeprefix("briefing: "))


def mark(text: str, record: Record, held: str, digest: str) -> str:
    """Return the text of the file with a record marked as held on a day."""
    lines = text.splitlines(keepends=True)
    end = next(
        (n for n in range(record.line, len(lines)) if not lines[n].startswith(" ")), len(lines)
    )
    entry = msgspec.to_builtins(msgspec.structs.replace(record, held=held, sum=digest, line=0))
    new = yaml.safe_dump(
        [entry], default_flow_style=None, allow_unicode=True, sort_keys=False, width=116
    )
    return "".join([*lines[: record.line - 1], new, *lines[end:]])


def mark_held(site: Site, key: str, names: list[str]) -> None:
    """Note that passages, by id or address, were held today against what was read in a source."""
    found = [
        (record, passage)
        for page in site.pages
        for passage in page.evidence.passages
        if {passage.id, passage.address} & {*names}
        and (record := site.project.support.find(passage).get(key))
    ]
    file, sources = site.project.docs / FILE, site.project.bibliography.sources
    for record, passage in sorted(found, key=lambda pair: -pair[0].line):  # the lines above stay
        new = mark(
            file.read_text("utf-8"), record, str(date.today()), make_sum(passage, sources[key])
        )
        file.write_text(new, "utf-8")
    if missing := {*names} - {
        name for _, passage in found for name in (passage.id, passage.address)
    }:
        sys.exit(f"no record says what '{key}' was seen to state for: {', '.join(sorted(missing))}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=Path(__file__).parent.parent / "mkdocs.yml")
    parser.add_argument("--publishable", action="store_true", help="refuse a draft too")
    parser.add_argument(
        "--held",
        nargs="+",
        default=[],
        metavar=("KEY", "PASSAGE"),
        help="what was held against what",
    )
    options = parser.parse_args()
    logging.getLogger("mkdocs").addHandler(_Printer())
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        site = build(options.config.resolve())
    except MkDocsException as error:
        sys.exit(str(error))
    if options.held:
        mark_held(site, options.held[0], options.held[1:])
        sys.exit()
    claims = sum(len(page.evidence.claims) for page in site.pages)
    owed = sum(notice.code in OWED for notice in site.notices)
    print(
        f"nothing is wrong with {len(site.pages)} pages, {claims} claims and {len(site.project.notes)} sources"
        + f"; before an edition, {owed} readings are owed" * bool(owed)
    )
    if options.publishable and site.project.settings.draft:
        sys.exit(f'{options.config}: this is a draft; freeze it first: make edition NOTE="why"')
