"""What every result depends on besides its own inputs, so that nothing old is taken for new.

Each of these has published stale pages once, when keys named only what somebody had thought of:
a setting that comes by `INHERIT` or `!ENV`, a second hook, a new version of a package or of Python.
So the stamp names them all, as MkDocs has resolved them and as they are installed.
"""

import inspect
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection
from mkdocs.theme import Theme

from ..store import digest

CODE = Path(__file__).parent.parent
REQUEST = "briefing-request"  # where in `config.extra` a command says what it wants; no setting
# Where the site is put, and where the project stands, is no part of what is made.
_PLACES = {"site_dir", "docs_dir", "config_file_path", "watch"}


def make_stamp(config: MkDocsConfig) -> str:
    """Return the digest of the settings, our code, Python, and every installed distribution."""
    settings = {name: value for name, value in config.items() if name not in _PLACES}
    return digest(
        repr(_describe(settings)), _digest_python(), _digest_layouts(), _describe_environment()
    )


def _describe(value: Any) -> Any:
    """Return plain data that is equal where a setting means the same."""
    value = _open(value)
    if isinstance(value, Mapping):
        return {str(name): _describe(part) for name, part in value.items() if name != REQUEST}
    if isinstance(value, list | tuple):
        return [_describe(part) for part in value]
    return _name(value)


def _open(value: Any) -> Any:
    """Return what is in an object of MkDocs that holds settings; anything else as it is."""
    if isinstance(value, PluginCollection):
        # A hook is a module among the plugins, and has no settings of its own.
        return [(name, getattr(plugin, "config", plugin)) for name, plugin in value.items()]
    if isinstance(value, Theme):
        return {**value, "static_templates": sorted(value.static_templates)}
    return value


def _name(value: Any) -> str:
    """Return a text for what holds no other settings.

    What has no better name is called by its `repr`. At worst that has an address in memory in it,
    which no other process repeats: then nothing is taken from before.
    """
    if isinstance(value, ModuleType):
        return digest(Path(str(value.__file__)).read_bytes())
    if inspect.isroutine(value) or inspect.isclass(value):
        return f"{value.__module__}.{value.__qualname__}"
    return repr(value)


@cache  # a process keeps the Python that it has loaded
def _digest_python() -> str:
    """Return the digest of the Python of ours that makes a site."""
    return digest(*(path.read_bytes() for path in sorted(CODE.rglob("*.py"))))


def _digest_layouts() -> str:
    """Return the digest of what else of ours makes a site: filters, layouts, styles, words."""
    files = sorted(path for path in CODE.rglob("*.*") if path.suffix not in {".py", ".pyc"})
    return digest(*(path.read_bytes() for path in files))


@cache  # likewise
def _describe_environment() -> str:
    """Return the version of Python and the names of all installed distributions, with versions.

    The folder of a distribution bears both: `jinja2-3.1.6.dist-info`.
    https://packaging.python.org/en/latest/specifications/recording-installed-packages/
    """
    return "\n".join([sys.version, *sorted(_list_distributions())])


def _list_distributions() -> Iterator[str]:
    for folder in filter(os.path.isdir, sys.path):
        for path in Path(folder).iterdir():
            if path.suffix in {".dist-info", ".egg-info"}:
                yield path.name
