"""What the engine puts into a line of a text: a number, a verdict.

It stands there before Markdown is read, so that all that is made of a page says the same. In code a
slot stays as it is.
"""

import re
from collections.abc import Callable, Iterator

from ..problems import Problem

_CODE = r"(?P<ticks>`+)(?:[^\n]|\n(?!\n))+?(?<!`)(?P=ticks)(?!`)"

Make = Callable[[re.Match[str]], str | Problem]
"""Returns what stands in the place of a slot, or why there is nothing."""


class InlineSlot:
    """A sort of slots, by a pattern that names `name` what each asks for."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(f"{_CODE}|{pattern}")

    def fill(self, text: str, make: Make) -> str:
        """Return a text with its slots filled; a question mark stands for what is not known."""

        def fill(match: re.Match[str]) -> str:
            if match["name"] is None:
                return match[0]
            filled = make(match)
            return "?" if isinstance(filled, Problem) else filled

        return self.pattern.sub(fill, text)

    def find_faults(self, text: str, make: Make) -> Iterator[Problem]:
        """Yield what is wrong with the slots of a text, each at its line and column."""
        for match in self.pattern.finditer(text):
            filled = "" if match["name"] is None else make(match)
            if isinstance(filled, Problem):
                before = text[: match.start()]
                column = match.start() - before.rfind("\n")
                yield filled.at("", before.count("\n") + 1, column)
