"""What is to be asked: every address that the project has, where it stands, and its words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from briefing.claims.belonging import list_sources
from briefing.claims.record_files import load_records
from briefing.claims.records import NO_WORDS, Records
from briefing.sources.bibliography import load_bibliography
from briefing.sources.entries import Source
from briefing.sources.links import bare_address

_BIBLIOGRAPHY = "bibliography.bib"
_ADDRESS = re.compile(r"https?://[^\s<>()\"'\]]+")


class Words(NamedTuple):
    """Words that were seen at an address, as a record has them."""

    place: str  # of them, `path:line`
    key: str  # of the source
    statement: str  # id
    quoted: str
    before: str
    after: str

    @property
    def whole(self) -> str:
        """The words with those around them."""
        return " ".join(filter(None, (self.before, self.quoted, self.after)))


@dataclass
class Target:
    """An address."""

    address: str  # as it is written at its first place
    places: list[str] = field(default_factory=list)  # `path:line`
    words: list[Words] = field(default_factory=list)


class Project(NamedTuple):
    """What of a project is needed here."""

    sources: Mapping[str, Source]
    records: Records
    docs: Path
    root: Path


def read_project(root: Path) -> Project:
    """Return the project of a folder, whatever is wrong with it: a build says that."""
    docs = root / "docs"
    pages = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))]
    records, _problems = load_records(docs, root, pages)
    bibliography = load_bibliography(root / _BIBLIOGRAPHY, _BIBLIOGRAPHY)
    return Project(bibliography.sources, records, docs, root)


def list_targets(project: Project) -> dict[str, Target]:
    """Return every address once, by its form without a fragment."""
    targets = dict[str, Target]()
    for place, address in _list_addresses(project):
        target = targets.setdefault(bare_address(address), Target(address))
        target.places.append(place)
    for words in _list_words(project):
        targets[bare_address(project.sources[words.key].url)].words.append(words)
    return targets


def _list_addresses(project: Project) -> Iterator[tuple[str, str]]:
    """Yield each address with its place."""
    for source in project.sources.values():
        if source.url:
            yield f"{source.path}:{source.line_of('url')}", source.url
        if source.archiveurl:
            yield f"{source.path}:{source.line_of('archiveurl')}", source.archiveurl
    for page in sorted(project.docs.rglob("*.md")):
        yield from _list_addresses_of_page(page, page.relative_to(project.root).as_posix())


def _list_addresses_of_page(page: Path, path: str) -> Iterator[tuple[str, str]]:
    lines = page.read_text(encoding="utf-8", errors="replace").split("\n")
    for number, line in enumerate(lines, start=1):
        for address in _ADDRESS.findall(line):
            yield f"{path}:{number}", address.rstrip(".,;:!?")


def _list_words(project: Project) -> Iterator[Words]:
    """Yield the words that records say were seen at the address of their source."""
    for page in project.records.pages.values():
        for place, source in list_sources(page):
            name, _, key = map(str, place)
            is_seen = source.words not in {"", NO_WORDS} and not source.unseen
            if is_seen and key in project.sources and project.sources[key].url:
                line, _column = page.find_place(*place, "words")
                where = f"{page.path}:{line}"
                yield Words(where, key, name, source.words, source.before, source.after)
