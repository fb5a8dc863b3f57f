"""The life cycle of a build, in order; the logic is in the package `briefing`.

MkDocs puts this folder on `sys.path` only while it loads this file, so everything from
`briefing` is imported at the top. State lives in `_build` and is made anew in `on_config`:
`mkdocs serve` keeps this module for all its builds.
"""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from briefing import publish
from briefing.checks import Project, check_evidence, check_project, list_made_files
from briefing.citable import Publication
from briefing.citations import shield, unshield
from briefing.citing import Citing, make_citing
from briefing.config_rules import check_config
from briefing.evidence import EvidenceExtension
from briefing.front_matter import keep_known
from briefing.ledger import make_rows
from briefing.metadata import make_head
from briefing.outputs import make_files
from briefing.pages import make_url
from briefing.problems import Problem, explain
from briefing.records import PageAddress, PageEvidence
from briefing.registry import NoteRegistry
from briefing.safety import check_html
from briefing.settings import BriefingSettings, load_settings
from briefing.styles import load_csl
from briefing.templates import escape_texts, prepare
from briefing.views import ViewError, fill_page, view_sources
from briefing.whole import SLOT, list_pages, make_parts

log = get_plugin_logger("briefing")



@dataclass
class _Build:
    """What one build knows."""

    project: Project
    settings: BriefingSettings
    cache: Path
    evidence: EvidenceExtension
    stage: publish.Stage | None = None
    """Where it is built; None while serving, and when the build has ended."""
    order: list[str] = field(default_factory=list)
    """Paths of the pages below `docs/`, in the order of the navigation."""
    pages: dict[str, PageEvidence] = field(default_factory=dict)
    """By those paths."""


_build: _Build
_command = "build"


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is a build or a server."""
    global _command
    _command = command


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check everything an author can break, before anything is written."""
    global _build
    plugin: Any = config.plugins["bibtex"]
    root = Path(config.config_file_path).parent
    project = check_project(root, Path(config.docs_dir), plugin.config.bib_file)
    for problem in [*_check_config(config, project), *project.problems]:
        log.warning(str(problem))
    if not project.is_buildable:
        raise BuildError("a file that the build needs cannot be read; see the warnings above")
    there = {document.uri for document in project.documents}
    sources_url, cite_url = (make_url(uri) if uri in there else "" for uri in ("sources.md", "cite.md"))
    shorts = {key: source.short for key, source in project.bibliography.sources.items()}
    evidence = EvidenceExtension(sources_url, cite_url, shorts)
    _build = _Build(project, load_settings(config.extra), project.bib.parent / ".cache", evidence)
    config.markdown_extensions.append(_build.evidence)  # type: ignore[arg-type]
    # The plugin keeps a registry that is newer than its files: it does not parse the .bib again.
    plugin.registry = NoteRegistry(project.bibliography.data, project.notes)
    plugin.last_configured = float("inf")
    if _command == "build":
        _build.stage = publish.make_stage(Path(config.site_dir), root)
        config.site_dir = str(_build.stage.path)
    return config


