"""What a site consists of, part by part: each page, what is published beside it, and what is made of all together."""

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, TemplateNotFound
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from ..addresses import is_web
from ..book.book import make_book, make_parts
from ..cache import Memory, make_digest
from ..citing.exports import write_files, write_page_files
from ..citing.markdown_twin import write_twin
from ..claims.ledger import write_csv, write_json
from ..editions.outcomes import list_corrections
from ..editions.published import Present, publish_editions
from ..pages.document import Document
from ..pages.footnotes import resolve
from ..web.policy import write_headers
from ..web.preview_image import draw_card
from ..web.reader_view import suit_readers
from ..web.search import Entry, list_entries, write_index
from .adapt import makes_redirects
from .addresses import list_made_files
from .pages import RenderedPage, digest_engine
from .parts import Part
from .site import Site

MAP = "sitemap.xml"


@dataclass(frozen=True)
class Frame:
    """What is around the pages, and the same for all of them."""

    config: MkDocsConfig
    env: Environment  # where the templates are
    nav: Navigation
    pages: Mapping[str, File]  # MkDocs' own files of all pages, by their names
    lasting: Mapping[str, bytes]  # the published styles and scripts by their paths
    memory: Memory

    def digest(self, site: Site) -> str:
        """Return a digest of all that it says, and of all that says it."""
        config, folder = self.config, Path(str(self.config.theme.custom_dir))
        templates = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
        settings = Path(config.config_file_path).read_text(encoding="utf-8")
        named = [site.publication, site.version, site.project.redirects, config.extra_css, config.extra_javascript,
                 sorted(config.theme.static_templates), config.copyright, config.repo_url, config.edit_uri]
        return make_digest(digest_engine(), settings, repr(named), repr(_list_items(self.nav.items)),
                           *self.lasting, *(edition.data.sha256 for edition in site.project.editions),
                           *(path.read_bytes() for path in templates))

    def render_page(self, file: File, page: RenderedPage, site: Site) -> dict[str, bytes]:
        """Return a page as readers get it."""
        shown: Any = file.page
        shown.content, shown.toc, shown.active = suit_readers(site.bodies[page.uri]), page.toc, True
        shown.meta |= {"head": site.heads.get(page.uri), "status": site.statuses.get(page.uri)}
        try:
            context = get_context(self.nav, list(self.pages.values()), self.config, shown)
            text = self.env.get_template("main.html").render(context)
            return {file.dest_uri: text.encode("utf-8", "xmlcharrefreplace")}
        finally:
            shown.active = False

    def render_template(self, name: str) -> dict[str, bytes]:
        """Return a page that has no text of its own; nothing where the theme has none."""
        root = urlsplit(self.config.site_url or "/").path if name == "404.html" else "."
        try:
            template = self.env.get_template(name)
        except TemplateNotFound:
            return {}
        text = template.render(get_context(self.nav, list(self.pages.values()), self.config, base_url=root)).encode()
        packed = {f"{name}.gz": gzip.compress(text, mtime=0)} if name == MAP else {}
        return {name: text, **packed} if text.strip() else {}

    def render_redirects(self, redirects: Mapping[str, str]) -> dict[str, bytes]:
        """Return our page for each that has moved."""
        render = partial(self.env.get_template("redirect.html").render, config=self.config)
        return {f"{old}index.html": render(root=root, url=new if is_web(new) else root + new).encode()
                for old, new in redirects.items() for root in ["../" * old.count("/")]}


def mark_apparatus(site: Site, files: Files) -> None:
    """Tell the pages that stand behind the claims, where any page makes some: sources, ledger, method."""
    claiming = {page.uri for page in site.pages if page.evidence.claims}
    for uri in site.bodies:
        page: Any = files.src_uris[uri].page
        page.meta["is_apparatus"] = bool(claiming) and uri not in claiming and not page.is_homepage


def list_files(site: Site, frame: Frame, files: Files) -> Iterator[Part]:
    """Yield the files that are there already, each as a part: styles and scripts, and the author's own."""
    made = {*list_made_files(site.project.by_uri), *frame.config.extra_templates}
    theirs: Iterable[Any] = (file for file in files if not file.is_documentation_page() and file.src_uri not in made)
    for path, content in (*frame.lasting.items(),
                          *((file.dest_uri, file.content_bytes) for file in theirs if file.inclusion.is_included())):
        yield Part(path, make_digest(content), partial(dict[str, str | bytes], {path: content}))


