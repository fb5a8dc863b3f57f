"""A site is built beside the last good one, and takes its place when it is whole, or not at all.

MkDocs empties its folder before it has rendered a page, so it is given one next to the real one.
Builds beside each other wait for each other; what a killed one has left, the next puts right.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from ..folders import read_folder
from ..problems import Refused
from ..text import make_sum

if sys.platform != "win32":  # which has no such module
    import fcntl

SUMS = "SHA256SUMS"  # the file by which a build knows the site of an earlier one
_ELSEWHERE = "name another folder, or empty this one"


class Stage:
    """A folder to build in, and the site that it is to replace."""

    def __init__(self, site: Path, root: Path) -> None:
        """Make an empty folder beside a site, `root` being the folder of the project.

        Raise Refused where the site holds anything but a site of ours: it will be deleted.
        """
        self.site = site.resolve()
        self.path = self._name("new")
        self._lock: int | None = None
        for reason in _find_reasons_to_keep(self.site, root.resolve()):
            raise Refused(f"{self.site} cannot be replaced by the site: {reason}; {_ELSEWHERE}")
        self.site.parent.mkdir(parents=True, exist_ok=True)
        self._lock = lock_folder(self.site.parent)
        try:
            self._clear()
            self.path.mkdir()
        except OSError:
            self.discard()
            raise

    def publish(self) -> None:
        """Put the finished stage where the site is; what was there is deleted last."""
        try:
            sums = "".join(f"{digest}  {name}\n" for name, digest in sum_site(self.path).items())
            (self.path / SUMS).write_text(sums, encoding="utf-8")
            _make_readable(self.path)
            # Between the two steps there is no site; who is killed there leaves it to the next.
            if self.site.exists():
                self.site.rename(self._name("old"))
            self.path.rename(self.site)
        finally:
            self.discard()

    def discard(self) -> None:
        """Delete what stands in the stage, and let the next build begin; once is enough."""
        if self._lock is not None:
            self._clear()
            os.close(self._lock)
            self._lock = None

    def _name(self, what: str) -> Path:
        """Return what stands beside the site: the `new` one, and the `old` one, moved away."""
        return self.site.with_name(f".building-{what}-{self.site.name}")

    def _clear(self) -> None:
        """Put back a site that was moved away where no other has its place; delete the rest."""
        old = self._name("old")
        if old.exists() and not self.site.exists():
            old.rename(self.site)
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(self.path, ignore_errors=True)


def sum_site(site: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a site by its path."""
    return {path: make_sum(content) for path, content in read_folder(site).items()}


def _find_reasons_to_keep(site: Path, root: Path) -> Iterator[str]:
    if root.is_relative_to(site):
        yield "the project is in it"
    if site.exists() and not site.is_dir():
        yield "it is not a folder"
    if (site / ".git").exists():
        yield "it holds a Git repository"
    if site.is_dir() and any(site.iterdir()) and not (site / SUMS).is_file():
        yield f"it is not empty, and has no {SUMS} of an earlier build"


def _make_readable(folder: Path) -> None:
    """Let whoever serves the site read it, whatever the umask of the build is."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def lock_folder(folder: Path) -> int:
    """Wait until nobody else writes in a folder; return what holds it, and goes with its process.

    Where the system locks no folders, builds are not kept apart.
    """
    if sys.platform == "win32":
        return os.open(os.devnull, os.O_RDONLY)
    lock = os.open(folder, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock
