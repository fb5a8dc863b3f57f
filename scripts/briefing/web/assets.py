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
from ..pages.document import Mark
from ..problems import Problem, nearest

_SUFFIX = re.compile(r"\.\w+$")
_SCRIPT = re.compile(r'"\./(?P<text>[\w.-]+)\.js"')  # how a script names one that it loads later: by its source
_FONT = re.compile(r"(\.\./fonts/[\w-]+)\.woff2")  # how a source names a font, seen from the folder beside `fonts/`
_PLACE = re.compile(r"(.*) at .+:(\d+):\d+$", re.S)  # how lightningcss says where a fault is; lines count from nought


@dataclass(frozen=True)
class Assets:
    """What to publish. All paths count from the root of the site."""

    names: Mapping[str, str] = field(default_factory=dict)  # the published path of each source, by its path
    files: Mapping[str, bytes] = field(default_factory=dict)  # what is published, by its path
    problems: Sequence[Problem] = ()

    def list_published(self, paths: Sequence[str]) -> list[str]:
        """Return the files that hold some sources, each once; what is not there is left out."""
        return list(dict.fromkeys(self.names[path] for path in paths if path in self.names))


def make_assets(sources: Mapping[str, str], styles: Sequence[str], scripts: Sequence[str],
                fonts: Mapping[str, bytes] = MappingProxyType({})) -> Assets:
    """Return what to publish of `sources`, texts by their path, and of `fonts`.

    `styles` and `scripts` are joined, in this order, styles in a folder `later/` apart; other sources stay themselves.
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
    broken = [fault for _, faults in minified.values() for fault in faults]
    return Assets(names, files, [*_check_names(sources, extra_css=styles, extra_javascript=scripts), *broken])


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
        line, message = (int(place[2]) + 1, place[1]) if place else (1, str(error))
        return "", [Problem(f"docs/{path}", line, message, "asset-broken")]


def _check_names(sources: Mapping[str, str], **named: Sequence[str]) -> Iterator[Problem]:
    """What `mkdocs.yml` names is there, and what a script loads later is beside it."""
    for setting, path in [(setting, path) for setting, paths in named.items() for path in paths if path not in sources]:
        yield Problem("mkdocs.yml", 1, f"{setting} names '{path}', which is not in docs/", "asset-missing",
                      nearest(path, sources))
    for path, mark in [(path, mark) for path, text in sources.items() if path.endswith(".js")
                       for mark in Mark.find(_SCRIPT, text)]:
        load = str(PurePosixPath(path).with_name(f"{mark.text}.js"))
        if load not in sources:
            yield Problem(f"docs/{path}", mark.line, f"'{mark.text}.js' is not beside this script", "asset-missing",
                          nearest(load, sources))
