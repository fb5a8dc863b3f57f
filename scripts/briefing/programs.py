"""Other programs: pandoc and Typst. Each has a time limit and dies with the build.

A program does not know here what time it is
(https://reproducible-builds.org/specs/source-date-epoch/), and gets nothing of the environment but
what it needs to start. So what it writes follows from what it is given, and is kept in the user's
own cache folder (https://specifications.freedesktop.org/basedir-spec/), never in the checkout: what
a stranger's archive or branch brings along is not taken for a result. Nothing else of a build is
remembered.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

from .text import digest

SECONDS = 120  # how long one run may take: ten thousand sources take ten
_KEPT = 64  # results; a build takes eight
_EPOCH = date(1970, 1, 1)
_NEEDED = {"LD_LIBRARY_PATH", "SYSTEMROOT"}  # without them some builds of Python do not start
_TYPESETTER = Path(__file__).with_name("typeset.py")


class ProgramError(Exception):
    """A program refused, and the message is its own; or it took too long."""


def run_pandoc(text: str | bytes, *arguments: str, day: date = _EPOCH) -> bytes:
    """Return what pandoc makes of `text`, as if it were `day`. Raise ProgramError."""
    return _remember("pandoc", text, [str(_find_pandoc())], arguments, day)


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
    return _remember("Typst", json.dumps(job), program, [str(_TYPESETTER)], _EPOCH)


def _find_pandoc() -> Path:
    """Return the pandoc of the pinned package.

    The package's own look-up runs every pandoc on the machine, and takes the newest.
    """
    package = find_spec("pypandoc")
    if package is None or package.origin is None:
        raise ProgramError("pypandoc-binary is not installed; see README.md")
    return Path(package.origin).with_name("files") / "pandoc"


def _remember(
    name: str, text: str | bytes, program: Sequence[str], arguments: Sequence[str], day: date
) -> bytes:
    """Return what a program writes for a text, or wrote for the same before.

    The same is: text, arguments, what is in the files that they name, every installed package,
    Python, and the day. Raise ProgramError.
    """
    given = [_read_argument(argument) for argument in arguments]
    folder = user_cache_path("mkdocs-briefing") / "answers"
    file = folder / digest(name, text, *given, _list_packages(), str(day))
    result = _read_result(file)
    if result is None:
        result = _run(name, text, [*program, *arguments], day)
        with suppress(OSError):  # what cannot be kept is made again
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(file, result)
            for old in sorted(folder.iterdir(), key=os.path.getmtime)[:-_KEPT]:
                old.unlink()
    return result


def _read_argument(argument: str) -> bytes:
    """Return what an argument says: what is in a file that it names, wherever that is."""
    option, _, path = argument.rpartition("=")
    with suppress(OSError, ValueError):  # it is no path
        if Path(path).is_file():
            return f"{option}={Path(path).name}\n".encode() + Path(path).read_bytes()
    return argument.encode()


def _read_result(file: Path) -> bytes | None:
    """Return a result that is kept; None where there is none, or it is empty, as after a crash."""
    with suppress(OSError):
        result = file.read_bytes()
        with suppress(OSError):
            os.utime(file)  # it was asked for now, and is among the newest
        return result or None
    return None


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


def _run(name: str, text: str | bytes, command: list[str], day: date) -> bytes:
    """Return what a program writes for a text on its standard input. Raise ProgramError."""
    try:
        run = subprocess.run(
            [*_find_binding(), *command],
            input=text.encode() if isinstance(text, str) else text,
            capture_output=True,
            check=False,
            env=_make_environment(day),
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        message = f"{name} was stopped, because it took more than {SECONDS} seconds"
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
