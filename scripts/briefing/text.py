"""Characters that nobody sees: they have no place in a text, and can make it show what it does not say.

Control characters, the marks that turn the direction of the text around them
(https://www.unicode.org/reports/tr9/, "Trojan source"), and noncharacters, which `citations.py`
uses. What writing needs is not among them: joiners, variation selectors, a byte order mark.
"""

import re
from collections.abc import Iterator

from .problems import Problem

HIDDEN = "".join(map(chr, (*range(9), 11, *range(14, 32), *range(127, 133), *range(134, 160), *range(0x202A, 0x202F),
                           *range(0x2066, 0x206A), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)))
"""All of them, but for tab, line feed, form feed, carriage return and next line."""

_HIDDEN = re.compile(f"[{re.escape(HIDDEN)}]")


def check_characters(path: str, text: str) -> Iterator[Problem]:
    """A text has no character that nobody sees; said once for each line."""
    for number, line in enumerate(text.split("\n"), start=1):
        found = _HIDDEN.search(line)
        if found:
            yield Problem(path, number, f"here is a character that nobody sees, U+{ord(found.group()):04X}",
                          "hidden-character", "delete it")
