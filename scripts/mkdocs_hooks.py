"""The life cycle of a build, in order; the logic is in the package `briefing`.

MkDocs puts this folder on `sys.path` only while it loads this file, so everything from
`briefing` is imported at the top. State lives in `_build` and is made anew in `on_config`:
`mkdocs serve` keeps this module for all its builds.
"""

import gc
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs_redirects import plugin as redirects

from briefing.book.book import BookError
from briefing.build import publish
from briefing.build.memory import Memory, Rendering
from briefing.build.mkdocs import Build, assemble, begin, check_settings, fill_pages, finish, give_up, is_view
from briefing.build.mkdocs_files import fill_files, leave_theme, list_editions, publish_assets, watch_often
from briefing.build.outputs import make_files
from briefing.build.project import check_evidence, check_project, find_notices
from briefing.build.site import Assembly, RenderedPage
from briefing.cache import make_digest
from briefing.claims.records import PageAddress
from briefing.dates import join_days
from briefing.editions.frozen import check_rendering, list_frozen
from briefing.editions.manifest import Version, load_editions
from briefing.editions.promises import check_editions
from briefing.pages.citations import shield, shield_text, unshield
from briefing.pages.document import make_url
from briefing.pages.footnotes import NoteRegistry
from briefing.pages.front_matter import keep_known
from briefing.pages.safety import check_html
from briefing.problems import Problem, explain
from briefing.web.policy import close_openers
from briefing.web.templates import prepare

log = get_plugin_logger("briefing")
_TABS = 12
"""How many pages and sections stand in the tabs of every page."""
freezing: Version | None = None
"""What a build is made as when its words become an edition; set by `freeze_edition.py`."""

_build: Build
_book: Mapping[str, bytes] = {}
_command = "build"
_memory = Memory()


def get_build() -> Build:
    """Give what the last build knew, for commands that use its words."""
    return _build


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
    faults = [*check_settings(config, project), *project.problems, *altered]
    _warn(faults)
    if any(problem.code == "bad-redirect" for problem in faults):
        raise BuildError("a redirect cannot be followed; see the warnings above")
    if not project.is_buildable:
        raise BuildError("a file that the build needs cannot be read; see the warnings above")
    _build = begin(config, project, editions, freezing)
    leave_theme(config)
    config.markdown_extensions.append(_build.evidence)  # type: ignore[arg-type]
    # The plugin keeps a registry that is newer than its files: it does not parse the .bib again.
    plugin.registry = NoteRegistry(project.bibliography.data, project.notes)
    plugin.last_configured = float("inf")
    if _command == "build":
        _build.stage = publish.make_stage(Path(config.site_dir), root)
        config.site_dir = str(_build.stage.path)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Announce what the build makes: files that `on_env` fills, pages of editions, and what changed between them."""
    _build.assets = publish_assets(files, config)
    _warn(_build.assets.problems)
    _build.frozen = list_frozen(_build.editions)
    for file in [*(File.generated(config, name, content="") for name in _build.made_files),
                 *list_editions(config, _build.editions)]:
        files.append(file)
    settings = Path(config.config_file_path).read_text(encoding="utf-8")
    _build.around = make_digest(settings, repr(sorted(files.src_uris)), repr(_build.shorts))
    return files


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
        page.meta.update(_build.view_frozen(uri, config.site_url or ""))
        evidence.turn_to(PageAddress(frozen.file, frozen.url, str(page.title)), frozen.edition.shorts, page.meta["now"])
        return shield_text(markdown)
    page.meta = keep_known(page.meta)
    address = PageAddress(uri, make_url(uri), str(page.meta.get("title") or page.title))
    evidence.turn_to(address, _build.shorts, is_cited=not is_view(page))
    return shield(markdown, _build.project.notes)


@event_priority(-100)
def _show_again(markdown: str, /, *, page: Page, **_: Any) -> str:
    text = unshield(markdown)
    is_known = _command == "serve" and _memory.recall(page.file.src_uri, text, page.meta, _build.around)
    return "" if is_known else text


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
    _build.pages[uri] = RenderedPage(found, html, description, is_view(page), is_searched)
    if "robots" in page.meta:  # a page that shows others again: they are what to find and to cite
        page.canonical_url = config.site_url
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Check the claims, and fill the generated pages and files, now that the text of every page is known."""
    prepare(env, _build.cache / "compiled", _build.assets.names)
    if _build.redirects and Path(str(config.theme.custom_dir), "redirect.html").is_file():
        root = urlsplit(config.site_url or "/").path
        redirects.HTML_TEMPLATE = env.get_template("redirect.html").render(config=config, root=root)
    assembly = _build.assembly = assemble(_build, env, config)
    _warn(check_evidence(_build.project, assembly.evidence, _build.settings.cut_off))
    for notice in find_notices(_build.project, assembly.evidence):
        log.info(str(notice))
    if _build.editions:
        _check_promises(assembly)
    fill_pages(files, assembly)
    _warn(assembly.faults)
    fill_files(files, _build.made_files, {**make_files(assembly), **_make_book(assembly)})
    return env


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
    """Keep foreign pages from reaching back, and dates in one piece."""
    return join_days(close_openers(output, config.site_url or ""))


def on_post_template(output_content: str, /, *, template_name: str, config: MkDocsConfig, **_: Any) -> str:
    """Do the same for pages without Markdown."""
    is_page = template_name.endswith(".html")
    return join_days(close_openers(output_content, config.site_url or "")) if is_page else output_content


@event_priority(-100)
def on_post_build(**_: Any) -> None:
    """Put the site in place, unless a strict build has counted a warning."""
    finish(_build)


def on_serve(server: LiveReloadServer, /, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Look for changes more often than MkDocs does."""
    watch_often(server, [config.docs_dir, config.config_file_path])
    return server


def on_build_error(error: Exception, **_: Any) -> None:
    """Delete what a broken build has left, and say in one line what broke it; `mkdocs build -v` says where."""
    if "_build" in globals():
        give_up(_build)
    if not isinstance(error, MkDocsException):
        log.debug("The build broke here", exc_info=error)
        log.error(explain(error))
        raise Abort("Aborted; the site was left as it was")
