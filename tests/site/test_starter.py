"""`make new`: a briefing in another folder that is checked, edited, built and frozen with the engine as it is."""

import filecmp
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml
from edits import EDITS, Briefing
from pypdf import PdfReader
from support import ROOT, find_dead_links, run, run_python

from briefing.html import parse

english, french, both = (
    pytest.mark.parametrize("begun", locales, indirect=True)
    for locales in (["en"], ["fr"], ["en", "fr"])
)
FIRST = {"en": "first-theme.md", "fr": "premier-theme.md"}
"""What a starter has and other locales have not."""


@pytest.fixture(scope="module")
def begun(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("new") / request.param
    run("scripts/new_briefing.py", root, request.param)
    assert "nothing is wrong" in run("scripts/check_evidence.py", folder=root)
    run("-m", "mkdocs", "build", folder=root)
    return root


@pytest.fixture
def root(begun: Path, tmp_path: Path) -> Path:
    return shutil.copytree(begun, tmp_path / "new")


@both
def test_a_new_briefing_takes_every_documented_edit(root: Path, begun: Path) -> None:
    assert (root / "docs" / FIRST[begun.name]).is_file()
    for name in EDITS:
        Briefing(root).make(name)
    run("-m", "mkdocs", "build", folder=root)
    assert {"claims.json", "briefing.pdf", "briefing.epub"} <= {
        path.name for path in (root / "site").iterdir()
    }


@both
def test_its_engine_is_ours_and_it_says_nothing_of_this_briefing(begun: Path) -> None:
    for folder in ("scripts", "overrides", "docs/assets/css", "docs/assets/js"):
        compared = filecmp.dircmp(ROOT / folder, begun / folder, ignore=["__pycache__"])
        assert (compared.left_only, compared.right_only, compared.diff_files) == ([], [], [])
    named = (ROOT / "starter/engine.txt").read_text(encoding="utf-8").split()
    assert [pattern for pattern in named if not [*begun.glob(pattern)]] == []
    editions = json.loads((ROOT / "editions/1/manifest.json").read_text(encoding="utf-8"))
    name = re.compile("|".join(map(re.escape, editions["site_name"].split()[1::2])))
    told = [
        path.relative_to(begun).as_posix()
        for path in begun.rglob("*.*")
        if path.is_file()
        and path.suffix
        in {".md", ".py", ".html", ".csl", ".yml", ".bib", ".toml", ".css", ".js", ".svg"}
        and name.search(path.read_text(encoding="utf-8"))
    ]
    assert told == []


@french
def test_a_french_site_has_no_english_word_of_ours(root: Path) -> None:
    """What stands in the catalogue is not there in English, nor is any of the words that no English goes without."""
    run("scripts/freeze_edition.py", "--note", "La première", folder=root)
    run("-m", "mkdocs", "build", folder=root)
    catalogue = yaml.safe_load(
        (ROOT / "scripts/briefing/languages/fr.yml").read_text(encoding="utf-8")
    )
    words = [
        text
        for text, said in catalogue.items()
        if text != said and re.fullmatch("[A-Z][a-z]{2,}", text)
    ]
    words += [
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
    english = re.compile(rf"\b(?:{'|'.join(words)})\b")
    said = {
        path.name: path.read_text(encoding="utf-8")
        for path in (root / "site").glob("*.[xt][mx][lt]")
    }
    for path in (root / "site").rglob("*.html"):
        body = parse(path.read_text(encoding="utf-8"))
        body.strip_tags(["pre, code, script, [hreflang]"], recursive=True)
        attributes = [
            value or ""
            for node in body.css("*")
            for name, value in node.attributes.items()
            if name in {"aria-label", "alt", "title", "placeholder", "label"}
            or name.startswith("data-me")
        ]
        said[path.as_posix()] = " | ".join([body.text(separator=" "), *attributes])
    with zipfile.ZipFile(root / "site/briefing.epub") as book:
        said |= {
            name: re.sub("<[^>]+>", " ", book.read(name).decode())
            for name in book.namelist()
            if "xhtml" in name
        }
    said["PDF"] = " ".join(
        page.extract_text() for page in PdfReader(root / "site/briefing.pdf").pages
    )
    said |= {
        path.name: " ".join(re.findall(r'"([A-Z][^"]*)"', path.read_text(encoding="utf-8")))
        for path in (root / "site/assets/js").glob("*.js")
        if "lunr" not in path.name
    }
    found = {
        name: english.findall(re.sub(r"https?://\S+", "", text)) for name, text in said.items()
    }
    assert {name: words for name, words in found.items() if words} == {}


@english
def test_what_differs_from_one_briefing_to_the_next_is_a_setting(root: Path) -> None:
    """Also where errors go, and which of the pages behind the text there are: without them, nothing leads to them."""
    site, issues = Briefing(root), 'href="https://forge.example/us/it/issues"'
    assert issues not in site.read("site/index.html")
    site.edit("mkdocs.yml", "^# repo_url: .*$", "repo_url: https://forge.example/us/it/")
    site.edit("mkdocs.yml", "# licence: .*$", "licence: https://example.org/cc0")
    run("-m", "mkdocs", "build", folder=root)
    html = site.read("site/index.html")
    assert issues in html
    assert '<link rel="license" href="https://example.org/cc0">' in html
    for name in ("sources", "claims", "cite", "editions", "print"):
        (root / f"docs/{name}.md").unlink()
        site.edit("mkdocs.yml", rf"^.*\b{name}\.md\n", "")
    site.edit(
        "mkdocs.yml",
        "# contact: .*$",
        "contact: mailto:desk@example.org\n    accent: '#123456 #abcdef'",
    )
    run("-m", "mkdocs", "build", folder=root)
    assert find_dead_links(root / "site") == []
    html = site.read("site/index.html")
    assert issues not in html
    assert 'href="mailto:desk@example.org"' in html
    (style,) = (root / "site/assets/css").glob("site.*.css")
    assert "--accent:light-dark(#123456,#abcdef)" in style.read_text(encoding="utf-8")


@english
def test_a_folder_that_is_not_empty_is_left_alone(begun: Path) -> None:
    refused = run_python("scripts/new_briefing.py", begun)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"{begun} is not empty; name a new folder: make new DIR=../name\n"


@pytest.mark.slow
@both
def test_its_own_tests_pass(root: Path) -> None:
    (root / ".venv").symlink_to(ROOT / ".venv")
    run("-m", "ruff", "check", ".", folder=root)
    run("-m", "pytest", "-m", "not slow", "-p", "no:cacheprovider", folder=root)
    run("scripts/freeze_edition.py", "--note", "The first", folder=root)
    run("scripts/check_evidence.py", "--publishable", folder=root)
