"""Running other programs, for which there is a second core: each has a time limit and dies with the build.

They do not know here what time it is: https://reproducible-builds.org/specs/source-date-epoch/."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

import pypandoc

P = ParamSpec("P")
T = TypeVar("T")
SECONDS = 120  # how long one run may take: ten thousand sources take ten
_EPOCH = date(1970, 1, 1)
_BOUND = [found, "--pdeathsig", "KILL"] if (found := shutil.which("setpriv")) else []
"""Has Linux kill the program when the build is killed, by whatever signal; without it, the time limit must do."""


class ProgramError(Exception):
    """A program refused, and the message is its own; or it took too long."""


def run_pandoc(text: str | bytes, *arguments: str, day: date = _EPOCH) -> bytes:
    """Return what pandoc makes of `text`, as if it were `day`. Raise ProgramError."""
    return _run("pandoc", text, pypandoc.get_pandoc_path(), *arguments, day=day)


def run_typst(layout: str, said: Mapping[str, str], fonts: str = "", **form: object) -> bytes:
    """Return what Typst sets of a layout, which finds in `sys.inputs` what is `said`; it may read nothing but its own
    fonts and those in the folder `fonts`. What to set is told by `form`, as by typst.compile. Raise ProgramError."""
    with TemporaryDirectory() as empty:
        given = {"layout": layout, "said": said, "fonts": [fonts] if fonts else [], "root": empty, "form": form}
        return _run("Typst", json.dumps(given), sys.executable, "-I", str(Path(__file__).with_name("typeset.py")))


def _run(name: str, text: str | bytes, *command: str, day: date = _EPOCH) -> bytes:
    environment = {"SOURCE_DATE_EPOCH": f"{(day - _EPOCH).total_seconds():.0f}", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    try:
        run = subprocess.run([*_BOUND, *command], capture_output=True, check=False, env=environment, timeout=SECONDS,
                             input=text if isinstance(text, bytes) else text.encode())
    except subprocess.TimeoutExpired as error:
        raise ProgramError(f"{name} was stopped, because it took more than {SECONDS} seconds") from error
    if run.returncode:
        raise ProgramError(run.stderr.decode(errors="replace").strip())
    return run.stdout


def start(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
    """Begin `work` beside what goes on, and return what its result, or its exception, can be taken from."""
    return ThreadPoolExecutor(1).submit(work, *args, **kwargs)
