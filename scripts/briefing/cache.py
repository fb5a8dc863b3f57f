"""Results kept on disk. A cache that cannot be read or written, or is not whole, costs time, nothing else.

Each file begins with the digest of the rest: what was cut off or changed is not taken for a result.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any


def read_bytes(path: Path) -> bytes | None:
    """Return what was kept, or None."""
    try:
        digest, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if digest == make_digest(data).encode() else None


def keep_bytes(path: Path, data: bytes) -> None:
    """Keep data, whole or not at all, also where two builds write at once."""
    part = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(make_digest(data).encode() + b"\n" + data)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()


def read_kept(path: Path) -> Any:
    """Return the JSON data that was kept, or None."""
    data = read_bytes(path)
    return None if data is None else json.loads(data)


def keep(path: Path, data: Any) -> None:
    """Keep JSON data."""
    keep_bytes(path, json.dumps(data, ensure_ascii=False).encode())


def remember(folder: Path, name: str, made_from: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
    """Return what `make` gives, or gave before for the same; it takes the place of all that was kept as `name`."""
    file = Path(name)
    kept = folder / f"{file.stem}-{make_digest(*made_from)}{file.suffix}"
    found = read_bytes(kept)
    if found is None:
        found = make()
        with suppress(OSError):
            for old in folder.glob(f"{file.stem}-*{file.suffix}"):
                old.unlink(missing_ok=True)
        keep_bytes(kept, found)
    return found


def make_digest(*parts: str | bytes) -> str:
    """Return a short name for some content: 20 hexadecimal digits of its SHA-256."""
    sums = (hashlib.sha256(part.encode() if isinstance(part, str) else part).digest() for part in parts)
    return hashlib.sha256(b"".join(sums)).hexdigest()[:20]
