"""The first stage of a build: everything that an author can break, read once and checked.

No page is rendered for it.
"""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ..claims.ledger import list_countable
from ..claims.record_files import Records, read_records
from ..editions.editions import Edition, load_editions
from ..editions.promises import list_changed
from ..figures.figures import Forms, find_file, load_forms, read_figures, read_styles
from ..figures.forecasts import list_forecasts
from ..folders import read_shown
from ..pages.counts import Countables, fill_counts, make_countable, unknown_count
from ..pages.document import Document, make_url, read_documents
from ..pages.file_rules import check_addresses, check_files, check_text
from ..pages.front_matter import divide
from ..pages.page_rules import bad_address
from ..pages.publication import Version
from ..pages.verdicts import Judged, fill_verdicts, unknown_verdict
from ..problems import Problem
from ..programs import begin
from ..sources.bibliography import Bibliography, load_bibliography
from ..sources.entries import Source
from ..sources.entry_rules import check_sources
from ..sources.source_notes import make_notes
from ..text import is_web
from ..vocabulary import HOW_READ
from ..yamldata import Written
from .digests import make_digests
from .settings import (
    BriefingConfig,
    FaultyProject,
    SettingsFile,
    check_settings,
    list_words,
    name_bib,
    read_settings,
)

# Codes of faults with which MkDocs cannot start, would never end, or would lead away what is
# published.
FATAL = {
    "bad-address",
    "bad-redirect",
    "bib-missing",
    "text-encoding",
}


