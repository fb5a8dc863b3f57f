"""Measure what editions cost a build: 30 of them against 1, and against as many plain pages.

Usage: python scripts/bench_editions.py [--pages 10] [--rounds 3]
The sites are those of `bench.py`. Ours gets editions; plain MkDocs with Material gets the same pages as pages like
any other. The builds take turns; what is given is how much longer ours takes with 30 editions than with 1, divided
by how much longer the plain one takes. Exit status 1 where that is more than 1.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bench_sites import KINDS, make_all
from bench_tools import MEMORY, measure_build
from briefing.editions.manifest import FOLDER, FrozenPage, load_editions, make_edition

COUNTS = (1, 30)
VIEWS = {"cite.md": "# Cite { #cite }\n\n<!-- briefing: cite -->\n",
         "editions.md": "# Editions { #editions }\n\n<!-- briefing: editions -->\n"}
"""Pages without links to what the made site does not have: a freeze is strict."""


def make_sites(folder: Path, pages: int) -> dict[tuple[str, int], Path]:
    """Write both sites with each number of editions, and give their folders by `ours` or `floor` and that number."""
    made = make_all(folder, pages)
    for name, text in VIEWS.items():
        (made["ours"] / "docs" / name).write_text(text, encoding="utf-8")
    freeze = [sys.executable, str(made["ours"] / "scripts/freeze_edition.py"), "--note", "Begins."]
    subprocess.run(freeze, check=True, capture_output=True)
    sites = {}
    for count in COUNTS:
        for name in ("ours", "floor"):
            sites[name, count] = folder / f"{name}-{count}"
            shutil.copytree(made[name], sites[name, count])
        repeat_edition(sites["ours", count], count)
        shutil.copytree(sites["ours", count] / FOLDER, sites["floor", count] / "docs" / FOLDER,
                        ignore=shutil.ignore_patterns("*.json"))
    return sites


def repeat_edition(project: Path, count: int) -> None:
    """Publish the first edition of a project again, until there are as many as that."""
    [first], _ = load_editions(project)
    pages = [FrozenPage(uri, url, first.urls[url], (first.folder / uri).read_text(encoding="utf-8"),
                        [passage for address, passage in first.passages.items() if address.partition("#")[0] == url])
             for uri, url in first.list_files().items()]
    last = first
    for number in range(2, count + 1):
        version = replace(first.version, number=number)
        for name, text in make_edition(version, pages, first.redirects, last).items():
            path = project / version.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        last = load_editions(project)[0][-1]


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    command = KINDS[0].command
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        sites = make_sites(Path(name), options.pages)
        rounds = [{site: measure_build(folder, command).seconds for site, folder in sites.items()}
                  for _ in range(options.rounds + 1)][1:]  # the first fills caches
    times = {site: statistics.median(found[site] for found in rounds) for site in sites}
    ours, plain = (times[name, COUNTS[1]] - times[name, COUNTS[0]] for name in ("ours", "floor"))
    print(f"{COUNTS[1]} editions take {times['ours', COUNTS[1]] / times['ours', COUNTS[0]]:.1f} times as long as "
          f"{COUNTS[0]}; what they add is {ours / plain:.2f} times what as many plain pages add")
    return 1 if ours > plain else 0


if __name__ == "__main__":
    sys.exit(main())
