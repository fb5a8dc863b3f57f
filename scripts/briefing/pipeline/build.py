"""A build in its steps, each from value to value; the adapter to MkDocs calls them in this order.

    begin      the project, read and checked                              -> Build
    render     a page after Markdown                                      -> RenderedPage
    assemble   all pages, claims, citations, what differs from editions   -> Site
    write      everything that MkDocs does not write itself               -> files in the stage
    swap       the stage in the place of the site, or nothing

`scripts/` commands that publish nothing stop after `assemble`.
"""

import os
from calendar import timegm
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from ..claims.labels import Context
from ..claims.statements import Version
from ..store import Store
from . import publish
from .memo import Memo
from .outputs import Output
from .pages import RenderedPage, make_context, render_page
from .project import Project, read_project
from .site import Site, Tools, make_site, name_publication


@dataclass(frozen=True)
class Build:
    """What one build works with from its beginning to its end."""

    config: MkDocsConfig
    store: Store  # what pandoc and Typst made
    project: Project
    version: Version  # what is built: the newest edition, the draft, or an edition that is to be
    context: Context  # what the labels of pages need to know of the site
    memo: Memo  # what a server has made of the same before


def begin(config: MkDocsConfig, stamp: str, memo: Memo, as_version: Version | None) -> Build:
    """Read the project, with all that is wrong with it.

    `stamp` stands for the settings and all else that every result depends on, `as_version` is an
    edition that is to be. Raise ConfigurationError or BuildError for settings of ours with which
    there is no project.
    """
    store = Store(stamp)
    project = read_project(config, store, memo)
    version = as_version or _find_version(project)
    # What MkDocs writes into files as the day of the build.
    os.environ["SOURCE_DATE_EPOCH"] = str(timegm(version.date.timetuple()))
    return Build(config, store, project, version, make_context(project), memo)


def _find_version(project: Project) -> Version:
    """Return what the site is published as."""
    if project.settings.draft or not project.editions:
        return Version(0, project.settings.date)
    return project.editions[-1].version


def render(build: Build, page: Page, html: str) -> RenderedPage:
    """Return a page whose Markdown has just become `html`."""
    return render_page(page, html, build.project, build.context)


def assemble(build: Build, pages: Sequence[RenderedPage], env: Environment) -> Site:
    """Return the site that the pages make up; `env` has the templates."""
    publication = name_publication(build.project, build.version, build.config.site_url or "")
    return make_site(build.project, publication, pages, Tools(env, build.store, build.memo))


def write(outputs: Iterable[Output], stage: publish.Stage) -> None:
    """Write into the stage what MkDocs does not write: all but pages and static files."""
    for output in outputs:
        stage.write(output.path, output.content)


def swap(stage: publish.Stage) -> dict[str, str]:
    """Put the site in place, and return the sum of each of its files."""
    sums = stage.write_sums()
    publish.publish(stage)
    return sums
