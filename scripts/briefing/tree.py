"""The files below `docs/`: all of them can be published, under names that make good addresses.

Read before MkDocs does: it follows links wherever they lead, and reads whatever it finds.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from .problems import Problem

_PAGE = re.compile(r"(?:[\w-]+/)*[\w-]+\.md", re.A)


def check_tree(docs: Path, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the files below `docs`; `root` is the folder that messages start from."""
    for path in sorted(docs.rglob("*")):
        name = _show(path.relative_to(root))
        yield from _check_place(path, name, docs)
        if not any(part.startswith(".") for part in path.relative_to(docs).parts):  # MkDocs leaves these alone
            yield from _check_name(path.relative_to(docs).as_posix(), name)


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


def _show(path: Path) -> str:
    """Give a path as messages name it, also where its bytes are no text."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()
