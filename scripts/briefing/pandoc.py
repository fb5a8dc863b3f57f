"""Running pandoc: another program, for which there is a second core; it has a time limit and dies with the build.

It does not know here what time it is: https://reproducible-builds.org/specs/source-date-epoch/."""

import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import ParamSpec, TypeVar

import pypandoc

P = ParamSpec("P")
T = TypeVar("T")
SECONDS = 120  # how long one run may take: ten thousand sources take ten
_EPOCH = date(1970, 1, 1)
_BOUND = [found, "--pdeathsig", "KILL"] if (found := shutil.which("setpriv")) else []
"""Has Linux kill pandoc when the build is killed, by whatever signal; where it is missing, the time limit must do."""


class PandocError(Exception):
    """pandoc refused, and the message is its own; or it took too long."""


def run_pandoc(text: str | bytes, *arguments: str, day: date = _EPOCH) -> bytes:
    """Return what pandoc makes of `text`, as if it were `day`. Raise PandocError."""
    environment = {"SOURCE_DATE_EPOCH": f"{(day - _EPOCH).total_seconds():.0f}", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    try:
        run = subprocess.run([*_BOUND, pypandoc.get_pandoc_path(), *arguments], capture_output=True, check=False,
                             input=text if isinstance(text, bytes) else text.encode(), env=environment, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise PandocError(f"pandoc was stopped, because it took more than {SECONDS} seconds") from error
    if run.returncode:
        raise PandocError(run.stderr.decode(errors="replace").strip())
    return run.stdout


def start(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
    """Begin `work` beside what goes on, and return what its result, or its exception, can be taken from."""
    return ThreadPoolExecutor(1).submit(work, *args, **kwargs)
