"""Stylesheets, scripts and fonts as they are published: minified, joined, named by a digest.

Sources stand in `docs/`. Stylesheets and scripts that `mkdocs.yml` names become one file each, in
its order; all others stay files of their own. Every published name has a digest of all of them in
it, so that a browser may keep a file for ever.
Also here: the style of what `mkdocs.yml` says, and the picture for link previews.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import lightningcss
import rjsmin

from ..problems import Problem, nearest
from ..programs import run_typst
from ..text import digest

STYLE = "assets/css/site.css"  # what all stylesheets that `mkdocs.yml` names become
SCRIPT = "assets/js/site.js"  # what all scripts that it names become
_DIGITS = 8  # of a digest, in a name

# How a script names one beside it that it loads later, and a stylesheet a font.
_NAMED = re.compile(r'(?<="\./)[\w.-]+\.js(?=")|[\w.-]+\.woff2')

# How lightningcss says where a fault is: `message at file:line:column`, lines counted from 0.
_PLACE = re.compile(r"(?P<message>.*) at .+:(?P<line>\d+):\d+$", re.S)


class Assets(NamedTuple):
    """What to publish. All paths count from the root of the site."""

    names: Mapping[str, str]  # the published path of each source, by its path
    files: Mapping[str, bytes]  # what is published, by its path
    problems: Sequence[Problem]

    def list_published(self, paths: Sequence[str]) -> list[str]:
        """Return the files that hold some sources, each once; what is not there is left out."""
        return list(dict.fromkeys(self.names[path] for path in paths if path in self.names))


def make_assets(
    sources: Mapping[str, str],
    fonts: Mapping[str, bytes],
    styles: Sequence[str],
    scripts: Sequence[str],
) -> Assets:
    """Return what to publish of texts and fonts, both by their paths.

    `styles` and `scripts` are the paths of texts that are joined, in this order. A stylesheet that
    cannot be read is empty, and a problem says why.
    """
    joined = dict.fromkeys(styles, STYLE) | dict.fromkeys(scripts, SCRIPT)
    problems = [*_check_settings(sources, {"extra_css": styles, "extra_javascript": scripts})]
    texts = dict[str, str]()
    for path in (*(path for path in joined if path in sources), *sorted({*sources} - {*joined})):
        try:
            texts[path] = _minify(path, sources[path])
        except ValueError as error:
            texts[path] = ""
            problems.append(_tell_broken(path, error))
    places = {path: joined.get(path, path) for path in (*texts, *fonts)}
    parts = [f"{places[path]}\n{text}" for path, text in texts.items()]
    sums = digest(*parts, *fonts.values())[:_DIGITS]
    names = {path: _add_digest(place, sums) for path, place in places.items()}
    files = {names[path]: content for path, content in fonts.items()}
    known = {Path(path).name for path in places}
    contents = defaultdict[str, list[str]](list)
    for path, text in texts.items():
        contents[names[path]].append(_name_published(text, known, sums))
    files |= {name: "\n".join(parts).encode() for name, parts in contents.items()}
    return Assets(names, files, problems)


def _check_settings(
    sources: Mapping[str, str], named: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """`mkdocs.yml` names stylesheets and scripts that are there."""
    for setting, paths in named.items():
        for path in paths:
            if path not in sources:
                message = f"{setting} names '{path}', which is not in docs/"
                yield Problem(message, "asset-missing", nearest(path, sources)).at("mkdocs.yml", 1)


def _minify(path: str, text: str) -> str:
    """Return a source without comments and indents. Raise ValueError where lightningcss does."""
    if path.endswith(".js"):
        return str(rjsmin.jsmin(text, keep_bang_comments=True))
    return lightningcss.process_stylesheet(text, filename=path, minify=True)


def _tell_broken(path: str, error: ValueError) -> Problem:
    place = _PLACE.match(str(error))
    if place is None:
        return Problem(str(error), "asset-broken").at(f"docs/{path}", 1)
    return Problem(place["message"], "asset-broken").at(f"docs/{path}", int(place["line"]) + 1)


def _name_published(text: str, known: Collection[str], sums: str) -> str:
    """Return a text with the scripts and fonts that are `known` by their published names."""

    def name(match: re.Match[str]) -> str:
        return _add_digest(match[0], sums) if match[0] in known else match[0]

    return _NAMED.sub(name, text)


def _add_digest(path: str, sums: str) -> str:
    """Return `a/b.css` as `a/b.0123abcd.css`."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{sums}.{ending}"


def write_own_style(name: str, accent: str) -> str:
    """Return the style of what `mkdocs.yml` says of the site.

    That is its name, which stands at the foot of printed pages, and its colour, if it has one:
    two, parted by a space, for the light and for the dark scheme.
    """
    quoted = json.dumps(name, ensure_ascii=False)
    foot = f"@page {{ @bottom-left {{ content: {quoted} }} }} "
    if not accent:
        return foot
    return foot + f"html {{ --accent: light-dark({accent.replace(' ', ', ')}) }}"


def draw_card(title: str, abstract: str, line: str) -> bytes:
    """Return the picture for link previews, a PNG of 1200 by 630 pixels. Raise ProgramError.

    `line` stands at its foot. It is drawn without a network or a font of the system.
    """
    layout = Path(__file__).with_name("card.typ").read_text(encoding="utf-8")
    words = {"title": title, "abstract": abstract, "line": line}
    return run_typst(layout, words, format="png", ppi=72)
