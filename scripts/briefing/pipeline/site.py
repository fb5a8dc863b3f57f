"""The third stage of a build: rendered pages become a site, with slots filled and claims checked.

The rules for what an edition keeps and promises are in the room `editions`; here all is brought
together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from jinja2 import Environment

from ..book.whole import make_parts
from ..citing import head
from ..citing.files import Citing, make_citing
from ..citing.head import Thing, Where, describe_works, name_works
from ..citing.record import CitablePage, make_citable_page
from ..claims.figures import Targets, as_published
from ..claims.rows import Row, make_rows
from ..claims.sources import list_sources
from ..claims.statements import PageAddress, PageEvidence, Publication, Statement, Version
from ..editions.kept import KeptRecord, keep_names, keep_record, keep_source
from ..editions.manifest import Edition, KeptPage, Manifest
from ..editions.outcomes import find_since
from ..editions.promises import Difference, find_differences
from ..editions.references import list_references
from ..pages.safety import SLOT
from ..web.templates import Filled, SlotFault, fill, fill_front
from .files import CITATIONS, CLAIMS, SOURCES
from .pages import Body, RenderedPage, read_body
from .project import Project

_PARTS = 20  # how many pages the head of the front page names; the sitemap names all


@dataclass(frozen=True)
class Site:
    """All pages put together. Mappings are by the file of a page below `docs/`."""

    project: Project
    publication: Publication
    pages: Sequence[RenderedPage]  # in reading order
    rows: Sequence[Row]  # the ledger of claims
    citing: Citing | None  # None where the site has no page of citations, or no sources
    cited: Mapping[str, CitablePage]  # what can be cited, by address: all that an edition keeps
    bodies: Mapping[str, Body]  # each page with its slots filled
    kept: Edition  # all that an edition keeps of it
    differences: Sequence[Difference]  # what is not said as the newest edition says it
    unfilled: Mapping[str, Sequence[SlotFault]]  # slots that cannot be filled

    @property
    def has_book(self) -> bool:
        """Whether a page shows the whole, and so a PDF and an EPUB do."""
        return self.citing is not None and any(page.shows_whole for page in self.pages)

    @property
    def statements(self) -> Iterator[Statement]:
        """The claims and notes of all pages."""
        for page in self.pages:
            yield from page.evidence.statements

    def cite(self, url: str) -> dict[str, str]:
        """Return how a page is cited, by form; `{site_url}` stands for the site, which may move."""
        if self.citing is None:
            return {}
        forms = self.citing.cite_item(self.cited[url].citables[0].key)
        texts = {form: "".join(runs) for form, runs in forms.items()}
        root = self.publication.site_url
        if not root:
            return texts
        return {form: text.replace(root, "{site_url}") for form, text in texts.items()}


def name_publication(
    project: Project, site_url: str, as_version: Version | None = None
) -> Publication:
    """Return what is said of the briefing as a whole where it is cited.

    It is the newest edition, the draft, or an edition that is to be, `as_version`.
    """
    words, article = project.words, project.article
    version = as_version or _find_version(project)
    return Publication(
        title=words["site_name"],
        organisation=words["site_author"] or words["site_name"],
        version=version,
        site_url=site_url,
        abstract=words["site_description"],
        language=project.settings.language or words["language"],
        licence=project.settings.licence,
        basis=article.url if article else "",
        restated=f"{article.who} ({article.when})" if article else "",
    )


def find_day(project: Project, as_version: Version | None = None) -> date:
    """Return the day of a build: that of the newest edition, also in a draft."""
    newest = project.editions[-1].version.date if project.editions else project.settings.date
    return as_version.date if as_version else newest


def _find_version(project: Project) -> Version:
    if project.settings.draft or not project.editions:
        return Version(0, project.settings.date)
    return project.editions[-1].version


def make_site(
    project: Project, publication: Publication, pages: Sequence[RenderedPage], env: Environment
) -> Site:
    """Return the site that some rendered pages make up; `env` has the templates."""
    version = publication.version
    evidence = [page.evidence for page in pages]
    citing = _cite(project, publication, pages)
    rows = make_rows(evidence, project.bibliography.sources)
    notes = [note for page in evidence for note in page.notes]
    targets = Targets(rows, notes)
    views = {
        "version": version,
        "rows": rows,
        "citing": citing,
        "targets": targets,
        "board": project.board,
    }
    bodies, unfilled = _fill_bodies(project, pages, env, views)
    kept = _keep(project, version, pages, bodies)
    differences = list(find_differences(project.editions[-1], kept)) if project.editions else []
    return Site(
        project=project,
        publication=publication,
        pages=tuple(pages),
        rows=rows,
        citing=citing,
        cited={page.evidence.page.url: page for page in citing.pages} if citing else {},
        bodies=bodies,
        kept=kept,
        differences=differences,
        unfilled=unfilled,
    )


def _cite(
    project: Project, publication: Publication, pages: Sequence[RenderedPage]
) -> Citing | None:
    """Return all citations of the site."""
    if not project.notes or CITATIONS not in project.by_uri:
        return None
    citable = [
        make_citable_page(publication, page.evidence, page.meta.get("description", ""))
        for page in pages
        if not page.is_generated
    ]
    kept = list_references(project.editions, publication)
    sources = project.bibliography.sources
    return make_citing(publication, citable, sources, project.notes, kept)


def _list_views(project: Project, pages: Sequence[RenderedPage]) -> dict[str, object]:
    """Return what the templates of slots show on any page."""
    sources = project.bibliography.sources
    evidence = [page.evidence for page in pages]
    return {
        "sources": list_sources(sources, evidence),
        "shorts": {key: source.short for key, source in sources.items()},
        "themes": [page for page in evidence if page.claims and page.page.url],
        "descriptions": {each.evidence.page: each.meta.get("description", "") for each in pages},
        "ledger": "claims/" if CLAIMS in project.by_uri else "",
        "figures": project.figures,
    }


def _fill_bodies(
    project: Project,
    pages: Sequence[RenderedPage],
    env: Environment,
    views: Mapping[str, object],
) -> tuple[dict[str, Body], dict[str, Sequence[SlotFault]]]:
    """Return each page with its slots filled, and the slots that cannot be."""
    evidence = [page.evidence for page in pages]
    shared = {**_list_views(project, pages), **views}
    read_on = [each.page.uri for each in evidence if each.claims and each.page.url]
    bodies = dict[str, Body]()
    unfilled = dict[str, Sequence[SlotFault]]()
    for page in sorted(pages, key=_rank):
        address = page.evidence.page
        parts = _list_parts(evidence, bodies, address.root) if page.shows_whole else {}
        older = project.records.of_page(page.uri).aliases
        shown = {**shared, "root": address.root, "page": address, "parts": parts, "older": older}
        others = [bodies[uri].html for uri in read_on if uri in bodies]
        filled = _fill(page, env, shown, others)
        bodies[page.uri] = _read_filled(page, filled.html, project)
        unfilled[page.uri] = filled.faults
    return bodies, unfilled


def _fill(
    page: RenderedPage, env: Environment, shown: Mapping[str, object], others: Sequence[str]
) -> Filled:
    """Return a page with its slots filled; the front page says how long the others are."""
    if page.url:
        return fill(page.body.html, env, shown)
    return fill_front(page.body.html, env, shown, others)


def _list_parts(
    evidence: Sequence[PageEvidence], bodies: Mapping[str, Body], root: str
) -> Mapping[PageAddress, str]:
    """Return what the page of the whole shows; `root` leads from it to the root of the site."""
    texts = {uri: body.html for uri, body in bodies.items()}
    return make_parts(evidence, texts, root)


def _read_filled(page: RenderedPage, html: str, project: Project) -> Body:
    """Return a page as it is now; what had no slots was looked through before."""
    if html == page.body.html:
        return page.body
    return read_body(html, page.url, project.read_picture)


def _rank(page: RenderedPage) -> tuple[bool, bool]:
    """Put last what shows other pages; the front page follows those whose words it counts."""
    return page.shows_whole, not page.url


def _keep(
    project: Project, version: Version, pages: Sequence[RenderedPage], bodies: Mapping[str, Body]
) -> Edition:
    """Return all that an edition keeps, but for sums, pictures and citations."""
    finished = [page for page in pages if not page.is_generated]
    kept = {page.url: _keep_page(page, bodies[page.uri]) for page in finished}
    files = {
        f"{page.url}index.html": f"<article>\n{bodies[page.uri].html}\n</article>\n".encode()
        for page in finished
    }
    settings = dict(project.words)
    redirects = {old: new.partition("#")[0] for old, new in sorted(project.redirects.items())}
    manifest = Manifest(
        schema="../../schemas/edition.json",
        edition=version.number,
        date=version.date,
        note=version.note,
        site_name=settings.pop("site_name"),
        cut_off=settings.pop("cut_off"),
        settings=settings,
        pictures={},
        files=_sum_files(project, finished),
        pages=kept,
        predecessor=project.editions[-1].data.sha256 if project.editions else None,
        predecessor_swhid=project.editions[-1].swhid if project.editions else None,
        figures=_list_figures(project, kept.values()),
        records=_list_records(project, finished),
        names=keep_names(project.records.names),
        sources={key: keep_source(each) for key, each in project.bibliography.sources.items()},
        redirects=redirects,
        sha256="",
    )
    return Edition(manifest, files)


def _sum_files(project: Project, pages: Iterable[RenderedPage]) -> dict[str, str]:
    """Return the sums of the files below `docs/` that pages link to, by their paths."""
    paths = {path for page in pages for path in page.links}
    files = {path: project.read_picture(path) for path in sorted(paths)}
    return {path: sha256(content).hexdigest() for path, content in files.items() if content}


def _keep_page(page: RenderedPage, body: Body) -> KeptPage:
    slots = SLOT.finditer(page.body.html)
    return KeptPage(
        title=page.evidence.page.title,
        description=page.meta.get("description", ""),
        robots=page.meta.get("robots", ""),
        file=f"{page.url}index.html",
        sha256="",
        citations={},
        passages=body.passages,
        views=[" ".join(filter(None, slot.groups())) for slot in slots],  # `sources added`
    )


def _list_figures(project: Project, pages: Iterable[KeptPage]) -> dict[str, Any]:
    """Return the data of the figures that pages show, by name, each value as text."""
    names = {view.partition(" ")[0] for page in pages for view in page.views or ()}
    return as_published(project.figures, names)


def _list_records(
    project: Project, pages: Iterable[RenderedPage]
) -> dict[str, dict[str, KeptRecord]]:
    """Return what readers see of the records of pages, by the address of the page and by id."""
    kept = dict[str, dict[str, KeptRecord]]()
    for page in pages:
        records = project.records.of_page(page.uri).records
        if records:
            kept[page.url] = {name: keep_record(record) for name, record in records.items()}
    return kept


def make_head(site: Site, page: RenderedPage) -> dict[str, Any] | None:
    """Return the metadata of a page, as `overrides/layout/head.html` wants it.

    A page that no edition keeps is described too. Of the page of the whole, the frozen words are
    those of the briefing; a list of editions has none but its own.
    """
    if site.citing is None:
        return None
    publication = site.publication
    described = site.cited.get(page.url) or make_citable_page(
        publication, page.evidence, page.meta.get("description", "")
    )
    own = described.citables[0]
    where = find_where(site, page)
    parts = list[PageAddress]()
    if not page.url:
        parts = [other.evidence.page for other in site.citing.pages[:_PARTS]]
    works = _list_works(site, page, described)
    return head.make_head(publication, own, where, works, page.evidence.sections, parts) | {
        "has_twin": True,
        # Google Scholar wants a PDF in the folder of its page, and this one is of the whole.
        "pdf": f"{publication.site_url}briefing.pdf" if parts and site.has_book else "",
    }


def _list_works(site: Site, page: RenderedPage, described: CitablePage) -> list[Thing]:
    """Return the sources that a page cites.

    The page of sources says of each what it is; where there is one, all others name what they cite
    by its address there.
    """
    assert site.citing
    home = site.publication.site_url
    if page.evidence.page.uri == SOURCES:
        return describe_works(home, [*site.citing.sources.values()])
    if SOURCES in site.project.by_uri:
        return name_works(home, site.citing.find_cited(described))
    return describe_works(home, site.citing.find_cited(described))


def find_where(site: Site, page: RenderedPage) -> Where:
    """Return where a page is, and where its words stay; in a draft that is the same."""
    home = site.publication.site_url
    live = home + page.url
    if not page.is_generated:
        return Where(live, site.publication.freeze(live))
    return Where(live, site.publication.freeze(home) if page.shows_whole else live)


def _list_differing(differences: Sequence[Difference], url: str) -> list[Difference]:
    """Return what differs on the page at an address: a record, where nothing near it is named."""
    differing = [each for each in differences if each.place == url]
    named = [each for each in differing if not each.field]
    for difference in differing:
        if difference.title not in {other.title for other in named}:
            named.append(difference)
    return named


def find_status(site: Site, page: RenderedPage) -> dict[str, Any] | None:
    """Return where a page that an edition keeps stands among the editions.

    Its `sections` are those that the newest has: each with the edition that first had its present
    words, and whether an earlier one had others.
    """
    editions = site.project.editions
    if page.is_generated or not editions:
        return None
    sections = []
    for section in page.evidence.sections:
        address = f"{page.url}#{section.id}"
        passage = site.kept.passages.get(address)
        since = find_since(editions, address, passage.sha256) if passage else None
        if since:
            sections.append((section, *since))
    return {
        "version": editions[-1].version,
        "is_kept": page.url in editions[-1].data.pages,
        "differing": _list_differing(site.differences, page.url),
        "sections": sections,
    }
