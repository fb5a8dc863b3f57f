"""A program that a build starts has a time limit, dies with the build, and is asked once.

Alone it notices a program that never ends, outlives a build, or whose kept answer a crash emptied.
"""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from support import ROOT

from mkdocs_briefing import answers, programs
from mkdocs_briefing.programs import ProgramError, run_pandoc, run_typst
from mkdocs_briefing.text import digest

BUILD = (
    "import sys; from mkdocs_briefing.programs import run_pandoc; "
    "run_pandoc('', 'lua', *sys.argv[1:])"
)


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


def test_who_is_given_much_may_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "SECONDS", 0)
    with pytest.raises(ProgramError, match="more than 0 seconds"):
        run_pandoc("word", "--from=commonmark", "--to=plain")
    text = "word " * 200_000
    assert run_pandoc(text, "--from=commonmark", "--to=plain").split() == text.encode().split()


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


class Programs:
    """What stands for pandoc and Typst: it answers with its number of runs, and a folder keeps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "mkdocs-briefing/answers"
        self.runs = 0

    def run(self, *_: object) -> bytes:
        """Answer."""
        self.runs += 1
        return str(self.runs).encode()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """What runs in the place of programs, with a cache of its own."""
    made = Programs(tmp_path / "cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(programs, "_run", made.run)
    return made


@pytest.fixture
def ask(tmp_path: Path) -> Callable[[], bytes]:
    """Run pandoc with a file."""
    (tmp_path / "a.csl").write_text("style", encoding="utf-8")
    return lambda: run_pandoc("text", "-s", f"--csl={tmp_path / 'a.csl'}")


@pytest.mark.usefixtures("kept")
def test_a_program_is_asked_once(ask: Callable[[], bytes]) -> None:
    assert (ask(), ask()) == (b"1", b"1")


@pytest.mark.usefixtures("kept")
def test_another_question_is_asked_again(tmp_path: Path) -> None:
    """Text, arguments, the name of a file and what is in it, the day, the program."""
    for name in ("a.csl", "b.csl", "other/a.csl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("style", encoding="utf-8")
    csl = f"--csl={tmp_path / 'a.csl'}"
    first = run_pandoc("text", csl)
    assert run_pandoc("text", f"--csl={tmp_path / 'other/a.csl'}") == first, "in a folder of a run"
    others = [
        run_pandoc("other", csl),
        run_pandoc("text", csl, "-s"),
        run_pandoc("text", f"--csl={tmp_path / 'b.csl'}"),
        run_pandoc("text", csl, day=date(2026, 1, 1)),
        run_pandoc("text", f"--template={tmp_path / 'a.csl'}"),
        run_typst("text", {}),
        run_typst("text", {"a": "b"}),
        run_typst("text", {}, format="png"),
    ]
    (tmp_path / "a.csl").write_text("other", encoding="utf-8")
    others.append(run_pandoc("text", csl))
    assert len({first, *others}) == 1 + len(others)


@pytest.mark.parametrize(
    "changed", ["typst-99.0.dist-info", "new-1.egg-info", "a Python", "our code"]
)
def test_another_package_python_or_engine_is_another_answer(
    kept: Programs,
    ask: Callable[[], bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    changed: str,
) -> None:
    ask()
    (tmp_path / "packages" / changed).mkdir(parents=True)
    with monkeypatch.context() as patch:
        if changed == "a Python":
            patch.setattr(sys, "version", "9.99.9 (another)")
        elif changed == "our code":
            patch.setattr(answers, "ENGINE", ROOT / "scripts/mkdocs_briefing/book")
        else:
            patch.syspath_prepend(tmp_path / "packages")
        forget_versions()
        ask()
    forget_versions()
    assert kept.runs == 2


def forget_versions() -> None:
    """Have the process look again which packages and which code it has."""
    answers._list_packages.cache_clear()
    answers._sum_engine.cache_clear()


@pytest.mark.parametrize("rubbish", [b"", b"1", b"\0" * 99], ids=["nothing", "a word", "zeros"])
def test_an_answer_that_is_not_as_it_was_written_is_asked_for_again(
    kept: Programs, ask: Callable[[], bytes], rubbish: bytes
) -> None:
    ask()
    [file] = kept.folder.iterdir()
    file.write_bytes(rubbish)
    (kept.folder / "foreign").write_bytes(rubbish)
    assert (ask(), ask()) == (b"2", b"2")


def test_a_folder_in_which_nothing_can_be_kept_costs_time_and_nothing_else(
    kept: Programs, ask: Callable[[], bytes]
) -> None:
    kept.folder.parent.parent.mkdir()
    kept.folder.parent.touch()
    assert (ask(), ask()) == (b"1", b"2")


def test_an_answer_that_can_be_neither_read_nor_kept_costs_time_and_nothing_else(
    kept: Programs, ask: Callable[[], bytes]
) -> None:
    ask()
    [file] = kept.folder.iterdir()
    file.unlink()
    file.mkdir()
    assert (ask(), ask()) == (b"2", b"3")


def test_a_write_that_fails_costs_time_and_leaves_nothing(
    kept: Programs, ask: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    assert (ask(), ask()) == (b"1", b"2")
    assert list(kept.folder.iterdir()) == []


def fill(kept: Programs, count: int) -> None:
    """Keep the answers to as many questions, of which the first was asked for long ago."""
    for age in range(count):
        before = {*kept.folder.glob("*")}
        run_pandoc(str(age))
        [file] = {*kept.folder.iterdir()} - before
        os.utime(file, (age, age))


def find_kept(kept: Programs, count: int) -> list[int]:
    """Return which of so many questions are not asked again."""
    before = kept.runs
    return [age for age in range(count) if int(run_pandoc(str(age))) <= before]


def test_what_is_kept_is_bounded_by_bytes_and_what_was_asked_for_last_stays(
    kept: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(kept, 60)
    assert run_pandoc("0") == b"1", "asked for again"
    answers._make_room.cache_clear()  # as another process
    size = max(file.stat().st_size for file in kept.folder.iterdir())
    monkeypatch.setattr(answers, "_MOST", 20 * size)
    run_pandoc("one more")
    assert sum(file.stat().st_size for file in kept.folder.iterdir()) <= 20 * size
    assert find_kept(kept, 60) == [0, *range(42, 60)]


def test_however_many_answers_a_build_asks_for_none_pushes_out_another(kept: Programs) -> None:
    fill(kept, 1000)
    assert find_kept(kept, 1000) == [*range(1000)]


def test_threads_and_processes_that_keep_the_same_lose_nothing(kept: Programs) -> None:
    """Each writes under a temporary name of its own; PDF and EPUB once shared one."""
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda number: run_pandoc(str(number % 5)), range(200)))
    assert all(run_pandoc(str(number)) in answers for number in range(5))
    assert len(list(kept.folder.iterdir())) == 5


def test_bounds_count_in_a_digest() -> None:
    assert digest("ab", "c") != digest("a", "bc")
