"""The book: what pandoc and Typst make of what authors write.

Alone it notices markup and links of the EPUB, PDF/UA, what a page may not fetch, run or read.
"""

import datetime
import io
import re
import socket
import zipfile
from dataclasses import replace
from itertools import combinations
from operator import itemgetter
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from pypdf import PageObject, PdfReader
from support import read_data

from mkdocs_briefing import programs
from mkdocs_briefing.book import book
from mkdocs_briefing.book.book import set_book, write_manuscript
from mkdocs_briefing.book.reading import make_chapters
from mkdocs_briefing.folders import TEMPLATES
from mkdocs_briefing.pages.publication import PageAddress, Publication, Version
from mkdocs_briefing.problems import Refused

ENVIRONMENT = Environment(loader=FileSystemLoader(TEMPLATES))
VERSION = Version(0, datetime.date(2026, 11, 25))
CUT_OFF = datetime.date(2024, 11, 26)
PUBLICATION = Publication(
    "Title & all", "Desk", VERSION, "https://b.example/", "About", "en-GB", cut_off=CUT_OFF
)
FIGURES = {"sums": ("All sums", '<svg viewBox="0 0 9 9"><a href="#"><path d="M0 0h9"/></a></svg>')}
BIG = PageAddress("big.md", "big/", "Big")
OTHER = PageAddress("other.md", "other/", "Other")
DATA = read_data("book.yml")
CASES = "".join(html for html, _, _ in DATA["set"])

Book = dict[str, bytes]
_RUN = programs._run


def make(html: str, other: str = "<h2>O</h2>", publication: Publication = PUBLICATION) -> Book:
    """Make a book of two chapters."""
    parts = {BIG: html, OTHER: other}
    shorts = {"k": "Abel, 2020"}
    return set_book(write_manuscript(ENVIRONMENT, parts, publication, shorts, FIGURES))


def read_file(book: Book, name: str) -> str:
    """Return the text of a file in the EPUB."""
    with zipfile.ZipFile(io.BytesIO(book["briefing.epub"])) as archive:
        return archive.read(f"EPUB/{name}").decode()


def read_chapter(book: Book, number: int = 1) -> str:
    """Return the HTML of a chapter of the EPUB, without the breaks that pandoc puts into lines."""
    text = read_file(book, f"text/ch00{number}.xhtml")
    return " ".join(text.partition("<body")[2].split())


def open_pdf(book: Book) -> PdfReader:
    return PdfReader(io.BytesIO(book["briefing.pdf"]))


def read_pdf(book: Book) -> str:
    """Return the words of the PDF, with single spaces between them."""
    text = " ".join(page.extract_text() for page in open_pdf(book).pages)
    return " ".join(text.split())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """All cases in one book: a run of pandoc for each would take a minute."""
    return make(CASES)


@pytest.mark.parametrize(("html", "epub", "pdf"), DATA["set"])
def test_html_becomes_a_book(whole: Book, html: str, epub: str, pdf: str) -> None:
    assert re.search(epub, read_chapter(whole))
    assert pdf in read_pdf(whole).replace("\u200b", "")


def test_the_table_of_a_figure_that_is_drawn_stands_once_in_an_annex(whole: Book) -> None:
    annex = read_chapter(whole, 3)
    assert re.search('id="figures--table-1"> <p><strong>All sums</strong></p> <table', annex)
    assert annex.count("<table") == 1
    assert "All sums Year Sum 2001 4" in read_pdf(whole)


def list_runs(page: PageObject) -> list[tuple[float, float, float, str]]:
    """Return the words of a page with where they begin, on which line, and their size.

    Single letters of a drawing are none.
    """
    runs = list[tuple[float, float, float, str]]()

    def visit(words: str, shift: list[float], within: list[float], _: object, size: float) -> None:
        if len(words.strip()) > 3:
            x, y = shift[4] + shift[0] * within[4], shift[5] + shift[3] * within[5]
            runs.append((x, y, size * abs(shift[0]), words.strip()))

    page.extract_text(visitor_text=visit)
    return runs


def find_overprint(pdf: PdfReader) -> list[tuple[str, str]]:
    """Return words that are set over others, as far as the bodies of their letters meet.

    These are four fifths of their size high and, on average, at least a third of it wide.
    """
    met = list[tuple[str, str]]()
    for page in pdf.pages:
        for one, other in combinations(list_runs(page), 2):
            low, high = sorted((one, other), key=itemgetter(1))
            left, right = sorted((one, other), key=itemgetter(0))
            is_over = high[1] - low[1] < 0.8 * low[2]
            if is_over and right[0] - left[0] < len(left[3]) * left[2] / 3:
                met.append((low[3], high[3]))
    return met


def test_words_lie_over_no_others(whole: Book, golden_site: Path) -> None:
    assert find_overprint(open_pdf(whole)) == []
    assert find_overprint(PdfReader(golden_site / "briefing.pdf")) == []


