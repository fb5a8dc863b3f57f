"""What MkDocs carries out for us, event by event; `scripts/mkdocs_hooks.py` names the events.

A `Run` gathers what comes page by page. All else is made whole by a stage (`project`, `site`, `outputs`) and then
only read.
"""

import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..citing.citable import Publication
from ..citing.forms import make_citing
from ..claims.labels import Context
from ..claims.note_list import PLACE
from ..claims.records import PageAddress
from ..editions.manifest import Version, is_about_editions
from ..pages.citations import AtSign
from ..pages.document import make_url
from ..pages.footnotes import install_registry
from ..problems import Problem
from ..web.slots import WHOLE
from ..web.templates import prepare
from . import publish
from .files import fill_files, fill_redirects, publish_assets
from .outputs import make_files, write_twins
from .project import BOOKS, CITATIONS, SOURCES, Project, list_made_files, read_project
from .renderings import Rendering, list_notes, load_rendering
from .request import REQUEST, Request
from .site import RenderedPage, Site, make_site, render_page

log = get_plugin_logger("briefing")
_LOGGER = logging.getLogger(log.logger.name.partition(".")[0])
"""What a strict build counts warnings of: that of MkDocs, or of ProperDocs, which stands in for it."""


class _Warnings(logging.Handler):
    """Counts what a strict build stops at."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.levelno >= logging.WARNING


class Run:
    """One build of a site; a server does one after the other, and each `begin` starts anew."""

    def __init__(self) -> None:
        self.command = "build"
        self.stage: publish.Stage | None = None
        """Where the site is built; None while serving, and when the run has ended."""
        self.warnings = _Warnings()
        self.nav = Navigation([], [])
        self.book: Mapping[str, bytes] = {}
        """PDF and EPUB as a server has made them first."""

    def begin(self, config: MkDocsConfig) -> None:
        """Read the project, and make everything ready for its pages. Raise BuildError where they cannot be built."""
        self.config = config
        self.warnings.count = 0
        _LOGGER.addHandler(self.warnings)
        self.project = _read(config)
        sources, cite = (make_url(uri) if uri in self.project.by_uri else "" for uri in (SOURCES, CITATIONS))
        self.context = Context(self.project.bibliography.sources, self.project.support, sources, cite,
                               self.project.month, self.project.voice)
        self.version = _name_version(config, self.project)
        self.pages: dict[str, RenderedPage] = {}
        self.renderings: dict[str, Rendering] = {}
        if self.command == "build":
            self.stage = publish.make_stage(Path(config.site_dir).absolute(), self.project.root)
            config.site_dir = str(self.stage.path)

    @property
    def language(self) -> str:
        """What the site is written in, as Material names it."""
        return str(self.config.theme.get("language") or "en")

    def announce_files(self, files: Files) -> None:
        """Put published styles and scripts in the place of their sources, and name the files that the build makes."""
        self.assets = publish_assets(self.config, files, self.language)
        warn(self.assets.problems)
        self._made = list_made_files(list(self.project.by_uri))
        for name in [*self.assets.files, *self._made]:
            if name in files.src_uris:  # an author's, which was reported
                files.remove(files.src_uris[name])
            files.append(File.generated(self.config, name, content=self.assets.files.get(name, "")))
        settings = Path(self.config.config_file_path).read_text(encoding="utf-8")
        self.surroundings = settings + "\n".join(sorted(files.src_uris))

    def recall(self, page: Page, markdown: str) -> bool:
        """Whether an earlier run has rendered the same text among the same files."""
        uri = page.file.src_uri
        self.renderings[uri] = load_rendering(self.project.cache, uri, markdown, self.surroundings)
        return self.renderings[uri].is_known

    def receive(self, page: Page, html: str) -> str:
        """Take the HTML of a page, label it, keep its records, and return it."""
        uri = page.file.src_uri
        rendering = self.renderings[uri]
        if rendering.is_known:
            html, page.title, page.toc = rendering.html, rendering.title, rendering.toc
        else:
            rendering.keep(html, str(page.title), page.toc)
        address = PageAddress(uri, make_url(uri), str(page.meta.get("title") or page.title))
        is_generated = WHOLE in html or is_about_editions(uri)
        context = replace(self.context, cite_url="") if is_generated else self.context
        html, evidence, problems = render_page(html, address, context, self.project.by_uri.get(uri))
        warn(problems)
        if f'<h2 id="{PLACE}">' in html:
            list_notes(page.toc)
        is_searched = not (page.meta.get("search") or {}).get("exclude")
        description = str(page.meta.get("description", ""))
        self.pages[uri] = RenderedPage(evidence, html, description, is_generated, is_searched)
        if WHOLE in html:  # it shows others again: they are what to find and to cite
            page.canonical_url = self.config.site_url
        return html

    def assemble(self, env: Environment, files: Files) -> None:
        """Put the site together, give MkDocs its pages and files, and hand it to the command that asked for it."""
        project, publication = self.project, _name_publication(self.config, self.project, self.version)
        prepare(env, self.assets.names, self.language, "print/" if "print.md" in project.by_uri else "")
        order = dict.fromkeys([*(page.file.src_uri for page in self.nav.pages), *self.pages])
        pages = [self.pages[uri] for uri in order if uri in self.pages]
        described = [(page.evidence, page.description) for page in pages if not page.is_generated]
        citing = make_citing(publication, described, project.bibliography.sources, project.notes, project.bib,
                             project.cache) if project.notes and self.context.cite_url else None
        site = make_site(project, publication, self.version, pages, env, citing)
        env.globals["editions"] = project.editions
        _fill_pages(site, files)
        shown = get_context(self.nav, files, self.config)
        made, faults = make_files(site, env, self.assets.files, shown, self.book)
        if self.command == "serve":
            self.book = {name: made[name] for name in BOOKS if name in made}
        warn([*site.faults, *faults])
        for notice in site.notices:
            log.info(str(notice))
        fill_files(self.config, files, self._made, made)
        # MkDocs takes any file that ends in .md for a page of its own.
        self.late = {**fill_redirects(self.config, project.redirects, env), **write_twins(site)}
        if request := self.config.extra.get(REQUEST):
            request.receive(site)

    def finish(self) -> None:
        """Put the site in place, unless a strict build has counted a warning."""
        _LOGGER.removeHandler(self.warnings)
        for name, text in self.late.items():  # mkdocs-redirects has just written pages of its own, with a script
            path = Path(self.config.site_dir, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if self.stage is None:
            return
        if self.config.strict and self.warnings.count:
            log.info("The site was left as it was: %s", self.stage.site)
            self.discard()
            return
        stage, self.stage = self.stage, None
        publish.list_contents(stage.path)
        publish.publish(stage)
        log.info("Published to %s", stage.site)

    def discard(self) -> None:
        """Delete what a broken run has left."""
        _LOGGER.removeHandler(self.warnings)
        stage, self.stage = self.stage, None
        if stage:
            publish.discard(stage)


def warn(problems: Iterable[Problem]) -> None:
    """Say what is wrong."""
    for problem in problems:
        log.warning(str(problem))


def _read(config: MkDocsConfig) -> Project:
    plugin: Any = config.plugins.get("bibtex")
    if plugin is None or not plugin.config.bib_file:
        raise BuildError("mkdocs.yml: no bibliography is named; write under plugins: bibtex: {bib_file: …}")
    config.config_file_path = os.path.abspath(config.config_file_path)  # as MkDocs makes docs_dir whole
    project = read_project(config, plugin.config.bib_file)
    warn(project.problems)
    if not project.is_buildable:
        raise BuildError("a file that the build needs cannot be read; see the warnings above")
    if any(problem.code == "bad-redirect" for problem in project.problems):
        raise BuildError("a redirect cannot be followed; see the warnings above")
    config.markdown_extensions.append(AtSign())  # type: ignore[arg-type]
    install_registry(plugin, project.notes)
    return project


def _name_version(config: MkDocsConfig, project: Project) -> Version:
    """Return what the pages are published as, and set the time that MkDocs writes into files."""
    request: Request | None = config.extra.get(REQUEST)
    newest = project.editions[-1].version if project.editions and not project.settings.draft else None
    version = (request and request.as_version) or newest or Version(0, project.settings.date)
    os.environ["SOURCE_DATE_EPOCH"] = str(version.epoch)
    return version


def _name_publication(config: MkDocsConfig, project: Project, version: Version) -> Publication:
    article = project.bibliography.sources.get(project.settings.article)
    who, _, when = article.short.rpartition(", ") if article else ("", "", "")
    return Publication(config.site_name, config.site_author or config.site_name, version.date, version.name,
                       config.site_url or "", config.site_description or "", path=version.path, number=version.number,
                       language=project.settings.language or str(config.theme.get("language") or "en"),
                       basis=article.get("url") if article else "", restated=f"{who} ({when})" if article else "")


def _fill_pages(site: Site, files: Files) -> None:
    """Put what the whole site says of each page into it."""
    claiming = {page.uri for page in site.pages if page.evidence.claims}
    for uri, html in site.bodies.items():
        page: Any = files.src_uris[uri].page
        page.content = html
        # What stands behind the claims, where any page makes some: sources, ledger, method.
        is_apparatus = bool(claiming) and uri not in claiming and not page.is_homepage
        page.meta |= {"head": site.heads.get(uri), "status": site.statuses.get(uri), "is_apparatus": is_apparatus}
