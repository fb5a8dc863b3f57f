"""The first stage of a build: everything that an author has written, read once and checked without rendering a page."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from ..cache import list_files, make_digest, read_file, recall
from ..citing.exports import list_export_files, read_items
from ..claims.evidence import Support, load_support
from ..claims.ledger import load_figures
from ..claims.records import FOLDER, PageAddress
from ..editions.manifest import Edition, is_about_editions, load_editions
from ..pages.document import Document, make_url
from ..pages.rules import check_documents, check_files
from ..problems import Problem, say
from ..programs import start
from ..sources.bibliography import Bibliography, Source, check_sources, load_bibliography
from ..sources.notes import FILE, Links, load_links, load_notes
from ..text import is_web
from ..words import use
from .settings import (
    BriefingSettings,
    check_settings,
    find_line,
    list_redirects,
    list_words,
    load_settings,
    name_bib,
)

CITATIONS = "cite.md"  # the page that lists citations; without it nothing can be cited
SOURCES = "sources.md"
# Codes of faults with which MkDocs cannot start, would never end, or would lead away what is published.
FATAL = {
    "bib-missing",
    "page-encoding",
    "outside-docs",
    "too-complex",
    "bad-address",
    "text-encoding",
    "bad-redirect",
}


@dataclass(frozen=True, kw_only=True)
class Project:
    """The author's files as they were read, and what is wrong with them."""

    root: Path  # the folder of `mkdocs.yml`
    cache: Path  # the folder for what can be made again
    docs: Path
    entries: Future[
        dict[str, Any]
    ]  # those of the bibliography as CSL-JSON, once they are asked for; ProgramError
    settings: BriefingSettings
    bibliography: Bibliography
    article: Source | None  # what the briefing restates
    notes: Mapping[str, str]  # the note of each source, as HTML
    by_uri: Mapping[str, Document]  # the pages by their files below `docs/`
    made: Sequence[str]  # the paths of the files that a build makes beside the pages
    figures: Mapping[str, Any]  # the data of the figures, by name
    support: Support  # what each source was seen to bear out
    links: Links  # what is known of the addresses that the project links to
    states: Mapping[str, str]  # `retracted` or `gone`, by the key of a source that is
    editions: tuple[Edition, ...]
    words: Mapping[str, str]  # what the settings say around every page, by the name of the setting
    redirects: Mapping[
        str, str
    ]  # by the address of a page that has moved, that of another, or one of the web
    problems: tuple[Problem, ...]

    @cached_property
    def digest(self) -> str:
        """Digest of all that is no page, no setting and no edition."""
        sources = [source.digest for source in self.bibliography.sources.values()]
        return make_digest(
            repr((sources, self.notes, self.figures, self.links, self.support, self.redirects))
        )

    def digest_source(self, key: str) -> str:
        """Return a digest of a source, and of all where it takes from another; empty where it is not there."""
        if (source := self.bibliography.sources.get(key)) is None:
            return ""
        others = self.digest if source.split("crossref", "xdata", "related") else ""
        return make_digest(source.digest, self.notes.get(key, ""), self.states.get(key, ""), others)

    def read_picture(self, path: str) -> bytes:
        """Return the bytes of a picture in `docs/`, by its path from there; none where there is no such file."""
        file = Path(self.docs, path).resolve()
        return (
            file.read_bytes()
            if file.is_relative_to(self.docs.resolve()) and file.is_file()
            else b""
        )

    def find_line(self, place: str, name: str) -> tuple[str, int]:
        """Return path and line of an id or words on a page, by file or address, or of a word in a file; else line 1."""
        pages = {
            **{make_url(uri): document for uri, document in self.by_uri.items()},
            **self.by_uri,
        }
        if document := pages.get(place):
            return document.path, next(
                (mark.line for mark in document.ids if mark.text == name),
                find_line(document.text, name),
            )
        file, is_named = self.root / place, place.endswith((".md", ".yml"))
        return (
            place if is_named else "docs",
            find_line(file.read_text(encoding="utf-8"), name) if is_named and file.is_file() else 1,
        )


def read_project(config: MkDocsConfig) -> Project:
    """Read and check the project of a `mkdocs.yml`, with the author's faults in it; those of settings of ours raise."""
    config.config_file_path = os.path.abspath(
        config.config_file_path
    )  # as MkDocs makes docs_dir whole
    file, docs, settings = (
        Path(config.config_file_path),
        Path(config.docs_dir),
        load_settings(config.extra),
    )
    root, words, cache = file.parent, list_words(config, settings), file.parent / ".cache"
    use(words["language"])
    bibliography, noting, checking, entries = _read_sources(config, root, cache, words["language"])
    by_uri, made, faults = _read_pages(docs, config.theme.custom_dir, root, bibliography)
    (editions, altered), (links, broken) = load_editions(root), load_links(root / FILE)
    article = bibliography.sources.get(settings.article)
    data = tuple(
        (path, path.read_bytes()) for path in sorted(docs.rglob("*.yml")) if path.is_file()
    )
    restated = article.key if article else ""
    (figures, unread), (support, unsound) = recall(
        ("data", docs, words["language"], restated, data),
        lambda: (load_figures(docs, root), load_support(docs, root, restated)),
    )
    notes, unsure = noting.result()
    faults += check_settings(
        file.name, file.read_text(encoding="utf-8"), config, by_uri, bibliography
    )
    return Project(
        root=root,
        cache=cache,
        docs=docs,
        entries=entries,
        settings=settings,
        bibliography=bibliography,
        article=article,
        notes=notes,
        by_uri=by_uri,
        made=made,
        figures=figures,
        support=support,
        links=links,
        states=links.find_states(bibliography.sources),
        editions=tuple(editions),
        words=words,
        redirects={
            make_url(old): new
            if is_web(new)
            else re.sub("^[^#]*", lambda file: make_url(file[0]), new)
            for old, new in list_redirects(config).items()
        },
        problems=tuple(
            sorted([*unsure, *checking.result(), *faults, *altered, *broken, *unread, *unsound])
        ),
    )


