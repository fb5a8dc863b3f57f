"""A page: its text and front matter as an author wrote them, and the tree that it became."""

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

from ..html import Node, classes, get, read_lines
from ..problems import Spot
from ..text import decode
from .furniture import NOTE_ID

# What is made from other pages stands in the place of such a comment.
SLOT = re.compile(r"<!-- briefing: (?P<view>[a-z]+)(?: (?P<part>[a-z0-9]+))? -->")
ANCHOR = "a[id]:empty:is([href=''], :not([href]))"
"""CSS selector of what closes a clause, `[](){ #id }`: an empty link that leads nowhere."""
SOURCE_NOTE = "fn:" + NOTE_ID.format("")
"""What the id of the note of a source begins with; its key follows."""
# A path to which a link or a picture leads, if that is no page.
_LINKED = re.compile(r"(?:\]\(|\]:\s*)<?([^\s()<>?#:]+\.(?!md\b)\w+)(?=[\s)>?#])")
# An id as it is given: in an attribute list, `{ #id .half }`, and in HTML.
_ID = re.compile(r"""\{[^{}\n]*?\#([\w.:-]+)[^{}\n]*\}|<[a-z][^<>]*?\sid=["']?([^\s"'<>]+)""", re.I)
# The classes of an attribute list, `{ #id .half .wide }`, or what looks like one.
_LIST = re.compile(r"\{:?[ ]*([^{}\n]*)\}")
_CLASS = re.compile(r"(?<!\S)\.([\w-]+)(?!\S)")
_NAMED = re.compile(r"#([\w.-]+)")  # in a line that gives an id, or leads to one


@dataclass(frozen=True)
class Document:
    """One Markdown file below `docs/`."""

    path: str  # as messages name it: `docs/trade.md`
    uri: str  # relative to `docs/`: `trade.md`
    text: str

    @cached_property
    def ids(self) -> dict[str, list[int]]:
        """Every id that the author gave, with the lines on which it is given."""
        ids = dict[str, list[int]]()
        for match in _ID.finditer(self.text):
            line = self.text.count("\n", 0, match.start()) + 1
            ids.setdefault(match[1] or match[2], []).append(line)
        return ids

    @cached_property
    def classes(self) -> list[tuple[str, int]]:
        """The classes in what looks like an attribute list, each with its line."""
        return [
            (name, self.text.count("\n", 0, match.start()) + 1)
            for match in _LIST.finditer(self.text)
            for name in _CLASS.findall(match[1])
        ]

    @cached_property
    def views(self) -> set[str]:
        """The names of the views that its slots ask for."""
        return {match["view"] for match in SLOT.finditer(self.text)}

    @cached_property
    def linked(self) -> set[str]:
        """The paths below `docs/` to which its text seems to lead, but for those of pages."""
        here = PurePosixPath(self.uri).parent
        paths = (posixpath.join(here, unquote(path)) for path in _LINKED.findall(self.text))
        return {posixpath.normpath(path) for path in paths}

    @cached_property
    def _lines(self) -> list[str]:
        return [_fold(line) for line in self.text.split("\n")]

    def find_words(self, *words: str) -> int:
        """Return the first line that has the best of some words that is there; 1 where none is."""
        for word in filter(None, map(_fold, words)):
            for number, line in enumerate(self._lines, start=1):
                if word in line:
                    return number
        return 1

    def find_line(self, name: str) -> int:
        """Return the line of an id, or else of words; 1 where neither is there."""
        return (self.ids.get(name) or [self.find_words(name)])[0]

    def locate(self, name: str) -> Spot:
        """Return where an id, or else words, stand."""
        line = self.find_line(name)
        text = self.text.split("\n")[line - 1]
        starts = [found.start() for found in _NAMED.finditer(text) if found[1] == name]
        return self.path, line, [*starts, text.find(name)][0] + 1


@dataclass(frozen=True)
class PageTree:
    """A page after Markdown, its tree still unchanged."""

    document: Document
    body: Node
    known: Collection[str] | None  # citation keys; None where the bibliography cannot be read
    bibliography: str = "bibliography.bib"  # as messages call it

    @cached_property
    def text(self) -> str:
        """All words of its author in their lines; for code there is a mark."""
        return read_lines(self.body, leave_out)

    @cached_property
    def code(self) -> str:
        """The words of its code."""
        return "\n".join(node.text() for node in self.body.css("code, pre"))

    @cached_property
    def slots(self) -> list[str]:
        """What its slots ask for: `sources added`."""
        comments = [str(node.html) for node in self.body.iter(include_text=True)]
        slots = [SLOT.fullmatch(text) for text in comments if text.startswith("<!--")]
        return [" ".join(filter(None, slot.groups())) for slot in slots if slot]

    @cached_property
    def notes(self) -> list[str]:
        """The ids of its notes."""
        return [get(note, "id") for note in self.body.css("div.footnote > ol > li")]

    @property
    def keys(self) -> list[str]:
        """The citation keys of the sources that it cites."""
        return [
            note.removeprefix(SOURCE_NOTE) for note in self.notes if note.startswith(SOURCE_NOTE)
        ]

    def find(self, *words: str) -> int:
        """Return the line of the best of some words."""
        return self.document.find_words(*words)


def leave_out(node: Node) -> str | None:
    """Return what is read in the place of code, and of what is no author's: numbers, notes."""
    if node.tag in {"code", "pre"}:
        return "`"
    if (
        node.tag == "sup"
        or "headerlink" in classes(node)
        or get(node, "id").startswith(SOURCE_NOTE)
    ):
        return ""
    return None


def _fold(text: str) -> str:
    """Return a text as it is compared: entities read, small letters, no spaces nor controls."""
    return re.sub(r"[\0- ]", "", unescape(text)).lower()


def make_url(uri: str) -> str:
    """Return the address that MkDocs gives to a Markdown file, with directory addresses."""
    return re.sub(r"(^|/)(?:index|README)/$", r"\1", uri.removesuffix(".md") + "/")


def read_documents(files: Mapping[str, bytes], folder: str) -> dict[str, Document]:
    """Return the pages among the files of a folder, whose path is `folder`, by their own."""
    return {
        name: Document(f"{folder}/{name}", name, decode(content))
        for name, content in files.items()
        if name.endswith(".md")
    }
