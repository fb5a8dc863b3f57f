"""The adapter to MkDocs: it answers events, and replaces no method of anybody's.

MkDocs finds files, renders Markdown, writes pages and static files, and serves. What happens
between is in `build.py`. One adapter lives as long as the process: a server makes one build after
the other with it, and each `on_config` begins anew. It sets attributes where MkDocs and
mkdocs-bibtex have no setting: the folders of the theme, the builder of a server (`on_serve`), the
registry of citations (`equipment.py`).
"""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from ..dates import join_days
from ..editions.manifest import Edition
from ..editions.published import File, Frames
from ..pages.front_matter import keep_known
from ..problems import Problem, explain
from ..store import digest
from ..web.templates import MATERIAL
from . import publish
from .build import assemble, begin, render, swap, write
from .equipment import announce_files, equip_plugins, list_templates, prepare_templates
from .freshness import digest_inputs, is_alone, is_published, remember_published
from .memo import Memo
from .outputs import (
    Book,
    Frame,
    Output,
    draw_preview,
    list_outputs,
    make_frames,
    set_book,
    tell_pages,
)
from .pages import RenderedPage, digest_common, digest_page
from .plan import Planned, PlanRequest
from .preview import BookSetter, digest_frame, digest_frozen_page, serve_on
from .project import CANNOT_GO_ON
from .settings import FaultySettings
from .stamp import REQUEST, make_stamp

log = get_plugin_logger("briefing")


