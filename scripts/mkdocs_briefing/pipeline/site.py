"""The third stage of a build: rendered pages become a site, its slots filled and claims checked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from jinja2 import Environment

from ..answers import keep_last
from ..book.book import PDF
from ..book.whole import make_parts
from ..citing import head
from ..citing.exports import Citing
from ..citing.head import Where
from ..citing.record import CitablePage, make_citable_page
from ..claims.addresses import mark_addresses
from ..claims.ledger import Row, make_rows
from ..claims.sources import list_sources
from ..claims.statements import Item, PageEvidence, Statement, StatementIndex
from ..editions.editions import list_by_address
from ..editions.promises import list_differing
from ..figures.article import list_article_lines
from ..figures.entries import Shown
from ..figures.figures import list_items
from ..pages.passage import Passage
from ..pages.publication import CITATIONS_PAGE, CLAIMS_PAGE, Publication, Version
from ..web.templates import SlotFault, SlotParts, fill
from .page import RenderedPage
from .project import Project


@dataclass(frozen=True)
class Site:
    """All pages put together."""

    project: Project
    publication: Publication
    pages: Sequence[RenderedPage]  # in reading order, their slots filled
    rows: Sequence[Row]  # the ledger of claims
    targets: StatementIndex  # the statements that entries of figures, forecasts and signposts name
    citing: Citing | None  # None where the site has no page of citations, or no sources
    cited: Mapping[str, CitablePage]  # what can be cited, by address: all that an edition keeps

    @cached_property
    def kept(self) -> list[RenderedPage]:
        """The pages that an edition keeps."""
        return [page for page in self.pages if not page.is_generated]

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """All that an edition keeps the words of, by address."""
        return list_by_address({page.url: page.passages for page in self.kept})

    @cached_property
    def differing(self) -> list[str]:
        """The addresses that do not say what the newest edition says."""
        editions = self.project.editions
        return list_differing(editions[-1], self.passages) if editions else []

    @property
    def shown(self) -> Shown:
        """What its figures are shown with."""
        return Shown(self.targets, self.project.figures, self.publication.cut_off)

    @cached_property
    def items(self) -> list[Item]:
        """The words of the entries of its figures, and what has to bear them out."""
        return [*list_items(self.project.figures.values(), self.targets)]

    @property
    def has_book(self) -> bool:
        """Whether a page shows the whole, and so a PDF and an EPUB do."""
        return self.citing is not None and any(page.shows_whole for page in self.pages)

    @property
    def redirects(self) -> dict[str, str]:
        """Where each page that moved is now, by its old address."""
        moved = sorted(self.project.redirects.items())
        return {old: new.partition("#")[0] for old, new in moved}

    @property
    def statements(self) -> Iterator[Statement]:
        """The claims and notes of all pages."""
        for page in self.pages:
            yield from page.evidence.statements


def _name_publication(project: Project, site_url: str, version: Version) -> Publication:
    """Return what is said of the briefing as a whole where it is cited."""
    words, article = project.words, project.article
    return Publication(
        title=words["site_name"],
        organisation=words["site_author"] or words["site_name"],
        version=version,
        site_url=site_url,
        abstract=words["site_description"],
        language=project.settings.language or words["language"],
        licence=project.settings.licence,
        cut_off=project.settings.cut_off,
        article=article.key if article else "",
        basis=article.url if article else "",
        restated=f"{article.who} ({article.when})" if article else "",
    )


def make_site(
    project: Project,
    site_url: str,
    pages: Sequence[RenderedPage],
    env: Environment,
    version: Version,
) -> Site:
    """Return the site that rendered pages make up as one version; `env` has the templates."""
    publication = _name_publication(project, site_url, version)
    evidence = [page.evidence for page in pages]
    targets = StatementIndex(statement for page in evidence for statement in page.statements)
    citing = _cite(project, publication, pages)
    site = Site(
        project=project,
        publication=publication,
        pages=pages,
        rows=make_rows(evidence, targets),
        targets=targets,
        citing=citing,
        cited={page.evidence.page.url: page for page in citing.pages} if citing else {},
    )
    return replace(site, pages=_fill_pages(site, env, pages))


def _cite(
    project: Project, publication: Publication, pages: Sequence[RenderedPage]
) -> Citing | None:
    """Return all citations of the site."""
    if not project.notes or CITATIONS_PAGE not in project.by_uri:
        return None
    citable = [
        make_citable_page(publication, page.evidence, page.description)
        for page in pages
        if not page.is_generated
    ]
    sources = project.bibliography.sources
    return Citing(publication, citable, sources, project.notes)


def _list_views(site: Site, evidence: Sequence[PageEvidence]) -> dict[str, object]:
    """Return what the templates of slots show on any page."""
    project, sources = site.project, site.project.bibliography.sources
    return {
        "version": site.publication.version,
        "rows": site.rows,
        "citing": site.citing,
        "targets": site.targets,
        "sources": list_sources(sources, evidence),
        "themes": [page for page in evidence if page.claims and page.page.url],
        "descriptions": {page.evidence.page: page.description for page in site.pages},
        "ledger": "claims/" if CLAIMS_PAGE in project.by_uri else "",
        "cut_off": site.publication.cut_off,
        "figures": project.figures,
        "shown": site.shown,
    }


def _list_slot_parts(project: Project, paragraphs: Iterable[str]) -> dict[str, SlotParts]:
    """Return what a word behind the name of a slot can name, by this: `paragraphs`, or of a figure.

    Of a figure that there is none of it is nothing.
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


