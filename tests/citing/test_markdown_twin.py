"""The page as plain Markdown: other readers find in it what a browser finds in the page."""

from collections.abc import Callable
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


@pytest.mark.parametrize("case", CASES)
def test_what_only_our_build_reads_becomes_what_others_read(case: list[str]) -> None:
    typed, written, *uri = case
    page = Document("", "".join(uri) or "deep/page.md", typed)
    assert write_twin(page, "https://a.example/deep/page/", {"", "deep/two/"}) == written


def read_as_commonmark(text: str) -> str:
    return run_pandoc(text, "--from=commonmark_x-smart", "--to=html").decode()


def read_with_python(text: str) -> str:
    return markdown.markdown(
        text, extensions=["meta", "attr_list", "footnotes", "def_list", "tables", "fenced_code"]
    )


def list_notes(page: BeautifulSoup) -> list[str]:
    """The words of all notes, each once, without the ways back."""
    for back in page.select('[href^="#fnref"]'):
        back.decompose()
    return sorted({" ".join(note.get_text().split()) for note in page.select('li[id^="fn"]')})


@pytest.mark.parametrize("read", [read_as_commonmark, read_with_python])
def test_others_find_all_ids_notes_and_ways(real_site: Path, read: Callable[[str], str]) -> None:
    pages = {
        page: BeautifulSoup(read(page.read_text("utf-8")), "html.parser")
        for page in real_site.rglob("index.md")
    }
    ids = {
        page: {str(element["id"]) for element in soup.select("[id]")}
        for page, soup in pages.items()
    }
    written = {
        named["id"]
        for file in Path(ROOT, "docs").glob("*.md")
        if file.stem not in {"print", "editions"}
        for _, named in Document("", "", file.read_text("utf-8")).attributes
        if named["id"]
    }
    assert len(pages) > 5
    assert written <= set().union(*ids.values())
    for page, soup in pages.items():
        html = BeautifulSoup(page.with_suffix(".html").read_text(encoding="utf-8"), "html.parser")
        address = f"https://briefing.example/{page.relative_to(real_site).as_posix()}"
        assert [
            link["href"] for link in html.select('link[rel=alternate][type="text/markdown"]')
        ] == [address]
        notes = list(zip(list_notes(soup), list_notes(html), strict=True))
        assert [(ours, theirs) for theirs, ours in notes if not ours.startswith(theirs)] == [], page
        for link in (str(link["href"]) for link in soup.select("a[href]")):
            target, _, name = urljoin(page.as_uri(), link).removeprefix("file://").partition("#")
            if target.startswith(str(real_site)):
                file = Path(target) / "index.html" if target.endswith("/") else Path(target)
                assert file.is_file(), (page, link)
                assert name in ids.get(file, {name}) | {""} or name.startswith("fn"), (page, link)
