"""Note that a passage was held against what was read in a source: its day, and the sum of both, in docs/support.yml.

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
from briefing.build.site import Site
from briefing.claims.support import Record, make_sum

ROOT = Path(__file__).parent.parent


def mark(text: str, record: Record, held: str, digest: str) -> str:
    """Return the text of the file with a record marked as held on a day."""
    lines = text.splitlines(keepends=True)
    end = next((n for n in range(record.line, len(lines)) if not lines[n].startswith(" ")), len(lines))
    entry = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(record).items()
             if value and name != "line"} | {"held": held, "sum": digest}
    new = yaml.safe_dump([entry], default_flow_style=None, allow_unicode=True, sort_keys=False, width=116)
    return "".join([*lines[:record.line - 1], new, *lines[end:]])


def mark_all(site: Site, key: str, names: list[str], held: str) -> list[str]:
    """Mark the records of some passages and one source, and return those passages for which there is none."""
    support, source = site.project.support, site.project.bibliography.sources.get(key)
    file, missing = site.project.root / support.path, set(names)
    passages = [passage for page in site.pages for passage in page.evidence.passages]
    found = [(record, passage) for passage in passages for record in (support.find(passage).get(key),)
             if record and missing & {passage.id, passage.address}]
    if source is None:
        return names
    for record, passage in sorted(found, key=lambda pair: -pair[0].line):  # from the end: the lines above stay
        file.write_text(mark(file.read_text("utf-8"), record, held, make_sum(passage, source)), "utf-8")
        missing -= {passage.id, passage.address}
    return sorted(missing)


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
        missing = mark_all(build(options.config.resolve()), options.key, options.passages, str(options.date))
    except MkDocsException as error:
        print(f"nothing was marked: {error}", file=sys.stderr)
        return 1
    for name in missing:
        print(f"no record says what '{options.key}' was seen to state for '{name}'", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
