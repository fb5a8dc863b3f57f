"""The parts of the whole, as pandoc should read them.

pandoc knows notes, tables and pictures (https://pandoc.org/MANUAL.html). Left to do: leave out what
is for a screen, place addresses, shorten repeated notes, lead links, and keep attributes.
"""

import base64
import string
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from urllib.parse import quote

from ..html import (
    HEADINGS,
    Node,
    classes,
    get,
    make,
    parse,
    prepend,
    read,
    rename,
    write,
)
from ..pages.furniture import select_furniture
from ..pages.publication import PageAddress
from ..text import find_scheme, make_code
from ..vocabulary import FINDINGS
from .whole import lead_within

_STYLES = "address as-of bottom-line caption check finding in-article key later row"
# Classes that book.typ or book.css has a style for.
_STYLED = frozenset(f"{_STYLES} row__ways row__where fragment since together where whole".split())
_SIGNS = {f"is-{make_code(code)}": term.letter for code, term in FINDINGS.items()}
"""What styles draw for a verdict or an outcome, as a letter: a book has none of these styles."""
# Attributes that mean something in a book. pandoc writes some others into Typst as code.
_KEPT = frozenset({"alt", "colspan", "href", "id", "lang", "role", "rowspan", "src", "start"})
_LEFT_OUT = select_furniture("book")
# What is put around elements whose attributes pandoc drops.
_HOLDERS = {"p": "div", "ul": "div", "ol": "div", "em": "span", "strong": "span"}
_ANNEX = PageAddress("figures.md", "figures/", "Annex: figures as tables")
# What stands for an element in every format.
_PLAIN = {"summary": "p", "details": "div", "section": "div", "figure": "div"}


