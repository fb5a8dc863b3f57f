"""The slots of the pages of a site are filled, once all pages are known."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from jinja2 import Environment

from ..answers import keep_last
from ..book.whole import make_parts
from ..claims.addresses import mark_addresses
from ..claims.findings import Margin
from ..figures.article import list_article_lines
from ..html import parse, write
from ..pages.publication import PageAddress
from ..web.templates import SlotFault, SlotParts, fill
from .for_templates import list_views
from .page import RenderedPage
from .project import Project
from .site import Site


def fill_site(site: Site, env: Environment, beside: Mapping[str, Margin]) -> Site:
    """Return a site with the slots of its pages filled.

    `env` has the templates, `beside` what is told beside statements, by id.
    """
    article = site.project.settings.article
    paragraphs = list_article_lines(site.rows, site.project.figures, beside, article)
    lines = [*chain.from_iterable(paragraphs.values())]
    named = _list_slot_parts(site.project, paragraphs)
    shared = list_views(site) | {"paragraphs": paragraphs}
    filled = dict[str, RenderedPage]()
    for page in sorted(site.pages, key=lambda page: page.shows_whole):  # which shows the others
        shown = shared | _list_own(page)
        if page.shows_whole:
            shown["parts"] = _make_parts(filled.values(), page.evidence.page.root)
        html, faults = fill(page.html, env, shown, named, site.project.forms)
        html = _add_strip(html, site.sorts[page.url], env, shown | {"lines": lines})
        if not page.shows_whole:  # whose addresses to cite are those of other pages
            html = mark_addresses(html, page.evidence.records)
        filled[page.uri] = _finish(page.uri, page, html, faults)
    return replace(site, pages=[filled[page.uri] for page in site.pages])


def _make_parts(pages: Collection[RenderedPage], root: str) -> dict[PageAddress, str]:
    """Return the parts of a page that shows others, which are filled."""
    evidence = [page.evidence for page in pages]
    texts = {page.uri: page.html for page in pages}
    ids = {page.uri: page.ids for page in pages}
    return make_parts(evidence, texts, ids, root)


def _list_own(page: RenderedPage) -> dict[str, Any]:
    """Return what the templates of a page may ask of it alone."""
    return {
        "root": page.evidence.page.root,
        "page": page.evidence.page,
        "evidence": page.evidence,
        "slots": page.slots,
    }


def _add_strip(html: str, sort: str, env: Environment, shown: Mapping[str, Any]) -> str:
    """Show at the head of a theme which statements of the article are its own, if any are."""
    is_own = any(line.row.claim.page == shown["page"] for line in shown["lines"])
    if sort != "theme" or not is_own:
        return html
    return _put_at_head(html, env.get_template("layout/in_article.html").render(shown))


def _put_at_head(html: str, strip: str) -> str:
    """Put what belongs to the head of a page before its first section."""
    body = parse(html)
    first = body.css_first("h2")
    for part in parse(strip).iter():
        if first is None:
            body.insert_child(part)
        else:
            first.insert_before(part)
    return write(body)


def _list_slot_parts(project: Project, paragraphs: Iterable[str]) -> dict[str, SlotParts]:
    """Return what a word behind the name of a slot can name, by this: `paragraphs`, or of a figure.

    A figure that the briefing does not have has no parts.
    """
    parts = {"article": SlotParts("paragraph", [*paragraphs])}
    for name, form in project.forms.items():
        if form.part_name:
            words = project.figures[name].form.list_parts() if name in project.figures else ()
            parts[name] = SlotParts(form.part_name, words)
    return parts


@keep_last
def _finish(_uri: str, page: RenderedPage, html: str, faults: Sequence[SlotFault]) -> RenderedPage:
    """Return a page with filled slots; it knows again what ids, links and passages were in it."""
    return replace(page, html=html, unfilled=faults)
