"""Stylesheets, scripts and fonts as they are published: joined, minified, cut, and named after what they hold. A
published name has a hash of all sources, so that a browser may keep the file for ever. The typeface, Source Serif 4
under the SIL Open Font License, is for readers who have none of the faces that `--serif` names before it."""

import io
import json
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import lightningcss
import rjsmin

from ..cache import make_digest, remember
from ..pages.document import Mark
from ..problems import Problem, nearest, say
from ..programs import fork, run_typst

_SCRIPT = re.compile(
    r'"\./(?P<text>[\w.-]+)\.js"'
)  # how a script names one that it loads later: by its source
_IMPORT = re.compile(
    r'@import "(?P<text>[\w./-]+)\.css";'
)  # how a stylesheet takes in another, from its own folder
_FONT = re.compile(
    r"(\.\./fonts/[\w-]+)\.woff2"
)  # how a source names a font, seen from the folder beside `fonts/`
_PLACE = re.compile(
    r"(.*) at .+:(\d+):\d+$", re.S
)  # how lightningcss says where a fault is; lines count from nought
FONTS = {
    "assets/fonts/source-serif-roman.woff2": ("SourceSerif4[opsz,wght].ttf", 700),
    "assets/fonts/source-serif-italic.woff2": ("SourceSerif4-Italic[opsz,wght].ttf", 400),
}
"""File and greatest weight of each font, by its path as if it stood among the sources."""
_CUTTERS = (
    "brotli",
    "fontpkg-source-serif-4",
    "fonttools",
    "uharfbuzz",
)  # the packages that cut and pack them
# Latin-1 and its punctuation; `unicode-range` in `fonts.css` says the same.
_LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x2010, 0x2016),
    *range(0x2018, 0x201F),
    *map(ord, "†‡•…\u202f′″€™−"),
)


class Assets(NamedTuple):
    """What to publish. All paths count from the root of the site."""

    names: Mapping[str, str]  # the published path of each source, by its path
    files: Mapping[str, bytes]  # the published styles and scripts, by their paths
    cut_fonts: Callable[[], Mapping[str, bytes]]  # the published fonts, by their paths
    problems: Sequence[Problem]

    def list_published(self, paths: Sequence[str]) -> list[str]:
        """Return the files that hold some sources, each once; what is not there is left out."""
        return list(dict.fromkeys(self.names[path] for path in paths if path in self.names))


def make_assets(
    sources: Mapping[str, str], styles: Sequence[str], scripts: Sequence[str], cache: Path
) -> Assets:
    """Return what to publish of `sources`, texts by their path, with the fonts that they name. `styles` and `scripts`
    are joined, in this order; other sources stay themselves, and what one imports is put in its place."""
    joined = dict.fromkeys(styles, "assets/css/site.css") | dict.fromkeys(
        scripts, "assets/js/site.js"
    )
    problems = [*_check_names(sources, extra_css=styles, extra_javascript=scripts)]
    minified = {
        path: _minify(path, sources[path], problems)
        for path in [*joined, *sorted(sources.keys() - joined)]
        if path in sources
    }
    fonts = [path for path in FONTS if any(Path(path).name in text for text in minified.values())]
    made_from = make_digest(*map(version, _CUTTERS), Path(__file__).read_bytes())
    digest = make_digest(
        *(f"{joined.get(path, path)}\n{text}" for path, text in minified.items()), made_from
    )[:8]
    texts = {
        path: _FONT.sub(rf"\1.{digest}.woff2", _SCRIPT.sub(rf'"./\1.{digest}.js"', text))
        for path, text in _take_in(minified, joined).items()
    }
    names = {
        path: re.sub(r"\.\w+$", rf".{digest}\g<0>", joined.get(path, path))
        for path in [*texts, *fonts]
    }
    made = {
        names[path]: "\n".join(
            text for other, text in texts.items() if names[other] == names[path]
        ).encode()
        for path in texts
    }

    def cut_fonts() -> dict[str, bytes]:
        return {
            names[path]: remember(cache, Path(path).name, [made_from], partial(_cut_font, path))
            for path in fonts
        }

    is_cut = all((cache / Path(path).name).is_file() for path in fonts)
    cutting = dict if is_cut else fork(cut_fonts, dict[str, bytes])
    return Assets(names, made, lambda: cutting() or cut_fonts(), problems)


