"""Writing a site, part by part, beside the last good one, and swapping the two when all is well. MkDocs empties its
folder before it has rendered a page, so it is given one next to the real one; only a build without faults takes that
one's place, in one step where the system can. A lock beside the site, which goes with its process, keeps two builds
apart; what a killed one has left, the next puts right. A part is files that are made together; if it was made from the
same, a server leaves it there, and a build links it where it is still the same byte for byte."""

import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ..cache import Part, list_files, sum_files
from ..data import format_json
from ..problems import Refused, say

MARK = ".mkdocs-briefing"  # name of the file by which a build knows the site of an earlier one
_MARK_TEXT = "This folder was built. The next build replaces it, with all that is in it.\n"


class Written(NamedTuple):
    """A part as it was written."""

    made_from: str  # digest of all that its files are made from
    sums: dict[str, str]  # the SHA-256 of each file by its path from the root of the site


@dataclass
class Stage:
    """A folder to build in, and the site that it is to replace; they are the same while it is served."""

    path: Path
    site: Path
    lock: int | None = None  # open file that holds the lock, until it is published or discarded
    last: Mapping[str, Written] = field(default_factory=dict)  # parts of the site, by their names
    parts: dict[str, Written] = field(default_factory=dict)  # those of this build

    def write(self, parts: Collection[Part]) -> dict[str, Written]:
        """Write the files of parts, or take over what was made from the same; return these by name. Raise OSError."""
        for name, made_from, make in parts:
            known = self.last.get(name)
            if not (
                known
                and known.made_from == made_from
                and all(map(self._take_over, known.sums, known.sums.values()))
            ):
                known = Written(
                    made_from, {path: self._put(path, text) for path, text in make().items()}
                )
            self.parts[name] = known
        return {name: self.parts[name] for name, *_ in parts}

    def drop_others(self) -> None:
        """Delete what the build before had and this one has not, while both are served from the same folder."""
        for path in {path for part in self.last.values() for path in part.sums} - self.sums.keys():
            (self.path / path).unlink(missing_ok=True)

    @property
    def sums(self) -> dict[str, str]:
        """The SHA-256 of each file by its path."""
        return {path: digest for part in self.parts.values() for path, digest in part.sums.items()}

    def list_contents(self) -> dict[str, str]:
        """Write `files.json` for programs and `SHA256SUMS` for `sha256sum --check`; return the sums of all files."""
        known = self.sums
        paths = [
            path.relative_to(self.path).as_posix()
            for path in sorted(self.path.rglob("*"))
            if path.is_file()
        ]
        sums = {
            path: known.get(path) or sha256((self.path / path).read_bytes()).hexdigest()
            for path in paths
        }
        lists = {
            "files.json": format_json(sums),
            "SHA256SUMS": "".join(f"{digest}  {name}\n" for name, digest in sums.items()),
        }
        return sums | {name: self._put(name, text) for name, text in lists.items()}

    def _take_over(self, path: str, digest: str) -> bool:
        if self.path == self.site:
            return os.path.isfile(f"{self.site}/{path}")
        old, new = self.site / path, self.path / path
        with suppress(OSError):  # it is gone, or the disk has no links
            if not old.is_symlink() and sha256(old.read_bytes()).hexdigest() == digest:
                new.parent.mkdir(parents=True, exist_ok=True)
                os.link(old, new)
                return True
        return False

    def _put(self, path: str, text: str | bytes) -> str:
        file, content = self.path / path, text.encode() if isinstance(text, str) else text
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if (
                self.path != self.site
            ):  # it may have just been taken over: then it is a file of the live site too
                file.unlink(missing_ok=True)
            file.write_bytes(content)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(file)) from error
        return sha256(content).hexdigest()


def make_stage(site: Path, root: Path, last: Mapping[str, Written] | None = None) -> Stage:
    """Lock `site` and create an empty folder beside it. `root` is that of the project, `last` what `site` has. Raise
    Refused where another build is running, or where `site` holds anything but a site of ours: it will be deleted."""
    site, root = site.resolve(), root.resolve()
    faults = {
        "around": root.is_relative_to(site),
        "file": site.exists() and not site.is_dir(),
        "clone": (site / ".git").exists(),
        "other": site.is_dir() and any(site.iterdir()) and not (site / MARK).is_file(),
    }
    for name in [name for name, holds in faults.items() if holds]:
        raise Refused("; ".join(say(f"no-place/{name}", site, MARK)[::2]))
    site.parent.mkdir(parents=True, exist_ok=True)
    stage = Stage(_name(site, "new"), site, _lock(site), last or {})
    try:
        _clear(site)
        stage.path.mkdir()
    except OSError:
        discard(stage)
        raise
    return stage


def is_whole(site: Path, sums: Mapping[str, str], kept: Path) -> bool:
    """Whether a site has the files with these sums, and no others but its mark. What was found stands by `kept`."""
    files = {name: "" if entry.is_symlink() else entry.path for name, entry in list_files(site)}
    if not files.pop(MARK, "") or files.keys() != sums.keys() or not all(files.values()):
        return False
    found = sum_files(kept.with_name("sums.json"), files.values())
    return all(found[path] == sums[name] for name, path in files.items())


def publish(stage: Stage) -> None:
    """Put the finished stage where the site is; what was there is deleted last."""
    try:
        (stage.path / MARK).write_text(_MARK_TEXT, encoding="utf-8")
        for path in (
            stage.path,
            *stage.path.rglob("*"),
        ):  # whoever serves it can read it, whatever the umask
            path.chmod(0o755 if path.is_dir() else 0o644)
        if not _exchange(stage.path, stage.site):
            if (
                stage.site.exists()
            ):  # between the two steps there is none; who is killed there leaves it to the next
                stage.site.rename(_name(stage.site, "old"))
            stage.path.rename(stage.site)
    finally:
        discard(stage)


def discard(stage: Stage) -> None:
    """Delete what stands in a stage, and let the next build begin; nothing where it holds no lock."""
    if stage.lock is not None:
        _clear(stage.site)
        with suppress(OSError):  # an empty file; what counts is that it is closed
            _name(stage.site, "lock").unlink()
        os.close(stage.lock)
        stage.lock = None


def _lock(site: Path) -> int:
    lock = os.open(_name(site, "lock"), os.O_RDWR | os.O_CREAT, 0o644)
    if sys.platform == "win32":  # it has no such lock
        return lock
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise Refused(f"another build is writing {site}; try again when it has ended") from None
    if (
        os.fstat(lock).st_nlink == 0
    ):  # its last holder has just deleted it: others lock another file
        os.close(lock)
        return _lock(site)
    return lock


def _name(site: Path, what: str) -> Path:
    """Return what stands beside a site while it is built: its `lock`, the `new` one, and the `old` one, moved away."""
    return site.with_name(f".building-{what}-{site.name}")


def _clear(site: Path) -> None:
    """Put back a site that was moved away, where no other has taken its place, and delete all else beside it."""
    new, old = _name(site, "new"), _name(site, "old")
    if old.exists() and not site.exists():
        old.rename(site)
    for path in (new, old):
        shutil.rmtree(path, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, renameat2(2); False where there is no other, or the system has no such step."""
    swap = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return (
        swap is not None and swap(-100, bytes(one), -100, bytes(other), 2) == 0
    )  # AT_FDCWD, RENAME_EXCHANGE
