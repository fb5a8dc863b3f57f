"""Freeze what is in docs/ as the next edition: numbered, dated, and never changed again.

Usage: python scripts/freeze_edition.py --note "Corrects the date of the ratification" [--date 2026-11-25]
       python scripts/freeze_edition.py --show [--all]
Writes editions/<n>/ whole, or refuses with exit status 1: where a check fails, nothing has changed since the newest
edition, or there is no note. With `--show` it says what differs: how many sections of each page, and the words where
few of a section differ, or of all with `--all`: old ones after `-` or `[out: …]`, new ones after `+` or `[in: …]`."""

import argparse
import logging
import re
import shutil
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.exceptions import Abort, MkDocsException

from briefing.claims.records import Version
from briefing.editions.manifest import load_editions, make_edition
from briefing.editions.outcomes import compare_editions, tell
from briefing.pipeline.site import build
from briefing.text import find_hidden


def freeze(config_file: Path, note: str, day: date) -> str:
    """Freeze the project of a `mkdocs.yml` and return the name of the edition; raise Abort where it refuses."""
    editions, problems = load_editions(config_file.parent)
    newest = editions[-1] if editions else None
    reasons = [
        *map(str, problems),
        *(f"--note: {message}" for _, message, _, _ in find_hidden(note)),
    ]
    reasons += [] if note else ['say why, in one sentence for readers: --note "…"']
    if newest and day < newest.version.date:
        reasons.append(f"{newest.version.name} has a later date, {newest.version.date}")
    if reasons:
        raise Abort("\n".join(reasons))
    version = Version(len(editions) + 1, day, note)
    site = build(config_file, version)
    if newest and not site.differences:
        raise Abort(f"nothing has changed since {newest.version.name}")
    _write(config_file, version.path, make_edition(site.kept, site.project.read_picture, site.cite))
    return version.name


def _write(config_file: Path, place: str, files: Mapping[str, bytes]) -> None:
    """Put the files of an edition in place, and take the line that makes the site a draft out of its settings."""
    folder = config_file.parent / place
    folder.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix=".freezing-", dir=folder.parent) as stage:
        for name, content in files.items():
            path = Path(stage, "whole", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        settings = Path(stage, "settings")
        settings.write_text(
            re.sub(r"(?m)^\s+draft: true\b.*\n", "", config_file.read_text("utf-8")), "utf-8"
        )
        shutil.copymode(config_file, settings)
        Path(stage, "whole").rename(
            folder
        )  # fails where somebody else has just frozen the same number
        settings.replace(config_file)


def show(config_file: Path, most: int) -> str:
    """Return what differs in a project, with the words of sections in which at most so many differ, or all for 0."""
    site = build(
        config_file, Version(10**6, date.today())
    )  # as one to come, in which no difference is a fault
    if not site.differences:
        return "nothing differs from the newest edition"
    pages = compare_editions(site.project.editions[-1], site.kept)
    changed = [
        (url, [change for change in pages[url] if change[1].state != "same"]) for url in pages
    ]
    return tell("differences", changed, [other for other in site.differences if not other.id], most)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--note", default="", help="why, in one sentence for readers")
    parser.add_argument(
        "--date", type=date.fromisoformat, default=date.today(), help="by default today"
    )
    parser.add_argument("--config", type=Path, default=Path(__file__).parent.parent / "mkdocs.yml")
    parser.add_argument("--show", action="store_true", help="freeze nothing, and say what differs")
    parser.add_argument(
        "--all", action="store_const", dest="most", const=0, default=20, help="every word of it"
    )
    given = parser.parse_args()
    config = given.config.resolve()
    logging.basicConfig(format="%(message)s")  # what a build warns of
    try:
        print(
            show(config, given.most)
            if given.show
            else f"froze {freeze(config, ' '.join(given.note.split()), given.date)}"
        )
    except (MkDocsException, OSError) as error:
        sys.exit(f"nothing was frozen: {error}")
