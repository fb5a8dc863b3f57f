"""A program that a build starts has a time limit, and dies with the build."""

import os
import select
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support import ROOT

from briefing import programs
from briefing.programs import ProgramError, run_pandoc, run_typst

BUILD = "import sys; from briefing.programs import run_pandoc; run_pandoc('', 'lua', *sys.argv[1:])"


@pytest.fixture
def endless(tmp_path: Path) -> list[str]:
    """The arguments of a script that never ends, and holds a pipe open for as long as it lives."""
    os.mkfifo(tmp_path / "pipe")
    return [str(ROOT / "tests/data/endless.lua"), str(tmp_path / "pipe")]


def test_pandoc_has_a_time_limit(endless: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "SECONDS", 1)
    message = "pandoc was stopped, because it took more than 1 seconds"
    with ThreadPoolExecutor(1) as thread:
        reading = thread.submit(Path(endless[1]).read_bytes)
        with pytest.raises(ProgramError, match=message):
            run_pandoc("", "lua", *endless)
        assert reading.result(60) == b"begun\n"


def test_typst_has_a_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "SECONDS", 1)
    with pytest.raises(ProgramError, match="Typst was stopped"):
        run_typst("#for a in range(9999) { for b in range(999999) {} }", {}, format="pdf")


def test_what_pandoc_refuses_is_said_in_its_words() -> None:
    with pytest.raises(ProgramError, match="Unknown input format nothing"):
        run_pandoc("", "--from=nothing")


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_pandoc_dies_with_the_build(endless: list[str], end: signal.Signals) -> None:
    build = subprocess.Popen([sys.executable, "-c", BUILD, *endless], cwd=ROOT / "scripts")
    with build, Path(endless[1]).open("rb") as pipe:
        assert pipe.readline() == b"begun\n"
        build.send_signal(end)
        assert select.select([pipe], [], [], 60)[0], "it still holds the pipe"
        assert pipe.read() == b""


def test_no_process_is_forked() -> None:
    """A copy of a process with threads may wait for ever for a lock that no thread gives back."""
    for file in (ROOT / "scripts").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "os.fork" not in text, file
        assert "multiprocessing" not in text, file
