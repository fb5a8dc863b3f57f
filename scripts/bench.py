"""Measure what a build costs, at three sizes, against four other ways to build the same pages.

Usage: python scripts/bench.py [--pages 10,100,1000] [--rounds 2] [--write BENCHMARKS.md] [--no-serve]
Compared are our build, everything on; plain MkDocs with Material on the same pages with their notes already
resolved (the floor); mkdocs-bibtex as it comes, with our citation style; and Zensical on the resolved
pages. A made page has 600 words and a citation about every 60, with two sources a page. The builds take
turns in each round; what is given are ratios of the medians of wall-clock time, after one round that only
fills caches. The sites stand in memory where the system has a folder there. Exit status 1 when our
build is over one of the limits.
"""

import argparse
import math
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench_sites import KINDS, Kind, make_all
from bench_tools import MEMORY, Cost, measure_build, measure_saving

ROOT = Path(__file__).parent.parent
SLOW = {"mkdocs-bibtex": 100}
"""Largest number of pages at which a way to build is measured in every round; above it, in none."""
_LARGE = 1000
"""From this number of pages on, a build is long enough to say something alone; below it, there are three times
the rounds."""


@dataclass(frozen=True)
class Size:
    """What was measured at one size."""

    pages: int
    costs: Mapping[str, Cost]
    """Medians by way to build; ours is `ours`, and `cold` is ours with empty caches."""
    savings: Mapping[tuple[str, str], float]
    """Seconds from saving a file until its page is served, by way to build and kind of file."""


def measure(pages: int, rounds: int, is_served: bool) -> Size:
    """Build the same pages in all ways, in turns."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        folders = make_all(Path(name), pages)
        kinds = [kind for kind in KINDS if pages <= SLOW.get(kind.name, pages)]
        runs: dict[str, list[Cost]] = {name: [] for name in ["cold", *(kind.name for kind in kinds)]}
        for number in range(rounds + 1):
            for kind in kinds:
                cost = measure_build(folders[kind.name], kind.command)
                if number:
                    runs[kind.name].append(cost)
            if number:
                runs["cold"].append(measure_build(folders["ours"], KINDS[0].command, is_cold=True))
        savings = dict(_measure_savings(folders, kinds)) if is_served else {}
    medians = {name: Cost(statistics.median(cost.seconds for cost in costs),
                          statistics.median(cost.megabytes for cost in costs)) for name, costs in runs.items()}
    return Size(pages, medians, savings)


def _measure_savings(folders: Mapping[str, Path], kinds: list[Kind]) -> Iterator[tuple[tuple[str, str], float]]:
    for kind in kinds:
        if kind.serve:
            for file in ("page", "bib") if kind.name != "floor" else ("page",):
                yield (kind.name, file), measure_saving(folders[kind.name], kind.serve, file)


def find_faults(sizes: list[Size]) -> Iterator[str]:
    """Yield each limit that our build is over."""
    for size in sizes:
        ratio = size.costs["ours"].seconds / size.costs["floor"].seconds
        if ratio > 1.5:
            yield f"{size.pages} pages: {ratio:.2f} times the floor, over 1.5"
        if size.pages == 100 and (gain := size.costs["mkdocs-bibtex"].seconds / size.costs["cold"].seconds) < 5:
            yield f"100 pages, cold: {gain:.1f} times as fast as mkdocs-bibtex, below 5"
        if (served := _find_gain(size)) and served < 2:
            yield f"{size.pages} pages: a saved word is served {served:.1f} times as fast as without us, below 2"
    by_pages = {size.pages: size for size in sizes}
    if {100, 1000} <= set(by_pages):
        small, large = (by_pages[pages].costs["ours"] for pages in (100, 1000))
        if (exponent := math.log10(large.seconds / small.seconds)) > 1.05:
            yield f"from 100 to 1,000 pages the time grows with exponent {exponent:.2f}, over 1.05"
        if (growth := (large.megabytes - small.megabytes) / 900) > 1:
            yield f"memory grows by {growth:.2f} MB a page, over 1"


def _find_gain(size: Size) -> float | None:
    """How many times as fast as mkdocs-bibtex a saved word is seen at 100 pages and more, or as the floor, if that is
    what was measured; None where neither was.
    """
    others = (size.savings.get((name, "page")) for name in ("mkdocs-bibtex", "floor"))
    stock = next((seconds for seconds in others if seconds), None)
    return stock / size.savings["ours", "page"] if stock and size.pages >= 100 else None


def describe(sizes: list[Size]) -> str:
    """Give the report as Markdown: ratios to the floor, memory, growth, and the time to see a change."""
    lines = [f"Measured on {platform.platform()}, {platform.processor() or platform.machine()}, "
             f"Python {platform.python_version()}.", "",
             "| pages | ours, warm | ours, cold | mkdocs-bibtex | Zensical | memory, ours | memory, floor |",
             "| --- | --- | --- | --- | --- | --- | --- |"]
    for size in sizes:
        floor = size.costs["floor"]
        ratios = [f"{size.costs[name].seconds / floor.seconds:.2f}" if name in size.costs else "not measured"
                  for name in ("ours", "cold", "mkdocs-bibtex", "zensical")]
        memory = [f"{size.costs[name].megabytes:.0f} MB" for name in ("ours", "floor")]
        lines.append(f"| {size.pages:,} | {' | '.join([*ratios, *memory])} |")
    lines += ["", *_describe_growth(sizes), "", *_describe_savings(sizes)]
    return "\n".join(lines).rstrip() + "\n"


def _describe_growth(sizes: list[Size]) -> Iterator[str]:
    for small, large in pairwise(sizes):
        for name in ("ours", "floor", "zensical"):
            exponent = math.log(large.costs[name].seconds / small.costs[name].seconds, large.pages / small.pages)
            yield f"- from {small.pages:,} to {large.pages:,} pages, {name}: time grows with exponent {exponent:.2f}"


def _describe_savings(sizes: list[Size]) -> Iterator[str]:
    if any(size.savings for size in sizes):
        yield "| pages | saved | ours against mkdocs-bibtex | ours against the floor |\n| --- | --- | --- | --- |"
    for size in sizes:
        for file in ("page", "bib"):
            if ("ours", file) in size.savings:
                ours = size.savings["ours", file]
                others = [f"{size.savings[name, file] / ours:.1f} times as fast" if (name, file) in size.savings
                          else "not measured" for name in ("mkdocs-bibtex", "floor")]
                yield f"| {size.pages:,} | {file} | {' | '.join(others)} |"


def main() -> int:
    """Measure at each size and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", default="10,100,1000", help="sizes, with commas")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--write", type=Path, help="put the report into this file, below its line of dashes")
    parser.add_argument("--no-serve", action="store_true", help="do not measure the server")
    options = parser.parse_args()
    sizes = [measure(pages, options.rounds * (1 if pages >= _LARGE else 3), not options.no_serve)
             for pages in map(int, options.pages.split(","))]
    report, faults = describe(sizes), list(find_faults(sizes))
    print(report, *faults, sep="\n")
    if options.write:
        head = options.write.read_text(encoding="utf-8").partition("\n---\n")[0]
        options.write.write_text(f"{head}\n---\n\n{report}", encoding="utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
