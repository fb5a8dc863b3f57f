"""What a site consists of besides the pages that MkDocs writes.

That is what is published beside a page, what is made of all pages together, and the editions. Each
function yields files: the path from the root of the site, and the content, or what makes it.
"""

from collections.abc import Collection, Iterator
from functools import cache, partial
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.structure.files import Files
from mkdocs.utils.templates import TemplateContext

from ..answers import keep_last
from ..book.book import EPUB, PDF, make_book
from ..book.whole import cut_parts
from ..citing.exports import write_files, write_page_files
from ..citing.record import CitablePage
from ..citing.twin import write_twin
from ..citing.ways import offer_citations, write_citation
from ..claims.dataset import make_ledger
from ..claims.spreadsheet import write_csv
from ..editions.published import Frames
from ..editions.whereabouts import Status, find_status
from ..figures.tables import write_csv as write_table
from ..figures.tables import write_json
from ..folders import Content
from ..html import Node, classes, lead_links, parse, suit_readers, write
from ..pages.passage import Passage
from ..pages.publication import CITATIONS_PAGE, CLAIMS_PAGE, PRINT_PAGE
from ..problems import Problem, Refused, nearest
from ..text import is_web, make_sum
from ..web.assets import draw_card
from ..web.frame import (
    CITE,
    MOVED,
    add_depth_line,
    group_sections,
    link_sections,
    list_optional,
    list_scripts,
    list_styles,
)
from ..web.search import write_index
from ..yamldata import format_json
from .build import Build
from .log import explain
from .page import RenderedPage
from .project import Project
from .schemas import list_schemas
from .settings import locate
from .site import Site, find_sort, find_where, make_head

_KEPT = ("data-event", "data-check")  # what a clause's record says: an edition reads it, no reader
_LOOKS = {"clause", "changed"}  # classes of a clause that a style asks for

File = tuple[str, Content]  # its path from the root of the site, and its content


def dress_pages(site: Site, files: Files, *, is_sound: bool) -> None:
    """Give MkDocs' pages what their template asks them, and the ids to which links may lead.

    Where the site has a fault, MkDocs does not ask for ids: one that is missing may follow from it.
    """
    for page in site.pages:
        file = files.src_uris[page.uri]
        shown: Any = file.page  # templates ask it for more than MkDocs has declared
        shown.title = page.title
        sort = find_sort(site, page)
        shown.content = _write_article(page.uri, page, site.cited.get(page.url), sort)
        shown.present_anchor_ids = {*page.ids} if is_sound else None
        shown.toc = _list_contents(site, page)
        shown.slots = page.slots
        shown.meta = page.meta | {
            "head": make_head(site, page),
            "status": _find_status(site, page),
            "cited": write_citation(site.cited[page.url].citables[0])
            if page.url in site.cited
            else "",
            "sort": sort,
        }
        if page.shows_whole:  # the pages that it shows are what to find and to cite
            shown.canonical_url = site.publication.site_url


def _find_status(site: Site, page: RenderedPage) -> Status | None:
    """Return where a page stands among the editions; None where none keeps it."""
    editions = site.project.editions
    if page.is_generated or not editions:
        return None
    return find_status(page.evidence, page.passages, editions, site.differing)


@keep_last
def _write_article(_uri: str, page: RenderedPage, cited: CitablePage | None, sort: str) -> str:
    """Return the HTML of an article as readers get it; `cited` is what can be cited on it."""
    body = parse(page.html)
    if cited:
        offer_citations(body, cited)
    if page.evidence.claims and not page.evidence.page.is_front:
        link_sections(body, {each.id: each.title for each in page.passages})
        add_depth_line(body)
    if sort == "front":
        group_sections(body)
    _leave_out(body, page)
    suit_readers(body)
    return write(body)