def _take_in(texts: Mapping[str, str], joined: Container[str]) -> dict[str, str]:
    """Return each text with those that it imports in their place, and without them where nothing else needs them."""
    split = {
        path: [
            str(PurePosixPath(path).parent / f"{part}.css") if place % 2 else part
            for place, part in enumerate(_IMPORT.split(text))
        ]
        for path, text in texts.items()
    }
    taken = {name for parts in split.values() for name in parts[1::2]}
    return {
        path: "".join(
            texts.get(part, "") if place % 2 else part for place, part in enumerate(parts)
        )
        for path, parts in split.items()
        if path in joined or path not in taken
    }


def write_own_style(name: str, accent: str) -> str:
    """Return the style of what `mkdocs.yml` names: the site, at the foot of printed pages, and its colour."""
    colour = f"html {{ --accent: light-dark({accent.replace(' ', ', ')}) }}" if accent else ""
    return (
        f"@page {{ @bottom-left {{ content: {json.dumps(name, ensure_ascii=False)} }} }} {colour}"
    )


def draw_card(title: str, abstract: str, line: str, cache: Path) -> bytes:
    """Return the picture for link previews, a PNG of 1200 by 630 pixels, drawn without a network or a system font."""
    said = {"title": title, "abstract": abstract, "line": line}
    card = Path(__file__).with_name("card.typ").read_text(encoding="utf-8")
    return remember(
        cache,
        "card.png",
        [card, *said.values()],
        lambda: run_typst(card, said, format="png", ppi=72),
    )


def _cut_font(path: str) -> bytes:
    """Return a font as WOFF2 with what Western European text of 16 points needs, from weight 400 to its greatest."""
    import uharfbuzz  # only here: it is done once
    from fontTools.ttLib.woff2 import compress

    file, greatest = FONTS[path]
    face = uharfbuzz.Face((files("fontpkg_source_serif_4") / "files" / file).read_bytes())
    wanted, made = uharfbuzz.SubsetInput(), io.BytesIO()
    wanted.unicode_set.update(_LETTERS)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(
        int.from_bytes(tag) for tag in (b"kern", b"liga", b"lnum", b"onum", b"pnum")
    )
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.pin_axis_location(face, "opsz", 16)
    wanted.set_axis_range(face, "wght", 400, greatest)
    compress(io.BytesIO(uharfbuzz.subset(face, wanted).blob.data), made)
    return made.getvalue()


def _minify(path: str, text: str, problems: list[Problem]) -> str:
    """Return a source without comments and indents, and add what is wrong with it: a broken stylesheet says nothing."""
    try:
        return str(
            rjsmin.jsmin(text, keep_bang_comments=True)
            if path.endswith(".js")
            else lightningcss.process_stylesheet(text, filename=path, minify=True)
        )
    except ValueError as error:
        place = _PLACE.match(str(error))
        line, message = (int(place[2]) + 1, place[1]) if place else (1, str(error))
        problems.append(Problem(f"docs/{path}", line, message, "asset-broken"))
        return ""


def _check_names(sources: Mapping[str, str], **named: Sequence[str]) -> Iterator[Problem]:
    """What `mkdocs.yml` names is there, and what a script loads later or a style imports is where it says."""
    wanted = [
        ("mkdocs.yml", 1, path, "named", setting)
        for setting, paths in named.items()
        for path in paths
    ]
    for pattern, kind in ((_SCRIPT, "js"), (_IMPORT, "css")):
        wanted += [
            (
                f"docs/{path}",
                mark.line,
                str(PurePosixPath(path).parent / f"{mark.text}.{kind}"),
                kind,
                mark.text,
            )
            for path, text in sources.items()
            if path.endswith(kind)
            for mark in Mark.find(pattern, text)
        ]
    for file, line, path, kind, found in wanted:
        if path not in sources:
            yield Problem(
                file, line, *say(f"asset-missing/{kind}", found, path, hint=nearest(path, sources))
            )
