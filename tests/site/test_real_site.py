"""The real text: what the article says is said, with its marks, in our own words."""

import csv
import hashlib
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from support import ROOT

from briefing.build.project import Project, read_project

DATA = ROOT / "tests/data"
SOURCES = {"1": "zhang2024played", "2": "zhang2024played", "3": "mccarthy2024axis", "4": "ap2024silent",
           "i": "porter2024unnerved"}
"""The article's markers; 2 is its *Ibid.*"""


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(load_config(str(ROOT / "mkdocs.yml")))


@pytest.fixture(scope="module")
def claims(real_site: Path) -> dict[str, dict[str, Any]]:
    """The published claims by their ids."""
    data = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))
    return {claim["id"]: claim for claim in data["claims"]}


def read_claims() -> list[dict[str, str]]:
    """Give the article's 68 claims; the data has no sentences of the article's."""
    with (DATA / "claims.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("claim", read_claims(), ids=lambda claim: claim["id"])
def test_a_claim_is_said_once_with_its_marks(claims: dict[str, dict[str, Any]], claim: dict[str, str]) -> None:
    said = claims[claim["id"]]
    assert said["kind"] == claim["kind"]
    assert str(said["article_paragraph"]) == claim["paragraph"]
    assert (said["event"] or "") == claim["event"]
    assert (said["verdict"] or "judgement") == claim["check"]
    assert set(said["sources"]) == {SOURCES[marker] for marker in claim["footnotes"].split()}


def test_nothing_stands_in_the_articles_name_that_it_does_not_say(claims: dict[str, dict[str, Any]]) -> None:
    assert len(read_claims()) == 68
    assert {name for name, claim in claims.items() if claim["article_paragraph"]} == {c["id"] for c in read_claims()}


def test_no_run_of_six_words_is_the_articles(project: Project) -> None:
    runs = set((DATA / "article-runs.txt").read_text(encoding="utf-8").split())
    for document in project.documents:
        words = re.findall(r"[a-z0-9]+", document.text.lower().replace("’", "").replace("'", ""))
        shared = [" ".join(words[i:i + 6]) for i in range(len(words) - 5)
                  if hashlib.sha256(" ".join(words[i:i + 6]).encode()).hexdigest()[:10] in runs]
        assert shared == [], document.path


def test_later_facts_stand_in_since_boxes_only(project: Project) -> None:
    """A source from after the cut-off is cited in a `since` box, or beside one from before it."""
    late = {key for key, source in project.bibliography.sources.items()
            if source.date and source.date.earliest.isoformat() > "2024-11-26"}
    assert late, "the test has lost its subject"
    for document in project.documents:
        for block in re.split(r"\n\s*\n", document.text):
            cited = set(re.findall(r"@([\w-]+)", block))
            if cited & late and not block.startswith("??? since"):
                assert cited - late, block


def test_a_later_year_is_named_in_since_boxes_only(project: Project) -> None:
    for document in project.documents:
        for block in re.split(r"\n\s*\n", re.sub(r"(?m)^- After the cut-off, .*$", "", document.text)):
            if re.search(r"\b202[5-9]\b|December 2024", block) and document.uri not in {"sources.md", "method.md"}:
                assert block.startswith("??? since"), block


def test_every_note_names_its_source_with_address_and_day(real_site: Path, project: Project) -> None:
    seen = set()
    for page in real_site.rglob("index.html"):
        for key, note in re.findall(r'<li id="fn:cite-([\w-]+)">(.*?)</li>', page.read_text(encoding="utf-8"), re.S):
            source = project.bibliography.sources[key]
            assert f'href="{source.get("url").replace("&", "&amp;")}"' in note, key
            assert re.search(r", accessed \d{1,2}\sNovember\s202[46]\.", unescape(note)), key
            seen.add(key)
    assert seen == set(project.bibliography.sources)


def test_internal_links_of_the_built_site_lead_somewhere(real_site: Path) -> None:
    pages = {page.relative_to(real_site).as_posix(): page.read_text(encoding="utf-8")
             for page in real_site.rglob("*.html")}
    ids = {name: set(re.findall(r'\sid="([^"]+)"', html)) for name, html in pages.items()}
    for name, html in pages.items():
        for target in set(re.findall(r'<a [^>]*href="([^"]*)"', html)):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, fragment = target.partition("#")
            path = path.partition("?")[0]
            base = (real_site / path.lstrip("/")) if path.startswith("/") else (real_site / name).parent / path
            file = (real_site / name if not path else base / "index.html" if base.is_dir() else base).resolve()
            assert file.is_file(), f"{name}: {target}"
            if fragment and file.suffix == ".html":
                assert fragment in ids[file.relative_to(real_site.resolve()).as_posix()], f"{name}: {target}"


def test_the_article_stays_out_of_the_engine(project: Project, claims: dict[str, dict[str, Any]]) -> None:
    """No id of a statement, no source and no page of this briefing is named in code or templates."""
    claiming = [document for document in project.documents if "data-article" in document.text]
    names = {*claims, *project.bibliography.sources, *(document.uri.removesuffix(".md") for document in claiming)}
    engine = [path for folder in ("scripts", "overrides", "docs/assets") for path in (ROOT / folder).rglob("*.*")
              if path.suffix in {".py", ".html", ".lua", ".typ", ".js", ".css"} and "__pycache__" not in path.parts]
    words = {word: path.name for path in engine for word in re.findall(
        r"[a-z0-9]+(?:-[a-z0-9]+)+|[a-z]+20\d\d\w+", path.read_text(encoding="utf-8"))}
    assert {word: words[word] for word in names & set(words)} == {}
