"""What a site consists of, part by part: each page, what is published beside it, and what is made of all together."""

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from ..book.book import make_book, make_parts
from ..cache import Part, make_digest, recall
from ..citing.exports import Citing, write_files, write_page_files
from ..citing.markdown_twin import write_twin
from ..claims.ledger import make_ledger, write_csv
from ..data import format_json
from ..editions.outcomes import list_corrections
from ..editions.published import Frames
from ..html import suit_readers
from ..pages.document import Document
from ..pages.footnotes import add_notes
from ..text import is_web
from ..web.assets import Assets
from ..web.search import list_entries, write_index
from .pages import RenderedPage, digest_engine
from .project import CITATIONS
from .site import Site


@dataclass(frozen=True)
class Outputs:
    """A site, and what is around its pages, the same for all of them."""

    site: Site
    config: MkDocsConfig
    env: Environment  # where the templates are
    nav: Navigation
    files: Mapping[str, Any]  # MkDocs' own, not all of it typed, by their names below `docs/`
    assets: Assets
    pages: Sequence[File]  # those of them that are pages

    def list_parts(self) -> Iterator[Part]:
        """Yield all parts of the site, the book last."""
        site, project, config = self.site, self.site.project, self.config
        made = {*project.made, *config.extra_templates}
        theirs = {
            file.dest_uri: file.content_bytes
            for uri, file in self.files.items()
            if uri not in made and not file.is_documentation_page() and file.inclusion.is_included()
        }
        self._tell_pages()
        around = self._digest()
        whole = make_digest(around, project.digest, *(page.made_from for page in site.pages))
        for page in site.pages:
            yield (page.uri, self._digest_page(page, around), partial(self._render_page, page))
        for name in sorted(config.theme.static_templates):
            yield (
                name,
                whole if name == "sitemap.xml" else around,
                partial(self._render_template, name),
            )
        if project.editions:
            frames = Frames(
                project.editions,
                site.publication,
                site.citing.sources if site.citing else {},
                site.kept,
                self.env,
                get_context(self.nav, self.pages, self.config),
            )
            yield from frames.list_parts(around)
        yield ("redirects", around, self._render_redirects)
        yield ("whole", whole, self._write_whole)
        yield ("fonts", make_digest(*self.assets.names.values()), self.assets.cut_fonts)
        for path, content in {**theirs, **self.assets.files}.items():
            yield (path, make_digest(content), partial(dict[str, bytes], {path: content}))
        yield ("book", whole, self._make_book)

    def _make_book(self) -> Mapping[str, bytes]:
        """Return the PDF and the EPUB. Raise Refused where the book cannot hold what is written."""
        site, project = self.site, self.site.project
        if not (site.has_book and site.citing):
            return {}
        parts = make_parts(
            [page.evidence for page in site.pages], site.bodies, site.publication.site_url
        )
        return make_book(
            self.env,
            parts,
            site.publication,
            project.settings.cut_off,
            site.citing.short_names,
            project.cache,
        )

    def _tell_pages(self) -> None:
        """Tell MkDocs' pages what templates ask them for; which stand behind the claims, where any page makes some."""
        site, claiming = self.site, any(page.evidence.claims for page in self.site.pages)
        for page in site.pages:
            shown: Any = self.files[page.uri].page
            said = {
                "finding": page.evidence.lede,
                "head": site.make_head(page.url),
                "status": site.find_status(page),
                "is_apparatus": claiming and not page.evidence.claims and not shown.is_homepage,
            }
            shown.title, shown.meta = page.title, page.meta | said
            if page.shows_whole:  # the pages that it shows are what to find and to cite
                shown.canonical_url = self.config.site_url

    def _digest(self) -> str:
        """Return a digest of all that is said around pages, and of all that says it."""
        site, config = self.site, self.config
        settings = Path(config.config_file_path).read_text(encoding="utf-8")
        said = [
            site.publication,
            site.project.redirects,
            config.extra_css,
            config.extra_javascript,
            sorted(config.theme.static_templates),
            config.copyright,
            config.repo_url,
            config.edit_uri,
            [(page.url, page.meta.get("is_apparatus")) for page in self.nav.pages],
        ]
        return make_digest(
            digest_engine(),
            settings,
            repr(said),
            str(self.nav),
            *self.assets.names.values(),
            *(edition.data.sha256 for edition in site.project.editions),
            str(self.env.globals["look"]),
        )

    def _digest_page(self, page: RenderedPage, around: str) -> str:
        shown: Any = self.files[page.uri].page
        said = [
            shown.meta,
            *(
                (other.title, other.url, other.meta.get("finding"))
                for other in (shown.previous_page, shown.next_page)
                if other
            ),
        ]
        body = self.site.bodies[page.uri]
        return make_digest(around, page.made_from, "" if body is page.html else body, repr(said))

    def _render_page(self, page: RenderedPage) -> dict[str, str | bytes]:
        """Return a page as readers get it, as Markdown, and as it is cited."""
        site, file = self.site, self.files[page.uri]
        shown: Any = file.page
        shown.content, shown.active = suit_readers(site.bodies[page.uri]), True
        shown.toc = [part for part in page.passages if part.what == "section" and part.level < 3]
        try:
            text = self.env.get_template("main.html").render(
                get_context(self.nav, self.pages, self.config, shown)
            )
        finally:
            shown.active = False
        made: dict[str, str | bytes] = {file.dest_uri: text.encode("utf-8", "xmlcharrefreplace")}
        if not page.is_generated:
            source = Document(
                page.uri,
                page.uri,
                add_notes(site.project.by_uri[page.uri].text, site.project.notes),
            )
            made[f"{page.url}index.md"] = write_twin(
                source, site.publication.site_url + page.url, site.kept.data.pages
            )
        return made | (
            write_page_files(site.citing, site.cited[page.url])
            if site.citing and page.url in site.cited
            else {}
        )

    def _render_template(self, name: str) -> dict[str, bytes]:
        """Return a page that has no text of its own; nothing where the theme has none."""
        root = urlsplit(self.config.site_url or "/").path if name == "404.html" else "."
        text = (
            self.env.select_template([name, self.env.from_string("")])
            .render(get_context(self.nav, self.pages, self.config, base_url=root))
            .encode()
        )
        packed = {f"{name}.gz": gzip.compress(text, mtime=0)} if name == "sitemap.xml" else {}
        return {name: text, **packed} if text.strip() else {}

    def _render_redirects(self) -> dict[str, bytes]:
        return {
            f"{old}index.html": self.env.get_template("redirect.html")
            .render(config=self.config, root=root, url=new if is_web(new) else root + new)
            .encode()
            for old, new in self.site.project.redirects.items()
            for root in ["../" * old.count("/")]
        }

    def _write_whole(self) -> dict[str, str | bytes]:
        """Return what is made of all pages together."""
        site, project, publication = self.site, self.site.project, self.site.publication
        found = [
            (
                page.evidence.page.title,
                page.url,
                page.entries
                if body is page.html
                else recall(("entries", body), list_entries, body),
            )
            for page in site.pages
            for body in [site.bodies[page.uri]]
            if not (page.meta.get("search") or {}).get("exclude")
        ]
        headers = self._render_template("headers.html").get("headers.html", b"")
        made: dict[str, str | bytes] = {"_headers": headers, "search-index.js": write_index(found)}
        if {"claims.md", CITATIONS} & project.by_uri.keys():
            ledger = make_ledger(
                site.rows,
                publication,
                site.kept.passages,
                sources=project.bibliography.sources,
                cut_off=project.settings.cut_off,
                article=project.support.article,
            )
            made |= {"claims.json": format_json(ledger), "claims.csv": write_csv(ledger)}
        return made | (self._write_citations(site.citing) if site.citing else {})

    def _write_citations(self, citing: Citing) -> dict[str, str | bytes]:
        """Return what is made of all that can be cited: exports, feeds, the picture for link previews."""
        site, publication, editions = self.site, self.site.publication, self.site.project.editions
        mended = [(new.version, list_corrections(old, new)) for old, new in pairwise(editions)][
            ::-1
        ]
        card = {"assets/card.png": site.card.result()} if site.card else {}
        return {
            **write_files("sources", citing.sources.values(), citing),
            **card,
            **{
                name: self.env.get_template(template).render(
                    publication=publication,
                    version=publication.version,
                    pages=citing.pages,
                    corrections=shown,
                )
                for name, template, shown in (
                    ("feed.xml", "feed.html", None),
                    ("corrections.xml", "feed.html", mended),
                    ("llms.txt", "llms.txt", None),
                )
            },
        }
