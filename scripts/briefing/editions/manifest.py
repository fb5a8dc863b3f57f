"""Editions as they are kept: what was published under a number and a day, in files that stay.

`editions/<n>/` holds pages as finished HTML, their pictures, and `manifest.json` after
`docs/schemas/edition.json`. The last member of a manifest is the SHA-256 of every byte before it,
and the next edition repeats it, with the identifier of the whole folder (`swhid.py`): a changed
byte anywhere shows. No file has that of its own folder, which would change by it.

A rule that says what an edition must be is a generator; its docstring is the rule. `freezing.py`
makes a new edition.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ..claims.statements import EDITIONS_FOLDER, Version
from ..problems import Problem
from .kept import KeptRecord, KeptSource
from .passages import Passage
from .swhid import identify

MANIFEST = "manifest.json"
_YEARS = range(1980, 2108)  # of a file in a book: an EPUB is a ZIP
_RESTORE = "put it back: git checkout -- editions"
_CHOOSE = (
    "two branches have frozen the same number: keep the folder of the branch that is published, "
    "git checkout BRANCH -- editions, and freeze the other text as the next edition"
)


def is_about_editions(uri: str) -> bool:
    """Return whether a page lists, keeps or compares editions, by its file below `docs/`.

    No edition keeps such a page.
    """
    return uri.partition("/")[0] in (EDITIONS_FOLDER, f"{EDITIONS_FOLDER}.md")


class KeptPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A page, by the members that `docs/schemas/edition.json` describes, in their order.

    Editions 1 and 2 did not keep `views`, nor the settings and figures of the site.
    """

    title: str
    description: str
    file: str
    sha256: str
    citations: dict[str, str]
    views: list[str] | None = None
    robots: str | None = None  # what it asks of search engines; the first three did not keep it
    passages: list[Passage]

    @property
    def ids(self) -> set[str]:
        """The ids of its passages."""
        return {passage.id for passage in self.passages}


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All that an edition says, by the members that the schema describes, in their order.

    The first three editions kept no records, names and sources: they are held to none.
    """

    schema: str = msgspec.field(name="$schema")
    edition: int
    date: date
    note: str
    site_name: str
    cut_off: str
    settings: dict[str, str] = {}
    predecessor: str | None
    predecessor_swhid: str | None = None  # the first three editions had none
    redirects: dict[str, str]
    figures: dict[str, Any] | None = None
    records: dict[str, dict[str, KeptRecord]] | None = None  # by address of the page, and by id
    names: dict[str, list[str]] | None = None  # other spellings of each
    sources: dict[str, KeptSource] | None = None  # by citation key
    pictures: dict[str, str]
    files: dict[str, str] | None = None  # sums of what pages link to, which stands beside them
    pages: dict[str, KeptPage]
    sha256: str


@dataclass(frozen=True)
class Edition:
    """What an edition says: as it was read, or, without sums, as the live site says it now."""

    data: Manifest
    files: Mapping[str, bytes]  # all that is in its folder, by path
    programs: frozenset[str] = frozenset()  # which of them the file system says can be executed

    @cached_property
    def swhid(self) -> str:
        """The identifier of its whole folder."""
        return identify(self.files, self.programs)

    @cached_property
    def version(self) -> Version:
        """Its number, day and note."""
        return Version(self.data.edition, self.data.date, self.data.note)

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Its passages by their addresses from the root of the site: `trade/#tariffs`."""
        return {
            f"{url}#{passage.id}": passage
            for url, page in self.data.pages.items()
            for passage in page.passages
        }

    @cached_property
    def records(self) -> dict[str, KeptRecord]:
        """Its records by the addresses of what they are of; none where it kept none."""
        return {
            f"{url}#{name}": record
            for url, records in (self.data.records or {}).items()
            for name, record in records.items()
        }

    def find_own(self, address: str) -> str:
        """Return the address of what stands at another, which may be an older one of it."""
        passage = self.passages.get(address)
        if passage and passage.what == "alias":
            return f"{address.partition('#')[0]}#{passage.to}"
        return address

    def read_article(self, url: str) -> str:
        """Return the HTML in the article of the page at an address; empty where there is none."""
        file = self.files.get(f"{url}index.html", b"").decode("utf-8", "replace")
        return file.partition("<article>\n")[2].rpartition("\n</article>")[0]


def seal(manifest: bytes) -> bytes:
    """Return the file of a manifest with its sum in its last member."""
    head, member, _rest = manifest.rpartition(b',\n "sha256": "')
    return head + member + sha256(head).hexdigest().encode() + b'"\n}\n'


class Candidate(NamedTuple):
    """What was read as an edition, before it is known to be whole."""

    edition: Edition
    folder: str  # the name of its folder
    before: Sequence[Edition]  # the editions before it, which are whole


def load_editions(root: Path) -> tuple[list[Edition], list[Problem]]:
    """Return all editions of the project in `root`, in order, and what is not as published.

    They end before the first that is not whole, since all that follow rest on it.
    """
    folders = [path for path in (root / EDITIONS_FOLDER).glob("*") if path.name.isdecimal()]
    editions = list[Edition]()
    for folder in sorted(folders, key=lambda path: int(path.name)):
        edition, problems = _load_edition(folder, editions)
        if edition is None or problems:
            return editions, problems
        editions.append(edition)
    return editions, []


