"""The second stage of a build: pages are rendered one by one, and remembered from one build to the next. A rendered
page holds all that follows from its own text, the sources that it cites and the pictures that it shows. It is rendered
again where one of these has changed, or what all pages are made with: settings, names of files, engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mkdocs.structure.pages import Page

from ..cache import keep, make_digest, read_kept
from ..claims.labels import Context, label_page
from ..claims.records import PageAddress, PageEvidence
from ..editions.manifest import is_about_editions
from ..editions.passages import Passage, find_passages
from ..html import get, parse
from ..pages.document import Document, make_url
from ..pages.safety import UNSAFE, check_tree
from ..pages.vocabulary import BOXES, KINDS, VERDICTS, WORDS
from ..problems import Problem
from ..text import resolve
from ..web.search import Entry, list_entries
from ..web.templates import WHOLE
from ..words import format_edtf
from .project import CITATIONS, SOURCES, Project


@dataclass(frozen=True)
class RenderedPage:
    """One page after Markdown, with its labels and its records, its slots still empty."""

    made_from: str  # digest of all that it was made from
    uri: str  # its file below `docs/`
    url: str  # its address from the root of the site
    is_generated: bool  # whether it shows other pages, or lists editions, and is neither cited nor frozen itself
    shows_whole: bool  # whether it shows all others, as the page for printing does
    pictures: tuple[str, ...]  # the pictures that it shows, by their paths below `docs/`
    evidence: PageEvidence
    html: str
    title: str  # as the navigation has it
    meta: dict[str, Any]  # its front matter, as far as it is known
    problems: tuple[Problem, ...]  # what it may not hold
    passages: list[Passage]
    entries: list[Entry]  # what a search finds in it


@dataclass(frozen=True)
class Renderer:
    """What the pages of one build are rendered with."""

    project: Project
    settings: str  # the text of `mkdocs.yml`, and the names of all files that a page can lead to
    last: Mapping[
        str, RenderedPage
    ]  # the pages of the build before, in the same process, by their files

    @cached_property
    def _context(self) -> Context:
        project = self.project
        sources, cite = (
            make_url(uri) if uri in project.by_uri else "" for uri in (SOURCES, CITATIONS)
        )
        return Context(
            project.bibliography.sources,
            project.support,
            sources,
            cite,
            format_edtf(f"{project.settings.cut_off:%Y-%m}"),
            project.article.who if project.article else "",
        )

    @cached_property
    def _common(self) -> str:
        """Digest of what all pages are made with. What the context has by citation key follows from the sources."""
        context = {
            name: value
            for name, value in self._context._asdict().items()
            if not isinstance(value, Mapping)
        }
        return make_digest(
            digest_engine(), self.settings, repr((context, KINDS, BOXES, VERDICTS, WORDS))
        )

    def find(self, uri: str) -> RenderedPage | None:
        """Return a page as an earlier build has rendered it, if that would be done in the same way again."""
        document = self.project.by_uri.get(uri)
        found = self.last.get(uri) or (
            read_kept(self._name_file(uri), RenderedPage) if document else None
        )
        return (
            found
            if found and document and found.made_from == self._digest(document, found.pictures)
            else None
        )

    def make(self, page: Page, html: str) -> RenderedPage:
        """Return a page whose Markdown has just become `html`, and keep it; what a browser might act on is text."""
        uri = page.file.src_uri
        document = self.project.by_uri.get(uri) or Document(uri, uri, "")
        address = PageAddress(uri, make_url(uri), str(page.meta.get("title") or page.title))
        body = parse(html)
        problems = tuple(check_tree(document, body, self.project.article is not None))
        pictures = tuple(
            dict.fromkeys(
                unquote(resolve(address.url, get(image, "src"))) for image in body.css("img")
            )
        )
        is_generated = WHOLE in html or is_about_editions(uri)
        context = self._context._replace(cite_url="" if is_generated else self._context.cite_url)
        try:
            labelled, evidence = label_page(body, address, context)
        except RecursionError:  # deeper than what was just reported as too deep
            labelled, evidence = label_page("", address, context)
        shown = escape(html) if any(problem.code in UNSAFE for problem in problems) else labelled
        tree = parse(shown)
        made = RenderedPage(
            self._digest(document, pictures),
            uri,
            address.url,
            is_generated,
            WHOLE in shown,
            pictures,
            evidence,
            shown,
            str(page.title),
            dict(page.meta),
            problems,
            find_passages(tree, address.url, self.project.read_picture),
            list_entries(tree),
        )
        keep(self._name_file(uri), made)
        return made

    def _name_file(self, uri: str) -> Path:
        return self.project.cache / "pages" / f"{make_digest(uri)}.json"

    def _digest(self, document: Document, pictures: Iterable[str]) -> str:
        return make_digest(
            self._common,
            document.uri,
            document.text,
            *map(self.project.digest_source, document.keys),
            *map(self.project.read_picture, pictures),
        )


@cache
def digest_engine() -> str:
    """Return a digest of the code that makes a site, and of the packages whose work shows in every page."""
    packages = (
        "Markdown",
        "mkdocs",
        "mkdocs-bibtex",
        "mkdocs-material",
        "pymdown-extensions",
        "selectolax",
    )
    files = sorted(
        path for path in Path(__file__).parent.parent.rglob("*.*") if path.suffix != ".pyc"
    )
    return make_digest(*map(version, packages), *map(Path.read_bytes, files))
