"""Measure what the build costs over less of it, in one interleaved run.

Usage: python scripts/bench.py [--pages 0,100] [--rounds 5]
Compared are, at each size, our build; plain MkDocs with Material on the same pages with their notes
already resolved; and, for made pages, our build without labels, ledger, sources and rules for claims.
Prints ratios of the medians of processor time (user and system, children included); 0 pages is the
real site. A made page has 600 words and a citation about every 60, with two sources a page. Exit
status 1 when our build costs over 1.5 times the plain one, or over 1.15 times the one without evidence.
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
LIMITS = {"plain": 1.5, "evidence-free": 1.15}
_WITHOUT = """
from briefing.evidence import EvidenceExtension
from mkdocs_hooks import *

EvidenceExtension.extendMarkdown = lambda self, md: None
on_page_content = None

def on_env(env, config, files):
    prepare_templates(env)
    return env
"""
"""The hooks of a build without evidence."""
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
    # The plain build has no text for this page: it would not be the same site.
    (folder / "docs" / "print.md").unlink()
    if not pages:
        return
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace("\nnav:", "\nunused_nav:"), encoding="utf-8")
    for page in (folder / "docs").glob("*.md"):
        if page.name not in {"claims.md", "sources.md"}:
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
    settings |= {"hooks": [], "plugins": ["search"], "site_url": "http://127.0.0.1:8000/",
                 "theme": {"name": "material", "font": False}, "extra_css": [], "extra_javascript": []}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")


def make_without(site: Path, folder: Path) -> None:
    """Write the same site, built without labels, ledger, sources and the rules for claims."""
    shutil.copytree(site, folder, dirs_exist_ok=True)
    (folder / "scripts" / "without.py").write_text(_WITHOUT, encoding="utf-8")
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("mkdocs_hooks.py", "without.py"), encoding="utf-8")


def measure(folder: Path) -> float:
    """Give the processor seconds of one build."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--no-strict"], cwd=folder, check=True,
                   capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(pages: int, rounds: int) -> dict[str, float]:
    """Give the ratios of our build to the others, all built once before they are measured."""
    with tempfile.TemporaryDirectory() as name:
        ours, *others = folders = [Path(name, part) for part in ("ours", *LIMITS)]
        ours.mkdir()
        make_site(ours, pages)
        for make, folder in zip((make_floor, make_without), others, strict=True):
            make(ours, folder)
        times = [[measure(folder) for folder in folders] for _ in range(rounds + 1)][1:]
    medians = [statistics.median(column) for column in zip(*times, strict=True)]
    return {part: medians[0] / median for part, median in zip(LIMITS, medians[1:], strict=True)}


def main() -> int:
    """Compare at each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", default="0,100", help="sizes, with commas")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    is_within = True
    for size in map(int, options.pages.split(",")):
        for part, ratio in compare(size, options.rounds).items():
            if not size and part == "evidence-free":
                continue  # the real site would lose its citations too, and another thing would be measured
            print(f"{size or 'real':>5} pages: {ratio:.2f} times the {part} build (limit {LIMITS[part]})")
            is_within &= ratio <= LIMITS[part]
    return 0 if is_within else 1


if __name__ == "__main__":
    sys.exit(main())
