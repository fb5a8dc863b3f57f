"""All checks of a project that need no rendering: for the hook, for commands, for tests."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import urldefrag

from ..background import start
from ..citing.forms import list_files
from ..claims.records import PageEvidence
from ..claims.rules import check_pages
from ..claims.states import check_gone, mark_notes
from ..editions.manifest import FOLDER, is_about_editions
from ..pages.document import Document, load_documents, make_url
from ..pages.files import check_tree
from ..pages.rules import check_documents
from ..problems import Problem
from ..sources.bibliography import Bibliography, load_bibliography
from ..sources.links import FILE, Link, is_web, load_links
from ..sources.notes import check_titles, load_notes, mark_languages
from ..sources.rules import check_sources

_UNREADABLE = {"bib-missing", "page-encoding", "outside-docs", "too-complex", "bad-address"}
"""Codes of faults with which MkDocs cannot start, or would never end."""


@dataclass(frozen=True)
class Project:
    """The author's files as they were read, and what is wrong with them."""

    bib: Path
    bibliography: Bibliography
    notes: Mapping[str, str]
    """The note of each source, as Markdown."""
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    links: Mapping[str, Link]
    """What is known of the addresses that the project links to."""

    @property
    def is_buildable(self) -> bool:
        """Whether MkDocs and its plugins can open every file that they need."""
        return not _UNREADABLE & {problem.code for problem in self.problems}

    @cached_property
    def by_uri(self) -> dict[str, Document]:
        """The pages by their files below `docs/`."""
        return {document.uri: document for document in self.documents}

    def find_line(self, uri: str, name: str) -> tuple[str, int]:
        """Give path and line of an id on a page; line 1 where the id is not the author's."""
        document = self.by_uri[uri]
        return document.path, next((mark.line for mark in document.ids if mark.text == name), 1)

    def find_passage(self, url: str, name: str) -> tuple[str, int]:
        """Give path and line of an id on the page with an address."""
        return next((self.find_line(document.uri, name) for document in self.documents
                     if make_url(document.uri) == url), ("docs", 1))


def check_project(root: Path, docs: Path, bib_file: str = "bibliography.bib") -> Project:
    """Read and check a project. `root` is the folder of `mkdocs.yml`; faults of the author's come back."""
    bib = root / bib_file
    bibliography = load_bibliography(bib, Path(bib_file).as_posix())
    keys = list(bibliography.sources) if bibliography.is_readable else []
    noting = start(load_notes, bib, keys, root / ".cache")
    problems = list(check_tree(docs, root))
    loaded = [] if _UNREADABLE & {problem.code for problem in problems} else list(load_documents(docs, root))
    documents = tuple(found for found in loaded if isinstance(found, Document))
    problems += [found for found in loaded if isinstance(found, Problem)]
    if not _UNREADABLE & {problem.code for problem in problems}:
        made_ids = {"sources.md": set(bibliography.sources)}
        problems += check_documents(documents, bibliography, _list_files(docs), made_ids)
        problems += [Problem(document.path, 1, f"the folder docs/{FOLDER}/ is kept for editions", "reserved-folder",
                             "move the page") for document in documents if document.uri.startswith(f"{FOLDER}/")]
    notes, faults = noting.result()
    problems += [*check_sources(bibliography), *faults, *check_titles(bibliography.sources, notes)]
    links, broken = load_links(root / FILE)
    notes = mark_notes(bibliography.sources, mark_languages(bibliography.sources, notes), links)
    return Project(bib, bibliography, notes, documents, tuple(sorted(problems + broken)), links)


def check_evidence(project: Project, pages: Sequence[PageEvidence], cut_off: date) -> list[Problem]:
    """Check what the pages claim, once they are rendered; nothing where the bibliography cannot be read."""
    if not project.bibliography.is_readable:
        return []
    return sorted(check_pages(pages, project.bibliography.sources, cut_off, project.find_line))


def find_notices(project: Project, pages: Sequence[PageEvidence]) -> list[Problem]:
    """Give what an author should know and is not to blame for: it fails no build."""
    return sorted(check_gone(pages, project.bibliography.sources, project.links, project.find_line))


def find_addresses(project: Project) -> dict[str, list[str]]:
    """Give every address of the web that pages and sources lead to, with its places as `path:line`.

    Fragments are left out: no server sees them.
    """
    found = [(source.get("url"), f"{source.path}:{source.line_of('url')}")
             for source in project.bibliography.sources.values()]
    found += [(mark.text.replace("&amp;", "&"), f"{document.path}:{mark.line}")
              for document in project.documents for mark in document.links]
    places: dict[str, list[str]] = {}
    for address, place in found:
        if is_web(address):
            places.setdefault(urldefrag(address).url, []).append(place)
    return {address: list(dict.fromkeys(places[address])) for address in sorted(places)}


def list_made_files(uris: Collection[str]) -> list[str]:
    """Give the paths of the files that the build makes beside the pages, by the pages that are there."""
    uris = [uri for uri in uris if not is_about_editions(uri)]
    made = ["claims.json", "claims.csv"] if "claims.md" in uris else []
    if "cite.md" in uris:
        made += ["feed.xml", "assets/card.png", *list_files([make_url(uri) for uri in sorted(uris)])]
        made += ["briefing.pdf", "briefing.epub"] if "print.md" in uris else []
    return made


def _list_files(docs: Path) -> set[str]:
    """Give everything that a page can link to, relative to `docs`: what is there, and what the build makes."""
    there = {file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.is_file()}
    return there | set(list_made_files([name for name in there if name.endswith(".md")]))
