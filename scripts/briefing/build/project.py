"""The first stage of a build: everything that an author has written, read once and checked without rendering a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from ..addresses import is_web
from ..cache import Memory, make_digest
from ..claims.evidence import Support, load_support
from ..claims.figures import load_figures
from ..dates import format_edtf
from ..editions.manifest import Edition, load_editions
from ..pages.document import Document, load_documents, make_url
from ..pages.files import check_files
from ..pages.rules import check_documents
from ..pandoc import start
from ..problems import Problem, nearest
from ..sources.bibliography import Bibliography, load_bibliography
from ..sources.notes import FILE, Links, load_links, load_notes
from ..sources.rules import check_sources
from ..words import use
from .addresses import SOURCES, check_addresses, check_encoding, list_targets
from .material import check_material
from .settings import BriefingSettings, check_places, find_line, list_redirects, list_words, load_settings

_UNREADABLE = {"bib-missing", "page-encoding", "outside-docs", "too-complex", "bad-address",
               "text-encoding"}  # codes of faults with which MkDocs cannot start, or would never end


@dataclass(frozen=True)
class Project:
    """The author's files as they were read, and what is wrong with them."""

    root: Path  # the folder of `mkdocs.yml`
    docs: Path
    bib: Path
    settings: BriefingSettings
    bibliography: Bibliography
    notes: Mapping[str, str]  # the note of each source, as HTML
    documents: tuple[Document, ...]
    figures: Mapping[str, Any]  # the data of the figures, by name
    support: Support  # what each source was seen to bear out
    links: Links  # what is known of the addresses that the project links to
    editions: tuple[Edition, ...]
    words: Mapping[str, str]  # what the settings say around every page, by the name of the setting
    redirects: Mapping[str, str]
    """By the address of a page that has moved, where to: an address of the web, or one from the root of the site."""
    problems: tuple[Problem, ...]

    @property
    def is_buildable(self) -> bool:
        """Whether MkDocs and its plugins can open every file that they need."""
        return not _UNREADABLE & {problem.code for problem in self.problems}

    @property
    def moved_pages(self) -> dict[str, str]:
        """The same for pages alone, without the place on them."""
        return {old: new.partition("#")[0] for old, new in self.redirects.items()}

    @property
    def cache(self) -> Path:
        """The folder for what can be made again."""
        return self.root / ".cache"

    @cached_property
    def by_uri(self) -> dict[str, Document]:
        """The pages by their files below `docs/`."""
        return {document.uri: document for document in self.documents}

    @property
    def month(self) -> str:
        """Month of the information cut-off, in words."""
        return format_edtf(f"{self.settings.cut_off:%Y-%m}")

    @property
    def voice(self) -> str:
        """Whose argument the briefing restates, in short: the author of the article; empty where there is none."""
        article = self.bibliography.sources.get(self.settings.article)
        return article.who if article else ""

    @cached_property
    def states(self) -> dict[str, str]:
        """`retracted` or `gone`, by the key of a source that is."""
        return self.links.find_states(self.bibliography.sources)

    @cached_property
    def short_names(self) -> dict[str, str]:
        """The short form of each source by its key."""
        return {key: source.short for key, source in self.bibliography.sources.items()}

    @cached_property
    def digest(self) -> str:
        """Digest of all that is no page, no setting and no edition."""
        return make_digest(*map(self.digest_source, self.bibliography.sources),
                           repr((self.figures, self.links, self.support, self.redirects)))

    def digest_source(self, key: str, *above: str) -> str:
        """Return a digest of what a source says, with those that its entry names; empty where there is no such key."""
        source = self.bibliography.sources.get(key)
        if source is None or key in above:
            return ""
        fields = [*source.entry.fields.items(), *source.entry.persons.items()]  # with its @strings filled in
        others = {word.strip() for name in ("crossref", "xdata", "related") for word in source.get(name).split(",")}
        return make_digest(source.raw, repr(fields), self.notes.get(key, ""), self.states.get(key, ""),
                           *(self.digest_source(other, key, *above) for other in sorted(others)))

    def read_picture(self, path: str) -> bytes:
        """Return the bytes of a picture in `docs/`, by its path from there; none where there is no such file."""
        docs = self.docs.resolve()
        file = (docs / path).resolve()
        return file.read_bytes() if file.is_relative_to(docs) and file.is_file() else b""

    def find_line(self, uri: str, name: str) -> tuple[str, int]:
        """Return path and line of an id on a page; line 1 where the id is not the author's."""
        document = self.by_uri.get(uri)
        marks = document.ids if document else []
        return document.path if document else uri, next((mark.line for mark in marks if mark.text == name), 1)

    def find_passage(self, url: str, name: str) -> tuple[str, int]:
        """Return path and line of an id on the page with an address, or of a word in a file of the project."""
        if url.endswith(".yml"):
            file = self.root / url
            return url, find_line(file.read_text(encoding="utf-8"), name) if file.is_file() else 1
        return next((self.find_line(uri, name) for uri in self.by_uri if make_url(uri) == url), ("docs", 1))


