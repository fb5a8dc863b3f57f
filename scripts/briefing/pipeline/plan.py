"""The site of a project for commands that publish nothing: built whole, into a folder that goes."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from ..pages.publication import Version
from .site import Site

_SETTINGS = Path(__file__).parents[3] / "mkdocs.yml"


def make_parser(about: str | None) -> ArgumentParser:
    """Return the options that every command has: `--config`, which says whose site it is."""
    parser = ArgumentParser(description=about, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=_SETTINGS)
    return parser


def plan(config_file: Path, as_version: Version | None = None, *, is_strict: bool = True) -> Site:
    """Return the site of a `mkdocs.yml`, its pages checked as for publishing.

    `as_version` is an edition that is to be, of which all other files are made too: what cannot be
    published is not frozen. Raise Abort or another MkDocsException where something is wrong, after
    it was logged; without `is_strict` only where there is no site because of it.
    """
    with TemporaryDirectory() as folder:
        site_dir = str(Path(folder, "site"))
        config = load_config(str(config_file), site_dir=site_dir, strict=is_strict)
        config.plugins.on_startup(command="build", dirty=False)
        steps = next((hook.now for hook in config.plugins.values() if hasattr(hook, "now")), None)
        if steps is None:
            raise Abort("mkdocs.yml: our hook is missing; write under hooks: scripts/hooks.py")
        steps.as_version, steps.has_pages_only = as_version, as_version is None
        build_with_mkdocs(config)
        site: Site = steps.site
        return site
