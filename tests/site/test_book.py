"""The whole briefing on one page, as a PDF and as an EPUB, with a page that is added too."""

import re
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from mkdocs.exceptions import Abort
from pypdf import PdfReader
from support import ABEL, CITED, TEMPLATES, THEMES, Built, MakeSite, say, write_records

from briefing.pipeline.plan import plan

HOST = "https://briefing.example/"
# What stands on a page and is not said by it.
FURNITURE = (
    ".edition-status, .claim-label, .clause-label, .record, .cite, "
    ".address, .headerlink, .backlinks, article sup, [aria-hidden=true]"
)
# What stands on a page and not in the book.
LEFT_OUT = (
    ".screen-only, .screen-only + ul, .moved, .print-address, "
    ".kicker, .drawn, .as-table > summary, .as-table > p, "  # for a figure stands its table
    ".chart th:first-child, .row__reading"
)
TEXTS = (
    ":is(p:not(:has(.clause)), .clause, summary, h2:not(#notes), h3, li, dd, td, th, figcaption)"
)
# What stands in a chapter and not on its page.
ADDED = ".footnotes, .footnote-ref, .where, .address, h1"


def squash(text: str) -> str:
    """Return the letters alone: lines are broken, words divided, notes numbered as a page wants."""
    return re.sub(r"[\W\d_]", "", text)


def read_page(site: Path, folder: str) -> str:
    return (site / folder / "index.html").read_text(encoding="utf-8")


def read_article(site: Path, folder: str) -> Tag:
    """Return the article of a page without labels, markers and controls.

    Of the block of a paragraph it has what does not simply hold; sources are in the notes.
    """
    page = BeautifulSoup(read_page(site, folder), "html.parser")
    for block in page.select("details.checks"):
        block.replace_with(*block.select(".doubt"))
    for part in page.select(FURNITURE):
        part.decompose()
    article = page.select_one("main > div > article")
    assert article
    return article


def list_texts(article: Tag) -> list[str]:
    """Return what a page says, part by part: what the book must have."""
    for part in article.select(LEFT_OUT):
        part.decompose()
    return [squash(part.get_text()) for part in article.select(TEXTS)]


def list_blocks(chapter: BeautifulSoup) -> list[str]:
    """Return what a chapter says, part by part: what its page must have."""
    copy = BeautifulSoup(str(chapter), "html.parser")
    for part in copy.select(ADDED):
        part.decompose()
    return [squash(part.get_text()) for part in copy.select("p, li, td, h2, h3")]


def is_on(text: str, leaves: Sequence[str]) -> bool:
    """Return whether a text is on one of some leaves, or begins on one and ends on the next."""
    if any(text in leaf for leaf in leaves):
        return True
    for leaf, following in pairwise(leaves):
        for cut in range(1, len(text)):
            if text[:cut] in leaf and text[cut:] in following:
                return True
    return False


@pytest.fixture(scope="session")
def pdf(real_site: Path) -> PdfReader:
    return PdfReader(real_site / "briefing.pdf")


@pytest.fixture(scope="session")
def chapters(real_site: Path) -> list[BeautifulSoup]:
    return read_chapters(real_site)


@pytest.fixture(scope="session")
def leaves(pdf: PdfReader) -> list[str]:
    """The letters on each sheet of the PDF."""
    return [squash(page.extract_text()) for page in pdf.pages]


def read_chapters(site: Path) -> list[BeautifulSoup]:
    with zipfile.ZipFile(site / "briefing.epub") as archive:
        names = sorted(name for name in archive.namelist() if "/ch0" in name)
        return [BeautifulSoup(archive.read(name), "html.parser") for name in names]


def list_targets(pdf: PdfReader) -> set[str]:
    """Return where the links of the PDF lead that leave it."""
    targets = set()
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A", {})
            if "/URI" in action:
                targets.add(action["/URI"])
    return targets


@pytest.mark.slow
@pytest.mark.parametrize("folder", THEMES)
def test_the_book_says_the_words_of_the_page(
    real_site: Path, leaves: list[str], chapters: list[BeautifulSoup], folder: str
) -> None:
    texts = list_texts(read_article(real_site, folder))
    assert texts
    book = "\n".join(squash(chapter.get_text()) for chapter in chapters)
    assert [text for text in texts if text not in book] == []
    assert [text for text in texts if not is_on(text, leaves)] == []


@pytest.mark.parametrize("folder", THEMES)
def test_the_book_says_no_other_words(
    real_site: Path, chapters: list[BeautifulSoup], folder: str
) -> None:
    article = read_article(real_site, folder)
    for part in article.select(LEFT_OUT):
        part.decompose()
    page = squash(article.get_text())
    blocks = list_blocks(chapters[THEMES.index(folder)])
    assert [block for block in blocks if block not in page] == []


