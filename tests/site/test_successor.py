"""The site that Zensical builds from the resolved Markdown says the same at the same addresses as the one of MkDocs."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from support import ROOT

from briefing.editions.passages import Passage, find_passages

FURNITURE = ".edition-banner, .edition-status, .print-address"
"""What our templates put around the text, and Zensical's do not; CONTRIBUTING.md lists it."""

pytestmark = pytest.mark.slow


@dataclass
class Body:
    """The text of one page."""

    passages: list[Passage]
    ids: list[str]
    notes: dict[str, str]
    """Text of each footnote by its id."""
    links: list[str]
    """Where its links inside the site lead, from the root."""


def read_body(site: Path, page: str) -> Body:
    """Read the article of a page."""
    soup = BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser")
    article = soup.select_one("article.md-content__inner") or soup.select_one("article")
    assert article
    for furniture in article.select(FURNITURE):
        furniture.decompose()
    here = "https://here.invalid/deep/down/" + page.removesuffix("index.html")
    links = [urljoin(here, str(link["href"])) for link in article.select("a[href]")]
    ids = [str(element["id"]) for element in article.select("[id]")]  # two underscores: the theme's own
    return Body(find_passages(str(article)), [name for name in ids if not name.startswith("__")],
                {str(note["id"]): " ".join(note.get_text(" ").split()) for note in article.select('li[id^="fn:"]')},
                [link for link in links if link.startswith("https://here.invalid/")])


@pytest.fixture(scope="module")
def successor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as Zensical builds it."""
    folder = tmp_path_factory.mktemp("successor") / "it"
    run = subprocess.run([sys.executable, ROOT / "scripts/build_successor.py", "--to", folder], capture_output=True,
                         text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


def list_pages(site: Path) -> list[str]:
    """Give every page but the one for addresses that do not exist."""
    return sorted({path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"})


def test_both_sites_have_the_same_pages(real_site: Path, successor: Path) -> None:
    assert list_pages(successor) == list_pages(real_site)
    assert len(list_pages(successor)) > 10


def test_words_ids_notes_and_links_are_the_same(real_site: Path, successor: Path) -> None:
    for page in list_pages(real_site):
        ours, theirs = read_body(real_site, page), read_body(successor, page)
        assert theirs.passages == ours.passages, page
        assert theirs.ids == ours.ids, page
        assert theirs.notes == ours.notes, page
        assert theirs.links == ours.links, page


def test_no_citation_is_left_unresolved(successor: Path) -> None:
    for page in list_pages(successor):
        soup = BeautifulSoup((successor / page).read_text(encoding="utf-8"), "html.parser")
        for code in soup.select("pre, code"):
            code.decompose()
        assert not re.search(r"\[[^\[\]]*@[\w-]+[^\[\]]*\]", soup.get_text()), page
