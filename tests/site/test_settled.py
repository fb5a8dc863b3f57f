"""A site is settled or a draft by what its files say, and no word changes in silence.

What is edited is the golden site, in which everything occurs, after an edition was made of it.

Alone it notices an edit that leaves a site settled, or one that should and does not.
"""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from golden.make import lay_out
from outline import Outline
from selectolax.lexbor import LexborHTMLParser
from support import GOLDEN, Project, build_site, commit, git, read_data
from within import run_within

from mkdocs_briefing import programs
from mkdocs_briefing.commands.edition import freeze
from mkdocs_briefing.folders import ASSETS, TEMPLATES

ROOT = Path(__file__).parent.parent.parent
TOLL = "docs/records/toll.yml"
MANIFEST = "editions/3/manifest.json:1: "
DATA = read_data("settled.yml")


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden site, of which a third edition was made; its templates can be edited."""
    site = Project(tmp_path_factory.mktemp("settled") / "site")
    lay_out(site.root)
    site.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    shutil.copytree(TEMPLATES, site.root / "overrides")
    shutil.copytree(ASSETS / "css", site.root / "overrides/assets/css")
    site.hold()
    freeze(site.root / "mkdocs.yml", "A third.", date(2022, 7, 1))
    return site.root


@pytest.fixture
def site(frozen: Path, tmp_path: Path) -> Project:
    """A copy of it."""
    return Project(Path(shutil.copytree(frozen, tmp_path / "site", symlinks=True)))


def list_pages(folder: Path) -> dict[str, str]:
    """Return the HTML of all pages but those of editions and redirects, by their paths."""
    pages = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}
    texts = {name: path.read_text(encoding="utf-8") for name, path in pages.items()}
    return {
        name: html
        for name, html in texts.items()
        if not re.match(r"editions/\d+/", name) and 'http-equiv="refresh"' not in html
    }


def ask(site: Project) -> tuple[int, str]:
    """Build a site, and ask whether it may be published; return exit status and words."""
    assert site.build().messages == []
    asked = run_within("publishable", site.root / "site")
    assert not asked.stderr
    return asked.returncode, asked.stdout


def check_draft(site: Project, refused: str) -> None:
    """See that a site is refused as a draft, and why."""
    status, words = ask(site)
    assert status == 3
    assert f"\n  {refused}" in words
    assert "mkdocs-briefing diff shows" in words


@pytest.mark.slow
@pytest.mark.parametrize("case", DATA["drafts"].values(), ids=DATA["drafts"])
def test_an_edit_makes_a_draft_and_is_named(site: Project, case: list[str]) -> None:
    name, old, new, refused = case
    site.edit(name, old, new)
    check_draft(site, refused)


def check_refused(site: Project, said: str) -> None:
    """See that a site whose files say what they said is a fault where its pages do not."""
    built = site.build()
    assert built.codes() == {"changed-words"}
    assert any(message.startswith(MANIFEST + said) for message in built.messages)
    assert not built.is_published


@pytest.mark.slow
@pytest.mark.parametrize("case", DATA["engine"].values(), ids=DATA["engine"])
def test_an_engine_that_changes_words_is_refused(site: Project, case: list[str]) -> None:
    name, old, new, said = case
    site.edit(name, old, new)
    check_refused(site, said)


@pytest.mark.slow
def test_another_pandoc_that_changes_words_is_refused(
    site: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pandoc = programs._find_pandoc()
    stub = tmp_path / "pandoc"
    stub.write_text(f'#!/bin/sh\n{pandoc} "$@" | sed s/“/«/g\n', encoding="utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(programs, "_find_pandoc", lambda: stub)
    check_refused(site, "/toll/#notes does not say what edition 3 says: … [out: ")


@pytest.mark.slow
def test_what_says_nothing_new_leaves_a_site_settled(site: Project) -> None:
    """All of it at once: what is refused names its file."""
    for name, old, new in DATA["silent"].values():
        site.edit(name, old, new)
    status, words = ask(site)
    assert status == 0, words
    pages = list_pages(site.root / "site")
    assert not [name for name, html in pages.items() if "md-banner" in html]


@pytest.mark.slow
def test_a_way_to_cite_leads_to_the_edition_that_its_citation_names(site: Project) -> None:
    ask(site)
    folder = site.root / "site"
    count = 0
    for name in Outline(GOLDEN).cited:
        html = (folder / name / "index.html").read_text(encoding="utf-8")
        data = json.loads((folder / name / "citations.json").read_text(encoding="utf-8"))
        ways = LexborHTMLParser(html).css(".cite-popup > div > a:first-child")
        links = [urljoin(f"/{name}", way.attributes["href"] or "") for way in ways]
        count += len(links)
        for link in links:
            item = data["items"][urlsplit(link).fragment]
            assert link.startswith("/editions/3/")
            assert item["address"].endswith(link)
            assert item["address"] in "".join(item["forms"]["chicago"])
    assert count


@pytest.mark.slow
def test_a_server_says_after_an_edit_and_its_undoing_what_it_said_before(site: Project) -> None:
    """Pages that it remembers meet sources and records that were read anew, and are equal."""

    def serve() -> dict[str, str]:
        folder = site.root / "served"
        assert build_site(site.root, "serve", site_dir=str(folder)).messages == []
        return list_pages(folder)

    before = serve()
    site.edit("docs/since.md", "Two ships", "Some ships")
    assert serve() != before
    site.edit("docs/since.md", "Some ships", "Two ships")
    assert serve() == before


def read_changes(site: Project, number: int) -> list[list[str]]:
    """Return the statements that an edition changed, as the page of it says them too."""
    manifest = site.root / f"editions/{number}/manifest.json"
    changes: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))["changes"]
    built = site.build()
    assert built.messages == []
    page = built.html(f"editions/{number - 1}-{number}/index.html")
    for change in changes["pages"]:
        assert f'<h3 id="{change["id"]}">' in page
    statements: list[list[str]] = changes["statements"]
    return statements


@pytest.mark.slow
def test_each_edition_tells_what_it_changed_also_after_one_was_taken_back(site: Project) -> None:
    def freeze_next(note: str) -> str:
        site.hold()
        return freeze(site.root / "mkdocs.yml", note, date(2022, 8, 1))

    site.edit("docs/toll.md", "The East had been warned.", "The East had been told.")
    assert freeze_next("Told.") == "edition 4"
    assert read_changes(site, 4) == [["changed", "The East had been told."]]
    assert ask(site)[0] == 0
    commit(site.root)
    site.edit("docs/toll.md", "No ship turned away.", "No ship went away.")
    assert freeze_next("Went.") == "edition 5"
    assert read_changes(site, 5) == [["changed", "No ship went away."]]
    git(site.root, "clean", "-fdq", "editions")
    git(site.root, "checkout", "-q", "--", ".")
    assert ask(site)[0] == 0
    site.edit(TOLL, "verdict: open", "verdict: contradicted\n  moved: {5: A word was found}")
    assert freeze_next("Contradicted.") == "edition 5"
    told = read_changes(site, 5)
    assert told == [["changed", "The West is accused of having smuggled salt."]]
