"""The page as plain Markdown: other readers find in it what a browser finds in the page."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import markdown
import pytest
from bs4 import BeautifulSoup
from support import ROOT

from briefing.citing.markdown_twin import write_twin
from briefing.pages.document import Document, load_documents
from briefing.pandoc import run_pandoc


def twin(text: str, uri: str = "deep/page.md") -> str:
    return write_twin(Document("", uri, text), "https://a.example/deep/page/", {"index.md", "deep/two.md"})


@pytest.mark.parametrize(("typed", "written"), [
    # claims
    ("A (b)\n{ #a .fact data-event='2024' }\n", "A (b)[](#a){ #a .fact data-event='2024' }\n"),
    ("- A\n    {: .x #a }\n", "- A[](#a){ .x #a }\n"), ("*A*{ .kind } b\n{ .note }\n", "*A* b\n"),
    ("## A { #a }\n", "## A { #a }\n"), ("A,[](#a){ #a .fact } b\n", "A,[](#a){ #a .fact } b\n"),
    ("A `b`\n  \t{ #a }\n", "A `b`[](#a){ #a }\n"), ("\n{ #a }", "[](#a){ #a }"),
    ("`{ #a }`\n\n```\n{ #a }\n```\n", "`{ #a }`\n\n```\n{ #a }\n```\n"),
    # links
    ("[a](../index.md#b) [c](two.md)", "[a](../../index.md#b) [c](../two/index.md)"),
    ("[a](../other.md) [b](../x.png) ![c](y.png)", "[a](../../other/) [b](../../x.png) ![c](../y.png)"),
    ("[a](https://b.example/c.md) [b](#c) <a href=\"../d/\">e</a>\n\n[f]: two.md",
     "[a](https://b.example/c.md) [b](#c) <a href=\"../d/\">e</a>\n\n[f]: ../two/index.md"),
    # boxes
    ('!!! check "A `b`"\n    C.\n    { #c }\n\n    - d\n\nE.\n',
     "> **Checked: A `b`**\n>\n> C.[](#c){ #c }\n>\n> - d\n\nE.\n"),
    ('??? since "A"\n    B.', "> **Since then: A**\n>\n> B."),
    ('???+ tip "A"\n\n    B.\n', "> **Tip: A**\n>\n>\n> B.\n"),
    ("!!! check\n    A.\n\n```\ncode\n```\n", "> **Checked**\n>\n> A.\n\n```\ncode\n```\n"),
    ('    !!! check "code"\n', '    !!! check "code"\n'),
    # slots
    ("A <!-- briefing: b --> c.\n\n<!-- briefing: d e -->\n",
     "A <https://a.example/deep/page/> c.\n\n<https://a.example/deep/page/>\n"),
    ("---\ntitle: A\n---\n\nB.[^c]\n\n[^c]: D.\n", "---\ntitle: A\n---\n\nB.[^c]\n\n[^c]: D.\n")])
def test_what_only_our_build_reads_becomes_what_others_read(typed: str, written: str) -> None:
    assert twin(typed) == written


@pytest.mark.parametrize(("uri", "link"), [("index.md", "deep/two/index.md"), ("one.md", "../deep/two/index.md"),
                                           ("deep/index.md", "two/index.md"), ("deep/two.md", "index.md")])
def test_links_start_from_the_published_address(uri: str, link: str) -> None:
    way = {"index.md": "deep/", "one.md": "deep/"}.get(uri, "")
    assert twin(f"[a]({way}two.md)", uri) == f"[a]({link})"


def read_as_commonmark(text: str) -> str:
    return run_pandoc(text, "--from=commonmark_x-smart", "--to=html").decode()


def read_with_python(text: str) -> str:
    return markdown.markdown(text, extensions=["meta", "attr_list", "footnotes", "def_list", "tables", "fenced_code"])


def list_notes(page: BeautifulSoup) -> list[str]:
    """The words of all notes, each once, without the ways back."""
    for back in page.select('[href^="#fnref"]'):
        back.decompose()
    return sorted({" ".join(note.get_text().split()) for note in page.select('li[id^="fn"]')})


@pytest.mark.parametrize("read", [read_as_commonmark, read_with_python])
def test_others_find_all_ids_notes_and_ways(real_site: Path, read: Callable[[str], str]) -> None:
    pages = {page: BeautifulSoup(read(page.read_text("utf-8")), "html.parser") for page in real_site.rglob("index.md")}
    ids = {page: {str(element["id"]) for element in soup.select("[id]")} for page, soup in pages.items()}
    written = {mark.named["id"] for document in load_documents(ROOT / "docs", ROOT) if isinstance(document, Document)
               and document.uri not in {"print.md", "editions.md"} for mark in document.attributes if mark.named["id"]}
    assert len(pages) > 5
    assert written <= set().union(*ids.values())
    for page, soup in pages.items():
        html = BeautifulSoup(page.with_suffix(".html").read_text(encoding="utf-8"), "html.parser")
        address = f"https://briefing.example/{page.relative_to(real_site).as_posix()}"
        assert [link["href"] for link in html.select('link[rel=alternate][type="text/markdown"]')] == [address]
        notes = list(zip(list_notes(soup), list_notes(html), strict=True))
        assert [(ours, theirs) for theirs, ours in notes if not ours.startswith(theirs)] == [], page
        for link in (str(link["href"]) for link in soup.select("a[href]")):
            target, _, name = urljoin(page.as_uri(), link).removeprefix("file://").partition("#")
            if target.startswith(str(real_site)):
                file = Path(target) / "index.html" if target.endswith("/") else Path(target)
                assert file.is_file(), (page, link)
                assert name in ids.get(file, {name}) | {""} or name.startswith("fn"), (page, link)
