"""Nothing half done: what a build that fails or is killed leaves behind."""

import os
import random
import resource
import signal
import subprocess
import sys
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


@pytest.mark.slow
def test_fifty_builds_that_are_killed_leave_a_whole_site_all_the_time(good: Path) -> None:
    """Read without a pause: the site is one of two known ones, page by page and as a list of files."""
    site, chance = good / "site", random.Random(26112024)
    known, files = [read_all(site)], sorted(os.listdir(site))
    began = time.monotonic()
    assert finish(start(good))[0] == 0
    needed = time.monotonic() - began
    known.append(read_all(site))
    reads = 0
    for number in range(50):
        write_version(good, ("one ", "two ")[number % 2])
        build = start(good)
        end = time.monotonic() + needed * chance.uniform(0.4, 1.1)
        while build.poll() is None and time.monotonic() < end:
            page, before = (site / "h/index.html").read_bytes(), site.stat().st_ino
            assert page in [version["h/index.html"] for version in known]
            listed = sorted(os.listdir(site))
            assert listed == files or site.stat().st_ino != before, "a folder that is being deleted is not the site"
            reads += 1
        if build.poll() is None:
            os.killpg(build.pid, signal.SIGKILL)
        build.communicate()
        found = read_all(site)
        assert {name: data for name, data in found.items() if "sitemap" not in name} in [
            {name: data for name, data in version.items() if "sitemap" not in name} for version in known]
    assert reads > 500
    assert finish(start(good))[0] == 0
