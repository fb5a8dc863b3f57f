"""Measuring one build, and one change seen through a server, for `bench.py`."""

import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())
"""Where all is built and served from: what a disk takes for a new file changes from one hour to the next."""
_ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "", "TMPDIR": str(MEMORY)}
_SAVINGS = 5
_PATIENCE = 300
"""Seconds after which a server is given up."""


@dataclass(frozen=True)
class Cost:
    """What a build takes."""

    seconds: float
    """Wall clock."""
    megabytes: float
    """Largest resident set of the process."""


def measure_build(folder: Path, command: list[str], is_cold: bool = False) -> Cost:
    """Build once; with empty caches where it `is_cold`. Raises RuntimeError where the build fails."""
    if is_cold:
        shutil.rmtree(folder / ".cache", ignore_errors=True)
    log = folder.with_suffix(".log")
    with log.open("w") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=_ENVIRONMENT, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(log.read_text()[-2000:])
    return Cost(seconds, usage.ru_maxrss / 1024)


def measure_saving(folder: Path, command: list[str], file: str) -> float:
    """Give the seconds from saving one changed word until the page is served with it: the median of a few times.

    A server looks for changes in turns, so one time says little, and the times are spread over a second. `file` is
    `page` or `bib`; the title that changes in the `.bib` stands in a note of the front page.
    """
    changed, old = {"page": ("docs/index.md", "Several"), "bib": ("bibliography.bib", "of Day 0 ")}[file]
    text = (folder / changed).read_text(encoding="utf-8")
    port = _find_port()
    address = f"127.0.0.1:{port}"
    process = subprocess.Popen([*command, address], cwd=folder, env=_ENVIRONMENT, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://{address}/", old)
        return statistics.median(_save(folder / changed, text, old, number, address) for number in range(_SAVINGS))
    finally:
        process.terminate()
        process.wait()
        (folder / changed).write_text(text, encoding="utf-8")


def _save(file: Path, text: str, old: str, number: int, address: str) -> float:
    """Give the seconds of the one with that number, begun later in a second than the one before."""
    new = f"{old.strip()}{os.getpid()}x{number} "
    time.sleep(number / _SAVINGS)
    start = time.perf_counter()
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    _wait_for(f"http://{address}/", new.strip())
    return time.perf_counter() - start


def _find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(address: str, words: str) -> None:
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end:
        with suppress(OSError), urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
            if words.strip() in " ".join(answer.read().decode().split()):  # pandoc breaks lines
                return
        time.sleep(0.01)
    raise TimeoutError(f"{address} did not show '{words}' in {_PATIENCE} s")
