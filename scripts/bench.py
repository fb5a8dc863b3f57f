"""Measure what a build costs, against other ways to build the same pages.

Usage: python scripts/bench.py [--pages 10,100,1000]
BENCHMARKS.md says what is compared. The builds take turns; the table has medians: seconds of a build, seconds from
saving a word until a server shows it, megabytes. Exit status 1 where a limit is missed."""

import argparse
import math
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from statistics import median

import yaml
from jinja2 import Template

ROOT = Path(__file__).parent.parent
MKDOCS = [sys.executable, "-m", "mkdocs"]
PROGRAMS = {"zensical": [str(ROOT / ".venv-bench/bin/zensical")]}  # of the ways that are not MkDocs
TABLES = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))


def make_site(folder: Path, pages: int) -> Path:
    """Write the made pages with what the way of the folder's name needs."""
    ours = yaml.safe_load(
        (ROOT / "mkdocs.yml").read_text("utf-8").replace("!ENV", "").replace("article:", "#")
    )
    is_plain, said = folder.name in TABLES["plugins"], {"pages": pages, "way": folder.name}
    taken = {"markdown_extensions"} if is_plain else ours.keys() - {"nav", "not_in_nav"}
    own = {**TABLES["plain"], "plugins": TABLES["plugins"][folder.name]} if is_plain else {}
    settings, page = (
        {key: ours[key] for key in taken} | own | TABLES["settings"],
        Template(TABLES["page"]),
    )
    texts = {
        "mkdocs.yml": yaml.safe_dump(settings),
        "note.csl": (ROOT / TABLES["style"]).read_text(encoding="utf-8"),
        **{name: Template(text).render(said) for name, text in TABLES["files"].items()},
        **{
            f"docs/{f'page-{number}' if number else 'index'}.md": page.render(said, number=number)
            for number in range(pages)
        },
    }
    for name in () if is_plain else ("overrides", "scripts", "docs/assets"):
        shutil.copytree(ROOT / name, folder / name)
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def freeze(site: Path) -> Iterator[tuple[str, Path]]:
    """Freeze a made site fifty times, with new words each time; yield copies with two editions and with fifty."""
    text = (page := site / "docs/index.md").read_text(encoding="utf-8")
    for number in range(1, 51):
        page.write_text(text.replace("Several", f"Several {number}", 1), encoding="utf-8")
        subprocess.run(
            [sys.executable, site / TABLES["freeze"], "--note", "More."],
            check=True,
            capture_output=True,
        )
        if number in {2, 50}:
            yield f"{number} editions", shutil.copytree(site, site.with_name(f"{number} editions"))


def build(folder: Path, is_cold: bool = False) -> tuple[float, float]:
    """Build once; return seconds, and megabytes of the largest resident set. Exit where the build fails."""
    if is_cold:
        shutil.rmtree(folder / ".cache", ignore_errors=True)
    command = [*PROGRAMS.get(folder.name, MKDOCS), "build", "--clean"]
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        _, process.returncode, usage = os.wait4(process.pid, 0)
        taken = time.perf_counter() - start, usage.ru_maxrss / 1024
        said.seek(0)
        return (
            taken
            if not process.returncode
            else sys.exit(f"{folder} cannot be built: {said.read().decode()}")
        )


def save(folder: Path, kind: str) -> list[float]:
    """Return the seconds from saving a word until a page shows it: nine times, spread over a second."""
    name, pattern = TABLES["saved"][kind]
    text, times, shown = (folder / name).read_text(encoding="utf-8"), list[float](), ""
    old, page = (
        re.findall(pattern, text)[0],
        "sources/" if (folder.name, kind) == ("real", "bib") else "",
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    options = [] if folder.name in PROGRAMS else ["--no-strict", "--livereload"]
    with subprocess.Popen(
        [*PROGRAMS.get(folder.name, MKDOCS), "serve", "-a", address, *options],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        for word in [
            old,
            *(f"{old}x{number}" for number in range(9)),
        ]:  # the first waits for the server
            time.sleep(len(times) / 9)
            start = time.perf_counter()
            (folder / name).write_text(text.replace(old, word, 1), encoding="utf-8")
            while word not in " ".join(shown.split()):  # pandoc breaks lines
                time.sleep(
                    0.005 if server.poll() is None else sys.exit(f"{folder}: the server has ended")
                )
                with (
                    suppress(OSError),
                    urllib.request.urlopen(f"http://{address}/{page}") as answer,
                ):
                    shown = answer.read().decode()
            times.append(time.perf_counter() - start)
        server.terminate()
    return times[1:]


def measure(sites: Mapping[str, Path], rounds: int) -> dict[str, float]:
    """Build sites in turns, then save words of them on servers; return medians by way and kind."""
    runs = dict[str, list[float]]()
    kinds = [(way, kind) for way in sites for kind in TABLES["ways"][way].split()]
    for number in range(rounds + 1):
        for way, kind in [(way, kind) for way, kind in kinds if kind not in TABLES["saved"]]:
            taken = build(sites[way], kind == "cold")
            for name, value in zip(
                (kind, "MB"), taken if number else (), strict=False
            ):  # the first fills caches
                runs.setdefault(f"{way} {name}", []).append(value)
    runs |= {
        f"{way} {kind}": save(sites[way], kind) for way, kind in kinds if kind in TABLES["saved"]
    }
    return {name: median(found) for name, found in runs.items()}


def describe(figures: Mapping[int, Mapping[str, float]]) -> str:
    """Return a Markdown table, which says where a limit is missed, and last what all is missed."""
    rows = []
    for name, limits in TABLES["rows"].items():
        one, _, other = name.partition(" / ")
        values = {
            pages: found[one] / found.get(other, 1)
            for pages, found in figures.items()
            if one in found and other in {"", *found}
        }
        rows += [
            (
                name,
                limits,
                values,
                [pages for pages in values if values[pages] > limits.get(pages, math.inf)],
            )
        ]
    return str(Template(TABLES["table"], trim_blocks=True).render(figures=figures, rows=rows))


def measure_all(sizes: Iterable[int]) -> dict[int, dict[str, float]]:
    """Return the figures of each size, at the smallest also those of editions and of this briefing."""
    figures = dict[int, dict[str, float]]()
    with tempfile.TemporaryDirectory(
        dir="/dev/shm" if Path("/dev/shm").is_dir() else None
    ) as temporary:
        os.environ |= {
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "",
            "TMPDIR": temporary,
        }
        for pages in sizes:
            folder = Path(temporary, str(pages))
            sites = {
                way: make_site(folder / way, pages)
                for way in ("ours", *TABLES["plugins"])
                if way != "mkdocs-bibtex" or pages < 1000
            }
            if not figures:
                real = shutil.copytree(
                    ROOT, folder / "real", ignore=shutil.ignore_patterns(".*", "tests", "site")
                )
                sites |= {"real": real, **dict(freeze(make_site(folder / "frozen", 10)))}
            found = measure(sites, 2 if pages >= 1000 else 6)
            for size, last in list(figures.items())[-1:]:
                found["ours MB a page more"] = (found["ours MB"] - last["ours MB"]) / (pages - size)
                found["ours exponent of time"] = math.log(
                    found["ours warm"] / last["ours warm"], pages / size
                )
            figures[pages] = found
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", default="10,100,1000", help="sizes, with commas")
    table = describe(measure_all(map(int, parser.parse_args().pages.split(","))))
    print(
        f"Measured on {platform.platform()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}.\n"
    )
    print(table)
    sys.exit("Missed" in table)
