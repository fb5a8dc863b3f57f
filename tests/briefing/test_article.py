"""This briefing says in our own words what the article says, and later facts in their places.

Alone it notices words of the article, late facts out of place, a copy nobody saw, a sentence twice.
"""

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from real import read_real_project
from runs import NO_WORDS, digest, list_runs
from support import ROOT

from mkdocs_briefing.dates import parse_edtf
from mkdocs_briefing.html import parse
from mkdocs_briefing.pipeline.project import Project

DATA = Path(__file__).parent
ARCHIVES = re.compile(
    r"https?://(?:web\.archive\.org|archive\.(?:is|ph|today)|perma\.cc)/[^\s\"<}]*"
)
NAMES: tuple[str, ...] = ()
"""Names of treaties, bodies and offices of six words or more that pages may have as they are."""


@pytest.fixture(scope="module")
def project() -> Project:
    return read_real_project()


@pytest.fixture(scope="module")
def claims(real_site: Path) -> dict[str, dict[str, Any]]:
    data = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))
    return {claim["id"]: claim for claim in data["claims"]}


def list_texts(data: Any) -> Iterator[str]:
    """Yield all texts in some data."""
    if isinstance(data, dict):
        for value in data.values():
            yield from list_texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from list_texts(value)
    elif isinstance(data, str):
        yield data


