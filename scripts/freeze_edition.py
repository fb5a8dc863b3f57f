"""Freeze what is in docs/ as the next edition: numbered, dated, and never changed again.

Usage: python scripts/freeze_edition.py --note "Corrects the ratification" [--date 2026-11-25]

Writes editions/<n>/ whole, or refuses with exit status 1: where a check fails, nothing has changed
since the newest edition, or there is no note. A site that was a draft is none from then on:
`draft` goes out of `mkdocs.yml`, or the freeze says where it comes from, and refuses.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.exceptions import Abort, MkDocsException

from briefing.claims.statements import Version
from briefing.editions.freezing import make_edition
from briefing.editions.manifest import Edition, load_editions
from briefing.pipeline.draft import end_draft
from briefing.pipeline.plan import plan
from briefing.pipeline.telling import print_warnings

SETTINGS = Path(__file__).parent.parent / "mkdocs.yml"


def freeze(config_file: Path, note: str, day: date) -> str:
    """Freeze the project of a `mkdocs.yml`, and return the name of the edition.

    Raise Abort where it refuses, OSError where it cannot be written; then nothing was frozen.
    """
    editions, problems = load_editions(config_file.parent)
    reasons = [*map(str, problems), *_list_objections(editions, note, day)]
    if reasons:
        raise Abort("\n".join(reasons))
    version = Version(len(editions) + 1, day, note)
    site = plan(config_file, version)
    if editions and not site.differences:
        raise Abort(f"nothing has changed since {editions[-1].version.name}")
    files = make_edition(site.kept, site.project.read_picture, site.cite)
    _put_in_place(config_file, config_file.parent / version.path, files)
    return version.name


def _list_objections(editions: Sequence[Edition], note: str, day: date) -> Iterator[str]:
    """Yield what speaks against an edition with a note and a day, before anything was built."""
    if not note:
        yield 'say why, in one sentence for readers: --note "…"'
    if editions and day < editions[-1].version.date:
        newest = editions[-1].version
        yield f"{newest.name} has a later date, {newest.date}"


def _put_in_place(config_file: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files of an edition in their folder, and end the draft: both, or nothing at all."""
    folder.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix=".freezing-", dir=folder.parent) as stage:
        whole = Path(stage, "whole")
        for name, content in files.items():
            path = whole / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        settings = Path(stage, "settings")
        settings.write_bytes(end_draft(config_file).encode())
        shutil.copymode(config_file, settings)
        whole.rename(folder)  # fails where somebody else has just frozen the same number
        settings.replace(config_file)


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return what the command was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--note", default="", help="why, in one sentence for readers")
    parser.add_argument(
        "--date", type=date.fromisoformat, default=date.today(), help="by default today"
    )
    parser.add_argument("--config", type=Path, default=SETTINGS)
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> str:
    """Return what is to be printed. Raise MkDocsException or OSError where nothing was frozen."""
    arguments = read_arguments(argv)
    config_file = arguments.config.resolve()
    note = " ".join(arguments.note.split())
    return f"froze {freeze(config_file, note, arguments.date)}"


if __name__ == "__main__":
    print_warnings()
    try:
        print(main(sys.argv[1:]))
    except (MkDocsException, OSError) as error:
        sys.exit(f"nothing was frozen: {error}")
