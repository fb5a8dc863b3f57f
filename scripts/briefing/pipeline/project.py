"""The first stage of a build: everything that an author can break, read once and checked.

No page is rendered for it.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ..claims.forecasts import Board, load_board
from ..claims.record_files import check_aliases, list_aliases, load_records
from ..claims.records import PageRecords, Records
from ..claims.statements import SINCE_PAGE, Facts
from ..editions.editions import Edition, load_editions
from ..figures.figures import Figure, load_figures
from ..pages.document import Document, make_url
from ..pages.files import check_files
from ..pages.rules import bad_address
from ..problems import Problem
from ..sources.bibliography import Bibliography, load_bibliography
from ..sources.entries import Source
from ..sources.notes import make_notes
from ..sources.rules import check_sources
from ..text import is_web
from .digests import digest_files, digest_settings, digest_sources
from .files import (
    SOURCES,
    check_addresses,
    check_encoding,
    check_hidden,
    list_files,
    list_made_files,
    read_documents,
)
from .settings import (
    BriefingSettings,
    check_settings,
    list_redirects,
    list_words,
    load_settings,
    name_bib,
)

# Codes of faults with which MkDocs cannot start, would never end, or would lead away what is
# published.
FATAL = {
    "bad-address",
    "bad-redirect",
    "bib-missing",
    "page-encoding",
    "text-encoding",
}


CANNOT_GO_ON = "the build cannot go on; see the warnings above"


@dataclass(frozen=True, kw_only=True)
class Project:
    """The author's files as they were read, and what is wrong with them."""

    root: Path  # the folder of `mkdocs.yml`
    docs: Path
    settings: BriefingSettings
    bibliography: Bibliography
    article: Source | None  # what the briefing restates
    notes: Mapping[str, str]  # the note of each source, as HTML
    facts: Facts  # what is known of it beside the words of its pages
    by_uri: Mapping[str, Document]  # the pages by their files below `docs/`
    ids: Mapping[str, Collection[str] | None]  # of each page; None where not all are known
    made: Sequence[str]  # the paths of the files that a build makes beside the pages
    figures: Mapping[str, Figure]  # by name
    board: Board  # what became of forecasts, and what to watch
    editions: tuple[Edition, ...]
    words: Mapping[str, str]  # what the settings say around every page, by name of the setting
    redirects: Mapping[str, str]  # by the address of a page that moved: that of another, or a web's
    problems: tuple[Problem, ...]

    @property
    def records(self) -> Records:
        """What is said of each claim and note."""
        return self.facts.records

    @property
    def is_fatal(self) -> bool:
        """Whether something is wrong with which MkDocs must not go on."""
        return any(problem.code in FATAL for problem in self.problems)

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digests of what its files say, by their paths."""
        digests = {
            (self.docs / name).relative_to(self.root).as_posix(): digest
            for name, digest in digest_files(self.docs, list_files(self.docs)).items()
        }
        digests |= digest_sources(self.bibliography.sources)
        return digests | {"mkdocs.yml": digest_settings(self.words, self.redirects)}

    def read_picture(self, path: str) -> bytes:
        """Return the bytes of a picture, by its path below `docs/`; none where it is not there."""
        file = Path(self.docs, path).resolve()
        is_ours = file.is_relative_to(self.docs.resolve()) and file.is_file()
        return file.read_bytes() if is_ours else b""

    def find_line(self, uri: str, name: str) -> tuple[str, int]:
        """Return path and line of an id or of words on a page, by its file; 1 for none."""
        document = self.by_uri.get(uri)
        return (document.path, document.find_line(name)) if document else ("docs", 1)

    def find_place(self, uri: str, name: str) -> tuple[str, int, int]:
        """Return path, line and column of an id or of words on a page, by its file; 0 for none."""
        path, line = self.find_line(uri, name)
        document = self.by_uri.get(uri)
        return path, line, document.find_column(line, name) if document else 0


def read_project(config: MkDocsConfig) -> Project:
    """Read and check the project of a `mkdocs.yml`; the author's faults are in it.

    Raise ConfigurationError or BuildError for settings of ours with which there is no project.
    """
    file = _find_settings(config)
    root, docs = file.parent, Path(config.docs_dir)
    settings = load_settings(config.extra, file)
    name = name_bib(config)
    bibliography = load_bibliography(root / name, Path(name).as_posix())
    with ThreadPoolExecutor(1) as programs:  # pandoc works while the rest is read
        noting = programs.submit(make_notes, bibliography.sources)
        figures, broken_figures = load_figures(docs, root)
        board, broken_board = load_board(docs, root)
        pages = _read_pages(docs, config.theme.custom_dir, root, bibliography, board)
        editions, altered = load_editions(root)
        notes = noting.result() if bibliography.is_readable else {}
    problems = [*pages.problems, *broken_figures, *broken_board, *altered]
    problems += _check_both(file, config, pages.ids, bibliography)
    return Project(
        root=root,
        docs=docs,
        settings=settings,
        bibliography=bibliography,
        article=bibliography.sources.get(settings.article),
        notes=notes,
        facts=_know(settings, bibliography, pages.records),
        by_uri=pages.by_uri,
        ids=pages.ids,
        made=pages.made,
        figures=figures,
        board=board,
        editions=tuple(editions),
        words=list_words(config, settings),
        redirects=_resolve_redirects(list_redirects(config)),
        problems=tuple(sorted(problems)),
    )


def _check_both(
    file: Path,
    config: MkDocsConfig,
    ids: Mapping[str, Collection[str] | None],
    bibliography: Bibliography,
) -> Iterator[Problem]:
    """Yield what is wrong with sources and settings."""
    yield from check_hidden([file, file.parent / name_bib(config)], file.parent)
    yield from check_sources(bibliography)
    yield from check_settings(file, config, ids, bibliography)


def _find_settings(config: MkDocsConfig) -> Path:
    """Return the whole path of `mkdocs.yml`, made as MkDocs makes that of `docs_dir`."""
    config.config_file_path = os.path.normpath(Path(config.config_file_path).absolute())
    return Path(config.config_file_path)


def _know(settings: BriefingSettings, bibliography: Bibliography, records: Records) -> Facts:
    """Return what is known of a briefing beside the words of its pages."""
    sources = bibliography.sources
    article = settings.article if settings.article in sources else ""
    return Facts(sources, records, article, settings.cut_off)


@dataclass(frozen=True)
class _Pages:
    """What is below `docs/`."""

    by_uri: Mapping[str, Document]
    ids: Mapping[str, Collection[str] | None]  # of each page; None where not all are known
    made: Sequence[str]
    records: Records
    problems: Sequence[Problem]


def _read_pages(
    docs: Path, theme: str | None, root: Path, bibliography: Bibliography, board: Board
) -> _Pages:
    """Return the pages below `docs` and their records, and what is wrong with them and files."""
    files = list_files(docs)
    templates = [Path(theme, name) for name in list_files(Path(theme))] if theme else []
    paths = [Path(docs, name) for name in files]
    problems = [*check_files(docs, root), *check_encoding([*paths, *templates], root)]
    problems += check_hidden([*paths, *templates], root)
    if any(problem.code in FATAL for problem in problems):
        return _Pages({}, {}, [], Records(), problems)
    folder = docs.relative_to(root).as_posix()
    documents = {page.uri: page for page in read_documents(docs, files, folder)}
    made = list_made_files(documents, files)
    records, broken_records = load_records(docs, root, documents)
    made_ids = {SOURCES: [*bibliography.sources], SINCE_PAGE: board.ids}
    for document in documents.values():
        problems += [problem.at(document.path) for problem in bad_address(document)]
    problems += broken_records
    problems += _check_aliases(documents, records, made_ids)
    problems += check_addresses(files, made, folder)
    ids = _list_ids(documents, records, made_ids, board)
    return _Pages(documents, ids, made, records, problems)


def _list_ids(
    documents: Mapping[str, Document],
    records: Records,
    made: Mapping[str, Sequence[str]],
    board: Board,
) -> dict[str, Collection[str] | None]:
    """Return the ids of each page by its file, older ones among them; None where some are unknown.

    `made` are those that views bring along.
    """
    ids = dict[str, Collection[str] | None]()
    for uri, document in documents.items():
        is_known = board.is_sound or uri != SINCE_PAGE
        brought = made.get(uri, ())
        ids[uri] = _find_ids(document, records.of_page(uri), brought) if is_known else None
    return ids


def _find_ids(document: Document, records: PageRecords, made: Iterable[str]) -> set[str] | None:
    """Return the ids of a page; None where the older ones could not be read."""
    if records.is_broken or records.broken:
        return None
    given = [given.name for given in document.ids]
    older = [alias.old for alias in list_aliases(records)]
    return {*given, *older, *made}


def _check_aliases(
    documents: Mapping[str, Document], records: Records, made: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Yield what is wrong with older ids; `made` are ids of views, by the file of the page."""
    for uri, page in records.pages.items():
        if uri in documents:
            ids = [*(given.name for given in documents[uri].ids), *made.get(uri, ())]
            yield from check_aliases(uri, page, ids)


def _resolve_redirects(redirects: Mapping[str, str]) -> dict[str, str]:
    """Return addresses by addresses, for files by files: `a.md: b.md#c` is `a/: b/#c`."""
    resolved = dict[str, str]()
    for old, new in redirects.items():
        if is_web(new):
            resolved[make_url(old)] = new
        else:
            path = re.match(r"[^#]*", new)
            file = path[0] if path else ""
            resolved[make_url(old)] = make_url(file) + new.removeprefix(file)
    return resolved
