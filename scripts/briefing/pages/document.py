"""The author's pages as text: their headings, ids, links, notes and citations, each with its line.

The syntax is Python-Markdown's, with its `attr_list` and `footnotes` extensions
(https://python-markdown.github.io/extensions/), and for citations Pandoc's (`citations.py`).
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markdown.extensions.attr_list import get_attrs_and_remainder

from .citations import Group, find_groups, is_astray, read_group
from .marks import Mark
from .masking import mask_code, mask_tags

_ATTRIBUTES = re.compile(r"\{:?[ ]*(?P<text>[#.\w][^{}\n]*)\}")
_HTML_ID = re.compile(r"<[A-Za-z][^<>]*?\sid=[\"']?(?P<text>[^\s\"'<>]+)")
_INLINE_LINK = re.compile(
    r"(?<!(?<!!)\[)\]\(\s*+<?"
    r"(?P<text>[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)"
    r""">?(?:\s++(?:"[^"]*"|'[^']*'))?\s*+\)"""
)
_LINK_BELOW = re.compile(r"^ {0,3}\[[^\[\]^\n][^\[\]\n]*\]:\s*<?(?P<text>[^\s<>]+)", re.M)
_HTML_LINK = re.compile(r"<[A-Za-z][^<>]*?\s(?:href|src)=[\"']?(?P<text>[^\s\"'<>]+)")
_AUTOLINK = re.compile(r"<(?P<text>https?://[^\s<>]+)>")


class AttributeList(NamedTuple):
    """An attribute list, `{ #id .half }`."""

    place: Mark
    id: str  # that it gives; empty where it gives none

    @classmethod
    def parse(cls, place: Mark) -> "AttributeList":
        """Return what Python-Markdown reads in a list."""
        values = dict(get_attrs_and_remainder(place.text)[0])
        return cls(place, values.get("id") or "")


@dataclass(frozen=True)
class Document:
    """One Markdown file below `docs/`."""

    path: str  # as messages name it: `docs/trade.md`
    uri: str  # relative to `docs/`: `trade.md`
    text: str

    @cached_property
    def masked(self) -> str:
        """The text with all that is no text turned into spaces; see `masking.mask_code`."""
        return mask_code(self.text)

    @cached_property
    def running(self) -> str:
        """The masked text without HTML tags and autolinks, so that only running text is left."""
        return mask_tags(self.masked)

    @cached_property
    def attributes(self) -> list[AttributeList]:
        """Its attribute lists, in order."""
        return [AttributeList.parse(mark) for mark in Mark.find(_ATTRIBUTES, self.masked)]

    @cached_property
    def ids(self) -> list[Mark]:
        """Every id that the author gave: in HTML, and in attribute lists."""
        listed = [
            attributes.place._replace(text=attributes.id)
            for attributes in self.attributes
            if attributes.id
        ]
        return [*Mark.find(_HTML_ID, self.masked), *listed]

    def find_column(self, line: int, name: str) -> int:
        """Return where an id, or else words, stand in a line, from 1; 0 where they do not."""
        text = self.text.split("\n")[line - 1]
        match = re.search(rf"#{re.escape(name)}(?![\w.-])", text)
        start = match.start() if match else text.find(name)
        return start + 1

    @cached_property
    def links(self) -> list[Mark]:
        """Targets of links and images, as typed, in order."""
        return sorted(
            [
                *Mark.find(_INLINE_LINK, self.masked),
                *Mark.find(_LINK_BELOW, self.masked),
                *Mark.find(_HTML_LINK, self.masked),
                *Mark.find(_AUTOLINK, self.masked),
            ]
        )

    @cached_property
    def groups(self) -> list[Group]:
        """Pairs of brackets with citations, in order."""
        return [group for group in self._all_groups if group not in self.stray_groups]

    @cached_property
    def stray_groups(self) -> list[Group]:
        """What mkdocs-bibtex takes for such, in code or elsewhere."""
        running = self.running
        return [group for group in self._all_groups if is_astray(group, self.text, running)]

    @cached_property
    def _all_groups(self) -> list[Group]:
        return list(find_groups(self.text))

    @cached_property
    def keys(self) -> list[str]:
        """Citation keys of the page, each once, in the order in which they are first cited."""
        parts = (part for group in self.groups for part in read_group(group.raw))
        return list(dict.fromkeys(citation.key for _, citation in parts if citation))


def make_url(uri: str) -> str:
    """Return the address that MkDocs gives to a Markdown file, with directory addresses."""
    return re.sub(r"(^|/)(?:index|README)/$", r"\1", uri.removesuffix(".md") + "/")
