"""What all commands that change an author's files have in common."""

import argparse
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from ..problems import Refused
from ..rewriting import Rewrite, put_in_place, show_changes
from .settings import name_bib

SETTINGS = Path(__file__).parents[3] / "mkdocs.yml"


class Places(NamedTuple):
    """Where the files of a project stand."""

    root: Path  # the folder of `mkdocs.yml`
    settings: Path
    docs: Path
    bibliography: Path
    language: str  # BCP 47 tag of what the engine says in it

    def call(self, file: Path) -> str:
        """Return how messages call a file."""
        return file.relative_to(self.root).as_posix()


def make_parser(doc: str | None) -> argparse.ArgumentParser:
    """Return a parser with the options that all of them have; `doc` is what `--help` says."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--config", type=Path, default=SETTINGS, help="another mkdocs.yml")
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would change, and write nothing"
    )
    return parser


def find_places(config_file: Path) -> Places:
    """Return where the files of a project stand. Raise Refused where `mkdocs.yml` is faulty."""
    file = config_file.resolve()
    try:
        config = load_config(str(file))
        language = str(config.theme.get("language") or "en")
        bibliography = file.parent / name_bib(config)
        return Places(file.parent, file, Path(config.docs_dir), bibliography, language)
    except MkDocsException as error:
        raise Refused(f"{file.name} cannot be used: {error}; see make check") from error


def be_quiet() -> None:
    """Say nothing of what a build would warn of: `make check` does."""
    log = logging.getLogger("mkdocs")
    log.addHandler(logging.NullHandler())
    log.propagate = False


def finish(root: Path, rewrites: Sequence[Rewrite], done: str, *, is_dry: bool) -> None:
    """Write what a command has changed, or show it, and say in a line what that was.

    Raise Refused or OSError where it cannot be written; then nothing was.
    """
    changed = [rewrite.path for rewrite in rewrites if rewrite.is_change]
    if not changed:
        print("nothing to change")
        return
    if is_dry:
        for line in show_changes(rewrites):
            print(line)
        print(f"dry run, nothing was written; it would say: {done} ({', '.join(changed)})")
        return
    put_in_place(root, rewrites)
    print(f"{done} ({', '.join(changed)})")


def run(main: Callable[[Sequence[str]], None]) -> None:
    """Run a command; say in one line why it changed nothing, also where somebody ends it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main(sys.argv[1:])
    except (Refused, MkDocsException) as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"nothing was changed: {error.filename or 'a file'}: {error.strerror or error}")
    except KeyboardInterrupt:
        sys.exit("nothing was changed: it was stopped")