def _leave_out(body: Node, page: RenderedPage) -> None:
    """Take away what only editions read of clauses, and the path before an id of the same page."""
    for name in _KEPT:
        for node in body.css(f"[{name}]"):
            del node.attrs[name]
    for clause in body.css("span.clause"):
        clause.attrs["class"] = " ".join(name for name in classes(clause) if name in _LOOKS)
    own = f"../{page.url}#"
    lead_links(body, lambda link: f"#{link.removeprefix(own)}" if link.startswith(own) else link)


def _list_contents(site: Site, page: RenderedPage) -> list[Passage]:
    """Return the sections that the contents of a page name: those of its own text."""
    lowest = 3 if page.evidence.claims else 2
    sections = [
        each for each in page.passages if each.what == "section" and each.id in page.headings
    ]
    return [each for each in sections if each.level <= lowest]


def list_outputs(
    build: Build, env: Environment, shown: TemplateContext
) -> tuple[dict[str, Content], list[Problem]]:
    """Return all files of a site but its pages, static files and book, and what is wrong with them.

    `env` has the templates, `shown` is what MkDocs gives to them.
    """
    files = dict(_list_files(build.site, env, shown))
    made = [*build.assets.files, *files, *([PDF, EPUB] if build.site.has_book else [])]
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
    for page in build.site.pages:
        for name in missing & page.links if not page.shows_whole else ():
            place = project.find_line(page.uri, PurePath(name).name)
            yield _report_missing(name, project.folder, made).at(*place)
    for name in missing.intersection(build.entries):
        yield _report_missing(name, project.folder, made).at(*locate(project.file, name))


def _report_missing(name: str, folder: str, made: Collection[str]) -> Problem:
    message = f"'{name}' is no file in {folder}/, and no build makes it"
    return Problem(message, "broken-link", nearest(name, made))


def _list_files(site: Site, env: Environment, shown: TemplateContext) -> Iterator[File]:
    if site.citing:
        yield "assets/card.png", partial(_draw_card, site, env)
    for page in site.pages:
        yield from _list_beside(site, page)
    yield from _list_redirects(site, env, shown)
    yield from _list_whole(site, env, shown)
    yield from _list_tables(site)
    yield from _list_citations(site, env)
    urls, editions = {page.url for page in site.kept}, site.project.editions
    is_cited = site.citing is not None
    frames = Frames(editions, site.publication, is_cited, site.redirects, urls, env, shown)
    yield from frames.list_files()


def list_unused_assets(site: Site) -> set[str]:
    """Return the stylesheets and scripts that no page of the site asks for: none are published."""
    shown = [(find_sort(site, page), page.slots) for page in site.pages]
    if site.project.editions[1:]:
        shown.append(("", ["changes"]))  # pages that say what changed from one to the next
    asked = set[str]()
    for sort, slots in shown:
        asked.update(list_styles(sort, slots, site.project.figures), list_scripts(slots))
    asked |= {MOVED} if site.redirects else set()
    asked |= {CITE} if site.citing else set()
    return list_optional() - asked


def _list_beside(site: Site, page: RenderedPage) -> Iterator[File]:
    """Yield a page as Markdown, and as it is cited."""
    if page.uri in site.project.by_uri:
        yield f"{page.url}index.md", partial(_write_twin, site, page)
    if site.citing and page.url in site.cited:
        yield from write_page_files(site.citing, site.cited[page.url]).items()


def _write_twin(site: Site, page: RenderedPage) -> str:
    """Return the Markdown of a page; on the page of the whole, ids have a key.

    It names the address where its words stay, but not in a draft.
    """
    where = find_where(site, page)
    is_kept = not site.publication.version.is_draft and where.frozen != where.live
    claims = {claim.id: claim for claim in page.evidence.claims}
    if page.shows_whole:
        every = [row.claim for row in site.rows]
        claims = {claim.page.find_key(claim.id): claim for claim in every}
    return write_twin(
        page.evidence.page,
        page.html,
        site.publication,
        description=page.description,
        frozen=where.frozen if is_kept else None,
        claims=claims,
    )


