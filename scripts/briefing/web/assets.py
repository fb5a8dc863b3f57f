"""Stylesheets and scripts as they are published: joined, minified, and named after what they hold.

The sources stay readable, in `docs/assets/`. A published name has a hash of the content, so that a
browser may keep the file for ever: https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Caching
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import lightningcss
import rjsmin

from ..problems import Problem, nearest

_SCRIPT = re.compile(r'"\./([\w.-]+\.js)"')
"""How a script names another one that it loads later: by the name of its source."""
_PLACE = re.compile(r"(?P<message>.*) at (?P<path>.+):(?P<line>\d+):\d+$", re.S)
"""How lightningcss says where a fault is; it counts lines from nought."""


@dataclass
class Assets:
    """What to publish. All paths count from the root of the site."""

    sources: Mapping[str, str]
    """Text by path."""
    styles: list[str] = field(default_factory=list)
    """The one stylesheet of every page; nothing where there is none."""
    scripts: list[str] = field(default_factory=list)
    """The one script of every page, likewise."""
    names: dict[str, str] = field(default_factory=dict)
    """The published path of every other stylesheet and script, by the path of its source."""
    files: dict[str, str] = field(default_factory=dict)
    """The text of everything published, by its path."""
    problems: list[Problem] = field(default_factory=list)

    def publish(self, path: str) -> str:
        """Publish one source by itself, once, and what it loads before it; gives its path."""
        if path not in self.names:
            self.names[path] = self._write(path, self._minify(path))
        return self.names[path]

    def join(self, name: str, setting: str, paths: Sequence[str]) -> list[str]:
        """Publish several sources as one file called `name`; gives its path, if there is anything in it."""
        for path in paths:
            if path not in self.sources:
                self.problems.append(Problem("mkdocs.yml", 1, f"{setting} names '{path}', which is not in docs/",
                                             "asset-missing", nearest(path, self.sources)))
        texts = [self._minify(path) for path in paths if path in self.sources]
        return [self._write(name, "\n".join(texts))] if texts else []

    def _write(self, path: str, text: str) -> str:
        place = PurePosixPath(path)
        name = str(place.with_suffix(f".{hashlib.sha256(text.encode()).hexdigest()[:8]}{place.suffix}"))
        self.files[name] = text
        return name

    def _minify(self, path: str) -> str:
        if path.endswith(".js"):
            text = _SCRIPT.sub(lambda match: self._refer(path, match), self.sources[path])
            return str(rjsmin.jsmin(text, keep_bang_comments=True))
        try:
            return lightningcss.process_stylesheet(self.sources[path], filename=path, minify=True)
        except ValueError as error:
            found = _PLACE.match(str(error))
            line, message = (int(found["line"]) + 1, found["message"]) if found else (1, str(error))
            self.problems.append(Problem(f"docs/{path}", line, message, "asset-broken"))
            return ""

    def _refer(self, path: str, match: re.Match[str]) -> str:
        wanted = str(PurePosixPath(path).with_name(match[1]))
        if wanted in self.sources:
            return f'"./{PurePosixPath(self.publish(wanted)).name}"'
        line = self.sources[path].count("\n", 0, match.start()) + 1
        self.problems.append(Problem(f"docs/{path}", line, f"'{match[1]}' is not beside this script", "asset-missing",
                                     nearest(wanted, self.sources)))
        return match.group()


def make_assets(sources: Mapping[str, str], styles: Sequence[str], scripts: Sequence[str]) -> Assets:
    """Give what to publish. `styles` and `scripts` are joined, in this order; all other sources stay by themselves."""
    assets = Assets(sources)
    for path in sorted(set(sources) - {*styles, *scripts}):
        assets.publish(path)
    assets.styles = assets.join("assets/css/site.css", "extra_css", styles)
    assets.scripts = assets.join("assets/js/site.js", "extra_javascript", scripts)
    return assets
