"""Results kept: on disk from one build to the next, and in memory from one build of a server to the next. What is kept
on disk can only cost time. It is no code, and each file begins with a seal that this user alone can make: what was cut
off, changed, moved to another name or written by another hand is not taken for a result."""

import hashlib
import hmac
import os
import secrets
import sys
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from msgspec import MsgspecError, msgpack

P = ParamSpec("P")
T = TypeVar("T")
# Some files of a site: a name, a digest of what they are made from, and what gives the content of each by its path.
Part = tuple[str, str, Callable[[], Mapping[str, str | bytes]]]
_KEY_BYTES = 32


def read_kept(path: Path, form: type[T]) -> T | None:
    """Return what was kept, or None; data of another form was not."""
    try:
        seal, _, data = path.read_bytes().partition(b"\n")
        return (
            msgpack.decode(data, type=form)
            if hmac.compare_digest(seal, _seal(path, data))
            else None
        )
    except (OSError, MsgspecError):
        return None


def keep(path: Path, data: Any) -> None:
    """Keep data, whole or not at all, also where two builds write at once."""
    part, content = path.with_suffix(f".{os.getpid()}"), msgpack.encode(data)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_seal(path, content) + b"\n" + content)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()


def remember(
    folder: Path, name: str, made_from: Iterable[str | bytes], make: Callable[[], bytes]
) -> bytes:
    """Return what `make` gives, or gave before for the same; it takes the place of what was kept as `name`."""
    found = remember_each(
        folder / name, dict[str, bytes], {"": make_digest(*made_from)}, lambda _: {"": make()}
    )
    return bytes(found[""])


def remember_each(
    file: Path,
    form: type[dict[str, Any]],
    digests: Mapping[str, str],
    make: Callable[[list[str]], Mapping[str, Any]],
) -> dict[str, Any]:
    """Return by key what `make` gives for keys, or gave before for the same digest, if any; `form` is of all kept."""
    known = read_kept(file, form) or {}
    if missing := [key for key, digest in digests.items() if digest not in known]:
        made = make(missing)
        known |= {digests[key]: made.get(key) for key in missing}
        keep(file, {digest: known[digest] for digest in digests.values()})
    return {key: known[digest] for key, digest in digests.items() if known[digest] is not None}


_last, _now = (
    dict[Hashable, Any](),
    dict[Hashable, Any](),
)  # what the last good build asked for, and what was since


def end_build() -> None:
    """Forget what a build has not asked for, once it is done; one that breaks off has not asked for all."""
    global _last, _now  # one build at a time
    _last, _now = _now, {}


def recall(key: Hashable, make: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what `make` gives for arguments, or gave in this build or the last for the same `key`."""
    now = _now  # of the build that asks, though another may begin
    if key not in now:
        now[key] = _last[key] if key in _last else make(*args, **kwargs)
    found: T = now[key]
    return found


def make_digest(*parts: str | bytes) -> str:
    """Return a short name for some content: 20 hexadecimal digits of its SHA-256."""
    sums = (
        hashlib.sha256(part.encode() if isinstance(part, str) else part).digest() for part in parts
    )
    return hashlib.sha256(b"".join(sums)).hexdigest()[:20]


def list_files(folder: str | Path, above: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all files and links below a folder, with their paths from there; pathlib takes sixteen times as long."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            name = above + entry.name
            yield from (
                list_files(entry.path, f"{name}/")
                if entry.is_dir(follow_symlinks=False)
                else [(name, entry)]
            )


def sum_files(kept: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of files by their paths. One is not read again if its inode says that it was not written since
    the last time, whose sums are in `kept`: no program can set that clock. What was written a moment ago is, as by git,
    for it may be written once more within the same tick: https://git-scm.com/docs/racy-git."""
    known, now, settled = (
        read_kept(kept, dict[str, tuple[int, int, int, str]]) or {},
        {},
        time.time_ns() - 10**9,
    )
    for path in paths:
        found = os.stat(path)
        *state, digest = known.get(path, (0, 0, 0, ""))
        if state != [found.st_ino, found.st_size, found.st_ctime_ns]:
            digest = hashlib.sha256(read_file(path)).hexdigest()
        is_sure = (
            found.st_ctime_ns < settled and sys.platform != "win32"
        )  # where it is the time of creation
        now[path] = found.st_ino, found.st_size, found.st_ctime_ns if is_sure else 0, digest
    if now != known:
        keep(kept, now)
    return {path: digest for path, (*_, digest) in now.items()}


def read_file(path: str) -> bytes:
    """Return what a file holds; `open` makes an object and asks for its size, which takes half as long again."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))  # which Windows has
    try:
        return b"".join(iter(partial(os.read, file, 1 << 16), b""))
    finally:
        os.close(file)


def _seal(path: Path, data: bytes) -> bytes:
    return (
        hmac.digest(_get_key(), f"{path.parent.name}/{path.name}\0".encode() + data, "sha256")
        .hex()
        .encode()
    )


@cache
def _get_key() -> bytes:
    """Return the key of this user, made at the first build; another in each process where it cannot be kept. It is
    state (https://specifications.freedesktop.org/basedir-spec/): it comes with no checkout, and with no cache."""
    with suppress(OSError, RuntimeError):
        path = Path(
            os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state",
            "mkdocs-briefing",
            "key",
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            suppress(FileExistsError),
            open(path, "xb", opener=partial(os.open, mode=0o600)) as file,
        ):
            file.write(secrets.token_bytes(_KEY_BYTES))
        if len(key := path.read_bytes()) == _KEY_BYTES:
            return key
    return secrets.token_bytes(_KEY_BYTES)
