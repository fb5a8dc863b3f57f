"""Whatever ends a build or a freeze, the site and the editions are whole: killed, side by side, with a full disk."""

import errno
import hashlib
import os
import random
import shutil
import signal
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
        left[0] -= ".cache" not in str(self) and "state" not in str(self)
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


def say(site: Site, words: object) -> None:
    """Change what the site says, so that there is something to build and to freeze; a freeze has ended the draft."""
    if "draft: true" not in (site.root / "mkdocs.yml").read_text(encoding="utf-8"):
        site.edit("mkdocs.yml", "  briefing:\n", "  briefing:\n    draft: true\n")
    text = (site.root / "docs/theme.md").read_text(encoding="utf-8")
    site.write(
        "docs/theme.md", text.partition("Round")[0].rstrip() + f"\n\nRound {words}.\n{{ #round }}\n"
    )


def count_whole(site: Site) -> int:
    editions, problems = load_editions(site.root)
    assert problems == []
    return len(editions)


def check_whole(site: Path) -> bytes:
    """See that each file of a site is there as its list has it, and give the list; it may be swapped meanwhile."""
    while True:
        folder = os.open(
            site, os.O_RDONLY
        )  # what is opened stays the same folder, whatever its name is then
        try:
            here = Path(f"/proc/self/fd/{folder}")
            sums = (here / "SHA256SUMS").read_bytes()
            for digest, name in (line.split("  ", 1) for line in sums.decode().splitlines()):
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
    """Give one of three moments around a swap, which is too short to be hit by chance: before it, at it, after it."""
    inode, stages = site.stat().st_ino, f".building-new-{site.name}/"
    return [
        lambda: any(site.parent.glob(f"{stages}SHA256SUMS")),
        lambda: site.stat().st_ino != inode,
        lambda: any(site.parent.glob(f"{stages}.mkdocs-briefing")),
    ][number % 3]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_what_is_killed_at_any_moment_leaves_all_whole(draft: Site, seed: int) -> None:
    """Fifty a seed over the whole length of builds, swaps and freezes, while somebody reads the site all the time."""
    chance, ended, site, killed = (
        random.Random(seed),
        threading.Event(),
        draft.root / "site",
        list[bool](),
    )
    began = time.monotonic()
    assert finish(start(draft.root))[0] == 0
    needed = time.monotonic() - began
    with ThreadPoolExecutor(1) as thread:
        looks = thread.submit(watch, site, ended)
        try:
            for number in range(50):
                say(draft, number % 2)
                before, is_swapping = check_whole(site), find_swap(site, number // 5)
                run = start(draft.root, command=FREEZE if number % 5 == 0 else BUILD)
                while number % 5 > 2 and run.poll() is None and not is_swapping():
                    pass
                ended.wait(
                    chance.choice([0, 0, 0.001, 0.01])
                    if number % 5 > 2
                    else needed * 1.2 * chance.random()
                )
                is_running = (
                    number != 20 and run.poll() is None
                )  # one freeze is left to come to its end
                if is_running:
                    os.killpg(run.pid, signal.SIGKILL)
                run.communicate()
                count_whole(draft)
                killed += [check_whole(site) != before] if is_running else []
        finally:
            ended.set()
        assert looks.result() > 50
    assert set(killed) == {False, True}, "killed before a swap, and after it"
    assert len(killed) > 20
    assert count_whole(draft) > 1
    assert finish(start(draft.root))[0] == 0
    check_whole(site)


def test_two_builds_and_two_freezes_at_once_do_not_mix(draft: Site) -> None:
    """Each ends well or says why not; of two freezes of one number, one is kept whole."""
    say(draft, "more")
    ends = [
        finish(run)
        for run in [
            start(draft.root, command=command) for command in (BUILD, FREEZE, BUILD, FREEZE)
        ]
    ]
    assert all(status == 0 or "another build is writing" in words for status, words in ends[::2]), (
        ends
    )
    assert sorted(status for status, _ in ends[1::2]) == [0, 1], ends
    assert (count_whole(draft), sorted(os.listdir(draft.root / "editions"))) == (2, ["1", "2"])
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
    chance, failed = random.Random(code), 0
    site, editions = read_files(draft.root / "site"), read_files(draft.root / "editions")
    for number in sorted(chance.sample(range(1, 41), 25)):
        say(draft, number)
        status, _ = finish(
            start(draft.root, str(number), str(code), *options, command=("-c", FAULTY + run))
        )
        failed += status != 0
        if status:
            assert (read_files(draft.root / "site"), read_files(draft.root / "editions")) == (
                site,
                editions,
            ), number
        count_whole(draft)
        check_whole(draft.root / "site")
        assert all(name.isdecimal() for name in os.listdir(draft.root / "editions")), number
        shutil.rmtree(draft.root / "editions/2", ignore_errors=True)
        site = read_files(draft.root / "site")
    assert failed > 8
