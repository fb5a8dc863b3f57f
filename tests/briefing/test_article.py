"""This briefing: what the article says is said, with its marks, in our own words; editions 1 and 2 kept theirs."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from support import ROOT

from briefing.editions.manifest import load_editions
from briefing.editions.passages import find_passages
from briefing.pages.vocabulary import KINDS, VERDICTS
from briefing.pipeline.project import Project, read_project

pytestmark = pytest.mark.briefing  # one that is made with the same engine has tests of its own
DATA = Path(__file__).parent
SOURCES = {
    "1": "zhang2024played",
    "2": "zhang2024played",
    "3": "mccarthy2024axis",
    "4": "ap2024silent",
    "i": "porter2024unnerved",
}
"""The article's markers; 2 is its *Ibid.*"""
WORDS = dict(
    line.rsplit(maxsplit=1) for line in (DATA / "editions-1-2.txt").read_text().splitlines()
)
"""By `number:address`, the beginning of the SHA-256 of the words that the passage had when it was published, which the
last version before the conversion worked out of its own pages, without their labels."""


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(load_config(str(ROOT / "mkdocs.yml")))


@pytest.fixture(scope="module")
def claims(real_site: Path) -> dict[str, dict[str, Any]]:
    data = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))
    return {claim["id"]: claim for claim in data["claims"]}


def read_claims() -> list[dict[str, str]]:
    """Return the article's claims; the data has no sentences of the article's."""
    with (DATA / "claims.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("claim", read_claims(), ids=lambda claim: claim["id"])
def test_a_claim_has_its_marks_once(
    claims: dict[str, dict[str, Any]], project: Project, claim: dict[str, str]
) -> None:
    """Or a line says why it was withdrawn."""
    said = claims.get(claim["id"])
    if said is None:
        assert any(
            f"{{ #{claim['id']} .withdrawn }}" in document.text
            for document in project.by_uri.values()
        )
        return
    assert said["kind"] == claim["kind"]
    assert str(said["article_paragraph"]) == claim["paragraph"]
    assert (said["event"] or "") == claim["event"]
    assert (said["verdict"] or "judgement") == claim["check"]
    assert {SOURCES[marker] for marker in claim["footnotes"].split()} == set(said["sources"])


def test_nothing_stands_in_the_articles_name_that_it_does_not_say(
    claims: dict[str, dict[str, Any]],
) -> None:
    assert {name for name, said in claims.items() if said["article_paragraph"]} <= {
        c["id"] for c in read_claims()
    }


def test_no_run_of_six_words_is_the_articles(project: Project) -> None:
    runs = set((DATA / "article-runs.txt").read_text(encoding="utf-8").split())
    for document in project.by_uri.values():
        words = re.findall(r"[a-z0-9]+", document.text.lower().replace("’", "").replace("'", ""))
        shared = [
            " ".join(words[i : i + 6])
            for i in range(len(words) - 5)
            if hashlib.sha256(" ".join(words[i : i + 6]).encode()).hexdigest()[:10] in runs
        ]
        assert shared == [], document.path


def test_later_facts_stand_in_since_boxes_only(project: Project) -> None:
    """A source from after the cut-off is cited there, or beside one from before it; a later year is named there."""
    late = {
        key
        for key, source in project.bibliography.sources.items()
        if source.date and source.date.earliest > project.settings.cut_off
    }
    assert late, "the test has lost its subject"
    for document in project.by_uri.values():
        for block in re.split(
            r"\n\s*\n", re.sub(r"(?m)^- After the cut-off, .*$", "", document.text)
        ):
            cited, names_year = (
                set(re.findall(r"@([\w-]+)", block)),
                re.search(r"\b202[5-9]\b|December 2024", block),
            )
            if not block.startswith("??? since"):
                assert cited - late or not cited & late, block
                assert not names_year or document.uri in {"sources.md", "method.md"}, block


def test_the_article_stays_out_of_the_engine(
    project: Project, claims: dict[str, dict[str, Any]]
) -> None:
    """No id of a statement, no source and no page of this briefing is named in code or templates."""
    claiming = [
        uri
        for uri, page in project.by_uri.items()
        if "data-article" in page.text and uri != "index.md"
    ]
    names = {*claims, *project.bibliography.sources, *(uri.removesuffix(".md") for uri in claiming)}
    engine = [
        path
        for folder in ("scripts", "overrides", "docs/assets")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".html", ".lua", ".typ", ".js", ".css"}
        and "__pycache__" not in path.parts
    ]
    words = {
        word: path.name
        for path in engine
        for word in re.findall(
            r"[a-z0-9]+(?:-[a-z0-9]+)+|[a-z]+20\d\d\w+|[a-z]+(?=\.md|/#)",
            path.read_text(encoding="utf-8"),
        )
    }
    assert {word: words[word] for word in names & set(words)} == {}


def test_method_explains_every_kind_and_verdict() -> None:
    method = (ROOT / "docs/method.md").read_text(encoding="utf-8")
    assert [
        label
        for kind, label in KINDS.items()
        if f"\n*{label}*{{ .kind .is-{kind} }}\n:" not in method
    ] == []
    said = method.replace(
        "Contradicted, or contradicted in part", "Contradicted in part\n:\n\nContradicted"
    )
    assert [label for label in VERDICTS.values() if f"\n{label}\n:" not in said] == []


def test_the_line_on_the_page_of_verification_checks_a_copy(
    real_site: Path, tmp_path: Path
) -> None:
    page = (ROOT / "docs/verification.md").read_text(encoding="utf-8")
    command = next(line for line in page.splitlines() if line.startswith("sha256sum"))
    copy = shutil.copytree(real_site, tmp_path / "copy")
    for status, said in ((0, ""), (1, "index.html: FAILED\n")):
        check = subprocess.run(
            command, shell=True, cwd=copy, capture_output=True, text=True, check=False
        )
        assert (check.returncode, check.stdout) == (status, said)
        (copy / "index.html").write_text("changed", encoding="utf-8")


@pytest.mark.parametrize("number", [1, 2])
def test_every_address_of_a_converted_edition_has_the_words_that_it_had(number: int) -> None:
    """They came out as Markdown, and were converted once. And the manifest says what the pages say."""
    edition = load_editions(ROOT)[0][number - 1]
    sums = {
        f"{number}:{address}": hashlib.sha256(passage.words.encode()).hexdigest()[:16]
        for address, passage in edition.passages.items()
    }
    old = {address: digest for address, digest in WORDS.items() if address.startswith(f"{number}:")}
    assert len(old) == 240
    assert {address: sums.get(address) for address in old} == old
    for url, page in edition.data.pages.items():
        found = find_passages(edition.read_article(url), url)
        differing = [
            passage
            for passage, kept in zip(found, page.passages, strict=True)
            if passage.sha256 != kept.sha256
        ]
        assert [passage.id for passage in differing if "<td " not in passage.marked] == [], url
        assert len(differing) < 2, (
            "since edition 3 it counts in which column of a table the words stand"
        )
