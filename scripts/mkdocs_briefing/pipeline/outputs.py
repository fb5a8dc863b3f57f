"""What a site consists of besides the pages that MkDocs writes.

That is what is published beside a page, what is made of all pages together, and the editions. Each
function yields files: the path from the root of the site, and the content, or what makes it.
"""

from collections.abc import Collection, Iterator
from pathlib import PurePath

from jinja2 import Environment
from mkdocs.utils.templates import TemplateContext

from ..book.book import Manuscript, set_book, write_manuscript
from ..book.whole import cut_parts
from ..citing import citing_files
from ..citing.feed import Changes
from ..citing.twin import Twin
from ..claims import claim_files
from ..claims.dataset import Ledger, make_ledger
from ..editions.promises import list_ids
from ..editions.published import Frames
from ..figures import figure_files
from ..figures.figures import draw_on_paper
from ..folders import Content, File
from ..pages.publication import CITATIONS_PAGE, CLAIMS_PAGE, PRINT_PAGE, Version
from ..problems import Problem, Refused, nearest
from ..text import make_sum
from ..web import web_files
from ..web.frame import (
    CITE,
    MOVED,
    list_optional,
    list_scripts,
    list_styles,
)
from ..web.search import Found
from .build import Build
from .log import explain
from .page import RenderedPage
from .project import Project
from .schemas import list_schemas
from .settings import locate
from .site import Site, find_where


def list_outputs(
    build: Build, env: Environment, shown: TemplateContext
) -> tuple[dict[str, Content], list[Problem]]:
    """Return all files of a site but its pages, static files and book, and what is wrong with them.

    `env` has the templates, `shown` is what MkDocs gives to them.
    """
    files = dict(_list_files(build, env, shown))
    made = [*build.assets.files, *files, *build.site.book_files]
    return files, [*_find_taken(build.project, made), *_find_missing(build, made)]


def _find_taken(project: Project, made: Collection[str]) -> Iterator[Problem]:
    """What is made has an address of its own."""
    taken = {path.lower() for path in made}
    for name in project.files:
        if name.lower() in taken and not name.endswith(".md"):
            message = "the address of this file is that of a file that a build makes too"
            yield Problem(message, "same-address", "rename it").at(f"{project.folder}/{name}", 1)


def _find_missing(build: Build, made: Collection[str]) -> Iterator[Problem]:
    """What pages and the navigation lead to is made.

    What the page of the whole leads to is told at the pages that it shows.
    """
    project, missing = build.project, {*build.promised}.difference(made)
    told = (page for page in build.site.pages if missing and not page.shows_whole)
    for page in told:
        for name in missing & page.links:
            place = project.find_line(page.uri, PurePath(name).name)
            yield _report_missing(name, project.folder, made).at(*place)
    for name in missing.intersection(build.entries):
        yield _report_missing(name, project.folder, made).at(*locate(project.file, name))


def _report_missing(name: str, folder: str, made: Collection[str]) -> Problem:
    message = f"'{name}' is no file in {folder}/, and no build makes it"
    return Problem(message, "broken-link", nearest(name, made))


def _draw_first(site: Site, env: Environment) -> tuple[str, str]:
    """Return title and SVG of the figure that a card shows; empty where none can be drawn."""
    return next(iter(draw_on_paper(site.shown, env).values()), ("", ""))


