"""A build at the events of MkDocs, in their order; what happens at each is a step.

    on_config         settings, bibliography, records, figures and editions are read and checked
    on_files          data and files of the theme are left out, styles and scripts are prepared
    on_page_markdown  mkdocs-bibtex turns citations into footnotes
    on_page_content   one walk over a page: headings, clauses, boxes and notes -> RenderedPage
    on_env            pages become a Site: slots, `<!-- briefing: name -->`, are filled, and rules
                      asked (`pipeline/judging.py`); all that is no page is made: exports, twins,
                      ledger, feed, frozen pages, book; on a server, whenever somebody asks for it
    MkDocs            renders templates and writes
    on_post_build     what the build says of itself, the sums, and the new site in the place of the
                      old, if nothing was warned

A server keeps the plugin between builds: each begins anew in `on_config`.
"""

import gc
import os
from calendar import timegm
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .answers import forget_last
from .dates import join_days
from .folders import Content, make
from .pages.counts import fill_counts
from .pages.front_matter import keep_known
from .pipeline.build import Build, Request, begin_build
from .pipeline.filling import fill_site
from .pipeline.for_templates import dress_pages, prepare, show_build
from .pipeline.judging import judge_site
from .pipeline.log import ProblemLog, explain
from .pipeline.mkdocs_fit import choose_files, fit_settings, put_files
from .pipeline.outputs import finish_book, list_outputs, list_unused_assets, write_book
from .pipeline.page import render_page
from .pipeline.project import read_project
from .pipeline.publish import Stage
from .pipeline.report import REPORT, write_report
from .pipeline.serving import answer_with, list_not_served, watch_closely
from .pipeline.settings import PLUGIN, BriefingConfig, FaultyProject
from .pipeline.site import make_site
from .programs import begin

# A build keeps nearly all that it makes: to look for what can go took a twentieth of its time.
gc.set_threshold(50_000, 20, 50)

logger = get_plugin_logger(PLUGIN)
log = ProblemLog(logger)


