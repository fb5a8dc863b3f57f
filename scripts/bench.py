"""Measure what a build costs, against other ways to build the same pages.

Usage: python scripts/bench.py [--pages 10,100,1000] [--base COMMIT]
Compared are ours, everything on; that of another commit (`base`); plain MkDocs with Material on pages with resolved
notes (`floor`); mkdocs-bibtex with our style; and Zensical on the resolved pages. A made page has 600 words, ten
citations and two sources. The builds take turns; what is said are ratios of medians of wall-clock time, seconds from
saving a word until a server shows it, and memory. `real` is this briefing itself.
Exit status 1 where a limit is missed.
"""

import argparse
import math
import os
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # what a disk takes for a file changes by the hour
MKDOCS, ZENSICAL = [sys.executable, "-m", "mkdocs"], [str(ROOT / ".venv-bench/bin/zensical"), "build", "--clean"]
WAYS = {"ours": ("warm", "cold", "page", "bib"), "base": ("warm", "cold", "page", "bib"), "floor": ("warm", "page"),
        "mkdocs-bibtex": ("warm", "page", "bib"), "zensical": ("warm", "page")}
"""What is measured of each way: builds with full caches and with none, and a server that sees a saved file."""
ROWS: dict[str, dict[int, float]] = {
    "ours warm / floor warm": {10: .5, 100: .5, 1000: .5}, "ours cold / floor warm": {10: 1, 100: 1, 1000: .5},
    "zensical warm / floor warm": {}, "mkdocs-bibtex warm / floor warm": {},
    "ours cold / mkdocs-bibtex warm": {100: .167}, "ours page": {100: .3, 1000: 2}, "ours bib": {100: .3, 1000: 2},
    "real page": {10: .2}, "real bib": {10: .2},
    **{f"{way} page": {} for way in ("floor", "zensical", "mkdocs-bibtex")}, "mkdocs-bibtex bib": {},
    **{f"ours {kind} / base {kind}": {} for kind in WAYS["base"]}, "50 editions / 2 editions": {10: 1.2},
    "ours MB warm": {}, "ours MB a page more": {1000: .3}, "ours exponent of time": {1000: 1}}
"""What is divided by what, and the most that it may be, by the number of pages. Servers are measured in seconds."""
PLUGINS = {"floor": ["search"], "zensical": [], "mkdocs-bibtex": [
    "search", {"bibtex": {"bib_file": "bibliography.bib", "csl_file": "note.csl", "bib_by_default": True}}]}
VIEWS = {"claims": "ledger", "sources": "sources cited", "cite": "cite", "editions": "editions"}
WORDS_SAVED = {"page": ("docs/index.md", "Several"), "bib": ("bibliography.bib", "Day 0")}
VIEW = "# {0} {{ #{0} }}\n\n<!-- briefing: {1} -->\n"
WORDS = "Several short words stand here in a row so that a claim has some length " * 4
ENTRY = ("@online{{source{0},\n  author = {{Writer, Wilma}}, date = {{2024-10-24}}, urldate = {{2024-11-26}},\n"
         "  title = {{{{The Report of Day {0} & What It Leaves Out}}}}, url = {{https://example.org/{0}?a=1&b=2}},\n}}\n")
NOTE = ("[^cite-{0}]: Wilma Writer, “The Report of Day {0} & What It Leaves Out”, 24 October 2024, "
        "<https://example.org/{0}?a=1&b=2>, accessed 26 November 2024.\n")


