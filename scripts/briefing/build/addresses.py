"""What stands at which address of a site: pages, what a build makes beside them, and what an author has put there."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from ..citing.exports import list_files
from ..claims.records import PageAddress, make_key
from ..editions.manifest import FOLDER, is_about_editions
from ..pages.document import Document, make_url
from ..problems import Problem

CITATIONS = "cite.md"  # the page that lists citations; without it nothing can be cited
SOURCES = "sources.md"
_TWICE = ("same-address", "rename one of them")  # code and hint


def list_made_files(uris: Collection[str]) -> list[str]:
    """Return the paths of the files that a build makes beside the pages, by the pages that are there."""
    uris = [uri for uri in uris if not is_about_editions(uri)]
    made = ["search-index.js", *(["claims.json", "claims.csv"] if {"claims.md", CITATIONS} & {*uris} else [])]
    if CITATIONS in uris:
        made += ["feed.xml", "corrections.xml", "llms.txt", "assets/card.png"]
        made += list_files([make_url(uri) for uri in sorted(uris)])
        made += ["briefing.pdf", "briefing.epub"] if "print.md" in uris else []
    return made


def check_encoding(folders: Collection[Path], root: Path) -> Iterator[Problem]:
    """Styles, scripts and templates are UTF-8."""
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        try:
            if path.suffix in {".css", ".js", ".html"}:
                path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[:error.start].count(b"\n") + 1
            yield Problem(os.path.relpath(path, root), line, "this file is not UTF-8", "text-encoding",
                          "save it in that encoding")


def check_addresses(documents: Collection[Document], docs: Path, root: Path) -> Iterator[Problem]:
    """An address has one page, also on a disk that knows no capitals; editions and made files have theirs."""
    made = {name.lower() for name in list_made_files([document.uri for document in documents])}
    pages, files = dict[str, str](), dict[str, str]()
    for document in documents:
        key = make_key(PageAddress(document.uri, make_url(document.uri), "")).lower()  # an id on /cite/
        if (other := pages.setdefault(key, document.path)) != document.path:
            yield Problem(document.path, 1, f"the address of this page is that of {other} too", *_TWICE)
    for file in sorted(path for path in docs.rglob("*") if path.is_file()):
        name, path = file.relative_to(docs).as_posix().lower(), file.relative_to(root).as_posix()
        if name.startswith(f"{FOLDER}/"):
            yield Problem(path, 1, f"the folder docs/{FOLDER}/ is kept for editions", "reserved-folder", "move it")
        elif name in made:
            yield Problem(path, 1, "a build makes a file of this name", "same-address", "rename it")
        elif files.setdefault(name, path) != path and not name.endswith(".md"):
            yield Problem(path, 1, f"the address of this file is that of {files[name]} too", *_TWICE)


def list_targets(docs: Path) -> set[str]:
    """Return everything that a page can link to, relative to `docs`: what is there, and what the build makes."""
    there = {file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.is_file()}
    return there | set(list_made_files([name for name in there if name.endswith(".md")]))
