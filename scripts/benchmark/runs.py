"""Builds and servers, run and timed. Every wait has a limit; what takes longer ends the benchmark.

Each program runs in a session of its own, so that what it has started ends with it.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from .sites import COLD, Saved, Site

BUILD_SECONDS = 300  # how long a build may take, also the first one of a server
SAVE_SECONDS = 120  # how long a server may take to show what was saved
_END_SECONDS = 10  # how long a server may take to end
_PAUSE = 0.005  # between two looks at a page
_SEEN = "Detected file changes"  # what MkDocs' server says of a file that was saved
_LAST_LINES = 20  # of what a server said, to show where it fails


class Cost(NamedTuple):
    """What a build takes."""

    seconds: float
    megabytes: float  # of the largest resident set


class Save(NamedTuple):
    """What it takes until a server shows what was saved, in seconds."""

    until_seen: float | None  # from saving until MkDocs has seen it; others do not say
    until_shown: float  # from saving until a page shows it


def build(site: Site, kind: str) -> Cost:
    """Build a site once: in its folder, or cold, as the first build in a fresh clone."""
    if kind != COLD:
        return run_build(site, site.folder, site.cache)
    with tempfile.TemporaryDirectory(dir=site.folder.parent) as place:
        clone = Path(place, "clone")
        shutil.copytree(site.folder, clone, ignore=shutil.ignore_patterns("site"))
        return run_build(site, clone, Path(place, "cache"))


def run_build(site: Site, folder: Path, cache: Path) -> Cost:
    """Build a folder as a site is built, with a cache folder. Raise SystemExit where it fails."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [*site.command, "build", "--clean"],
            cwd=folder,
            env=make_environment(cache),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        limit = threading.Timer(BUILD_SECONDS, end_session, [process.pid])
        limit.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        limit.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{folder} was not built in {seconds:.0f} s: {output.read().decode()}")
    return Cost(seconds, usage.ru_maxrss / 1024)


def make_environment(cache: Path) -> dict[str, str]:
    """Return the environment of a program, with the user's cache folder elsewhere."""
    return {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "",  # as it is for an author: compiled once
        "XDG_CACHE_HOME": str(cache),
    }


def end_session(leader: int) -> None:
    """Kill a program and all that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


@contextmanager
def serve(site: Site) -> Iterator["Server"]:
    """Start a server of a site, which can be asked once its first build is done; end it."""
    address = f"127.0.0.1:{find_port()}"
    options = ["--no-strict", "--livereload"] if site.is_mkdocs else []
    with subprocess.Popen(
        [*site.command, "serve", "-a", address, *options],
        cwd=site.folder,
        env=make_environment(site.cache),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        server = Server(site, address, process)
        try:
            yield server
        finally:
            server.end()


class Server:
    """A server of a site, which is asked for pages and listened to."""

    def __init__(self, site: Site, address: str, process: "subprocess.Popen[str]") -> None:
        """Begin to listen to it."""
        self.site = site
        self.address = address
        self.process = process
        self.seen = list[float]()  # when it has seen that a file was saved
        self.lines = list[str]()  # what it has said
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()

    def end(self) -> None:
        """End it, and what it has started."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=_END_SECONDS)
        end_session(self.process.pid)
        self.listener.join(timeout=_END_SECONDS)

    def _listen(self) -> None:
        """Note when it says that it has seen a change, until it ends."""
        for line in self.process.stdout or ():
            if _SEEN in line:
                self.seen.append(time.perf_counter())
            self.lines.append(line)

    def wait_for(self, words: str, page: str, seconds: float) -> float:
        """Wait until a page shows some words; return when. Raise SystemExit where it never does."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end and self.process.poll() is None:
            with suppress(OSError):
                if words in self.read(page, end - time.perf_counter()):
                    return time.perf_counter()
            time.sleep(_PAUSE)
        said = "".join(self.lines[-_LAST_LINES:])
        sys.exit(f"{self.site.folder}: no page showed '{words}' in {seconds:.0f} s: {said}")

    def read(self, page: str, seconds: float) -> str:
        """Return the text of a page with single spaces: pandoc breaks lines. Raise OSError."""
        url = f"http://{self.address}/{page}"
        with urllib.request.urlopen(url, timeout=max(seconds, _PAUSE)) as answer:
            text: str = answer.read().decode()
        return " ".join(text.split())

    def find_seen(self, start: float) -> float | None:
        """Return when it first saw a change after a moment; None where it does not say."""
        for moment in self.seen:
            if moment > start:
                return moment
        return None


def find_port() -> int:
    """Return a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def save(site: Site, saved: Saved, times: int) -> list[Save]:
    """Change a word of a file some times while a server runs; return what each time took.

    They are spread over a second, so that a server that looks twice a second is met at any moment.
    """
    file = site.folder / saved.file
    with restored(file) as text, serve(site) as server:
        words = find_words(text, saved)
        server.wait_for(words, saved.shown_at, BUILD_SECONDS)
        saves = []
        for number in range(times):
            time.sleep(number / times)
            changed = f"{words}x{number}"
            start = time.perf_counter()
            file.write_text(text.replace(words, changed, 1), encoding="utf-8")
            shown = server.wait_for(changed, saved.shown_at, SAVE_SECONDS)
            seen = server.find_seen(start)
            saves.append(Save(seen - start if seen else None, shown - start))
    return saves


@contextmanager
def restored(file: Path) -> Iterator[str]:
    """Give the text of a file, which is as it was afterwards."""
    text = file.read_text(encoding="utf-8")
    try:
        yield text
    finally:
        file.write_text(text, encoding="utf-8")


def find_words(text: str, saved: Saved) -> str:
    """Return the words that are changed. Raise SystemExit where the file has none such."""
    found = saved.words.search(text)
    if not found:
        sys.exit(f"{saved.file} has nothing to change: {saved.words.pattern}")
    return found[1]
