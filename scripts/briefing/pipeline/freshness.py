"""Whether there is anything to build: whether the site is what a build from the same would give.

What was published is remembered in the store, under the digest of everything that was read for it.
Where other hooks or plugins listen, nobody knows what they read, and the site is built.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ..claims.statements import EDITIONS_FOLDER
from ..store import Store, digest
from .build import Build
from .publish import MARK, sum_site
from .settings import name_bib

_KIND = "site"  # in the store
# Extensions of Markdown that look at the text alone.
_READING_NOTHING = {
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "meta",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tilde",
    "sane_lists",
    "smarty",
    "tables",
    "toc",
}


def is_alone(config: MkDocsConfig, adapter: object) -> bool:
    """Whether all that a build reads is known.

    Nobody hears the events of MkDocs but the adapter and the two plugins it knows, and Markdown has
    no extension that may read files of its own, as `pymdownx.snippets` does.
    """
    plugins = [config.plugins.get(name) for name in ("bibtex", "redirects")]
    known = {id(owner) for owner in (adapter, *plugins) if owner is not None}
    for methods in config.plugins.events.values():
        for method in methods:
            if id(getattr(method, "__self__", method)) not in known:
                return False
    return all(extension in _READING_NOTHING for extension in config.markdown_extensions)


def digest_inputs(config: MkDocsConfig) -> str:
    """Return the digest of every file that a build reads but those of the stamp."""
    root = Path(config.config_file_path).absolute().parent
    parts = list[str | bytes]()
    for path in _list_inputs(config, root):
        parts += [os.path.relpath(path, root), path.read_bytes()]
    return digest(*parts)


def _list_inputs(config: MkDocsConfig, root: Path) -> Iterator[Path]:
    for path in (Path(config.config_file_path), root / name_bib(config)):
        if path.is_file():
            yield path
    for folder in (config.docs_dir, config.theme.custom_dir, root / EDITIONS_FOLDER):
        if folder:
            yield from sorted(path for path in Path(folder).rglob("*") if path.is_file())


def is_published(stamp: str, site: Path, inputs: str) -> bool:
    """Whether the site is, file by file, the one that was built from these inputs."""
    if not (site / MARK).is_file():
        return False
    sums = Store(stamp).find(_KIND, [str(site), inputs])
    return sums is not None and json.loads(sums) == sum_site(site)


def remember_published(build: Build, site: Path, sums: Mapping[str, str], inputs: str) -> None:
    """Remember what was published from `inputs`, unless somebody has written to them meanwhile."""
    with suppress(OSError):  # a file may have gone, as those that editors make for a moment do
        if digest_inputs(build.config) == inputs:
            build.store.keep(_KIND, [str(site), inputs], json.dumps(sums).encode())
