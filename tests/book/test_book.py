"""Pages set one after the other, and the book made of them: what pandoc and Typst make of what authors write."""

import datetime
import io
import re
import socket
import zipfile
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from pypdf import PdfReader
from support import ROOT, read_data

from briefing import programs
from briefing.book import book
from briefing.book.book import make_book, make_parts, prepare
from briefing.claims.records import (
    PageAddress,
    PageEvidence,
    Passage,
    Publication,
    Section,
    Version,
)
from briefing.problems import Refused
from briefing.words import show

ENVIRONMENT = Environment(loader=FileSystemLoader(ROOT / "overrides"))
ENVIRONMENT.globals["_"] = show
PUBLICATION = Publication(
    "Title & all",
    "Desk",
    Version(0, datetime.date(2026, 11, 25)),
    "https://b.example/",
    "About",
    "en-GB",
)
BIG, OTHER = PageAddress("big.md", "big/", "Big"), PageAddress("other.md", "other/", "Other")


def make(cache: Path, html: str, more: str = "<h2>O</h2>") -> dict[str, bytes]:
    parts = {BIG: html, OTHER: more}
    return make_book(
        ENVIRONMENT, parts, PUBLICATION, datetime.date(2024, 11, 26), {"k": "Abel, 2020"}, cache
    )


def read_chapter(made: dict[str, bytes], number: int = 1) -> str:
    """Return the HTML of a chapter of the EPUB, without the breaks that pandoc puts into lines."""
    with zipfile.ZipFile(io.BytesIO(made["briefing.epub"])) as archive:
        text = archive.read(f"EPUB/text/ch00{number}.xhtml").decode()
    return " ".join(text.partition("<body")[2].split())


def read_pdf(made: dict[str, bytes]) -> str:
    return " ".join(
        " ".join(
            page.extract_text() for page in PdfReader(io.BytesIO(made["briefing.pdf"])).pages
        ).split()
    )


MARK = '<sup id="r{0}"><a class="footnote-ref" href="#big--fn:{0}">{0}</a></sup>'
DATA = read_data("book.yml")
NOTES = DATA["notes"]
CASES = "".join(html for html, _, _ in DATA["set"])


def make_page(name: str, is_claiming: bool = True) -> PageEvidence:
    page = PageAddress(f"{name}.md", "" if name == "index" else f"{name}/", name)
    claim = Passage("x", "fact", page, (), Section("s", "S", 2), "X")
    return PageEvidence(page, (), (claim,) if is_claiming else (), ())


PAGES = [
    make_page("index", is_claiming=False),
    make_page("a"),
    make_page("b"),
    make_page("method", is_claiming=False),
]


@pytest.mark.parametrize(("html", "wanted"), DATA["joined"])
def test_html_fits_into_the_whole(html: str, wanted: str) -> None:
    """Ids are unique, links find their place, addresses can be printed."""
    assert (
        make_parts(PAGES, {"index.md": "", "a.md": html, "b.md": ""}, "../")[PAGES[1].page]
        == wanted
    )


