"""The sites that are measured: the same pages for each way to build them, and this briefing.

A made page has 600 words, a note about every 60, and of ours a claim for each, whose record says
that it was held against its source; there are two sources a page.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from briefing.claims.backing import make_sum
from briefing.marked import set_values
from briefing.pipeline.plan import plan

ROOT = Path(__file__).parent.parent.parent
MKDOCS = (sys.executable, "-m", "mkdocs")
ZENSICAL = ROOT / ".venv-bench/bin/zensical"  # in an environment of its own
BIG = (
    1000  # from how many pages on a build takes so long that some are left out, or made less often
)
COLD = "cold"
WARM = "warm"
_EDITIONS = (2, 50)  # how many of them the sites have that are compared
_PARAGRAPHS = 10  # of a page, with a note each
_FREEZE_SECONDS = 120  # how long one freeze may take
_HELD = "2026-11-25"  # the day on which all was held against its sources
_SENTENCE = "Several short words stand here in a row so that a claim has some length"


@dataclass(frozen=True)
class Saved:
    """A file in which a word is changed while a server runs."""

    kind: str  # `page` or `bib`
    file: str
    words: re.Pattern[str]  # whose first group, where it is found first, is what is changed
    shown_at: str = ""  # address of a page that shows it


PAGE = Saved("page", "docs/index.md", re.compile(r"(?m)^([A-Z][a-z ]{15,40}) "))
BIB = Saved("bib", "bibliography.bib", re.compile(r"title += \{\{([\w ]{8,}?)\b"))


@dataclass(frozen=True)
class Site:
    """A folder, how it is built, and what is measured of it."""

    name: str
    folder: Path
    builds: tuple[str, ...] = ()  # WARM, with full caches; COLD, with none
    saves: tuple[Saved, ...] = ()
    command: tuple[str, ...] = MKDOCS
    is_mkdocs: bool = True  # whether the command is MkDocs

    @property
    def cache(self) -> Path:
        """The user's cache folder of its warm builds and of its server."""
        return self.folder.with_name(f"{self.folder.name}.cache")


def make_sites(place: Path, pages: int) -> list[Site]:
    """Write made pages for each way to build them into folders of `place`."""
    sites = [
        Site("ours", place / "ours", (WARM, COLD), (PAGE, BIB)),
        Site("floor", place / "floor", (WARM,), (PAGE,)),
    ]
    write_ours(place / "ours", pages)
    write_plain(place / "floor", pages, ["search"], has_citations=False)
    if ZENSICAL.exists():
        command = (str(ZENSICAL),)
        sites.append(Site("zensical", place / "zensical", (WARM,), (PAGE,), command, False))
        write_plain(place / "zensical", pages, [], has_citations=False)
    if pages < BIG:
        sites.append(Site("mkdocs-bibtex", place / "mkdocs-bibtex", (WARM,), (PAGE, BIB)))
        bibtex = {
            "bib_file": "bibliography.bib",
            "csl_file": "note.csl",
            "bib_by_default": True,
        }
        write_plain(
            place / "mkdocs-bibtex", pages, ["search", {"bibtex": bibtex}], has_citations=True
        )
    return sites


def copy_briefing(place: Path) -> Site:
    """Copy this briefing, with its editions, into a folder of `place`."""
    folder = place / "real"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "tests", "site"))
    return Site("real", folder, (), (PAGE, replace(BIB, shown_at="sources/")))


def make_editions(place: Path) -> list[Site]:
    """Make a site of ten pages and freeze it again and again, with new words each time.

    The words are in the paragraph at its top, of which nothing is claimed. Return copies of it with
    two editions and with fifty.
    """
    folder = place / "frozen"
    write_ours(folder, 10)
    page = folder / "docs/index.md"
    text = page.read_text(encoding="utf-8")
    sites = []
    for number in range(1, max(_EDITIONS) + 1):
        page.write_text(text.replace("Opening", f"Opening {number}", 1), encoding="utf-8")
        subprocess.run(
            [sys.executable, "scripts/freeze_edition.py", "--note", "More."],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=_FREEZE_SECONDS,
        )
        if number in _EDITIONS:
            name = f"{number} editions"
            copy = shutil.copytree(folder, place / name)
            sites.append(Site(name, copy, (WARM,)))
    return sites


