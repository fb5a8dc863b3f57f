"""Building beside the last good site, and swapping the two when all is well.

MkDocs empties the site folder before it has rendered a page. So it is given a folder of
its own next to the real one; only a build without faults takes the real one's place, in one
step where the system can do that. A lock beside the site keeps two builds apart; it goes with
the process that holds it. What a killed build has left is put right by the next one.
"""

import ctypes
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..problems import Refused

try:
    import fcntl
except ImportError:  # Windows has no such lock
    fcntl = None  # type: ignore[assignment]

MARK = ".mkdocs-briefing"  # name of the file by which a build knows the site of an earlier one
_MARK_TEXT = "This folder was built. The next build replaces it, with all that is in it.\n"
_PREFIX = ".building-"
_OLD = "-old"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@dataclass(frozen=True)
class Stage:
    """A folder to build in, and the site that it is to replace."""

    path: Path
    site: Path
    lock: int  # open file that holds the lock


def make_stage(site: Path, root: Path) -> Stage:
    """Lock `site` and create an empty folder beside it. `root` is the folder of the project.

    Raises Refused where another build is running, or where `site` holds anything but a site of ours.
    """
    site = site.resolve()
    check_target(site, root.resolve())
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = _lock(site)
    try:
        _recover(site)
        path = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{site.name}-", dir=site.parent))
        path.chmod(0o755)
    except OSError:
        os.close(lock)
        raise
    return Stage(path, site, lock)


def check_target(site: Path, root: Path) -> None:
    """Raise Refused unless `site` is missing, empty, or built by us: what it holds will be deleted."""
    reason = ""
    if root.is_relative_to(site):
        reason = "the project is in it"
    elif not site.exists():
        pass
    elif not site.is_dir():
        reason = "it is not a folder"
    elif (site / ".git").exists():
        reason = "it holds a Git repository"
    elif any(site.iterdir()) and not (site / MARK).is_file():
        reason = f"it is not empty, and has no {MARK} of an earlier build"
    if reason:
        raise Refused(f"{site} cannot be replaced by the site: {reason}; name another folder, or empty this one")


def is_whole(site: Path, sums: Mapping[str, str]) -> bool:
    """Whether a site has the files with these sums, and no others but its mark."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_symlink() or path.is_file()}
    return files.keys() == {*sums, MARK} and all(
        name == MARK or (not path.is_symlink() and hashlib.sha256(path.read_bytes()).hexdigest() == sums.get(name))
        for name, path in files.items())


def list_contents(stage: Path, known: Mapping[str, str]) -> dict[str, str]:
    """Write what the site consists of: `files.json` for programs, `SHA256SUMS` for `sha256sum --check`.

    Return the sums of all its files; `known` has sums of some by their paths. All can be read by whoever serves the
    site, whatever the umask.
    """
    sums = {}
    for path in sorted(stage.rglob("*")):
        name = path.relative_to(stage).as_posix()
        if path.is_file():
            sums[name] = known.get(name) or hashlib.sha256(path.read_bytes()).hexdigest()
        path.chmod(0o644 if name in sums else 0o755)
    lists = {"files.json": json.dumps(sums, indent=1, ensure_ascii=False) + "\n",
             "SHA256SUMS": "".join(f"{digest}  {name}\n" for name, digest in sums.items())}
    for name, text in lists.items():
        (stage / name).write_text(text, encoding="utf-8")
        (stage / name).chmod(0o644)
    return sums | {name: hashlib.sha256(text.encode()).hexdigest() for name, text in lists.items()}


def publish(stage: Stage) -> None:
    """Put the finished stage where the site is; what was there is deleted last."""
    try:
        (stage.path / MARK).write_text(_MARK_TEXT, encoding="utf-8")
        (stage.path / MARK).chmod(0o644)
        if not stage.site.exists():
            stage.path.rename(stage.site)
        elif not _exchange(stage.path, stage.site):
            _exchange_by_names(stage.path, stage.site)
    finally:
        discard(stage)


def discard(stage: Stage) -> None:
    """Delete what stands in the stage, and let the next build begin."""
    shutil.rmtree(stage.path, ignore_errors=True)
    with suppress(OSError):  # an empty file; what counts is that it is closed
        _name_lock(stage.site).unlink()
    os.close(stage.lock)


def _lock(site: Path) -> int:
    """Give an open file that holds the lock."""
    lock = os.open(_name_lock(site), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise Refused(f"another build is writing {site}; try again when it has ended") from None
    if fcntl and os.fstat(lock).st_nlink == 0:  # its last holder has just deleted it: others lock another file
        os.close(lock)
        return _lock(site)
    return lock


def _name_lock(site: Path) -> Path:
    return site.with_name(f"{_PREFIX}{site.name}.lock")


def _recover(site: Path) -> None:
    """Put back a site that a killed build had moved away, and delete all else that it left."""
    name = re.compile(rf"{re.escape(_PREFIX + site.name)}-\w{{8}}({_OLD})?")
    for path in [path for path in site.parent.iterdir() if name.fullmatch(path.name)]:
        if path.name.endswith(_OLD) and not site.exists():
            path.rename(site)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, renameat2(2); False where the system or the disk has no such step."""
    swap = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return swap is not None and swap(_AT_FDCWD, bytes(one), _AT_FDCWD, bytes(other), _RENAME_EXCHANGE) == 0


def _exchange_by_names(stage: Path, site: Path) -> None:
    """Swap in two steps; there is no site between them, and a build killed there leaves it to `_recover`."""
    old = stage.with_name(stage.name + _OLD)
    site.rename(old)
    try:
        stage.rename(site)
    except OSError:
        old.rename(site)
        raise
    old.rename(stage)
