"""A build for commands that publish nothing: made whole, into a folder that goes."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from ..pages.publication import Version
from .build import Build, Request
from .settings import PLUGIN


def dry_run(
    config_file: Path, as_version: Version | None = None, *, is_strict: bool = True
) -> Build:
    """Build the site of a `mkdocs.yml`, its pages checked as for publishing, and publish nothing.

    `as_version` is an edition that is to be, of which all other files are made too: what cannot be
    published is not frozen. Raise Abort or another MkDocsException where something is wrong, after
    it was logged; without `is_strict` only where there is no site because of it.
    """
    request = Request(as_version, has_pages_only=as_version is None)
    with TemporaryDirectory() as folder:
        site_dir = str(Path(folder, "site"))
        config = load_config(str(config_file), site_dir=site_dir, strict=is_strict)
        if PLUGIN not in config.plugins:
            raise Abort(f"{config_file.name}: our plugin is missing; write under plugins: {PLUGIN}")
        config.plugins.on_startup(command="build", dirty=False)
        plugin: Any = config.plugins[PLUGIN]
        plugin.request = request
        build_with_mkdocs(config)
    assert request.build is not None  # as `on_config` answers it
    return request.build