def _load_edition(folder: Path, before: Sequence[Edition]) -> tuple[Edition | None, list[Problem]]:
    """Return the edition in a folder, None where it has no manifest, and what is wrong with it."""
    files = dict(_read_files(folder)) if folder.is_dir() else {}
    programs = frozenset(_list_programs(folder, files))
    edition, problems = _read_manifest(folder.name, files, programs)
    if edition is None:
        return None, problems
    candidate = Candidate(edition, folder.name, before)
    return edition, [problem for rule in RULES for problem in rule(candidate)]


def _read_manifest(
    folder: str, files: Mapping[str, bytes], programs: frozenset[str]
) -> tuple[Edition | None, list[Problem]]:
    """Return the edition of some files, and what is wrong; None without a whole manifest.

    `programs` are those that can be executed.
    """
    manifest = files.get(MANIFEST, b"")
    try:
        if manifest != seal(manifest):
            raise ValueError("it has another sum than it states")
        data = msgspec.json.decode(manifest, type=Manifest)
        edition = Edition(data, files, programs)
    except (ValueError, RecursionError) as error:
        message = f"this manifest is missing, was changed after publication, or is none: {error}"
        hint = _CHOOSE if b"<<<<<<< " in manifest else _RESTORE
        return None, [_make_problem(folder, MANIFEST, message, hint)]
    return edition, []


def _read_files(folder: Path, above: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield path and content of all files below a folder; of what is no file of its own, nothing.

    `above` stands before each path.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{above}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _read_files(Path(entry.path), f"{path}/")
            elif entry.is_file(follow_symlinks=False):
                yield path, Path(entry.path).read_bytes()
            else:
                yield path, b""


def _list_programs(folder: Path, files: Iterable[str]) -> Iterator[str]:
    """Yield the files of a folder that its owner can execute, as Git tells them apart."""
    for file in files:
        if (folder / file).lstat().st_mode & stat.S_IXUSR:
            yield file


def number_follows(candidate: Candidate) -> Iterator[Problem]:
    """Editions are numbered from 1, none is left out, and a folder is named by its number."""
    number = len(candidate.before) + 1
    folder = candidate.folder
    if folder != str(number) or candidate.edition.data.edition != number:
        message = f"edition {number} is missing before edition {folder}"
        yield _make_problem(folder, MANIFEST, message)


def predecessor_is_before(candidate: Candidate) -> Iterator[Problem]:
    """An edition states the sum of the edition before; the first states none."""
    digests = [edition.data.sha256 for edition in candidate.before]
    if candidate.edition.data.predecessor != (digests[-1] if digests else None):
        message = "the edition before this one is not the one that it was made after"
        yield _make_problem(candidate.folder, MANIFEST, message)


def identifier_is_of_before(candidate: Candidate) -> Iterator[Problem]:
    """Where an edition states the identifier of the edition before, it is that.

    Some file systems say of all files that they can be executed: this alone is no other edition.
    """
    stated = candidate.edition.data.predecessor_swhid
    identifiers = set[str | None]()
    for before in candidate.before[-1:]:
        identifiers |= {before.swhid, identify(before.files)}
    if stated and stated not in identifiers:
        message = f"the edition before this one is not the one with the identifier {stated}"
        yield _make_problem(candidate.folder, MANIFEST, message)


def date_can_be_packed(candidate: Candidate) -> Iterator[Problem]:
    """An edition has a date that a file in a book can have."""
    day = candidate.edition.data.date
    if day.year not in _YEARS:
        yield _make_problem(candidate.folder, MANIFEST, f"its date is {day}")


def pages_stand_at_addresses(candidate: Candidate) -> Iterator[Problem]:
    """A page is the file `index.html` in the folder that its address names."""
    pages = candidate.edition.data.pages
    if any(page.file != f"{url}index.html" for url, page in pages.items()):
        yield _make_problem(
            candidate.folder, MANIFEST, "a page stands elsewhere than at its address"
        )


def files_are_published(candidate: Candidate) -> Iterator[Problem]:
    """An edition has the pages and pictures that its manifest lists, byte for byte, and no more."""
    manifest = candidate.edition.data
    sums = {f"{url}index.html": page.sha256 for url, page in manifest.pages.items()}
    sums |= manifest.pictures
    files = dict(candidate.edition.files)
    del files[MANIFEST]
    for file in sorted({*sums, *files}):
        if file not in sums:
            yield _make_problem(candidate.folder, file, "this file is no part of the edition")
        elif file not in files:
            yield _make_problem(candidate.folder, file, "this file is missing")
        elif sha256(files[file]).hexdigest() != sums[file]:
            yield _make_problem(candidate.folder, file, "this file was changed after publication")


RULES = (
    number_follows,
    predecessor_is_before,
    identifier_is_of_before,
    date_can_be_packed,
    pages_stand_at_addresses,
    files_are_published,
)


def _make_problem(name: str, file: str, message: str, hint: str = _RESTORE) -> Problem:
    """Return the problem that a file of an edition is not as it was published."""
    return Problem(message, "edition-altered", hint).at(f"{EDITIONS_FOLDER}/{name}/{file}", 1)
