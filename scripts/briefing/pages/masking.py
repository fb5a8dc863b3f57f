"""Which parts of a Markdown text are no text: front matter, code, comments and escapes.

The syntax is Python-Markdown's: https://python-markdown.github.io/extensions/. Everything here
takes a time that grows with the text, whatever it holds: no two neighbours in a pattern match the
same characters.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from ..text import replace_spans

# As MkDocs reads it: mkdocs/utils/meta.py.
FRONT_MATTER = re.compile(r"\A-{3}[ \t]*\n(?P<body>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.S)
# A run of lines without a blank line between them.
BLOCK = re.compile(r"(?P<text>(?:^.*\S.*$\n?)+)", re.M)

_FENCE = re.compile(r"^(?P<dent> *)(?P<fence>`{3,}|~{3,})[^\n`]*\n", re.M)
_VERBATIM = re.compile(r"<!--|<(?P<tag>pre|script|style|code)\b", re.I)
_CODE_SPAN = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
_SPAN_OR_ESCAPE = re.compile(rf"\\[\\`*_{{}}\[\]()>#+.!@-]|{_CODE_SPAN}", re.S)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# What begins a list, a definition, a box or a note: what belongs to it stands four columns deeper.
_CONTAINER = re.compile(
    r"^( *)(?:[-*+]|\d+[.)]|:|!!!|\?{3}\+?|={3}\+?|\[\^[^\[\]\n]+\]:)(?:\s|$)", re.M
)

Spans = Iterator[tuple[int, int]]  # between which offsets something stands


def mask_code(text: str) -> str:
    """Return a text with all that is no text turned into spaces; every offset and line stays."""
    text = _blank(text, _find_spans(FRONT_MATTER, text))
    text = _blank(text, _find_pairs(_FENCE, _close_fence, text))
    text = _blank(text, _find_indented_code(text))
    text = _blank(text, _find_pairs(_VERBATIM, _close_verbatim, text))
    return _blank(text, _find_spans(_SPAN_OR_ESCAPE, text))


def mask_tags(text: str) -> str:
    """Return a text with tags and autolinks turned into spaces; every offset and line stays."""
    return _blank(text, _find_spans(_TAG, text))


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    blanks = ((start, end, re.sub(r"[^\n]", " ", text[start:end])) for start, end in spans)
    return replace_spans(text, blanks)


def _find_spans(pattern: re.Pattern[str], text: str) -> Spans:
    for match in pattern.finditer(text):
        yield match.span()


def _find_pairs(
    opener: re.Pattern[str], write_closing: Callable[[re.Match[str]], str], text: str
) -> Spans:
    """Yield what stands between an opener and its closing, both included.

    An opener without a closing is text. A closing that is not there is looked for once: else many
    openers would take the square of their number.
    """
    missing = set[str]()
    end = 0
    for start in opener.finditer(text):
        closing = write_closing(start).lower()
        if start.start() < end or closing in missing:
            continue
        match = re.compile(closing, re.M | re.I).search(text, start.end())
        if match is None:
            missing.add(closing)
        else:
            end = match.end()
            yield start.start(), end


def _close_fence(fence: re.Match[str]) -> str:
    return rf"^{fence['dent']}{fence['fence']}[`~]* *$"


def _close_verbatim(start: re.Match[str]) -> str:
    if start["tag"] is None:
        return "-->"
    return f"</{start['tag']}>"


def _find_indented_code(text: str) -> Spans:
    """Yield blocks that stand four columns deeper than the list, note or box they are in."""
    allowed = 0
    for block in BLOCK.finditer(text):
        indent = len(block[0]) - len(block[0].lstrip(" "))
        if indent >= allowed + 4:
            yield block.span()
            continue
        opened = [_round_to_level(dent) + 4 for dent in _CONTAINER.findall(block[0])]
        allowed = max(indent // 4 * 4, *opened, 0)


def _round_to_level(dent: str) -> int:
    return len(dent) // 4 * 4
