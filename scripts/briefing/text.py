"""Characters that nobody sees, which can make a text show what it does not say.

These are control characters, the marks that turn the direction of the text around them
(https://www.unicode.org/reports/tr9/, "Trojan source"), what Unicode calls default ignorable (fillers, soft hyphens,
tags, spaces without width), and noncharacters, which `footnotes.py` uses. What writing needs is not among them:
joiners, variation selectors, a byte order mark.
"""

import re
from collections.abc import Iterator

from .problems import Fault

HIDDEN = "".join(map(chr, (
    *range(9), 11, *range(14, 32), *range(127, 133), *range(134, 160), 0xAD, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B,
    0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFDD0, 0xFDF0), 0xFFA0,
    *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF, *range(0xE0000, 0xE0080))))
"""All of them, but for tab, line feed, form feed, carriage return and next line."""
_HIDDEN = re.compile(f"[{re.escape(HIDDEN)}]")


def find_hidden(text: str) -> Iterator[Fault]:
    """Yield each line of a text with a character that nobody sees: no text has one."""
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _HIDDEN.search(line):
            yield (number, f"here is a character that nobody sees, U+{ord(found[0]):04X}", "hidden-character",
                   "delete it")
