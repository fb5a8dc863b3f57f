"""Stylesheets, scripts and fonts as they are published: minified, joined, named by a digest.

Sources stand in `docs/`. Stylesheets and scripts that `mkdocs.yml` names become one file each, in
its order; all others stay files of their own. The published name of a font and of a stylesheet has
a digest of it, that of a script one of all scripts, so that a browser may keep a file for ever, and
asks for no other where one has changed.
Also here: the foot of printed pages, and the picture for link previews.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import lightningcss
import rjsmin

from ..problems import Refused
from ..programs import run_typst
from ..text import digest, make_code
from ..vocabulary import FINDINGS

STYLE = "assets/css/site.css"  # what all stylesheets that `mkdocs.yml` names become
SCRIPT = "assets/js/site.js"  # what all scripts that it names become
FINISHED = "frozen/"  # the styles of editions, which stand alone
_DIGITS = 8  # of a digest, in a name

# How a script names what it loads later, and a stylesheet a font.
_NAMED = re.compile(r'(?<="\./)[\w.-]+\.js(?=")|(?<=/css/)[\w.-]+\.css(?=")|[\w.-]+\.woff2')
_FONT = ".woff2"
_CLASS = re.compile(r"\.(-?[a-z_][\w-]*)", re.I)
_LOOK = re.compile(r"\.sign--([a-z]+)")  # how a stylesheet calls all signs that look alike


class Assets(NamedTuple):
    """What to publish. All paths count from the root of the site."""

    names: Mapping[str, str]  # the published path of each source, by its path
    files: Mapping[str, bytes]  # what is published, by its path
    texts: Mapping[str, str]  # each source, minified, by its path
    styles: Sequence[str]  # the sources of the style of all pages, in order

    @property
    def classes(self) -> frozenset[str]:
        """The classes that stylesheets of pages name; the ending of a file counts as one."""
        sheets = {path: text for path, text in self.texts.items() if path.endswith(".css")}
        styles = [text for path, text in sheets.items() if not path.startswith(FINISHED)]
        return frozenset(_CLASS.findall("".join(styles)))

    def list_published(self, paths: Sequence[str]) -> list[str]:
        """Return the files that hold some sources, each once."""
        return list(dict.fromkeys(self.names[path] for path in paths))

    def leave_out(self, paths: Iterable[str]) -> "Assets":
        """Return the same without the published files of some sources that stand alone."""
        gone = {self.names[path] for path in paths if path in self.names}
        kept = {path: content for path, content in self.files.items() if path not in gone}
        return self._replace(files=kept)

    def finish_style(self, paths: Iterable[str], frame: str) -> dict[str, bytes]:
        """Return the style of all pages, other stylesheets and a text as one; and the fonts for it.

        Both by paths below a folder of their own, in which the one finds the other as in `docs/`.
        """
        known = (path for path in (*self.styles, *paths) if path in self.texts)
        sheets = "\n".join([*(self.texts[path] for path in known), _minify("frame", frame)])
        fonts = {path: self.files[self.names[path]] for path in self.names if path.endswith(_FONT)}
        return {STYLE: sheets.encode(), **fonts}


def make_assets(
    sources: Mapping[str, str],
    fonts: Mapping[str, bytes],
    styles: Sequence[str],
    scripts: Sequence[str],
) -> Assets:
    """Return what to publish of texts and fonts, both by their paths.

    `styles` and `scripts` are the paths of texts that are joined, in this order. Raise Refused
    where one is not there, or cannot be read.
    """
    joined = dict.fromkeys(styles, STYLE) | dict.fromkeys(scripts, SCRIPT)
    order = [*joined, *sorted({*sources} - {*joined})]
    texts = {path: _minify(path, _find(path, sources)) for path in order}
    places = {path: joined.get(path, path) for path in (*texts, *fonts)}
    parts = defaultdict[str, list[str]](list)
    for path, text in texts.items():
        parts[places[path]].append(text)
    published = {path: _add_digest(path, digest(content)) for path, content in fonts.items()}
    files = {published[path]: content for path, content in fonts.items()}
    files |= _publish({place: "\n".join(part) for place, part in parts.items()}, published)
    names = {path: published[place] for path, place in places.items()}
    return Assets(names, files, texts, styles)


def _publish(texts: Mapping[str, str], published: dict[str, str]) -> dict[str, bytes]:
    """Return stylesheets and scripts by their published paths, which `published` has then too.

    It has those of fonts before.
    """
    sheets = {path: text for path, text in texts.items() if path.endswith(".css")}
    scripts = {path: text for path, text in texts.items() if path not in sheets}
    sheets = {path: _name_published(text, published) for path, text in sheets.items()}
    published |= {path: _add_digest(path, digest(text)) for path, text in sheets.items()}
    # Scripts name each other, perhaps in a circle.
    named = [f"{path}\n{_name_published(text, published)}" for path, text in scripts.items()]
    sums = digest(*named)
    published |= {path: _add_digest(path, sums) for path in scripts}
    scripts = {path: _name_published(text, published) for path, text in scripts.items()}
    return {published[path]: text.encode() for path, text in {**sheets, **scripts}.items()}


def _find(path: str, sources: Mapping[str, str]) -> str:
    """Return a source. Raise Refused where it is not there."""
    if path not in sources:
        raise Refused(f"mkdocs.yml names '{path}', which is not in docs/")
    return sources[path]


@lru_cache(maxsize=64)  # a server asks for the same in each build
def _minify(path: str, text: str) -> str:
    """Return a source without comments and indents. Raise Refused where it cannot be read."""
    if path.endswith(".js"):
        return str(rjsmin.jsmin(text, keep_bang_comments=True))
    try:
        return lightningcss.process_stylesheet(name_signs(text), filename=path, minify=True)
    except ValueError as error:
        # It says `at file:line:column`, and counts lines from 0.
        reason = re.sub(r" at .+:(\d+):\d+$", lambda at: f", line {int(at[1]) + 1}", str(error))
        raise Refused(f"docs/{path}: {reason}") from error


def name_signs(style: str) -> str:
    """Return a stylesheet in which signs that look alike are named by the classes of a page.

    `.sign--round` becomes `:is(.is-…, .is-…)`, with the code of each finding whose sign is round.
    """

    def name(look: re.Match[str]) -> str:
        codes = [code for code, term in FINDINGS.items() if look[1] in term.looks]
        names = [f".is-{make_code(code)}" for code in codes] or [look[0]]
        return names[0] if len(names) == 1 else f":is({', '.join(names)})"

    return _LOOK.sub(name, style)


def _name_published(text: str, published: Mapping[str, str]) -> str:
    """Return a text with what it names by its published name, as far as that is known."""
    names = {Path(path).name: Path(name).name for path, name in published.items()}
    return _NAMED.sub(lambda match: names.get(match[0], match[0]), text)


def _add_digest(path: str, sums: str) -> str:
    """Return `a/b.css` as `a/b.0123abcd.css`, with the first digits of a digest."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{sums[:_DIGITS]}.{ending}"


def write_page_foot(name: str) -> str:
    """Return the style that puts the name of the site at the foot of printed pages."""
    quoted = json.dumps(name, ensure_ascii=False)
    return f"@page {{ @bottom-left {{ content: {quoted} }} }} "


def draw_card(title: str, abstract: str, line: str, figure: tuple[str, str]) -> bytes:
    """Return the picture for link previews, a PNG of 1200 by 630 pixels. Raise ProgramError.

    `line` stands at its foot; a figure, its title and an SVG, takes the place of the abstract. It
    is drawn without a network or a font of the system.
    """
    layout = Path(__file__).with_name("card.typ").read_text(encoding="utf-8")
    words = {"title": title, "abstract": abstract, "line": line}
    words |= dict(zip(("finding", "drawing"), figure, strict=True))
    return run_typst(layout, words, format="png", ppi=72)
