"""Show what was written since the newest edition, word by word, as Git tells it.

Without an edition it shows what was written since the last commit.
"""

import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..editions.editions import MANIFEST
from ..pages.publication import EDITIONS_FOLDER

_TEXT = ("docs/*.md", "docs/*.yml", "*.bib", "mkdocs.yml")


def add_arguments(parser: ArgumentParser) -> None:
    """This command has no arguments of its own."""


def run(arguments: Namespace) -> None:
    """Show it. Raise SystemExit where Git cannot."""
    root = arguments.config.parent
    manifests = sorted(root.glob(f"{EDITIONS_FOLDER}/*/{MANIFEST}"), key=_find_number)
    last = _run_git(root, "log", "-1", "--format=%H", "--", *map(str, manifests[-1:]))
    print(_run_git(root, "diff", "--word-diff", *last.split(), "--", *_TEXT), end="")


def _find_number(manifest: Path) -> int:
    return int(manifest.parent.name) if manifest.parent.name.isdecimal() else 0


def _run_git(root: Path, *arguments: str) -> str:
    """Return what Git says in a folder. Raise SystemExit with its message where it fails."""
    done = subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr.strip())
    return done.stdout
