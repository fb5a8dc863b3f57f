"""Stylesheets, scripts and fonts as they are published: joined, minified, and named after what they hold.

The sources stay readable, in `docs/assets/`. A published name has a hash of all of them, so that a
browser may keep the file for ever: https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Caching
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType

import lightningcss
import rjsmin

from ..cache import make_digest
from ..problems import Problem, nearest

_SUFFIX = re.compile(r"\.\w+$")
_SCRIPT = re.compile(r'"\./([\w.-]+)\.js"')
"""How a script names another one that it loads later: by the name of its source."""
_FONT = re.compile(r"(\.\./fonts/[\w-]+)\.woff2")
"""How a stylesheet or a script names a font: by the name of its source, seen from the folder beside `fonts/`."""
_PLACE = re.compile(r"(?P<message>.*) at (?P<path>.+):(?P<line>\d+):\d+$", re.S)
"""How lightningcss says where a fault is; it counts lines from nought."""


@dataclass(frozen=True)
class Assets:
    """What to publish. All paths count from the root of the site."""

    names: Mapping[str, str] = field(default_factory=dict)
    """The published path of every stylesheet, script and font, by the path of its source."""
    files: Mapping[str, bytes] = field(default_factory=dict)  # what is published, by its path
    problems: Sequence[Problem] = ()

    def list_published(self, paths: Sequence[str]) -> list[str]:
        """Return the files that hold some sources, each once; what is not there is left out."""
        return list(dict.fromkeys(self.names[path] for path in paths if path in self.names))


def make_assets(sources: Mapping[str, str], styles: Sequence[str], scripts: Sequence[str],
                fonts: Mapping[str, bytes] = MappingProxyType({})) -> Assets:
    """Return what to publish of `sources`, texts by their path, and of `fonts`.

    `styles` and `scripts` are joined, in this order, styles in a folder `later/` apart; all other sources stay by
    themselves.
    """
    minified = {path: _minify(path, text) for path, text in sources.items()}
    joined = {path: f"assets/css/{'later' if '/later/' in path else 'site'}.css" for path in styles}
    joined |= dict.fromkeys(scripts, "assets/js/site.js")
    order = [path for path in dict.fromkeys([*joined, *sorted(sources)]) if path in sources]
    texts = {path: minified[path][0] for path in order}
    digest = make_digest(*(f"{joined.get(path, path)}\n{text}" for path, text in texts.items()), *fonts.values())[:8]
    names = {path: _SUFFIX.sub(rf".{digest}\g<0>", joined.get(path, path)) for path in [*order, *fonts]}
    parts = {name: "\n".join(texts[path] for path in order if names[path] == name) for name in names.values()}
    files = {name: _FONT.sub(rf"\1.{digest}.woff2", _SCRIPT.sub(rf'"./\1.{digest}.js"', part)).encode()
             for name, part in parts.items()} | {names[path]: font for path, font in fonts.items()}
    faults = [*_check_named("extra_css", styles, sources), *_check_named("extra_javascript", scripts, sources)]
    for path in sorted(sources):
        faults += [*minified[path][1], *_check_loads(path, sources)]
    return Assets(names, files, faults)


def write_own_style(name: str, accent: str) -> str:
    """Return the style of what `mkdocs.yml` names: the site, at the foot of printed pages, and its colour."""
    colour = f"html {{ --accent: light-dark({accent.replace(' ', ', ')}) }}" if accent else ""
    return f"@page {{ @bottom-left {{ content: {json.dumps(name, ensure_ascii=False)} }} }} {colour}"


def _minify(path: str, text: str) -> tuple[str, list[Problem]]:
    """Return a source without comments and indents, and what is wrong with it: a broken stylesheet says nothing."""
    if path.endswith(".js"):
        return str(rjsmin.jsmin(text, keep_bang_comments=True)), []
    try:
        return lightningcss.process_stylesheet(text, filename=path, minify=True), []
    except ValueError as error:
        place = _PLACE.match(str(error))
        line, message = (int(place["line"]) + 1, place["message"]) if place else (1, str(error))
        return "", [Problem(f"docs/{path}", line, message, "asset-broken")]


def _check_named(setting: str, paths: Sequence[str], sources: Mapping[str, str]) -> Iterator[Problem]:
    """What `mkdocs.yml` names is there."""
    for path in paths:
        if path not in sources:
            yield Problem("mkdocs.yml", 1, f"{setting} names '{path}', which is not in docs/", "asset-missing",
                          nearest(path, sources))


def _check_loads(path: str, sources: Mapping[str, str]) -> Iterator[Problem]:
    """What a script loads later is beside it."""
    for found in _SCRIPT.finditer(sources[path]) if path.endswith(".js") else ():
        load = str(PurePosixPath(path).with_name(f"{found[1]}.js"))
        if load not in sources:
            line = sources[path].count("\n", 0, found.start()) + 1
            yield Problem(f"docs/{path}", line, f"'{found[1]}.js' is not beside this script", "asset-missing",
                          nearest(load, sources))
