"""Measure what a build costs, against other ways to build the same pages.

Usage: python scripts/bench.py [--pages 10,100,1000] [--rounds 6] [--saves 9]

BENCHMARKS.md says what is compared. The builds take turns; the table has medians: seconds of a
build; seconds from saving a word until a server has seen it, and from then on until a page shows
it; megabytes. Exit status 1 where a limit is missed.
"""

import argparse
import math
import os
import platform
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmark.report import describe, list_missed
from benchmark.runs import build, save
from benchmark.sites import BIG, Site, copy_briefing, make_editions, make_sites

_MEMORY = Path("/dev/shm")  # a folder in memory, where there is one: disks are not compared
_ROUNDS_OF_BIG = 2  # how often a site of so many pages is built at most


def measure_all(sizes: Sequence[int], rounds: int, saves: int) -> dict[int, dict[str, float]]:
    """Return the figures of each size, at the smallest also those of editions and this briefing."""
    figures = dict[int, dict[str, float]]()
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as temporary:
        os.environ["TMPDIR"] = temporary  # where a server builds
        for pages in sizes:
            place = Path(temporary, str(pages))
            sites = make_sites(place, pages)
            if not figures:
                sites += [copy_briefing(place), *make_editions(place)]
            most = _ROUNDS_OF_BIG if pages >= BIG else rounds
            measured = measure(sites, min(rounds, most), saves)
            if figures:
                size, smaller = list(figures.items())[-1]
                measured |= compare_sizes(size, smaller, pages, measured)
            figures[pages] = measured
    return figures


def measure(sites: Sequence[Site], rounds: int, saves: int) -> dict[str, float]:
    """Build sites in turns, then save words of them on servers; return medians by their names."""
    values = measure_builds(sites, rounds)
    for site in sites:
        values |= measure_saves(site, saves)
    return {name: median(numbers) for name, numbers in values.items()}


def measure_builds(sites: Sequence[Site], rounds: int) -> dict[str, list[float]]:
    """Build sites in turns; return what each build took, by `ours warm` and `ours MB`."""
    values = defaultdict[str, list[float]](list)
    for number in range(rounds + 1):
        for site in sites:
            for kind in site.builds:
                report(f"{site.folder}, {kind}, round {number} of {rounds}")
                cost = build(site, kind)
                if number:  # the first round fills the caches
                    values[f"{site.name} {kind}"].append(cost.seconds)
                    values[f"{site.name} MB"].append(cost.megabytes)
    return values


def measure_saves(site: Site, times: int) -> dict[str, list[float]]:
    """Save words of a site on a server; return what each took, by `ours page` and its two parts."""
    values = defaultdict[str, list[float]](list)
    for saved in site.saves:
        name = f"{site.name} {saved.kind}"
        report(f"{site.folder}, {saved.kind} saved {times} times")
        for one in save(site, saved, times):
            values[name].append(one.until_shown)
            if one.until_seen is not None:
                values[f"{name}, until seen"].append(one.until_seen)
                values[f"{name}, from then on"].append(one.until_shown - one.until_seen)
    return values


def compare_sizes(
    size: int, smaller: Mapping[str, float], pages: int, measured: Mapping[str, float]
) -> dict[str, float]:
    """Return what a page more costs, from a smaller size to a larger one."""
    more = measured["ours MB"] - smaller["ours MB"]
    longer = measured["ours warm"] / smaller["ours warm"]
    return {
        "ours MB a page more": more / (pages - size),
        "ours exponent of time": math.log(longer, pages / size),
    }


def report(words: str) -> None:
    """Say what is being measured, so that nobody takes a long wait for the end."""
    print(words, file=sys.stderr)


def main(argv: Sequence[str]) -> int:
    """Measure, print the table, and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", default="10,100,1000", help="sizes, with commas")
    parser.add_argument("--rounds", type=int, default=6, help="how often each is built")
    parser.add_argument("--saves", type=int, default=9, help="how often a word is saved")
    arguments = parser.parse_args(argv)
    sizes = [int(size) for size in arguments.pages.split(",")]
    figures = measure_all(sizes, arguments.rounds, arguments.saves)
    print(
        f"Measured on {platform.platform()}, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f}.\n"
    )
    print(describe(figures))
    return 1 if list_missed(figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
