"""Files that a command changes: all of them or none, and never a half of one."""

import difflib
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from .problems import Refused
from .store import write_whole

STAGE = ".changing-"  # how a folder begins in which files are made ready


@dataclass(frozen=True)
class Rewrite:
    """A file of the project as it was read, and as it is to be."""

    path: str  # as messages call it
    file: Path
    before: str | None  # None where it is not there yet
    after: str

    @property
    def is_change(self) -> bool:
        """Whether anything in it is to be another."""
        return self.before != self.after


def read_text(file: Path, path: str) -> str:
    """Return the text of a file, every byte of it. Raise Refused where it is not UTF-8."""
    try:
        return file.read_bytes().decode()
    except UnicodeDecodeError:
        raise Refused(f"{path}: this file is not UTF-8; save it in that encoding") from None


def show_changes(rewrites: Iterable[Rewrite]) -> Iterator[str]:
    """Yield what would change, line by line, as `diff -u` shows it."""
    for rewrite in rewrites:
        if rewrite.is_change:
            yield from difflib.unified_diff(
                (rewrite.before or "").splitlines(),
                rewrite.after.splitlines(),
                rewrite.path,
                rewrite.path,
                n=1,
                lineterm="",
            )


def put_in_place(root: Path, rewrites: Iterable[Rewrite]) -> None:
    """Write all files, or leave all as they were, also where somebody ends the program.

    They are made ready in a folder below `root`, and then take their places one after the other.
    Raise Refused where one is not to be written or has changed since it was read, and OSError where
    the disk does not take one.
    """
    changes = [rewrite for rewrite in rewrites if rewrite.is_change]
    for change in changes:
        _refuse_unfit(change)
    if not changes:
        return
    with TemporaryDirectory(prefix=STAGE, dir=root) as stage:
        ready = [_make_ready(Path(stage, str(number)), each) for number, each in enumerate(changes)]
        _swap(changes, ready)


def _refuse_unfit(change: Rewrite) -> None:
    """Raise Refused where a file is not to be written, or is another by now."""
    if change.before is None and not change.file.exists():
        return
    if not change.file.stat().st_mode & stat.S_IWUSR:
        hint = "nothing was changed; let it be written: chmod u+w"
        raise Refused(f"{change.path}: this file is read-only; {hint} {change.path}")
    if read_text(change.file, change.path) != change.before:
        hint = "nothing was changed; save what you have open, and run the command again"
        raise Refused(f"{change.path}: somebody has just written this file; {hint}")


def _make_ready(part: Path, change: Rewrite) -> Path:
    part.write_bytes(change.after.encode())
    if change.before is not None:
        shutil.copymode(change.file, part)
    return part


def _swap(changes: Sequence[Rewrite], ready: Sequence[Path]) -> None:
    """Put files in their places; where one cannot be, put back those that were."""
    done = list[Rewrite]()
    try:
        for change, part in zip(changes, ready, strict=True):
            done.append(change)
            change.file.parent.mkdir(parents=True, exist_ok=True)
            part.replace(change.file.resolve())
    except BaseException:
        for change in done:
            _put_back(change)
        raise


def _put_back(change: Rewrite) -> None:
    if change.before is None:
        change.file.unlink(missing_ok=True)
    else:
        write_whole(change.file.resolve(), change.before.encode())
