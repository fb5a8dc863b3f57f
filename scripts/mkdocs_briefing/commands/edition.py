"""Freeze what is in docs/ as the next edition: numbered, dated, and never changed again.

It writes editions/<n>/ whole, and which edition is to be cited into CITATION.cff; or refuses with
exit status 1: without a note, where a check fails, where a reading is owed, where nothing says why
something moved, where something was read on a day to come, or where nothing has changed since the
newest edition.
"""

import os
import shutil
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from mkdocs.exceptions import Abort, MkDocsException

from ..citing.cff import name_edition
from ..claims.held import list_owed
from ..editions.editions import load_editions
from ..pages.publication import Publication, Version
from ..pipeline.days import find_days_to_come
from ..pipeline.dry_run import dry_run
from ..pipeline.freezing import freeze_site
from ..pipeline.log import print_warnings
from ..pipeline.moved import find_untold
from ..pipeline.publish import lock_folder
from .checked import write_owed


def freeze(config_file: Path, note: str, day: date) -> str:
    """Freeze the project of a `mkdocs.yml`, and return the name of the edition.

    Raise Abort where it refuses, OSError where it cannot be written; then nothing was frozen.
    """
    editions, _problems = load_editions(config_file.parent)
    version = Version(len(editions) + 1, day, note)
    if not note:
        raise Abort('say why, in one sentence for readers: mkdocs-briefing edition --note "…"')
    if editions and day < editions[-1].version.date:
        raise Abort(f"{editions[-1].version.name} has a later date, {editions[-1].version.date}")
    build = dry_run(config_file, version)
    site = build.site
    refused = [*map(str, sorted([*find_untold(site), *find_days_to_come(site)]))]
    if list_owed(site.statements):
        refused.append(write_owed(site))
    if refused:
        raise Abort("\n".join(refused))
    if editions and not (site.project.changed or site.differing):
        raise Abort(f"nothing has changed since {editions[-1].version.name}")
    _put_in_place(config_file.parent / version.path, freeze_site(build))
    _update_citation(config_file.with_name("CITATION.cff"), site.publication)
    return version.name


def _update_citation(file: Path, publication: Publication) -> None:
    """Have a citation file, where there is one, name the edition that was just frozen."""
    if file.is_file():
        text = file.read_text(encoding="utf-8")
        file.write_text(name_edition(text, publication), encoding="utf-8")


def _put_in_place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files of an edition in their folder: all, or none at all."""
    folder.parent.mkdir(exist_ok=True)
    stage = folder.with_name(".freezing")
    lock = lock_folder(folder.parent)
    try:
        shutil.rmtree(stage, ignore_errors=True)  # of a freeze that was killed
        for name, content in files.items():
            path = stage / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        stage.rename(folder)  # fails where somebody else has just frozen the same number
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        os.close(lock)


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("--note", default="", help="why, in one sentence for readers")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="or today")


def run(arguments: Namespace) -> None:
    """Freeze an edition. Raise SystemExit where it is refused."""
    print_warnings()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("nothing was frozen: it was stopped"))
    try:
        name = freeze(arguments.config, " ".join(arguments.note.split()), arguments.date)
    except (MkDocsException, OSError) as error:
        sys.exit(f"nothing was frozen: {error}")
    print(f"froze {name}")
