"""The ways to cite on a page: beside each paragraph and each section, without a script."""

from pathlib import Path

from jinja2 import Template

from ..html import Node, get, parse
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
    left a link to the address. The front page has no margin and so no such block; there, a heading
    over an answer has none, as the paragraphs of the answer have.
    """
    is_front = page.evidence.page.is_front
    offered = "[id]:not(.answer)" if is_front else "[id]"
    nodes = {get(node, "id"): node for node in body.css(offered)}
    links = [] if is_front else body.css(".checks__way > a")
    blocks = {get(link, "href"): link.parent for link in links}
    for citable in page.paragraphs:
        place = blocks.get(f"#{citable.id}")
        _put_behind(place or nodes.get(citable.id), _render_paragraph(page, citable))
        if place is not None:
            place.decompose()
    for citable in page.citables[1:]:
        _put_behind(nodes.get(citable.id), _render(page, citable, "section", citable.key))


def _render_paragraph(page: CitablePage, citable: Citable) -> str:
    """Return the way to cite a paragraph, whose other forms are those of its section."""
    section = page.evidence.paragraphs[citable.id]
    key = page.evidence.page.find_key(section.id if section.level > 1 else "")
    return _render(page, citable, "paragraph", key)


def _render(page: CitablePage, citable: Citable, what: str, key: str) -> str:
    """Return the way to cite something; `key` is that of its forms on the page of citations."""
    way: str = _WAY.render(
        what=what,
        id=citable.id,
        citation=write_citation(citable),
        forms=f"{page.evidence.page.root}{make_url(CITATIONS_PAGE)}#{key}",
    )
    return way


def _put_behind(node: Node | None, way: str) -> None:
    if node is not None:
        for part in parse(way).iter():
            node.insert_after(part)
