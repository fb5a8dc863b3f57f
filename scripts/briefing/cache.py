"""Results kept on disk. A cache that cannot be read or written, or is not whole, costs time, nothing else.

Each file begins with a line that holds the digest of the rest: what was cut off, or changed by
whatever means, is not taken for a result.
"""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


def read_bytes(path: Path) -> bytes | None:
    """Give what was kept, or None."""
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
    """Give the JSON data that was kept, or None."""
    data = read_bytes(path)
    return None if data is None else json.loads(data)


def keep(path: Path, data: Any) -> None:
    """Keep JSON data."""
    keep_bytes(path, json.dumps(data, ensure_ascii=False).encode())


def make_digest(*parts: str | bytes) -> str:
    """Give a short name for some content: 20 hexadecimal digits of its SHA-256."""
    sums = (hashlib.sha256(part.encode() if isinstance(part, str) else part).digest() for part in parts)
    return hashlib.sha256(b"".join(sums)).hexdigest()[:20]