def write_ours(folder: Path, pages: int) -> None:
    """Write a made site with our engine, of which all is held against its sources."""
    for name in ("overrides", "scripts", "docs/assets"):
        shutil.copytree(ROOT / name, folder / name)
    settings = _read_settings()
    del settings["nav"], settings["not_in_nav"]
    del settings["extra"]["briefing"]["article"]  # the made bibliography has no such entry
    briefing = settings["extra"]["briefing"]
    briefing.pop("corrections", None)  # nor is there such a page
    briefing["draft"] = True  # until all is held
    _write_site(folder, pages, settings, has_citations=True)
    for number in range(pages):
        path = folder / "docs/records" / f"{_name_page(number)}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_write_records(number), encoding="utf-8")
    _hold(folder)
    del briefing["draft"]
    _write_settings(folder, settings)
    slots = {"claims": "ledger", "sources": "sources cited", "cite": "cite", "editions": "editions"}
    for name, slot in slots.items():
        text = f"# {name.capitalize()} {{ #{name} }}\n\n<!-- briefing: {slot} -->\n"
        (folder / f"docs/{name}.md").write_text(text, encoding="utf-8")


def write_plain(folder: Path, pages: int, plugins: Sequence[Any], has_citations: bool) -> None:
    """Write a made site with Material and some plugins, by default with its notes resolved."""
    settings = {
        "site_name": "Bench",
        "theme": {"name": "material", "font": False},
        "plugins": plugins,
        "markdown_extensions": _read_settings()["markdown_extensions"],
    }
    _write_site(folder, pages, settings, has_citations)
    shutil.copy(ROOT / "scripts/briefing/sources/note.csl", folder)


def _read_settings() -> dict[str, Any]:
    with (ROOT / "mkdocs.yml").open("rb") as file:
        return yaml_load(file)


def _write_site(folder: Path, pages: int, settings: Mapping[str, Any], has_citations: bool) -> None:
    """Write settings, bibliography and pages."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    _write_settings(folder, settings)
    entries = [_write_entry(key) for key in range(2 * pages)]
    (folder / "bibliography.bib").write_text("\n".join(entries), encoding="utf-8")
    for number in range(pages):
        page = write_page(number, has_citations)
        (folder / f"docs/{_name_page(number)}.md").write_text(page, encoding="utf-8")


def _write_settings(folder: Path, settings: Mapping[str, Any]) -> None:
    around = {
        "site_url": "http://127.0.0.1:8000/",
        "watch": ["bibliography.bib"],
        "strict": False,
    }
    text = yaml.safe_dump({**settings, **around})
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def _name_page(number: int) -> str:
    return f"page-{number}" if number else "index"


def _write_entry(key: int) -> str:
    title = f"The Report of Day {key} & What It Leaves Out"
    return f"""@online{{source{key},
  author = {{Writer, Wilma}}, date = {{2024-10-24}}, urldate = {{2024-11-26}},
  title = {{{{{title}}}}}, url = {{https://example.org/{key}?a=1&b=2}},
}}
"""


def write_page(number: int, has_citations: bool) -> str:
    """Return the Markdown of a made page, with citations in claims, or with its notes resolved."""
    words = ". ".join([_SENTENCE] * 4)
    blocks = [
        f"# Page {number} {{ #page }}",
        "Opening, the page says nothing that anybody would check.",
    ]
    for place in range(_PARAGRAPHS):
        key = _choose_key(number, place)
        citation = f"[^cite-{key}] p. {place}"
        if has_citations:
            citation = f"[@source{key}, p. {place}][](){{ #said-{number}-{place} }}"
        blocks.append(f"{words}.{citation}\n{{ #claim-{place} }}")
    if not has_citations:
        blocks.extend(_write_note(key) for key in (2 * number, 2 * number + 1))
    return "\n\n".join(blocks) + "\n"


def _choose_key(number: int, place: int) -> int:
    """Return the source of a paragraph: the first half of a page has one, and the other another."""
    return 2 * number + 2 * place // _PARAGRAPHS


def _write_records(number: int) -> str:
    """Return the records of a made page."""
    return "\n".join(_write_record(number, place) for place in range(_PARAGRAPHS))


def _write_record(number: int, place: int) -> str:
    return f"""said-{number}-{place}:
  kind: report
  event: 2024-10
  restates: 2
  verdict: holds in part
  because: A part of it was not found.
  sources:
    source{_choose_key(number, place)}:
      bears: part
      words: short words stand here
      gap: Not all of it was there to be read.
"""


def _hold(folder: Path) -> None:
    """Note that each claim of a made site was held against its source, as `make checked` does."""
    site = plan(folder / "mkdocs.yml")
    for page in site.pages:
        file = folder / "docs/records" / page.uri.replace(".md", ".yml")
        for claim in page.evidence.claims:
            (key,) = claim.record.sources
            values = {"held": _HELD, "sum": make_sum(claim, site.project.bibliography.sources[key])}
            text = file.read_text(encoding="utf-8")
            held = set_values(text, (claim.id, "sources", key), values)
            file.write_text(held, encoding="utf-8")


def _write_note(key: int) -> str:
    return (
        f"[^cite-{key}]: Wilma Writer, “The Report of Day {key} & What It Leaves Out”, "
        f"24 October 2024, <https://example.org/{key}?a=1&b=2>, accessed 26 November 2024."
    )