def make_page(number: int, sources: int, is_resolved: bool) -> str:
    """Return the Markdown of one page, with citations or with the notes that they become."""
    mark = "[^cite-{}] p. {}" if is_resolved else "[@source{}, p. {}]"
    keys = [(2 * number + place // 5) % sources for place in range(10)]
    claims = [f'{WORDS}.{mark.format(key, place)}\n{{ #claim-{place} .report data-event="2024-10" data-article="2" }}\n'
              for place, key in enumerate(keys)]
    return "\n".join([f"# Page {number} {{ #page }}\n", *claims, *map(NOTE.format, {*keys} if is_resolved else ())])


def make_site(folder: Path, pages: int, engine: Path = ROOT) -> Path:
    """Write the made pages with what the way of the folder's name needs; `engine` is a folder like this project."""
    ours = yaml.safe_load((engine / "mkdocs.yml").read_text("utf-8").replace("!ENV", "").replace("article:", "#"))
    plain = {"site_name": "Bench", "theme": {"name": "material", "font": False}, "plugins": PLUGINS.get(folder.name),
             "markdown_extensions": ours["markdown_extensions"]}
    settings = plain if folder.name in PLUGINS else {key: ours[key] for key in ours if key not in {"nav", "not_in_nav"}}
    settings |= {"site_url": "http://127.0.0.1:8000/", "watch": ["bibliography.bib"], "strict": False}
    texts = {"mkdocs.yml": yaml.safe_dump(settings), "bibliography.bib": "".join(map(ENTRY.format, range(2 * pages))),
             "note.csl": (ROOT / "scripts/briefing/sources/note.csl").read_text(encoding="utf-8")}
    texts |= {f"docs/{name}.md": VIEW.format(name, view) for name, view in VIEWS.items()}
    texts |= {f"docs/{f'page-{number}' if number else 'index'}.md":
              make_page(number, 2 * pages, folder.name in {"floor", "zensical"}) for number in range(pages)}
    for name in () if folder.name in PLUGINS else ("overrides", "scripts", "docs/assets"):
        shutil.copytree(engine / name, folder / name)
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def build(folder: Path, is_cold: bool = False) -> tuple[float, float]:
    """Build once; return seconds, and megabytes of the largest resident set. Exit where the build fails."""
    if is_cold:
        shutil.rmtree(folder / ".cache", ignore_errors=True)
    command = ZENSICAL if folder.name == "zensical" else [*MKDOCS, "build"]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, process.returncode, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - start, usage.ru_maxrss / 1024
    return taken if not process.returncode else sys.exit(f"{folder} cannot be built")


def save(folder: Path, name: str, old: str, page: str = "") -> float:
    """Return the seconds from saving a word until a page shows it: the median of nine, spread over a second."""
    text, times, shown = (folder / name).read_text(encoding="utf-8"), list[float](), ""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    serve = [ZENSICAL[0], "serve"] if folder.name == "zensical" else [*MKDOCS, "serve", "--no-strict", "--livereload"]
    with subprocess.Popen([*serve, "-a", address], cwd=folder, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as server:
        for word in [old, *(f"{old}x{number}" for number in range(9))]:  # the first waits for the server
            time.sleep(len(times) / 9)
            start = time.perf_counter()
            (folder / name).write_text(text.replace(old, word, 1), encoding="utf-8")
            while word not in " ".join(shown.split()):  # pandoc breaks lines
                time.sleep(0.005 if server.poll() is None else sys.exit(f"{folder}: the server has ended"))
                with suppress(OSError), urllib.request.urlopen(f"http://{address}/{page}") as answer:
                    shown = answer.read().decode()
            times.append(time.perf_counter() - start)
        server.terminate()
    return statistics.median(times[1:])


def measure(folder: Path, pages: int, engines: Mapping[str, Path]) -> dict[str, float]:
    """Build the same pages in all ways, in turns, then save words on servers; return medians by way and kind."""
    sites = {way: make_site(folder / way, pages, engines.get(way, ROOT)) for way in WAYS
             if way in engines or way == "floor" or way == "zensical" or (way == "mkdocs-bibtex" and pages < 1000)}
    runs: dict[str, list[float]] = {}
    for number in range(3 if pages >= 1000 else 7):
        for way, site in sites.items():
            for kind in WAYS[way][:2] if way in engines else ("warm",):
                seconds, megabytes = build(site, kind == "cold")
                if number:  # the first round only fills caches
                    runs.setdefault(f"{way} {kind}", []).append(seconds)
                    runs.setdefault(f"{way} MB {kind}", []).append(megabytes)
    saved = {f"{way} {kind}": save(sites[way], *WORDS_SAVED[kind]) for way in sites for kind in WORDS_SAVED
             if kind in WAYS[way]}
    return {name: statistics.median(found) for name, found in runs.items()} | saved


def measure_editions(folder: Path) -> dict[str, float]:
    """Freeze ten pages fifty times, with new words each time; return medians of builds with two editions and fifty."""
    site = make_site(folder / "ours", 10)
    freeze = [sys.executable, str(site / "scripts/freeze_edition.py"), "--note", "More."]
    for number in range(1, 51):
        text = make_page(0, 20, is_resolved=False).replace("Several", f"Several {number}", 1)
        (site / "docs/index.md").write_text(text, encoding="utf-8")
        subprocess.run(freeze, check=True, stdout=subprocess.DEVNULL)
        if number in {2, 50}:
            shutil.copytree(site, folder / f"{number} editions")
    runs = [{name: build(folder / name)[0] for name in ("2 editions", "50 editions")} for _ in range(4)][1:]
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def measure_real(folder: Path) -> dict[str, float]:
    """Save words of this briefing: on its front page, and of its first source."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "tests", "site"))
    text, bib = ((folder / name).read_text(encoding="utf-8") for name in ("docs/index.md", "bibliography.bib"))
    words, titles = re.findall(r"(?m)^[A-Z][a-z ]{15,40}(?= )", text), re.findall(r"title += \{\{([\w ]{8,}?)\b", bib)
    return {"real page": save(folder, "docs/index.md", words[0]),
            "real bib": save(folder, "bibliography.bib", titles[0], "sources/")}


def describe(figures: Mapping[int, Mapping[str, float]]) -> Iterator[str]:
    """Yield the lines of a Markdown table, which say where a limit is missed."""
    yield f"| | {' | '.join(f'{pages:,} pages' for pages in figures)} |\n{'| --- ' * (len(figures) + 1)}|"
    for name, limits in ROWS.items():
        one, _, other = name.partition(" / ")
        values = {pages: found[one] / found.get(other, 1) for pages, found in figures.items()
                  if one in found and other in {"", *found}}
        cells = [f"{values[pages]:.2f}" + " (missed)" * (values[pages] > limits.get(pages, math.inf))
                 if pages in values else "" for pages in figures]
        if values:
            most = "; ".join(f"{most:g} at {pages:,}" for pages, most in limits.items())
            yield f"| {name}{most and f', at most {most}'} | {' | '.join(cells)} |"


def main() -> int:
    """Measure at each size, and editions, and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", default="10,100,1000", help="sizes, with commas")
    parser.add_argument("--base", help="a commit whose code builds the same pages")
    options = parser.parse_args()
    figures, engines = dict[int, dict[str, float]](), {"ours": ROOT}
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        os.environ |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "", "TMPDIR": folder}
        if options.base:
            engines["base"] = Path(folder, "engine")
            subprocess.run(["git", "worktree", "add", "-qd", engines["base"], options.base], cwd=ROOT, check=True)
        for pages in map(int, options.pages.split(",")):
            now = figures[pages] = measure(Path(folder, str(pages)), pages, engines)
            for size, last in [(size, figures[size]) for size in figures if size < pages]:
                now["ours MB a page more"] = (now["ours MB warm"] - last["ours MB warm"]) / (pages - size)
                now["ours exponent of time"] = math.log(now["ours warm"] / last["ours warm"], pages / size)
        figures[min(figures)] |= measure_editions(Path(folder)) | measure_real(Path(folder, "real"))
    subprocess.run(["git", "worktree", "prune"], cwd=ROOT, check=True)
    table = "\n".join(describe(figures))
    load = " ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"Measured on {platform.platform()}, Python {platform.python_version()}, load {load}.\n\n{table}")
    return 1 if "missed" in table else 0


if __name__ == "__main__":
    sys.exit(main())