def make_chapters(
    parts: Mapping[PageAddress, str],
    site_url: str,
    shorts: Mapping[str, str],
    drawings: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    """Return the HTML of each chapter, of parts whose links lead from the root of the site.

    `site_url` is empty for a site that has no address in public; `shorts` has the short form of
    each source by its key, `drawings` the SVG of each figure that is drawn for paper, by its name.
    """
    chapters, places = dict[PageAddress, str](), set[str]()
    tables = dict[str, str]()
    for number, (page, html) in enumerate(parts.items()):
        body = parse(html)
        lowered = min(number, 1)  # whole.py has lowered the headings of all parts but the first
        _write_signs(body)
        _show_drawings(body, drawings)
        _leave_out(body, f"h{1 + lowered}, {_LEFT_OUT}")
        _take_tables(body, tables)
        _shorten_notes(body, shorts)
        _set_headings(body, lowered)
        title = "The briefing in short" if page.is_front else page.title
        _set_chapter(body, page.key, title, site_url + page.url)
        places.update(_list_places(body))
        chapters[page] = write(body)
    if tables:
        annex = _make_annex(tables)
        _set_chapter(annex, _ANNEX.key, _ANNEX.title, site_url)
        places.update(_list_places(annex))
        chapters[_ANNEX] = write(annex)
    return [_lead_links(html, chapters, places, site_url) for html in chapters.values()]


def _show_drawings(body: Node, drawings: Mapping[str, str]) -> None:
    """Draw the figures of a chapter for paper, and show a strip of the article whole."""
    for dots in body.css(".in-article [aria-hidden]"):
        del dots.attrs["aria-hidden"]
    for name, drawing in drawings.items():
        _draw(body, name, drawing)


def _leave_out(body: Node, selector: str) -> None:
    """Take out what a book does not have."""
    for part in body.css(selector):
        part.decompose()


def _set_chapter(body: Node, key: str, title: str, url: str) -> None:
    """Give a chapter title and addresses, and what it has the form that pandoc keeps."""
    _place_addresses(body, url)
    _set_figures(body)
    address = make("p", url.removeprefix("https://"), class_="where")  # below pages: no link there
    strips = body.css(".in-article")
    prepend(body, make("h1", title, id=key), address, *strips)
    for strip in strips:  # where it stood before
        strip.decompose()
    for node in reversed(body.css("*")):  # from within
        _hold_attributes(node)


def _write_signs(body: Node) -> None:
    """Write signs as letters: in their place, or before the words of what bears one.

    The letter of a clause, which ties it to what is found of it, stands behind its sign.
    """
    for node in body.css(".sign, .mark"):
        letters = "".join(_SIGNS.get(name, "") for name in classes(node)) + get(node, "data-tie")
        if read(node):
            prepend(node, make("span", f"{letters}\u00a0"))
        elif "sign" in classes(node):  # words stand behind it
            node.replace_with(f"{letters}\u202f")
        else:
            node.replace_with(f"\u00a0{letters}")


def _shorten_notes(body: Node, shorts: Mapping[str, str]) -> None:
    """A note stands in full where a chapter has it first, and in its short form from then on."""
    first = dict[str, tuple[int, str]]()
    for number, marker in enumerate(body.css(".footnote-ref"), 1):
        note = get(marker, "href").removeprefix("#")
        place = get(marker.parent, "id") if marker.parent is not None else ""
        earlier, there = first.setdefault(note, (number, place))
        if earlier < number:
            name = shorts.get(note.partition("cite-")[2], "The same")
            short = make("p", f"{name}, as in ")
            short.insert_child(make("a", f"note {earlier}", href=f"#{there}"))
            short.insert_child(".")
            for notes in body.css(".footnote > ol"):
                notes.insert_child(make("li", short, id=f"{note}-{number}"))
            marker.attrs["href"] = f"#{note}-{number}"
    for raised in body.css("sup:has(> .footnote-ref)"):  # a note is raised by itself
        rename(raised, "span")


def _set_headings(body: Node, lowered: int) -> None:
    """Set them below the title of their chapter; none skips a level, as PDF/UA wants it."""
    last = 1
    for heading in body.css(",".join(sorted(HEADINGS))):
        last = min(max(int(str(heading.tag)[1]) - lowered, 2), last + 1)
        rename(heading, f"h{last}")
    for broken in body.css(":is(h2, h3, h4, h5, h6):has(> br)"):
        _end_heading(broken)


def _end_heading(heading: Node) -> None:
    """What stands small below the words of a heading is a line of its own.

    A heading is one line: for pandoc and Typst it ends where it breaks.
    """
    for part in heading.css(".visually-hidden:has(+ br)"):
        part.decompose()
    for small in heading.css("br ~ small"):
        heading.insert_after(make("p", read(small), class_="row__where"))
        small.decompose()
    for line in heading.css("br"):
        line.replace_with(" ")


def _place_addresses(body: Node, url: str) -> None:
    """Put the address of a section behind its heading, that of a paragraph at its beginning.

    Within their page; its own address stands at the head of the chapter.
    """
    for address in body.css(".address"):
        fragment, place = read(address), address.parent
        assert place is not None  # it stands in an element
        address.decompose()
        link = make("a", fragment, href=url + fragment)
        if place.tag in HEADINGS:
            place.insert_after(make("p", link, class_="fragment"))
        else:
            prepend(place, make("span", link, class_="address"))


def _set_figures(body: Node) -> None:
    """Make figures, pictures and boxes that unfold of what every format has."""
    for svg in body.css("svg"):
        svg.replace_with(_make_image(svg))
    for image in body.css("img:not([src^='data:'])"):  # a build reads no network
        source = get(image, "src")
        image.replace_with(make("a", get(image, "alt") or source, href=source))
    for mark in body.css(".bottom-line-name, figcaption > strong"):
        mark.insert_child("" if read(mark).endswith((".", "?", "!")) else ":")
    for head in body.css("summary, th[scope=row]"):
        head.inner_html = f"<strong>{head.inner_html}</strong>"
    for figure in body.css("figure:not(:has(table), .whole)"):
        figure.attrs["class"] = "together"
    for caption in body.css("figcaption"):
        rename(caption, "p", class_="caption")
    for node in reversed(body.css(",".join(_PLAIN))):  # from within
        rename(node, _PLAIN[str(node.tag)])


def _draw(body: Node, name: str, drawing: str) -> None:
    """Put the drawing of a figure for paper into its place."""
    for figure in body.css(f"figure.{name}"):
        for drawn in figure.css(".drawn"):
            drawn.replace_with(parse(drawing).css("svg")[0])
        for picture in figure.css("svg"):
            picture.attrs["aria-label"] = " ".join(map(read, figure.css("figcaption > strong")))


def _take_tables(body: Node, tables: dict[str, str]) -> None:
    """Take the table of each figure that is drawn out of a chapter, by the title of the figure.

    A link to the annex stands in its place. Such a figure stays on one page.
    """
    for figure in body.css("figure:has(svg):has(table)"):
        figure.attrs["class"] = "whole"
        title = " ".join(map(read, figure.css("figcaption > strong")))
        for table in figure.css("table"):
            tables[title] = str(table.html)
            address = f"#{_find_place([*tables].index(title))}"
            link = make("a", "As a table, in the annex", href=address)
            table.replace_with(make("p", link, class_="caption"))


def _make_annex(tables: Mapping[str, str]) -> Node:
    """Return the chapter that has the tables of figures, each below the title of its figure."""
    annex = parse("")
    for number, (title, table) in enumerate(tables.items()):
        part = make("div", make("p", make("strong", title)), id=_find_place(number))
        part.insert_child(parse(table).css("table")[0])
        annex.insert_child(part)
    return annex


def _find_place(number: int) -> str:
    """Return the id of a table in the annex."""
    return _ANNEX.find_key(f"table-{number + 1}")


def _make_image(svg: Node) -> Node:
    """Return a picture as an image that is its own file, without links; its words stand for it."""
    svg.unwrap_tags(["a"])
    alternative = get(svg, "aria-label") or " ".join(map(read, svg.css("title"))) or "Picture"
    svg.attrs["xmlns"] = "http://www.w3.org/2000/svg"
    xml = str(svg.html).replace("&nbsp;", "\u00a0")  # which XML does not know
    data = base64.b64encode(xml.encode()).decode()
    return make("img", alt=alternative, src=f"data:image/svg+xml;base64,{data}")


def _hold_attributes(node: Node) -> None:
    """Leave an element the attributes that mean something in a book, where pandoc keeps them."""
    styled = _STYLED.intersection(classes(node))
    for name in set(node.attributes) - _KEPT:
        del node.attrs[name]
    if styled:
        node.attrs["class"] = " ".join(sorted(styled))
    held = {name: get(node, name) for name in node.attributes if name != "start"}  # of a list
    if held and node.tag in _HOLDERS:
        for name in held:
            del node.attrs[name]
        node.replace_with(make(_HOLDERS[str(node.tag)], node, **held))


def _list_places(body: Node) -> list[str]:
    """Return the ids in a chapter that pandoc keeps."""
    kept = ",".join(f"{tag}[id]" for tag in sorted(HEADINGS | {"div", "span"}))
    return [get(node, "id") for node in body.css(kept)]


def _lead_links(
    html: str, pages: Iterable[PageAddress], places: Collection[str], site_url: str
) -> str:
    """Return a chapter with each link led to its place in the book, or else out of it.

    `pages` are those of all chapters, `places` the ids in these.
    """
    body = parse(html)
    lead_within(body, pages, "", places)
    for link in body.css("a:not([role=doc-noteref])"):
        address = get(link, "href")
        if address[:1] != "#" or address[1:] not in places:
            _lead_out(link, address, site_url)
    return write(body)


def _lead_out(link: Node, address: str, site_url: str) -> None:
    """Lead a link out of the book; where its site has no address, its words remain."""
    if address and not find_scheme(address):
        address = site_url + address
    if find_scheme(address):
        link.attrs["href"] = quote(address, safe=string.printable)  # PDF wants ASCII: ISO 32000
    else:
        link.unwrap(delete_empty=True)
