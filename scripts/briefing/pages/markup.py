"""Where Markdown is text and where it is code.

The checks need line numbers, so they read the author's Markdown and not the HTML. `mask` blanks what Python-Markdown
would show as typed; what is left can be searched with plain regular expressions, at unchanged offsets.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Self

BLOCK = re.compile(r"(?P<text>(?:^.*\S.*$\n?)+)", re.M)  # a run of lines without a blank line between them
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.M | re.S)
_FENCE = re.compile(r"^(?P<dent> *)(?P<fence>`{3,}|~{3,})[^\n`]*\n", re.M)
_VERBATIM = re.compile(r"<!--|<(?P<tag>pre|script|style|code)\b", re.I)
_CODE_SPAN = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
_SPAN_OR_ESCAPE = re.compile(rf"\\[\\`*_{{}}\[\]()>#+.!@-]|{_CODE_SPAN}", re.S)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_CONTAINER = re.compile(r"^( *)(?:[-*+]|\d+[.)]|:|!!!|\?{3}\+?|={3}\+?|\[\^[^\[\]\n]+\]:)(?:\s|$)", re.M)


@dataclass(frozen=True)
class Mark:
    """Something found in a text: what it says, its line, and between which offsets it stands."""

    text: str
    line: int
    start: int
    end: int

    @classmethod
    def find(cls, pattern: re.Pattern[str], text: str) -> Iterator[Self]:
        """Yield everything in a text that a pattern fits; the pattern's group `text` is what it says."""
        line, counted = 1, 0
        for match in pattern.finditer(text):
            line, counted = line + text.count("\n", counted, match.start("text")), match.start("text")
            yield cls(match["text"], line, *match.span())


def mask(text: str) -> str:
    """Return `text` with code, comments, front matter and escapes turned into spaces, at unchanged offsets."""
    text = _blank(text, (match.span() for match in _FRONT_MATTER.finditer(text)))
    text = _blank(text, _find_pairs(_FENCE, text, lambda fence: rf"^{fence['dent']}{fence['fence']}[`~]* *$"))
    text = _blank(text, _find_indented_code(text))
    text = _blank(text, _find_pairs(_VERBATIM, text, lambda opener: f"</{opener['tag']}>" if opener["tag"] else "-->"))
    return _blank(text, (match.span() for match in _SPAN_OR_ESCAPE.finditer(text)))


def mask_tags(masked: str) -> str:
    """Return a masked text without HTML tags and autolinks too, so that only running text is left."""
    return _blank(masked, (match.span() for match in _TAG.finditer(masked)))


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces, end = [], 0
    for first, last in spans:
        pieces += [text[end:first], re.sub(r"[^\n]", " ", text[first:last])]
        end = last
    return "".join(pieces) + text[end:]


def _find_pairs(opening: re.Pattern[str], text: str, close: Callable[[re.Match[str]], str]
                ) -> Iterator[tuple[int, int]]:
    """Yield what stands between an opening and its closing, both included; one without a closing is text.

    A closing that is not there is looked for once: else many openings would take the square of their number.
    """
    missing, start = set[str](), opening.search(text)
    while start:
        closing = close(start).lower()
        found = None if closing in missing else re.compile(closing, re.M | re.I).search(text, start.end())
        if found:
            yield start.start(), found.end()
        else:
            missing.add(closing)
        start = opening.search(text, (found or start).end())


def _find_indented_code(text: str) -> Iterator[tuple[int, int]]:
    """Yield blocks that stand four columns deeper than the list, note or box they are in."""
    allowed = 0
    for block in BLOCK.finditer(text):
        indent = len(block[0]) - len(block[0].lstrip(" "))
        if indent >= allowed + 4:
            yield block.span()
        else:
            allowed = max(indent // 4 * 4, *(len(dent) // 4 * 4 + 4 for dent in _CONTAINER.findall(block[0])), 0)
