"""Other programs, and copies of this one, for which there is a second core: each dies with the build. A program has a
time limit. It does not know here what time it is: https://reproducible-builds.org/specs/source-date-epoch/."""

import ctypes
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from msgspec import MsgspecError, msgpack

P = ParamSpec("P")
T = TypeVar("T")
# That of the pinned package, whose own look-up runs every pandoc on the machine, and takes the newest.
_PANDOC = Path(getattr(find_spec("pypandoc"), "origin", None) or "").with_name("files") / "pandoc"
SECONDS = 120  # how long one run may take: ten thousand sources take ten
_EPOCH = date(1970, 1, 1)
_NEEDED = {"LD_LIBRARY_PATH", "SYSTEMROOT"}  # without them some builds of Python do not start
_BOUND = [found, "--pdeathsig", "KILL"] if (found := shutil.which("setpriv")) else []
"""Has Linux kill the program when the build is killed, by whatever signal; without it, the time limit must do."""


class ProgramError(Exception):
    """A program refused, and the message is its own; or it took too long."""


def run_pandoc(text: str | bytes, *arguments: str, day: date = _EPOCH) -> bytes:
    """Return what pandoc makes of `text`, as if it were `day`. Raise ProgramError."""
    return _run("pandoc", text, str(_PANDOC), *arguments, day=day)


def run_typst(layout: str, said: Mapping[str, str], fonts: str = "", **form: object) -> bytes:
    """Return what Typst sets of a layout, which finds in `sys.inputs` what is `said`; it may read nothing but its own
    fonts and those in the folder `fonts`. What to set is told by `form`, as by typst.compile. Raise ProgramError."""
    with TemporaryDirectory() as empty:
        given = {
            "layout": layout,
            "said": said,
            "fonts": [fonts] if fonts else [],
            "root": empty,
            "form": form,
        }
        return _run(
            "Typst",
            json.dumps(given),
            sys.executable,
            "-I",
            str(Path(__file__).with_name("typeset.py")),
        )


def _run(name: str, text: str | bytes, *command: str, day: date = _EPOCH) -> bytes:
    environment = {
        "SOURCE_DATE_EPOCH": f"{(day - _EPOCH).total_seconds():.0f}",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }
    environment |= {name: os.environ[name] for name in _NEEDED & os.environ.keys()}
    try:
        run = subprocess.run(
            [*_BOUND, *command],
            capture_output=True,
            check=False,
            env=environment,
            timeout=SECONDS,
            input=text if isinstance(text, bytes) else text.encode(),
        )
    except subprocess.TimeoutExpired as error:
        raise ProgramError(
            f"{name} was stopped, because it took more than {SECONDS} seconds"
        ) from error
    if run.returncode:
        raise ProgramError(run.stderr.decode(errors="replace").strip())
    return run.stdout


def start(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
    """Begin `work` beside what goes on, and return what its result, or its exception, can be taken from."""
    return ThreadPoolExecutor(1).submit(work, *args, **kwargs)


def fork(work: Callable[[], T], form: type[T]) -> Callable[[], T | None]:
    """Begin `work` in a copy of this process, and return what waits for its result, of a form that msgspec knows: None
    where it raised, was killed or cannot be. It has no output and one thread: no other may hold what it needs."""
    if sys.platform != "linux":
        return lambda: None
    parent, (result, end) = os.getpid(), os.pipe()
    if not (child := os.fork()):
        try:
            ctypes.CDLL(None).prctl(
                1, signal.SIGKILL
            )  # PR_SET_PDEATHSIG: Linux kills it with its parent
            gc.freeze()  # what the parent has stays, and is looked through no more
            os.dup2(silent := os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(silent, 2)
            with open(end, "wb") as file:
                file.write(msgpack.encode(work()) if os.getppid() == parent else b"")
        finally:
            os._exit(0)
    os.close(end)
    return cache(partial(_wait, child, result, form))


def _wait(child: int, result: int, form: type[T]) -> T | None:
    with open(result, "rb") as file:
        data = file.read()
    os.waitpid(child, 0)
    with suppress(MsgspecError):
        return msgpack.decode(data, type=form)
    return None
