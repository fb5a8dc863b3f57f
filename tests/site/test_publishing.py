"""Nothing half done: what a build that fails or is killed leaves behind."""

import ctypes
import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support import ABEL, read_files, write_site

PAGES = {f"docs/{name}.md": f"# {name} {{ #{name} }}\n\nWORDS\n" for name in "abcdefgh"}
FILES = {"docs/index.md": "# T { #t }\n\nWORDS A.[@abel2020]\n{ #p }\n", "bibliography.bib": ABEL, **PAGES}


def write_version(root: Path, words: str) -> None:
    write_site(root, {name: text.replace("WORDS", words * 200) for name, text in FILES.items()})


def start(root: Path, *options: str, prepare: Callable[[], object] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "mkdocs", "build", *options], cwd=root, text=True,
                            preexec_fn=prepare, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                            start_new_session=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


def finish(build: subprocess.Popen[str]) -> tuple[int, str]:
    """Give exit status and messages of a build; it leaves no traceback, whatever happened."""
    _, messages = build.communicate(timeout=60)
    assert "Traceback" not in messages, messages
    return build.returncode, messages


@pytest.fixture
def good(tmp_path: Path) -> Iterator[Path]:
    """A project with a good site, and a newer text that is not built yet; at the end only the site has changed."""
    write_version(tmp_path, "one ")
    assert finish(start(tmp_path))[0] == 0
    write_version(tmp_path, "two ")
    yield tmp_path
    assert list(tmp_path.glob(".building*")) == []


