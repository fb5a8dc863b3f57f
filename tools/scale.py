"""What a build costs as a briefing grows: `make scale`, or `tools/scale.py --pages 10 40 160`.

A made-up briefing of any size is begun as `mkdocs-briefing new` begins one, with claims, citations
and sources to a theme, and editions if they are asked for. Printed are processor seconds and the
memory of the largest process, which is Typst where there is a book, and of the build itself.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mkdocs_briefing.commands.checked import mark_held
from mkdocs_briefing.pipeline.dry_run import dry_run

MEGABYTE = 1024  # of what Linux counts in kibibytes
WORDS = "The harbour board counted ships, salt and barges on the quay, and said so in its yearbook"
BOOK = {
    "cite.md": ("Cite", "cite"),
    "claims.md": ("Claims", "ledger"),
    "editions.md": ("Editions", "editions"),
}
FRONT = "---\ntitle: {0}\ndescription: {0}, made up.\n---\n\n"


class Size(NamedTuple):
    """How large a briefing is."""

    pages: int
    claims: int  # of a page
    sources: int  # of all pages; each claim cites one
    editions: int = 0


class Cost(NamedTuple):
    """What a build took."""

    seconds: float  # of processors, its programs among them
    build: int  # MB of the build's own process
    largest: int  # MB of the largest process


def write_sized(folder: Path, size: Size) -> None:
    """Write a briefing of a size into an empty folder."""
    run(folder, "new")
    docs = folder / "docs"
    (docs / "trade.md").unlink()
    (docs / "records/trade.yml").unlink()
    (docs / "index.md").write_text(_write_page("Salt", "index", "Of salt."), encoding="utf-8")
    for name, (title, slot) in BOOK.items():
        text = _write_page(title, name.removesuffix(".md"), f"<!-- briefing: {slot} -->")
        (docs / name).write_text(text, encoding="utf-8")
    (docs / "print.md").write_text(f"{FRONT.format('The whole')}<!-- briefing: whole -->\n")
    (folder / "bibliography.bib").write_text("\n".join(_list_sources(size)), encoding="utf-8")
    themes = [f"theme{number}.md" for number in range(size.pages)]
    for number, name in enumerate(themes):
        _write_theme(docs, name.removesuffix(".md"), number, size)
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    nav = "".join(
        f"  - {name}\n" for name in ["index.md", *themes, "sources.md", *BOOK, "print.md"]
    )
    settings = re.sub(r"^nav:\n(?:  .*\n)+", f"nav:\n{nav}", settings, flags=re.M)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for number in range(size.editions):
        _freeze(folder, number)


def _write_page(title: str, name: str, text: str) -> str:
    """Return a page with a heading and a text."""
    anchor = "" if text.startswith("<!--") else "\n{ #" + f"{name}-text" + " }"
    return f"{FRONT.format(title)}# {title} {{ #{name} }}\n\n{text}{anchor}\n"


def _list_sources(size: Size) -> Iterator[str]:
    """Yield an entry for each source."""
    for number in range(size.sources):
        yield (
            f"@report{{source{number},\n  author = {{{{Harbour Board {number}}}}},\n"
            f"  title = {{Salt in Port {number}}},\n  date = {{2020-05-04}},\n"
            f"  url = {{https://example.org/{number}}},\n  urldate = {{2020-06-30}},\n"
            "  kind = {yearbook},\n  read = {2020-06-30},\n  extent = {whole},\n}\n"
        )


def _write_theme(docs: Path, name: str, number: int, size: Size) -> None:
    """Write a page of claims, each with a source, and its records."""
    text, records = "", ""
    for claim in range(size.claims):
        own = f"{name}-claim{claim}"
        key = f"source{(number * size.claims + claim) % size.sources}"
        words = f"{WORDS}, of quay {own} and its lighters, as they came in from the sea"
        text += f"{words}.[@{key}][](){{ #{own} }}\n{{ #{own}-says }}\n\n"
        records += f"{own}:\n  kind: fact\n  event: 2020-03\n  sources:\n    {key}:\n"
        records += "      bears: all\n      words: salt in the port\n\n"
    body = f"{FRONT.format(name)}# {name} {{ #{name} }}\n\n{text}"
    (docs / f"{name}.md").write_text(body, encoding="utf-8")
    (docs / f"records/{name}.yml").write_text(records, encoding="utf-8")


def _freeze(folder: Path, number: int) -> None:
    """Change a word, hold all readings, and freeze the next edition."""
    page = folder / "docs/index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"^Of .*\.$", f"Of salt {number}.", text, flags=re.M), encoding="utf-8")
    build = dry_run(folder / "mkdocs.yml")
    for key in build.site.project.bibliography.sources:
        mark_held(build, key, [])
    run(folder, "edition", "--note", f"Salt {number}")


def run(folder: Path, *arguments: str) -> None:
    """Run a command of the engine in a folder."""
    program = Path(sys.executable).with_name("mkdocs-briefing")
    subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True)


def measure(folder: Path, home: Path) -> Cost:
    """Build a briefing in a process of its own; `home` has what earlier builds kept."""
    watched = (
        "import resource as r, sys; from mkdocs.__main__ import cli\n"
        "try: cli(['build', '-q', '--no-strict'])\n"
        "finally: print(r.getrusage(r.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(home), "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(
        [sys.executable, "-c", watched],
        cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr
    with process.stderr as stream:
        said = stream.read()
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{folder} does not build: {said}")
    own = int(said.split()[-1])
    return Cost(used.ru_utime + used.ru_stime, own // MEGABYTE, used.ru_maxrss // MEGABYTE)


def tell(size: Size) -> str:
    """Return the row of a size: a first build, one again, one after a comment and after a word."""
    with tempfile.TemporaryDirectory() as made:
        folder, home = Path(made, "briefing"), Path(made, "home")
        folder.mkdir()
        write_sized(folder, size)
        page = folder / "docs/theme0.md"
        text = page.read_text(encoding="utf-8")
        cold, again = measure(folder, home), measure(folder, home)
        page.write_text(f"{text}\n<!-- x -->\n", encoding="utf-8")
        comment = measure(folder, home)
        page.write_text(text.replace("barges", "boats", 1), encoding="utf-8")
        word = measure(folder, home)
        files = sum(path.is_file() for path in (folder / "site").rglob("*"))
    times = " | ".join(f"{cost.seconds:.1f} s" for cost in (cold, again, comment, word))
    return f"| {size.pages} | {size.editions} | {times} | {cold.build} | {cold.largest} | {files} |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 40, 160])
    parser.add_argument("--claims", type=int, default=25, help="of a page")
    parser.add_argument("--sources", type=int, default=120)
    parser.add_argument("--editions", type=int, nargs="+", default=[0])
    parser.add_argument(
        "--only-write", type=Path, help="write the first into a folder, and build none"
    )
    given = parser.parse_args()
    sizes = [
        Size(pages, given.claims, given.sources, editions)
        for pages in given.pages
        for editions in given.editions
    ]
    if given.only_write:
        given.only_write.mkdir(parents=True)
        write_sized(given.only_write, sizes[0])
        return
    heads = ["themes", "editions", "cold", "again", "comment", "word", "build, MB", "largest, MB"]
    print(f"| {' | '.join(heads)} | files |")
    print("| --- " * (len(heads) + 1) + "|")
    for size in sizes:
        print(tell(size), flush=True)


if __name__ == "__main__":
    main()
