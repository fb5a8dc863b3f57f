"""The site of a project for commands that publish nothing: checked whole, and not written."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from ..claims.statements import Version
from .site import Site

REQUEST = "briefing-request"  # where in `config.extra` a command says what it wants; no setting


@dataclass(frozen=True)
class PlanRequest:
    """What a command leaves in `config.extra` for our hook."""

    as_version: Version | None  # an edition that is to be


class Planned(Exception):  # noqa: N818  (it is no error)
    """Ends a build of MkDocs that was asked only for the site, which it carries."""

    def __init__(self, site: Site, warnings: int) -> None:
        super().__init__()
        self.site = site
        self.warnings = warnings  # how many were told


def plan(
    config_file: Path, as_version: Version | None = None, *, is_tolerant: bool = False
) -> Site:
    """Return the site of a `mkdocs.yml`, checked as strictly as for publishing.

    `as_version` is an edition that is to be. Raise Abort or another MkDocsException where something
    is wrong, after it was logged; with `is_tolerant` only where there is no site because of it.
    """
    with TemporaryDirectory() as folder:
        site_dir = str(Path(folder, "site"))
        config = load_config(str(config_file), site_dir=site_dir, strict=True)
        config.extra[REQUEST] = PlanRequest(as_version)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build_with_mkdocs(config)
        except Planned as planned:
            if planned.warnings and not is_tolerant:
                message = f"Aborted with {planned.warnings} warnings in strict mode!"
                raise Abort(message) from None
            return planned.site
    raise Abort("mkdocs.yml: our hook is missing; write under hooks: scripts/hooks.py")