def obey_permissions() -> None:
    """Take from root its right to write anywhere (prctl(2), CAP_DAC_OVERRIDE); nobody else has it."""
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def fill_disk() -> None:
    """A limit on the size of files fails in the middle of a write, as a full disk does."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))


@pytest.mark.parametrize(("prepare", "mode", "message"), [
    (fill_disk, 0o755, "index.html: File too large"), (obey_permissions, 0o555, "Permission denied")])
def test_a_place_that_cannot_be_written_is_a_message(
        good: Path, prepare: Callable[[], None], mode: int, message: str) -> None:
    before = read_files(good / "site")
    good.chmod(mode)
    status, messages = finish(start(good, prepare=prepare))
    good.chmod(0o755)
    assert (status, message in messages, read_files(good / "site") == before) == (1, True, True), messages


def test_where_nothing_has_changed_the_site_stays_and_where_it_was_touched_it_is_mended(good: Path) -> None:
    def build(*options: str) -> bool:
        """Build, and tell whether there was anything to do."""
        done = subprocess.run([sys.executable, "-m", "mkdocs", "build", *options], cwd=good, capture_output=True,
                              text=True, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
        return "Nothing has changed" not in done.stderr
    assert build()
    before = read_files(good / "site")
    assert not build()
    page, other = good / "site/index.html", good / "site/other.txt"
    for harm in (page.unlink, lambda: page.write_text("no"), lambda: other.write_text("no"),
                 (good / "theme/new.html").touch):
        harm()
        assert build()
        assert read_files(good / "site") == before
        assert not build()
    (good / "bibliography.bib").write_text(ABEL.replace("Gap", "Corridor"), encoding="utf-8")
    assert build()
    assert b"Corridor" in page.read_bytes()


def test_a_site_can_be_read_by_others_whatever_the_umask(good: Path) -> None:
    assert finish(start(good, prepare=lambda: os.umask(0o077)))[0] == 0
    modes = {path.stat().st_mode & 0o777 for path in (good / "site").rglob("*") if path.is_file()}
    folders = {path.stat().st_mode & 0o777 for path in [good / "site", *(good / "site").glob("*/")]}
    assert (modes, folders) == ({0o644}, {0o755})


def close_folder(file: Path) -> None:
    file.chmod(0o000)
    file.parent.chmod(0o555)


@pytest.mark.parametrize("harm", [lambda file: file.write_bytes(file.read_bytes()[:-1]),
                                  lambda file: file.write_bytes(b"\xff"), close_folder, Path.unlink])
def test_a_cache_in_any_state_costs_time_and_nothing_else(good: Path, harm: Callable[[Path], None]) -> None:
    kept = [path for path in (good / ".cache").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        harm(path)
    status, messages = finish(start(good, prepare=obey_permissions))
    for folder in {path.parent for path in kept}:
        folder.chmod(0o755)
    assert (status, "WARNING" in messages) == (0, False), messages
    assert b"two" in (good / "site/index.html").read_bytes()


def test_a_place_that_is_no_site_is_a_message_and_stays(good: Path) -> None:
    (good / "mine").mkdir()
    (good / "mine/letter.txt").write_text("mine", encoding="utf-8")
    before = read_files(good)
    for place, words in {".": "", "..": "", "docs": "", "mine": "it is not empty", "/": "",
                         "bibliography.bib": "it is not a folder", "bibliography.bib/site": "File exists"}.items():
        status, messages = finish(start(good, "-d", place))
        assert (status, words in messages, read_files(good) == before) == (1, True, True), messages


def test_two_builds_at_once_do_not_mix(good: Path) -> None:
    """Each ends well, or says that the other is running."""
    ends = [finish(build) for build in [start(good) for _ in range(3)]]
    assert all(status == 0 or "another build is writing" in messages for status, messages in ends), ends
    assert any(status == 0 for status, _ in ends)
    assert finish(start(good, "-d", "other"))[0] == 0
    assert set(read_files(good / "site")) == set(read_files(good / "other"))
    assert b"two" in (good / "site/index.html").read_bytes()


def check_whole(site: Path) -> bytes:
    """See that each file of a site is there as its list has it, and give the list; it may be swapped meanwhile."""
    while True:
        folder = os.open(site, os.O_RDONLY)  # what is opened stays the same folder, whatever its name is then
        try:
            here = Path(f"/proc/self/fd/{folder}")
            sums = (here / "SHA256SUMS").read_bytes()
            for digest, name in (line.split("  ", 1) for line in sums.decode().splitlines()):
                assert hashlib.sha256((here / name).read_bytes()).hexdigest() == digest, name
            assert b"  index.html\n" in sums
            return sums
        except FileNotFoundError:
            assert os.fstat(folder).st_ino != site.stat().st_ino, "what is being deleted is not the site"
        finally:
            os.close(folder)


def watch(site: Path, ended: threading.Event) -> int:
    """Look at a site without a pause until the end; give how often it was whole."""
    looks = 0
    while not ended.is_set():
        check_whole(site)
        looks += 1
    return looks


def kill(root: Path, moment: Callable[[], bool], seconds: float) -> int:
    """Start a build, and kill it so long after a moment; gives its status, which may be 0 where it was faster."""
    build, end = start(root), float("inf")
    while build.poll() is None and time.monotonic() < end:
        if end == float("inf") and moment():
            end = time.monotonic() + seconds
    if build.poll() is None:
        os.killpg(build.pid, signal.SIGKILL)
    build.communicate()
    return build.returncode


def find_swap(site: Path, number: int) -> Callable[[], bool]:
    """Give one of three moments around a swap: before it, at it, after it."""
    inode, stages = site.stat().st_ino, f".building-{site.name}-????????/"
    return [lambda: any(site.parent.glob(f"{stages}SHA256SUMS")), lambda: site.stat().st_ino != inode,
            lambda: any(site.parent.glob(f"{stages}.mkdocs-briefing"))][number % 3]


@pytest.mark.slow
def test_fifty_builds_that_are_killed_leave_a_whole_site_all_the_time(good: Path) -> None:
    """Thirty at any moment, the others around the swap, which is too short to be hit by chance."""
    site, chance, ends, ended = good / "site", random.Random(26112024), set(), threading.Event()
    began = time.monotonic()
    assert finish(start(good))[0] == 0
    needed = time.monotonic() - began
    with ThreadPoolExecutor(1) as thread:
        looks = thread.submit(watch, site, ended)
        try:
            for number in range(50):
                write_version(good, ("one ", "two ")[number % 2])
                before = check_whole(site)
                is_at_swap, moment = number % 5 > 2, find_swap(site, number // 5)
                status = kill(good, moment, chance.choice([0, 0, 0.001, 0.01])) if is_at_swap else kill(
                    good, lambda: True, needed * chance.random())
                ends.add((number, status, check_whole(site) != before))
        finally:
            ended.set()
        assert looks.result() > 50
    killed = [is_new for _, status, is_new in ends if status == -signal.SIGKILL]
    assert set(killed) == {False, True}, "killed before the swap, and after it"
    assert len(killed) > 25
    assert finish(start(good))[0] == 0