def _read_sources(
    config: MkDocsConfig, root: Path, cache: Path, language: str
) -> tuple[Bibliography, Future[Any], Future[list[Problem]], Future[dict[str, Any]]]:
    """Return the bibliography, its notes, what is wrong with it, and where something cites, its entries as CSL-JSON."""
    bib = root / (name := name_bib(config))
    key = (bib, bib.read_bytes() if bib.is_file() else None, language)
    found = recall(key, load_bibliography, bib, Path(name).as_posix())
    noting = start(recall, ("notes", *key), load_notes, bib, found, cache)
    checking = start(
        recall, ("faults", *key), lambda: [*check_sources(found)]
    )  # while pandoc works
    is_cited = found.is_readable and Path(config.docs_dir, CITATIONS).is_file()
    return (
        found,
        noting,
        checking,
        start(
            recall,
            ("entries", is_cited, *key),
            (partial(read_items, bib, found.sources, cache) if is_cited else dict[str, Any]),
        ),
    )


def _read_pages(
    docs: Path, theme: str | None, root: Path, bibliography: Bibliography
) -> tuple[dict[str, Document], list[str], list[Problem]]:
    """Return the pages below `docs`, the files made beside them, and what is wrong with pages and files."""
    files = {
        name: entry.path
        for name, entry in sorted(list_files(docs), key=lambda found: found[0].split("/"))
        if entry.is_file()
    }
    folder = docs.relative_to(root).as_posix()
    templates = (
        sorted(entry.path for _, entry in list_files(theme) if entry.is_file()) if theme else []
    )
    problems = [*check_files(docs, root), *_check_encoding([*files.values(), *templates], root)]
    if FATAL & {problem.code for problem in problems}:
        return {}, [], problems
    read = [
        Document(f"{folder}/{name}", name, Path(file).read_text("utf-8-sig"))
        for name, file in files.items()
        if name.endswith(".md")
    ]
    documents = {
        page.uri: recall(page, lambda same: same, page) for page in read
    }  # keeps what was found
    made = list_made_files(documents)
    problems += check_documents(
        documents.values(), bibliography, {*files, *made}, {SOURCES: set(bibliography.sources)}
    )
    return (
        documents,
        made,
        [*problems, *_check_addresses(files, {name.lower() for name in made}, folder)],
    )


def list_made_files(uris: Collection[str]) -> list[str]:
    """Return the paths of the files that a build makes beside the pages, by the pages that are there."""
    uris = [uri for uri in uris if not is_about_editions(uri)]
    made = [
        "search-index.js",
        *(["claims.json", "claims.csv"] if {"claims.md", CITATIONS} & {*uris} else []),
    ]
    if CITATIONS in uris:
        made += ["feed.xml", "corrections.xml", "llms.txt", "assets/card.png"]
        made += list_export_files([make_url(uri) for uri in sorted(uris)])
        made += ["briefing.pdf", "briefing.epub"] if "print.md" in uris else []
    return made


def _check_encoding(files: Iterable[str], root: Path) -> Iterator[Problem]:
    """Pages, styles, scripts and templates are UTF-8."""
    for path in [path for path in files if path.endswith((".md", ".css", ".js", ".html"))]:
        try:
            read_file(path).decode()
        except UnicodeDecodeError as error:
            yield Problem(
                os.path.relpath(path, root),
                error.object.count(b"\n", 0, error.start) + 1,
                *say("page-encoding" if path.endswith(".md") else "text-encoding"),
            )


def _check_addresses(files: Iterable[str], made: Collection[str], folder: str) -> Iterator[Problem]:
    """An address has one page, also on a disk that knows no capitals; editions and made files have theirs."""
    taken = dict[str, str]()
    for name, path in ((name, f"{folder}/{name}") for name in files):
        is_page = name.endswith(".md")
        key = PageAddress(name, make_url(name), "").key if is_page else name  # an id on /cite/
        if name.lower().startswith(f"{FOLDER}/"):
            yield Problem(path, 1, *say("reserved-folder", FOLDER))
        elif name.lower() in made:
            yield Problem(path, 1, *say("same-address/made"))
        elif (other := taken.setdefault(key.lower(), path)) != path:
            yield Problem(
                path, 1, *say("same-address/page" if is_page else "same-address/file", other)
            )
