"""The whole briefing as a PDF and an EPUB, made by pandoc and Typst from the HTML of its pages.

The PDF is tagged and conforms to PDF/UA-1 (ISO 14289-1), which Typst checks
(https://typst.app/docs/reference/pdf/); the EPUB is of version 3. Both are the same byte for byte
wherever they are made: their dates are the publication's, and their fonts come from packages.
"""

import json
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import typst
from jinja2 import Environment

from ..cache import keep_bytes, make_digest, read_bytes
from ..citing.citable import Publication
from ..dates import format_edtf
from ..pandoc import PandocError, run_pandoc
from .print_page import Part

_FOLDER = Path(__file__).parent
_FILTERS = (_FOLDER / "book_notes.lua", _FOLDER / "book.lua")
_LAYOUT, _STYLE = _FOLDER / "book.typ", _FOLDER / "book.css"
_PACKAGES = ("pypandoc-binary", "typst", "cvttf-NotoSansCJK-Regular")
_BLOCK, _INLINE = (re.compile(rf"<({tags})(\s[^>]*)>(.*?)</\1>", re.S) for tags in ("p|ol|ul", "em|strong"))
"""Elements whose attributes pandoc drops."""


class BookError(Exception):
    """The book cannot be set; the message says why, in the words of the program that refused."""


def make_book(env: Environment, parts: Sequence[Part], publication: Publication, cut_off: date,
              shorts: Mapping[str, str], cache: Path) -> dict[str, bytes]:
    """Give `briefing.pdf` and `briefing.epub`, from the folder `cache` where nothing has changed.

    `parts` have absolute links to the site, `shorts` the short form of each source by its key.
    Raises BookError where pandoc or Typst refuses.
    """
    line = f"{publication.version.capitalize()}, {format_edtf(publication.date.isoformat())}"
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{publication.site_url}#{publication.version}").urn
    document = env.get_template("book.html").render(
        parts=parts, publication=publication, identifier=identifier, shorts=shorts, line=line)
    inputs = {"title": publication.title, "author": publication.organisation, "abstract": publication.abstract,
              "keywords": "\n".join(part.page.title for part in parts if part.page.url), "line": line,
              "date": json.dumps({unit: getattr(publication.date, unit) for unit in ("year", "month", "day")}),
              "cut-off": format_edtf(cut_off.isoformat()), "site": publication.site_url,
              "licence": publication.licence}
    digest = make_digest(document, json.dumps(inputs), *(version(package) for package in _PACKAGES),
                         *(path.read_bytes() for path in (*_FILTERS, _LAYOUT, _STYLE, Path(__file__))))
    makers = {"pdf": partial(_make_pdf, document, inputs), "epub": partial(_make_epub, document, publication.date)}
    try:
        return {f"briefing.{ending}": _take_or_make(cache / f"briefing-{digest}.{ending}", make)
                for ending, make in makers.items()}
    except PandocError as error:
        raise BookError(f"pandoc cannot make the book: {error}") from error


def _take_or_make(kept: Path, make: Callable[[], bytes]) -> bytes:
    """Give what is kept, or make it, and keep it in the place of what was kept before."""
    found = read_bytes(kept)
    if found is not None:
        return found
    made = make()
    with suppress(OSError):
        for old in kept.parent.glob(f"briefing-*{kept.suffix}"):
            old.unlink(missing_ok=True)
    keep_bytes(kept, made)
    return made


def _make_pdf(document: str, inputs: Mapping[str, str]) -> bytes:
    # Not smart: pandoc would write the quotation marks straight.
    text = _LAYOUT.read_bytes() + b"\n" + _read_pages(document, "typst-smart")
    package = find_spec("cvttf_NotoSansCJK_Regular")
    folders = list(package.submodule_search_locations or ()) if package else []
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    try:
        return typst.compile(text, format="pdf", pdf_standards=["ua-1"], sys_inputs=dict(inputs), font_paths=fonts)
    except typst.TypstError as error:
        raise BookError(f"the PDF cannot be set: {error.message}") from error


def _make_epub(document: str, day: date) -> bytes:
    pages = _read_pages(document, "json").decode()
    return run_pandoc(pages, "--from=json", "--to=epub3", "--standalone", f"--css={_STYLE}", "--toc-depth=2",
                      "--split-level=1", day=day)


def _read_pages(document: str, form: str) -> bytes:
    """Give the book in one of pandoc's forms; in its sandbox, pandoc fetches nothing that a page names."""
    html = _BLOCK.sub(r"<div\2><\1>\3</\1></div>", _INLINE.sub(r"<span\2><\1>\3</\1></span>", document))
    return run_pandoc(html, "--from=html-auto_identifiers", f"--to={form}", "--sandbox",
                      *(f"--lua-filter={path}" for path in _FILTERS))
