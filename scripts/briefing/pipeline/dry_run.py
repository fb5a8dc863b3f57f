"""A build for commands that publish nothing: made whole, into a folder that goes."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from ..pages.publication import Version
from .build import Build, Request

_SETTINGS = Path(__file__).parents[3] / "mkdocs.yml"


def make_parser(about: str | None) -> ArgumentParser:
    """Return the options that every command has: `--config`, which says whose site it is."""
    parser = ArgumentParser(description=about, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=_SETTINGS)
    return parser


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
        config.plugins.on_startup(command="build", dirty=False)
        request.put_into(config)
        build_with_mkdocs(config)
    if request.build is None:
        raise Abort("mkdocs.yml: our hook is missing; write under hooks: scripts/hooks.py")
    return request.build
