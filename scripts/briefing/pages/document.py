"""The author's pages as text: headings, ids, claims, links and notes, each with its line.

The syntax is Python-Markdown's, with its `attr_list` and `footnotes` extensions
(https://python-markdown.github.io/extensions/). Read-only: nothing here changes a page.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from ..problems import Problem
from .citations import Group, find_groups, find_keys
from .markup import find_blocks, line_at, mask
from .vocabulary import KINDS

# Each of these takes a time that grows with the text, whatever it holds: no two parts of a pattern
# that stand together can match the same characters.
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<title>.*\S)", re.M)
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?P<body>[#.\w][^{}\n]*)\}")
_ATTRIBUTE = re.compile(r"""
    \#(?P<id>[^\s}"']+)
    | \.(?P<cls>[\w-]+)
    | (?<![\w-])(?P<name>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>\S+))""", re.X)
_HTML_ID = re.compile(r"<[A-Za-z][^<>]*?\sid=[\"']?(?P<id>[^\s\"'<>]+)")
_INLINE_LINK = re.compile(r"""
    \]\(\s*+ <?(?P<target>[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?
    (?:\s++(?:"[^"]*"|'[^']*'))? \s*+\)""", re.X)
_REFERENCE_LINK = re.compile(r"^ {0,3}\[[^\[\]^\n][^\[\]\n]*\]:\s*<?(?P<target>[^\s<>]+)", re.M)
_HTML_LINK = re.compile(r"<[A-Za-z][^<>]*?\s(?:href|src)=[\"']?(?P<target>[^\s\"'<>]+)")
_AUTOLINK = re.compile(r"<(?P<target>https?://[^\s<>]+)>")
_LINKS = (_INLINE_LINK, _REFERENCE_LINK, _HTML_LINK, _AUTOLINK)
_NOTE_DEFINITION = re.compile(r"^ {0,3}\[\^(?P<label>[^\[\]\n]+)\]:", re.M)
_NOTE_USE = re.compile(r"\[\^(?P<label>[^\[\]\n]+)\](?!:)")


@dataclass(frozen=True)
class Mark:
    """Something found in a page: its text and where it stands."""

    text: str
    line: int


@dataclass(frozen=True)
class Attributes:
    """One attribute list, as in `{ #pledge .fact data-event="2024-06" }`."""

    id: str
    classes: frozenset[str]
    values: dict[str, str]
    line: int

    @property
    def kind(self) -> str:
        """The kind of evidence among the classes, or an empty string."""
        return next((kind for kind in KINDS if kind in self.classes), "")


@dataclass(frozen=True)
class Document:
    """One Markdown file below `docs/`."""

    path: str
    """As messages name it: `docs/leverage.md`."""
    uri: str
    """Relative to `docs/`: `leverage.md`."""
    text: str

    @cached_property
    def masked(self) -> str:
        """The text with code blanked, at unchanged offsets."""
        return mask(self.text)

    @cached_property
    def headings(self) -> list[Mark]:
        """Headings as typed, with their attribute lists."""
        return self._find(_HEADING, "title")

    @cached_property
    def attributes(self) -> list[Attributes]:
        """All attribute lists, those of headings included."""
        return [_parse_attributes(match["body"], line_at(self.text, match.start()))
                for match in _ATTRIBUTES.finditer(self.masked)]

    @cached_property
    def ids(self) -> list[Mark]:
        """Every id that the author gave, in attribute lists, as an alias, and in HTML."""
        listed = [Mark(found.id, found.line) for found in self.attributes if found.id]
        aliases = [Mark(alias, found.line) for found in self.attributes
                   for alias in found.values.get("data-aliases", "").split()]
        return listed + aliases + self._find(_HTML_ID, "id")

    @cached_property
    def links(self) -> list[Mark]:
        """Targets of links and images, as typed."""
        return [Mark(target, line_at(self.text, start)) for target, start in self.link_offsets]

    @cached_property
    def link_offsets(self) -> list[tuple[str, int]]:
        """The same targets, each with where it begins in the text."""
        found = [(match["target"], match.start("target")) for pattern in _LINKS
                 for match in pattern.finditer(self.masked)]
        return sorted(found, key=lambda link: link[1])

    @cached_property
    def note_definitions(self) -> list[Mark]:
        """Labels of the author's own footnotes where they are defined."""
        return self._find(_NOTE_DEFINITION, "label")

    @cached_property
    def note_uses(self) -> list[Mark]:
        """Labels of the author's own footnotes where they are used."""
        return self._find(_NOTE_USE, "label")

    @cached_property
    def keys(self) -> list[str]:
        """Citation keys of the page, each once."""
        return find_keys(self.groups)

    @cached_property
    def groups(self) -> list[Group]:
        """Citation groups of the page, in order."""
        return list(find_groups(self.text, self.masked))

    @cached_property
    def uncited_blocks(self) -> list[int]:
        """Lines of paragraphs that cite a source and have no id by which they could be cited."""
        return [group.line for group in self.groups if not self._has_id(group.line)]

    def _has_id(self, line: int) -> bool:
        _, last, text = self._blocks[bisect_right(self._blocks, line, key=lambda block: block[0]) - 1]
        id_line = next(iter(self._id_lines[bisect_left(self._id_lines, line):]), last + 1)
        return text.startswith(("|", "[^")) or id_line <= last

    @cached_property
    def _id_lines(self) -> list[int]:
        """Lines of the attribute lists with an id, in order."""
        return [found.line for found in self.attributes if found.id]

    @cached_property
    def _blocks(self) -> list[tuple[int, int, str]]:
        """First line, last line and text of each run of lines without a blank one."""
        blocks = []
        for block in find_blocks(self.masked):
            first, text = line_at(self.text, block.start()), block.group().rstrip("\n")
            blocks.append((first, first + text.count("\n"), text.lstrip()))
        return blocks

    def _find(self, pattern: re.Pattern[str], group: str) -> list[Mark]:
        return [Mark(match[group], line_at(self.text, match.start(group))) for match in pattern.finditer(self.masked)]


@lru_cache(10_000)
def make_document(path: str, uri: str, text: str) -> Document:
    """Give a page; to a server, with all that was found in it before, if it has not changed."""
    return Document(path, uri, text)


def load_documents(docs: Path, root: Path) -> Iterator[Document | Problem]:
    """Yield every Markdown file below `docs`, in the order of their names; `root` is the project folder.

    A file that is not UTF-8 comes back as a problem.
    """
    for file in sorted(path for path in docs.rglob("*.md") if path.is_file()):
        path = file.relative_to(root).as_posix()
        try:
            yield make_document(path, file.relative_to(docs).as_posix(), file.read_text(encoding="utf-8-sig"))
        except (UnicodeDecodeError, OSError) as error:
            yield Problem(path, 1, f"the file cannot be read as UTF-8: {error}", "page-encoding")


def make_url(uri: str) -> str:
    """Give the address that MkDocs gives to a Markdown file, with directory addresses."""
    return re.sub(r"(^|/)(?:index|README)/$", r"\1", uri.removesuffix(".md") + "/")


def _parse_attributes(body: str, line: int) -> Attributes:
    found = list(_ATTRIBUTE.finditer(body))
    values = {match["name"]: match["double"] or match["single"] or match["bare"] or ""
              for match in found if match["name"]}
    return Attributes(next((match["id"] for match in found if match["id"]), ""),
                      frozenset(match["cls"] for match in found if match["cls"]), values, line)
