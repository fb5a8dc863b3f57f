"""What happens at the events of MkDocs, in order. MkDocs finds files and renders Markdown. A `Run` gathers what comes
page by page; a stage (`project`, `pages`, `site`, `outputs`) makes all else whole, and `publish` puts it in place."""

import gc
import logging
import os
import sys
from calendar import timegm
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from threading import Event
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from ..cache import Part, end_build, keep, make_digest, read_kept, recall
from ..claims.records import Version
from ..pages.footnotes import SHOW, shield
from ..pages.rules import keep_known
from ..problems import Problem, Refused, explain, say
from ..programs import fork
from ..web.templates import prepare
from ..words import join_days
from . import adapt
from .outputs import Outputs
from .pages import RenderedPage, Renderer
from .project import read_project
from .publish import Stage, Written, discard, is_whole, make_stage, publish
from .site import REQUEST, make_site, name_publication

_ALL = "everything"  # under which the whole site is kept as one part
_MANY = 12  # how many pages are worth a child
_PAUSE = (
    2  # seconds in which nothing was saved before a server sets the book, which takes both cores
)
_TABS = 12  # how many pages and sections stand in the tabs of every page
log = get_plugin_logger("briefing")


class Run:
    """One build of a site; a server does one after the other, and each `on_config` starts anew."""

    def __init__(self) -> None:
        self.command, self.is_settled = "build", False  # whether a server has made all that stays
        self.is_over = Event()  # which is set when the next build begins, or the server ends
        self.stage = Stage(Path(), Path())  # where the site is built
        self.pages: dict[str, RenderedPage] = {}
        self.warnings = CountHandler(level=logging.WARNING)
        logging.getLogger(log.logger.name.partition(".")[0]).addHandler(
            self.warnings
        )  # of MkDocs, or of ProperDocs
        self.setter = ThreadPoolExecutor(
            1
        )  # sets books beside what else is done, one after the other

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a build or a server."""
        self.command = command

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        """Read and check all that an author can break; raise BuildError. End where the last build made the same."""
        self.is_over.set()
        self.is_over, site, last = Event(), Path(config.site_dir).resolve(), dict[str, Written]()
        self.warnings.counts.clear()
        if (
            self.command == "build" and REQUEST not in config.extra
        ):  # others want the site, whatever was built before
            self.inputs = adapt.digest_inputs(config)
            self.kept = (
                Path(config.config_file_path).absolute().parent
                / f".cache/site-{make_digest(str(site))}.json"
            )
            last = read_kept(self.kept, dict[str, Written]) or {}
            if (
                (whole := last.get(_ALL))
                and whole.made_from == self.inputs
                and is_whole(site, whole.sums, self.kept)
            ):
                log.info("Nothing has changed since the site was built")
                sys.exit()
        self.project = read_project(config)
        _warn(self.project.problems)
        adapt.equip_plugins(config, self.project)
        made = [
            Version(0, self.project.settings.date),
            *(edition.version for edition in self.project.editions),
        ]
        self.version = (
            config.extra.get(REQUEST, {}).get("as_version")
            or made[0 if self.project.settings.draft else -1]
        )
        os.environ["SOURCE_DATE_EPOCH"] = str(
            timegm(self.version.date.timetuple())
        )  # what MkDocs writes into files
        if self.command == "build":
            self.stage = make_stage(site, self.project.root, last)
            config.site_dir = str(self.stage.path)
        else:  # MkDocs empties its folder, and what is served stays
            self.stage = Stage(site, site, last=self.stage.parts if self.stage.path == site else {})
            config.site_dir = f"{site}/.others"

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Look only in our own templates and those of MkDocs, where we have the skeleton of a page. MkDocs lists all
        files of a theme in each build, and Material has 14,000 icons; its plugins have read its templates by now."""
        if config.theme.custom_dir and Path(config.theme.custom_dir, "base.html").is_file():
            config.theme.dirs = [config.theme.custom_dir, config.theme.dirs[-1]]

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put published styles and scripts in the place of their sources, and name the files that the build makes."""
        files, self.assets = adapt.announce_files(config, files, self.project)
        _warn(self.assets.problems)
        settings = Path(config.config_file_path).read_text(encoding="utf-8")
        names = sorted({*files.src_uris, *self.project.made})
        self.renderer = Renderer(self.project, settings + "\n".join(names), self.pages)
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation, on its own page where tabs cannot hold it; render new pages, many half in a child."""
        if len(nav.items) > _TABS:
            config.theme.static_templates.add("pages.html")
        self.nav = nav
        self.pages = {uri: found for uri in files.src_uris if (found := self.renderer.find(uri))}
        new = [file.page for file in files if file.page and file.src_uri not in self.pages]
        others = new[len(new) // 2 :] if len(new) > _MANY and self.command == "build" else []

        def render_others() -> list[
            RenderedPage
        ]:  # none where MkDocs had something to say, for it is not heard here
            said = self.warnings.get_counts()
            adapt.render(others, config, files)
            return (
                [self.pages[page.file.src_uri] for page in others]
                if self.warnings.get_counts() == said
                else []
            )

        wait = fork(render_others, list[RenderedPage]) if others else list
        adapt.render(new[: len(new) - len(others)], config, files)
        self.pages |= {page.uri: page for page in wait() or ()}

    @event_priority(-100)
    def on_pre_page(self, page: Page, **_: Any) -> None:
        """Leave MkDocs nothing to read and to render of a page where that has been done."""
        if page.file.src_uri in self.pages:
            page.markdown = page.content = ""
            page.read_source = page.render = lambda *_: None  # type: ignore[method-assign, assignment]

    @event_priority(100)
    def _hide_from_bibtex(self, markdown: str, *, page: Page, **_: Any) -> str:
        page.meta = keep_known(page.meta)
        return shield(markdown, self.project.notes)

    @event_priority(-100)
    def _show_again(self, markdown: str, **_: Any) -> str:
        return join_days(markdown.translate(SHOW))

    on_page_markdown = CombinedEvent(_hide_from_bibtex, _show_again)

    def on_page_content(self, html: str, page: Page, **_: Any) -> None:
        """Take the HTML of a page that was just rendered, label it, and keep its records."""
        if (uri := page.file.src_uri) not in self.pages:
            self.pages[uri] = self.renderer.make(page, html)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Put the site together, now that the text of every page is known, write it, and hand it on."""
        env = recall(
            ("templates", *config.theme.dirs), lambda: env
        )  # a server keeps what it has compiled
        templates = sorted(path for path in Path(config.theme.dirs[0]).rglob("*") if path.is_file())
        language = self.project.words["language"]
        prepare(
            env,
            self.assets.names,
            language,
            make_digest(language, *map(Path.read_bytes, templates)),
        )
        env.globals["project"] = self.project
        order = dict.fromkeys([*(page.file.src_uri for page in self.nav.pages), *self.pages])
        site = make_site(
            self.project,
            name_publication(self.project, self.version, config.site_url or ""),
            [self.pages[uri] for uri in order if uri in self.pages],
            env,
        )
        _warn([*(problem for page in site.pages for problem in page.problems), *site.faults])
        for notice in site.notices:
            log.info(str(notice))
        self._write(
            Outputs(
                site,
                config,
                env,
                self.nav,
                {**files.src_uris},
                self.assets,
                files.documentation_pages(),
            )
        )
        for file in list(files):  # nothing is left to MkDocs
            if file.src_uri not in config.extra_templates:
                files.remove(file)
        config.theme.static_templates = set()
        config.extra.get(REQUEST, {})["site"] = site

    def _write(self, outputs: Outputs) -> None:
        """Write all parts of the site, a child most of the pages; a server shows its book until the next one is set."""
        *parts, book = outputs.list_parts()
        known = {name: part.made_from for name, part in self.stage.last.items()}
        new = [part for part in parts if part[0] in self.pages and part[1] != known.get(part[0])]
        is_shared = (
            self.command == "build" and len(new) > _MANY
        )  # unevenly, since the exports are written here
        others = dict.fromkeys(
            part for number, part in enumerate(new) if is_shared and number % 5 > 1
        )
        if others and (citing := outputs.site.citing):
            citing.forms(citing.pages[0].citables[0].key)  # so that no child waits for pandoc
        wait = fork(lambda: self.stage.write(others), dict[str, Written]) if others else dict
        setting = (
            self.setter.submit(self._write_book, book, self.stage, 0)
            if self.command == "build"
            else None
        )
        self.stage.write([part for part in parts if part not in others])
        self.stage.parts |= wait() or self.stage.write(others)
        if setting:
            setting.result()
        else:
            self.stage.parts |= (
                {book[0]: self.stage.last[book[0]]} if book[0] in self.stage.last else {}
            )
            self.setter.submit(self._write_book, book, self.stage, _PAUSE)

    def _write_book(self, book: Part, stage: Stage, pause: int) -> None:
        """Set the PDF and the EPUB, beside what else is written; not those that a later build will set again."""
        if self.is_over.wait(pause) or stage is not self.stage:
            return
        try:
            stage.write([book])
        except Exception as error:  # a server asks for no result
            if self.command == "build" and not isinstance(error, Refused):
                raise
            _warn([Problem(*self.project.find_line("print.md", ""), explain(error), "book")])

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the site in place, unless a strict build has counted a warning."""
        end_build()
        if self.command == "serve":
            self.stage.drop_others()
            if (
                not self.is_settled
            ):  # most of what a first build has made stays: with each edit, look no more
                gc.freeze()
                self.is_settled = True
            if Path(config.site_dir).is_dir():
                copytree(config.site_dir, self.stage.path, dirs_exist_ok=True)
        elif config.strict and self.warnings.get_counts():
            log.info("The site was left as it was: %s", self.stage.site)
            discard(self.stage)
        else:
            sums = self.stage.list_contents()
            publish(self.stage)
            if REQUEST not in config.extra:
                whole = {} if self.warnings.get_counts() else {_ALL: Written(self.inputs, sums)}
                keep(self.kept, self.stage.parts | whole)
            log.info("Published to %s", self.stage.site)
            if urlsplit(config.site_url or "").hostname in {"127.0.0.1", "localhost", "::1"}:
                log.info(say("local-address", config.site_url)[0])

    def on_serve(self, server: Any, config: MkDocsConfig, builder: Callable[[], None]) -> None:
        """Give the server our observer, and have it say in a line why it cannot build, and serve on what it has."""
        from .watching import equip_server  # only here: a build needs no server

        def build() -> None:
            try:
                builder()
            except Exception as error:  # MkDocs would print where in its code, and answer nobody until the next build
                log.error(explain(error))

        equip_server(
            server, build, (config.docs_dir, config.config_file_path, *map(str, config.theme.dirs))
        )

    def on_shutdown(self) -> None:
        """Set no book that was still to be set when a server ends."""
        self.is_over.set()
        self.setter.shutdown(wait=False, cancel_futures=True)

    def on_build_error(self, error: Exception) -> None:
        """Delete what a broken build has left, and say in one line what broke it; `mkdocs build -v` says where."""
        discard(self.stage)
        if not isinstance(error, MkDocsException):
            log.debug("The build broke here", exc_info=error)
            log.error(explain(error))
            raise Abort("Aborted; the site was left as it was")


def _warn(problems: Iterable[Problem]) -> None:
    for problem in problems:
        log.warning(str(problem))
