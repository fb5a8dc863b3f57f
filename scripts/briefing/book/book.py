"""The whole briefing as a PDF and an EPUB 3: pandoc and Typst make both of one page.

pandoc reads the page (book.html), book.lua makes a book of it; the EPUB is pandoc's own, the PDF
is set by Typst (typst.lua, book.typ), which checks that it conforms to PDF/UA-1 (ISO 14289-1).
Both are the same byte for byte wherever they are made.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment

from ..claims.statements import PageAddress, Publication
from ..dates import format_edtf
from ..problems import Refused
from ..programs import ProgramError, run_pandoc, run_typst
from .reading import prepare

_HERE = Path(__file__).parent
_TO_BOOK = (
    "--from=html-auto_identifiers",
    "--to=json",
    "--sandbox",  # pandoc fetches nothing that a page names
    f"--lua-filter={_HERE / 'book.lua'}",
)
_TO_EPUB = (
    "--from=json",
    "--to=epub3",
    "--standalone",
    "--toc-depth=2",
    "--split-level=1",
    f"--css={_HERE / 'book.css'}",
    f"--template={_HERE / 'chapter.xhtml'}",
)
_TO_TYPST = (
    "--from=json",
    "--to=typst-smart",  # smart, pandoc would write the quotation marks straight
    "--sandbox",
    f"--lua-filter={_HERE / 'typst.lua'}",
)


class Chapter(NamedTuple):
    """A part of the briefing as book.html places it."""

    key: str  # before each of its ids: `trade`
    path: str  # of its page, from the root of the site: `trade/`
    title: str
    html: str  # as pandoc should read it


def make_book(
    env: Environment,
    parts: Mapping[PageAddress, str],
    publication: Publication,
    cut_off: date,
    shorts: Mapping[str, str],
) -> dict[str, bytes]:
    """Return the content of `briefing.pdf` and of `briefing.epub` by their names.

    `env` has the template book.html, `parts` the HTML of each part with absolute links to the
    site, `shorts` the short form of each source by its key. Raise Refused where pandoc or
    Typst cannot make a book of it.
    """
    line = f"{publication.version.name.capitalize()}, {publication.version.day}"
    html = env.get_template("book.html").render(
        chapters=_make_chapters(parts), publication=publication, shorts=shorts, line=line
    )
    inputs = _name_inputs(parts, publication, cut_off, line)
    try:
        book = run_pandoc(html, *_TO_BOOK)
        with ThreadPoolExecutor(max_workers=1) as beside:
            epub = beside.submit(_make_epub, book, publication.version.date)
            pdf = _make_pdf(book, inputs)
            return {"briefing.pdf": pdf, "briefing.epub": epub.result()}
    except ProgramError as error:
        raise Refused(f"the book cannot be made: {error}") from error


def _make_chapters(parts: Mapping[PageAddress, str]) -> list[Chapter]:
    chapters = []
    for page, html in parts.items():
        title = page.title if page.url else "The briefing in short"
        chapters.append(Chapter(page.key, page.url, title, prepare(html)))
    return chapters


def _name_inputs(
    parts: Mapping[PageAddress, str], publication: Publication, cut_off: date, line: str
) -> dict[str, str]:
    """Return what book.typ finds in `sys.inputs`, which holds texts only."""
    themes = [page.title for page in parts if page.url]
    return {
        "title": publication.title,
        "organisation": publication.organisation,
        "abstract": publication.abstract,
        "language": publication.language,
        "licence": publication.licence,
        "site_url": publication.site_url,
        "date": str(publication.version.date),
        "line": line,
        "cut_off": format_edtf(cut_off.isoformat()),
        "themes": "\n".join(themes),
    }


def _make_epub(book: bytes, day: date) -> bytes:
    """Return the EPUB of a book in pandoc's JSON; it says that it was made on `day`."""
    return run_pandoc(book, *_TO_EPUB, day=day)


def _make_pdf(book: bytes, inputs: Mapping[str, str]) -> bytes:
    """Return the PDF of a book in pandoc's JSON."""
    layout = (_HERE / "book.typ").read_text(encoding="utf-8")
    fonts = str(files("cvttf_NotoSansCJK_Regular"))
    content = run_pandoc(book, *_TO_TYPST).decode()
    return run_typst(f"{layout}\n{content}", inputs, fonts, format="pdf", pdf_standards="ua-1")
