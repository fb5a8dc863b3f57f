"""Whatever ends a build or a freeze, the site and the editions are whole.

They are killed, run side by side, and have a full disk.
"""

import errno
import hashlib
import os
import random
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support import ROOT, read_files

from briefing.editions.manifest import load_editions

from .conftest import Site
from .test_publishing import BUILD, finish, start

FREEZE = (str(ROOT / "scripts/freeze_edition.py"), "--config", "mkdocs.yml", "--note", "Goes on.")
FAULTY = f"""import errno, os, pathlib, sys
left, code = [int(sys.argv.pop(1))], int(sys.argv.pop(1))
def spoil(call):
    def write(self, *arguments, **named):
        left[0] -= "mkdocs-briefing/results" not in str(self)
        if left[0] == 0:
            raise OSError(code, os.strerror(code), str(self))
        return call(self, *arguments, **named)
    return write
for name in ("write_bytes", "write_text", "mkdir", "rename"):
    setattr(pathlib.Path, name, spoil(getattr(pathlib.Path, name)))
os.link = spoil(os.link)
sys.path[:0] = [{str(ROOT / "scripts")!r}]
"""
"""Lets the write of the given number fail, whatever it is, and then runs a command."""

LEFT_ALONE = 20  # the number of a freeze that comes to its end


def say(site: Site, words: object) -> None:
    """Change what the site says, in a draft, so that there is something to build and to freeze."""
    if "draft: true" not in (site.root / "mkdocs.yml").read_text(encoding="utf-8"):
        site.begin_draft()
    text = (site.root / "docs/theme.md").read_text(encoding="utf-8")
    site.write(
        "docs/theme.md", text.partition("Round")[0].rstrip() + f"\n\nRound {words}.\n{{ #round }}\n"
    )


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def count_whole(site: Site) -> int:
    editions, problems = load_editions(site.root)
    assert problems == []
    return len(editions)


def check_whole(site: Path) -> bytes:
    """See that each file of a site is there as its list has it, and return the list.

    The site may be swapped meanwhile: what is opened stays the same folder, whatever its name is.
    """
    while True:
        folder = os.open(site, os.O_RDONLY)
        try:
            here = Path(f"/proc/self/fd/{folder}")
            sums = (here / "SHA256SUMS").read_bytes()
            for line in sums.decode().splitlines():
                digest, name = line.split("  ", 1)
                assert hashlib.sha256((here / name).read_bytes()).hexdigest() == digest, name
            assert b"  index.html\n" in sums
            return sums
        except FileNotFoundError:
            assert os.fstat(folder).st_ino != site.stat().st_ino, (
                "what is being deleted is not the site"
            )
        finally:
            os.close(folder)


def watch(site: Path, ended: threading.Event) -> int:
    """Look at a site without a pause until the end; give how often it was whole."""
    looks = 0
    while not ended.is_set():
        check_whole(site)
        looks += 1
    return looks


@pytest.fixture
def draft(site: Site) -> Site:
    say(site, "begins")
    assert finish(start(site.root))[0] == 0
    return site


def find_swap(site: Path, number: int) -> Callable[[], bool]:
    """Return whether one of three moments around a swap has come: before it, at it, after it.

    A swap is too short to be hit by chance.
    """
    inode = site.stat().st_ino
    stages = f".building-new-{site.name}/"
    return [
        lambda: any(site.parent.glob(f"{stages}SHA256SUMS")),
        lambda: site.stat().st_ino != inode,
        lambda: any(site.parent.glob(f"{stages}.mkdocs-briefing")),
    ][number % 3]