def read_project(config: MkDocsConfig, bib_file: str = "bibliography.bib", memory: Memory | None = None) -> Project:
    """Read and check the project of a `mkdocs.yml`; faults of the author's come back in it.

    `bib_file` is relative to the folder of that file. Builds that share a `memory` read again only what has changed.
    Raise ConfigurationError for settings of ours that are wrong.
    """
    memory = memory or Memory()
    file, docs = Path(config.config_file_path).absolute(), Path(config.docs_dir).absolute()
    root, settings, text = file.parent, load_settings(config.extra), file.read_text(encoding="utf-8")
    bib, words = root / bib_file, list_words(config, settings)
    use(language := words["language"])
    content = bib.read_bytes() if bib.is_file() else None
    bibliography = memory.recall((bib, content, language), lambda: load_bibliography(bib, Path(bib_file).as_posix()))
    noting = start(memory.recall, ("notes", bib, content, language),
                   lambda: _read_notes(bib, bibliography, root / ".cache"))
    documents, faults = _read_pages(docs, root, bibliography, memory)
    faults += check_encoding([docs, *map(Path, filter(None, [config.theme.custom_dir]))], root)
    (editions, altered), (links, broken) = load_editions(root), load_links(root / FILE)
    (figures, unread), (support, unsound) = _read_data(docs, root, settings.article, bibliography, memory)
    notes, doubts = noting.result()
    problems = [*doubts, *faults, *check_material(file.name, text), *altered, *broken, *unread, *unsound,
                *check_places(file.name, text, config, {document.uri for document in documents}),
                *_check_article(file.name, text, settings.article, bibliography, bib_file)]
    return Project(root, docs, bib, settings, bibliography, notes, tuple(documents), figures, support, links,
                   tuple(editions), words, _find_urls(list_redirects(config)), tuple(sorted(problems)))


def _read_data(docs: Path, root: Path, article: str, bibliography: Bibliography, memory: Memory) -> Any:
    """Return the figures and the records of support, each with what is wrong."""
    article = article if article in bibliography.sources else ""
    files = [path for path in sorted(docs.rglob("*.yml")) if path.is_file()]
    return memory.recall(("data", docs, article, *((path, path.read_bytes()) for path in files)),
                         lambda: (load_figures(docs, root), load_support(docs, root, article)))


def _check_article(path: str, text: str, key: str, bibliography: Bibliography, name: str) -> Iterator[Problem]:
    """The article that is restated is in the bibliography."""
    if key and key not in bibliography.sources and bibliography.is_readable:
        yield Problem(path, find_line(text, key), f"the article '{key}' is not in {name}", "unknown-key",
                      nearest(key, bibliography.sources))


def _read_notes(bib: Path, bibliography: Bibliography, cache: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the note of each source, and what is wrong with it or with its entry."""
    notes, faults = load_notes(bib, bibliography.sources if bibliography.is_readable else {}, cache)
    return notes, [*check_sources(bibliography), *faults]


def _read_pages(docs: Path, root: Path, bibliography: Bibliography,
                memory: Memory) -> tuple[list[Document], list[Problem]]:
    """Return the pages below `docs` and what is wrong with them and with the files around them."""
    problems = list(check_files(docs, root))
    if _UNREADABLE & {problem.code for problem in problems}:
        return [], problems
    loaded = list(load_documents(docs, root))
    documents = [memory.recall(found, partial(lambda same: same, found)) for found in loaded
                 if isinstance(found, Document)]  # the same as before, with what was found in it
    problems += [found for found in loaded if isinstance(found, Problem)]
    if len(documents) == len(loaded):
        problems += check_documents(documents, bibliography, list_targets(docs), {SOURCES: set(bibliography.sources)},
                                    memory)
        problems += check_addresses(documents, docs, root)
    return documents, problems


def _find_urls(redirects: Mapping[str, Any]) -> dict[str, str]:
    """Return where redirects lead, by address from the root of the site: to such a one, or to one of the web."""
    targets = {make_url(str(old)): (str(new), *str(new).partition("#")) for old, new in redirects.items()}
    return {url: whole if is_web(whole) else make_url(file) + mark + name
            for url, (whole, file, mark, name) in targets.items()}
