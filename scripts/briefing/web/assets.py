"""Stylesheets, scripts and fonts as they are published: minified, joined, named by a digest.

Sources stand in `docs/`. Stylesheets and scripts that `mkdocs.yml` names become one file each, in
its order; all others stay files of their own. Every published name has a digest of all of them in
it, so that a browser may keep a file for ever.
Also here: the style of what `mkdocs.yml` says, and the picture for link previews.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from posixpath import join, normpath
from typing import NamedTuple

import lightningcss
import rjsmin

from ..problems import Problem, nearest
from ..programs import run_typst
from ..text import digest

STYLE = "assets/css/site.css"  # what all stylesheets that `mkdocs.yml` names become
SCRIPT = "assets/js/site.js"  # what all scripts that it names become
_DIGITS = 8  # of a digest, in a name

# How a script names one beside it that it loads later, and a stylesheet a font, seen from where it
# is published.
_LOADED = re.compile(r'"\./(?P<name>[\w.-]+)\.js"')
_FONT = re.compile(r"\.\./(?:assets/)?fonts/(?P<name>[\w-]+)\.woff2")

# How lightningcss says where a fault is: `message at file:line:column`, lines counted from 0.
_PLACE = re.compile(r"(?P<message>.*) at .+:(?P<line>\d+):\d+$", re.S)


class Assets(NamedTuple):
    """What to publish. All paths count from the root of the site."""

    names: Mapping[str, str]  # the published path of each source, by its path
    files: Mapping[str, bytes]  # what is published, by its path
    problems: Sequence[Problem]
    notices: Sequence[Problem] = ()  # what an author should know, and is not to blame for

    def list_published(self, paths: Sequence[str]) -> list[str]:
        """Return the files that hold some sources, each once; what is not there is left out."""
        return list(dict.fromkeys(self.names[path] for path in paths if path in self.names))


def make_assets(
    sources: Mapping[str, str],
    fonts: Mapping[str, bytes],
    styles: Sequence[str],
    scripts: Sequence[str],
) -> Assets:
    """Return what to publish of `sources`, and of `fonts` those that a stylesheet names.

    Sources are texts by their paths, fonts WOFF2 files by theirs; `styles` and `scripts` are the
    paths of those that are joined, in this order. What is wrong with any comes as a Problem.
    """
    joined = dict.fromkeys(styles, STYLE) | dict.fromkeys(scripts, SCRIPT)
    texts, broken = _minify_each(sources, joined)
    places = {path: joined.get(path, path) for path in texts}
    used = {path: fonts[path] for path in _find_fonts(texts, places) if path in fonts}
    parts = [f"{places[path]}\n{text}" for path, text in texts.items()]
    sums = digest(*parts, *used.values())[:_DIGITS]
    names = {path: _add_digest(place, sums) for path, place in places.items()}
    names |= {path: _add_digest(path, sums) for path in used}
    files = _join(texts, names, sums)
    files |= {names[path]: content for path, content in used.items()}
    problems = [
        *_check_settings(sources, {"extra_css": styles, "extra_javascript": scripts}),
        *_check_loaded(sources),
        *_check_fonts(sources, fonts),
        *broken,
    ]
    return Assets(names, files, problems)


def find_unnamed(
    sources: Mapping[str, str], scripts: Sequence[str], templates: str
) -> Iterator[str]:
    """Yield the paths of scripts that no page asks for: nobody would see that they are there.

    A page asks for those of `scripts`, for those whose path stands in the text of the templates,
    and for what these load later.
    """
    paths = {path for path in sources if path.endswith(".js")}
    named = {path for path in paths if path in scripts or path in templates}
    found = named
    while found:
        loaded = _find_references({path: sources[path] for path in found}, _LOADED, ".js")
        found = {reference.target for reference in loaded} & paths - named
        named |= found
    yield from sorted(paths - named)


# ---- Steps ----


def _minify_each(
    sources: Mapping[str, str], first: Mapping[str, str]
) -> tuple[dict[str, str], list[Problem]]:
    """Return sources without comments and indents, those of `first` in their order before others.

    A broken stylesheet is empty, and a problem says why.
    """
    order = [path for path in first if path in sources]
    order += sorted(sources.keys() - first.keys())
    minified = dict[str, str]()
    problems = []
    for path in order:
        try:
            minified[path] = _minify(path, sources[path])
        except ValueError as error:
            minified[path] = ""
            problems.append(_tell_broken(path, error))
    return minified, problems


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


def _find_fonts(texts: Mapping[str, str], places: Mapping[str, str]) -> list[str]:
    """Return the paths of all fonts that texts name from their places."""
    fonts = []
    for path, text in texts.items():
        fonts += [_beside(places[path], match[0]) for match in _FONT.finditer(text)]
    return fonts


def _join(texts: Mapping[str, str], names: Mapping[str, str], sums: str) -> dict[str, bytes]:
    """Return the published stylesheets and scripts: all texts of one name, in their order."""
    parts = defaultdict[str, list[str]](list)
    for path, text in texts.items():
        parts[names[path]].append(_lead_to_published(text, names[path], names, sums))
    return {name: "\n".join(contents).encode() for name, contents in parts.items()}


def _lead_to_published(text: str, place: str, names: Mapping[str, str], sums: str) -> str:
    """Return a text that is published at `place`, with scripts and fonts by their new names."""

    def name_font(match: re.Match[str]) -> str:
        is_published = _beside(place, match[0]) in names
        return _add_digest(match[0], sums) if is_published else match[0]

    return _FONT.sub(name_font, _LOADED.sub(rf'"./\g<name>.{sums}.js"', text))


def _add_digest(path: str, sums: str) -> str:
    """Return `a/b.css` as `a/b.0123abcd.css`."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{sums}.{ending}"


