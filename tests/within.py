"""Our commands, run as somebody runs them, but within the process of the tests.

A process of its own takes most of a second to import what these tests have imported already. What
a command is to somebody who starts it, interrupts it or pipes into it is tested in such a one.
"""

import contextlib
import io
import logging
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from mkdocs_briefing.commands.main import main

ROOT = Path(__file__).parent.parent


def run_within(name: str, *arguments: object, folder: Path = ROOT) -> CompletedProcess[str]:
    """Run one of our commands, by its name, as somebody does who stands in `folder`.

    It ends as `support.run_python` says it.
    """
    command = [name, *map(str, arguments)]
    said = io.StringIO()
    complained = io.StringIO()
    with _keep_process(), pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
            status = _run(command)
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


def _run(command: list[str]) -> int:
    """Run a command, and return its exit status as Python does."""
    try:
        main(command)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return int(end.code or 0)
    return 0