class Killer:
    """Kills builds and freezes of a draft, each at another moment."""

    def __init__(self, draft: Site, seed: int) -> None:
        self.draft = draft
        self.chance = random.Random(seed)
        self.pause = threading.Event()  # which is never set
        began = time.monotonic()
        assert finish(start(draft.root))[0] == 0
        self.needed = time.monotonic() - began  # seconds, for a whole build

    def is_at_swap(self, number: int) -> bool:
        """Whether a run is killed around a swap, and not at any moment."""
        return number % 5 > 2

    def wait(self, number: int, run: subprocess.Popen[str]) -> None:
        """Wait for the moment at which a run is killed."""
        if not self.is_at_swap(number):
            self.pause.wait(self.needed * 1.2 * self.chance.random())
            return
        is_swapping = find_swap(self.draft.root / "site", number // 5)
        while run.poll() is None and not is_swapping():
            pass
        self.pause.wait(self.chance.choice([0, 0, 0.001, 0.01]))

    def strike(self, number: int) -> bool | None:
        """Return whether a run that was killed had changed the site; None if it had ended."""
        say(self.draft, number % 2)
        site = self.draft.root / "site"
        before = check_whole(site)
        run = start(self.draft.root, command=FREEZE if number % 5 == 0 else BUILD)
        self.wait(number, run)
        is_running = run.poll() is None and number != LEFT_ALONE
        if is_running:
            os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
        count_whole(self.draft)
        return check_whole(site) != before if is_running else None


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_what_is_killed_at_any_moment_leaves_all_whole(draft: Site, seed: int) -> None:
    """Fifty a seed, over the whole length of builds, swaps and freezes.

    Somebody reads the site all the time.
    """
    killer = Killer(draft, seed)
    ended = threading.Event()
    with ThreadPoolExecutor(1) as thread:
        looks = thread.submit(watch, draft.root / "site", ended)
        try:
            strikes = [killer.strike(number) for number in range(50)]
        finally:
            ended.set()
        assert looks.result() > 50
    killed = [has_changed for has_changed in strikes if has_changed is not None]
    assert set(killed) == {False, True}, "killed before a swap, and after it"
    assert len(killed) > 20
    assert count_whole(draft) > 1
    assert finish(start(draft.root))[0] == 0
    check_whole(draft.root / "site")


@pytest.mark.slow
def test_two_builds_and_two_freezes_at_once_do_not_mix(draft: Site) -> None:
    """Each ends well or says why not; of two freezes of one number, one is kept whole."""
    say(draft, "more")
    runs = [start(draft.root, command=command) for command in (BUILD, FREEZE, BUILD, FREEZE)]
    ends = [finish(run) for run in runs]
    for status, words in ends[::2]:
        assert status == 0 or "another build is writing" in words
    assert sorted(status for status, _ in ends[1::2]) == [0, 1], ends
    assert count_whole(draft) == 2
    assert list_names(draft.root / "editions") == ["1", "2"]
    check_whole(draft.root / "site")


@pytest.mark.slow
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
@pytest.mark.parametrize(
    ("run", "options"),
    [
        ("import runpy; runpy.run_module('freeze_edition', run_name='__main__')", FREEZE[1:]),
        ("from mkdocs.__main__ import cli; cli()", BUILD[2:]),
    ],
    ids=["freeze", "build"],
)
def test_a_failing_disk_leaves_all_whole(
    draft: Site, run: str, options: tuple[str, ...], code: int
) -> None:
    """Of twenty writes every second one fails, with the other error those between them."""
    failed = 0
    site = read_files(draft.root / "site")
    editions = read_files(draft.root / "editions")
    for number in range(1 + (code == errno.EIO), 21, 2):
        say(draft, number)
        status, _ = finish(
            start(draft.root, str(number), str(code), *options, command=("-c", FAULTY + run))
        )
        failed += status != 0
        if status:
            assert read_files(draft.root / "site") == site, number
            assert read_files(draft.root / "editions") == editions, number
        count_whole(draft)
        check_whole(draft.root / "site")
        assert all(name.isdecimal() for name in list_names(draft.root / "editions")), number
        shutil.rmtree(draft.root / "editions/2", ignore_errors=True)
        site = read_files(draft.root / "site")
    assert failed > 4
