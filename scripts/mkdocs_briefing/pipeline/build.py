"""A build as it comes about: what its steps hand on, and what a command asks of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from mkdocs.structure.nav import Navigation

from ..claims.walk import Context
from ..pages.publication import Version
from ..problems import Problem
from ..web.assets import Assets
from .page import RenderedPage, make_context
from .project import Project
from .site import Site


@dataclass
class Request:
    """What a command asks of a build that publishes nothing, and its answer."""

    as_version: Version | None = None  # an edition that is to be
    has_pages_only: bool = False  # no other files: only what the pages say is asked
    build: "Build | None" = None  # none where the settings do not name our plugin


@dataclass
class Build:
    """What the steps of one build hand on. What has no value yet, a later step makes."""

    request: Request
    project: Project
    version: Version  # what the site is: an edition, or a draft
    context: Context  # what the labels of all pages need to know
    pages: dict[str, RenderedPage] = field(default_factory=dict)  # by their files below `docs/`
    assets: Assets = field(init=False)
    promised: Sequence[str] = field(init=False)  # files that pages lead to, and a build makes
    nav: Navigation = field(init=False)
    site: Site = field(init=False)
    faults: Sequence[Problem] = field(init=False)  # of the site, as `judging.py` finds them

    @property
    def day(self) -> date:
        """Its day: that of the version, and of a draft that of the newest edition, if any."""
        editions = self.project.editions if self.version.is_draft else ()
        return editions[-1].version.date if editions else self.version.date

    @property
    def entries(self) -> list[str]:
        """The files that the navigation names."""
        return [page.file.src_uri for page in self.nav.pages]

    def list_pages(self) -> list[RenderedPage]:
        """Return the pages in reading order: first those of the navigation."""
        order = dict.fromkeys([*self.entries, *self.pages])
        return [self.pages[uri] for uri in order if uri in self.pages]


def begin_build(request: Request, project: Project) -> Build:
    """Return the build of a project, which answers what a command asks."""
    version = request.as_version or project.version
    request.build = Build(request, project, version, make_context(project))
    return request.build
