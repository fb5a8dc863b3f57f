"""Numbers that a text has from the engine: `<!-- count: forecasts undecided -->`.

The number stands there before Markdown is read, so that all that is made of a page says the same.
In code the comment stays.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ..html import Node, read
from ..problems import Problem, nearest
from ..text import make_code, say_number

COUNTED = "data"
"""The element in which a number stands: it is borne out by what was counted."""
_CODE = r"(?P<ticks>`+)(?:[^\n]|\n(?!\n))+?(?<!`)(?P=ticks)(?!`)"
_SLOT = r"<!-- (?P<capital>C|c)ount(?P<as_word> in words)?: (?P<name>[\w-]+)(?P<words>[^\n]*?) -->"
_COUNT = re.compile(f"{_CODE}|{_SLOT}")


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
    """Return a text with its numbers; in the place of what is not known, a question mark.

    Where they are marked, each stands in an element.
    """

    def fill(match: re.Match[str]) -> str:
        if match["name"] is None:
            return match[0]
        number = _count(match, countables)
        if isinstance(number, Problem):
            return "?"
        words = say_number(number) if match["as_word"] else str(number)
        words = words.capitalize() if match["capital"] == "C" else words
        return f'<{COUNTED} value="{number}">{words}</{COUNTED}>' if is_marked else words

    return _COUNT.sub(fill, text)


def read_counted(node: Node) -> str:
    """Return the numbers in an element that a count has put there."""
    return ", ".join(read(number) for number in node.css(COUNTED))


def unknown_count(text: str, countables: Countables) -> Iterator[Problem]:
    """What is counted is there, and every word behind it can hold for it."""
    for match in _COUNT.finditer(text):
        problem = _count(match, countables) if match["name"] else 0
        if isinstance(problem, Problem):
            before = text[: match.start()]
            column = match.start() - before.rfind("\n")
            yield problem.at("", before.count("\n") + 1, column)


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
            others = "take it away"
            if counted.words:
                others = f"write any of {', '.join(counted.words)}"
            return Problem(message, "unknown-count", nearest(word, counted.words) or others)
    return counted.count(words)
