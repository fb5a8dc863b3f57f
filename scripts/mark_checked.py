"""Note that a passage was held against what was read in a source: the day, and the sum of both, in docs/support.yml.

Usage: python scripts/mark_checked.py KEY PASSAGE… [--date 2026-11-26] [--config FILE]
Exit status 1 where a check fails first, and where the file has no such record.
"""

import argparse
import logging
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import yaml
from mkdocs.exceptions import MkDocsException

from briefing.build.request import build
from briefing.claims.support import FILE, Record, make_sum

ROOT = Path(__file__).parent.parent


def mark(text: str, record: Record, held: str, digest: str) -> str:
    """Return the text of the file with a record marked as held on a day."""
    lines = text.splitlines(keepends=True)
    end = next((n for n in range(record.line, len(lines)) if not lines[n].startswith(" ")), len(lines))
    entry = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(record).items()
             if value and name != "line"} | {"held": held, "sum": digest}
    new = yaml.safe_dump([entry], default_flow_style=None, allow_unicode=True, sort_keys=False, width=116)
    return "".join([*lines[:record.line - 1], new, *lines[end:]])


def main() -> int:
    """Mark records of the project of the given `mkdocs.yml`, by default the one that this file belongs to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("key", help="citation key of the source")
    parser.add_argument("passages", nargs="+", help="ids of claims or notes")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="by default today")
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", help="the mkdocs.yml of the project")
    options = parser.parse_args()
    logging.basicConfig(format="%(message)s")  # what a build warns of
    try:
        site = build(options.config.resolve())
    except MkDocsException as error:
        print(f"nothing was marked: {error}", file=sys.stderr)
        return 1
    project, known = site.project, [passage for page in site.pages for passage in page.evidence.passages]
    wanted = {record: make_sum(passage, project.bibliography.sources[options.key])
              for passage in known if {passage.id, passage.address} & {*options.passages}
              for record in [project.support.find(passage).get(options.key)] if record}
    file = project.docs / FILE
    for record, digest in sorted(wanted.items(), key=lambda pair: -pair[0].line):  # the lines above stay
        file.write_text(mark(file.read_text("utf-8"), record, str(options.date), digest), "utf-8")
    missing = {*options.passages} - {name for passage in known if project.support.find(passage).get(options.key)
                                     for name in (passage.id, passage.address)}
    for name in sorted(missing):
        print(f"no record says what '{options.key}' was seen to state for '{name}'", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