@dataclass(frozen=True, kw_only=True)
class Project:
    """The author's files as they were read, and what is wrong with them."""

    file: Path  # `mkdocs.yml`
    folder: str  # the way from there to `docs/`, as messages call it
    bib: str  # and to the bibliography
    files: Mapping[str, bytes]  # what the files below that hold, by path
    settings: BriefingConfig
    written: SettingsFile  # where each of them stands
    bibliography: Bibliography
    notes: Mapping[str, str]  # the note of each source, as HTML
    records: Records  # what is said of each claim and note
    by_uri: Mapping[str, Document]  # the pages by their files below `docs/`
    figures: Mapping[str, Written]  # by name
    editions: tuple[Edition, ...]
    words: Mapping[str, str]  # what the settings say around every page, by name of the setting
    redirects: Mapping[str, str]  # by the address of a page that moved: that of another, or a web's
    problems: tuple[Problem, ...] = ()

    @property
    def root(self) -> Path:
        """The folder of `mkdocs.yml`."""
        return self.file.parent

    @property
    def article(self) -> Source | None:
        """What the briefing restates."""
        return self.bibliography.sources.get(self.settings.article)

    @cached_property
    def countables(self) -> Countables:
        """What a text can count, by name."""
        shown = {name: figure.form.countable for name, figure in self.figures.items()}
        sources = self.bibliography.sources.values()
        cited = [("cited" if each.is_of_article else "added", each.extent) for each in sources]
        return {
            **{name: countable for name, countable in shown.items() if countable},
            "sources": make_countable(cited, ["cited", "added", *HOW_READ]),
            "statements": list_countable(self.records.pages.values()),
        }

    @cached_property
    def judged(self) -> Mapping[str, Judged]:
        """The claims by their ids, each with its verdict, or what became of a forecast."""
        readings = {name: form.reading for name, form in list_forecasts(self.figures).items()}
        return {
            name: Judged(uri, readings.get(name) or record.verdict or "")
            for uri, page in self.records.pages.items()
            for name, record in page.claims.items()
        }

    def fill(self, text: str, uri: str, *, is_marked: bool = False) -> str:
        """Return a text of a page with the numbers and the verdicts that it asks for."""
        counted = fill_counts(text, self.countables, is_marked=is_marked)
        return fill_verdicts(counted, uri, self.judged)

    @property
    def figure_folder(self) -> Path:
        """The folder of the figures that it draws itself."""
        return self.root / self.settings.figures

    @property
    def forms(self) -> Forms:
        """The forms of all figures that there can be, by name."""
        return load_forms(self.figure_folder)

    @cached_property
    def styles(self) -> Mapping[str, str]:
        """The stylesheets of its figures, by name."""
        return read_styles(self.figure_folder, self.figures.values())

    def find_url(self, view: str) -> str:
        """Return the address of the first page that shows a view; empty where none does."""
        pages = (uri for uri, page in self.by_uri.items() if view in page.views)
        return next(map(make_url, pages), "")

    @cached_property
    def changed(self) -> list[str]:
        """The files that do not say what they said for the newest edition."""
        return list_changed(self.editions[-1], self.digests) if self.editions else []

    @property
    def version(self) -> Version:
        """What its files say: the newest edition, where none has changed since, or else a draft.

        No draft is older than an edition.
        """
        days = [self.settings.date, *(edition.version.date for edition in self.editions)]
        draft = Version(0, max(days))
        return draft if self.changed or not self.editions else self.editions[-1].version

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digests of what its files say, by their paths."""
        away = {old: new for old, new in self.redirects.items() if is_web(new)}
        said = [self.words, away]
        return make_digests(self.files, self.folder, self.bibliography.sources, said)

    def find_line(self, uri: str, name: str) -> tuple[str, int]:
        """Return path and line of an id or of words on a page, by its file; 1 for none."""
        document = self.by_uri.get(uri)
        return (document.path, document.find_line(name)) if document else ("docs", 1)


def read_project(config: MkDocsConfig, settings: BriefingConfig) -> Project:
    """Read and check the project of a `mkdocs.yml`; the author's faults are in it.

    Options get their types. Raise FaultyProject where MkDocs cannot go on, BuildError without bib.
    """
    config.config_file_path = os.path.normpath(Path(config.config_file_path).absolute())
    file, docs = Path(config.config_file_path), Path(config.docs_dir)
    root, bib = file.parent, name_bib(config)
    folder, files = docs.relative_to(root).as_posix(), read_shown(docs)
    written = read_settings(settings, file)
    problems = [*written.data.problems, *check_files(files, folder)]
    problems += _check_texts(files, folder, config, root / bib, root / settings.figures)
    _stop_at_fatal(problems)
    citing = begin(_read_sources, root / bib, Path(bib).as_posix())
    documents = read_documents(files, folder)
    records, broken_records = read_records(files, folder, documents)
    figures, broken_figures = read_figures(files, folder, load_forms(root / settings.figures))
    editions, altered = load_editions(root)
    bibliography, notes = citing.result()
    project = Project(
        file=file,
        folder=folder,
        bib=bib,
        files=files,
        settings=settings,
        written=written,
        bibliography=bibliography,
        notes=notes,
        records=records,
        by_uri=documents,
        figures=figures,
        editions=tuple(editions),
        words=list_words(config, settings),
        redirects=_resolve_redirects(settings.redirects),
    )
    problems += [*broken_records, *broken_figures, *altered, *_check(project, broken_records)]
    _stop_at_fatal(problems)
    return replace(project, by_uri=_fill_pages(project), problems=tuple(sorted(problems)))


def _read_sources(file: Path, path: str) -> tuple[Bibliography, dict[str, str]]:
    """Return the bibliography in a file and the notes of its sources: pandoc makes both."""
    bibliography = load_bibliography(file, path)
    return bibliography, make_notes(bibliography.sources) if bibliography.is_readable else {}


def _fill_pages(project: Project) -> dict[str, Document]:
    """Return the pages with the numbers and verdicts that they ask for, as readers see them."""
    filled = dict[str, Document]()
    for uri, document in project.by_uri.items():
        front, body = divide(document.text)
        filled[uri] = replace(document, text=front + project.fill(body, uri))
    return filled


def _stop_at_fatal(problems: Sequence[Problem]) -> None:
    """Raise FaultyProject where MkDocs cannot go on."""
    if any(problem.code in FATAL for problem in problems):
        raise FaultyProject(problems)


def _check_texts(
    files: Mapping[str, bytes], folder: str, config: MkDocsConfig, bib: Path, figures: Path
) -> Iterator[Problem]:
    """Yield what is wrong with all texts, templates among them, before anything in them is read."""
    settings = Path(config.config_file_path)
    texts = {f"{folder}/{name}": content for name, content in files.items()}
    for templates in filter(Path.is_dir, {Path(config.theme.custom_dir or figures), figures}):
        start = os.path.relpath(templates, settings.parent)
        texts |= {f"{start}/{name}": content for name, content in read_shown(templates).items()}
    for file in filter(Path.is_file, (settings, bib)):
        texts[os.path.relpath(file, settings.parent)] = file.read_bytes()
    for path, content in texts.items():
        yield from check_text(path, content)


def _check(project: Project, broken: Collection[Problem]) -> Iterator[Problem]:
    """Yield what is wrong with addresses of files and links, with sources, and with settings.

    And with slots in lines: with verdicts only where all records were read, and none is `broken`.
    """
    yield from check_addresses(project.files, project.folder)
    for document in project.by_uri.values():
        yield from (problem.at(document.path) for problem in bad_address(document))
    yield from _check_counts(project)
    yield from () if broken else _check_verdicts(project)
    yield from check_sources(project.bibliography)
    yield from check_settings(
        project.written, project.settings, project.by_uri, project.bibliography
    )


def _check_counts(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with what pages count; where a figure cannot be read, that is told."""
    unread = {name for name in project.forms if find_file(name) in project.files}
    if unread <= project.figures.keys():
        for document in project.by_uri.values():
            for problem in unknown_count(document.text, project.countables):
                yield problem.at(document.path)


def _check_verdicts(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with the verdicts that pages ask for."""
    for document in project.by_uri.values():
        for problem in unknown_verdict(document.text, project.judged):
            yield problem.at(document.path)


def _resolve_redirects(redirects: Mapping[str, str]) -> dict[str, str]:
    """Return addresses by addresses, for files by files: `a.md: b.md#c` is `a/: b/#c`."""
    resolved = dict[str, str]()
    for old, new in redirects.items():
        file, sign, name = new.partition("#")
        resolved[make_url(old)] = new if is_web(new) else make_url(file) + sign + name
    return resolved
