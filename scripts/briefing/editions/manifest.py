"""Editions: what was published under a number and a day, kept in files that never change.

`editions/<n>/` holds the Markdown of every page with its citations resolved, and `manifest.json`, which
follows `docs/schemas/edition.json`. The manifest lists the pages, every passage with its text and the
SHA-256 of it (see `passages`), and the SHA-256 of each file. Its own, `sha256`, is that of the manifest
without that line, and the next edition repeats it as `predecessor`: so a changed byte in any edition shows.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from ..dates import format_edtf
from ..problems import Problem
from .passages import Passage

FOLDER = "editions"
"""Name of the folder, in the project and on the site."""
LISTING = "editions.md"
"""The page that lists them; it is no part of any."""


def is_about_editions(uri: str) -> bool:
    """Whether a page lists, keeps or compares editions, by its file below `docs/`: no edition keeps such a page."""
    return uri == LISTING or uri.startswith(f"{FOLDER}/")


@dataclass(frozen=True)
class Version:
    """What is published at one time."""

    number: int
    """Counted from 1; 0 for the draft before there is an edition."""
    date: date
    note: str = ""
    """Why it was made, in a sentence for readers."""

    @property
    def name(self) -> str:
        """`edition 3`, or `draft`."""
        return f"edition {self.number}" if self.number else "draft"

    @property
    def day(self) -> str:
        """The date in words."""
        return format_edtf(self.date.isoformat())

    @property
    def epoch(self) -> int:
        """The first second of its day, UTC, counted from 1970."""
        return int(datetime(self.date.year, self.date.month, self.date.day, tzinfo=UTC).timestamp())

    @property
    def path(self) -> str:
        """The way from the root of the site to its pages: `editions/3/`; empty for the draft."""
        return f"{FOLDER}/{self.number}/" if self.number else ""


@dataclass(frozen=True)
class FrozenPage:
    """One page as an edition keeps it."""

    uri: str
    """Its file below `docs/`: `leverage.md`."""
    url: str
    """Its address from the root of the site: `leverage/`."""
    title: str
    markdown: str
    """With its front matter, its citations resolved and its slots filled."""
    passages: Sequence[Passage]


@dataclass(frozen=True)
class Edition:
    """An edition as it was read."""

    version: Version
    folder: Path
    data: Mapping[str, Any]
    """The manifest."""

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Every passage by its address from the root of the site: `leverage/#influence`."""
        return {f"{url}#{item['id']}":
                Passage(item["id"], item["what"], item["title"], item["text"], item.get("to", ""))
                for url, page in self.data["pages"].items() for item in page["passages"]}

    @cached_property
    def urls(self) -> dict[str, str]:
        """The title of each page by its address."""
        return {url: page["title"] for url, page in self.data["pages"].items()}

    @cached_property
    def shorts(self) -> dict[str, str]:
        """The short form of each source by its key, as its page of sources has them."""
        return {passage.id: passage.title for address, passage in self.passages.items()
                if address.startswith("sources/#") and passage.what == "section"}

    @property
    def redirects(self) -> Mapping[str, str]:
        """Addresses of pages that have moved, and where to."""
        redirects: Mapping[str, str] = self.data["redirects"]
        return redirects

    def list_files(self) -> dict[str, str]:
        """Give the name of each page's file below the folder, and the address of the page."""
        return {page["file"]: url for url, page in self.data["pages"].items()}


def make_edition(version: Version, pages: Sequence[FrozenPage], redirects: Mapping[str, str],
                 predecessor: Edition | None) -> dict[str, str]:
    """Give the text of every file of a new edition by its name below the edition's folder."""
    data = {
        "$schema": "../../schemas/edition.json", "edition": version.number, "date": version.date.isoformat(),
        "note": version.note, "predecessor": predecessor.data["sha256"] if predecessor else None,
        "redirects": dict(sorted(redirects.items())),
        "pages": {page.url: {"title": page.title, "file": page.uri, "sha256": _digest(page.markdown),
                             "passages": [_describe(passage) for passage in page.passages]} for page in pages}}
    data["sha256"] = _digest(_write(data))
    return {**{page.uri: page.markdown for page in pages}, "manifest.json": _write(data)}


def load_editions(root: Path) -> tuple[list[Edition], list[Problem]]:
    """Read all editions of the project in `root`, and say which are not as they were published."""
    folders = sorted((path for path in (root / FOLDER).glob("*/") if path.name.isdecimal()), key=_number)
    editions: list[Edition] = []
    problems: list[Problem] = []
    for number, folder in enumerate(folders, 1):
        data = _read(folder)
        faults = list(_check(number, folder, data, editions[-1] if editions else None))
        problems += [Problem(f"{FOLDER}/{folder.name}/{name}", 1, message, "edition-altered",
                             f"put it back: git checkout -- {FOLDER}") for name, message in faults]
        if not isinstance(data, dict) or faults:
            break  # all that follow rest on it
        version = Version(number, date.fromisoformat(data["date"]), data["note"])
        editions.append(Edition(version, folder, data))
    return editions, problems


def _check(number: int, folder: Path, data: Any, before: Edition | None) -> Iterator[tuple[str, str]]:
    """Yield file and message for everything that is not as it was published."""
    if not isinstance(data, dict) or not _is_whole(folder, data):
        yield "manifest.json", "this manifest is missing or was changed after publication"
        return
    if folder.name != str(number) or data["edition"] != number:
        yield "manifest.json", f"edition {number} is missing before edition {folder.name}"
    if data["predecessor"] != (before.data["sha256"] if before else None):
        yield "manifest.json", "the edition before this one is not the one that it was made after"
    listed = {page["file"]: page["sha256"] for page in data["pages"].values()}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {"manifest.json"}
    for name in sorted(there ^ set(listed)):
        yield name, "this page is missing" if name in listed else "this file is no part of the edition"
    for name in sorted(there & set(listed)):
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != listed[name]:
            yield name, "this page was changed after publication"


def _number(folder: Path) -> int:
    return int(folder.name)


def _is_whole(folder: Path, data: Mapping[str, Any]) -> bool:
    """Whether a manifest has the sum that it states, and is written as we write it, byte for byte."""
    text = _write({name: value for name, value in data.items() if name != "sha256"})
    return data.get("sha256") == _digest(text) and (folder / "manifest.json").read_bytes() == _write(data).encode()


def _read(folder: Path) -> Any:
    try:
        return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def _describe(passage: Passage) -> dict[str, str]:
    found = {"id": passage.id, "what": passage.what, "title": passage.title, "sha256": passage.sha256,
             "text": passage.text}
    return found | ({"to": passage.to} if passage.to else {})


def _write(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
