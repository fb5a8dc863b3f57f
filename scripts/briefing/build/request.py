"""What pages are published as, and builds that nobody publishes: to check all, and to freeze an edition."""

import os
import tempfile
from calendar import timegm
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from ..citing.citable import Publication
from ..editions.manifest import Version
from .project import Project
from .site import Site

REQUEST = "briefing-request"
"""Where in `config.extra` a command leaves what it wants the pages built as, `as_version`, and finds the `site`."""


def name_version(config: MkDocsConfig, project: Project) -> Version:
    """Return what the pages are published as, and set the time that MkDocs writes into files."""
    newest = project.editions[-1].version if project.editions and not project.settings.draft else None
    wanted: Version | None = config.extra.get(REQUEST, {}).get("as_version")
    version = wanted or newest or Version(0, project.settings.date)
    os.environ["SOURCE_DATE_EPOCH"] = str(timegm(version.date.timetuple()))
    return version


def name_publication(config: MkDocsConfig, project: Project, version: Version) -> Publication:
    """Return what is said of the briefing as a whole where it is cited."""
    article = project.bibliography.sources.get(project.settings.article)
    return Publication(config.site_name, config.site_author or config.site_name, version.date, version.name,
                       config.site_url or "", config.site_description or "", path=version.path, number=version.number,
                       licence=project.settings.licence,
                       language=project.settings.language or str(config.theme.get("language") or "en"),
                       basis=article.get("url") if article else "",
                       restated=f"{article.who} ({article.when})" if article else "")


def build(config_file: Path, as_version: Version | None = None) -> Site:
    """Return the site of a `mkdocs.yml`, checked as strictly as for publishing; nothing is published.

    `as_version` is what its pages are built as, for an edition that is to be. Raise Abort or another MkDocsException
    where something is wrong, after it was logged.
    """
    request: dict[str, Any] = {"as_version": as_version}
    with tempfile.TemporaryDirectory() as folder:
        config = load_config(str(config_file), site_dir=str(Path(folder, "site")), strict=True)
        config.extra[REQUEST] = request
        config.plugins.on_startup(command="build", dirty=False)
        build_with_mkdocs(config)
    site: Site = request["site"]
    return site
