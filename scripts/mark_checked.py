"""Note that a passage was held against what was read in a source: the day, and the sum of both, in docs/support.yml.

Usage: python scripts/mark_checked.py KEY PASSAGE… [--config FILE]
Exit status 1 where a check fails first, and where the file has no such record."""

import argparse
import logging
import sys
from datetime import date
from pathlib import Path

import msgspec
import yaml
from mkdocs.exceptions import MkDocsException

from briefing.build.mkdocs import build
from briefing.claims.evidence import FILE, Record, make_sum


def mark(text: str, record: Record, held: str, digest: str) -> str:
    """Return the text of the file with a record marked as held on a day."""
    lines = text.splitlines(keepends=True)
    end = next((n for n in range(record.line, len(lines)) if not lines[n].startswith(" ")), len(lines))
    entry = msgspec.to_builtins(msgspec.structs.replace(record, held=held, sum=digest, line=0))
    new = yaml.safe_dump([entry], default_flow_style=None, allow_unicode=True, sort_keys=False, width=116)
    return "".join([*lines[:record.line - 1], new, *lines[end:]])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("key", help="citation key of the source")
    parser.add_argument("passages", nargs="+", help="ids of claims or notes")
    parser.add_argument("--config", type=Path, default=Path(__file__).parent.parent / "mkdocs.yml")
    options = parser.parse_args()
    logging.basicConfig(format="%(message)s")  # what a build warns of
    try:
        site = build(options.config.resolve())
    except MkDocsException as error:
        sys.exit(f"nothing was marked: {error}")
    found = [(record, passage) for page in site.pages for passage in page.evidence.passages
             if (record := site.project.support.find(passage).get(options.key))
             and {passage.id, passage.address} & {*options.passages}]
    file, sources = site.project.docs / FILE, site.project.bibliography.sources
    for record, passage in sorted(found, key=lambda pair: -pair[0].line):  # the lines above stay
        digest = make_sum(passage, sources[options.key])
        file.write_text(mark(file.read_text("utf-8"), record, str(date.today()), digest), "utf-8")
    missing = {*options.passages} - {name for _, passage in found for name in (passage.id, passage.address)}
    if missing:
        sys.exit(f"no record says what '{options.key}' was seen to state for: {', '.join(sorted(missing))}")
