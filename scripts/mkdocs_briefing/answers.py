"""What pure functions answered, kept by all that goes in: what programs write, and what we make.

It is kept in the user's own cache folder (https://specifications.freedesktop.org/basedir-spec/),
never in the checkout: what a stranger's archive or branch brings along is not taken for an answer.
What is no text to be kept there, of pages for instance, a server keeps in its process, until its
next build. Nothing else of a build is remembered by the next.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, wraps
from hashlib import sha256
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar, cast

from platformdirs import user_cache_path

from .folders import ENGINE
from .text import digest

ENGINE_NAME = f"mkdocs-briefing {version('mkdocs-briefing')}"  # that is installed
_MOST = 2**29  # bytes; a build of twelve pages asks for some eleven million
_SUM = sha256().digest_size  # bytes at the head of an answer
_last = dict[tuple[object, str], tuple[object, object]]()  # by what makes it, and for what

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def keep_last(
    make: Callable[Concatenate[str, _Given], _Made],
) -> Callable[Concatenate[str, _Given], _Made]:
    """Have a function give its last answer again where it is given the same.

    Its first argument names what it is asked for, the file of a page; its answer follows from all.
    """

    @wraps(make)
    def ask(name: str, /, *given: _Given.args, **named: _Given.kwargs) -> _Made:
        asked = (given, named)
        known, made = _last.get((make, name), (None, None))
        if known != asked:
            made = make(name, *given, **named)
            _last[make, name] = asked, made
        return cast(_Made, made)

    return ask


def forget_last() -> None:
    """Have all that is kept in this process made anew."""
    _last.clear()


def remember(make: Callable[[], bytes], *given: str | bytes) -> bytes:
    """Return what is made of what is given, or was made of the same before.

    The first of what is given names what makes it, and that asks for nothing else.
    """
    answer = find_answer(*given)
    if answer is None:
        answer = make()
        keep_answer(answer, *given)
    return answer


def find_answer(*given: str | bytes) -> bytes | None:
    """Return the answer that is kept; None where there is none, or it is not as it was written."""
    file = _find_file(*given)
    with suppress(OSError):
        kept = file.read_bytes()
        with suppress(OSError):
            os.utime(file)  # it was asked for now, and is among the newest
        answer = kept[_SUM:]
        return answer if kept[:_SUM] == sha256(answer).digest() else None
    return None


def keep_answer(answer: bytes, *given: str | bytes) -> None:
    """Keep the answer to what is given; one that cannot be kept is made again."""
    file = _find_file(*given)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, sha256(answer).digest() + answer)
        _make_room(file.parent)


@cache  # once in a process: what it asks for later is not looked through at each answer
def _make_room(folder: Path) -> None:
    """Delete answers, those first that nobody has asked for for longest, as far as all are too big.

    That is counted in bytes: how many answers a build needs grows with its pages.
    """
    kept = [(path.stat(), path) for path in folder.iterdir()]
    kept.sort(key=lambda each: each[0].st_mtime, reverse=True)
    sums = accumulate(status.st_size for status, _ in kept)
    for (_, path), size in zip(kept, sums, strict=True):
        if size > _MOST:
            path.unlink(missing_ok=True)  # where another process makes room as well


def _find_file(*given: str | bytes) -> Path:
    """Return where an answer is kept: by what is given, Python, all packages, and our own code."""
    folder = user_cache_path("mkdocs-briefing") / "answers"
    return folder / digest(*given, _list_packages(), _sum_engine())


@cache  # a process keeps the Python that it has loaded
def _list_packages() -> str:
    """Return the version of Python and the names of all installed distributions, with versions.

    The folder of a distribution bears both: `typst-0.14.4.dist-info`.
    https://packaging.python.org/en/latest/specifications/recording-installed-packages/
    """
    return "\n".join([sys.version, *sorted(_find_packages())])


def _find_packages() -> Iterator[str]:
    for folder in filter(os.path.isdir, sys.path):
        for path in Path(folder).iterdir():
            if path.suffix in {".dist-info", ".egg-info"}:
                yield path.name


@cache  # and the code
def _sum_engine() -> str:
    """Return the digest of our own code."""
    files = sorted(ENGINE.rglob("*.py"))
    return digest(*(part for file in files for part in (file.name, file.read_bytes())))


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
