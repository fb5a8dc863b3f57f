"""The author's pages as text: headings, ids, claims, links and notes, each with its line.

The syntax is Python-Markdown's, with its `attr_list` and `footnotes` extensions
(https://python-markdown.github.io/extensions/). Read-only: nothing here changes a page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path

from markdown.extensions.attr_list import get_attrs_and_remainder

from ..problems import Problem
from .citations import Group, find_groups
from .markup import Mark, mask
from .vocabulary import KINDS

# Each of these takes a time that grows with the text, whatever it holds: no two parts of a pattern
# that stand together can match the same characters.
HEADING = re.compile(r"^#{1,6}[ \t]+(?P<text>.*\S)", re.M)
NOTE = re.compile(r"^ {0,3}\[\^(?P<text>[^\[\]\n]+)\]:", re.M)
NOTE_USE = re.compile(r"\[\^(?P<text>[^\[\]\n]+)\](?!:)")
# A link without words closes a claim within a paragraph; the attribute list behind it is the claim's.
EMPTY_LINK = re.compile(r"(?<!!)\[\]\((?P<text>[^\s()]*)\)")
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?P<text>[#.\w][^{}\n]*)\}")
_HTML_ID = re.compile(r"<[A-Za-z][^<>]*?\sid=[\"']?(?P<text>[^\s\"'<>]+)")
# Targets of links and images in line, below the text, in HTML, and as they are.
_LINKS = tuple(re.compile(pattern, re.M | re.X) for pattern in (
    r"""(?:(?<!\[)|(?<=!\[)) \]\(\s*+ <?(?P<text>[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?
        (?:\s++(?:"[^"]*"|'[^']*'))? \s*+\)""",
    r"^[ ]{0,3}\[[^\[\]^\n][^\[\]\n]*\]:\s*<?(?P<text>[^\s<>]+)",
    r"<[A-Za-z][^<>]*?\s(?:href|src)=[\"']?(?P<text>[^\s\"'<>]+)",
    r"<(?P<text>https?://[^\s<>]+)>"))


class Attributes(Mark):
    """One attribute list, as in `{ #pledge .fact data-event="2024-06" }`."""

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """What Python-Markdown reads in it: names with their values, classes by the name `.`."""
        return [(name, value or "") for name, value in get_attrs_and_remainder(self.text)[0]]

    @property
    def id(self) -> str:
        """The id, or an empty string."""
        return dict(self.pairs).get("id", "")

    @property
    def kind(self) -> str:
        """The kind of evidence among the classes, or an empty string."""
        return next((value for name, value in self.pairs if name == "." and value in KINDS), "")


@dataclass(frozen=True)
class Document:
    """One Markdown file below `docs/`."""

    path: str  # as messages name it: `docs/leverage.md`
    uri: str  # relative to `docs/`: `leverage.md`
    text: str

    @cached_property
    def masked(self) -> str:
        """The text with code blanked, at unchanged offsets."""
        return mask(self.text)

    @cached_property
    def attributes(self) -> list[Attributes]:
        """All attribute lists, those of headings included."""
        return list(Attributes.find(_ATTRIBUTES, self.masked))

    @cached_property
    def ids(self) -> list[Mark]:
        """Every id that the author gave, in attribute lists, as an alias, and in HTML."""
        return [*Mark.find(_HTML_ID, self.masked)] + [
            Mark(name, found.line, found.start, found.end) for found in self.attributes
            for name in [found.id, *dict(found.pairs).get("data-aliases", "").split()] if name]

    @cached_property
    def links(self) -> list[Mark]:
        """Targets of links and images, as typed, in order."""
        found = (link for pattern in _LINKS for link in Mark.find(pattern, self.masked))
        return sorted(found, key=attrgetter("start"))

    @cached_property
    def groups(self) -> list[Group]:
        """Citation groups, in order."""
        return list(find_groups(self.masked))

    @cached_property
    def keys(self) -> list[str]:
        """Citation keys of the page, each once."""
        return list(dict.fromkeys(key for group in self.groups for key in group.keys))


def load_documents(docs: Path, root: Path) -> Iterator[Document | Problem]:
    """Yield every Markdown file below `docs`, in the order of their names; `root` is the project folder.

    A file that is not UTF-8 comes back as a problem.
    """
    for file in sorted(path for path in docs.rglob("*.md") if path.is_file()):
        path = file.relative_to(root).as_posix()
        try:
            yield Document(path, file.relative_to(docs).as_posix(), file.read_text(encoding="utf-8-sig"))
        except (UnicodeDecodeError, OSError) as error:
            yield Problem(path, 1, f"the file cannot be read as UTF-8: {error}", "page-encoding")


def make_url(uri: str) -> str:
    """Return the address that MkDocs gives to a Markdown file, with directory addresses."""
    return re.sub(r"(^|/)(?:index|README)/$", r"\1", uri.removesuffix(".md") + "/")