def test_nothing_that_a_page_names_is_fetched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        host = f"http://127.0.0.1:{server.getsockname()[1]}"
        image = f'<p><img src="{host}/a.png"></p>'
        make(f'{image}<iframe src="{host}/b"></iframe><embed src="{host}/c">')
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_picture_keeps_its_shape_and_its_arrows_and_loses_its_links(whole: Book) -> None:
    picture = read_file(whole, "media/file1.svg")
    for part in ('viewBox="0 0 9 9"', 'refX="3"', "<circle"):
        assert part in picture
    assert "<a" not in picture


def test_no_attribute_becomes_code(tmp_path: Path) -> None:
    tags = ("p", "div", "span", "em", "h3", "a", "ol", "code", "td")
    page = "".join(f"<{tag} %s>word</{tag}>" for tag in tags)
    page += "<pre><code %s>word</code></pre><table><tr><td %s>word</td></tr></table><img %s>"
    hostile = "".join(page.replace("%s", attribute) for attribute in DATA["hostile"])
    assert "typst" not in make_chapters({BIG: hostile}, "", {})[0]
    plain = make(page.replace("%s", "") * len(DATA["hostile"]))
    made = make(hostile)
    assert read_pdf(made).count("word") == read_pdf(plain).count("word")


@pytest.mark.parametrize("site_url", ["http://127.0.0.1/", "http://[::1]/", "http://desk/", ""])
def test_a_draft_copy_names_no_address_of_the_machine(site_url: str) -> None:
    page = '<h2 id="big--h">H<span class="address">#h</span></h2><p><a href="cite/">words</a></p>'
    book = make(page, publication=replace(PUBLICATION, site_url=site_url))
    assert "Draft copy" in read_pdf(book)
    assert "Draft copy" in read_file(book, "text/title_page.xhtml")
    assert "H#h" in read_pdf(book)
    assert " big/ " in read_pdf(book)
    assert "<p>words</p>" in read_chapter(book)
    annotations = [note for page in open_pdf(book).pages for note in page.get("/Annots", [])]
    targets = [str(note.get_object().get("/A", {}).get("/URI", "")) for note in annotations]
    assert set(targets) <= {"", PUBLICATION.licence}
    with zipfile.ZipFile(io.BytesIO(book["briefing.epub"])) as archive:
        files = b"".join(archive.read(name) for name in archive.namelist())
    for address in (b"127.0.0.1", b"[::1]", b"//desk", b'href="cite/'):
        assert address not in files
        assert address not in book["briefing.pdf"]


@pytest.mark.parametrize("path", ["secret.txt", "/secret.txt", "/etc/hostname"])
def test_typst_may_read_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str) -> None:
    def run_pandoc_each(*_: object) -> list[bytes]:
        return [f'{{"blocks":[]}}\n#read("{path}")'.encode()]

    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(book, "run_pandoc_each", run_pandoc_each)
    with pytest.raises(Refused, match="file not found"):
        make("")


def test_a_chapter_that_stayed_is_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is changed is read anew."""
    asked: list[str] = []

    def run(name: str, text: str | bytes, command: list[str], day: datetime.date) -> bytes:
        if any(argument.endswith("book.lua") for argument in command):
            asked.append(str(text))
        return _RUN(name, text, command, day)

    monkeypatch.setattr(programs, "_run", run)
    make("<p>Stays so.</p>", "<h2>O</h2><p>Was so.</p>")
    asked.clear()
    changed = make("<p>Stays so.</p>", "<h2>O</h2><p>Is otherwise.</p>")
    assert len(asked) == 1
    assert "Is otherwise" in asked[0]
    assert "Stays so" not in asked[0]
    assert "Stays so" in read_chapter(changed)


def test_headings_begin_with_the_chapter_and_skip_no_level(tmp_path: Path) -> None:
    made = make("<p>x</p><h3>Deep</h3><h6>Deeper</h6>", "<h2>Other</h2><h5>Sub</h5>")
    assert re.findall(r"<h(\d)", read_chapter(made, 1)) == ["1", "2", "3"]
    assert re.findall(r"<h(\d)", read_chapter(made, 2)) == ["1", "2"]


@pytest.mark.parametrize(
    ("html", "words"),
    [("<p>A \U0001f600</p>", "\U0001f600"), ("<svg><broken</svg>", "SVG")],
    ids=["a sign in no font", "a broken picture"],
)
def test_what_cannot_be_set_is_an_error_that_names_it(
    tmp_path: Path, html: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        make(html)


def test_both_say_what_they_are_to_machines(whole: Book) -> None:
    """They have the metadata of the publication; the PDF says that it conforms to PDF/UA-1."""
    pdf = open_pdf(whole)
    metadata = pdf.metadata
    assert metadata
    assert metadata.title == "Title & all"
    assert metadata.author == "Desk"
    assert metadata.subject == "About"
    assert metadata.creation_date == datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
    catalog = pdf.root_object
    assert "/StructTreeRoot" in catalog
    numbers = range(1, pdf.trailer["/Size"])
    parts = [pdf.get_object(number) for number in numbers]
    assert "ar" in {part.get("/Lang") for part in parts if isinstance(part, dict)}
    assert catalog["/MarkInfo"]["/Marked"].value is True
    assert catalog["/Lang"] == "en-GB"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "2026-11-25T00:00:00Z" in read_file(whole, "content.opf")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data()
