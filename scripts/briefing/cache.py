"""Results kept on disk as JSON. A cache that cannot be read or written costs time, nothing else."""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


def read_kept(path: Path) -> Any:
    """Give what was kept, or None."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def keep(path: Path, data: Any) -> None:
    """Keep JSON data, whole or not at all, also where two builds write at once."""
    keep_bytes(path, json.dumps(data, ensure_ascii=False).encode())


def keep_bytes(path: Path, data: bytes) -> None:
    """Keep a file, whole or not at all, also where two builds write at once."""
    part = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()


def make_digest(*parts: str | bytes) -> str:
    """Give a short name for some content: 20 hexadecimal digits of its SHA-256."""
    sums = (hashlib.sha256(part.encode() if isinstance(part, str) else part).digest() for part in parts)
    return hashlib.sha256(b"".join(sums)).hexdigest()[:20]
