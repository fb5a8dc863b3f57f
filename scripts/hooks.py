"""A build at the events of MkDocs, in their order; what happens at each is a step.

    on_config         settings, bibliography, records, figures and editions are read and checked
    on_files          data and files of the theme are left out, styles and scripts are prepared
    on_page_markdown  mkdocs-bibtex turns citations into footnotes
    on_page_content   one walk over a page: headings, clauses, boxes and notes -> RenderedPage
    on_env            pages become a Site, slots filled and rules asked; all that is no page is
                      made: exports, twins, ledger, feed, frozen pages, book
    MkDocs            renders templates and writes
    on_post_build     what the build says of itself, the sums, and the new site in the place of the
                      old, if nothing was warned

A server remembers this module between builds: each begins anew in `on_config`. MkDocs puts this
folder on `sys.path` only while it loads this file: all is imported at the top.
"""

import gc
import os
from calendar import timegm
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from briefing.book.book import EPUB, PDF
from briefing.dates import join_days
from briefing.pages.front_matter import keep_known
from briefing.pipeline.equipment import announce_files, equip, put_files
from briefing.pipeline.judging import judge_site
from briefing.pipeline.outputs import check_made, make_outputs, tell_pages
from briefing.pipeline.pages import make_context, render_page
from briefing.pipeline.project import read_project
from briefing.pipeline.publish import Stage
from briefing.pipeline.report import REPORT, write_report
from briefing.pipeline.settings import FaultyProject
from briefing.pipeline.site import find_day, make_site
from briefing.pipeline.telling import Teller, explain
from briefing.web.templates import prepare

# A build keeps nearly all that it makes: to look for what can go took a twentieth of its time.
gc.set_threshold(50_000, 20, 50)

log = get_plugin_logger("briefing")
# What the steps of this build hand on; `as_version` is an edition that it is to be, and a command
# that asks only what the pages say has no other files made (`plan.py`).
now = SimpleNamespace(is_serving=False, as_version=None, has_pages_only=False, stage=None)
teller = Teller(log)


def on_startup(command: str, **_: Any) -> None:
    """Remember whether this is a server; `serve --clean` says that it is a build."""
    now.is_serving = command == "serve"
    now.as_version, now.has_pages_only = None, False


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    """Read and check all that an author can break. Raise BuildError where MkDocs cannot go on."""
    if now.stage:  # of a build that was interrupted
        now.stage.discard()
    teller.begin()
    now.pages, now.stage = {}, None
    try:
        now.project = read_project(config)
    except FaultyProject as error:
        teller.warn(error.problems)
        raise BuildError("the build cannot go on; see the warnings above") from error
    teller.warn(now.project.problems)
    now.version = now.as_version or now.project.version
    if now.project.changed and not now.as_version:
        newest, changed = now.project.editions[-1].version, ", ".join(now.project.changed)
        log.info("This is a draft, changed since %s: %s", newest.name, changed)
    # What MkDocs writes into files as the day of the build.
    os.environ["SOURCE_DATE_EPOCH"] = str(timegm(find_day(now.project, now.version).timetuple()))
    equip(config, now.project)
    now.context = make_context(now.project)
    if not now.is_serving:
        now.stage = Stage(Path(config.site_dir), now.project.root)
        config.site_dir = str(now.stage.path)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what is not published, and put styles and scripts in their published form."""
    files, now.assets, now.promised = announce_files(config, files, now.project)
    return files


def on_nav(nav: Navigation, **_: Any) -> None:
    """Keep the navigation, which has the order of the pages."""
    now.nav = nav


@event_priority(100)
def begin(markdown: str, page: Page, **_: Any) -> str:
    """Take front matter that is known; mkdocs-bibtex turns citations into notes after this."""
    page.meta = keep_known(page.file.content_string)
    return markdown


@event_priority(-100)
def join(markdown: str, **_: Any) -> str:
    """Keep a day with its month."""
    return join_days(markdown)


on_page_markdown = CombinedEvent(begin, join)


@event_priority(-100)
def on_page_content(html: str, page: Page, **_: Any) -> None:
    """Take the HTML of a page when all others have had it, label it, and keep its records."""
    now.pages[page.file.src_uri] = render_page(page, html, now.project, now.context)


@event_priority(-100)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Make the site, now that the text of every page is known, and every file that is no page."""
    prepare(env, now.assets.names)
    env.globals["project"] = now.project
    order = dict.fromkeys([page.file.src_uri for page in now.nav.pages] + [*now.pages])
    pages = [now.pages[uri] for uri in order if uri in now.pages]
    site = now.site = make_site(now.project, config.site_url or "", pages, env, now.version)
    env.globals["is_draft"] = site.is_draft
    faults, notices = judge_site(site)
    teller.warn(faults)
    teller.tell(notices)
    tell_pages(site, files, is_sound=not faults)
    if now.has_pages_only:
        return
    shown = get_context(now.nav, files.documentation_pages(), config)
    outputs, more = make_outputs(site, env, shown, now.assets, is_serving=now.is_serving)
    made = [path for path, _content in outputs] + ([PDF, EPUB] if now.is_serving else [])
    entries = [page.file.src_uri for page in now.nav.pages]
    more += check_made(site, entries, made, now.promised)
    teller.warn([] if faults else more)
    put_files(config, files, outputs, now.promised)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Put the site in the place of the one before, unless a strict build has warned."""
    if now.stage is None:  # a server's is its own
        return
    config.site_dir = str(now.stage.site)  # where other commands look for it
    if config.strict and teller.count():
        log.info("The site was left as it was: %s", now.stage.site)
        raise Abort(f"Aborted with {teller.count()} warnings in strict mode!")
    report = write_report(now.site.publication, now.project.changed, teller.count())
    Path(now.stage.path, REPORT).write_text(report, encoding="utf-8")
    now.stage.publish()
    log.info("Published to %s", now.stage.site)


def on_build_error(error: Exception) -> None:
    """Delete what a broken build has left, and say in a line what broke it; `-v` says where."""
    if now.stage:
        now.stage.discard()
    if not isinstance(error, MkDocsException):
        log.debug("The build broke here", exc_info=error)
        log.error(explain(error))
        raise Abort("Aborted; the site was left as it was")
