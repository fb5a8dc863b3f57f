"""The files below `docs/`: all can be published under good addresses, and front matter has only what is known.

Checked before MkDocs reads them: it follows links wherever they lead, hands any key of front matter to the templates,
and shows as text what it cannot read.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from ..data import read_yaml
from ..problems import Fault, Problem, nearest
from .document import FRONT_MATTER
from .vocabulary import ALLOWED, say

_PAGE = re.compile(r"(?!.*--)(?:[\w-]+/)*[\w-]+\.md", re.A)
_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_ENDINGS = {*_PAGES, *ALLOWED["endings"].split()}
_PICTURE = {f"{{http://www.w3.org/2000/svg}}{name}" for name in ALLOWED["picture"].split()}
# What may name a style with script in it, or other files, before a picture begins.
_COMMAND = re.compile(r"<\?(?!xml\s)|<!DOCTYPE", re.I)
_TEXTS = ("title", "description", "robots")  # keys of front matter whose values are texts of one line
_NOT_FOUND = {"exclude": True}  # the one value of `search`: the page is left out of the search
_FORMS = {"search": "search"} | dict.fromkeys(_TEXTS, "text")
_BEGUN = re.compile(r"-{3}[ \t]*(?:\n|$)| {0,3}[A-Za-z0-9_-]+:")  # mkdocs/utils/meta.py


def check_files(docs: Path, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the files below `docs`; `root` is the folder that messages start from."""
    for path in sorted(docs.rglob("*")):
        for fault in _judge(path, path.relative_to(docs), docs.resolve()):
            yield Problem(os.fsencode(path.relative_to(root)).decode("utf-8", "backslashreplace"), 1, *fault)


def _judge(path: Path, place: Path, docs: Path) -> Iterator[tuple[str, str, str]]:
    """What is published is a file in `docs/`; its name makes a good address, or can be printed. No file but Markdown is
    a page: a browser would run what is in it. A picture in SVG only draws."""
    name, ending, target = place.as_posix(), path.suffix.lower(), Path(os.path.realpath(path))
    if path.is_symlink() and not (target.is_file() and target.is_relative_to(docs)):
        yield say("outside-docs/link", str(target))
    elif not (path.is_file() or path.is_dir()):
        yield say("outside-docs/device")
    if any(part.startswith(".") for part in place.parts):  # MkDocs leaves these alone
        return
    if name.endswith(_PAGES) and not _PAGE.fullmatch(name):
        yield say("bad-file-name/page")
    elif not name.isprintable():
        yield say("bad-file-name/file")
    if path.is_file() and ending not in _ENDINGS:
        yield say("unsafe-file/ending", ending)
    if path.is_file() and ending == ".svg" and not _is_drawing(path):
        yield say("unsafe-file/picture")


def _is_drawing(path: Path) -> bool:
    try:
        text = path.read_text("utf-8")
        elements = list(ElementTree.fromstring(text).iter())
    except (ElementTree.ParseError, OSError, ValueError, LookupError):
        return False
    names = {name.rpartition("}")[2].lower() for element in elements for name in element.attrib}
    return not _COMMAND.search(text) and {element.tag for element in elements} <= _PICTURE and not any(
        name.startswith("on") or name == "href" for name in names)


def check_front_matter(text: str) -> Iterator[Fault]:
    """Front matter is a YAML mapping with keys that are known; `title`, `description` and `robots` are texts.
    Without it a page does not begin with a word and a colon, which MkDocs takes for a key."""
    block = FRONT_MATTER.match(text)
    data, broken = read_yaml(block["body"] if block else "{}")
    if broken:
        yield broken[0] + 1, *say("front-matter/unread", broken[1])
    elif not isinstance(data, dict):
        yield 1, *say("front-matter/form")
    elif not block and (found := _BEGUN.match(text)):
        yield 1, *say("front-matter/begun", found[0].strip()[:40])
    else:
        lines = [line.lstrip("\"'") for line in text.split("\n")]
        for key in [key for key, value in data.items() if keep_known({key: value}) != {key: value}]:
            line = next((number for number, line in enumerate(lines, 1) if line.startswith(str(key))), 1)
            right = "" if key in _FORMS else nearest(str(key), _FORMS)
            yield line, *say(f"front-matter/{_FORMS.get(key, 'unknown')}", str(key)[:40], hint=right)


def keep_known(meta: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the part of a page's front matter that templates may see, its texts as texts."""
    texts = {key: str(meta[key])[:500] for key in _TEXTS if isinstance(meta.get(key), str | int | float)}
    found = {"search": _NOT_FOUND} if meta.get("search") == _NOT_FOUND else {}
    return {key: text for key, text in texts.items() if text.strip()} | found
