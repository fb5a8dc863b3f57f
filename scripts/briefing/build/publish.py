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

    Raise Refused where another build is running, or where `site` holds anything but a site of ours: it will be deleted.
    """
    site, root = site.resolve(), root.resolve()
    reasons = {"the project is in it": root.is_relative_to(site),
               "it is not a folder": site.exists() and not site.is_dir(),
               "it holds a Git repository": (site / ".git").exists(),
               f"it is not empty, and has no {MARK} of an earlier build":
                   site.is_dir() and any(site.iterdir()) and not (site / MARK).is_file()}
    for reason in [reason for reason, holds in reasons.items() if holds]:
        raise Refused(f"{site} cannot be replaced by the site: {reason}; name another folder, or empty this one")
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = _lock(site)
    try:
        _clear(site)
        path = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{site.name}-", dir=site.parent))
    except OSError:
        os.close(lock)
        raise
    return Stage(path, site, lock)


def is_whole(site: Path, sums: Mapping[str, str]) -> bool:
    """Whether a site has the files with these sums, and no others but its mark."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_symlink() or path.is_file()}
    return files.pop(MARK, None) is not None and files.keys() == sums.keys() and all(
        not path.is_symlink() and _sum(path.read_bytes()) == sums[name] for name, path in files.items())


def list_contents(stage: Path, known: Mapping[str, str]) -> dict[str, str]:
    """Write what the site consists of: `files.json` for programs, `SHA256SUMS` for `sha256sum --check`.

    Return the sums of all its files; `known` has sums of some by their paths.
    """
    paths = [(path, path.relative_to(stage).as_posix()) for path in sorted(stage.rglob("*")) if path.is_file()]
    sums = {name: known.get(name) or _sum(path.read_bytes()) for path, name in paths}
    lists = {"files.json": json.dumps(sums, indent=1, ensure_ascii=False) + "\n",
             "SHA256SUMS": "".join(f"{digest}  {name}\n" for name, digest in sums.items())}
    for name, text in lists.items():
        (stage / name).write_text(text, encoding="utf-8")
    return sums | {name: _sum(text.encode()) for name, text in lists.items()}


def publish(stage: Stage) -> None:
    """Put the finished stage where the site is; what was there is deleted last."""
    try:
        (stage.path / MARK).write_text(_MARK_TEXT, encoding="utf-8")
        for path in (stage.path, *stage.path.rglob("*")):  # whoever serves it can read it, whatever the umask
            path.chmod(0o755 if path.is_dir() else 0o644)
        if not _exchange(stage.path, stage.site):
            if stage.site.exists():  # between the two steps there is none; who is killed there leaves it to the next
                stage.site.rename(stage.path.with_name(stage.path.name + _OLD))
            stage.path.rename(stage.site)
    finally:
        discard(stage)


def discard(stage: Stage) -> None:
    """Delete what stands in the stage, and let the next build begin."""
    _clear(stage.site)
    with suppress(OSError):  # an empty file; what counts is that it is closed
        _name_lock(stage.site).unlink()
    os.close(stage.lock)


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _lock(site: Path) -> int:
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


def _clear(site: Path) -> None:
    """Put back a site that was moved away, where no other has taken its place, and delete all else beside it."""
    name = re.compile(rf"{re.escape(_PREFIX + site.name)}-\w{{8}}({_OLD})?")
    for path in [path for path in site.parent.iterdir() if name.fullmatch(path.name)]:
        if path.name.endswith(_OLD) and not site.exists():
            path.rename(site)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, renameat2(2); False where there is no other, or the system has no such step."""
    swap = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return swap is not None and swap(_AT_FDCWD, bytes(one), _AT_FDCWD, bytes(other), _RENAME_EXCHANGE) == 0