class Briefing(BasePlugin[BriefingConfig]):
    """Makes a briefing of a MkDocs site; it keeps what MkDocs does not hand on between events."""

    is_serving: bool
    request: Request  # what a command (`commands/`) asks of a build, set before it
    rest: Mapping[str, Content]  # what a server makes when asked
    stage: Stage | None  # none on a server, whose folder is its own
    build: Build

    def __init__(self) -> None:
        super().__init__()
        self.is_serving, self.request, self.rest, self.stage = False, Request(), {}, None

    def on_startup(self, command: str, **_: Any) -> None:
        """Remember whether this is a server; `serve --clean` says that it is a build."""
        self.is_serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        """Read and check all that an author can break. Raise BuildError where it cannot go on."""
        if self.stage:  # of a build that was interrupted
            self.stage.discard()
        log.begin()
        try:
            project = read_project(config, self.config)
        except FaultyProject as error:
            log.warn(error.problems)
            raise BuildError("the build cannot go on; see the warnings above") from error
        log.warn(project.problems)
        log.dead_links.pages = project.by_uri
        build = self.build = begin_build(self._take_request(), project)
        if project.changed and build.version.is_draft:
            newest, changed = project.editions[-1].version, ", ".join(project.changed)
            logger.info("This is a draft, changed since %s: %s", newest.name, changed)
        # What MkDocs writes into files as the day of the build.
        os.environ["SOURCE_DATE_EPOCH"] = str(timegm(build.day.timetuple()))
        fit_settings(config, project)
        self.stage = None if self.is_serving else Stage(Path(config.site_dir), project.root)
        if self.stage:
            config.site_dir = str(self.stage.path)
            forget_last()

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave out what is not published, and put styles and scripts in their published form."""
        build = self.build
        files, build.assets, build.promised = choose_files(config, files, build.project)
        log.dead_links.files = files.src_uris
        return files

    def on_nav(self, nav: Navigation, **_: Any) -> None:
        """Keep the navigation, which has the order of the pages."""
        self.build.nav = nav

    @event_priority(100)
    def keep_front_matter(self, markdown: str, page: Page, **_: Any) -> str:
        """Take front matter that is known; mkdocs-bibtex turns citations into notes after this.

        Both get the numbers that they count, and the text its verdicts.
        """
        project = self.build.project
        page.meta = {
            name: fill_counts(value, project.countables) if isinstance(value, str) else value
            for name, value in keep_known(page.file.content_string).items()
        }
        return project.fill(markdown, page.file.src_uri, is_marked=True)

    @event_priority(-100)
    def keep_days_together(self, markdown: str, **_: Any) -> str:
        """Keep a day with its month."""
        return join_days(markdown)

    on_page_markdown = CombinedEvent(keep_front_matter, keep_days_together)

    @event_priority(-100)
    def on_page_content(self, html: str, page: Page, **_: Any) -> None:
        """Take the HTML of a page when all others have had it, label it, and keep its records."""
        build = self.build
        rendered = render_page(page, html, build.project, build.context)
        build.pages[page.file.src_uri] = rendered

    @event_priority(-100)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Make the site, now that all pages have their text, and every file that is no page."""
        build = self.build
        prepare(env, build.assets.names, build.project.figure_folder)
        show_build(env, build, is_served=self.is_serving)
        pages, site_url = build.list_pages(), config.site_url or ""
        unfilled = make_site(build.project, site_url, pages, build.version)
        site = build.site = fill_site(unfilled, env, build.context.beside)
        log.dead_links.ids = {page.uri: page.ids for page in site.pages}
        build.assets = build.assets.leave_out(list_unused_assets(site))
        is_whole = not (self.is_serving or build.request.has_pages_only)
        # Before programs begin: beside other work of this process it would take longer.
        manuscript = write_book(site, env) if is_whole else None
        book = begin(finish_book, site, manuscript)
        build.faults, notices = judge_site(site, build.assets.classes)
        log.warn(build.faults)
        log.inform(notices)
        dress_pages(site, files, is_sound=not build.faults)
        if build.request.has_pages_only:
            return
        shown = get_context(build.nav, files.documentation_pages(), config)
        outputs, faults = list_outputs(build, env, shown)
        env.globals["made"] = {*outputs, *site.book_files}
        self.rest = outputs | list_not_served()
        made = {path: make(content) for path, content in outputs.items() if is_whole}
        parts, unset = book.result()
        log.warn([] if build.faults else [*faults, *unset])
        made = {**build.assets.files, **made, **parts}
        put_files(config, files, made, [*build.promised, *outputs])

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> None:
        """Make what is no page when it is asked for, and see changes at once."""
        app: Any = server.get_app()
        server.set_app(answer_with(app, server.mount_path, lambda: self.rest))
        watch_closely(server, [config.docs_dir, config.config_file_path])

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the site in the place of the one before, unless a strict build has warned."""
        stage, site = self.stage, self.build.site
        if stage is None:
            return
        config.site_dir = str(stage.site)  # where other commands look for it
        if config.strict and log.count():
            logger.info("The site was left as it was: %s", stage.site)
            raise Abort(f"Aborted with {log.count()} warnings in strict mode!")
        words = site.project.words
        contact = words["contact"] or words["repo_url"]
        report = write_report(site.publication, site.project.changed, log.count(), contact)
        Path(stage.path, REPORT).write_text(report, encoding="utf-8")
        stage.publish()
        logger.info("Published to %s", stage.site)

    def on_build_error(self, error: Exception) -> None:
        """Delete what a broken build has left, and say in a line what broke it; `-v` says where."""
        if self.stage:
            self.stage.discard()
        if not isinstance(error, MkDocsException):
            logger.debug("The build broke here", exc_info=error)
            logger.error(explain(error))
            raise Abort("Aborted; the site was left as it was")

    def _take_request(self) -> Request:
        """Return what is asked of this build; the next is asked for nothing."""
        request, self.request = self.request, Request()
        return request
