"""A site is built beside the last good one, and takes its place in one step or not at all.

MkDocs empties its folder before it has rendered a page, so it is given one next to the real one.
A lock beside the site, which goes with its process, keeps two builds apart; what a killed build
has left, the next one puts right.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ..problems import Refused

if sys.platform != "win32":  # which has no such module
    import fcntl

MARK = ".mkdocs-briefing"  # name of the file by which a build knows the site of an earlier one
_MARK_TEXT = "This folder was built. The next build replaces it, with all that is in it.\n"
_SUMS = "SHA256SUMS"
_ELSEWHERE = "name another folder, or empty this one"


@dataclass
class Stage:
    """A folder to build in, and the site that it is to replace."""

    path: Path
    site: Path
    lock: int | None = None  # open file that holds the lock, until it is published or discarded

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file, by its path from the root of the site. Raise OSError, with its path."""
        write_file(self.path / path, content)

    def delete(self, path: str) -> None:
        """Delete a file, if it is there."""
        (self.path / path).unlink(missing_ok=True)

    def write_sums(self) -> dict[str, str]:
        """Write the sums of all files as `sha256sum` does, and return them by path, its own too."""
        sums = sum_site(self.path)
        text = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
        self.write(_SUMS, text)
        return sums | {_SUMS: sha256(text.encode()).hexdigest()}


def write_file(file: Path, content: str | bytes) -> None:
    """Write a file, and the folders that it needs. Raise OSError, with its path."""
    data = content.encode() if isinstance(content, str) else content
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error


def sum_site(site: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a site by its path, but for its mark.

    What is no plain file has an empty sum, which no file has.
    """
    sums = dict[str, str]()
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if name == MARK or (path.is_dir() and not path.is_symlink()):
            continue
        is_plain = path.is_file() and not path.is_symlink()
        sums[name] = sha256(path.read_bytes()).hexdigest() if is_plain else ""
    return sums


def make_stage(site: Path, root: Path) -> Stage:
    """Lock `site` and create an empty folder beside it. `root` is the folder of the project.

    Raise Refused where another build is running, or where `site` holds anything but a site of
    ours: it will be deleted.
    """
    site = site.resolve()
    for reason in _find_reasons_to_keep(site, root.resolve()):
        raise Refused(f"{site} cannot be replaced by the site: {reason}; {_ELSEWHERE}")
    site.parent.mkdir(parents=True, exist_ok=True)
    stage = Stage(_name(site, "new"), site, _lock(site))
    try:
        _clear(site)
        stage.path.mkdir()
    except OSError:
        discard(stage)
        raise
    return stage


def _find_reasons_to_keep(site: Path, root: Path) -> Iterator[str]:
    if root.is_relative_to(site):
        yield "the project is in it"
    if site.exists() and not site.is_dir():
        yield "it is not a folder"
    if (site / ".git").exists():
        yield "it holds a Git repository"
    if site.is_dir() and any(site.iterdir()) and not (site / MARK).is_file():
        yield f"it is not empty, and has no {MARK} of an earlier build"


def publish(stage: Stage) -> None:
    """Put the finished stage where the site is; what was there is deleted last."""
    try:
        (stage.path / MARK).write_text(_MARK_TEXT, encoding="utf-8")
        _make_readable(stage.path)
        if not _exchange(stage.path, stage.site):
            # Between the two steps there is no site; who is killed there leaves it to the next.
            if stage.site.exists():
                stage.site.rename(_name(stage.site, "old"))
            stage.path.rename(stage.site)
    finally:
        discard(stage)


def discard(stage: Stage) -> None:
    """Delete what stands in a stage, and let the next build begin; nothing if it has no lock."""
    if stage.lock is None:
        return
    _clear(stage.site)
    with suppress(OSError):  # an empty file; what counts is that it is closed
        _name(stage.site, "lock").unlink()
    os.close(stage.lock)
    stage.lock = None


def _make_readable(folder: Path) -> None:
    """Let whoever serves the site read it, whatever the umask of the build is."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _lock(site: Path) -> int:
    """Return the open file that holds the lock of a site. Raise Refused where another has it."""
    lock = os.open(_name(site, "lock"), os.O_RDWR | os.O_CREAT, 0o644)
    if sys.platform == "win32":  # it has no such lock
        return lock
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        message = f"another build is writing {site}; try again when it has ended"
        raise Refused(message) from None
    if os.fstat(lock).st_nlink == 0:  # its last holder has just deleted it: others lock another
        os.close(lock)
        return _lock(site)
    return lock


def _name(site: Path, what: str) -> Path:
    """Return what stands beside a site while it is built.

    That is its `lock`, the `new` site, and the `old` one, moved away.
    """
    return site.with_name(f".building-{what}-{site.name}")


def _clear(site: Path) -> None:
    """Put back a site that was moved away, where no other has its place, and delete the rest."""
    old = _name(site, "old")
    if old.exists() and not site.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(_name(site, "new"), ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, by renameat2(2) of Linux.

    Return False where there is no other, or the system has no such step.
    """
    if sys.platform != "linux":
        return False
    swap = getattr(ctypes.CDLL(None), "renameat2", None)
    at_fdcwd, rename_exchange = -100, 2
    return swap is not None and not swap(
        at_fdcwd, bytes(one), at_fdcwd, bytes(other), rename_exchange
    )
