"""The third stage of a build: rendered pages become a site, with slots filled and claims checked.

The rules for what an edition keeps and promises are in the room `editions`; here all is brought
together.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from jinja2 import Environment

from ..book.whole import make_parts
from ..citing.citable import CitablePage, make_citable_page
from ..citing.citations import Citing, make_citing
from ..citing.schema import write_schema
from ..claims.backing import NOTICES, OWED, check_pages
from ..claims.figures import fill_figures
from ..claims.rows import Row, make_rows
from ..claims.rules import Facts
from ..claims.sources import list_sources
from ..claims.statements import Item, PageAddress, PageEvidence, Publication, Version
from ..data import as_text
from ..editions.kept import KeptRecord, keep_names, keep_record, keep_source
from ..editions.manifest import Edition, KeptPage, Manifest
from ..editions.outcomes import find_since
from ..editions.promises import Difference, check_editions, find_differences
from ..html import parse, read
from ..pages.safety import SLOT
from ..problems import Problem
from ..store import Store
from ..web.templates import fill
from .causes import find_unread, has_followers
from .files import CITATIONS, CLAIMS
from .memo import Memo
from .pages import Body, RenderedPage, digest_body, read_body
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
    faults: Sequence[Problem]
    notices: Sequence[Problem]  # what an author should know and is not to blame for

    @property
    def has_book(self) -> bool:
        """Whether a page shows the whole, and so a PDF and an EPUB do."""
        return self.citing is not None and any(page.shows_whole for page in self.pages)

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


def name_publication(project: Project, version: Version, site_url: str) -> Publication:
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
        basis=article.url if article else "",
        restated=f"{article.who} ({article.when})" if article else "",
    )


class Tools(NamedTuple):
    """What a site is put together with."""

    env: Environment  # where the templates are
    store: Store  # what pandoc and Typst made
    memo: Memo  # what a server has made of the same before


def make_site(
    project: Project, publication: Publication, pages: Sequence[RenderedPage], tools: Tools
) -> Site:
    """Return the site that some rendered pages make up."""
    version = publication.version
    evidence = [page.evidence for page in pages]
    citing = _cite(project, publication, pages, tools.store)
    rows = make_rows(evidence, project.bibliography.sources)
    notes = [note for page in evidence for note in page.notes]
    figures = fill_figures(project.figures, rows, notes)
    views = {"version": version, "rows": rows, "citing": citing, "figures": figures.figures}
    bodies, unfilled = _fill_bodies(project, pages, tools, views)
    kept = _keep(project, version, pages, bodies)
    differences = list(find_differences(project.editions[-1], kept)) if project.editions else []
    unread = find_unread(project, pages)
    judged = _check_claims(project, evidence, figures.items, unread)
    told = _list_told(project, version)
    faults = [*_check_unkept(project, pages)]
    faults += [problem for problem in judged if problem.code not in told]
    faults += unfilled
    if not has_followers(project, unread, judged):
        faults += figures.problems
        faults += _check_promises(project, version, kept, differences)
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
        faults=tuple(faults),
        notices=tuple(problem for problem in judged if problem.code in told),
    )


def _cite(
    project: Project, publication: Publication, pages: Sequence[RenderedPage], store: Store
) -> Citing | None:
    """Return all citations of the site, which pandoc goes on to format."""
    if not project.notes or CITATIONS not in project.by_uri:
        return None
    citable = [
        make_citable_page(publication, page.evidence, page.meta.get("description", ""))
        for page in pages
        if not page.is_generated
    ]
    sources = project.bibliography.sources
    return make_citing(publication, citable, sources, project.notes, project.entries, store)


def _list_views(project: Project, evidence: Sequence[PageEvidence]) -> dict[str, object]:
    """Return what the templates of slots show on any page."""
    sources = project.bibliography.sources
    return {
        "sources": list_sources(sources, evidence),
        "shorts": {key: source.short for key, source in sources.items()},
        "themes": [page for page in evidence if page.claims and page.page.url],
        "ledger": "claims/" if CLAIMS in project.by_uri else "",
    }


def _fill_bodies(
    project: Project, pages: Sequence[RenderedPage], tools: Tools, views: Mapping[str, object]
) -> tuple[dict[str, Body], list[Problem]]:
    """Return each page with its slots filled, and the slots that cannot be."""
    evidence = [page.evidence for page in pages]
    shared = {**_list_views(project, evidence), **views}
    bodies = dict[str, Body]()
    problems = list[Problem]()
    for page in sorted(pages, key=_rank):
        address = page.evidence.page
        parts = _list_parts(evidence, bodies, address.root) if page.shows_whole else {}
        shown = {**shared, "root": address.root, "page": address, "parts": parts}
        filled = fill(page.body.html, tools.env, shown)
        bodies[page.uri] = _read_filled(page, filled.html, project, tools.memo)
        for fault in filled.faults:
            place = project.find_line(page.uri, fault.words)
            problems.append(Problem(*place, *fault.finding))
    return bodies, problems


def _list_parts(
    evidence: Sequence[PageEvidence], bodies: Mapping[str, Body], root: str
) -> Mapping[PageAddress, str]:
    """Return what the page of the whole shows; `root` leads from it to the root of the site."""
    texts = {uri: body.html for uri, body in bodies.items()}
    return make_parts(evidence, texts, root)


def _read_filled(page: RenderedPage, html: str, project: Project, memo: Memo) -> Body:
    """Return a page as it is now; what had no slots was looked through before."""
    if html == page.body.html:
        return page.body
    return memo.get(
        lambda: digest_body(html, page, project),
        lambda: read_body(html, page.url, project.read_picture),
    )


def _rank(page: RenderedPage) -> tuple[bool, bool]:
    """Put last what shows other pages, and before that the page of citations.

    That page waits for pandoc.
    """
    return page.shows_whole, page.uri == CITATIONS


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
        pages=kept,
        predecessor=project.editions[-1].data.sha256 if project.editions else None,
        figures=_list_figures(project, kept.values()),
        records=_list_records(project, finished),
        names=keep_names(project.records.names),
        sources={key: keep_source(each) for key, each in project.bibliography.sources.items()},
        redirects=redirects,
        sha256="",
    )
    return Edition(manifest, files)


def _keep_page(page: RenderedPage, body: Body) -> KeptPage:
    slots = SLOT.finditer(page.body.html)
    return KeptPage(
        title=page.evidence.page.title,
        description=page.meta.get("description", ""),
        file=f"{page.url}index.html",
        sha256="",
        citations={},
        passages=body.passages,
        views=[" ".join(filter(None, slot.groups())) for slot in slots],  # `sources added`
    )


def _list_figures(project: Project, pages: Iterable[KeptPage]) -> dict[str, Any]:
    """Return the data of the figures that pages show, by name, each value as text."""
    views = [view.partition(" ")[0] for page in pages for view in page.views or ()]
    return {name: as_text(project.figures[name]) for name in views if name in project.figures}


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


def _check_claims(
    project: Project,
    evidence: Sequence[PageEvidence],
    items: Sequence[Item],
    unread: Collection[str],
) -> list[Problem]:
    """Return what is wrong with claims, in order; nothing where their sources are not known."""
    is_article_unknown = bool(project.settings.article) and project.article is None
    if is_article_unknown or not project.bibliography.is_readable:
        return []
    facts = Facts(
        sources=project.bibliography.sources,
        states=project.states,
        links=project.links,
        records=project.records,
        article=project.article.key if project.article else "",
        cut_off=project.settings.cut_off,
        unread=unread,
    )
    return sorted(check_pages(evidence, items, facts, project.find_place))


def _list_told(project: Project, version: Version) -> frozenset[str]:
    """Return the codes of what an author is told of and not stopped by; in a draft also debts."""
    is_draft = project.settings.draft and not version.number
    return NOTICES | OWED if is_draft else NOTICES


def _check_promises(
    project: Project, version: Version, kept: Edition, differences: Sequence[Difference]
) -> Iterator[Problem]:
    """What is published is kept; in a draft, and in an edition to come, words may differ."""
    is_open = project.settings.draft or version.number > len(project.editions)
    silent = [] if is_open else differences
    return check_editions(project.editions, kept, project.find_line, silent)


def _check_unkept(project: Project, pages: Sequence[RenderedPage]) -> Iterator[Problem]:
    """A page that no edition keeps, since it shows others or editions, claims nothing by itself."""
    for page in pages:
        own = page.evidence.statements
        if page.is_generated and (own or (page.shows_whole and read(parse(page.body.html)))):
            place = project.find_line(page.uri, own[0].id if own else "")
            message = "no edition keeps what this page says by itself, and it could change unseen"
            yield Problem(*place, message, "unkept-words", "say it on a page that editions keep")


def make_head(site: Site, url: str) -> dict[str, Any] | None:
    """Return the metadata of a page that can be cited, as `overrides/layout/head.html` wants it."""
    page = site.cited.get(url)
    if site.citing is None or page is None:
        return None
    parts = list[PageAddress]()
    book = ""
    if not url:
        parts = [other.evidence.page for other in site.citing.pages[:_PARTS]]
        # Google Scholar wants a PDF in the folder of its page, and this one is of the whole.
        book = f"{site.publication.site_url}briefing.pdf" if site.has_book else ""
    own = page.citables[0]
    cited = site.citing.find_cited(page)
    schema = write_schema(site.publication, own, page.evidence.sections, parts, cited)
    return {
        "publication": site.publication,
        "citable": own,
        "parts": parts,
        "pdf": book,
        "schema": schema,
    }


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
