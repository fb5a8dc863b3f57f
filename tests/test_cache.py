"""What is kept is whole, or is not taken; a program that a build starts has a time limit, and dies with the build."""

import hashlib
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, write_files

from briefing import cache, programs
from briefing.cache import keep, read_kept
from briefing.programs import ProgramError, run_pandoc, run_typst, start


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    keep(tmp_path / "new" / "a.json", {"é": [1, "two\n"]})
    assert read_kept(tmp_path / "new" / "a.json", object) == {"é": [1, "two\n"]}
    assert read_kept(tmp_path / "new" / "a.json", dict[str, str]) is None, "of another form"
    keep(tmp_path / "b", b"\x89PNG\n\n")
    assert read_kept(tmp_path / "b", bytes) == b"\x89PNG\n\n"


@given(st.data())
def test_a_cut_or_changed_file_is_not_taken(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "cache.json"
    keep(path, {"notes": ["sound"]})
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.sampled_from([place, place + 1, len(whole)]))
    rubbish = data.draw(st.binary(max_size=3).filter(lambda found: found != whole[place:end]))
    path.write_bytes(whole[:place] + rubbish + whole[end:])
    assert read_kept(path, object) is None


def test_what_another_hand_wrote_or_moved_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path / "notes.json", ["sound"])
    data = (tmp_path / "notes.json").read_bytes()
    _, _, text = data.partition(b"\n")
    for place, content in (
        ("other.json", data),
        ("pages/notes.json", data),
        ("bare.json", hashlib.sha256(text).hexdigest().encode() + b"\n" + text),
    ):
        write_files(tmp_path, {place: content})
        assert read_kept(tmp_path / place, object) is None
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    cache._get_key.cache_clear()
    assert read_kept(tmp_path / "notes.json", object) is None, "made with the key of another user"
    keep(tmp_path / "notes.json", ["mine"])
    assert read_kept(tmp_path / "notes.json", object) == ["mine"]
    assert (tmp_path / "state/mkdocs-briefing/key").stat().st_mode & 0o777 == 0o600
    cache._get_key.cache_clear()
    assert read_kept(tmp_path / "notes.json", object) == ["mine"]
    cache._get_key.cache_clear()


def test_a_server_remembers_what_the_last_build_asked_for() -> None:
    made = list[str]()

    def ask(key: str) -> str:
        return cache.recall(key, lambda: made.append(key) or f"<{key}>")

    for keys in ("ab", "aa", "ab"):
        assert [ask(key) for key in keys] == [f"<{key}>" for key in keys]
        cache.end_build()
    assert made == ["a", "b", "b"]


def test_where_nothing_can_be_kept_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    keep(tmp_path / "file" / "a.json", {})
    (tmp_path / "folder.json").mkdir()
    keep(tmp_path / "folder.json", {})
    assert read_kept(tmp_path / "folder.json", object) is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.json"]


WRITER = """import sys
from pathlib import Path
from briefing.cache import keep
for _ in range(100):
    keep(Path(sys.argv[1]), [int(sys.argv[2])] * 10_000)
"""


def test_two_processes_that_write_at_once_leave_one_whole_result(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    keep(path, [0])
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(value)], cwd=ROOT / "scripts"
        )
        for value in (1, 2)
    ]
    while any(writer.poll() is None for writer in writers):
        assert len(set(read_kept(path, object))) == 1
    assert [writer.returncode for writer in writers] == [0, 0]
    assert [found.name for found in tmp_path.iterdir()] == ["a.json"]


BUILD = "import sys; from briefing.programs import run_pandoc; run_pandoc('', 'lua', *sys.argv[1:])"


@pytest.fixture
def endless(tmp_path: Path) -> list[str]:
    """The arguments of a script that never ends, and holds a pipe open for as long as it lives."""
    os.mkfifo(tmp_path / "pipe")
    return [str(ROOT / "tests/data/endless.lua"), str(tmp_path / "pipe")]


def test_a_program_has_a_time_limit(endless: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "SECONDS", 1)
    reading = start(Path(endless[1]).read_bytes)
    with pytest.raises(
        ProgramError, match="pandoc was stopped, because it took more than 1 seconds"
    ):
        run_pandoc("", "lua", *endless)
    assert reading.result() == b"begun\n"
    with pytest.raises(ProgramError, match="Typst was stopped"):
        run_typst("#for a in range(9999) { for b in range(999999) {} }", {}, format="pdf")


def test_what_pandoc_refuses_is_said_in_its_words() -> None:
    with pytest.raises(ProgramError, match="Unknown input format nothing"):
        run_pandoc("", "--from=nothing")


CHILD = """import sys
from briefing.programs import fork
pipe = open(sys.argv[2], "w", 1)
wait = fork(lambda: pipe.write("begun\\n") and {end}, list[int])
pipe.close()
assert wait() == wait() == {found}
"""


@pytest.mark.parametrize(
    ("end", "found"), [("[1]", "[1]"), ("'no list'", None), ("1 / 0", None), ("exit(1)", None)]
)
def test_a_child_gives_its_result_or_none(end: str, found: str | None) -> None:
    run = subprocess.run(
        [sys.executable, "-c", CHILD.format(end=end, found=found), "", os.devnull],
        cwd=ROOT / "scripts",
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize(
    "code", [BUILD, CHILD.format(end="__import__('time').sleep(1000)", found=None)]
)
def test_pandoc_and_a_child_die_with_the_build(
    endless: list[str], code: str, end: signal.Signals
) -> None:
    build = subprocess.Popen([sys.executable, "-c", code, *endless], cwd=ROOT / "scripts")
    with build, open(endless[1], "rb") as pipe:
        assert pipe.readline() == b"begun\n"
        build.send_signal(end)
        assert select.select([pipe], [], [], 60)[0], "it still holds the pipe"
        assert pipe.read() == b""
