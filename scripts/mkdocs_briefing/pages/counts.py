"""Numbers that a text has from the engine: `<!-- count: forecasts undecided -->`."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from ..html import Node, read
from ..problems import Problem, nearest
from ..text import make_code, say_number
from .slots import InlineSlot

COUNTED = "data"
"""The element in which a number stands: it is borne out by what was counted."""
_COUNT = InlineSlot(
    r"<!-- (?P<capital>C|c)ount(?P<as_word> in words)?: (?P<name>[\w-]+)(?P<words>[^\n]*?) -->"
)


class Countable(NamedTuple):
    """What a count can name."""

    things: Sequence[Collection[str]]  # by each that is counted, the words that hold for it
    words: Collection[str]  # all that there are, also where they hold for none

    def count(self, words: Collection[str]) -> int:
        """Return for how many all of some words hold."""
        return sum(set(words) <= set(thing) for thing in self.things)


def make_countable(things: Iterable[Collection[str]], words: Collection[str] = ()) -> Countable:
    """Return what can be counted, by words as a slot has them: `wrong-in-part`."""
    coded = [[*map(make_code, filter(None, thing))] for thing in things]
    return Countable(coded, [*dict.fromkeys([*map(make_code, words), *chain.from_iterable(coded)])])


Countables = Mapping[str, Countable]
"""All that a count can name, by the name that it has there."""


def fill_counts(text: str, countables: Countables, *, is_marked: bool = False) -> str:
    """Return a text with its numbers; where they are marked, each stands in an element."""
    return _COUNT.fill(text, partial(_write, countables=countables, is_marked=is_marked))


def read_counted(node: Node) -> str:
    """Return the numbers in an element that a count has put there."""
    return ", ".join(read(number) for number in node.css(COUNTED))


def unknown_count(text: str, countables: Countables) -> Iterator[Problem]:
    """What is counted is there, and every word behind it can hold for it."""
    yield from _COUNT.find_faults(text, partial(_write, countables=countables))


def _write(
    slot: re.Match[str], *, countables: Countables, is_marked: bool = False
) -> str | Problem:
    """Return what stands in the place of a slot, or why there is no number."""
    number = _count(slot, countables)
    if isinstance(number, Problem):
        return number
    words = say_number(number) if slot["as_word"] else str(number)
    words = words.capitalize() if slot["capital"] == "C" else words
    return f'<{COUNTED} value="{number}">{words}</{COUNTED}>' if is_marked else words


def _count(slot: re.Match[str], countables: Countables) -> int | Problem:
    """Return the number that stands in the place of a slot, or why there is none."""
    name, words = slot["name"], slot["words"].split()
    if name not in countables:
        message = f"there is no count of '{name}'"
        hint = nearest(name, countables) or f"write one of {', '.join(sorted(countables))}"
        return Problem(message, "unknown-count", hint)
    counted = countables[name]
    for word in words:
        if word not in counted.words:
            message = f"the count of '{name}' has no word '{word}'"
            hint = nearest(word, counted.words) or f"write any of {', '.join(counted.words)}"
            return Problem(message, "unknown-count", hint)
    return counted.count(words)
