"""Builds that a command asks for and nobody publishes: to check all, and to freeze an edition."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config

from ..editions.manifest import Version
from .site import Site

REQUEST = "briefing-request"
"""Where in `config.extra` a command leaves what it wants of a build."""


@dataclass(frozen=True)
class Request:
    """What a command wants of a build."""

    as_version: Version | None
    """What the pages are published as; None for what they are published as anyway."""
    receive: Callable[[Site], None]


def build(config_file: Path, as_version: Version | None = None) -> Site:
    """Return the site of a `mkdocs.yml`, checked as strictly as for publishing; nothing is published.

    `as_version` is what its pages are built as, for an edition that is to be. Raise Abort or another MkDocsException
    where something is wrong, after it was logged.
    """
    sites: list[Site] = []
    with tempfile.TemporaryDirectory() as folder:
        config = load_config(str(config_file), site_dir=str(Path(folder, "site")), strict=True)
        config.extra[REQUEST] = Request(as_version, sites.append)
        config.plugins.on_startup(command="build", dirty=False)
        build_with_mkdocs(config)
    return sites[0]
