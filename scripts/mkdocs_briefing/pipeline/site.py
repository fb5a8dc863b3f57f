"""The third stage of a build: rendered pages become a site, whose slots `filling.py` fills."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..book.book import EPUB, PDF
from ..citing.exports import Citing, begin_citing
from ..citing.head import Where
from ..citing.record import CitablePage, make_citable_page
from ..claims.ledger import Row, make_rows
from ..claims.statements import Item, Statement, StatementIndex
from ..editions.editions import list_by_address
from ..editions.promises import list_differing
from ..figures.entries import Shown
from ..figures.figures import list_items
from ..pages.document import make_url
from ..pages.front_matter import keep_known
from ..pages.passage import Passage
from ..pages.publication import CITATIONS_PAGE, Publication, Version
from ..web.frame import FRONT, list_styles
from .page import RenderedPage
from .project import Project


@dataclass(frozen=True)
class Site:
    """All pages put together."""

    project: Project
    publication: Publication
    pages: Sequence[RenderedPage]  # in reading order
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

    @cached_property
    def sorts(self) -> dict[str, str]:
        """Which sort of page each is, by its address.

        A theme claims something; the front page leads to themes, which one that is the only page
        does not; all else stands behind what is claimed, if anything is.
        """
        claiming = {page.url for page in self.pages if page.evidence.claims}
        sorts = dict[str, str]()
        for page in self.pages:
            sorts[page.url] = "apparatus" if claiming else ""
            if page.url in claiming:
                sorts[page.url] = "theme"
            if page.evidence.page.is_front and claiming - {page.url}:
                sorts[page.url] = FRONT
        return sorts

    @cached_property
    def styles(self) -> dict[str, list[str]]:
        """The stylesheets of each page beside that of all, by its address."""
        figures, sorts = self.project.figures, self.sorts
        return {page.url: list_styles(sorts[page.url], page.slots, figures) for page in self.pages}

    @property
    def shown(self) -> Shown:
        """What its figures are shown with."""
        return Shown(self.targets, self.project.figures, self.publication.cut_off)

    @cached_property
    def items(self) -> list[Item]:
        """What has to be borne out beside pages: entries of figures, and what pages say of them."""
        entries = list_items(self.project.figures.values(), self.targets)
        described = [
            Item(
                text=keep_known(document.text).get("description", ""),
                spot=document.locate("description:"),
                links=[f"{make_url(uri)}#"],
                is_of_page=True,
            )
            for uri, document in self.project.by_uri.items()
        ]
        return [*entries, *described]

    @property
    def has_book(self) -> bool:
        """Whether a page shows the whole, and so a PDF and an EPUB do."""
        return self.citing is not None and any(page.shows_whole for page in self.pages)

    @property
    def book_files(self) -> list[str]:
        """The paths of these two."""
        return [PDF, EPUB] if self.has_book else []

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
    version: Version,
) -> Site:
    """Return the site that rendered pages make up as one version."""
    publication = _name_publication(project, site_url, version)
    evidence = [page.evidence for page in pages]
    targets = StatementIndex(statement for page in evidence for statement in page.statements)
    citing = _cite(project, publication, pages)
    return Site(
        project=project,
        publication=publication,
        pages=pages,
        rows=make_rows(evidence, targets),
        targets=targets,
        citing=citing,
        cited={page.evidence.page.url: page for page in citing.pages} if citing else {},
    )


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
    return begin_citing(publication, citable, sources, project.notes)


def find_where(site: Site, page: RenderedPage) -> Where:
    """Return where a page is, and where its words stay; in a draft that is the same."""
    home = site.publication.site_url
    live = home + page.url
    if page.shows_whole:
        return Where(live, site.publication.freeze(home))
    return Where(live, live if page.is_generated else site.publication.freeze(live))
