"""A build for a command, which wants the site and publishes nothing."""

import tempfile
from pathlib import Path

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config

from ..claims.records import Version
from .site import Site

REQUEST = "briefing-request"  # where in `config.extra` a command leaves its `as_version`, and finds the `site`


def build(config_file: Path, as_version: Version | None = None) -> Site:
    """Return the site of a `mkdocs.yml`, checked as strictly as for publishing; nothing is published. `as_version` is
    an edition that is to be. Raise Abort or another MkDocsException where something is wrong, after it was logged."""
    with tempfile.TemporaryDirectory() as folder:
        config = load_config(str(config_file), site_dir=str(Path(folder, "site")), strict=True)
        config.extra[REQUEST] = {"as_version": as_version}
        config.plugins.on_startup(command="build", dirty=False)
        build_with_mkdocs(config)
    site: Site = config.extra[REQUEST]["site"]
    return site
