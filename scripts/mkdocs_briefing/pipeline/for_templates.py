"""What a template may ask: of anything, of the build, of a slot, of its page.

MkDocs gives each `config`, `nav` and `base_url`, and that of a page its `page`. Who makes a file of
one template alone hands it what it shows.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.structure.files import Files

from .. import dates, text, vocabulary
from ..book.book import PDF
from ..citing import feed
from ..citing.head import describe, make_head
from ..citing.record import make_citable_page
from ..citing.twin import escape
from ..citing.ways import write_citation
from ..claims import ledger, record_map, sources
from ..claims.sources import list_sources
from ..editions.whereabouts import Status, find_status
from ..figures import entries, forecasts
from ..pages.document import make_url
from ..pages.passage import Passage
from ..pages.publication import CLAIMS_PAGE
from ..sources.csl import capitalise
from ..web import frame
from ..web.article import write_article
from ..web.templates import set_up
from .build import Build
from .page import RenderedPage
from .site import Site, find_where

KNOWN: Mapping[str, object] = {
    "acceptable": vocabulary.ACCEPTABLE,
    "findings": vocabulary.FINDINGS,
    "kinds": vocabulary.KINDS,
    "how_read": vocabulary.HOW_READ,
    "known_verdicts": vocabulary.KNOWN_VERDICTS,
    "readings": vocabulary.READINGS,
    "verdicts": vocabulary.VERDICTS,
    "count": ledger.count,
    "draw_record": record_map.draw_record,
    "list_cited": ledger.list_cited,
    "list_themes": ledger.list_themes,
    "name_theme": ledger.name_theme,
    "list_choices": sources.list_choices,
    "list_read": sources.list_read,
    "find_end": forecasts.find_end,
    "list_forecasts": forecasts.list_forecasts,
    "lead_to": entries.lead_to,
    "list_scripts": frame.list_scripts,
    "list_styles": frame.list_styles,
    "list_tabs": frame.list_tabs,
    "make_url": make_url,
    "count_things": text.count_things,
    "say_number": text.say_number,
    "shorten": text.shorten,
    "shorten_edtf": dates.shorten_edtf,
    "summarise": feed.summarise,
    "format_time": feed.format_time,
}
"""What every template may call or show, by the name that it has there."""

FILTERS: Mapping[str, Callable[..., str]] = {
    "in_words": dates.format_edtf,
    "as_markdown": escape,
    "link_to": lambda words, address: f"[{escape(words)}]({address})",
    "capital": capitalise,  # which keeps other capitals, unlike Jinja's own
    "code": text.make_code,
}
"""What every template may change a text with."""


def prepare(env: Environment, published: Mapping[str, str], figures: Path) -> None:
    """Have our templates work in an environment, and know what all of them may ask.

    `published` has the published path of each source by its path, which is `"assets/js/cite.js" |
    asset` in a template; the folder `figures` has the templates of the briefing's own.
    """
    set_up(env, figures)
    env.globals.update(KNOWN)
    env.filters.update(FILTERS)

    # With the context, since Jinja works out other filters of constants when it compiles.
    @pass_context
    def find_asset(_: Context, path: str) -> str:
        return published.get(path, path)

    env.filters["asset"] = find_asset


def show_build(env: Environment, build: Build, *, is_served: bool) -> None:
    """Have all templates know the build."""
    env.globals["project"] = build.project
    env.globals["is_draft"] = build.version.is_draft
    env.globals["is_served"] = is_served


def list_views(site: Site) -> dict[str, object]:
    """Return what the templates that fill slots know besides, on any page."""
    evidence = [page.evidence for page in site.pages]
    project, sources = site.project, site.project.bibliography.sources
    return {
        "version": site.publication.version,
        "rows": site.rows,
        "citing": site.citing,
        "targets": site.targets,
        "sources": list_sources(sources, evidence),
        "themes": [page for page in evidence if page.claims and page.page.url],
        "descriptions": {page.evidence.page: page.description for page in site.pages},
        "ledger": "claims/" if CLAIMS_PAGE in project.by_uri else "",
        "cut_off": site.publication.cut_off,
        "figures": project.figures,
        "shown": site.shown,
    }


def dress_pages(site: Site, files: Files, *, is_sound: bool) -> None:
    """Give MkDocs' pages what their template asks them, and the ids to which links may lead.

    Where the site has a fault, MkDocs does not ask for ids: one that is missing may follow from it.
    """
    for page in site.pages:
        file = files.src_uris[page.uri]
        shown: Any = file.page  # templates ask it for more than MkDocs has declared
        shown.title = page.title
        sort, cited = site.sorts[page.url], site.cited.get(page.url)
        shown.content = write_article(
            page.uri, page.html, page.evidence, page.passages, cited, sort
        )
        shown.present_anchor_ids = {*page.ids} if is_sound else None
        shown.toc = _list_contents(site, page)
        shown.slots = page.slots
        shown.meta = page.meta | {
            "head": _make_head(site, page),
            "status": _find_status(site, page),
            "cited": write_citation(cited.citables[0]) if cited else "",
            "sort": sort,
        }
        if page.shows_whole:  # the pages that it shows are what to find and to cite
            shown.canonical_url = site.publication.site_url


def _find_status(site: Site, page: RenderedPage) -> Status | None:
    """Return where a page stands among the editions; None where none keeps it."""
    editions = site.project.editions
    if page.is_generated or not editions:
        return None
    return find_status(page.evidence, page.passages, editions[-1], site.differing)


def _make_head(site: Site, page: RenderedPage) -> dict[str, Any] | None:
    """Return the metadata of a page, as `templates/layout/head.html` wants it.

    A page that no edition keeps is described too. Of the page of the whole, the frozen words are
    those of the briefing; a list of editions has none but its own.
    """
    if site.citing is None:
        return None
    publication = site.publication
    described = site.cited.get(page.url) or make_citable_page(
        publication, page.evidence, page.description
    )
    own = described.citables[0]
    where = find_where(site, page)
    said = make_head(own, where) | {"has_twin": True}
    if not page.evidence.page.is_front:
        return said
    parts = [other.evidence.page for other in site.citing.pages]
    # Google Scholar wants a PDF in the folder of its page, and this one is of the whole.
    pdf = publication.site_url + PDF if site.has_book else ""
    return said | {"pdf": pdf, "schema": describe(own, parts)}


def _list_contents(site: Site, page: RenderedPage) -> list[Passage]:
    """Return the sections that the contents of a page name: those of its own text."""
    lowest = 3 if page.evidence.claims else 2
    sections = [
        each for each in page.passages if each.what == "section" and each.id in page.headings
    ]
    return [each for each in sections if each.level <= lowest]
