"""The real text: what the article says is said, with its marks, in our own words."""

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.build.project import Project, check_project
from briefing.pages.document import Document

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "tests/data"
SOURCES = {"1": "zhang2024played", "2": "zhang2024played", "3": "mccarthy2024axis", "4": "ap2024silent",
           "i": "porter2024unnerved"}
"""The article's markers; 2 is its *Ibid.*"""
SETTLED = {"judgement", "supported", "common-knowledge", "not-checked"}
"""Verdicts that change nothing, and are not written out."""


@pytest.fixture(scope="module")
def project() -> Project:
    return check_project(ROOT, ROOT / "docs")


def read_claims() -> list[dict[str, str]]:
    """Give the article's 68 claims; the data has no sentences of the article's."""
    with (DATA / "claims.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def find_paragraphs(project: Project) -> Iterator[tuple[Document, dict[str, str], str, str]]:
    """Yield each paragraph that restates the article: page, attributes, kind, the text above."""
    for document in project.documents:
        lines = document.text.splitlines()
        for found in document.attributes:
            if "data-article" in found.values:
                yield document, {**found.values, "id": found.id}, found.kind, lines[found.line - 2]


def find_paragraph(project: Project, claim: str) -> tuple[dict[str, str], str, str]:
    matches = [(values, kind, text) for _, values, kind, text in find_paragraphs(project)
               if claim in values.get("data-claims", values["id"]).split()]
    assert len(matches) == 1, claim
    return matches[0]


def test_all_claims_are_read() -> None:
    assert len(read_claims()) == 68


@pytest.mark.parametrize("claim", read_claims(), ids=lambda claim: claim["id"])
def test_a_claim_is_said_once_with_its_marks(project: Project, claim: dict[str, str]) -> None:
    values, kind, text = find_paragraph(project, claim["id"])
    assert kind == claim["kind"]
    assert values["data-article"] == claim["paragraph"]
    assert values.get("data-event", "") == claim["event"]
    assert values.get("data-check", "") == ("" if claim["check"] in SETTLED else claim["check"])
    cited = set(re.findall(r"@([\w-]+)", text))
    assert cited == {SOURCES[marker] for marker in claim["footnotes"].split()}


def test_nothing_stands_in_the_articles_name_that_it_does_not_say(project: Project) -> None:
    known = {claim["id"] for claim in read_claims()}
    said = {claim for _, values, _, _ in find_paragraphs(project)
            for claim in values.get("data-claims", values["id"]).split()}
    assert said == known


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
            if cited & late and not block.startswith("!!! since"):
                assert cited - late, block


def test_a_later_year_is_named_in_since_boxes_only(project: Project) -> None:
    for document in project.documents:
        for block in re.split(r"\n\s*\n", document.text):
            if re.search(r"\b202[5-9]\b|December 2024", block) and document.uri not in {"sources.md", "method.md"}:
                assert block.startswith("!!! since"), block


def test_every_note_names_its_source_with_address_and_day(real_site: Path, project: Project) -> None:
    seen = set()
    for page in real_site.rglob("index.html"):
        for key, note in re.findall(r'<li id="fn:cite-([\w-]+)">(.*?)</li>', page.read_text(encoding="utf-8"), re.S):
            source = project.bibliography.sources[key]
            assert f'href="{source.get("url").replace("&", "&amp;")}"' in note, key
            assert re.search(r", accessed \d{1,2}\sNovember\s202[46]\.", note), key
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
            base = (real_site / path.lstrip("/")) if path.startswith("/") else (real_site / name).parent / path
            file = (real_site / name if not path else base / "index.html" if base.is_dir() else base).resolve()
            assert file.is_file(), f"{name}: {target}"
            if fragment and file.suffix == ".html":
                assert fragment in ids[file.relative_to(real_site.resolve()).as_posix()], f"{name}: {target}"


def test_every_link_to_elsewhere_leaves_no_way_back(real_site: Path) -> None:
    found = [link for file in real_site.rglob("*.html")
             for link in re.findall(r'<a\b[^>]*href="https?://[^>]*', file.read_text(encoding="utf-8"))
             if 'href="https://briefing.example/' not in link]
    assert found
    assert [link for link in found if not re.search(r'\brel="[^"]*\bnoopener\b', link)] == []
