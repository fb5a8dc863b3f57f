"""Other programs: pandoc and Typst. Each has a time limit and dies with the build.

A program does not know here what time it is
(https://reproducible-builds.org/specs/source-date-epoch/), and gets nothing of the environment but
what it needs to start. So what it writes follows from what it is given, and is remembered.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import ParamSpec, TypeVar

from .answers import find_answer, keep_answer, remember

SECONDS = 120  # how long one run may take, beside what its text takes
_BYTES = 10_000  # of a text that a program is given a second for: Typst sets ten times as many
_EPOCH = date(1970, 1, 1)
_NEEDED = {"LD_LIBRARY_PATH", "SYSTEMROOT"}  # without them some builds of Python do not start
_TYPESETTER = Path(__file__).with_name("typeset.py")

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class ProgramError(Exception):
    """A program refused, and the message is its own; or it took too long."""


def begin(
    make: Callable[_Given, _Made], *given: _Given.args, **named: _Given.kwargs
) -> Future[_Made]:
    """Begin what programs do, while a build goes on; who asks for the result waits for it."""
    thread = ThreadPoolExecutor(1)
    made = thread.submit(make, *given, **named)
    thread.shutdown(wait=False)
    return made


def run_pandoc(text: str | bytes, *arguments: str, day: date = _EPOCH) -> bytes:
    """Return what pandoc makes of `text`, as if it were `day`. Raise ProgramError."""
    return _ask("pandoc", text, [str(_find_pandoc())], arguments, day)


def run_pandoc_each(
    parts: Sequence[str], split: Callable[[bytes], list[bytes]], *arguments: str
) -> list[bytes]:
    """Return what pandoc makes of each of some parts of a text. Raise ProgramError.

    It is asked once, for those of which it has not written the same before; `split` cuts what it
    writes of these into theirs.
    """
    given = [_read_argument(argument) for argument in arguments]
    known = {part: find_answer("part", part, *given) for part in parts}
    asked = [part for part, answer in known.items() if answer is None]
    if asked:
        written = _run("pandoc", "\n".join(asked), [str(_find_pandoc()), *arguments], _EPOCH)
        for part, answer in zip(asked, split(written), strict=True):
            known[part] = answer
            keep_answer(answer, "part", part, *given)
    return [known[part] or b"" for part in parts]


def run_typst(layout: str, inputs: Mapping[str, str], fonts: str = "", **form: object) -> bytes:
    """Return what Typst sets of a layout, which finds `inputs` in its `sys.inputs`.

    It may read nothing but its own fonts and those in the folder `fonts`. `form` says what to make,
    in the arguments of `typst.compile`. Raise ProgramError.
    """
    job = {
        "layout": layout,
        "inputs": dict(inputs),
        "fonts": [fonts] if fonts else [],
        "form": form,
    }
    program = [sys.executable, "-I"]
    return _ask("Typst", json.dumps(job), program, [str(_TYPESETTER)], _EPOCH)


def _find_pandoc() -> Path:
    """Return the pandoc of the pinned package.

    The package's own look-up runs every pandoc on the machine, and takes the newest.
    """
    package = find_spec("pypandoc")
    if package is None or package.origin is None:
        raise ProgramError("pypandoc-binary is not installed; see README.md")
    return Path(package.origin).with_name("files") / "pandoc"


def _ask(
    name: str, text: str | bytes, program: Sequence[str], arguments: Sequence[str], day: date
) -> bytes:
    """Return what a program writes for a text, or wrote for the same before.

    The same is: text, arguments, what is in the files that they name, and the day. Raise
    ProgramError.
    """
    given = [_read_argument(argument) for argument in arguments]
    run = partial(_run, name, text, [*program, *arguments], day)
    return remember(run, name, text, *given, str(day))


def _read_argument(argument: str) -> bytes:
    """Return what an argument says: what is in a file that it names, wherever that is."""
    option, _, path = argument.rpartition("=")
    with suppress(OSError, ValueError):  # it is no path
        if Path(path).is_file():
            return f"{option}={Path(path).name}\n".encode() + Path(path).read_bytes()
    return argument.encode()


def _run(name: str, text: str | bytes, command: list[str], day: date) -> bytes:
    """Return what a program writes for a text on its standard input. Raise ProgramError."""
    given = text.encode() if isinstance(text, str) else text
    seconds = SECONDS + len(given) // _BYTES
    try:
        run = subprocess.run(
            [*_find_binding(), *command],
            input=given,
            capture_output=True,
            check=False,
            env=_make_environment(day),
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as error:
        message = f"{name} was stopped, because it took more than {seconds} seconds"
        raise ProgramError(message) from error
    if run.returncode:
        raise ProgramError(run.stderr.decode(errors="replace").strip())
    return run.stdout


def _make_environment(day: date) -> dict[str, str]:
    seconds = (day - _EPOCH).total_seconds()
    fixed = {"SOURCE_DATE_EPOCH": f"{seconds:.0f}", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    needed = {name: os.environ[name] for name in _NEEDED & os.environ.keys()}
    return fixed | needed


def _find_binding() -> list[str]:
    """Return the command that has Linux kill a program when the build is killed.

    Where there is none, the time limit must do.
    """
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL"] if setpriv else []
