"""`make new`: a briefing in another folder that is checked, edited, built and frozen as it is."""

import filecmp
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from edits import Briefing
from pypdf import PdfReader
from support import ROOT, find_dead_links, hold_readings, read_files, run, run_python

from briefing.claims.records import RECORDS_FOLDER
from briefing.html import parse
from briefing.pages.vocabulary import KINDS, VERDICTS
from briefing.words import _, use

pytestmark = pytest.mark.slow  # copies of the engine, and their builds
english = pytest.mark.parametrize("begun", ["en"], indirect=True)
french = pytest.mark.parametrize("begun", ["fr"], indirect=True)
both = pytest.mark.parametrize("begun", ["en", "fr"], indirect=True)
FIRST = {"en": "first-theme", "fr": "premier-theme"}
"""The page of each that is there to be written over."""

ENGINE = ("scripts", "overrides", "docs/assets/css", "docs/assets/js")
TEXTS = {
    ".md",
    ".py",
    ".html",
    ".csl",
    ".yml",
    ".bib",
    ".toml",
    ".css",
    ".js",
    ".svg",
}
"""How the names of files end in which people write."""

COMMON = [
    "the",
    "of",
    "and",
    "is",
    "this",
    "with",
    "by",
    "from",
    "are",
    "its",
    "to",
    "not",
    "edition",
    "draft",
]
"""Words that no English text goes without, and no French one has."""

SPOKEN = {"aria-label", "alt", "title", "placeholder", "label"}
"""Attributes that readers see or hear; beside them those that begin with `data-me`."""


