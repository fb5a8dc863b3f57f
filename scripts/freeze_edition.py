"""Freeze what is in docs/ as the next edition: numbered, dated, and never changed again.

Usage: python scripts/freeze_edition.py --note "Corrects the date of the ratification" [--date 2026-11-25]
       python scripts/freeze_edition.py --show
Writes editions/<n>/ whole or not at all. Refuses where a check fails, where nothing has changed since the newest
edition, and without a note. Exit status 1 when it refuses. With `--show` it freezes nothing, and says what differs
from the newest edition, as a reader would see it: words taken out after `-` or in `[out: …]`, new ones after `+` or
in `[in: …]`.
"""

import argparse
import logging
import os
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.exceptions import Abort, MkDocsException

from briefing.build.request import build
from briefing.editions.changes import describe_changes
from briefing.editions.manifest import Edition, Version, load_editions, make_edition
from briefing.text import find_hidden


def freeze(config_file: Path, note: str, day: date) -> str:
    """Freeze the project of a `mkdocs.yml` and return the name of the edition; raise Abort where it refuses."""
    editions, problems = load_editions(config_file.parent)
    newest = editions[-1] if editions else None
    if reasons := [*map(str, problems), *_find_reasons(note, day, newest)]:
        raise Abort("\n".join(reasons))
    version = Version(len(editions) + 1, day, note)
    site = build(config_file, version)
    if newest and not site.differences:
        raise Abort(f"nothing has changed since {newest.version.name}")
    folder = config_file.parent / version.path
    folder.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix=".freezing-", dir=folder.parent) as stage:
        for name, content in make_edition(site.kept, newest, site.project.read_picture, site.cite).items():
            path = Path(stage, "whole", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        settings = Path(stage, "settings")  # without the line that says that the site is a draft
        settings.write_text(re.sub(r"(?m)^\s+draft: true\b.*\n", "", config_file.read_text("utf-8")), "utf-8")
        shutil.copymode(config_file, settings)
        os.rename(Path(stage, "whole"), folder)  # fails where somebody else has just frozen the same number
        os.replace(settings, config_file)
    return version.name


def _find_reasons(note: str, day: date, newest: Edition | None) -> Iterator[str]:
    yield from (f"--note: {message}" for _, message, _, _ in find_hidden(note))
    if not note:
        yield 'say why, in one sentence for readers: --note "…"'
    if newest and day < newest.version.date:
        yield f"{newest.version.name} has a later date, {newest.version.date}"


def show(config_file: Path) -> Iterator[str]:
    """Yield what differs in the project of a `mkdocs.yml`, line by line. Raise Abort where it cannot be built."""
    site = build(config_file, Version(10 ** 6, date.today()))  # an edition to come, which may say anything
    yield from (difference.message for difference in site.differences if not difference.id)
    for newest in site.project.editions[-1:]:
        yield from describe_changes(newest, site.kept)


def main() -> None:
    """Freeze the project of the given `mkdocs.yml`, by default the one that this file belongs to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--note", default="", help="why, in one sentence for readers")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="by default today")
    parser.add_argument("--config", type=Path, default=Path(__file__).parent.parent / "mkdocs.yml")
    parser.add_argument("--show", action="store_true", help="freeze nothing, and say what differs")
    options = parser.parse_args()
    config = options.config.resolve()
    logging.basicConfig(format="%(message)s")  # what a build warns of
    try:
        print("\n".join(show(config)) or "nothing differs from the newest edition" if options.show
              else f"froze {freeze(config, ' '.join(options.note.split()), options.date)}")
    except (Abort, MkDocsException, OSError) as error:
        sys.exit(f"nothing was frozen: {error}")


if __name__ == "__main__":
    main()
