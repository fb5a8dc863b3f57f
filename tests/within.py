"""Our commands, run as somebody runs them, but within the process of the tests.

A process of its own takes most of a second to import what these tests have imported already. What
a command is to somebody who starts it, interrupts it or pipes into it is tested in such a one.
"""

import contextlib
import io
import logging
import runpy
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

SCRIPTS = Path(__file__).parent.parent / "scripts"


def run_within(
    script: str, *arguments: object, folder: Path = SCRIPTS.parent
) -> CompletedProcess[str]:
    """Run one of our scripts, by its name, as somebody does who stands in `folder`.

    It ends as `support.run_python` says it.
    """
    command = [str(SCRIPTS / script), *map(str, arguments)]
    said = io.StringIO()
    complained = io.StringIO()
    with _keep_process(), pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "argv", command)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
            status = _run(command[0])
    return CompletedProcess(command, status, said.getvalue(), complained.getvalue())


@contextlib.contextmanager
def _keep_process() -> Iterator[None]:
    """Leave all that a command sets for its process as it was."""
    log = logging.getLogger("mkdocs")
    handlers = list(log.handlers)
    level = log.level
    is_passed_on = log.propagate
    on_end = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        log.handlers[:] = handlers
        log.setLevel(level)
        log.propagate = is_passed_on
        signal.signal(signal.SIGTERM, on_end)


def _run(script: str) -> int:
    """Run a script as the program, and return its exit status as Python does."""
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return int(end.code or 0)
    return 0
