"""Measure the build against the same site with its notes already resolved, in one interleaved run.

Usage: python scripts/bench.py [--pages 0,100] [--rounds 5]
Prints the ratio of the medians of processor time (user and system, children included) for each
size; 0 pages is the real site. A made page has 600 words and a citation about every 60, with
two sources a page. Exit status 1 when a ratio is over the limit, 1.5.
"""

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from briefing.notes import load_notes
from briefing.registry import NoteRegistry, resolve
from briefing.sources import load_bibliography

ROOT = Path(__file__).parent.parent
LIMIT = 1.5
_ENTRY = """@online{{source{0},
  author  = {{Writer, Wilma}},
  title   = {{{{The Report of Day {0} & What It Leaves Out}}}},
  date    = {{2024-10-24}},
  url     = {{https://example.org/reports/{0}?a=1&b=2}},
  urldate = {{2024-11-26}},
}}
"""


def make_site(folder: Path, pages: int) -> None:
    """Write a full site: the real one for 0 pages, else one of made pages."""
    for name in ("mkdocs.yml", "bibliography.bib"):
        shutil.copy(ROOT / name, folder)
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name)
    if not pages:
        return
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace("\nnav:", "\nunused_nav:"), encoding="utf-8")
    for page in (folder / "docs").glob("*.md"):
        page.unlink()
    (folder / "bibliography.bib").write_text("".join(map(_ENTRY.format, range(2 * pages))), encoding="utf-8")
    for number in range(pages):
        name = f"page-{number}.md" if number else "index.md"
        (folder / "docs" / name).write_text(_make_page(number, 2 * pages), encoding="utf-8")


def _make_page(number: int, sources: int) -> str:
    words = "Several short words stand here in a row so that a claim has some length "
    claims = (f"{words * 4}.[@source{(2 * number + i // 5) % sources}, p. {i}]\n"
              f'{{ #claim-{i} .report data-event="2024-10" data-article="2" }}\n' for i in range(10))
    return f"# Page {number} {{ #page }}\n\n" + "\n".join(claims)


def make_floor(site: Path, folder: Path) -> None:
    """Write the same site with resolved notes, for plain MkDocs and Material."""
    shutil.copytree(site, folder, dirs_exist_ok=True)
    bibliography = load_bibliography(site / "bibliography.bib")
    notes, _ = load_notes(site / "bibliography.bib", list(bibliography.sources), site / ".cache")
    registry = NoteRegistry(bibliography.data, notes)
    for page in (folder / "docs").glob("*.md"):
        page.write_text(resolve(page.read_text(encoding="utf-8"), registry), encoding="utf-8")
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "")
    settings = yaml.safe_load(text)
    settings |= {"hooks": [], "plugins": ["search"], "site_url": "http://127.0.0.1:8000/"}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")


def measure(folder: Path) -> float:
    """Give the processor seconds of one build."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--no-strict"], cwd=folder, check=True,
                   capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(pages: int, rounds: int) -> float:
    """Give the ratio of our build to the floor, both built once before they are measured."""
    with tempfile.TemporaryDirectory() as name:
        site, floor = Path(name, "site"), Path(name, "floor")
        site.mkdir()
        make_site(site, pages)
        make_floor(site, floor)
        times = [(measure(site), measure(floor)) for _ in range(rounds + 1)][1:]
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = float(ours / theirs)
    print(f"{pages or 'real':>5} pages: {ratio:.2f} times the floor (floor {theirs:.2f} s, ours {ours:.2f} s)")
    return ratio


def main() -> int:
    """Compare at each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", default="0,100", help="sizes, with commas")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    ratios = [compare(int(size), options.rounds) for size in options.pages.split(",")]
    return 1 if max(ratios) > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
