"""The life cycle of a build, in order; the logic is in the package `briefing`.

MkDocs puts this folder on `sys.path` only while it loads this file, so everything from
`briefing` is imported at the top. State lives in `_build` and is made anew in `on_config`:
`mkdocs serve` keeps this module for all its builds.
"""

import gc
import logging
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs_redirects import plugin as redirects
from watchdog.observers.polling import PollingObserver

from briefing import publish
from briefing.assemble import CITATIONS, Assembly, RenderedPage
from briefing.assets import Assets, make_assets
from briefing.background import start
from briefing.book import BookError
from briefing.cache import make_digest
from briefing.checks import Project, check_evidence, check_project, find_notices, list_made_files
from briefing.citable import Publication
from briefing.citations import shield, shield_text, unshield
from briefing.config_rules import check_config
from briefing.edition_rules import check_editions
from briefing.editions import Edition, Version, is_about_editions, load_editions
from briefing.evidence import EvidenceExtension
from briefing.front_matter import keep_known
from briefing.frozen import FrozenAddress, check_rendering, list_frozen, view_frozen, write_comparisons
from briefing.memory import Memory, Rendering
from briefing.outputs import make_files
from briefing.pages import make_url
from briefing.policy import close_openers, write_headers
from briefing.problems import Problem, explain
from briefing.records import PageAddress
from briefing.registry import NoteRegistry
from briefing.safety import check_html
from briefing.settings import BriefingSettings, load_settings
from briefing.styles import StyledSources, format_sources
from briefing.templates import prepare

log = get_plugin_logger("briefing")
_TABS = 12
"""How many pages and sections stand in the tabs of every page."""
freezing: Version | None = None
"""What a build is made as when its words become an edition; set by `freeze_edition.py`."""


@dataclass
class _Build:
    """What one build knows."""

    project: Project
    settings: BriefingSettings
    cache: Path
    evidence: EvidenceExtension
    shorts: Mapping[str, str]
    """Short form of each source by its key."""
    editions: list[Edition]
    version: Version
    redirects: Mapping[str, str]
    """By the address of a page that has moved, where to."""
    styled_sources: Future[StyledSources] | None
    """Under way while pages are rendered; None where there is no page of citations, or nothing to cite."""
    assets: Assets = field(default_factory=lambda: Assets({}))
    stage: publish.Stage | None = None
    """Where it is built; None while serving, and when the build has ended."""
    order: list[str] = field(default_factory=list)
    """Paths of the pages below `docs/`, in the order of the navigation."""
    pages: dict[str, RenderedPage] = field(default_factory=dict)
    """By those paths."""
    frozen: dict[str, FrozenAddress] = field(default_factory=dict)
    """Pages of editions, by the path that they would have below `docs/`."""
    assembly: Assembly | None = None
    around: str = ""
    """Digest of what a page is rendered among: settings, other files, short forms of sources."""


_build: _Build
_book: Mapping[str, bytes] = {}
_command = "build"
_memory = Memory()


def get_assembly() -> Assembly:
    """Give what the last build has put together, for commands that use its words."""
    assert _build.assembly
    return _build.assembly


def get_redirects() -> Mapping[str, str]:
    """Give where the pages of the last build have moved, by address."""
    return _build.redirects


def list_facts() -> dict[str, Any]:
    """Give what the last build knew about each page while it rendered it, for `build_successor.py`."""
    def tell(address: PageAddress, shorts: Mapping[str, str], now: str | None, is_cited: bool) -> dict[str, Any]:
        return {"uri": address.uri, "url": address.url, "title": address.title, "shorts": dict(shorts), "now": now,
                "is_cited": is_cited}
    pages = {uri: tell(page.evidence.page, _build.shorts, None, not page.is_view) for uri, page in _build.pages.items()}
    urls, evidence = [page.evidence.page.url for page in _build.pages.values()], _build.evidence
    for uri, frozen in _build.frozen.items():
        meta = view_frozen(frozen, _build.editions, urls, _build.redirects, "")
        pages[uri] = tell(PageAddress(frozen.file, frozen.url, frozen.edition.urls[frozen.url]), frozen.edition.shorts,
                          str(meta["now"]).removeprefix("../") if frozen.url else str(meta["now"]), True)
    return {"sources_url": evidence.sources_url, "cite_url": evidence.cite_url, "pages": pages}


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is a build or a server, and look for garbage seldom: what a build makes, it keeps."""
    global _command
    _command = command
    gc.set_threshold(50_000)


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check everything an author can break, before anything is written."""
    global _build
    plugin: Any = config.plugins.get("bibtex")
    if plugin is None or not plugin.config.bib_file:
        raise BuildError("mkdocs.yml: no bibliography is named; write under plugins: bibtex: {bib_file: …}")
    root = Path(config.config_file_path).parent
    project = check_project(root, Path(config.docs_dir), plugin.config.bib_file)
    editions, altered = load_editions(root)
    faults = [*_check_config(config, project), *project.problems, *altered]
    _warn(faults)
    if any(problem.code == "bad-redirect" for problem in faults):
        raise BuildError("a redirect cannot be followed; see the warnings above")
    if not project.is_buildable:
        raise BuildError("a file that the build needs cannot be read; see the warnings above")
    _build = _begin(config, root, project, editions)
    config.markdown_extensions.append(_build.evidence)  # type: ignore[arg-type]
    # The plugin keeps a registry that is newer than its files: it does not parse the .bib again.
    plugin.registry = NoteRegistry(project.bibliography.data, project.notes)
    plugin.last_configured = float("inf")
    if _command == "build":
        _build.stage = publish.make_stage(Path(config.site_dir), root)
        config.site_dir = str(_build.stage.path)
    return config


