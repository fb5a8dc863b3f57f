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
from pathlib import Path

import pytest
from support import ABEL, write_site

PAGES = {f"docs/{name}.md": f"# {name} {{ #{name} }}\n\nWORDS\n" for name in "abcdefgh"}
SOUND = "# T { #t }\n\nWORDS A.[@abel2020]\n{ #p }\n"


def write_version(root: Path, words: str) -> None:
    files = {"docs/index.md": SOUND, "bibliography.bib": ABEL, **PAGES}
    write_site(root, {name: text.replace("WORDS", words * 200) for name, text in files.items()})


def start(root: Path, *options: str, prepare: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "mkdocs", "build", *options], cwd=root, text=True,
                            preexec_fn=prepare, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                            start_new_session=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


def finish(build: subprocess.Popen[str]) -> tuple[int, str]:
    """Give exit status and messages of a build; it leaves no traceback, whatever happened."""
    _, messages = build.communicate(timeout=60)
    assert "Traceback" not in messages, messages
    return build.returncode, messages


def read_all(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def good(tmp_path: Path) -> Iterator[Path]:
    """A project with a good site, and a newer text that is not built yet; at the end only the site has changed."""
    write_version(tmp_path, "one ")
    assert finish(start(tmp_path))[0] == 0
    write_version(tmp_path, "two ")
    yield tmp_path
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".building")) == []


def test_a_disk_that_takes_no_more_is_a_message(good: Path) -> None:
    """A limit on the size of files fails in the middle of a write, as a full disk does."""
    before = read_all(good / "site")
    status, messages = finish(start(good, prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))))
    assert status == 1
    assert "File too large" in messages
    assert read_all(good / "site") == before


def obey_permissions() -> None:
    """Take from root its right to write anywhere (prctl(2), CAP_DAC_OVERRIDE); nobody else has it."""
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def test_a_folder_that_cannot_be_written_is_a_message(good: Path) -> None:
    before = read_all(good / "site")
    good.chmod(0o555)
    try:
        status, messages = finish(start(good, prepare=obey_permissions))
    finally:
        good.chmod(0o755)
    assert status == 1
    assert f"{good}" in messages
    assert "Permission denied" in messages
    assert read_all(good / "site") == before


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def replace(file: Path) -> None:
    file.write_bytes(b"\xff")


def close_folder(file: Path) -> None:
    file.chmod(0o000)
    file.parent.chmod(0o555)


@pytest.mark.parametrize("harm", [cut, replace, close_folder, Path.unlink])
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
    before = {name: data for name, data in read_all(good).items() if not name.startswith(".cache")}
    for place, words in {".": "", "..": "", "docs": "", "mine": "it is not empty", "/": "",
                         "bibliography.bib": "it is not a folder", "bibliography.bib/site": "File exists"}.items():
        status, messages = finish(start(good, "-d", place))
        assert status == 1
        assert words in messages
        assert {name: data for name, data in read_all(good).items() if not name.startswith(".cache")} == before


def test_two_builds_at_once_do_not_mix(good: Path) -> None:
    """Each ends well, or says that the other is running."""
    builds = [start(good) for _ in range(3)]
    ends = [finish(build) for build in builds]
    assert all(status == 0 or "another build is writing" in messages for status, messages in ends), ends
    assert any(status == 0 for status, _ in ends)
    finished = read_all(good / "site")
    assert finish(start(good, "-d", "other"))[0] == 0
    assert {name for name in finished if "sitemap" not in name} == {
        name for name in read_all(good / "other") if "sitemap" not in name}
    assert b"two" in finished["index.html"]


def check_whole(site: Path) -> bytes:
    """See that each file of a site is there as its list has it, and give the list; it may be swapped meanwhile."""
    while True:
        folder = os.open(site, os.O_RDONLY)  # what is opened stays the same folder, whatever its name is then
        try:
            sums = read_at(folder, "SHA256SUMS")
            for line in sums.decode().splitlines():
                digest, name = line.split("  ", 1)
                assert hashlib.sha256(read_at(folder, name)).hexdigest() == digest, name
            assert b"  index.html\n" in sums
            return sums
        except FileNotFoundError:
            assert os.fstat(folder).st_ino != site.stat().st_ino, "what is being deleted is not the site"
        finally:
            os.close(folder)


def read_at(folder: int, name: str) -> bytes:
    with open(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:
        return file.read()


class Watch(threading.Thread):
    """Looks at a site without a pause."""

    def __init__(self, site: Path) -> None:
        super().__init__()
        self.site, self.looks, self.ended, self.fault = site, 0, threading.Event(), ""

    def run(self) -> None:
        """Look until the end, or the first fault."""
        while not self.ended.is_set() and not self.fault:
            try:
                check_whole(self.site)
                self.looks += 1
            except Exception as error:
                self.fault = repr(error)


def has_stage(root: Path, name: str) -> bool:
    return any((stage / name).exists() for stage in root.glob(".building-site-????????"))


def wait_for(build: subprocess.Popen[str], moment: Callable[[], bool]) -> None:
    while build.poll() is None and not moment():
        pass


def find_moment(root: Path, number: int) -> Callable[[], bool]:
    """Give what has to be so before the time of a kill begins to run: the build has started, or is at the swap."""
    inode = (root / "site").stat().st_ino
    swap = [lambda: has_stage(root, "SHA256SUMS"), lambda: has_stage(root, ".mkdocs-briefing"),
            lambda: (root / "site").stat().st_ino != inode]
    return swap[number // 5 % 3] if number % 5 > 2 else lambda: True


def kill_after(build: subprocess.Popen[str], moment: Callable[[], bool], seconds: float) -> int:
    """Kill a build so long after a moment; gives its status, which may be 0 where it was faster."""
    wait_for(build, moment)
    end = time.monotonic() + seconds
    wait_for(build, lambda: time.monotonic() > end)
    if build.poll() is None:
        os.killpg(build.pid, signal.SIGKILL)
    build.communicate()
    return build.returncode


@pytest.mark.slow
def test_fifty_builds_that_are_killed_leave_a_whole_site_all_the_time(good: Path) -> None:
    """Thirty at any moment, the others around the swap, which is too short to be hit by chance."""
    site, chance, ends = good / "site", random.Random(26112024), []
    began = time.monotonic()
    assert finish(start(good))[0] == 0
    needed = time.monotonic() - began
    watch = Watch(site)
    watch.start()
    for number in range(50):
        write_version(good, ("one ", "two ")[number % 2])
        before, moment = check_whole(site), find_moment(good, number)
        share = chance.random() if number % 5 < 3 else chance.choice([0, 0, 0.001, 0.01])
        status = kill_after(start(good), moment, needed * share)
        ends.append((status, check_whole(site) != before))
    watch.ended.set()
    watch.join()
    assert watch.fault == ""
    assert watch.looks > 50
    assert {(-signal.SIGKILL, False), (-signal.SIGKILL, True)} <= set(ends), "killed before the swap, and after it"
    assert sum(status == -signal.SIGKILL for status, _ in ends) > 25
    assert finish(start(good))[0] == 0
