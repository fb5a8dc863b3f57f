"""MkDocs and its plugins, made to fit: what they read, and what they leave to us."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..claims.record_files import RECORDS_FOLDER
from ..figures.figures import BESIDE
from ..folders import ASSETS, ENGINE, TEMPLATES
from ..pages.citations import install_registry
from ..web.assets import FINISHED, Assets, make_assets, write_page_foot
from ..web.frame import name_style
from ..web.search import LUNR, SEARCH, read_lunr
from ..web.templates import MATERIAL
from .project import Project

STYLES = tuple(
    f"assets/css/{name}.css"
    for name in (
        *("tokens", "fonts", "base", "text", "signs", "claims", "notes", "tables", "footer"),
        *("cite", "forced", "checks", "figure", "shared"),
    )
)
"""The stylesheets of all pages, which become one, in this order."""
SCRIPTS = ("assets/js/site.js", "assets/js/notes.js")
"""The scripts of all pages, which become one."""
FAVICON = "assets/favicon.svg"
EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "tables": {},
    "footnotes": {"USE_DEFINITION_ORDER": True},  # which two versions of Markdown see otherwise
    "toc": {"permalink": "#"},
}
"""What authors write in beside plain Markdown, by the extensions that come with it."""
_LINKS = ("absolute_links", "anchors", "unrecognized_links")  # that are to be a warning
_SOURCES = (".css", ".js")  # endings of what is published in another form
_FONT = ".woff2"
_IN_NAV = re.compile(r'"([^":]+\.(?!md")\w+)"')  # what leads to a file that is no page, in JSON
_MATERIALS_FAVICON = "assets/images/favicon.png"  # where `mkdocs.yml` names none


def fit_settings(config: MkDocsConfig, project: Project) -> None:
    """Set what is the same for every briefing, and have mkdocs-bibtex write our notes.

    MkDocs lists all files of a theme in each build, and Material has 14,000 icons: our templates
    find its skeleton by a loader of their own.
    """
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    others = [path for path in config.theme.dirs if Path(path) != MATERIAL and path not in own]
    config.theme.dirs = [*own, str(TEMPLATES), *others]
    if config.theme.get("favicon") == _MATERIALS_FAVICON:
        config.theme["favicon"] = FAVICON
    config.extra_css = [*STYLES, *config.extra_css]
    config.extra_javascript = [*SCRIPTS, *config.extra_javascript]
    _set_extensions(config)
    for kind in _LINKS:
        config.validation.links[kind] = logging.WARNING
    watched = [project.root / project.bib, project.figure_folder, TEMPLATES, ASSETS]
    config.watch += [str(path) for path in watched if path.exists()]
    install_registry(config.plugins["bibtex"], project.notes)


def _set_extensions(config: MkDocsConfig) -> None:
    """Add what authors write in; those of pymdownx are last, for some take the place of others."""
    names = dict.fromkeys([*config.markdown_extensions, *EXTENSIONS])
    config.markdown_extensions = sorted(names, key=lambda name: name.startswith("pymdownx."))
    for name, options in EXTENSIONS.items():
        config.mdx_configs[name] = {**config.mdx_configs.get(name, {}), **options}


def choose_files(
    config: MkDocsConfig, files: Files, project: Project
) -> tuple[Files, Assets, list[str]]:
    """Return the files that MkDocs goes on with, styles and scripts as published, and promises.

    Where a page or the navigation leads to a file that is not there, MkDocs is promised that a
    build makes it. The files of Material are not among those that it goes on with, and neither are
    the records.
    """
    foreign = set(config.theme.dirs) - {config.theme.custom_dir, str(TEMPLATES)}
    every = [*files, *_list_assets(config, files)]
    ours = [file for file in every if file.src_dir not in foreign and not _is_data(file, project)]
    assets = _make_assets(config, ours, project.styles)
    kept = [file for file in ours if file.src_uri not in assets.names and not _is_source(file)]
    linked = set(_IN_NAV.findall(project.words["nav"]))
    linked.update(*(document.linked for document in project.by_uri.values()))
    promised = sorted(linked - {file.src_uri for file in files})
    made = [File.generated(config, name, content="") for name in promised]
    return Files([*kept, *made]), assets, promised


def _list_assets(config: MkDocsConfig, files: Files) -> Iterator[File]:
    """Yield styles, scripts and fonts of ours, but what the briefing has at the same address."""
    for path in sorted(ASSETS.rglob("*.*")):
        name = path.relative_to(ENGINE).as_posix()
        is_asked = name != FAVICON or name in (
            config.theme.get("favicon"),
            config.theme.get("logo"),
        )
        if is_asked and name not in files.src_uris:
            yield File(name, str(ENGINE), config.site_dir, config.use_directory_urls)


def _make_assets(config: MkDocsConfig, files: Sequence[File], drawn: Mapping[str, str]) -> Assets:
    """Return styles and scripts as published, and have `config` name them.

    `drawn` are the stylesheets of figures by their names.
    """
    texts = _read_sources(config, files, drawn)
    fonts = {file.src_uri: file.content_bytes for file in files if file.src_uri.endswith(_FONT)}
    styles = config.extra_css
    scripts = [str(name) for name in config.extra_javascript]
    assets = make_assets(texts, fonts, styles, scripts)
    config.extra_css = assets.list_published(styles)
    config.extra_javascript = list(assets.list_published(scripts))
    return assets


def _read_sources(
    config: MkDocsConfig, files: Sequence[File], drawn: Mapping[str, str]
) -> dict[str, str]:
    """Return the texts of styles and scripts by their paths, with what is added to some."""
    texts = {name_style(name): text for name, text in drawn.items()}
    texts |= {file.src_uri: file.content_string for file in files if _is_source(file)}
    if SEARCH in texts:
        texts[LUNR] = read_lunr()
    foot = write_page_foot(config.site_name)
    for path in texts:
        if path in config.extra_css[-1:] or path.startswith(FINISHED):  # where the styles end
            texts[path] += foot
    return texts


def _is_data(file: File, project: Project) -> bool:
    """Return whether a file is one that is read and never published, or stands among these.

    Finished styles are published for editions that have none of their own.
    """
    if file.src_uri.startswith(FINISHED):
        return all(edition.data.get("styles") for edition in project.editions)
    return file.src_uri in BESIDE or file.src_uri.startswith(f"{RECORDS_FOLDER}/")


def _is_source(file: File) -> bool:
    """Return whether a file is published in another form, by us and not by MkDocs."""
    return file.src_uri.endswith(_SOURCES)


def put_files(
    config: MkDocsConfig, files: Files, made: Mapping[str, bytes], others: Iterable[str]
) -> None:
    """Have MkDocs write what is made, by its path from the root of the site.

    What is at `others` it does not write: nothing, where a build was to make it and does not, or
    what somebody else makes.
    """
    for path in (*others, *made):
        file = files.get_file_from_path(_name(path))
        if file:
            files.remove(file)
    for path, content in made.items():
        file = File.generated(config, _name(path), content=content)
        file.dest_uri = path
        files.append(file)


def _name(path: str) -> str:
    """Return the name by which MkDocs knows what is made: what ends in `.md` is no page of its."""
    return f"{path}#" if path.endswith(".md") else path
