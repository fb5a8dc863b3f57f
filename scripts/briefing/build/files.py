"""The files that MkDocs publishes besides pages: ours take the place of what it has found."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..addresses import is_web
from ..web.assets import Assets, make_assets
from ..web.search import LUNR, SEARCH, read_lunr


def publish_assets(config: MkDocsConfig, files: Files, language: str) -> Assets:
    """Put published styles and scripts in the place of their sources, and return them."""
    ours = (config.docs_dir, config.theme.custom_dir, None)
    for file in [file for file in files if file.src_dir not in ours]:  # what the theme brings along
        files.remove(file)
    sources = {file.src_uri: file.content_string for file in files if file.src_uri.endswith((".css", ".js"))}
    for name in sources:
        files.remove(files.src_uris[name])
    if SEARCH in sources:
        sources[LUNR] = read_lunr(language)
    styles, scripts = config.extra_css, [str(name) for name in config.extra_javascript]
    assets = make_assets(sources, styles, scripts)
    config.extra_css = assets.list_published(styles)
    config.extra_javascript = list(assets.list_published(scripts))
    return assets


def fill_files(config: MkDocsConfig, files: Files, announced: Iterable[str], made: Mapping[str, bytes]) -> None:
    """Put contents into the files that were announced, take back those without any, and add all others."""
    for name in announced:
        if name not in made:
            files.remove(files.src_uris[name])
    for name, content in made.items():
        if name in files.src_uris:
            files.src_uris[name].content_bytes = content
        else:
            files.append(File.generated(config, name, content=content))


def fill_redirects(config: MkDocsConfig, redirects: Mapping[str, str], env: Environment) -> dict[str, str]:
    """Return our page for each that has moved, by its path; nothing where the theme has none."""
    if not Path(str(config.theme.custom_dir), "redirect.html").is_file():
        return {}
    template, pages = env.get_template("redirect.html"), {}
    for old, new in redirects.items():
        root = "../" * old.count("/")
        url = new if is_web(new) else root + new
        pages[f"{old}index.html"] = template.render(config=config, root=root, url=url)
    return pages
