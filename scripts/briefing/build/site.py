"""Putting a site together once its pages are rendered: slots, citations, metadata, files, checks of the whole."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment

from ..book.book import make_book
from ..book.print_page import SLOT, list_pages, make_parts
from ..citing.citable import Publication
from ..citing.forms import FORMS, Citing, make_citing
from ..citing.head import Head, make_head
from ..citing.styles import StyledSources
from ..claims.ledger import Row, make_figures, make_rows
from ..claims.records import PageAddress, PageEvidence, Section
from ..claims.source_list import ViewError, fill, view_sources
from ..editions.changes import PageChange, compare_editions, find_since
from ..editions.frozen import lead_out, lead_out_markdown, write_comparisons
from ..editions.manifest import Edition, FrozenPage, Version
from ..editions.passages import find_passages
from ..editions.promises import Pages
from ..editions.versions import link_live
from ..pages.footnotes import NoteRegistry, resolve
from ..problems import Problem
from .project import Project
from .settings import BriefingSettings

CITATIONS = "cite.md"
_PARTS = 20
"""How many pages the head of the front page names, which would grow with the site; the sitemap names all."""


@dataclass(frozen=True)
class RenderedPage:
    """One page after Markdown, its slots still empty."""

    evidence: PageEvidence
    html: str
    description: str
    is_view: bool
    """Whether it shows other pages again and is neither cited nor frozen by itself."""
    is_searched: bool
    """Whether the search finds it."""

    @property
    def uri(self) -> str:
        """Its file below `docs/`."""
        return self.evidence.page.uri


@dataclass(frozen=True)
class Status:
    """Where a live page stands among the editions."""

    version: Version
    """The newest."""
    sections: Sequence[tuple[Section, Version, bool]]
    """Each with the edition that first had its present words, and whether an earlier one had others."""

    @property
    def is_uniform(self) -> bool:
        """Whether all sections have had their words since the same edition."""
        return len({since.number for _, since, _ in self.sections}) == 1


@dataclass(frozen=True)
class Assembly:
    """All that is known of a site at that time."""

    project: Project
    settings: BriefingSettings
    publication: Publication
    pages: Sequence[RenderedPage]
    """In reading order."""
    editions: Sequence[Edition]
    version: Version
    """What the pages are published as."""
    env: Environment
    """Where the templates are."""
    cache: Path
    styled_sources: Future[StyledSources] | None
    """Begun before the pages were rendered; None where nothing can be cited."""
    faults: list[Problem] = field(default_factory=list)
    """Slots that could not be filled."""

    @cached_property
    def evidence(self) -> list[PageEvidence]:
        """The records of all pages."""
        return [page.evidence for page in self.pages]

    @cached_property
    def citing(self) -> Citing | None:
        """All citations; None where the site has no page of citations, or no sources."""
        if not self.styled_sources:
            return None
        described = [(page.evidence, page.description) for page in self.pages if not page.is_view]
        return make_citing(self.publication, described, self.project.bibliography.sources,
                           self.styled_sources, self.cache)

    @cached_property
    def bodies(self) -> dict[str, str]:
        """The HTML of each page with its slots filled, by its file. What shows other pages comes last.

        Before it comes the page of citations, which waits for pandoc.
        """
        bodies: dict[str, str] = {}
        for page in sorted(self.pages, key=lambda page: (SLOT in page.html, page.uri == CITATIONS)):
            try:
                bodies[page.uri] = self.fill(page.html, page.evidence.page, bodies)
            except ViewError as error:
                bodies[page.uri] = page.html
                self.faults.append(_find_view(self.project, page.uri, *error.args))
        return bodies

    @cached_property
    def has_book(self) -> bool:
        """Whether there is a page that shows the whole, and so a PDF and an EPUB of it."""
        return self.citing is not None and any(SLOT in page.html for page in self.pages)

    @cached_property
    def book(self) -> Mapping[str, bytes]:
        """The PDF and the EPUB; nothing where no page shows the whole. Raises BookError for what they cannot hold."""
        if not self.has_book:
            return {}
        parts = make_parts(list_pages(self.evidence), self.bodies, self.publication.site_url)
        shorts = {key: source.short for key, source in self.project.bibliography.sources.items()}
        return make_book(self.env, parts, self.publication, self.settings.cut_off, shorts, self.cache)

    @cached_property
    def passages(self) -> Pages:
        """The words of each page that an edition keeps, by its address."""
        return {page.evidence.page.url: find_passages(self.bodies[page.uri]) for page in self.frozen}

    @cached_property
    def frozen(self) -> list[RenderedPage]:
        """The pages that an edition keeps."""
        return [page for page in self.pages if not page.is_view]

    @cached_property
    def rows(self) -> list[Row]:
        """The ledger of claims."""
        return make_rows(self.evidence, self.project.bibliography.sources)

    @cached_property
    def _shown(self) -> dict[str, Any]:
        sources, rows = self.project.bibliography.sources, self.rows
        views = view_sources(sources, self.project.notes, rows, self.evidence, self.project.links)
        return {"rows": rows, "figures": make_figures(rows), "citing": self.citing, "names": FORMS,
                "sources": views, "states": {view.source.key: view.state for view in views if view.state},
                "shorts": {key: source.short for key, source in sources.items()},
                "editions": self.editions, "version": self.version, "changes": self.compare}

    def fill(self, text: str, page: PageAddress, bodies: Mapping[str, str]) -> str:
        """Replace each slot in a page's HTML by its view; `bodies` is the HTML of the other pages."""
        return fill(text, self.env, self._show(text, page, bodies))

    def _show(self, text: str, page: PageAddress, bodies: Mapping[str, str], **more: bool) -> dict[str, Any]:
        """Give what templates show. `plain` leaves out scripts, `frozen` what is only made for current pages."""
        parts = make_parts(list_pages(self.evidence), bodies, page.root) if SLOT in text else ()
        return {**self._shown, "root": page.root, "page": page, "parts": parts, **more}

    def compare(self, number: int) -> list[PageChange]:
        """Give what changed from the edition before to edition `number`."""
        return compare_editions(self.editions[number - 2], self.editions[number - 1])

    def describe(self) -> dict[str, Head]:
        """Give the metadata of each page that can be cited, by its file."""
        if not self.citing:
            return {}
        site, pages = self.publication.site_url, self.citing.pages
        parts = [page.evidence.page for page in pages[:_PARTS]]
        return {page.evidence.page.uri: make_head(
            self.publication, page.evidence, page.citables[0], self.citing.find_items(page), f"{site}assets/card.png",
            # Google Scholar wants a PDF in the folder of its page, and this one is of the whole.
            parts, f"{site}briefing.pdf" if self.has_book and not page.evidence.page.url else "",
            link_live(self.editions, page.evidence.page.url, site)) for page in pages}

    def find_status(self, uri: str) -> Status | None:
        """Tell since which edition each section of a page reads as it does; None for what no edition keeps."""
        page = next((page.evidence for page in self.frozen if page.uri == uri), None) if self.editions else None
        if page is None:
            return None
        found = [(section, find_since(self.editions, f"{page.page.url}#{section.id}")) for section in page.sections]
        return Status(self.editions[-1].version, [(section, *since) for section, since in found if since])

    def freeze(self) -> list[FrozenPage]:
        """Give the pages as an edition keeps them: links out of it lead to the live site."""
        return [self._freeze(page.evidence.page) for page in self.frozen]

    def _freeze(self, page: PageAddress) -> FrozenPage:
        urls, uris = ([getattr(page.evidence.page, name) for page in self.frozen] for name in ("url", "uri"))
        document = next(document for document in self.project.documents if document.uri == page.uri)
        text = resolve(lead_out_markdown(document, uris), self.registry)
        shown = self._show(text, page, self.bodies, plain=True, frozen=True)
        markdown = fill(text, self.env, shown, lambda html: lead_out(html, page.url, urls))
        return FrozenPage(page.uri, page.url, page.title, markdown, self.passages[page.url])

    def resolve(self) -> dict[str, str]:
        """Give the Markdown of each page by its file, with its citations resolved and its slots filled."""
        texts = {document.uri: document.text for document in self.project.documents} | write_comparisons(self.editions)
        resolved = {page.evidence.page: resolve(texts[page.uri], self.registry) for page in self.pages}
        return {page.uri: fill(text, self.env, self._show(text, page, self.bodies, plain=True))
                for page, text in resolved.items()}

    @property
    def registry(self) -> NoteRegistry:
        """What turns citations into notes."""
        return NoteRegistry(self.project.bibliography.data, self.project.notes)


def _find_view(project: Project, uri: str, view: str, reason: str) -> Problem:
    document = project.by_uri.get(uri)
    text, slot = document.text if document else "", f"<!-- briefing: {view}"
    line = text[:max(text.find(slot), 0)].count("\n") + 1
    return Problem(document.path if document else uri, line, f"the view '{view}' cannot be filled: {reason}",
                   "broken-view")
