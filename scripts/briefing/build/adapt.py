"""MkDocs and its plugins made to fit: what they read, what they find, and what they leave to us."""

import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files

from ..cache import Memory, make_digest
from ..pages.footnotes import AtSign, install_registry
from ..pandoc import start
from ..web.assets import Assets, make_assets, write_own_style
from ..web.fonts import FONTS, make_font
from ..web.search import LUNR, SEARCH, read_lunr
from ..words import fill
from . import publish
from .addresses import list_made_files
from .parts import ALL, load_parts
from .project import Project, read_project


def is_done(config: MkDocsConfig, inputs: str) -> bool:
    """Whether the last build, without a warning, made this site from the same; then MkDocs is left nothing to do."""
    site, cache = Path(config.site_dir).resolve(), Path(config.config_file_path).absolute().parent / ".cache"
    made = load_parts(cache, site).get(ALL)
    if made is None or made.made_from != inputs or not publish.is_whole(site, made.sums):
        return False
    config.nav, config.theme.static_templates, config.site_dir = None, set(), f"{site}-others"
    _drop_redirects(config)
    install_registry(config.plugins["bibtex"], {})
    return True


def read(config: MkDocsConfig, memory: Memory) -> Project:
    """Return the project of a `mkdocs.yml`. Raise BuildError where no bibliography is named."""
    plugin: Any = config.plugins.get("bibtex")
    if plugin is None or not plugin.config.bib_file:
        raise BuildError("mkdocs.yml: no bibliography is named; write under plugins: bibtex: {bib_file: …}")
    config.config_file_path = os.path.abspath(config.config_file_path)  # as MkDocs makes docs_dir whole
    return read_project(config, plugin.config.bib_file, memory)


def equip(config: MkDocsConfig, project: Project) -> None:
    """Have the plugins work in our way. Raise BuildError where they could not, or would never end."""
    if not project.is_buildable:
        raise BuildError("a file that the build needs cannot be read; see the warnings above")
    if any(problem.code == "bad-redirect" for problem in project.problems):
        raise BuildError("a redirect cannot be followed; see the warnings above")
    config.markdown_extensions.append(AtSign())  # type: ignore[arg-type]
    install_registry(config.plugins["bibtex"], project.notes)
    if makes_redirects(config):  # the pages of that plugin have a script in them
        _drop_redirects(config)


def narrow_templates(config: MkDocsConfig) -> None:
    """Look nowhere but in our own templates and those of MkDocs, where we have the skeleton of a page.

    MkDocs lists all files of a theme in each build, and Material has 14,000 icons. Its plugins have read its templates
    before, in `on_config`.
    """
    if config.theme.custom_dir and Path(config.theme.custom_dir, "base.html").is_file():
        config.theme.dirs = [config.theme.custom_dir, config.theme.dirs[-1]]


def announce_files(config: MkDocsConfig, files: Files, project: Project, memory: Memory) -> Assets:
    """Take styles and scripts out of `files`, and return what is published of them; name what else the build makes."""
    for file in [file for file in files if file.src_dir not in (config.docs_dir, config.theme.custom_dir)]:
        files.remove(file)  # what the theme brings along
    sources = {file.src_uri: fill(file.content_string) for file in files if file.src_uri.endswith((".css", ".js"))}
    for name in sources:
        files.remove(files.src_uris[name])
    for name in list_made_files(project.by_uri):
        if name in files.src_uris:  # an author's, which was reported
            files.remove(files.src_uris[name])
        files.append(File.generated(config, name, content=""))
    return _publish_assets(config, sources, project, memory)


def _publish_assets(config: MkDocsConfig, sources: dict[str, str], project: Project, memory: Memory) -> Assets:
    if SEARCH in sources:
        sources[LUNR] = read_lunr(project.words["language"])
    styles, scripts = config.extra_css, [str(name) for name in config.extra_javascript]
    for name in set(styles[-1:]) & set(sources):
        sources[name] += write_own_style(config.site_name, project.settings.accent)
    wanted = "".join(text for name, text in sources.items() if name.endswith(".css"))
    cutting = {path: start(make_font, path, project.cache) for path in FONTS if Path(path).name in wanted}
    fonts = {path: font.result() for path, font in cutting.items()}
    assets = memory.recall(("assets", make_digest(repr((sources, styles, scripts, fonts)))),
                           lambda: make_assets(sources, styles, scripts, fonts))
    config.extra_css = assets.list_published(styles)
    config.extra_javascript = list(assets.list_published(scripts))
    return assets


def makes_redirects(config: MkDocsConfig) -> bool:
    """Whether the theme has a page of its own for what has moved, without a script in it."""
    return Path(str(config.theme.custom_dir), "redirect.html").is_file()


def _drop_redirects(config: MkDocsConfig) -> None:
    if "redirects" in config.plugins:
        config.plugins["redirects"].config["redirect_maps"] = {}
