"""The whole briefing as a PDF and an EPUB 3, made by pandoc and Typst from the HTML of its pages.

The PDF conforms to PDF/UA-1 (ISO 14289-1), which Typst checks (https://typst.app/docs/reference/pdf/). Both are the
same byte for byte wherever they are made: their dates are the publication's, and their fonts come from packages.
"""

import base64
import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import typst
from jinja2 import Environment

from ..cache import make_digest, remember
from ..citing.citable import Publication
from ..dates import format_edtf
from ..html import Node, classes, drop, get, make, parse, read, replace, write
from ..pandoc import PandocError, run_pandoc, start
from ..problems import Refused
from ..words import _, fill
from .print_page import Part

_FILES = [Path(__file__).with_name(name) for name in (
    "book.lua", "typst.lua", "book.typ", "book.css", "chapter.xhtml", "book.py")]
_FILTER, _TYPST_FILTER, _LAYOUT, _STYLE, _CHAPTER = _FILES[:5]
_TOOLS = make_digest(*map(version, ("pypandoc-binary", "typst", "cvttf-NotoSansCJK-Regular")),
                     *(path.read_bytes() for path in _FILES))
# Attributes that mean something in a book. pandoc writes some others into Typst as code.
_KEPT = {"alt", "class", "colspan", "dir", "href", "id", "lang", "reversed", "rowspan", "src", "start", "type"}
# Elements whose attributes pandoc drops, and what is put around them to keep these.
_BARE = {"p": "div", "ol": "div", "ul": "div", "em": "span", "strong": "span"}


def make_book(env: Environment, parts: Sequence[Part], publication: Publication, cut_off: date,
              shorts: Mapping[str, str], cache: Path) -> dict[str, bytes]:
    """Return `briefing.pdf` and `briefing.epub`, from the folder `cache` where nothing has changed.

    `parts` have absolute links to the site, `shorts` the short form of each source by its key. Raise Refused.
    """
    line = f"{publication.version.capitalize()}, {format_edtf(publication.date.isoformat())}"
    html = env.get_template("book.html").render(parts=[part._replace(html=prepare(part.html)) for part in parts],
                                                publication=publication, shorts=shorts, line=line)
    said = {name: str(value) for name, value in vars(publication).items()} | {
        "line": line, "cut_off": format_edtf(cut_off.isoformat()),
        "themes": "\n".join(part.page.title for part in parts if part.page.url)}
    layout = fill(_LAYOUT.read_text(encoding="utf-8"))
    try:
        # In its sandbox, pandoc fetches nothing that a page names.
        book = remember(cache, "book.json", [html, _TOOLS], lambda: run_pandoc(
            html, "--from=html-auto_identifiers", "--to=json", "--sandbox", f"--lua-filter={_FILTER}"))
        epub = start(remember, cache, "briefing.epub", [book, _TOOLS], lambda: run_pandoc(
            book, "--from=json", "--to=epub3", "--standalone", f"--css={_STYLE}", f"--template={_CHAPTER}",
            "--toc-depth=2", "--split-level=1", day=publication.date))
        pdf = remember(cache, "briefing.pdf", [book, repr(said), layout, _TOOLS], lambda: _make_pdf(book, layout, said))
        return {"briefing.pdf": pdf, "briefing.epub": epub.result()}
    except (PandocError, typst.TypstError) as error:
        raise Refused(f"the book cannot be made: {error}") from error


def prepare(html: str) -> str:
    """Return HTML as pandoc should read it: without attributes that it would act on, but for those it should keep."""
    body = parse(html)
    drop(body, "[aria-hidden=true]")
    for svg in body.css("svg"):
        svg.replace_with(_make_picture(svg))
    for title in body.css("details > summary"):
        replace(title, "p", str(title.inner_html), class_="admonition-title")
    for box in reversed(body.css("details")):
        replace(box, "div", str(box.inner_html), class_=f"admonition {get(box, 'class')}")
    for node in reversed(body.css("*")):  # from within
        for name in set(node.attributes) - _KEPT:
            del node.attrs[name]
        if names := classes(node):
            node.attrs["class"] = " ".join(name for name in names if re.fullmatch(r"[\w-]+", name))
        if node.attributes and node.tag in _BARE:
            replace(node, _BARE[str(node.tag)], f"<{node.tag}>{node.inner_html}</{node.tag}>")
    return write(body)


def _make_picture(svg: Node) -> Node:
    """Return an inline picture as an image without links, and with words in its place."""
    for link in svg.css("a"):
        link.unwrap()
    words = ". ".join(filter(None, [get(svg, "aria-label"), *(read(part) for part in svg.css("title, desc"))]))
    svg.attrs["xmlns"] = "http://www.w3.org/2000/svg"
    data = base64.b64encode(str(svg.html).replace("&nbsp;", "\u00a0").encode()).decode()
    return make("img", alt=words or _("Picture"), src=f"data:image/svg+xml;base64,{data}")


def _make_pdf(book: bytes, layout: str, said: Mapping[str, str]) -> bytes:
    # Not smart: pandoc would write the quotation marks straight.
    text = run_pandoc(book, "--from=json", "--to=typst-smart", "--sandbox", f"--lua-filter={_TYPST_FILTER}")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(files("cvttf_NotoSansCJK_Regular"))])
    with tempfile.TemporaryDirectory() as empty:  # all that Typst may read
        made = typst.Compiler(f"{layout}\n".encode() + text, empty, fonts, sys_inputs=dict(said),
                              package_path=empty, package_cache_path=empty).compile(format="pdf", pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made