def read_texts() -> Iterator[tuple[str, str]]:
    """Yield the text of each page, and each text in records, figures, forecasts and signposts."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        yield path.name, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "docs").rglob("*.yml")):
        for text in list_texts(yaml.safe_load(path.read_text(encoding="utf-8"))):
            yield path.name, text


@pytest.mark.parametrize("name", ["article-runs.txt", "context-runs.txt"])
def test_no_run_of_six_words_is_the_articles_or_a_sources(name: str) -> None:
    """But for names of treaties, bodies and offices, which nobody can say in other words."""
    taken = set((DATA / name).read_text(encoding="utf-8").split())
    free = {run for line in NAMES for run in list_runs(line)}
    shared = []
    for place, text in read_texts():
        for run in list_runs(text):
            if digest(run) in taken and run not in free:
                shared.append((place, run))
    assert shared == []


def test_a_run_is_found_across_anchors_citations_and_links() -> None:
    text = "One two,[@abel2020][](){ #one } three\n[four’s](x.md#y) five six.\n{ #six }"
    assert list_runs(text) == ["one two three fours five six"]


def test_no_paragraph_of_a_theme_is_over_110_words(project: Project) -> None:
    themes = set()
    for uri, page in project.records.pages.items():
        if any(record.restates for record in page.records.values()):
            themes.add(uri)
    assert themes, "the test has lost its subject"
    for uri in themes:
        for block in re.split(r"\n\s*\n", project.by_uri[uri].text):
            words = NO_WORDS.sub("", block).split()
            assert len(words) <= 110 or block.startswith("|"), block


def test_the_article_has_68_lines_of_which_two_say_what_is_wrong(real_site: Path) -> None:
    page = parse((real_site / "article/index.html").read_text(encoding="utf-8"))
    assert len(page.css(".lines details")) == 68
    found = [line.text() for line in page.css(".lines .is-wrong .lines__found")]
    assert len(found) == 2
    for words in found:
        verdict, reason = words.split(".", 1)
        assert verdict.strip() == "Wrong in part"
        assert len(reason.split()) >= 3


def find_late_sources(project: Project) -> set[str]:
    """Return the keys of the sources from after the cut-off."""
    late = set()
    for key, source in project.bibliography.sources.items():
        if source.date and source.date.earliest > project.settings.cut_off:
            late.add(key)
    return late


def list_later_passages(project: Project) -> set[str]:
    """Return the ids of what may rest on later sources alone: since notes, and what accepts it."""
    passages = set()
    for page in project.records.pages.values():
        for name, record in page.records.items():
            if record.kind == "since" or "after-cutoff" in record.accept:
                passages.add(name)
    return passages


def test_later_facts_stand_in_their_own_places_only(project: Project) -> None:
    """A later source is cited on pages that may tell it, and in the notes that point there.

    Elsewhere it may stand beside one from before.
    """
    late = find_late_sources(project)
    later = list_later_passages(project)
    for document in project.by_uri.values():
        if document.uri in project.settings.tell_later:
            continue
        for block in re.split(r"\n\s*\n", document.text):
            if later & set(re.findall(r"\{ #([\w-]+) \}", block)):
                continue
            cited = set(re.findall(r"@([\w-]+)", block))
            assert cited - late or not cited & late, block


NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+|[a-z]+20\d\d\w+|[a-z]+(?=\.md|/#)")
"""What may be the id of a statement, the key of a source or the name of a page."""
CODE = {".py", ".html", ".lua", ".typ", ".js", ".css"}


def read_engine_names() -> dict[str, str]:
    """Return a file of the engine for everything in it that may be a name.

    `main.html` is the template in which an author adds what is for one page.
    """
    names = {}
    for folder in ("scripts/mkdocs_briefing",):
        for path in (ROOT / folder).rglob("*.*"):
            if path.suffix in CODE and path.name != "main.html":
                for name in NAME.findall(path.read_text(encoding="utf-8")):
                    names[name] = path.name
    return names


def test_the_article_stays_out_of_the_engine(
    project: Project, claims: dict[str, dict[str, Any]]
) -> None:
    """No id of a statement, no source and no page of this briefing is named there.

    But for the front page, which has its name in any briefing.
    """
    ours = {*claims, *project.bibliography.sources}
    for uri in project.by_uri:
        if project.records.of_page(uri).records and uri != "index.md":
            ours.add(uri.removesuffix(".md"))
    engine = read_engine_names()
    assert {name: engine[name] for name in ours & set(engine)} == {}


def test_every_theme_with_forecasts_has_one_note_that_leads_on(
    real_site: Path, claims: dict[str, dict[str, Any]]
) -> None:
    told = [claim for claim in claims.values() if claim["article_paragraph"]]
    addresses = [claim["address"] for claim in told if claim["kind"] == "forecast"]
    pages = {re.sub(r"^https://[^/]*/|#.*", "", address) for address in addresses}
    assert pages, "the test has lost its subject"
    for page in pages:
        theme = parse((real_site / page / "index.html").read_text(encoding="utf-8"))
        [note] = theme.css("article .since")
        assert note.css('a[href^="../since/#"]')


def test_no_address_of_an_archive_is_one_that_nobody_saw(real_site: Path, project: Project) -> None:
    """But for searches, which say that they are."""
    sources = project.bibliography.sources.values()
    known = {address for source in sources for address in (source.archiveurl, source.url)}
    for page in real_site.rglob("*.html"):
        if "editions" not in page.relative_to(real_site).parts:
            for address in ARCHIVES.findall(page.read_text(encoding="utf-8")):
                is_search = address.startswith("https://web.archive.org/web/*/")
                assert address in known or is_search, page


def test_no_sentence_of_the_front_page_stands_twice(real_site: Path) -> None:
    article = parse((real_site / "index.html").read_text(encoding="utf-8")).css_first("article")
    for node in article.css(".footnote, .status, details, .verdict"):
        node.decompose()
    sentences = Counter[str]()
    for block in article.css("p, li, td, h2, figcaption"):
        if block.css_first("p, li") is None:
            words = " ".join(block.text(separator=" ").split()).lower()
            sentences.update(re.split(r"(?<=[.?!])\s+", words))
    assert sentences, "the test has lost its subject"
    assert [each for each in sentences if sentences[each] > 1 and " " in each] == []


def run_command(command: str, folder: Path) -> tuple[int, str]:
    """Run a line of a shell; gives its status and what it says."""
    process = subprocess.run(
        command, shell=True, cwd=folder, capture_output=True, text=True, check=False
    )
    return process.returncode, process.stdout


def test_the_line_on_the_page_of_method_checks_a_copy(real_site: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs/method.md").read_text(encoding="utf-8")
    command = next(line for line in page.splitlines() if line.startswith("sha256sum"))
    copy = shutil.copytree(real_site, tmp_path / "copy")
    assert run_command(command, copy) == (0, "")
    (copy / "index.html").write_text("changed", encoding="utf-8")
    assert run_command(command, copy) == (1, "index.html: FAILED\n")


def test_the_figure_of_answers_shows_what_its_title_counts(project: Project) -> None:
    """Six answers before the cut-off and four after it, none since June 2025, seven meetings."""
    form = project.figures["beijing"].form
    cut_off = project.settings.cut_off
    words = list(project.figures["register"].form.groups["until"].values())
    words += project.figures["register"].form.groups["since"].values()
    assert form.title.replace("\u00a0", " ") == (
        "Ten answers of Beijing on the soldiers, none found since June 2025. "
        "Seven meetings with Pyongyang since then."
    )
    days = [find_day(project, answer) for answer in form.answers]
    assert [day <= cut_off for day in days] == [True] * 6 + [False] * 4
    assert days[-1] == max(days) == date(2025, 6, 18)
    meetings = [find_day(project, meeting) for meeting in form.meetings]
    assert len(meetings) == 7
    assert days[-1] < min(meetings) <= max(meetings) <= form.ends
    answers = {word.claim for word in words if word.more == "on the soldiers"}
    assert answers == {answer.claim for answer in form.answers}


def find_day(project: Project, entry: Any) -> date:
    """Return the first day of an entry of a figure: its own, or that of its claim."""
    event = entry.date
    for page in project.records.pages.values():
        if entry.claim in page.records:
            event = event or page.records[entry.claim].event
    span = parse_edtf(event)
    assert span
    return span.earliest
