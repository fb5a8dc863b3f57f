"""The second stage of a build: a page after Markdown, with its labels, its records, and its faults.

A rendered page holds all that follows from its own text and the sources that it cites. Its slots
are still empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

from mkdocs.structure.pages import Page

from ..claims.checks import lead_to_earlier, lead_to_later
from ..claims.statements import SINCE_PAGE, PageAddress, PageEvidence
from ..claims.walk import Context, walk_page
from ..dates import format_edtf
from ..editions.editions import is_about_editions
from ..editions.passages import Passage, find_passages
from ..html import get, parse, read, write
from ..pages.document import Document, PageTree, make_url
from ..pages.rules import check_page
from ..pages.safety import UNSAFE
from ..problems import Problem
from ..web.search import Entry, list_entries
from .files import CITATIONS, SOURCES
from .project import Project

_WHOLE = "whole"  # the slot that shows all other pages, and so is filled last


class Body(NamedTuple):
    """The HTML of a page's article, and what was found in it when it was parsed."""

    html: str
    ids: frozenset[str]  # of its elements
    passages: list[Passage]  # what an edition keeps of it
    entries: list[Entry]  # what a search finds in it


@dataclass(frozen=True)
class RenderedPage:
    """One page after Markdown, with its labels and its records, its slots still empty."""

    uri: str  # its file below `docs/`
    url: str  # its address from the root of the site
    is_generated: bool  # it shows other pages or lists editions, and is neither cited nor frozen
    shows_whole: bool  # it shows all others, as the page for printing does
    slots: Sequence[str]  # what its slots ask for: `sources added`
    has_words: bool  # of its own
    keys: Sequence[str]  # those of the sources that it cites, by claims or otherwise
    evidence: PageEvidence
    body: Body
    title: str  # as the navigation has it
    meta: dict[str, Any]  # its front matter, as far as it is known
    problems: Sequence[Problem]  # what it may not hold


def make_context(project: Project) -> Context:
    """Return what the labels of all pages need to know of the site."""
    by_uri, article = project.by_uri, project.article
    has_since = SINCE_PAGE in by_uri
    return Context(
        sources=project.bibliography.sources,
        sources_url=make_url(SOURCES) if SOURCES in by_uri else "",
        cite_url=make_url(CITATIONS) if CITATIONS in by_uri else "",
        later=lead_to_later(project.records, project.board.forecasts) if has_since else {},
        earlier=lead_to_earlier(project.records) if has_since else {},
        cut_off=format_edtf(f"{project.settings.cut_off:%Y-%m}"),
        voice=article.who if article else "",
    )


def render_page(page: Page, html: str, project: Project, context: Context) -> RenderedPage:
    """Return a page whose Markdown has just become `html`.

    Where it holds what a browser might act on, it is shown as text.
    """
    uri = page.file.src_uri
    document = project.by_uri.get(uri) or Document(uri, uri, "")
    address = PageAddress(uri, make_url(uri), str(page.meta.get("title") or page.title))
    tree = parse(html)
    bibliography = project.bibliography
    known = bibliography.sources if bibliography.is_readable else None
    unlabelled = PageTree(document, tree, known, bibliography.path)
    problems = check_page(unlabelled) if uri in project.by_uri else []
    is_whole = _WHOLE in unlabelled.slots
    is_generated = is_whole or is_about_editions(uri)
    has_words = bool(read(tree))
    if is_generated:  # it is not cited
        context = context._replace(cite_url="")
    records = project.records.of_page(uri)
    evidence = walk_page(tree, address, context, records)
    is_unsafe = any(problem.code in UNSAFE for problem in problems)
    shown = escape(html) if is_unsafe else write(tree)
    return RenderedPage(
        uri=uri,
        url=address.url,
        is_generated=is_generated,
        shows_whole=is_whole and not is_unsafe,
        slots=[] if is_unsafe else unlabelled.slots,
        has_words=has_words,
        keys=unlabelled.keys,
        evidence=evidence,
        body=read_body(shown),
        title=str(page.title),
        meta=dict(page.meta),
        problems=problems,
    )


def read_body(html: str) -> Body:
    """Return a page's article with its ids, its passages and its entries, parsed once for all."""
    tree = parse(html)
    ids = frozenset(get(node, "id") for node in tree.css("[id]"))
    return Body(html, ids, find_passages(tree), list_entries(tree))