class Adapter:
    """What this process builds: once, or again and again while it serves."""

    def __init__(self) -> None:
        self.command = ""
        self.is_serving = False
        self.memo = Memo()
        self.book = BookSetter()
        self.programs = ThreadPoolExecutor(1)  # Typst draws while the rest goes on
        self.stage: publish.Stage | None = None
        self.card: Future[bytes] | None = None
        # Counted apart from what is logged, of which `mkdocs build -q` hears nothing.
        self.told = set[Problem]()
        self.warnings = CountHandler(level=logging.WARNING)
        # The logger of MkDocs, or of ProperDocs.
        logging.getLogger(log.logger.name.partition(".")[0]).addHandler(self.warnings)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a server; `serve --clean` says that it is a build."""
        self.command = command
        self.is_serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        """Read and check all that an author can break, and make a stage to build in.

        Raise BuildError where MkDocs cannot go on. Where the last build made the same, end with 0.
        """
        request: PlanRequest | None = config.extra.get(REQUEST)
        self._begin(config, request)
        self._leave_unchanged()
        as_version = request.as_version if request else None
        try:
            self.build = begin(config, self.stamp, self.memo, as_version)
        except FaultySettings as error:
            self._warn(error.problems)
            raise BuildError(CANNOT_GO_ON) from error
        self._warn(self.build.project.problems)
        if self.build.project.is_fatal:
            raise BuildError(CANNOT_GO_ON)
        equip_plugins(config, self.build.project)
        if not self.is_plan:
            self.stage = publish.make_stage(self.site_dir, self.build.project.root)
            config.site_dir = str(self.stage.path)

    def _begin(self, config: MkDocsConfig, request: PlanRequest | None) -> None:
        """Forget the build before, but for what a server remembers."""
        self.book.cancel()
        self.told.clear()
        self.warnings.counts.clear()
        self.stage = None
        self.pages = dict[str, RenderedPage]()
        self.is_plan = request is not None
        self.site_dir = Path(config.site_dir).resolve()
        self.stamp = make_stamp(config)
        knows_all = is_alone(config, self)
        self.memo.begin(self.stamp, self.is_serving and knows_all)
        # Commands other than `build` want the site, whatever was built before.
        may_leave = self.command == "build" and not self.is_serving and not self.is_plan
        self.inputs = digest_inputs(config) if may_leave and knows_all else ""

    def _leave_unchanged(self) -> None:
        """End the process with 0 where a build would change nothing."""
        if self.inputs and is_published(self.stamp, self.site_dir, self.inputs):
            log.info("Nothing has changed since the site was built")
            sys.exit()

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Look for files of the theme only where they are ours.

        MkDocs lists all files of a theme in each build, and Material has 14,000 icons; its plugins
        have read its templates by now, and ours find them without MkDocs.
        """
        config.theme.dirs = [path for path in config.theme.dirs if Path(path) != MATERIAL]

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put styles and scripts as published in the place of their sources."""
        files, self.assets = announce_files(config, files, self.build.project)
        self._warn(self.assets.problems)
        for notice in self.assets.notices:
            log.info(str(notice))
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation, and what a server remembers all pages by."""
        self.nav = nav
        if self.memo.is_on:
            self.common = digest_common(self.build.context, files)

    @event_priority(100)
    def _begin_page(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Take front matter that is known; mkdocs-bibtex turns citations into notes after this.

        Of a page that a server has rendered before from the same, nothing is left to render.
        """
        uri = page.file.src_uri
        page.meta = keep_known(page.meta)
        rendered = self.memo.find(self._digest_page(uri))
        if rendered:
            self.pages[uri] = rendered
            return ""
        return markdown

    @event_priority(-100)
    def _join_days(self, markdown: str, **_: Any) -> str:
        return join_days(markdown)

    on_page_markdown = CombinedEvent(_begin_page, _join_days)

    @event_priority(-100)
    def on_page_content(self, html: str, page: Page, **_: Any) -> None:
        """Take the HTML of a page when all others have had it, label it, and keep its records."""
        uri = page.file.src_uri
        if uri not in self.pages:
            self.pages[uri] = render(self.build, page, html)
            self.memo.keep(self._digest_page(uri), self.pages[uri])

    def _digest_page(self, uri: str) -> str:
        """Return what a page is remembered by; one that another plugin has made is not."""
        if not self.memo.is_on or uri not in self.build.project.by_uri:
            return ""
        return digest_page(self.common, self.build.project, uri)

    @event_priority(-100)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Put the site together, now that the text of every page is known."""
        # A server keeps its templates: to compile them all takes longer than an edit.
        env = self.memo.get(lambda: digest("templates", *list_templates(config)), lambda: env)
        prepare_templates(env, self.build.project, self.assets)
        self.site = assemble(self.build, self._order_pages(), env)
        for page in self.site.pages:
            self._warn(page.problems)
        self._warn(self.site.faults)
        for notice in self.site.notices:
            log.info("%s", notice)
        self.frame = Frame(config, env, self.nav, files)
        if self.is_plan:
            self._warn(set_book(self.site, env, self.build.store).problems)
            raise Planned(self.site, self._count_warnings())
        self.card = self.programs.submit(draw_preview, self.site, self.build.store)
        tell_pages(self.site, self.frame)
        return env

    def _order_pages(self) -> list[RenderedPage]:
        """Return all pages in reading order: those of the navigation, then the others."""
        named = [page.file.src_uri for page in self.nav.pages]
        order = dict.fromkeys([*named, *self.pages])
        return [self.pages[uri] for uri in order if uri in self.pages]

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the rest, and put the site in place, unless a strict build has warned."""
        stage = self.stage
        assert stage is not None  # without a request there is one
        config.site_dir = str(self.site_dir)  # where other commands look for it
        self._write(stage)
        self.memo.end()
        warnings = self._count_warnings()
        if config.strict and warnings:
            log.info("The site was left as it was: %s", stage.site)
            raise Abort(f"Aborted with {warnings} warnings in strict mode!")
        sums = swap(stage)
        if self.is_serving:
            self.book.set_later(self._plan_book(), self.site_dir)
            return
        self.build.store.delete_unused()
        if self.inputs and not warnings:
            remember_published(self.build, self.site_dir, sums, self.inputs)
        self._tell_where(config)

    def _write(self, stage: publish.Stage) -> None:
        """Write all files but those that MkDocs has written; of a server without the book."""
        for name in self.build.project.made:  # MkDocs has written nothing into those it led to
            stage.delete(name)
        write(list_outputs(self.site, self.frame, self.assets), stage)
        write(self._list_editions(), stage)
        card = self.card.result() if self.card else b""
        if card:
            stage.write("assets/card.png", card)
        if not self.is_serving:
            book = self._plan_book()()
            self._warn(book.problems)
            write(book.outputs, stage)

    def _plan_book(self) -> Callable[[], Book]:
        """Return what sets the book of this build, whatever is built by then."""
        return partial(set_book, self.site, self.frame.env, self.build.store)

    def _list_editions(self) -> Iterator[Output]:
        """Yield the files of all editions; a server has most of them from its last build."""
        if not self.site.project.editions:
            return
        frames = make_frames(self.site, self.frame)
        around = digest_frame(self.site, self.frame) if self.memo.is_on else ""
        histories = self.memo.get(lambda: around, lambda: list(frames.list_histories()))
        yield from (Output(*file) for file in histories)
        for edition in self.site.project.editions:
            for url in edition.data.pages:
                yield Output(*self._render_frozen_page(frames, around, edition, url))

    def _render_frozen_page(self, frames: Frames, around: str, edition: Edition, url: str) -> File:
        return self.memo.get(
            lambda: digest_frozen_page(around, frames, edition, url),
            lambda: frames.render_page(edition, url),
        )

    def _tell_where(self, config: MkDocsConfig) -> None:
        log.info("Published to %s", self.site_dir)
        if urlsplit(config.site_url or "").hostname in {"127.0.0.1", "localhost", "::1"}:
            log.info(
                f"Its pages and citations name {config.site_url} as their address. Before you put "
                "it on the web, build it for its own: "
                "SITE_URL=https://example.org/briefing/ make build"
            )

    @event_priority(-100)
    def on_serve(self, server: Any, config: MkDocsConfig, builder: Callable[[], None]) -> None:
        """Have a server say in a line why it cannot build, and serve on what it has."""
        self.is_serving = True
        server.builder = serve_on(builder)

    def on_shutdown(self) -> None:
        """Set no book that was still to be set, and leave no stage, when a server ends."""
        self.book.cancel()
        if self.stage:
            publish.discard(self.stage)

    def on_build_error(self, error: Exception) -> None:
        """Delete what a broken build has left, and say in one line what broke it.

        `mkdocs build -v` says where. The book of the site that is served on is still to be set.
        """
        if self.stage:
            publish.discard(self.stage)
        self.book.go_on()
        if isinstance(error, Planned | MkDocsException):
            return
        log.debug("The build broke here", exc_info=error)
        log.error(explain(error))
        raise Abort("Aborted; the site was left as it was")

    def _count_warnings(self) -> int:
        """Return how many warnings there were: ours, though nobody hears them, or all."""
        return max(len(self.told), sum(number for _, number in self.warnings.get_counts()))

    def _warn(self, problems: Iterable[Problem]) -> None:
        """Log faults, each once: what several pages show is found on each."""
        for problem in problems:
            if problem not in self.told:
                self.told.add(problem)
                log.warning("%s", problem)
