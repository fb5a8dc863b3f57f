"""Say what differs from the newest edition, as a reader would see it; nothing is frozen.

Usage: python scripts/show_changes.py [--config FILE]
Words taken out stand after `-` or in `[out: …]`, new ones after `+` or in `[in: …]`.
"""

import argparse
import logging
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from briefing.build.request import build
from briefing.editions.changes import SIGNS, compare_editions
from briefing.editions.finished import make_edition
from briefing.editions.manifest import Version, read_edition


def list_changes(config_file: Path) -> Iterator[str]:
    """Yield what differs in the project of a `mkdocs.yml`, line by line. Raise Abort where it cannot be built."""
    site = build(config_file, Version(10 ** 6, date.today(), "What is there now."))
    newest = site.project.editions[-1] if site.project.editions else None
    yield from (difference.message for difference in site.differences if not difference.id)
    now = read_edition(make_edition(site.version, site.finished, newest))
    for url, changes in compare_editions(newest, now).items() if newest else ():
        for section, outcome, rows in changes:
            if outcome.state != "same":
                yield f"/{url}#{section.id}, {section.title}: {outcome.state}"
            for row in rows:
                yield from [f"    {' '.join(SIGNS[kind].format(words) for kind, words in row.runs)}"] if row.runs else [
                    *(f"  - {words}" for words in row.old), *(f"  + {words}" for words in row.new)]


def main() -> int:
    """Tell of the project of the given `mkdocs.yml`, by default the one that this file belongs to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--config", type=Path, default=Path(__file__).parent.parent / "mkdocs.yml")
    logging.basicConfig(format="%(message)s")  # what a build warns of
    try:
        lines = list(list_changes(parser.parse_args().config.resolve()))
    except (MkDocsException, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(lines) or "nothing differs from the newest edition")
    return 0


if __name__ == "__main__":
    sys.exit(main())
