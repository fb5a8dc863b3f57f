"""Whatever is edited in whatever order: what a server shows is what a build from nothing makes."""

import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from support import ABEL, read_files, run_python, write_real_theme, write_site

PAGE = ("---\ntitle: {0}\ndescription: About {0}.\n---\n\n# {0} {{ #{1} }}\n\nOne of {0}.[@abel2020, p. 1]\n"
        "{{ #one-{1} .fact data-event=\"2019\" }}\n\n## Second {{ #second-{1} }}\n\n"
        "Two, see [there](index.md).[@brun]\n{{ #two-{1} .report }}\n\n"
        "??? check \"Looked up\"\n    It holds.[@abel2020]\n    {{ #check-{1} }}\n")
VIEW = "---\ntitle: {0}\ndescription: {0}.\n---\n\n# {0} {{ #{1} }}\n\n<!-- briefing: {2} -->\n"
VIEWS = {"claims": "ledger", "sources": "sources", "cite": "cite", "editions": "editions"}
BIB = ABEL + ABEL.replace("abel2020", "brun").replace("Abel, Anna", "Brun, Bert")
FILES = {"docs/index.md": PAGE.format("Front", "front") + "\n<!-- briefing: emblem -->\n", "bibliography.bib": BIB,
         "docs/print.md": "---\ntitle: Print\ndescription: D.\nrobots: noindex\n---\n\n<!-- briefing: whole -->\n",
         **{f"docs/{name}.md": PAGE.format(name.title(), name) for name in ("kim", "snow", "tide")},
         **{f"docs/{name}.md": VIEW.format(name.title(), f"v-{name}", view) for name, view in VIEWS.items()}}


def list_edits(root: Path, chance: random.Random) -> list[Callable[[], object]]:
    """Return what an author may do next."""
    number = chance.randrange(10_000)
    page = root / "docs" / chance.choice(["index.md", "kim.md", "snow.md"])

    def put(path: Path, old: str, new: str) -> Callable[[], object]:
        return lambda: path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    tide, bib, settings = root / "docs/tide.md", root / "bibliography.bib", root / "mkdocs.yml"
    return [put(page, "One of", f"One {number} of"), put(page, "Second", f"Second {number}"),
            put(page, ".fact", ".report"), put(page, ".report", ".allegation"), put(page, "p. 1", f"p. {number}"),
            put(page, "title: ", f"title: {number} "),
            put(page, "It holds", f"It holds {number}"), put(page, "[@brun]", "[@brun; @abel2020]"),
            put(bib, "Gap", f"Gap {number}"), put(bib, "Brun, Bert", f"Brun{number}, Bert"),
            put(bib, "2020-05-04", "2020-05-03"),
            lambda: tide.unlink() if tide.is_file() else tide.write_text(PAGE.format("Tide", "tide"), "utf-8"),
            put(settings, "site_name: ", f"site_name: {number} "),
            put(settings, "cut_off: 2024-11-26", "cut_off: 2024-11-25"),
            put(root / "docs/assets/css/base.css", "}", f"}}\n.x{number} {{color: red}}\n"),
            put(page, "[there](index.md)", "[there](kim.md#kim)"), put(page, "About", f"About {number},")]


def serve(root: Path) -> dict[str, bytes]:
    """Build as a server does, and return what it shows but for the book, which it sets later."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "served"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    return {name: data for name, data in read_files(root / "served").items() if not name.startswith("briefing.")}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_stale_after_fifty_edits(tmp_path: Path, seed: int) -> None:
    """Seen after every fifth, on a server and in a build over what the one before left."""
    chance, root, fresh = random.Random(seed), tmp_path / "site", tmp_path / "fresh"
    write_site(root, FILES)
    write_real_theme(root, strict=False, site_url="http://127.0.0.1:8000/", extra={"briefing": {
        "cut_off": date(2024, 11, 26), "date": date(2026, 11, 25)}})
    for number in range(1, 51):
        chance.choice(list_edits(root, chance))()
        shown = serve(root)
        if number % 5:
            continue
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("pages", "site-*", "site", "served"))
        for folder in (root, fresh):  # over what the build before has left, and from nothing but what pandoc made
            run = run_python("-m", "mkdocs", "build", folder=folder)
            assert run.returncode == 0, run.stderr
        made = read_files(fresh / "site")
        assert read_files(root / "site") == made, number
        assert shown.items() <= made.items(), number
        assert len(shown) > len(made) - 9, number
