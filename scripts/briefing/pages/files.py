"""The files below `docs/`: all of them can be published, under names that make good addresses.

Read before MkDocs does: it follows links wherever they lead, and reads whatever it finds.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from ..problems import Fault, Problem
from .vocabulary import ALLOWED

_PAGE = re.compile(r"(?!.*--)(?:[\w-]+/)*[\w-]+\.md", re.A)
_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_ENDINGS = {*_PAGES, *ALLOWED["endings"].split()}
_PICTURE = {f"{{http://www.w3.org/2000/svg}}{name}" for name in ALLOWED["picture"].split()}
# What may name a style with script in it, or other files, before a picture begins.
_COMMAND = re.compile(r"<\?(?!xml\s)|<!DOCTYPE", re.I)


def check_files(docs: Path, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the files below `docs`; `root` is the folder that messages start from."""
    for path in sorted(docs.rglob("*")):
        for fault in (*_check_place(path, docs.resolve()), *_check_content(path, path.relative_to(docs))):
            yield Problem(_show(path.relative_to(root)), *fault)


def _check_place(path: Path, docs: Path) -> Iterator[Fault]:
    """What is published is a file in `docs/`: a link leads to a file there, and nothing is a pipe or a device."""
    target = Path(os.path.realpath(path))
    if path.is_symlink() and not (target.is_file() and target.is_relative_to(docs)):
        yield (1, f"this is a link to '{_show(target)}', which is no file in docs/", "outside-docs",
               "copy the file, or delete the link")
    elif not (path.is_file() or path.is_dir()):
        yield 1, "this is neither a file nor a folder", "outside-docs", "delete it"


def _check_content(path: Path, place: Path) -> Iterator[Fault]:
    """A page's file has a name of letters, digits, `-` and `_`, and no other file a name that cannot be printed.

    No file but Markdown is a page: a browser would run what is in it. A picture in SVG only draws.
    """
    name, suffix = place.as_posix(), path.suffix.lower()
    if any(part.startswith(".") for part in place.parts):  # MkDocs leaves these alone
        return
    if name.endswith(_PAGES) and not _PAGE.fullmatch(name):
        yield (1, "the name of this page makes no good address", "bad-file-name",
               "use the letters a to z, digits and single hyphens, and end it in .md")
    elif not name.isprintable():
        yield 1, "the name of this file cannot be printed", "bad-file-name", "rename it"
    if suffix not in _ENDINGS and path.is_file():
        yield (1, f"a file that ends in {suffix} can hold script, or command a host" if suffix else
               "a file whose name has no ending can command a host", "unsafe-file",
               "write Markdown, or use an ending that is listed in pages/allowed.yml")
    if suffix == ".svg" and path.is_file() and not _is_drawing(path):
        yield (1, "this picture does more than draw, or cannot be read", "unsafe-file",
               "save it as plain SVG, without script and links, or as PNG")


def _is_drawing(path: Path) -> bool:
    try:
        text = path.read_text("utf-8")
        elements = list(ElementTree.fromstring(text).iter())
    except (ElementTree.ParseError, OSError, ValueError, LookupError):
        return False
    names = {name.rpartition("}")[2].lower() for element in elements for name in element.attrib}
    return not _COMMAND.search(text) and {element.tag for element in elements} <= _PICTURE and not any(
        name.startswith("on") or name == "href" for name in names)


def _show(path: Path) -> str:
    """Return a path as messages name it, also where its bytes are no text."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()
