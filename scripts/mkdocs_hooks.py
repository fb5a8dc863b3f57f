"""The events of MkDocs, in their order; what happens at each is in `briefing.build`.

MkDocs puts this folder on `sys.path` only while it loads this file, so everything is imported at the top. It keeps
this module for all builds of a server.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from briefing.build.messages import log
from briefing.build.mkdocs import Run
from briefing.build.serve import hasten
from briefing.dates import join_days
from briefing.pages.citations import shield, unshield
from briefing.pages.front_matter import keep_known
from briefing.problems import explain

_TABS = 12  # how many pages and sections stand in the tabs of every page
_run = Run()  # what this process builds: once, or again and again while it serves


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is a build or a server."""
    _run.command = command


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything that an author can break, before anything is written."""
    _run.begin(config)
    return config


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
    """Look nowhere but in our own templates and those of MkDocs, where we have the skeleton of a page.

    MkDocs lists all files of a theme in each build, and Material has 14,000 icons. Its plugins have read its templates
    by now, in `on_config`.
    """
    if config.theme.custom_dir and Path(config.theme.custom_dir, "base.html").is_file():
        config.theme.dirs = [config.theme.custom_dir, config.theme.dirs[-1]]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish styles and scripts, and announce the files that the build makes."""
    _run.announce_files(files)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, **_: Any) -> Navigation:
    """Keep the navigation; list its pages on a page of their own where the tabs cannot hold them."""
    if len(nav.items) > _TABS and Path(str(config.theme.custom_dir), "pages.html").is_file():
        config.theme.static_templates.add("pages.html")
    _run.nav = nav
    return nav


@event_priority(-100)
def on_pre_page(page: Page, **_: Any) -> Page:
    """Let MkDocs pass over a page that an earlier build has rendered."""
    return _run.recall(page)


@event_priority(100)
def _hide_from_bibtex(markdown: str, /, *, page: Page, **_: Any) -> str:
    page.meta = keep_known(page.meta)
    return shield(markdown, _run.project.notes)


@event_priority(-100)
def _show_again(markdown: str, /, **_: Any) -> str:
    return join_days(unshield(markdown))


on_page_markdown = CombinedEvent(_hide_from_bibtex, _show_again)


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """Label a page that was just rendered."""
    _run.receive(page, html)
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Put the site together, now that the text of every page is known."""
    return _run.assemble(env, files)


@event_priority(-100)
def on_post_build(**_: Any) -> None:
    """Put the site in place, unless a strict build has counted a warning."""
    _run.finish()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> None:
    """Show a saved word at once."""
    hasten(server, config, builder, log.error)


def on_shutdown() -> None:
    """Leave nothing behind when a server ends."""
    _run.end()


def on_build_error(error: Exception, **_: Any) -> None:
    """Delete what a broken build has left, and say in one line what broke it; `mkdocs build -v` says where."""
    _run.discard()
    if not isinstance(error, MkDocsException):
        log.debug("The build broke here", exc_info=error)
        log.error(explain(error))
        raise Abort("Aborted; the site was left as it was")
