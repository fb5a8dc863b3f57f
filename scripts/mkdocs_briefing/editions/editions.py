"""Editions as they are kept: what was published under a number and a day, in files that stay.

`editions/<n>/` holds pages as finished HTML, their pictures and style, and `manifest.json` after
`docs/schemas/edition.json`. The last member of a manifest is the SHA-256 of every byte before it,
and the next edition repeats it, with the identifier of the whole folder (`swhid.py`): a changed
byte anywhere shows. No file has that of its own folder, which would change by it.

A manifest is read as plain data: editions 1 to 6 kept more, and what each of these changed stands
beside them in `changes.json`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from ..answers import keep_last
from ..folders import read_folder
from ..pages.passage import Passage
from ..pages.publication import EDITIONS_FOLDER, Version
from ..problems import Problem
from ..text import make_sum
from .swhid import identify

MANIFEST = "manifest.json"
CHANGES = "changes.json"  # what the first editions changed, which their manifests do not say
_RESTORE = "put it back: git checkout -- editions"
_STRAY = "this file is no part of the edition"
_CHOOSE = (
    "two branches have frozen the same number: keep the folder of the branch that is published, "
    "git checkout BRANCH -- editions, and freeze the other text as the next edition"
)


def is_about_editions(uri: str) -> bool:
    """Return whether a page lists, keeps or compares editions, by its file below `docs/`.

    No edition keeps such a page.
    """
    return uri.partition("/")[0] in (EDITIONS_FOLDER, f"{EDITIONS_FOLDER}.md")


@dataclass(frozen=True)
class Edition:
    """What was published at one time."""

    data: Mapping[str, Any]  # its manifest
    files: Mapping[str, bytes]  # all that is in its folder, by path

    @cached_property
    def swhid(self) -> str:
        """The identifier of its whole folder."""
        return identify(self.files)

    @cached_property
    def version(self) -> Version:
        """Its number, day and note."""
        day = date.fromisoformat(self.data["date"])
        return Version(self.data["edition"], day, self.data["note"])

    @cached_property
    def pages(self) -> dict[str, list[Passage]]:
        """The passages of each page in reading order, by its address from the root of the site."""
        form = list[Passage]
        pages = self.data["pages"].items()
        return {url: msgspec.convert(page["passages"], form) for url, page in pages}

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Its passages by their addresses from the root of the site: `trade/#tariffs`."""
        return list_by_address(self.pages)

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """Its records by the addresses of what they are of; none where it kept none."""
        return {
            f"{url}#{name}": record
            for url, records in (self.data.get("records") or {}).items()
            for name, record in records.items()
        }

    def read_article(self, url: str) -> str:
        """Return the HTML in the article of the page at an address; empty where there is none."""
        file = self.files.get(f"{url}index.html", b"").decode()
        return file.partition("<article>\n")[2].rpartition("\n</article>")[0]


def list_by_address(pages: Mapping[str, Sequence[Passage]]) -> dict[str, Passage]:
    """Return the passages of pages by their addresses from the root of the site."""
    return {f"{url}#{each.id}": each for url, passages in pages.items() for each in passages}


def seal(manifest: bytes) -> bytes:
    """Return the file of a manifest with its sum in its last member."""
    head, member, _rest = manifest.rpartition(b',\n "sha256": "')
    return head + member + make_sum(head).encode() + b'"\n}\n'


def load_editions(root: Path) -> tuple[list[Edition], list[Problem]]:
    """Return all editions of the project in `root`, in order, and what is not as published.

    They end before the first that is not whole, since all that follow rest on it.
    """
    home = root / EDITIONS_FOLDER
    folders = [path for path in home.glob("*") if path.name.isdecimal()]
    file = home / CHANGES
    try:
        changes = msgspec.json.decode(file.read_bytes()) if file.is_file() else {}
    except msgspec.DecodeError as error:
        problem = Problem(f"this file cannot be read: {error}", "edition-altered", _RESTORE)
        return [], [problem.at(f"{EDITIONS_FOLDER}/{CHANGES}", 1)]
    editions = list[Edition]()
    for folder in sorted(folders, key=lambda path: int(path.name)):
        edition, problems = _load_edition(folder, editions, changes.get(folder.name))
        if edition is None or problems:
            return editions, problems
        editions.append(edition)
    return editions, []


def _load_edition(
    folder: Path, before: Sequence[Edition], changes: Any
) -> tuple[Edition | None, list[Problem]]:
    """Return the edition in a folder, None where it has no manifest, and what is wrong with it.

    A link in the folder is no file of the edition.
    """
    there = read_folder(folder)
    files = {path: there[path] for path in there if not Path(folder, path).is_symlink()}
    return _check_edition(folder.name, files, [*before], changes)


@keep_last  # a server has it again in the next build
def _check_edition(
    name: str, files: Mapping[str, bytes], before: Sequence[Edition], changes: Any
) -> tuple[Edition | None, list[Problem]]:
    """Return the edition that the files of a folder are, and what is wrong with it."""
    manifest = files.get(MANIFEST, b"")
    place = f"{EDITIONS_FOLDER}/{name}"
    try:
        if manifest != seal(manifest):
            raise ValueError("it has another sum than it states")
        data = {"changes": changes, **msgspec.json.decode(manifest)}
        edition = Edition(data, files)
        found = [*_check_chain(edition, name, before), *_check_files(edition)]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        message = f"this manifest is missing, was changed after publication, or is none: {error}"
        hint = _CHOOSE if b"<<<<<<< " in manifest else _RESTORE
        return None, [Problem(message, "edition-altered", hint).at(f"{place}/{MANIFEST}", 1)]
    return edition, [
        Problem(message, "edition-altered", "delete it" if message == _STRAY else _RESTORE).at(
            f"{place}/{file}", 1
        )
        for file, message in found
    ]


def _check_chain(
    edition: Edition, folder: str, before: Sequence[Edition]
) -> Iterator[tuple[str, str]]:
    """Editions are numbered from 1, none is left out, and each states what the one before is."""
    number, last = len(before) + 1, before[-1] if before else None
    if folder != str(number) or edition.version.number != number:
        yield MANIFEST, f"edition {number} is missing before edition {folder}"
    if edition.data["predecessor"] != (last.data["sha256"] if last else None):
        yield MANIFEST, "the edition before this one is not the one that it was made after"
    stated = edition.data.get("predecessor_swhid")
    if stated and last and stated != last.swhid:
        message = f"the edition before this one is not the one with the identifier {stated}"
        yield MANIFEST, message


def _check_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """An edition has the pages, pictures and styles of its manifest, byte for byte, and no more."""
    pages, styles = edition.data["pages"].items(), edition.data.get("styles", {})
    sums = {f"{url}index.html": page["sha256"] for url, page in pages}
    sums |= edition.data["pictures"] | styles
    files = {name: content for name, content in edition.files.items() if name != MANIFEST}
    for file in sorted({*sums, *files}):
        if file not in sums:
            yield file, _STRAY
        elif file not in files:
            yield file, "this file is missing"
        elif make_sum(files[file]) != sums[file]:
            yield file, "this file was changed after publication"
