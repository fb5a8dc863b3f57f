"""The second stage of a build: a page after Markdown, with its labels, its records, and its faults.

A rendered page holds all that follows from its own text and the sources that it cites. Its slots
are empty until all pages are known (`site.py`).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from mkdocs.structure.pages import Page

from ..answers import keep_last
from ..claims.evidence import Library
from ..claims.later import list_beside
from ..claims.record_files import PageRecords, list_shared
from ..claims.statements import PageEvidence
from ..claims.walk import Context, walk_page
from ..editions.editions import is_about_editions
from ..editions.passages import find_passages
from ..figures.forecasts import find_outcomes
from ..html import Node, get, parse, read, write
from ..pages.document import Document, PageTree, make_url
from ..pages.page_rules import check_page
from ..pages.passage import Passage
from ..pages.publication import SOURCES_PAGE, PageAddress
from ..pages.safety import UNSAFE
from ..problems import Problem
from ..sources.bibliography import Bibliography
from ..text import resolve
from ..web.search import Place, list_places
from ..web.templates import SlotFault
from .project import Project

# A remark of an author's, which no reader sees: a comment that is no slot. In a text `<` is `&lt;`.
_REMARK = re.compile(r"\s*<!--(?! briefing: ).*?-->(?:\s*(?=\n))?", re.S)
_WHOLE = "whole"  # the slot that shows all other pages, and so is filled last


@dataclass(frozen=True)
class RenderedPage:
    """One page after Markdown, with its labels and its records; a site fills its slots."""

    uri: str  # its file below `docs/`
    url: str  # its address from the root of the site
    is_generated: bool  # it shows other pages or lists editions, and is neither cited nor frozen
    shows_whole: bool  # it shows all others, as the page for printing does
    slots: Sequence[str]  # what its slots ask for: `sources added`
    has_words: bool  # of its own
    keys: Sequence[str]  # those of the sources that it cites, by claims or otherwise
    evidence: PageEvidence
    html: str  # of its article
    headings: Collection[str]  # the ids of its own; slots may bring others
    title: str  # as the navigation has it
    meta: dict[str, Any]  # its front matter, as far as it is known
    problems: Sequence[Problem]  # what it may not hold
    unfilled: Sequence[SlotFault] = ()  # slots that cannot be filled

    @property
    def description(self) -> str:
        """What its front matter says of it to who has not read it."""
        return str(self.meta.get("description", ""))

    @property
    def tree(self) -> Node:
        """Its article as it stands, parsed anew: a tree takes ten times the room of its text."""
        return parse(self.html)

    @cached_property
    def ids(self) -> list[str]:
        """The ids of its elements, in order."""
        return [get(node, "id") for node in self.tree.css("[id]")]

    @property
    def links(self) -> frozenset[str]:
        """The paths from the root of the site to which its links and pictures lead."""
        nodes = self.tree.css("a[href], img[src]")
        links = {get(node, "href") or get(node, "src") for node in nodes}
        paths = {urlsplit(resolve(self.url, link)).path for link in links}
        return frozenset(map(unquote, paths))

    @cached_property
    def passages(self) -> list[Passage]:
        """What an edition keeps of it."""
        return find_passages(self.tree)

    @cached_property
    def places(self) -> list[Place]:
        """What a search finds in it."""
        return list_places(self.tree)


def make_context(project: Project) -> Context:
    """Return what the labels of all pages need to know of the site."""
    by_uri = project.by_uri
    sources, cut_off = project.bibliography.sources, project.settings.cut_off
    telling = [uri for uri in project.settings.tell_later if uri in by_uri]
    shown_at = project.find_url("forecasts")
    outcomes = find_outcomes(project.figures, shown_at) if shown_at else {}
    return Context(
        library=Library(sources, project.records.held),
        shared=list_shared(project.records) if SOURCES_PAGE in by_uri else (),
        beside=list_beside(project.records, sources, outcomes, telling, cut_off),
    )


class _Given(NamedTuple):
    """All that a rendered page is made of."""

    html: str  # what its Markdown has become
    title: str
    meta: dict[str, Any]
    document: Document | None  # None where MkDocs has made the page
    records: PageRecords
    bibliography: Bibliography
    context: Context


def render_page(page: Page, html: str, project: Project, context: Context) -> RenderedPage:
    """Return a page whose Markdown has just become `html`.

    Where it holds what a browser might act on, it is shown as text.
    """
    uri = page.file.src_uri
    given = _Given(
        html=html,
        title=str(page.title),
        meta=dict(page.meta),
        document=project.by_uri.get(uri),
        records=project.records.of_page(uri),
        bibliography=project.bibliography,
        context=context,
    )
    return _render(uri, given)


@keep_last
def _render(uri: str, given: _Given) -> RenderedPage:
    html, context, bibliography = given.html, given.context, given.bibliography
    document = given.document or Document(uri, uri, "")
    address = PageAddress(uri, make_url(uri), str(given.meta.get("title") or given.title))
    tree = parse(html)
    known = bibliography.sources if bibliography.is_readable else None
    unlabelled = PageTree(document, tree, known, bibliography.path)
    problems = check_page(unlabelled) if given.document else []
    is_whole = _WHOLE in unlabelled.slots
    is_generated = is_whole or is_about_editions(uri)
    has_words = bool(read(tree))
    evidence = walk_page(tree, address, document, context, given.records)
    is_unsafe = any(problem.code in UNSAFE for problem in problems)
    return RenderedPage(
        uri=uri,
        url=address.url,
        is_generated=is_generated,
        shows_whole=is_whole and not is_unsafe,
        slots=[] if is_unsafe else unlabelled.slots,
        has_words=has_words,
        keys=unlabelled.keys,
        evidence=evidence,
        html=escape(html) if is_unsafe else _REMARK.sub("", write(tree)),
        headings={get(node, "id") for node in tree.css("h1[id], h2[id], h3[id]")},
        title=given.title,
        meta=given.meta,
        problems=problems,
    )
