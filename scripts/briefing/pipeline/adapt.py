"""MkDocs and its plugins made to fit: what they read and find, and what they leave to us."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from ..cache import list_files, make_digest, recall, sum_files
from ..claims.records import FOLDER
from ..pages.footnotes import AtSign, install_registry
from ..pages.rules import find_target
from ..web.assets import Assets, make_assets, write_own_style
from ..web.search import LUNR, SEARCH, read_lunr
from ..words import translate
from .pages import digest_engine
from .project import FATAL, Project
from .settings import list_nav, name_bib


def digest_inputs(config: MkDocsConfig) -> str:
    """Return a digest of everything that a site is made from: files, settings, code."""
    root = Path(config.config_file_path).absolute().parent
    folders: list[str | Path] = [config.docs_dir, str(config.theme.custom_dir), root / FOLDER]
    paths = {
        *map(str, (*root.glob("*.*"), root / name_bib(config))),
        *(entry.path for folder in folders for _, entry in list_files(folder)),
    }
    sums = sum_files(root / ".cache/inputs.json", filter(os.path.isfile, sorted(paths)))
    values = [
        (name, value)
        for name, value in config.items()
        if type(value) in {str, bool, int, list, dict}
    ]
    plugins = [
        (name, dict(getattr(plugin, "config", {}))) for name, plugin in config.plugins.items()
    ]
    return make_digest(
        digest_engine(), repr((values, plugins, dict(config.extra), dict(config.theme), sums))
    )


def equip_plugins(config: MkDocsConfig, project: Project) -> None:
    """Have the plugins work in our way. Raise BuildError where they could not, or would never end."""
    if FATAL & {problem.code for problem in project.problems}:
        raise BuildError("the build cannot go on; see the warnings above")
    config.markdown_extensions.append(AtSign())  # type: ignore[arg-type]
    install_registry(config.plugins["bibtex"], project.notes)
    if "redirects" in config.plugins:  # its pages have a script in them
        config.plugins["redirects"].config["redirect_maps"] = {}


def announce_files(config: MkDocsConfig, files: Files, project: Project) -> tuple[Files, Assets]:
    """Return MkDocs' files, with made ones that something leads to, and what is published of styles and scripts."""
    ours = [
        file for file in files if file.src_dir in (config.docs_dir, config.theme.custom_dir)
    ]  # Material has more
    sources = {
        file.src_uri: translate(file.content_string)
        for file in ours
        if file.src_uri.endswith((".css", ".js"))
    }
    wanted = {
        *list_nav(config.nav),
        *(
            find_target(page.uri, link.text)
            for page in project.by_uri.values()
            for link in page.links
        ),
    }
    made = {
        name: File.generated(config, name, content="") for name in project.made if name in wanted
    }
    others = {*sources, *project.made}
    kept = [file for file in ours if file.src_uri not in others]
    if SEARCH in sources:
        sources[LUNR] = read_lunr(project.words["language"])
    styles, scripts = config.extra_css, [str(name) for name in config.extra_javascript]
    if styles and styles[-1] in sources:
        sources[styles[-1]] += write_own_style(config.site_name, project.settings.accent)
    assets = recall(
        ("assets", make_digest(repr((sources, styles, scripts)))),
        lambda: make_assets(sources, styles, scripts, project.cache),
    )
    config.extra_css = assets.list_published(styles)
    config.extra_javascript = list(assets.list_published(scripts))
    return Files([*kept, *made.values()]), assets


def render(pages: Iterable[Page], config: MkDocsConfig, files: Files) -> None:
    """Render pages as MkDocs does. One that cannot be is left to MkDocs, which says why."""
    for page in pages:
        with suppress(Exception):
            page.read_source(config)
            page.markdown = config.plugins.on_page_markdown(
                page.markdown or "", page=page, config=config, files=files
            )
            page.render(config, files)
            config.plugins.on_page_content(
                page.content or "", page=page, config=config, files=files
            )
