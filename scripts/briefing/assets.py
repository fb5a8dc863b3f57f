"""Stylesheets and scripts as they are published: joined, minified, and named after what they hold.

The sources stay readable, in `docs/assets/`. A published name has a hash of the content, so that a
browser may keep the file for ever: https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Caching
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import lightningcss
import rjsmin

from .problems import Problem

_SCRIPT = re.compile(r'"\./([\w.-]+\.js)"')
"""How a script names another one that it loads later."""


@dataclass(frozen=True)
class Assets:
    """What to publish. All paths count from the root of the site."""

    styles: tuple[str, ...]
    """The one stylesheet of every page; nothing where there is none."""
    scripts: tuple[str, ...]
    """The one script of every page, likewise."""
    names: Mapping[str, str]
    """The published path of every other stylesheet and script, by the path of its source."""
    files: Mapping[str, str]
    """The text of everything published, by its path."""


def check_assets(sources: Mapping[str, str], wanted: Mapping[str, Sequence[str]]) -> list[Problem]:
    """Every file under `extra_css` and `extra_javascript`, which `wanted` holds, is one of ours: nothing foreign."""
    return [Problem("mkdocs.yml", 1, f"{setting} names '{path}', which is not in docs/", "asset-missing")
            for setting, paths in wanted.items() for path in paths if path not in sources]


def make_assets(sources: Mapping[str, str], styles: Sequence[str], scripts: Sequence[str]) -> Assets:
    """Give what to publish. `sources` is text by path; `styles` and `scripts` are joined, in this order."""
    files: dict[str, str] = {}
    names: dict[str, str] = {}

    def write(path: str, text: str) -> str:
        path = PurePosixPath(path)
        def refer(match: re.Match[str]) -> str:
            return f'"./{PurePosixPath(publish(str(path.with_name(match[1])))).name}"'
        if path.suffix == ".js":
            text = rjsmin.jsmin(_SCRIPT.sub(refer, text), keep_bang_comments=True)
        else:
            text = lightningcss.process_stylesheet(text, minify=True)
        name = str(path.with_suffix(f".{hashlib.sha256(text.encode()).hexdigest()[:8]}{path.suffix}"))
        files[name] = text
        return name

    def publish(path: str) -> str:
        if path not in names:
            names[path] = write(path, sources[path])
        return names[path]

    def join(name: str, paths: Sequence[str]) -> tuple[str, ...]:
        there = [sources[path] for path in paths if path in sources]
        return (write(name, "\n".join(there)),) if there else ()

    for path in sorted(set(sources) - {*styles, *scripts}):
        publish(path)
    return Assets(join("assets/site.css", styles), join("assets/site.js", scripts), names, files)
