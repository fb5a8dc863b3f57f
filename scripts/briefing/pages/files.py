"""What every file below `docs/` must be.

A rule is a generator over one file; its docstring is the rule. MkDocs follows any link, and hosts
and browsers act on more files than pages and pictures.
"""

import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

from ..problems import Finding, Problem
from .allowed import ENDINGS, PICTURE_ELEMENTS

_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # as MkDocs has it
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWING = frozenset(f"{_SVG}{name}" for name in PICTURE_ELEMENTS)
# What a style asks others for; a backslash can spell any of it otherwise. `url(#shade)` is a part
# of the same picture.
_ASKING = re.compile(
    r"""@import | \\ | \b(?: src | image | image-set ) \s*\( | \burl \s*\( (?! \s*["']?\# )""",
    re.X | re.I,
)


@dataclass(frozen=True)
class File:
    """Something below `docs/` that is no folder."""

    name: str  # its path from `docs/`, with forward slashes
    path: Path
    docs: Path

    @property
    def ending(self) -> str:
        """The ending of its name, in small letters, with the full stop."""
        return posixpath.splitext(self.name)[1].lower()

    @property
    def is_page(self) -> bool:
        """Whether MkDocs makes a page of it."""
        return self.name.endswith(_PAGES)

    @property
    def is_read(self) -> bool:
        """Whether MkDocs looks at it: it passes over names that begin with a full stop."""
        return "/." not in f"/{self.name}"

    @cached_property
    def is_file(self) -> bool:
        """Whether it is a file, or a link to one."""
        return self.path.is_file()

    @cached_property
    def link(self) -> Path | None:
        """Where it leads in the end, if it is a link."""
        if not self.path.is_symlink():
            return None
        return Path(os.path.realpath(self.path))

    @property
    def is_astray(self) -> bool:
        """Whether it is a link to anything but a file below `docs/`."""
        if self.link is None:
            return False
        return not (self.link.is_file() and self.link.is_relative_to(self.docs.resolve()))


def check_files(docs: Path, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the files below `docs`; messages name them from `root` on."""
    for path in sorted(docs.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        file = File(path.relative_to(docs).as_posix(), path, docs)
        place = os.fsencode(os.path.relpath(file.path, root)).decode("utf-8", "backslashreplace")
        for rule in RULES:
            for finding in rule(file):
                yield Problem(place, 1, *finding)


def outside_docs_link(file: File) -> Iterator[Finding]:
    """A link leads to a file below `docs/`."""
    if file.is_astray:
        message = f"this is a link to {str(file.link)!r}, which is no file in docs/"
        yield Finding(message, "outside-docs", "copy the file, or delete the link")


def outside_docs_device(file: File) -> Iterator[Finding]:
    """What is no folder is a file: a pipe or a device would never end."""
    if not file.is_astray and not file.is_file:
        yield Finding("this is neither a file nor a folder", "outside-docs", "delete it")


def bad_page_name(file: File) -> Iterator[Finding]:
    """The name of a page makes a good address."""
    if file.is_read and file.is_page and not re.fullmatch(r"(?!.*--)[\w/-]+\.md", file.name, re.A):
        yield Finding(
            "the name of this page makes no good address",
            "bad-file-name",
            "use the letters a to z, digits and single hyphens, and end it in .md",
        )


def bad_file_name(file: File) -> Iterator[Finding]:
    """The name of any other file can be printed."""
    if file.is_read and not file.is_page and not file.name.isprintable():
        yield Finding("the name of this file cannot be printed", "bad-file-name", "rename it")


def unsafe_ending(file: File) -> Iterator[Finding]:
    """A file is of a sort that neither a browser nor a host acts on."""
    if file.is_read and file.is_file and file.ending not in {*_PAGES, *ENDINGS}:
        yield Finding(
            f"a file that ends in '{file.ending}' can hold script, or command a host",
            "unsafe-file",
            "write Markdown, or use an ending that is listed in pages/allowed.yml",
        )


def unsafe_picture(file: File) -> Iterator[Finding]:
    """SVG only draws."""
    if file.is_read and file.is_file and file.ending == ".svg" and not is_drawing(file.path):
        yield Finding(
            "this picture does more than draw, or cannot be read",
            "unsafe-file",
            "save it as plain SVG, without script and links, or as PNG",
        )


RULES = (
    outside_docs_link,
    outside_docs_device,
    bad_page_name,
    bad_file_name,
    unsafe_ending,
    unsafe_picture,
)


def is_drawing(path: Path) -> bool:
    """Return whether an SVG file only draws.

    It has no script, no event, no link, and nothing that names another file, in a style either.
    """
    try:
        text = path.read_text("utf-8")
        elements = list(ElementTree.fromstring(text).iter())
    except (ElementTree.ParseError, OSError, ValueError, LookupError):
        return False
    # What stands before a picture may name a style with script in it, or other files.
    if re.search(r"<\?(?!xml\s)|<!DOCTYPE", text, re.I):
        return False
    return all(_only_draws(element) for element in elements)


def _only_draws(element: ElementTree.Element) -> bool:
    """Return whether an element draws, and has neither an event nor an address."""
    acts = any(re.search(r"(?i)(^|\})(on|href$)", name) for name in element.attrib)
    styles = [*element.attrib.values()]
    if element.tag == f"{_SVG}style":
        styles.append("".join(element.itertext()))
    asks = any(_ASKING.search(style) for style in styles)
    return element.tag in _DRAWING and not acts and not asks
