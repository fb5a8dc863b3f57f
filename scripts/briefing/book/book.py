"""The whole briefing on one page, for `/print/`; and as a PDF and an EPUB 3, made by pandoc and Typst of such a page.
Every id on it has the key of its page before it, as on `/cite/`: `trade--tariffs`. Typst checks that the PDF conforms
to PDF/UA-1 (ISO 14289-1). Both books are the same byte for byte wherever they are made."""

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment

from ..cache import make_digest, recall, remember
from ..claims.records import PageAddress, PageEvidence, Publication
from ..html import classes, get, lead_links, make, parse, read, rename, write
from ..problems import Refused
from ..programs import ProgramError, run_pandoc, run_typst, start
from ..text import find_scheme, resolve
from ..words import _, format_edtf, translate

_HERE = Path(__file__).parent
_TOOLS = make_digest(
    *map(version, ("pypandoc-binary", "typst", "cvttf-NotoSansCJK-Regular")),
    *(path.read_bytes() for path in sorted(_HERE.glob("*.*"))),
)
# Not smart: pandoc would write the quotation marks straight.
_TO_TYPST = ("--from=json", "--to=typst-smart", "--sandbox", f"--lua-filter={_HERE / 'typst.lua'}")
# Attributes that mean something in a book. pandoc writes some others into Typst as code.
_KEPT = {
    "alt",
    "class",
    "colspan",
    "dir",
    "href",
    "id",
    "lang",
    "reversed",
    "rowspan",
    "src",
    "start",
    "type",
}
# Elements whose attributes pandoc drops, but for those of lists, and what is put around them to keep these.
_BARE = {"p": "div", "ol": "div", "ul": "div", "em": "span", "strong": "span"}


def make_parts(
    pages: Sequence[PageEvidence], bodies: Mapping[str, str], root: str
) -> dict[PageAddress, str]:
    """Return the HTML of the front page and of pages that claim something; `bodies` is by file, `root` the way up."""
    shown = [page.page for page in pages if page.claims or not page.page.url]
    keys = tuple((page.url, page.key) for page in shown)
    given = ((page, bodies[page.uri], keys, root, int(page != shown[0])) for page in shown)
    return {one[0]: recall(one, _join, *one) for one in given}


def _join(
    page: PageAddress, html: str, shown: Iterable[tuple[str, str]], root: str, depth: int
) -> str:
    body, prefix, keys = parse(html), f"{page.key}--", dict(shown)
    for link in body.css("a.heading-link"):
        link.insert_after(make("span", get(link, "href"), class_="address"))
        link.unwrap()
    for node in body.css("p[id]:not(.claim)"):
        node.insert_child(make("span", f"#{get(node, 'id')}", class_="address"))
    lead_links(body, lambda link: _lead(link, page.url, keys, root))
    for link in body.css(
        "a.claim-label"
    ):  # to the paragraph's own page: that is the address to cite
        place = "#" + get(link, "href").removeprefix(f"#{prefix}")
        link.attrs["href"] = root + page.url + place
        link.insert_child(make("span", place, class_="address"))
    for node in body.css("*"):
        for name, value in node.attributes.items():
            if name == "data-cite":
                del node.attrs[name]
            elif value and name in {
                "id",
                "for",
                "aria-labelledby",
                "aria-describedby",
                "aria-controls",
            }:
                node.attrs[name] = " ".join(prefix + word for word in value.split())
            elif value and "url(#" in value:
                node.attrs[name] = value.replace("url(#", f"url(#{prefix}")
    for heading in body.css("h1, h2, h3, h4, h5") if depth else ():
        rename(heading, f"h{int(str(heading.tag)[1]) + depth}")
    return write(body)


def _lead(link: str, url: str, keys: Mapping[str, str], root: str) -> str:
    """Return the way from the page of the whole to what a link leads to, which may be on it too."""
    address = resolve(url, link)
    path, _, fragment = address.partition("#")
    return (
        "#" + "--".join(filter(None, (keys[path], fragment)))
        if path in keys
        else link
        if find_scheme(address)
        else root + address
    )


