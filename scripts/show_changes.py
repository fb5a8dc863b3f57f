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
from briefing.editions.changes import compare_editions, mark_words
from briefing.editions.manifest import Version


def list_changes(config_file: Path) -> Iterator[str]:
    """Yield what differs in the project of a `mkdocs.yml`, line by line. Raise Abort where it cannot be built."""
    site = build(config_file, Version(10 ** 6, date.today()))  # an edition to come: it may say anything
    yield from (difference.message for difference in site.differences if not difference.id)
    for url, changes in compare_editions(site.project.editions[-1], site.kept).items() if site.project.editions else ():
        for section, outcome, rows in changes:
            if outcome.state != "same":
                yield f"/{url}#{section.id}, {section.title}: {outcome.state}"
            for row in rows:
                yield from [f"    {mark_words(row.runs)}"] if row.runs else [
                    *(f"  - {words}" for words in row.old), *(f"  + {words}" for words in row.new)]


def main() -> None:
    """Tell of the project of the given `mkdocs.yml`, by default the one that this file belongs to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, default=Path(__file__).parent.parent / "mkdocs.yml")
    logging.basicConfig(format="%(message)s")  # what a build warns of
    try:
        lines = list_changes(parser.parse_args().config.resolve())
        print("\n".join(lines) or "nothing differs from the newest edition")
    except (MkDocsException, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
