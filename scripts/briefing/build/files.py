"""The styles, scripts and fonts that are published: they take the place of their sources among MkDocs' files."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from ..cache import Memory, make_digest
from ..web.assets import Assets, make_assets, write_own_style
from ..web.fonts import FONTS, make_font
from ..web.search import LUNR, SEARCH, read_lunr
from ..words import fill
from .project import Project


def publish_assets(config: MkDocsConfig, files: Files, project: Project, memory: Memory) -> Assets:
    """Take the sources of styles and scripts out of `files`, and return what is published of them."""
    for file in [file for file in files if file.src_dir not in (config.docs_dir, config.theme.custom_dir)]:
        files.remove(file)  # what the theme brings along
    sources = {file.src_uri: fill(file.content_string) for file in files if file.src_uri.endswith((".css", ".js"))}
    for name in sources:
        files.remove(files.src_uris[name])
    if SEARCH in sources:
        sources[LUNR] = read_lunr(project.words["language"])
    styles, scripts = config.extra_css, [str(name) for name in config.extra_javascript]
    for name in set(styles[-1:]) & set(sources):
        sources[name] += write_own_style(config.site_name, project.settings.accent)
    wanted = "".join(text for name, text in sources.items() if name.endswith(".css"))
    fonts = {path: make_font(path, project.cache) for path in FONTS if Path(path).name in wanted}
    assets = memory.recall(("assets", make_digest(repr((sources, styles, scripts, fonts)))),
                           lambda: make_assets(sources, styles, scripts, fonts))
    config.extra_css = assets.list_published(styles)
    config.extra_javascript = list(assets.list_published(scripts))
    return assets