def _fill_pages(site: Site, env: Environment, pages: Sequence[RenderedPage]) -> list[RenderedPage]:
    """Return pages of a site with their slots filled."""
    evidence = [page.evidence for page in site.pages]
    article = site.project.settings.article
    paragraphs = list_article_lines(site.rows, site.project.figures, article)
    named = _list_slot_parts(site.project, paragraphs)
    shared = _list_views(site, evidence) | {"paragraphs": paragraphs}
    filled = dict[str, RenderedPage]()
    for page in sorted(pages, key=lambda page: page.shows_whole):  # which shows the others
        shown = shared | {
            "root": page.evidence.page.root,
            "page": page.evidence.page,
            "slots": page.slots,
        }
        if page.shows_whole:
            texts = {uri: other.html for uri, other in filled.items()}
            shown["parts"] = make_parts(evidence, texts, page.evidence.page.root)
        html, faults = fill(page.html, env, shown, named, site.project.forms)
        if not page.shows_whole:  # whose addresses to cite are those of other pages
            html = mark_addresses(html, page.evidence.records)
        filled[page.uri] = _finish(page.uri, page, html, faults)
    return [filled[page.uri] for page in pages]


def make_head(site: Site, page: RenderedPage) -> dict[str, Any] | None:
    """Return the metadata of a page, as `templates/layout/head.html` wants it.

    A page that no edition keeps is described too. Of the page of the whole, the frozen words are
    those of the briefing; a list of editions has none but its own.
    """
    if site.citing is None:
        return None
    publication = site.publication
    described = site.cited.get(page.url) or make_citable_page(
        publication, page.evidence, page.description
    )
    own = described.citables[0]
    where = find_where(site, page)
    said = head.make_head(own, where) | {"has_twin": True}
    if not page.evidence.page.is_front:
        return said
    parts = [other.evidence.page for other in site.citing.pages]
    # Google Scholar wants a PDF in the folder of its page, and this one is of the whole.
    pdf = publication.site_url + PDF if site.has_book else ""
    return said | {"pdf": pdf, "schema": head.describe(own, parts)}


def find_where(site: Site, page: RenderedPage) -> Where:
    """Return where a page is, and where its words stay; in a draft that is the same."""
    home = site.publication.site_url
    live = home + page.url
    if page.shows_whole:
        return Where(live, site.publication.freeze(home))
    return Where(live, live if page.is_generated else site.publication.freeze(live))


def find_sort(site: Site, page: RenderedPage) -> str:
    """Return which sort of page it is.

    A theme claims something; the front page leads to themes, which one that is the only page does
    not; all else stands behind what is claimed, if anything is.
    """
    claiming = [other.url for other in site.pages if other.evidence.claims]
    if page.evidence.page.is_front and {*claiming} - {page.url}:
        return "front"
    if page.url in claiming:
        return "theme"
    return "apparatus" if claiming else ""