def _begin(config: MkDocsConfig, root: Path, project: Project, editions: list[Edition]) -> _Build:
    """Gather what a build knows at its start, and set the time that MkDocs writes into files."""
    settings = load_settings(config.extra)
    version = freezing or (editions[-1].version if editions else Version(0, settings.date))
    os.environ["SOURCE_DATE_EPOCH"] = str(version.epoch)
    moved: Any = config.plugins["redirects"].config["redirect_maps"] if "redirects" in config.plugins else {}
    redirects = {make_url(old): make_url(new.partition("#")[0]) for old, new in moved.items()}
    shorts = {key: source.short for key, source in project.bibliography.sources.items()}
    cache, has_citations = root / ".cache", project.notes and CITATIONS in project.by_uri
    styled = start(format_sources, project.bib, cache) if has_citations else None
    return _Build(project, settings, cache, _make_evidence(project), shorts, editions, version, redirects, styled)


def _make_evidence(project: Project) -> EvidenceExtension:
    there = {document.uri for document in project.documents}
    sources_url, cite_url = (make_url(uri) if uri in there else "" for uri in ("sources.md", "cite.md"))
    return EvidenceExtension(sources_url, cite_url)


def _check_config(config: MkDocsConfig, project: Project) -> list[Problem]:
    redirects: Any = config.plugins["redirects"].config if "redirects" in config.plugins else {}
    file, pages = Path(config.config_file_path), {document.uri for document in project.documents}
    return list(check_config(file.name, file.read_text(encoding="utf-8"), config.nav,
                             redirects.get("redirect_maps", {}), config.site_url or "", pages))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Announce what the build makes: files that `on_env` fills, pages of editions, and what changed between them."""
    _publish_assets(files, config)
    for name in _list_made():
        files.append(File.generated(config, name, content=""))
    _build.frozen = list_frozen(_build.editions)
    for uri, page in _build.frozen.items():
        files.append(File.generated(config, uri, abs_src_path=str(page.edition.folder / page.file),
                                    inclusion=InclusionLevel.NOT_IN_NAV))
    for edition in _build.editions:
        files.append(File.generated(config, f"{edition.version.path}manifest.json",
                                    abs_src_path=str(edition.folder / "manifest.json")))
    for uri, markdown in write_comparisons(_build.editions).items():
        files.append(File.generated(config, uri, content=markdown, inclusion=InclusionLevel.NOT_IN_NAV))
    settings = Path(config.config_file_path).read_text(encoding="utf-8")
    _build.around = make_digest(settings, repr(sorted(files.src_uris)), repr(_build.shorts))
    return files


def _list_made() -> list[str]:
    return ["search-index.js", *list_made_files(list(_build.project.by_uri))]


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
def _hide_from_bibtex(markdown: str, /, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
    uri, evidence = page.file.src_uri, _build.evidence
    frozen = _build.frozen.get(uri)
    if frozen:  # its citations are resolved
        urls = [make_url(document.uri) for document in _build.project.documents]
        page.meta.update(view_frozen(frozen, _build.editions, urls, _build.redirects, config.site_url or ""))
        evidence.turn_to(PageAddress(frozen.file, frozen.url, str(page.title)), frozen.edition.shorts, page.meta["now"])
        return shield_text(markdown)
    page.meta = keep_known(page.meta)
    address = PageAddress(uri, make_url(uri), str(page.meta.get("title") or page.title))
    evidence.turn_to(address, _build.shorts, is_cited=not _is_view(page))
    return shield(markdown, _build.project.notes)


@event_priority(-100)
def _show_again(markdown: str, /, *, page: Page, **_: Any) -> str:
    text = unshield(markdown)
    is_known = _command == "serve" and _memory.recall(page.file.src_uri, text, page.meta, _build.around)
    return "" if is_known else text


def _is_view(page: Page) -> bool:
    """Whether a page shows others again, or lists editions, and is neither cited nor frozen itself."""
    return "robots" in page.meta or is_about_editions(page.file.src_uri)


on_page_markdown = CombinedEvent(_hide_from_bibtex, _show_again)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Keep the records of the page that was just rendered; see that a page of an edition reads as it did."""
    uri, found = page.file.src_uri, _build.evidence.found
    if _command == "serve":
        rendering = _memory.find(uri) or Rendering(html, page.toc, found)
        _memory.keep(uri, rendering)
        html, page.toc, found = rendering.html, rendering.toc, rendering.found
    if uri in _build.frozen:
        _warn(check_rendering(_build.frozen[uri], html))
        page.canonical_url = (config.site_url or "") + page.meta["current"]
        return html
    document = _build.project.by_uri.get(uri)
    if document and (problems := list(check_html(document, html))):
        _warn(problems)
        html = str(escape(html))
    description = str(page.meta.get("description", ""))
    is_searched = not (page.meta.get("search") or {}).get("exclude")
    _build.pages[uri] = RenderedPage(found, html, description, _is_view(page), is_searched)
    if "robots" in page.meta:  # a page that shows others again: they are what to find and to cite
        page.canonical_url = config.site_url
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Check the claims, and fill the generated pages and files, now that the text of every page is known."""
    prepare(env, _build.cache / "compiled", _build.assets.names)
    if _build.redirects and Path(str(config.theme.custom_dir), "redirect.html").is_file():
        root = urlsplit(config.site_url or "/").path
        redirects.HTML_TEMPLATE = env.get_template("redirect.html").render(config=config, root=root)
    assembly = _build.assembly = _assemble(env, config)
    _warn(check_evidence(_build.project, assembly.evidence, _build.settings.cut_off))
    for notice in find_notices(_build.project, assembly.evidence):
        log.info(str(notice))
    if _build.editions:
        _check_promises(assembly)
    bodies = assembly.bodies
    heads = assembly.describe()  # waits for pandoc
    for uri, html in bodies.items():
        page: Any = files.src_uris[uri].page
        page.content = html
        page.meta |= {"head": heads.get(uri), "status": assembly.find_status(uri)}
    _warn(assembly.faults)
    made = {**make_files(assembly), **_make_book(assembly)}
    for name in _list_made():
        if name in made:
            files.src_uris[name].content_bytes = made[name]
        else:
            files.remove(files.src_uris[name])
    return env


def _assemble(env: Environment, config: MkDocsConfig) -> Assembly:
    project, settings, version = _build.project, _build.settings, _build.version
    sources = project.bibliography.sources
    basis = sources[settings.article].get("url") if settings.article in sources else ""
    publication = Publication(config.site_name, config.site_author or config.site_name, version.date, version.name,
                              config.site_url or "", config.site_description or "", basis=basis, path=version.path,
                              number=version.number)
    order = [uri for uri in dict.fromkeys([*_build.order, *_build.pages]) if uri in _build.pages]
    return Assembly(project, settings, publication, [_build.pages[uri] for uri in order], _build.editions, version,
                    env, _build.cache, _build.styled_sources)


def _check_promises(assembly: Assembly) -> None:
    """Say what breaks a promise of an edition: to a writer at the server as news, to all others as a fault."""
    problems = check_editions(_build.editions, assembly.passages, _build.redirects, _build.project.find_passage)
    is_free = _command == "serve" or freezing
    for problem in problems:
        log.log(logging.INFO if is_free and problem.code == "silent-edit" else logging.WARNING, str(problem))


def _make_book(assembly: Assembly) -> Mapping[str, bytes]:
    """Give the PDF and the EPUB; what they cannot hold is reported, as any fault of a page.

    A server makes them once: they take longer than all the rest.
    """
    global _book
    if _command == "serve" and _book:
        return _book
    try:
        _book = assembly.book
    except BookError as error:
        _warn([Problem(*_build.project.find_line("print.md", ""), str(error), "book")])
        return {}
    return _book


def _warn(problems: Iterable[Problem]) -> None:
    for problem in problems:
        log.warning(str(problem))


def on_post_page(output: str, /, *, config: MkDocsConfig, **_: Any) -> str:
    """Keep foreign pages from reaching back."""
    return close_openers(output, config.site_url or "")


def on_post_template(output_content: str, /, *, template_name: str, config: MkDocsConfig, **_: Any) -> str:
    """Do the same for pages without Markdown."""
    return close_openers(output_content, config.site_url or "") if template_name.endswith(".html") else output_content


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
        publish.list_contents(stage.path)
        publish.publish(stage)
        log.info("Published to %s", stage.site)


def on_serve(server: LiveReloadServer, /, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Look for changes ten times a second, and not twice: half of the wait for a small change was for that."""
    paths = [config.docs_dir, config.config_file_path]
    for path in paths:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=0.1)
    server.build_delay = 0.05
    for path in paths:
        server.watch(path)
    return server


def on_build_error(error: Exception, **_: Any) -> None:
    """Delete what a broken build has left, and say in one line what broke it; `mkdocs build -v` says where."""
    if "_build" in globals() and _build.stage is not None:
        stage, _build.stage = _build.stage, None
        publish.discard(stage)
    if not isinstance(error, MkDocsException):
        log.debug("The build broke here", exc_info=error)
        log.error(explain(error))
        raise Abort("Aborted; the site was left as it was")
