"""The page as plain Markdown: other readers find in it what a browser finds in the page."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import markdown
import pytest
from bs4 import BeautifulSoup
from support import ROOT, read_data

from briefing.citing.markdown_twin import write_twin
from briefing.pages.document import Document
from briefing.programs import run_pandoc

CASES = read_data("twins.yml")
MARKDOWN = ["meta", "attr_list", "footnotes", "def_list", "tables", "fenced_code"]
KINDS = {"kept": "check", "later": "since"}
UNCITED = {"print", "editions"}  # pages that are made of others, and have no twin


@pytest.mark.parametrize("case", CASES)
def test_what_only_our_build_reads_becomes_what_others_read(case: list[str]) -> None:
    """A case is what is typed, the twin of it, and the page's file where it matters."""
    typed, expected, *uri = case
    page = Document("", "".join(uri) or "deep/page.md", typed)
    twin = write_twin(page, "https://a.example/deep/page/", {"", "deep/two/"}, KINDS)
    assert twin == expected


def read_as_commonmark(text: str) -> str:
    return run_pandoc(text, "--from=commonmark_x-smart", "--to=html").decode()


def read_with_python(text: str) -> str:
    return markdown.markdown(text, extensions=MARKDOWN)


@dataclass(frozen=True)
class Twins:
    """All twins of the real site, as another program reads them."""

    site: Path
    pages: dict[Path, BeautifulSoup]  # by their files

    def find_ids(self, page: Path) -> set[str]:
        """Return all ids in a twin."""
        return {str(element["id"]) for element in self.pages[page].select("[id]")}


@pytest.fixture(
    scope="module", params=[read_as_commonmark, read_with_python], ids=["commonmark", "python"]
)
def twins(real_site: Path, request: pytest.FixtureRequest) -> Twins:
    read: Callable[[str], str] = request.param
    files = sorted(real_site.rglob("index.md"))
    pages = {file: BeautifulSoup(read(file.read_text("utf-8")), "html.parser") for file in files}
    assert pages
    return Twins(real_site, pages)


def list_written_ids() -> set[str]:
    """Return all ids that the author has given."""
    ids = set()
    for file in Path(ROOT, "docs").glob("*.md"):
        if file.stem not in UNCITED:
            document = Document("", "", file.read_text("utf-8"))
            ids |= {mark.text for mark in document.ids}
    return ids


def test_others_find_all_ids(twins: Twins) -> None:
    found = set().union(*map(twins.find_ids, twins.pages))
    assert list_written_ids() - found == set()


def read_html(page: Path) -> BeautifulSoup:
    """Return the page beside a twin, as browsers get it."""
    return BeautifulSoup(page.with_suffix(".html").read_text(encoding="utf-8"), "html.parser")


def list_notes(page: BeautifulSoup) -> list[str]:
    """Return the words of all notes, each once, without the ways back."""
    for back in page.select('[href^="#fnref"]'):
        back.decompose()
    return sorted({" ".join(note.get_text().split()) for note in page.select('li[id^="fn"]')})


def test_others_find_all_notes(twins: Twins) -> None:
    for page, soup in twins.pages.items():
        pairs = zip(list_notes(read_html(page)), list_notes(soup), strict=True)
        differing = [(ours, theirs) for ours, theirs in pairs if not ours.startswith(theirs)]
        assert differing == [], page


def test_a_page_leads_to_its_twin(twins: Twins) -> None:
    for page in twins.pages:
        address = f"https://briefing.example/{page.relative_to(twins.site).as_posix()}"
        links = read_html(page).select('link[rel=alternate][type="text/markdown"]')
        assert [link["href"] for link in links] == [address]


def test_every_way_within_the_site_leads_somewhere(twins: Twins) -> None:
    for page, soup in twins.pages.items():
        for link in soup.select("a[href]"):
            check_way(twins, page, str(link["href"]))


def check_way(twins: Twins, page: Path, link: str) -> None:
    """A link of a twin leads to a file, and where that is a twin, to an id in it or to a note."""
    target, _sign, name = urljoin(page.as_uri(), link).removeprefix("file://").partition("#")
    if not target.startswith(str(twins.site)):
        return
    file = Path(target, "index.html") if target.endswith("/") else Path(target)
    assert file.is_file(), (page, link)
    if file in twins.pages and name and not name.startswith("fn"):
        assert name in twins.find_ids(file), (page, link)