def _beside(path: str, name: str) -> str:
    """Return the path of what a file names by the way from its own folder."""
    return normpath(join(PurePosixPath(path).parent, name))


# ---- Rules ----


def _check_settings(
    sources: Mapping[str, str], named: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """`mkdocs.yml` names stylesheets and scripts that are there."""
    for setting, paths in named.items():
        for path in paths:
            if path not in sources:
                message = f"{setting} names '{path}', which is not in docs/"
                yield Problem(message, "asset-missing", nearest(path, sources)).at("mkdocs.yml", 1)


def _check_loaded(sources: Mapping[str, str]) -> Iterator[Problem]:
    """A script that another one loads later is beside it."""
    for reference in _find_references(sources, _LOADED, ".js"):
        if reference.target not in sources:
            message = f"'{reference.name}.js' is not beside this script"
            yield reference.tell(message, sources)


def _check_fonts(sources: Mapping[str, str], fonts: Mapping[str, bytes]) -> Iterator[Problem]:
    """A font that a stylesheet names is in `docs/`."""
    there = {PurePosixPath(path).stem for path in fonts}
    for reference in _find_references(sources, _FONT, ".css"):
        if reference.name not in there:
            message = f"'../fonts/{reference.name}.woff2' is not where this style says"
            yield reference.tell(message, fonts)


class _Reference(NamedTuple):
    """What a source names."""

    path: str  # of the source
    line: int  # in it, counted from 1
    name: str  # as it stands there, without its ending
    target: str  # the path of what is named, if that is of the same kind

    def tell(self, message: str, there: Iterable[str]) -> Problem:
        """Return a problem of it, with the path among `there` that is most like its target."""
        hint = nearest(self.target, there)
        return Problem(message, "asset-missing", hint).at(f"docs/{self.path}", self.line)


def _find_references(
    sources: Mapping[str, str], pattern: re.Pattern[str], ending: str
) -> Iterator[_Reference]:
    """Yield what a pattern finds in sources of a kind; its group `name` is the name."""
    for path, text in sources.items():
        if path.endswith(ending):
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                target = _beside(path, match["name"] + ending)
                yield _Reference(path, line, match["name"], target)


# ---- What else is published beside pages ----


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