def _check_config(config: MkDocsConfig, project: Project) -> list[Problem]:
    redirects: Any = config.plugins["redirects"].config if "redirects" in config.plugins else {}
    file, pages = Path(config.config_file_path), {document.uri for document in project.documents}
    return list(check_config(file.name, file.read_text(encoding="utf-8"), config.nav,
                             redirects.get("redirect_maps", {}), config.site_url or "", pages))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Announce the files that the build makes, so that pages can link to them; `on_env` fills them."""
    for name in list_made_files([file.src_uri for file in files.documentation_pages()]):
        files.append(File.generated(config, name, content=""))
    return files


def on_nav(nav: Navigation, **_: Any) -> Navigation:
    """Keep the reading order of the pages; Material takes the titles of sections and links for HTML."""
    _build.order = [page.file.src_uri for page in nav.pages]
    items = list(nav.items)
    for item in items:  # grows on the way
        if isinstance(item, Section | Link):
            item.title = escape(item.title)
        items += item.children or []
    return nav


@event_priority(100)
def _hide_from_bibtex(markdown: str, /, *, page: Page, **_: Any) -> str:
    page.meta = keep_known(page.meta)
    _build.evidence.page = PageAddress(page.file.src_uri, make_url(page.file.src_uri),
                                        str(page.meta.get("title") or page.title))
    return shield(markdown, _build.project.notes)


@event_priority(-100)
def _show_again(markdown: str, /, **_: Any) -> str:
    return unshield(markdown)


on_page_markdown = CombinedEvent(_hide_from_bibtex, _show_again)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Keep the records of the page that was just rendered."""
    _build.pages[page.file.src_uri] = _build.evidence.found
    if "robots" in page.meta:  # a page that shows others again: they are what to find and to cite
        page.canonical_url = config.site_url
    problems = list(check_html(_build.project.find_document(page.file.src_uri), html))
    for problem in problems:
        log.warning(str(problem))
    return str(escape(html)) if problems else html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Check the claims, and fill the generated pages and files, now that the text of every page is known."""
    prepare(env, _build.cache / "templates")
    project, sources = _build.project, _build.project.bibliography.sources
    pages = [_build.pages[uri] for uri in dict.fromkeys([*_build.order, *_build.pages]) if uri in _build.pages]
    for problem in check_evidence(project, pages, _build.settings.cut_off):
        log.warning(str(problem))
    rows = make_rows(pages, sources)
    citing = _make_citing(config, files, pages)
    views = view_sources(sources, project.notes, rows, pages)
    shown = [file for file in files.documentation_pages() if file.page and file.page.content]
    bodies = {file.src_uri: str(file.page.content) for file in shown if file.page}
    for uri in sorted(bodies, key=lambda uri: SLOT in bodies[uri]):  # what holds the others comes last
        root = _build.pages[uri].page.root
        parts = make_parts(list_pages(pages), bodies, root) if SLOT in bodies[uri] else ()
        try:
            bodies[uri] = fill_page(bodies[uri], env, root, rows, views, citing, parts)
        except ViewError as error:
            log.warning(str(_find_view(project, uri, *error.args)))
        files.src_uris[uri].page.content = bodies[uri]  # type: ignore[union-attr]
    made = make_files(env, rows, citing, config.site_url or "", _build.settings.cut_off, _build.cache)
    for name in list_made_files(list(_build.pages)):
        if name in made:
            files.src_uris[name].content_bytes = made[name]
        else:
            files.remove(files.src_uris[name])
    _escape_titles(config, files)
    return env


def _escape_titles(config: MkDocsConfig, files: Files) -> None:
    """Material takes titles and descriptions for HTML; ours are text, and have been used as such by now."""
    for name in ("site_name", "site_description", "site_author"):
        config[name] = escape(config[name]) if config[name] else None
    for file in files.documentation_pages():
        if file.page:
            file.page.meta = escape_texts(file.page.meta)
            if "title" in vars(file.page):  # from the navigation
                file.page.title = escape(file.page.title)


def _find_view(project: Project, uri: str, view: str, reason: str) -> Problem:
    document, slot = project.find_document(uri), f"<!-- briefing: {view}"
    line = document.text[:max(document.text.find(slot), 0)].count("\n") + 1
    return Problem(document.path, line, f"the view '{view}' cannot be filled: {reason}", "broken-view")


def _make_citing(config: MkDocsConfig, files: Files, pages: list[PageEvidence]) -> Citing | None:
    """Prepare all citations, and each page's metadata; nothing where the site has no page of citations."""
    if "cite.md" not in files.src_uris or not _build.project.notes:
        return None
    sources, settings = _build.project.bibliography.sources, _build.settings
    basis = sources[settings.article].get("url") if settings.article in sources else ""
    publication = Publication(config.site_name, config.site_author or config.site_name, settings.date, "draft",
                              config.site_url or "", config.site_description or "", basis=basis)
    metas = {page.page.uri: files.src_uris[page.page.uri].page.meta for page in pages}  # type: ignore[union-attr]
    pages = [page for page in pages if "robots" not in metas[page.page.uri]]
    described = [(page, str(metas[page.page.uri].get("description", ""))) for page in pages]
    citing = make_citing(publication, described, sources, load_csl(_build.project.bib, _build.cache), _build.cache)
    card, parts = f"{publication.site_url}assets/card.png", [page.page for page in pages]
    for page in citing.pages:
        metas[page.evidence.page.uri]["head"] = make_head(
            publication, page.evidence, page.citables[0], citing.find_items(page), card, parts)
    return citing


@event_priority(-100)
def on_post_build(**_: Any) -> None:
    """Put the site in place, unless a strict build has counted a warning."""
    stage, _build.stage = _build.stage, None
    if stage is None:
        return
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    if any(counter.get_counts() for counter in counters):
        publish.discard(stage)
        log.info("The site was left as it was: %s", stage.site)
    else:
        publish.publish(stage)
        log.info("Published to %s", stage.site)


def on_build_error(error: Exception, **_: Any) -> None:
    """Delete what a broken build has left, and say in one line what broke it; `mkdocs build -v` says where."""
    if "_build" in globals() and _build.stage is not None:
        stage, _build.stage = _build.stage, None
        publish.discard(stage)
    if not isinstance(error, MkDocsException):
        log.debug("The build broke here", exc_info=error)
        log.error(explain(error))
        raise Abort("Aborted; the site was left as it was")