def list_parts(site: Site, frame: Frame) -> Iterator[Part]:
    """Yield all parts of a site that are made of pages, but the book."""
    around = frame.digest(site)
    all_of_it = make_digest(around, site.project.digest, *(page.made_from for page in site.pages))
    for page in site.pages:
        file: Any = frame.pages[page.uri]
        yield Part(page.uri, _digest_page(site, page, file.page, around), partial(frame.render_page, file, page, site))
    cited = {page.evidence.page.uri: page for page in site.citing.pages} if site.citing else {}
    for page in site.frozen:
        made_from = make_digest(around, page.made_from)
        yield Part(f"{page.uri} as Markdown", made_from, partial(_write_twin, site, page))
        if site.citing and page.uri in cited:
            yield Part(f"{page.uri} to cite", made_from, partial(write_page_files, site.citing, cited[page.uri]))
    for name in sorted(frame.config.theme.static_templates):
        yield Part(name, all_of_it if name == MAP else around, partial(frame.render_template, name))
    if site.project.editions:
        made_from = make_digest(around, site.project.digest, *(page.url for page in site.frozen))
        yield Part("editions", made_from, partial(_publish_editions, site, frame))
    if makes_redirects(frame.config):
        yield Part("redirects", around, partial(frame.render_redirects, site.project.redirects))
    yield Part("whole", all_of_it, partial(_write_whole, site, frame))


def make_book_part(site: Site, env: Environment) -> Part:
    """Return the PDF and the EPUB. To make them raises Refused where the book cannot hold what is written."""
    made_from = make_digest(digest_engine(), site.project.digest, *(page.made_from for page in site.pages))
    return Part("book", made_from, partial(_make_book, site, env))


def _digest_page(site: Site, page: RenderedPage, shown: Any, around: str) -> str:
    beside = filter(None, (shown.previous_page, shown.next_page))
    near = [(other.title, other.url, other.meta.get("finding")) for other in beside]
    words = "" if site.bodies[page.uri] is page.html else site.bodies[page.uri]
    return make_digest(around, page.made_from, words, repr(near), repr(shown.meta.get("is_apparatus")),
                       repr(site.statuses.get(page.uri)), repr(site.heads.get(page.uri)))


def _write_twin(site: Site, page: RenderedPage) -> dict[str, str]:
    document, uris = site.project.by_uri[page.uri], [other.uri for other in site.frozen]
    text = resolve({page.uri: document.text}, site.project.notes)[page.uri]
    return {f"{page.url}index.md": write_twin(Document(page.uri, page.uri, text),
                                              site.publication.site_url + page.url, uris)}


def _write_whole(site: Site, frame: Frame) -> dict[str, str | bytes]:
    """Return what is made of all pages together."""
    publication = site.publication
    made: dict[str, str | bytes] = {"_headers": write_headers(frame.lasting),
                                    "search-index.js": write_index(_list_searched(site, frame.memory))}
    if "claims.md" in site.project.by_uri:
        made |= {"claims.csv": write_csv(site.rows, publication.site_url), "claims.json": _write_ledger(site)}
    if site.citing:
        line, editions = f"{publication.version.capitalize()}, {site.version.day}", site.project.editions
        made |= write_files("sources", site.citing.sources.values(), site.citing)
        made["assets/card.png"] = draw_card(publication.title, publication.abstract, line, site.project.cache)
        corrections = [(new.version, list_corrections(old, new)) for old, new in pairwise(editions)][::-1]
        for name, template, shown in (("feed.xml", "feed.html", None), ("corrections.xml", "feed.html", corrections),
                                      ("llms.txt", "llms.txt", None)):
            made[name] = frame.env.get_template(template).render(
                publication=publication, editions=editions, version=site.version, pages=site.citing.pages,
                corrections=shown)
    return made


def _write_ledger(site: Site) -> str:
    """Return the ledger as data, with what a reader who has nothing else needs to know of it."""
    publication = site.publication
    about = {"title": publication.title, "cut_off": site.project.settings.cut_off.isoformat(),
             "edition": publication.version, "date": publication.date.isoformat(), "licence": publication.licence,
             "article": site.project.support.article or None}
    sums = {address: passage.sha256 for address, passage in site.kept.passages.items()}
    return write_json(site.rows, site.project.bibliography.sources, about, publication.site_url, sums)


def _publish_editions(site: Site, frame: Frame) -> dict[str, bytes | str]:
    shown = get_context(frame.nav, list(frame.pages.values()), frame.config)
    return publish_editions(site.project.editions, Present(
        site.publication, site.citing.sources if site.citing else {}, site.kept, frame.env, shown))


def _make_book(site: Site, env: Environment) -> Mapping[str, bytes]:
    if not (site.has_book and site.citing):
        return {}
    parts = make_parts([page.evidence for page in site.pages], site.bodies, site.publication.site_url)
    return make_book(env, parts, site.publication, site.project.settings.cut_off, site.project.short_names,
                     site.project.cache)


def _list_searched(site: Site, memory: Memory) -> Iterator[tuple[str, str, Sequence[Entry]]]:
    for page in site.pages:
        if page.is_searched:
            body = site.bodies[page.uri]
            yield page.evidence.page.title, page.url, page.entries if body is page.html else memory.recall(
                ("entries", body), partial(list_entries, body))


def _list_items(items: Sequence[Any]) -> list[object]:
    """Return what a navigation says."""
    return [(item.title, getattr(item, "url", None), item.is_page and item.meta.get("is_apparatus"),
             _list_items(item.children or [])) for item in items]