def _list_files(build: Build, env: Environment, shown: TemplateContext) -> Iterator[File]:
    """Yield what each room publishes."""
    site, project, publication = build.site, build.project, build.site.publication
    twins = [_make_twin(site, page) for page in site.pages if page.uri in project.by_uri]
    yield from citing_files.list_twins(twins, publication)
    if site.citing:
        yield from citing_files.list_files(site.citing, twins, _list_told(site), env)
        yield from web_files.list_card(publication, lambda: _draw_first(site, env))
    yield from web_files.list_files(
        publication, build.assets.files, lambda: _list_found(site), env, shown
    )
    ids = {old: list_ids(project.editions, old) for old in project.redirects}
    yield from web_files.list_redirects(project.redirects, ids, env, shown)
    has_claims = bool({CLAIMS_PAGE, CITATIONS_PAGE} & project.by_uri.keys())
    yield from list_schemas(project, has_claims=has_claims)
    if has_claims:
        yield from claim_files.list_files(lambda: _make_ledger(site))
    yield from figure_files.list_files(site.shown, publication.site_url)
    urls = {page.url for page in site.kept}
    is_cited = site.citing is not None
    frames = Frames(project.editions, publication, is_cited, site.redirects, urls, env, shown)
    yield from frames.list_files()


def _make_twin(site: Site, page: RenderedPage) -> Twin:
    """Return a page as it is published as Markdown; on the page of the whole, ids have a key.

    It names the address where its words stay, but not in a draft.
    """
    where = find_where(site, page)
    is_kept = not site.publication.version.is_draft and where.frozen != where.live
    claims = {claim.id: claim for claim in page.evidence.claims}
    if page.shows_whole:
        every = [row.claim for row in site.rows]
        claims = {claim.page.find_key(claim.id): claim for claim in every}
    frozen = where.frozen if is_kept else None
    return Twin(page.evidence.page, page.html, page.description, frozen, claims)


def _list_told(site: Site) -> dict[Version, Changes]:
    """Return the statements that each edition changed, the newest first."""
    editions = reversed(site.project.editions)
    return {each.version: (each.data["changes"] or {}).get("statements", ()) for each in editions}


def _list_found(site: Site) -> Found:
    """Yield what the search finds on each page that does not want to be left out."""
    for page in site.pages:
        if "search" not in page.meta:
            yield page.evidence.page.title, page.url, page.places


def _make_ledger(site: Site) -> Ledger:
    """Return the claims of a site as data."""
    sources = site.project.bibliography.sources
    return make_ledger(site.rows, site.publication, _list_sums(site), sources)


def _list_sums(site: Site) -> dict[str, str]:
    """Return the sums of what is still said at an address as the newest edition has it.

    Editions before the seventh kept sums, of words and labels; later ones keep the words.
    """
    if not site.project.editions:
        return {}
    kept = site.project.editions[-1].passages
    return {
        address: kept[address].sha256 or make_sum(passage.words.encode())
        for address, passage in site.passages.items()
        if address in kept and kept[address].says_as(passage)
    }


def list_unused_assets(site: Site) -> set[str]:
    """Return the stylesheets and scripts that no page of the site asks for: none are published."""
    asked = {name for names in site.styles.values() for name in names}
    asked.update(*(list_scripts(page.slots) for page in site.pages))
    if site.project.editions[1:]:  # pages that say what changed from one to the next
        asked.update(list_styles("", ["changes"], {}))
    asked |= {MOVED} if site.redirects else set()
    asked |= {CITE} if site.citing else set()
    return list_optional() - asked


def write_book(site: Site, env: Environment) -> Manuscript | None:
    """Return what the PDF and the EPUB are made of; None for a site that has none."""
    if site.citing is None or not site.has_book:
        return None
    evidence = [page.evidence for page in site.pages]
    texts = {page.uri: page.html for page in site.pages}
    parts = cut_parts(evidence, texts, root="")
    shorts = {key: source.short for key, source in site.citing.sources.items()}
    return write_manuscript(env, parts, site.publication, shorts, draw_on_paper(site.shown, env))


def finish_book(
    site: Site, manuscript: Manuscript | None
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the PDF and the EPUB, or why they cannot hold what is written."""
    try:
        return set_book(manuscript) if manuscript else {}, []
    except Refused as error:
        place = site.project.find_line(PRINT_PAGE, "")
        return {}, [Problem(explain(error), "book").at(*place)]