@pytest.fixture(scope="module")
def begun(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new briefing, checked and built; it is there to be read."""
    root = tmp_path_factory.mktemp("new") / request.param
    run("scripts/new_briefing.py", root, request.param)
    assert "nothing is wrong" in run("scripts/check_evidence.py", folder=root)
    run("-m", "mkdocs", "build", folder=root)
    return root


@pytest.fixture
def root(begun: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return shutil.copytree(begun, tmp_path / "new")


@both
@pytest.mark.parametrize("folder", ENGINE)
def test_its_engine_is_ours(begun: Path, folder: str) -> None:
    compared = filecmp.dircmp(ROOT / folder, begun / folder, ignore=["__pycache__"])
    check_same(compared)


def check_same(compared: filecmp.dircmp[str]) -> None:
    """See that two folders have the same files, all the way down."""
    assert compared.left_only == []
    assert compared.right_only == []
    assert compared.diff_files == []
    for below in compared.subdirs.values():
        check_same(below)


@both
def test_all_that_makes_up_the_engine_is_there(begun: Path) -> None:
    """A pattern that names nothing is that of a file which has another name by now."""
    patterns = (ROOT / "starter/engine.txt").read_text(encoding="utf-8").split()
    assert [pattern for pattern in patterns if not list(begun.glob(pattern))] == []


@both
def test_its_records_name_a_schema_that_is_there_and_are_not_published(begun: Path) -> None:
    folder = begun / "docs" / RECORDS_FOLDER
    named = []
    for file in folder.glob("*.yml"):
        _first, mark, schema = (
            file.read_text(encoding="utf-8").partition("\n")[0].partition("$schema=")
        )
        assert mark or file.name == "names.yml"
        named += [folder / schema] if mark else []
    assert len(named) == 2
    assert all(schema.is_file() for schema in named)
    assert [name for name in read_files(begun / "site") if name.startswith("records/")] == []


@both
def test_a_record_of_it_teaches_each_sort_of_statement(begun: Path) -> None:
    """What restates the article with words seen, what is ours, what has a speaker, a note."""
    records = dict[str, Any]()
    for file in (begun / "docs" / RECORDS_FOLDER).glob("*.yml"):
        if file.name != "names.yml":
            records |= yaml.safe_load(file.read_text(encoding="utf-8"))
    fields = set[str]()
    for record in records.values():
        fields |= {*record}
        for source in record.get("sources", {}).values():
            fields |= {*source}
    assert fields >= {"restates", "verdict", "because", "says", "rests_on", "for", "words"}
    assert fields >= {"speaker", "party", "gap", "days", "figures", "names", "event"}
    assert {record["kind"] for record in records.values()} >= {"fact", "report", "check"}


@both
def test_it_says_nothing_of_this_briefing(begun: Path) -> None:
    edition = json.loads((ROOT / "editions/1/manifest.json").read_text(encoding="utf-8"))
    names = edition["site_name"].split()[1::2]
    ours = re.compile("|".join(map(re.escape, names)))
    telling = []
    for path in begun.rglob("*.*"):
        if path.is_file() and path.suffix in TEXTS and ours.search(path.read_text("utf-8")):
            telling.append(path.relative_to(begun).as_posix())
    assert telling == []


def list_english() -> list[str]:
    """Return words that a French site must not have: those of the catalogue, and common ones."""
    catalogue = (ROOT / "scripts/briefing/languages/fr.yml").read_text(encoding="utf-8")
    words = []
    for english, translated in yaml.safe_load(catalogue).items():
        if english != translated and re.fullmatch("[A-Z][a-z]{2,}", english):
            words.append(english)
    return words + COMMON


def read_spoken(file: Path) -> str:
    """Return what a page says to readers: its text, but for code, and its attributes."""
    body = parse(file.read_text(encoding="utf-8"))
    body.strip_tags(["pre, code, script, [hreflang]"], recursive=True)
    texts = [body.text(separator=" ")]
    for node in body.css("*"):
        for name, value in node.attributes.items():
            if name in SPOKEN or name.startswith("data-me"):
                texts.append(value or "")
    return " | ".join(texts)


def list_texts(site: Path) -> Iterator[tuple[str, str]]:
    """Yield what a site says, with the name of the file that says it.

    What a script and a stylesheet both name is a typeface.
    """
    for file in site.glob("*.[xt][mx][lt]"):
        yield file.name, file.read_text(encoding="utf-8")
    for file in site.rglob("*.html"):
        yield str(file), read_spoken(file)
    with zipfile.ZipFile(site / "briefing.epub") as book:
        for name in book.namelist():
            if "xhtml" in name:
                yield name, re.sub("<[^>]+>", " ", book.read(name).decode())
    yield "PDF", " ".join(page.extract_text() for page in PdfReader(site / "briefing.pdf").pages)
    styles = "".join(file.read_text("utf-8") for file in (site / "assets/css").glob("*.css"))
    for file in (site / "assets/js").glob("*.js"):
        if "lunr" not in file.name:
            said = re.findall(r'"([A-Z][^"]*)"', file.read_text("utf-8"))
            yield file.name, " ".join(text for text in said if text not in styles)


@french
def test_a_french_site_has_no_english_word_of_ours(root: Path) -> None:
    Briefing(root).write_over()
    hold_readings(root)
    run("scripts/freeze_edition.py", "--note", "La première", folder=root)
    run("-m", "mkdocs", "build", folder=root)
    english = re.compile(rf"\b(?:{'|'.join(list_english())})\b")
    for name, text in list_texts(root / "site"):
        without_addresses = re.sub(r"https?://\S+", "", text)
        assert english.findall(without_addresses) == [], name


ISSUES = 'href="https://forge.example/us/it/issues"'


@english
def test_where_errors_go_is_a_setting(root: Path) -> None:
    site = Briefing(root)
    assert ISSUES not in site.read("site/index.html")
    site.edit("mkdocs.yml", "^# repo_url: .*$", "repo_url: https://forge.example/us/it/")
    site.edit("mkdocs.yml", "# licence: .*$", "licence: https://example.org/cc0")
    run("-m", "mkdocs", "build", folder=root)
    html = site.read("site/index.html")
    assert ISSUES in html
    assert '<link rel="license" href="https://example.org/cc0">' in html
    site.edit("mkdocs.yml", "# contact: .*$", "contact: mailto:desk@example.org")
    run("-m", "mkdocs", "build", folder=root)
    html = site.read("site/index.html")
    assert ISSUES not in html
    assert 'href="mailto:desk@example.org"' in html


@english
def test_the_colour_is_a_setting_and_so_are_the_pages_behind_the_text(root: Path) -> None:
    """Where a page is not there, nothing leads to it."""
    site = Briefing(root)
    for name in ("sources", "claims", "cite", "method", "editions", "print"):
        (root / f"docs/{name}.md").unlink()
        site.edit("mkdocs.yml", rf"^.*\b{name}\.md\n", "")
    site.edit("mkdocs.yml", "^ *corrections: .*\n", "")
    site.edit("mkdocs.yml", "# contact: .*$", "accent: '#123456 #abcdef'")
    run("-m", "mkdocs", "build", folder=root)
    assert find_dead_links(root / "site") == []
    (style,) = (root / "site/assets/css").glob("site.*.css")
    assert "--accent:light-dark(#123456,#abcdef)" in style.read_text(encoding="utf-8")


@english
def test_no_edition_is_made_before_all_is_written_over(root: Path) -> None:
    hold_readings(root)
    refused = run_python("scripts/freeze_edition.py", "--note", "The first", folder=root)
    assert refused.returncode == 1
    assert "[placeholder]" in refused.stderr
    assert not (root / "editions/1").exists()


@both
def test_the_page_to_write_over_is_deleted_without_a_fault(root: Path, begun: Path) -> None:
    """With its records and its line in the navigation."""
    name = FIRST[begun.name]
    (root / f"docs/{name}.md").unlink()
    (root / f"docs/records/{name}.yml").unlink()
    Briefing(root).edit("mkdocs.yml", rf"^.*\b{name}\.md\n", "")
    assert "nothing is wrong" in run("scripts/check_evidence.py", folder=root)


@both
def test_its_page_on_method_explains_every_kind_and_verdict(begun: Path) -> None:
    body = parse((begun / "site/method/index.html").read_text(encoding="utf-8"))
    explained = {term.text() for term in body.css("article dt")}
    use(begun.name)
    assert explained >= {_(name) for name in (*KINDS.values(), *VERDICTS.values())}


@both
def test_git_is_begun_and_has_all_but_what_can_be_made_again(begun: Path) -> None:
    assert list_in_git(begun, "--cached")
    assert "mkdocs.yml" in list_in_git(begun, "--cached")
    assert list_in_git(begun, "--others", "--exclude-standard") == []


def list_in_git(folder: Path, *which: str) -> list[str]:
    """Return the names of some files of a repository."""
    listed = subprocess.run(
        ["git", "ls-files", *which], cwd=folder, capture_output=True, text=True, check=True
    )
    return listed.stdout.splitlines()


@english
def test_a_folder_within_a_repository_stays_its_part(begun: Path) -> None:
    inner = begun / "scripts/inner"
    run(ROOT / "scripts/new_briefing.py", inner)
    assert not (inner / ".git").exists()
    shutil.rmtree(inner)


@english
def test_a_folder_that_is_not_empty_is_left_alone(begun: Path) -> None:
    refused = run_python("scripts/new_briefing.py", begun)
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr == f"{begun} is not empty; name a new folder: make new DIR=../name\n"


@both
def test_its_own_tests_pass(root: Path) -> None:
    (root / ".venv").symlink_to(ROOT / ".venv")
    run("-m", "ruff", "check", ".", folder=root)
    run("-m", "pytest", "-m", "not slow", "-p", "no:cacheprovider", folder=root)
    Briefing(root).write_over()
    hold_readings(root)
    run("scripts/freeze_edition.py", "--note", "The first", folder=root)
    run("scripts/check_evidence.py", "--publishable", folder=root)
