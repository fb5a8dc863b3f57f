"""The sites that `bench.py` builds: made pages, and the same pages for each way to build them."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from briefing.pages.footnotes import NoteRegistry, resolve
from briefing.sources.bibliography import load_bibliography
from briefing.sources.notes import load_notes

ROOT = Path(__file__).parent.parent
_MKDOCS = [sys.executable, "-m", "mkdocs"]
_SERVE = [*_MKDOCS, "serve", "--no-strict", "--livereload", "-a"]
_ENTRY = """@online{{source{0},
  author  = {{Writer, Wilma}},
  title   = {{{{The Report of Day {0} & What It Leaves Out}}}},
  date    = {{2024-10-24}},
  url     = {{https://example.org/reports/{0}?a=1&b=2}},
  urldate = {{2024-11-26}},
}}
"""
_WORDS = "Several short words stand here in a row so that a claim has some length "


@dataclass(frozen=True)
class Kind:
    """One way to build."""

    name: str
    command: list[str]
    serve: list[str]
    """Serves at the address that follows; empty where it is not measured."""


KINDS = [Kind("ours", [*_MKDOCS, "build"], _SERVE),
         Kind("floor", [*_MKDOCS, "build"], _SERVE),
         Kind("mkdocs-bibtex", [*_MKDOCS, "build"], _SERVE),
         Kind("zensical", [sys.executable, "-m", "zensical", "build", "--clean"], [])]


def make_all(folder: Path, pages: int) -> dict[str, Path]:
    """Write the site in every form below `folder`, and give the folder of each."""
    folders = {kind.name: folder / kind.name for kind in KINDS}
    _make_ours(folders["ours"], pages)
    for name in ("floor", "mkdocs-bibtex", "zensical"):
        shutil.copytree(folders["ours"] / "docs", folders[name] / "docs")
    for name in ("floor", "zensical"):
        _resolve(folders[name], folders["ours"])
    ours = _read_settings(folders["ours"])
    plain = {"site_name": "Bench", "site_url": "http://127.0.0.1:8000/", "theme": {"name": "material", "font": False},
             "markdown_extensions": ours["markdown_extensions"], "use_directory_urls": True}
    _write_settings(folders["floor"], plain | {"plugins": ["search"]})
    _write_settings(folders["zensical"], plain)
    shutil.copy(folders["ours"] / "bibliography.bib", folders["mkdocs-bibtex"])
    (folders["mkdocs-bibtex"] / "note.csl").write_text(_make_style(), encoding="utf-8")
    bibtex = {"bib_file": "bibliography.bib", "csl_file": "note.csl", "bib_by_default": True}
    _write_settings(folders["mkdocs-bibtex"], plain | {
        "plugins": ["search", {"bibtex": bibtex}], "watch": ["bibliography.bib"]})
    return folders


def _make_ours(folder: Path, pages: int) -> None:
    """Write a project like ours with made pages: everything on but the page that holds the whole."""
    for name in ("overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("*.md"))
    for name in ("claims.md", "sources.md", "cite.md", "editions.md"):
        shutil.copy(ROOT / "docs" / name, folder / "docs")
    settings = _read_settings(ROOT)
    settings.pop("nav")
    settings.pop("not_in_nav", None)
    _write_settings(folder, settings | {"strict": False, "site_url": "http://127.0.0.1:8000/"})
    (folder / "bibliography.bib").write_text("".join(map(_ENTRY.format, range(2 * pages))), encoding="utf-8")
    for number in range(pages):
        name = f"page-{number}.md" if number else "index.md"
        (folder / "docs" / name).write_text(_make_page(number, 2 * pages), encoding="utf-8")


def _make_style() -> str:
    """Give our style with a bibliography that reads as its notes: mkdocs-bibtex takes its notes from that."""
    style = (ROOT / "scripts/briefing/note.csl").read_text(encoding="utf-8")
    layout = style.partition("<citation>")[2].partition("</citation>")[0].replace(' delimiter="; "', "")
    return style.replace("</citation>", f"</citation><bibliography>{layout}</bibliography>")


def _make_page(number: int, sources: int) -> str:
    claims = (f"{_WORDS * 4}.[@source{(2 * number + i // 5) % sources}, p. {i}]\n"
              f'{{ #claim-{i} .report data-event="2024-10" data-article="2" }}\n' for i in range(10))
    return f"---\ntitle: Page {number}\n---\n\n# Page {number} {{ #page }}\n\n" + "\n".join(claims)


def _resolve(folder: Path, ours: Path) -> None:
    bibliography = load_bibliography(ours / "bibliography.bib")
    notes, _ = load_notes(ours / "bibliography.bib", list(bibliography.sources), ours / ".cache")
    registry = NoteRegistry(bibliography.data, notes)
    for page in (folder / "docs").glob("*.md"):
        page.write_text(resolve(page.read_text(encoding="utf-8"), registry), encoding="utf-8")


def _read_settings(folder: Path) -> dict[str, Any]:
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "")
    settings: dict[str, Any] = yaml.safe_load(text)
    return settings


def _write_settings(folder: Path, settings: dict[str, Any]) -> None:
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
