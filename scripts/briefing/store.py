"""What pandoc and Typst made, kept from one build to the next in the user's cache folder.

A result is one file, named by the SHA-256 of everything that went into it. It begins with its own
SHA-256, so that a broken disk costs time and nothing else. The folder is the user's own
(https://specifications.freedesktop.org/basedir-spec/) and never the checkout: what a stranger's
archive or branch brings along is not taken for a result. A file is written under a temporary name
of its own and then renamed, so that it is there whole or not at all.
"""

import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

APPLICATION = "mkdocs-briefing"  # the name of our folder in the user's cache folder
_DAYS_UNUSED = 30  # after which a result is deleted
_DAY = 24 * 60 * 60  # in seconds


class Store:
    """Results of programs by what went into them."""

    def __init__(self, made_with: str, folder: Path | None = None) -> None:
        """Open the store in `folder`, by default in the user's cache folder.

        `made_with` stands for what all results depend on besides their own inputs: the settings,
        our code, Python and every installed package. See `pipeline.stamp`.
        """
        self.made_with = made_with
        self.folder = folder or user_cache_path(APPLICATION) / "results"

    def get(self, kind: str, inputs: Sequence[str | bytes], make: Callable[[], bytes]) -> bytes:
        """Return the result of `make()`, or the one that is kept for the same kind and inputs.

        `kind` names who makes it, so that two makers with the same inputs have two results.
        """
        results = self.get_each(kind, {"": inputs}, lambda _: {"": make()})
        return results[""]

    def get_each(
        self,
        kind: str,
        inputs: Mapping[str, Sequence[str | bytes]],
        make: Callable[[list[str]], Mapping[str, bytes]],
    ) -> dict[str, bytes]:
        """Return a result for each key of `inputs`, by key.

        Those that are kept are read; all others come from one call of `make(missing keys)` and
        are kept. A key for which it gives nothing has no result.
        """
        kept = {key: self.find(kind, parts) for key, parts in inputs.items()}
        results = {key: content for key, content in kept.items() if content is not None}
        missing = [key for key in inputs if key not in results]
        made = make(missing) if missing else {}
        for key in missing:
            if key in made:
                results[key] = made[key]
                self.keep(kind, inputs[key], made[key])
        return results

    def find(self, kind: str, inputs: Sequence[str | bytes]) -> bytes | None:
        """Return the result that is kept for some inputs; None where there is none."""
        return _read(self._name(kind, inputs))

    def keep(self, kind: str, inputs: Sequence[str | bytes], content: bytes) -> None:
        """Keep a result; nothing is kept, and nothing said, where that cannot be done."""
        _write(self._name(kind, inputs), content)

    def delete_unused(self) -> None:
        """Delete the results that no build has asked for in thirty days."""
        for file in self.folder.glob("*"):
            with suppress(OSError):  # another build may do the same
                if time.time() - file.stat().st_mtime > _DAYS_UNUSED * _DAY:
                    file.unlink()

    def _name(self, kind: str, inputs: Sequence[str | bytes]) -> Path:
        return self.folder / digest(self.made_with, kind, *inputs)


def digest(*parts: str | bytes) -> str:
    """Return the SHA-256 of some parts, in 64 hexadecimal digits.

    Each part is digested by itself first, so that `("ab", "c")` and `("a", "bc")` differ.
    """
    total = sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        total.update(sha256(content).digest())
    return total.hexdigest()


def _read(file: Path) -> bytes | None:
    """Return what a file holds, None where there is none or it is not whole.

    Note once a day that it was used.
    """
    try:
        total, content = _split(file.read_bytes())
        if total != sha256(content).digest():
            return None
        if time.time() - file.stat().st_mtime > _DAY:
            os.utime(file)
    except OSError:
        return None
    return content


def _split(data: bytes) -> tuple[bytes, bytes]:
    size = sha256().digest_size
    return data[:size], data[size:]


def _write(file: Path, content: bytes) -> None:
    """Write a result with its sum at its head, if that can be done."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, sha256(content).digest() + content)


def write_whole(file: Path, content: bytes) -> None:
    """Write a file whole or not at all: it is as before, or holds all of the content.

    Who may read it stays as it was. Raise OSError where it cannot be written.
    """
    mode = file.stat().st_mode if file.exists() else None
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as stream:
        part = Path(stream.name)
        try:
            stream.write(content)
            stream.close()
            if mode is not None:
                part.chmod(mode)
            part.replace(file)
        except BaseException:  # also where somebody ends the program
            part.unlink()
            raise
