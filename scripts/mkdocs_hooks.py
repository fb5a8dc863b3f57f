"""The life cycle of a build, in order; the logic is in the package `briefing`.

MkDocs puts this folder on `sys.path` only while it loads this file, so everything from
`briefing` is imported at the top. State lives in `_build` and is made anew in `on_config`:
`mkdocs serve` keeps this module for all its builds.
"""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, pass_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs_redirects import plugin as redirects

from briefing import publish
from briefing.assets import Assets, make_assets
from briefing.checks import Project, check_evidence, check_project, list_made_files
from briefing.citable import Publication
from briefing.citations import shield, unshield
from briefing.citing import Citing, make_citing
from briefing.evidence import EvidenceExtension
from briefing.ledger import make_rows
from briefing.metadata import make_head
from briefing.outputs import make_files
from briefing.pages import make_url
from briefing.policy import POLICY, close_openers, write_headers
from briefing.records import PageAddress, PageEvidence
from briefing.registry import NoteRegistry
from briefing.search import write_index
from briefing.settings import BriefingSettings, load_settings
from briefing.styles import load_csl
from briefing.templates import TemplateCache
from briefing.views import fill_page, view_sources
from briefing.whole import SLOT, list_pages, make_parts

log = get_plugin_logger("briefing")
_TABS = 12
"""How many pages and sections stand in the tabs of every page."""


@dataclass
class _Build:
    """What one build knows."""

    project: Project
    settings: BriefingSettings
    cache: Path
    evidence: EvidenceExtension
    assets: Assets = field(default_factory=lambda: Assets({}))
    site: Path | None = None
    """Where the finished site goes; None while serving."""
    stage: Path | None = None
    """Where it is built."""
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
    project = check_project(Path(config.config_file_path).parent, Path(config.docs_dir), plugin.config.bib_file)
    for problem in project.problems:
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
        _build.site = Path(config.site_dir)
        _build.stage = publish.make_stage(_build.site)
        config.site_dir = str(_build.stage)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Announce the files that the build makes, so that pages can link to them; `on_env` fills them."""
    _publish_assets(files, config)
    for name in [*list_made_files([file.src_uri for file in files.documentation_pages()]), "search-index.js"]:
        files.append(File.generated(config, name, content=""))
    return files


def _publish_assets(files: Files, config: MkDocsConfig) -> None:
    """Put published styles and scripts in the place of their sources, and leave out what the theme brings along."""
    ours = (config.docs_dir, config.theme.custom_dir, None)
    sources = {}
    for file in list(files):
        if file.src_dir not in ours:
            files.remove(file)
        elif file.src_uri.endswith((".css", ".js")):
            sources[file.src_uri] = file.content_string
            files.remove(file)
    assets = _build.assets = make_assets(sources, config.extra_css, [str(name) for name in config.extra_javascript])
    for problem in assets.problems:
        log.warning(str(problem))
    config.extra_css, config.extra_javascript = assets.styles, list(assets.scripts)
    for name, text in {**assets.files, "_headers": write_headers(assets.files)}.items():
        files.append(File.generated(config, name, content=text))


def on_nav(nav: Navigation, config: MkDocsConfig, **_: Any) -> Navigation:
    """Keep the reading order of the pages; list them on a page of their own where the tabs cannot hold them."""
    if len(nav.items) > _TABS and Path(str(config.theme.custom_dir), "pages.html").is_file():
        config.theme.static_templates.add("pages.html")
    _build.order = [page.file.src_uri for page in nav.pages]
    return nav


@event_priority(100)
def _hide_from_bibtex(markdown: str, /, *, page: Page, **_: Any) -> str:
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
    return html


def prepare_templates(env: Environment) -> None:
    """Give the templates what they need beside the page."""
    env.bytecode_cache = TemplateCache(_build.cache / "compiled")
    env.trim_blocks = env.lstrip_blocks = True  # the lines of statements leave none behind
    env.globals["policy"] = POLICY
    # With the context, for else the name would be compiled into the templates that are kept.
    env.filters["asset"] = pass_context(lambda _, path: _build.assets.names.get(path, path))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Check the claims, and fill the generated pages and files, now that the text of every page is known."""
    prepare_templates(env)
    if config.plugins["redirects"].config["redirect_maps"]:
        root = urlsplit(config.site_url or "/").path
        redirects.HTML_TEMPLATE = env.get_template("redirect.html").render(config=config, root=root)
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
        bodies[uri] = fill_page(bodies[uri], env, root, rows, views, citing, parts)
        files.src_uris[uri].page.content = bodies[uri]  # type: ignore[union-attr]
    made = make_files(env, rows, citing, config.site_url or "", _build.settings.cut_off, _build.cache)
    made["search-index.js"] = write_index(
        (str(file.page.title), file.url, str(file.page.content)) for file in shown
        if file.page and not (file.page.meta.get("search") or {}).get("exclude")).encode()
    for name in [*list_made_files(list(_build.pages)), "search-index.js"]:
        if name in made:
            files.src_uris[name].content_bytes = made[name]
        else:
            files.remove(files.src_uris[name])
    return env


def on_post_page(output: str, /, *, config: MkDocsConfig, **_: Any) -> str:
    """Keep foreign pages from reaching back."""
    return close_openers(output, config.site_url or "")


def on_post_template(output_content: str, /, *, template_name: str, config: MkDocsConfig, **_: Any) -> str:
    """Do the same for pages without Markdown."""
    return close_openers(output_content, config.site_url or "") if template_name.endswith(".html") else output_content


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
    if _build.site is None or _build.stage is None:
        return
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    if any(counter.get_counts() for counter in counters):
        publish.discard(_build.stage)
        log.info("The site was left as it was: %s", _build.site)
    else:
        publish.publish(_build.stage, _build.site)
        log.info("Published to %s", _build.site)


def on_build_error(error: Exception) -> None:
    """Delete what a broken build has left."""
    if "_build" in globals() and _build.stage is not None:
        publish.discard(_build.stage)
