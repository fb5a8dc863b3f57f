"""A page as the tree of HTML that it became, for the rules that look at it; and what they find."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import NamedTuple, TypeVar

from ..html import Node, get
from .document import Document
from .vocabulary import NOTE_ID

Thing = TypeVar("Thing")
# What is made from other pages stands in the place of such a comment.
SLOT = re.compile(r"<!-- briefing: (?P<view>[a-z]+)(?: (?P<part>[a-z0-9]+))? -->")


class TreeFault(NamedTuple):
    """What a rule found wrong with an element."""

    words: tuple[str, ...]  # by which its line is found in the text, the best first
    message: str
    code: str
    hint: str = ""


@dataclass(frozen=True)
class PageTree:
    """The tree of a page, still unchanged, and what of it is no author's."""

    body: Node
    document: Document
    known: Collection[str]  # citation keys of all sources

    @cached_property
    def _in_sources(self) -> frozenset[int]:
        labels = {"fn:" + NOTE_ID.format(key) for key in self.document.keys}
        notes = [node for node in self.body.css(".footnote > ol > li") if get(node, "id") in labels]
        inside = [node for note in notes for node in note.css("li *")]
        return frozenset(node.mem_id for node in inside)

    def is_in_source(self, node: Node) -> bool:
        """Return whether an element stands in the note of a source, where the engine writes."""
        return node.mem_id in self._in_sources

    @cached_property
    def _code(self) -> frozenset[int]:
        return frozenset(node.mem_id for node in self.body.css("code, code *, pre, pre *"))

    def is_code(self, node: Node) -> bool:
        """Return whether an element is code, or stands in it."""
        return node.mem_id in self._code


def find_first(
    rules: tuple[Callable[[Thing], Iterator[TreeFault]], ...], thing: Thing
) -> Iterator[TreeFault]:
    """Yield what the first rule finds that finds something: the others would say the same."""
    for rule in rules:
        faults = list(rule(thing))
        if faults:
            yield from faults
            return


def find_line(document: Document, words: tuple[str, ...]) -> int:
    """Return the first line that has the best of some words that is there; 1 where none is.

    Code is looked at last.
    """
    for text in (document.masked, document.text):
        lines = [_fold(line) for line in text.split("\n")]
        for word in words:
            number = _find_word(_fold(word), lines)
            if number:
                return number
    return 1


def _find_word(word: str, lines: list[str]) -> int:
    """Return the number of the first line that has a word, counted from 1; 0 where none has."""
    for number, line in enumerate(lines, start=1):
        if word in line:
            return number
    return 0


def _fold(text: str) -> str:
    """Return a text as it is compared: entities read, small letters, no spaces nor controls."""
    return re.sub(r"[\0- ]", "", unescape(text)).lower()
