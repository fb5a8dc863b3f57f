"""Whatever ends a build or a freeze, the site and the editions are whole: killed, side by side, with a full disk."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from support import ROOT, read_files

from briefing.editions.manifest import load_editions

from .conftest import Site
from .test_publishing import check_whole, watch

FREEZE = [str(ROOT / "scripts/freeze_edition.py"), "--note", "Goes on.", "--config"]
BUILD = ["-m", "mkdocs", "build", "-f"]
FAULTY = """import builtins, errno, os, pathlib, sys
left, code = [int(sys.argv.pop(1))], int(sys.argv.pop(1))
def spoil(call):
    def write(self, *arguments, **named):
        left[0] -= ".cache" not in str(self) and "state" not in str(self)
        if left[0] == 0:
            raise OSError(code, os.strerror(code), str(self))
        return call(self, *arguments, **named)
    return write
for name in ("write_bytes", "write_text", "mkdir", "rename"):
    setattr(pathlib.Path, name, spoil(getattr(pathlib.Path, name)))
os.link = spoil(os.link)
"""
"""Lets the write of the given number fail, whatever it is, and then runs a command."""
RUN = {"freeze": "import freeze_edition; sys.exit(freeze_edition.main())",
       "build": "from mkdocs.__main__ import cli; cli()"}


def start(site: Site, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, *command, str(site.root / "mkdocs.yml")], cwd=site.root, text=True,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
                            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


def finish(run: subprocess.Popen[str]) -> int:
    """Give the status of a command; it leaves no traceback, whatever happened."""
    _, words = run.communicate(timeout=120)
    assert "Traceback" not in words, words
    return run.returncode


def say(site: Site, number: int) -> None:
    """Change what the site says, so that there is something to freeze."""
    text = (site.root / "docs/theme.md").read_text(encoding="utf-8")
    site.write("docs/theme.md", text.partition("Round")[0].rstrip() + f"\n\nRound {number}.\n{{ #round }}\n")


def count_whole(site: Site) -> int:
    """Give how many editions there are, all of which are whole."""
    editions, problems = load_editions(site.root)
    assert problems == []
    return len(editions)


@pytest.fixture
def draft(site: Site) -> Site:
    """A frozen site that was built and goes on as a draft: an id that went is no fault of these tests."""
    site.edit("mkdocs.yml", "  briefing:\n", "  briefing:\n    draft: true\n")
    assert finish(start(site, *BUILD)) == 0
    return site


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_what_is_killed_at_any_moment_leaves_all_whole(draft: Site, seed: int) -> None:
    """Fifty kills a seed over the whole length of builds and freezes, while somebody reads the site all the time."""
    chance, ended, killed = random.Random(seed), threading.Event(), 0
    began = time.monotonic()
    assert finish(start(draft, *BUILD)) == 0
    needed = time.monotonic() - began
    with ThreadPoolExecutor(1) as thread:
        looks = thread.submit(watch, draft.root / "site", ended)
        try:
            for number in range(50):
                say(draft, 1)
                run = start(draft, *(BUILD if number % 3 else FREEZE))
                ended.wait(needed * 1.2 * chance.random())
                if run.poll() is None:
                    os.killpg(run.pid, signal.SIGKILL)
                    killed += 1
                run.communicate()
                count_whole(draft)
        finally:
            ended.set()
        assert looks.result() > 50
    assert killed > 20
    assert finish(start(draft, *BUILD)) == 0
    check_whole(draft.root / "site")


@pytest.mark.slow
def test_two_builds_and_a_freeze_at_once_do_not_mix(draft: Site) -> None:
    """Each ends well or says why not; of two freezes of one number, one is kept whole."""
    for number in range(1, 4):
        before = count_whole(draft)
        say(draft, 1)
        draft.edit("docs/index.md", "It is windy", f"It is windy {'very ' * number}".rstrip())
        runs = [start(draft, *command) for command in (BUILD, FREEZE, BUILD, FREEZE)]
        ends = [finish(run) for run in runs]
        assert count_whole(draft) == before + 1, ends
        check_whole(draft.root / "site")
    assert [path.name for path in (draft.root / "editions").iterdir() if not path.name.isdecimal()] == []


@pytest.mark.slow
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
@pytest.mark.parametrize("command", sorted(RUN))
def test_a_disk_that_fails_at_any_write_leaves_all_whole(draft: Site, command: str, code: int) -> None:
    chance = random.Random(code)
    site, editions, failed = read_files(draft.root / "site"), read_files(draft.root / "editions"), 0
    for number in sorted(chance.sample(range(1, 41), 25)):
        say(draft, 1)
        draft.edit("docs/index.md", "It is", "It is so")
        options = {"freeze": ["--note", "Goes on.", "--config"], "build": ["build", "-f"]}[command]
        run = start(draft, "-c", f"{FAULTY}\nsys.path[:0] = [{str(ROOT / 'scripts')!r}]\n{RUN[command]}",
                    str(number), str(code), *options)
        status = finish(run)
        failed += status != 0
        if status:
            assert read_files(draft.root / "site") == site, number
            assert read_files(draft.root / "editions") == editions, number
        count_whole(draft)
        check_whole(draft.root / "site")
        for left in (draft.root / "editions").iterdir():
            assert left.name.isdecimal(), number
            if int(left.name) > 1:
                shutil.rmtree(left)
        site = read_files(draft.root / "site")
    assert failed > 8