def make_book(
    env: Environment,
    parts: Mapping[PageAddress, str],
    publication: Publication,
    cut_off: date,
    shorts: Mapping[str, str],
    cache: Path,
) -> dict[str, bytes]:
    """Return `briefing.pdf` and `briefing.epub`, from the folder `cache` where nothing has changed. Raise Refused.
    `parts` have absolute links to the site, `shorts` the short form of each source by its key."""
    line, day = (
        f"{publication.version.name.capitalize()}, {publication.version.day}",
        publication.version.date,
    )
    html = env.get_template("book.html").render(
        parts=parts, prepare=prepare, publication=publication, shorts=shorts, line=line
    )
    said = {name: str(value) for name, value in vars(publication).items()} | {
        "line": line,
        "date": str(day),
        "cut_off": format_edtf(cut_off.isoformat()),
        "themes": "\n".join(page.title for page in parts if page.url),
    }
    layout = translate((_HERE / "book.typ").read_text(encoding="utf-8"))
    try:
        # In its sandbox, pandoc fetches nothing that a page names.
        book = remember(
            cache,
            "book.json",
            [html, _TOOLS],
            lambda: run_pandoc(
                html,
                "--from=html-auto_identifiers",
                "--to=json",
                "--sandbox",
                f"--lua-filter={_HERE / 'book.lua'}",
            ),
        )
        epub = start(
            remember,
            cache,
            "briefing.epub",
            [book, _TOOLS],
            lambda: run_pandoc(
                book,
                "--from=json",
                "--to=epub3",
                "--standalone",
                "--toc-depth=2",
                "--split-level=1",
                f"--css={_HERE / 'book.css'}",
                f"--template={_HERE / 'chapter.xhtml'}",
                day=day,
            ),
        )
        pdf = remember(
            cache,
            "briefing.pdf",
            [book, repr(said), layout, _TOOLS],
            lambda: run_typst(
                f"{layout}\n{run_pandoc(book, *_TO_TYPST).decode()}",
                said,
                str(files("cvttf_NotoSansCJK_Regular")),
                format="pdf",
                pdf_standards="ua-1",
            ),
        )
        return {"briefing.pdf": pdf, "briefing.epub": epub.result()}
    except ProgramError as error:
        raise Refused(f"the book cannot be made: {error}") from error


def prepare(html: str) -> str:
    """Return HTML as pandoc should read it: without attributes that it would act on, but for those it should keep."""
    body = parse(html)
    body.strip_tags(
        ["[aria-hidden=true]", ".bases"], recursive=True
    )  # what is folded on paper, and in the ledger
    for svg in body.css("svg"):  # becomes an image without links, and with words in its place
        svg.unwrap_tags(["a"])
        words = ". ".join(
            filter(None, [get(svg, "aria-label"), *(read(part) for part in svg.css("title, desc"))])
        )
        svg.attrs["xmlns"] = "http://www.w3.org/2000/svg"
        data = base64.b64encode(str(svg.html).replace("&nbsp;", "\u00a0").encode()).decode()
        svg.replace_with(
            make("img", alt=words or _("Picture"), src=f"data:image/svg+xml;base64,{data}")
        )
    for node in reversed(body.css("details, summary")):  # from within
        tag, name = (
            ("div", f"admonition {get(node, 'class')}")
            if node.tag == "details"
            else ("p", "admonition-title")
        )
        rename(node, tag, class_=name)
    for node in reversed(body.css("*")):
        for name in set(node.attributes) - _KEPT:
            del node.attrs[name]
        if names := classes(node):
            node.attrs["class"] = " ".join(name for name in names if re.fullmatch(r"[\w-]+", name))
        dropped = {
            name: get(node, name)
            for name in node.attributes
            if name not in {"reversed", "start", "type"}
        }
        if dropped and node.tag in _BARE:
            for name in dropped:
                del node.attrs[name]
            node.replace_with(make(_BARE[str(node.tag)], node, **dropped))
    return write(body)
