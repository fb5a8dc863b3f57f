"""The ways to cite on a page: at each paragraph and each section, without a script."""

from pathlib import Path

from jinja2 import Template

from ..html import Node, get, make, parse
from ..pages.document import make_url
from ..pages.publication import CITATIONS_PAGE
from .citation_forms import cite
from .record import Citable, CitablePage

_WAY = Template(Path(__file__).with_name("ways.html").read_text("utf-8"), autoescape=True)


def write_citation(citable: Citable) -> str:
    """Return the citation of something as one line, with the address where its words stay."""
    return "".join(cite(citable.record)["chicago"])


def offer_citations(body: Node, page: CitablePage) -> None:
    """Put the way to cite it behind each paragraph and each heading that can be cited.

    That of a paragraph with a block beside it stands at the end of that block, where the walk has
    left a link to the address; a block with nothing else goes. The front page has no margin and so
    no such block; there, a heading over an answer has none, as the paragraphs of the answer have.
    """
    is_front = page.evidence.page.is_front
    offered = "[id]:not(.answer)" if is_front else "[id]"
    nodes = {get(node, "id"): node for node in body.css(offered)}
    links = [] if is_front else body.css(".checks__way > a")
    blocks = {get(link, "href"): _find_place(link) for link in links}
    firsts = _find_firsts(page)
    for citable in page.paragraphs:
        place = blocks.get(f"#{citable.id}")
        _put_behind(
            place or nodes.get(citable.id), _render_paragraph(page, citable, firsts.get(citable.id))
        )
        if place is not None:
            place.decompose()
    for citable in page.citables[1:]:
        is_told = citable in firsts.values()
        _put_behind(nodes.get(citable.id), _render_section(page, citable, is_told))
    _offer_statements(body, page)


def _offer_statements(body: Node, page: CitablePage) -> None:
    """Put the way to cite it into what each line of the article opens.

    A line is cited as its section is, at its own address, which its number is; below a heading
    that is of a view, and not of an author, there is no section.
    """
    sections = {each.id: each for each in page.citables[1:]}
    section: Citable | None = None
    for node in body.css("h2[id], .lines > li"):
        if node.tag == "h2":
            section = sections.get(get(node, "id"))
            continue
        if section is None:
            continue
        number, fold = node.iter()
        way = make("p", class_="screen-only")
        link = make("a", f"Cite {number.text()}", href=_lead_to_forms(page, section.key))
        link.attrs["data-cite"] = get(fold, "id")
        way.insert_child(link)
        fold.insert_child(way)


def _find_place(link: Node) -> Node:
    """Return the line that a link to a paragraph has in its block, or a block that is no more."""
    line = link.parent
    assert line is not None
    block = line.parent
    return block if block is not None and len([*block.iter()]) == 1 else line


def _find_firsts(page: CitablePage) -> dict[str, Citable]:
    """Return the sections that have paragraphs, by the ids of their first ones."""
    firsts = dict[str, str]()
    for name, section in page.evidence.paragraphs.items():
        firsts.setdefault(section.id, name)
    return {firsts[each.id]: each for each in page.citables[1:] if each.id in firsts}


def _render_paragraph(page: CitablePage, citable: Citable, headed: Citable | None) -> str:
    """Return the way to cite a paragraph, whose forms are those of its section.

    `headed` is the section that begins with it.
    """
    section = page.evidence.paragraphs[citable.id]
    key = page.evidence.page.find_key(section.id if section.level > 1 else "")
    led = {"section": _lead(page, headed)} if headed else {}
    return _render(page, citable, key, what="paragraph", **led)


def _render_section(page: CitablePage, citable: Citable, is_told: bool) -> str:
    """Return the way to cite a section; `is_told` if that of its first paragraph leads to it."""
    return _render(page, citable, citable.key, what="section", is_told=is_told)


def _render(page: CitablePage, citable: Citable, key: str, **told: object) -> str:
    """Return the way to cite something; `key` is that of its forms on the page of citations."""
    way: str = _WAY.render(
        told,
        address=_lead(page, citable),
        forms=_lead_to_forms(page, key),
    )
    return way


def _lead_to_forms(page: CitablePage, key: str) -> str:
    """Return the way from a page to all forms of a citation, on the page of citations."""
    return f"{page.evidence.page.root}{make_url(CITATIONS_PAGE)}#{key}"


def _lead(page: CitablePage, citable: Citable) -> str:
    """Return the way from a page to where the words stay that a citation of them leads to."""
    about, own = citable.publication, page.evidence.page
    if about.freeze(citable.address) == citable.address:
        return f"#{citable.id}"
    return f"{own.root}{about.version.path}{own.url}#{citable.id}"


def _put_behind(node: Node | None, way: str) -> None:
    if node is not None:
        for part in parse(way).iter():
            node.insert_after(part)
