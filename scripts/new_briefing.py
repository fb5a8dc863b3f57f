"""Begin another briefing beside this one: the engine as it is, and two pages to write over.

Usage: python scripts/new_briefing.py FOLDER [LOCALE]   (a folder of `starter/`, by default `en`)

What `starter/engine.txt` names is copied, with tests for any briefing, and a Git repository is
begun with all of it, unless FOLDER lies within one. Exit status 1 where FOLDER is not empty.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "starter"
ALL = "all"  # the folder of the starter with what is the same in every language
# The line of `mkdocs.yml` from which on it is the same in every briefing.
HALF = "# The engine's half"


def list_engine() -> Iterator[Path]:
    """Yield the files that `starter/engine.txt` names by patterns."""
    for pattern in (STARTER / "engine.txt").read_text(encoding="utf-8").split():
        for path in ROOT.glob(pattern):
            if path.is_file() and path.suffix != ".pyc":
                yield path


def copy_engine(folder: Path) -> None:
    """Copy the engine into a folder, at the same places."""
    for path in list_engine():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)


def copy_starter(folder: Path, locale: str) -> None:
    """Copy the pages to write over, and settings: the author's half, and that of the engine."""
    for part in (ALL, locale):
        shutil.copytree(STARTER / part, folder, dirs_exist_ok=True)
    _, mark, half = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition(HALF)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n{mark}{half}")


def begin_git(folder: Path) -> str:
    """Begin a repository with all that is there, staged; return what is to be said of it.

    What lies within a repository stays its part.
    """
    if shutil.which("git") is None:
        return "Git is not here: begin a repository yourself, before the first edition."
    if run_git(folder, "rev-parse", "--is-inside-work-tree"):
        return "It lies within a Git repository, and is part of it: commit it there."
    run_git(folder, "init", "--quiet")
    run_git(folder, "add", "--all")
    return 'Git is begun, and everything staged: git commit -m "Begins".'


def run_git(folder: Path, *arguments: str) -> bool:
    """Return whether a command of Git ends well in a folder."""
    command = ["git", *arguments]
    return not subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def is_taken(folder: Path) -> bool:
    """Return whether there is something where a briefing is to be begun."""
    return folder.is_file() or (folder.is_dir() and any(folder.iterdir()))


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return what the command was asked for."""
    locales = {path.name for path in STARTER.iterdir() if path.is_dir()} - {ALL}
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("locale", nargs="?", default="en", choices=sorted(locales))
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> str:
    """Begin a briefing, and return what is to be printed. Raise SystemExit where it cannot."""
    arguments = read_arguments(argv)
    folder = arguments.folder
    if is_taken(folder):
        sys.exit(f"{folder} is not empty; name a new folder: make new DIR=../name")
    copy_engine(folder)
    copy_starter(folder, arguments.locale)
    git = begin_git(folder)
    return (
        f"A briefing stands in {folder}. {git}\n"
        f"Next: cd {folder} && make serve; its README says the rest."
    )


if __name__ == "__main__":
    print(main(sys.argv[1:]))