def _list_redirects(site: Site, env: Environment, shown: TemplateContext) -> Iterator[File]:
    """Yield a page for each address that moved; it leads on."""
    for old, new in site.project.redirects.items():
        root = "../" * old.count("/")
        target = new if is_web(new) else root + new
        template = env.get_template("redirect.html")
        yield f"{old}index.html", template.render(config=shown["config"], root=root, url=target)


def _list_whole(site: Site, env: Environment, shown: TemplateContext) -> Iterator[File]:
    """Yield what is made of all pages together."""
    headers = env.select_template(["headers.html", env.from_string("")])
    base = urlsplit(site.publication.site_url).path or "/"
    yield "_headers", headers.render(shown, base=base)
    searched = [page for page in site.pages if "search" not in page.meta]  # which leaves it out
    yield (
        "search-index.js",
        lambda: write_index(
            (page.evidence.page.title, page.url, page.entries) for page in searched
        ),
    )
    has_claims = bool({CLAIMS_PAGE, CITATIONS_PAGE} & site.project.by_uri.keys())
    yield from list_schemas(site.project, has_claims=has_claims)
    if has_claims:
        sources = site.project.bibliography.sources
        find = cache(lambda: make_ledger(site.rows, site.publication, _list_sums(site), sources))
        yield "claims.json", lambda: format_json(find())
        yield "claims.csv", lambda: write_csv(find())


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


def _list_tables(site: Site) -> Iterator[File]:
    """Yield figures as tables."""
    for name, figure in sorted(site.project.figures.items()):
        table = figure.form.tabulate(site.shown)
        if table:
            yield f"figures/{name}.csv", write_table(table, site.publication.site_url)
            yield f"figures/{name}.json", write_json(table, site.publication.site_url)


def _list_citations(site: Site, env: Environment) -> Iterator[File]:
    """Yield what is made of all that can be cited: exports and the feed."""
    if site.citing is None:
        return
    sources = site.citing.find(site.citing.sources)
    yield from write_files(site.citing, "sources", sources).items()
    publication, editions = site.publication, site.project.editions
    versions = [edition.version for edition in reversed(editions)] or [publication.version]
    told = {edition.version.number: edition.data["changes"] for edition in editions}
    changes = {number: change["statements"] for number, change in told.items() if change}
    shown = {"publication": publication, "versions": versions, "changes": changes}
    yield "feed.xml", partial(env.get_template("feed.html").render, shown)
    shown = {"publication": publication, "version": publication.version, "pages": site.pages}
    yield "llms.txt", partial(env.get_template("llms.html").render, shown)


def set_book(
    site: Site, env: Environment, *, is_wanted: bool
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the PDF and the EPUB, or why they cannot hold what is written."""
    if site.citing is None or not (site.has_book and is_wanted):
        return {}, []
    evidence = [page.evidence for page in site.pages]
    texts = {page.uri: page.html for page in site.pages}
    parts = cut_parts(evidence, texts, root="")
    try:
        shorts = {key: source.short for key, source in site.citing.sources.items()}
        figures = site.project.figures.items()
        by_column = {name for name, figure in figures if figure.form.is_by_column}
        drawn = _draw_figure(site, env)
        return make_book(env, parts, site.publication, shorts, drawn, by_column), []
    except Refused as error:
        place = site.project.find_line(PRINT_PAGE, "")
        return {}, [Problem(explain(error), "book").at(*place)]


def _draw_figure(site: Site, env: Environment) -> tuple[str, str]:
    """Return title and SVG of the figure for the card and the cover; empty where none has one.

    It is the first by name that can be drawn for paper.
    """
    forms = [figure.form for _, figure in sorted(site.project.figures.items())]
    form = next((each for each in forms if each.paper_template), None)
    if form is None:
        return "", ""
    return form.title, env.get_template(form.paper_template).render(form=form, shown=site.shown)


def _draw_card(site: Site, env: Environment) -> bytes:
    """Return the picture for link previews."""
    publication = site.publication
    line = f"{publication.version.name.capitalize()}, {publication.version.day}"
    figure = _draw_figure(site, env)
    return draw_card(publication.title, publication.abstract, line, figure)
