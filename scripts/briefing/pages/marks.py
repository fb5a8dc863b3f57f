"""Places in a text: what a pattern finds there, with the line on which it stands."""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Mark(NamedTuple):
    """Something that stands in a text."""

    line: int  # of the text, counted from 1
    start: int  # offset at which it begins
    end: int  # offset behind it
    text: str  # what it says

    @classmethod
    def find(cls, pattern: str | re.Pattern[str], text: str) -> Iterator["Mark"]:
        """Yield everything in a text that a pattern fits, in order.

        The pattern has a group `text`, which is what the mark says and gives its line.
        """
        line = 1
        counted = 0
        for match in re.finditer(pattern, text):
            start = match.start("text")
            line += text.count("\n", counted, start)
            counted = start
            yield cls(line, match.start(), match.end(), match["text"])