def test_links_lead_somewhere(
    real_site: Path, pdf: PdfReader, chapters: list[BeautifulSoup]
) -> None:
    """EPUBCheck follows links in the EPUB, Typst those in the PDF: here are those to the site."""
    targets = list_targets(pdf)
    for chapter in chapters:
        targets |= {link["href"] for link in chapter.select("a[href^=http]")}
    assert {urlsplit(target).scheme for target in targets} <= {"http", "https"}
    ours = [urlsplit(target) for target in targets if target.startswith(HOST)]
    assert ours
    for target in ours:
        file = real_site / target.path[1:]
        if target.path.endswith("/"):
            file = file / "index.html"
        assert file.is_file(), target
        if target.fragment:
            assert f' id="{target.fragment}"' in file.read_text(encoding="utf-8"), target


def test_the_pdf_is_tagged(pdf: PdfReader) -> None:
    parts = [pdf.get_object(number) for number in range(1, pdf.trailer["/Size"])]
    tags = {str(part.get("/S")) for part in parts if isinstance(part, dict)}
    assert {"/Title", "/H1", "/H2", "/L", "/LI", "/Table", "/Note", "/Figure"} <= tags


def list_claims(site: Path, folder: str) -> list[str]:
    return [squash(claim.get_text()) for claim in read_article(site, folder).select("p.claim")]


def test_the_page_for_printing_has_each_claim_once_and_word_for_word(real_site: Path) -> None:
    claims = [claim for folder in THEMES for claim in list_claims(real_site, folder)]
    assert list_claims(real_site, "print") == claims


def test_the_page_for_printing_holds_together(real_site: Path) -> None:
    """Its ids are unique, its links lead to them, and it has one title."""
    whole = read_article(real_site, "print")
    ids = [part["id"] for part in whole.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in whole.select("a[href^='#']")} <= set(ids)
    heads = [part.find(["h1", "h2"]).name for part in whole.select(".part")]
    assert heads == ["h1"] + ["h2"] * (len(THEMES) - 1)


def test_the_page_for_printing_is_not_to_be_found_or_cited(real_site: Path) -> None:
    html = read_page(real_site, "print")
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{HOST}">' in html
    for name in ("sitemap.xml", "search-index.js"):
        assert "print/" not in (real_site / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", CITED)
def test_the_page_that_stands_for_the_whole_names_the_book(real_site: Path, folder: str) -> None:
    html = read_page(real_site, folder)
    names_pdf = f'<meta name="citation_pdf_url" content="{HOST}briefing.pdf">' in html
    assert names_pdf == (folder == "")
    root = "../" * folder.count("/")
    assert (f'href="{root}briefing.epub"' in html) == (folder in {"", "cite/"})


def make_claims(make_site: MakeSite, word: str) -> Built:
    """Make a site of two pages that claim something, one of them with a word."""
    claim = "# {0} {{ #{1} }}\n\n{0} are many.[@abel2020][](){{ #many-{1} }}\n{{ #m }}\n"
    files = {
        "docs/print.md": "<!-- briefing: whole -->\n",
        "docs/cite.md": "# Cite { #cite }\n",
        "docs/added.md": claim.format("Marmots", "marmots"),
        "docs/records/added.yml": write_records({"many-marmots": say("fact", "abel2020")}),
    }
    records = {"many-t": say("fact", "abel2020", event="2020")}
    return make_site(claim.format(word, "t"), ABEL, TEMPLATES | files, records=records)


def test_a_page_that_is_added_is_in_both(make_site: MakeSite) -> None:
    site = make_claims(make_site, "Badgers")
    assert site.messages == []
    pages = PdfReader(site.root / "site/briefing.pdf").pages
    pdf = "".join(page.extract_text() for page in pages)
    epub = "".join(chapter.get_text() for chapter in read_chapters(site.root / "site"))
    for part in ("Badgers", "Marmots", "Abel", "#m"):
        assert part in pdf
        assert part in epub


def test_a_sign_that_no_font_has_is_named(make_site: MakeSite) -> None:
    site = make_claims(make_site, "\U0001f600")
    assert not site.is_published
    wanted = re.compile("docs/print\\.md:1: .*\U0001f600.* \\[book\\]")
    assert [message for message in site.messages if wanted.fullmatch(message)]


def test_a_freeze_sets_the_book_too(make_site: MakeSite) -> None:
    """So that no edition is frozen of which no book can be made."""
    site = make_claims(make_site, "\U0001f600")
    with pytest.raises(Abort):
        plan(site.root / "mkdocs.yml")
