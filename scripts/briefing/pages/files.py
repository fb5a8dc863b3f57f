"""The files below `docs/`: all of them can be published, under names that make good addresses.

Read before MkDocs does: it follows links wherever they lead, and reads whatever it finds.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from ..problems import Problem

_PAGE = re.compile(r"(?:[\w-]+/)*[\w-]+\.md", re.A)
_DOCUMENTS = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".xml", ".xsl", ".xslt", ".rdf", ".svgz")
"""What a browser opens as a page of its own: no template gives it a policy, and it may hold script."""
_ELEMENTS = """
    circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon polyline radialGradient
    rect stop style svg symbol text title tspan"""
_PICTURE = {f"{{http://www.w3.org/2000/svg}}{name}" for name in _ELEMENTS.split()}
"""The elements of SVG that only draw."""


def check_tree(docs: Path, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the files below `docs`; `root` is the folder that messages start from."""
    for path in sorted(docs.rglob("*")):
        name = _show(path.relative_to(root))
        yield from _check_place(path, name, docs)
        if not any(part.startswith(".") for part in path.relative_to(docs).parts):  # MkDocs leaves these alone
            yield from _check_name(path.relative_to(docs).as_posix(), name)
            yield from _check_content(path, name)


def _check_place(path: Path, name: str, docs: Path) -> Iterator[Problem]:
    """What is published is a file in `docs/`: a link leads to a file there, and nothing is a pipe or a device."""
    if path.is_symlink():
        target = Path(os.path.realpath(path))
        if not (target.is_file() and target.is_relative_to(docs.resolve())):
            yield Problem(name, 1, f"this is a link to '{_show(target)}', which is no file in docs/", "outside-docs",
                          "copy the file, or delete the link")
    elif not (path.is_file() or path.is_dir()):
        yield Problem(name, 1, "this is neither a file nor a folder", "outside-docs", "delete it")


def _check_name(uri: str, name: str) -> Iterator[Problem]:
    """A page's file has a name of letters, digits, `-` and `_`, and no other file a name that cannot be printed."""
    is_page = uri.endswith((".md", ".markdown", ".mdown", ".mkdn", ".mkd"))
    if is_page and not _PAGE.fullmatch(uri):
        yield Problem(name, 1, "the name of this page makes no good address", "bad-file-name",
                      "use the letters a to z, digits and hyphens, and end it in .md")
    elif not uri.isprintable():
        yield Problem(name, 1, "the name of this file cannot be printed", "bad-file-name", "rename it")


def _check_content(path: Path, name: str) -> Iterator[Problem]:
    """No file but Markdown is a page: a browser would run what is in it. A picture in SVG only draws."""
    suffix = path.suffix.lower()
    if suffix in _DOCUMENTS and path.is_file():
        yield Problem(name, 1, f"a file that ends in {suffix} can hold script", "unsafe-file", "write Markdown")
    if suffix == ".svg" and path.is_file() and not _is_drawing(path):
        yield Problem(name, 1, "this picture does more than draw, or cannot be read", "unsafe-file",
                      "save it as plain SVG, without script and links, or as PNG")


def _is_drawing(path: Path) -> bool:
    try:
        elements = list(ElementTree.parse(path).iter())
    except (ElementTree.ParseError, OSError, ValueError, LookupError):
        return False
    attributes = {name.rpartition("}")[2].lower() for element in elements for name in element.attrib}
    return {element.tag for element in elements} <= _PICTURE and not any(
        name.startswith("on") or name == "href" for name in attributes)


def _show(path: Path) -> str:
    """Give a path as messages name it, also where its bytes are no text."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()
