"""The files that a build takes, makes, leaves out and watches; for `mkdocs_hooks.py`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from watchdog.observers.polling import PollingObserver

from ..editions.frozen import list_frozen, write_comparisons
from ..editions.manifest import Edition
from ..web.assets import Assets, make_assets
from ..web.policy import write_headers


def publish_assets(files: Files, config: MkDocsConfig) -> Assets:
    """Put published styles and scripts in the place of their sources, and leave out what the theme brings along."""
    ours = (config.docs_dir, config.theme.custom_dir, None)
    sources = {}
    for file in list(files):
        if file.src_dir not in ours:
            files.remove(file)
        elif file.src_uri.endswith((".css", ".js")):
            sources[file.src_uri] = file.content_string
            files.remove(file)
    assets = make_assets(sources, config.extra_css, [str(name) for name in config.extra_javascript])
    config.extra_css, config.extra_javascript = assets.styles, list(assets.scripts)
    for name, text in {**assets.files, "_headers": write_headers(assets.files)}.items():
        files.append(File.generated(config, name, content=text))
    return assets


def leave_theme(config: MkDocsConfig) -> None:
    """Look nowhere but in our own templates and those of MkDocs, where we have the skeleton of a page.

    MkDocs lists all files of a theme in each build, and Material has 14,000 icons.
    """
    if config.theme.custom_dir and Path(config.theme.custom_dir, "base.html").is_file():
        config.theme.dirs = [config.theme.custom_dir, config.theme.dirs[-1]]


def watch_often(server: LiveReloadServer, paths: Sequence[str]) -> None:
    """Look for changes ten times a second, and not twice: half of the wait for a small change was for that."""
    for path in paths:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=0.1)
    server.build_delay = 0.05
    for path in paths:
        server.watch(path)


def list_editions(config: MkDocsConfig, editions: Sequence[Edition]) -> Iterator[File]:
    """Yield the pages of all editions with their manifests, and what changed from each to the next."""
    for uri, page in list_frozen(editions).items():
        yield File.generated(config, uri, abs_src_path=str(page.edition.folder / page.file),
                             inclusion=InclusionLevel.NOT_IN_NAV)
    for edition in editions:
        yield File.generated(config, f"{edition.version.path}manifest.json",
                             abs_src_path=str(Path(edition.folder, "manifest.json")))
    for uri, markdown in write_comparisons(editions).items():
        yield File.generated(config, uri, content=markdown, inclusion=InclusionLevel.NOT_IN_NAV)


def fill_files(files: Files, names: Iterable[str], made: Mapping[str, bytes]) -> None:
    """Put the contents into the files that were announced by name, and take back those that have none."""
    for name in names:
        if name in made:
            files.src_uris[name].content_bytes = made[name]
        else:
            files.remove(files.src_uris[name])
