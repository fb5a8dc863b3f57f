"""A pandoc that a build starts has a time limit, and dies with the build."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

from briefing import pandoc
from briefing.pandoc import PandocError, run_pandoc, start

BUILD = "import sys; from briefing.pandoc import run_pandoc; run_pandoc('', 'lua', *sys.argv[1:])"


@pytest.fixture
def endless(tmp_path: Path) -> list[str]:
    """The arguments of a script that never ends, and holds a pipe open for as long as it lives."""
    os.mkfifo(tmp_path / "pipe")
    return [str(ROOT / "tests/data/endless.lua"), str(tmp_path / "pipe")]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_pandoc_dies_with_the_build(endless: list[str], end: signal.Signals) -> None:
    build = subprocess.Popen([sys.executable, "-c", BUILD, *endless], cwd=ROOT / "scripts")
    with build, open(endless[1], "rb") as pipe:
        assert pipe.readline() == b"begun\n"
        build.send_signal(end)
        assert select.select([pipe], [], [], 60)[0], "pandoc still holds the pipe"
        assert pipe.read() == b""


def test_pandoc_has_a_time_limit(endless: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "SECONDS", 1)
    reading = start(Path(endless[1]).read_bytes)
    with pytest.raises(PandocError, match="more than 1 seconds"):
        run_pandoc("", "lua", *endless)
    assert reading.result() == b"begun\n"


def test_what_pandoc_refuses_is_said_in_its_words() -> None:
    with pytest.raises(PandocError, match="Unknown input format nothing"):
        run_pandoc("", "--from=nothing")
