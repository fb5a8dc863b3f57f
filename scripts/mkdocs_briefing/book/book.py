"""The whole briefing as a PDF and an EPUB 3: pandoc and Typst make both of one page (book.html).

The EPUB is pandoc's own. The PDF is set by Typst (book.lua, book.typ), which checks that it
conforms to PDF/UA-1 (ISO 14289-1). Both are the same byte for byte wherever they are made.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
from jinja2 import Environment

from ..dates import format_edtf
from ..html import parse, read
from ..pages.publication import PageAddress, Publication
from ..problems import Refused
from ..programs import ProgramError, begin, run_pandoc, run_pandoc_each, run_typst
from .reading import make_chapters

PDF = "briefing.pdf"  # its path from the root of the site
EPUB = "briefing.epub"
_HERE = Path(__file__).parent
# In its sandbox pandoc fetches nothing that a page names, and does not know the day either.
_TO_BOOK = ("--from=html-auto_identifiers", "--to=json", "--sandbox")
_TO_CHAPTER = ("--from=html-auto_identifiers", f"--to={_HERE / 'book.lua'}", "--sandbox")
_TO_EPUB = (
    "--from=json",
    "--to=epub3",
    "--toc-depth=2",
    "--split-level=1",
    f"--css={_HERE / 'book.css'}",
)
_PUBLIC = re.compile(r"\.[a-z]")  # in the name of a host, as no number and no machine's own has it


class Manuscript(NamedTuple):
    """What pandoc and Typst make a book of."""

    head: str  # the HTML of a page without chapters
    chapters: list[str]  # their HTML
    inputs: Mapping[str, str]  # what book.typ asks for
    day: date  # of the EPUB


def write_manuscript(
    env: Environment,
    parts: Mapping[PageAddress, str],
    publication: Publication,
    shorts: Mapping[str, str],
    figures: Mapping[str, tuple[str, str]],
) -> Manuscript:
    """Return what the PDF and the EPUB are made of.

    `env` has the template book.html, `parts` the HTML of each part with links from the root of the
    site, `shorts` the short form of each source by its key, `figures` title and SVG of those that
    can be drawn for paper, by their names; the cover shows the first.
    """
    host = urlsplit(publication.site_url).hostname or ""
    site_url = publication.site_url if _PUBLIC.search(host) else ""
    line = f"{publication.version.name.capitalize()}, {publication.version.day}"
    chapters = make_chapters(
        parts, site_url, shorts, {name: svg for name, (_, svg) in figures.items()}
    )
    head = env.get_template("book.html").render(
        publication=publication, site_url=site_url, line=line
    )
    inputs = {
        **_list_inputs(publication),
        "line": line,
        "site_url": site_url,
        "finding": _find_finding(chapters),
        **dict(zip(("shown", "drawing"), next(iter(figures.values()), ("", "")), strict=True)),
    }
    return Manuscript(head, chapters, inputs, publication.version.date)


def set_book(manuscript: Manuscript) -> dict[str, bytes]:
    """Return the content of the PDF and of the EPUB by their paths.

    Raise Refused where pandoc or Typst cannot make a book of it.
    """
    try:
        turned = _turn_chapters(manuscript.chapters)
        head = run_pandoc(manuscript.head, *_TO_BOOK)
        book = _join_blocks(head, [data for data, _ in turned])
        epub = begin(run_pandoc, book, *_TO_EPUB, day=manuscript.day)
        pdf = _make_pdf("\n".join(typst for _, typst in turned), manuscript.inputs)
        return {PDF: pdf, EPUB: epub.result()}
    except ProgramError as error:
        raise Refused(f"the book cannot be made: {error}") from error


def _list_inputs(publication: Publication) -> dict[str, str]:
    """Return what book.typ has to know of a publication."""
    return {
        "title": publication.title,
        "organisation": publication.organisation,
        "abstract": publication.abstract,
        "language": publication.language,
        "licence": publication.licence,
        "date": str(publication.version.date),
        "cut_off": format_edtf(publication.cut_off.isoformat()),
    }


def _find_finding(chapters: list[str]) -> str:
    """Return what the first chapter says at its head, for the cover."""
    body = parse("".join(chapters[:1]))
    for part in body.css(".address, .footnote-ref"):
        part.decompose()
    return " ".join(read(line) for line in body.css(".bottom-line")[:1])


def _turn_chapters(chapters: Sequence[str]) -> list[tuple[bytes, str]]:
    """Return chapters in pandoc's JSON and in Typst; one that stayed the same is remembered."""
    texts = run_pandoc_each(chapters, _split_chapters, *_TO_CHAPTER)
    turned = (text.partition(b"\n") for text in texts)
    return [(data, typst.decode().rstrip("\n") + "\n") for data, _, typst in turned]


def _split_chapters(text: bytes) -> list[bytes]:
    """Return what book.lua writes of each chapter."""
    return text.split(b"\0")[:-1]


def _join_blocks(head: bytes, chapters: Sequence[bytes]) -> bytes:
    """Return a document of pandoc's with the head of one and what is in others."""
    form = dict[str, msgspec.Raw]
    blocks = (bytes(msgspec.json.decode(each, type=form)["blocks"])[1:-1] for each in chapters)
    joined = msgspec.Raw(b"[" + b",".join(filter(None, blocks)) + b"]")
    return msgspec.json.encode(msgspec.json.decode(head, type=form) | {"blocks": joined})


def _make_pdf(content: str, inputs: Mapping[str, str]) -> bytes:
    """Return the PDF of chapters in Typst; book.typ finds `inputs` in `sys.inputs`."""
    layout = (_HERE / "book.typ").read_text(encoding="utf-8")
    fonts = str(files("cvttf_NotoSansCJK_Regular"))
    return run_typst(f"{layout}\n{content}", inputs, fonts, format="pdf", pdf_standards="ua-1")