def test_the_briefing_is_the_pages_that_claim_something_under_the_title_of_the_first() -> None:
    html = '<h1 id="x">X</h1><h2>Y</h2><img src="m.png">'
    parts = make_parts(PAGES, {"index.md": html, "a.md": "", "b.md": ""}, "https://b.example/")
    assert [(page.key, page.url) for page in parts] == [("briefing", ""), ("a", "a/"), ("b", "b/")]
    assert (
        next(iter(parts.values()))
        == '<h1 id="briefing--x">X</h1><h2>Y</h2><img src="https://b.example/m.png">'
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All cases in one book: a run of pandoc for each would take a minute."""
    return make(tmp_path_factory.mktemp("cache"), CASES)


@pytest.mark.parametrize(("html", "epub", "pdf"), DATA["set"])
def test_html_becomes_a_book(whole: dict[str, bytes], html: str, epub: str, pdf: str) -> None:
    assert re.search(epub, read_chapter(whole))
    assert pdf in read_pdf(whole).replace("\u200b", "")


def test_nothing_that_a_page_names_is_fetched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        host = f"http://127.0.0.1:{server.getsockname()[1]}"
        make(
            tmp_path,
            f'<p><img src="{host}/a.png"></p><iframe src="{host}/b"></iframe><embed src="{host}/c">',
        )
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_note_is_given_in_full_once_and_then_by_its_short_form(tmp_path: Path) -> None:
    first, own = MARK.format("cite-k"), MARK.format("own")
    made = make(tmp_path, f"<p>A.{first} B.{own}<sup>, </sup>{first}</p>{NOTES}")
    chapter = read_chapter(made)
    assert len(re.findall(r'id="fn\d"', chapter)) == 3
    assert (chapter.count("Abel in full."), "Back" in chapter) == (1, False)
    assert re.search(
        r'Abel, 2020, as in note <a href="[^"]*#big--fn:cite-k" class="first">1</a>', chapter
    )
    assert "1 Abel in full. 2 Own words. (see Abel, 2020) 3 Abel, 2020, as in note 1." in read_pdf(
        made
    )


def test_a_picture_keeps_its_shape_and_its_arrows_and_loses_its_links(
    whole: dict[str, bytes],
) -> None:
    with zipfile.ZipFile(io.BytesIO(whole["briefing.epub"])) as archive:
        picture = archive.read("EPUB/media/file0.svg").decode()
    assert [part in picture for part in ('viewBox="0 0 9 9"', 'refX="3"', "<circle", "<a")] == [
        True
    ] * 3 + [False]


def test_no_attribute_becomes_code(tmp_path: Path) -> None:
    page = "".join(
        f"<{tag} %s>word</{tag}>"
        for tag in ("p", "div", "span", "em", "h3", "a", "ol", "code", "td")
    ) + ("<pre><code %s>word</code></pre><table><tr><td %s>word</td></tr></table><img %s>")
    hostile = "".join(page.replace("%s", attribute) for attribute in DATA["hostile"])
    assert "typst" not in prepare(hostile)
    plain = make(tmp_path / "plain", page.replace("%s", "") * len(DATA["hostile"]))
    assert read_pdf(make(tmp_path, hostile)).count("word") == read_pdf(plain).count("word")


@pytest.mark.parametrize("path", ["secret.txt", "/secret.txt", "/etc/hostname"])
def test_typst_may_read_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    read = f'#read("{path}")'.encode()
    monkeypatch.setattr(
        book, "run_pandoc", lambda *arguments, **_: read if "--to=typst-smart" in arguments else b""
    )
    with pytest.raises(Refused, match="file not found"):
        make(tmp_path, "")


def test_headings_begin_with_the_chapter_and_skip_no_level(tmp_path: Path) -> None:
    made = make(tmp_path, "<p>x</p><h3>Deep</h3><h6>Deeper</h6>", "<h2>Other</h2><h5>Sub</h5>")
    assert [re.findall(r"<h(\d)", read_chapter(made, number)) for number in (1, 2)] == [
        ["1", "2", "3"],
        ["1", "2"],
    ]


@pytest.mark.parametrize(
    ("html", "words"), [("<p>A \U0001f600</p>", "\U0001f600"), ("<svg><broken</svg>", "SVG")]
)
def test_what_cannot_be_set_is_an_error_that_names_it(
    tmp_path: Path, html: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        make(tmp_path, html)


def test_the_pdf_says_what_it_is_to_machines(whole: dict[str, bytes]) -> None:
    pdf = PdfReader(io.BytesIO(whole["briefing.pdf"]))
    catalog, meta = pdf.root_object, pdf.metadata
    assert meta
    assert (meta.title, meta.author, meta.subject, meta.keywords) == (
        "Title & all",
        "Desk",
        "About",
        "Big, Other",
    )
    assert meta.creation_date == datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
    assert "/StructTreeRoot" in catalog
    assert (catalog["/MarkInfo"]["/Marked"].value, catalog["/Lang"]) == (True, "en-GB")
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data()


def test_same_parts_give_same_bytes(
    whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "TZ": "Asia/Seoul",
        "LANG": "ru_RU.UTF-8",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
    }.items():
        monkeypatch.setenv(name, value)
    assert make(tmp_path, CASES) == whole


def test_what_is_kept_is_not_made_again_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    make(tmp_path, "<p>A</p>")
    first = make(tmp_path, "<p>B</p>")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".epub", ".json", ".pdf"]
    monkeypatch.setattr(programs.subprocess, "run", refuse)
    assert make(tmp_path, "<p>B</p>") == first
    with pytest.raises(AssertionError):
        make(tmp_path, "<p>A</p>")
