"""What MkDocs carries out for us, event by event; `scripts/mkdocs_hooks.py` names the events.

MkDocs finds the files and renders Markdown. A `Run` gathers what comes page by page; all else is made whole by a stage
(`project`, `pages`, `site`, `outputs`), written by `parts`, and put in place by `publish`.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..cache import Memory
from ..citing.forms import make_citing
from ..claims.labels import Context
from ..pages.citations import AtSign
from ..pages.document import make_url
from ..pages.footnotes import install_registry
from ..pandoc import start
from ..problems import Problem, Refused
from ..web.templates import prepare
from . import publish
from .addresses import CITATIONS, SOURCES, list_made_files
from .files import publish_assets
from .messages import LOGGER, WarningCount, log, warn
from .outputs import Frame, list_parts, make_book_part, makes_redirects, mark_apparatus
from .pages import KnownPage, RenderedPage, Renderer
from .parts import ALL, Output, Written, digest_inputs, keep_parts, load_parts
from .project import Project, read_project
from .request import REQUEST, name_publication, name_version
from .site import Site, make_site

_LOCAL = {"127.0.0.1", "localhost", "::1"}


class Run:
    """One build of a site; a server does one after the other, and each `begin` starts anew."""

    def __init__(self) -> None:
        self.command = "build"
        self.memory = Memory()
        self.stage: publish.Stage | None = None
        """Where the site is built; None while serving, and when the run has ended."""
        self.output = Output(Path(), Path())
        self.pages: dict[str, RenderedPage] = {}
        self.warnings = WarningCount()
        self.setter = ThreadPoolExecutor(1)  # sets books while a server answers, one after the other
        self.nav = Navigation([], [])
        self.env = Environment()
        self.folders: list[str] = []  # where its templates are

    def begin(self, config: MkDocsConfig) -> None:
        """Read the project, and make everything ready for its pages. Raise BuildError where they cannot be built."""
        self.config = config
        self.memory.turn()
        self.warnings.count = 0
        LOGGER.addHandler(self.warnings)
        self.inputs = digest_inputs(config)
        self.is_idle = self.command == "build" and REQUEST not in config.extra and _is_whole(config, self.inputs)
        if self.is_idle:
            return
        self.project = _read(config, self.memory)
        sources, cite = (make_url(uri) if uri in self.project.by_uri else "" for uri in (SOURCES, CITATIONS))
        self.context = Context(self.project.bibliography.sources, self.project.support, sources, cite,
                               self.project.month, self.project.voice)
        self.version = name_version(config, self.project)
        if makes_redirects(config) and "redirects" in config.plugins:
            config.plugins["redirects"].config["redirect_maps"] = {}  # the pages of that plugin have a script in them
        self.known, self.pages = self.pages, {}
        site = Path(config.site_dir).absolute()
        if self.command == "build":
            self.stage = publish.make_stage(site, self.project.root)
            self.output = Output(self.stage.path, self.stage.site, load_parts(self.project.cache, self.stage.site))
            config.site_dir = str(self.stage.path)
        else:  # MkDocs empties its folder, and what is served stays
            self.output = Output(site, site, self.output.parts if self.output.folder == site else {})
            config.site_dir = f"{site}-others"

    def announce_files(self, files: Files) -> None:
        """Put published styles and scripts in the place of their sources, and name the files that the build makes."""
        if self.is_idle:
            for file in list(files):
                files.remove(file)
            return
        self.assets = publish_assets(self.config, files, self.project, self.memory)
        warn(self.assets.problems)
        for name in list_made_files(list(self.project.by_uri)):
            if name in files.src_uris:  # an author's, which was reported
                files.remove(files.src_uris[name])
            files.append(File.generated(self.config, name, content=""))
        settings = Path(self.config.config_file_path).read_text(encoding="utf-8")
        self.renderer = Renderer(self.project, self.context, settings + "\n".join(sorted(files.src_uris)), self.known)

    def recall(self, page: Page) -> Page:
        """Return what MkDocs should read and render: the page, or what stands for it where it is known."""
        found = self.renderer.find(page.file.src_uri)
        if found is None:
            return page
        self._take(page, found)
        known: Any = KnownPage(page)
        return known  # type: ignore[no-any-return]

    def receive(self, page: Page, html: str) -> None:
        """Take the HTML of a page that was just rendered, label it, and keep its records."""
        if not isinstance(page, KnownPage):
            self._take(page, self.renderer.make(page, html))

    def _take(self, page: Page, rendered: RenderedPage) -> None:
        self.pages[page.file.src_uri] = rendered
        page.title, page.meta = rendered.title, dict(rendered.meta)
        warn(rendered.problems)
        if rendered.shows_whole:  # the pages that it shows are what to find and to cite
            page.canonical_url = self.config.site_url

    def assemble(self, env: Environment, files: Files) -> Environment:
        """Put the site together, write it, and hand it to the command that asked for it."""
        if self.is_idle:
            return env
        project, publication = self.project, name_publication(self.config, self.project, self.version)
        if self.folders != self.config.theme.dirs:  # a server keeps what it has compiled
            self.env, self.folders = env, self.config.theme.dirs
        whole = "print/" if "print.md" in project.by_uri else ""
        prepare(self.env, self.assets.names, project.words["language"], whole)
        self.env.globals["editions"] = project.editions
        order = dict.fromkeys([*(page.file.src_uri for page in self.nav.pages), *self.pages])
        pages = [self.pages[uri] for uri in order if uri in self.pages]
        described = [(page.evidence, page.description) for page in pages if not page.is_generated]
        citing = make_citing(publication, described, project.bibliography.sources, project.notes, project.bib,
                             project.cache, self.memory) if project.notes and self.context.cite_url else None
        site = make_site(project, publication, self.version, pages, self.env, citing, self.memory)
        mark_apparatus(site, files)
        warn(site.faults)
        for notice in site.notices:
            log.info(str(notice))
        self._write(site, files)
        if request := self.config.extra.get(REQUEST):
            request.receive(site)
        return self.env

    def _write(self, site: Site, files: Files) -> None:
        """Write all parts of the site, and leave nothing of them to MkDocs."""
        written = {file.src_uri: file for file in files if file.src_uri in self.pages}
        made = {*list_made_files(list(self.project.by_uri)), *self.config.extra_templates}
        frame = Frame(self.config, self.env, self.nav, written, self.assets.files, self.memory)
        setting = start(self._write_book, site, self.output) if self.command == "build" else None
        for path, content in self.assets.files.items():
            self.output.write_file(path, content)
        for file in list(files):
            inclusion: Any = file.inclusion
            if not file.is_documentation_page() and file.src_uri not in made and inclusion.is_included():
                self.output.write_file(file.dest_uri, file.content_bytes)
            if file.src_uri not in self.config.extra_templates:
                files.remove(file)
        for part in list_parts(site, frame):
            self.output.write(part)
        self.config.theme.static_templates = set()
        if setting:
            setting.result()
        else:  # a server shows the book that it has until the next one is set
            self.output.wait_for("book")
            self.setter.submit(self._write_book, site, self.output)

    def _write_book(self, site: Site, output: Output) -> None:
        """Set the PDF and the EPUB, beside what else is written; not those that a later build will set again."""
        if output is not self.output:
            return
        try:
            output.write(make_book_part(site, self.env))
        except Refused as error:
            warn([Problem(*site.project.find_line("print.md", ""), str(error), "book")])

    def finish(self) -> None:
        """Put the site in place, unless a strict build has counted a warning."""
        LOGGER.removeHandler(self.warnings)
        if self.is_idle:
            log.info("Nothing has changed since the site was built")
            return
        if self.stage is None:
            self.output.drop_others()
            if Path(self.config.site_dir).is_dir():
                copytree(self.config.site_dir, self.output.folder, dirs_exist_ok=True)
            return
        if self.config.strict and self.warnings.count:
            log.info("The site was left as it was: %s", self.stage.site)
            self.discard()
            return
        stage, self.stage = self.stage, None
        sums = publish.list_contents(stage.path, self.output.sums)
        publish.publish(stage)
        if REQUEST not in self.config.extra:
            whole = {} if self.warnings.count else {ALL: Written(self.inputs, sums)}
            keep_parts(self.project.cache, stage.site, self.output.parts | whole)
        log.info("Published to %s", stage.site)
        if urlsplit(self.config.site_url or "").hostname in _LOCAL:
            log.info("Its pages and citations name %s as their address. Before you put it on the web, build it for its "
                     "own: SITE_URL=https://example.org/briefing/ make build", self.config.site_url)

    def discard(self) -> None:
        """Delete what a broken run has left."""
        LOGGER.removeHandler(self.warnings)
        stage, self.stage = self.stage, None
        if stage:
            publish.discard(stage)

    def end(self) -> None:
        """Delete what a server has left."""
        self.setter.shutdown(wait=False, cancel_futures=True)
        if self.command == "serve":
            rmtree(self.config.site_dir, ignore_errors=True)


def _is_whole(config: MkDocsConfig, inputs: str) -> bool:
    """Whether the last build, without a warning, made this site from the same; then MkDocs has nothing to do."""
    site, cache = Path(config.site_dir).resolve(), Path(config.config_file_path).absolute().parent / ".cache"
    made = load_parts(cache, site).get(ALL)
    if made is None or made.made_from != inputs or not publish.is_whole(site, made.sums):
        return False
    config.nav, config.theme.static_templates, config.site_dir = None, set(), f"{site}-others"
    if "redirects" in config.plugins:
        config.plugins["redirects"].config["redirect_maps"] = {}
    install_registry(config.plugins["bibtex"], {})
    return True


def _read(config: MkDocsConfig, memory: Memory) -> Project:
    plugin: Any = config.plugins.get("bibtex")
    if plugin is None or not plugin.config.bib_file:
        raise BuildError("mkdocs.yml: no bibliography is named; write under plugins: bibtex: {bib_file: …}")
    config.config_file_path = os.path.abspath(config.config_file_path)  # as MkDocs makes docs_dir whole
    project = read_project(config, plugin.config.bib_file, memory)
    warn(project.problems)
    if not project.is_buildable:
        raise BuildError("a file that the build needs cannot be read; see the warnings above")
    if any(problem.code == "bad-redirect" for problem in project.problems):
        raise BuildError("a redirect cannot be followed; see the warnings above")
    config.markdown_extensions.append(AtSign())  # type: ignore[arg-type]
    install_registry(plugin, project.notes)
    return project
