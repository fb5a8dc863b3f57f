"""Where Markdown is text and where it is code.

The checks need line numbers, so they read the author's Markdown and not the HTML.
`mask` blanks what Python-Markdown would show as typed; what is left can be searched
with plain regular expressions, at unchanged offsets.
"""

import re
from collections.abc import Callable, Iterator

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.M | re.S)
_FENCE = re.compile(r"^(?P<dent> *)(?P<fence>`{3,}|~{3,})[^\n`]*\n", re.M)
_VERBATIM = re.compile(r"<!--|<(?P<tag>pre|script|style|code)\b", re.I)
_CODE_SPAN = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
_SPAN_OR_ESCAPE = re.compile(rf"\\[\\`*_{{}}\[\]()>#+.!@-]|{_CODE_SPAN}", re.S)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BLOCK = re.compile(r"(?:^.*\S.*$\n?)+", re.M)
_CONTAINER = re.compile(r"^( *)(?:[-*+]|\d+[.)]|:|!!!|\?{3}\+?|={3}\+?|\[\^[^\[\]\n]+\]:)(?:\s|$)", re.M)


def mask(text: str) -> str:
    """Give `text` with code, comments, front matter and escapes turned into spaces.

    Lines and offsets stay as they are.
    """
    text = _FRONT_MATTER.sub(_blank, text)
    text = _mask_pairs(text, _FENCE, lambda fence: rf"^{fence['dent']}{fence['fence']}[`~]* *$")
    text = _mask_indented_code(text)
    text = _mask_pairs(text, _VERBATIM, lambda start: f"</{start['tag'].lower()}>" if start["tag"] else "-->")
    return _SPAN_OR_ESCAPE.sub(_blank, text)


def mask_tags(masked: str) -> str:
    """Blank HTML tags and autolinks too, so that only running text is left."""
    return _TAG.sub(_blank, masked)


def line_at(text: str, offset: int) -> int:
    """Give the line, counted from 1, on which `offset` stands."""
    return text.count("\n", 0, offset) + 1


def find_blocks(text: str) -> Iterator[re.Match[str]]:
    """Yield runs of lines without a blank line between them."""
    return _BLOCK.finditer(text)


def _blank(match: re.Match[str]) -> str:
    return _blank_text(match.group())


def _blank_text(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _mask_pairs(text: str, opening: re.Pattern[str], make_closing: Callable[[re.Match[str]], str]) -> str:
    """Blank what stands between an opening and its closing, both included; one without a closing is text.

    A closing that is not there is looked for once: else many openings would take the square of their number.
    """
    pieces, end, missing = [], 0, set()
    start = opening.search(text)
    while start:
        closing = make_closing(start)
        found = None if closing in missing else re.compile(closing, re.M | re.I).search(text, start.end())
        if found:
            pieces += [text[end:start.start()], _blank_text(text[start.start():found.end()])]
            end = found.end()
        else:
            missing.add(closing)
        start = opening.search(text, found.end() if found else start.end())
    return "".join(pieces) + text[end:]


def _mask_indented_code(text: str) -> str:
    """Blank blocks that stand four columns deeper than the list, note or box they are in."""
    pieces, end, allowed = [], 0, 0
    for block in find_blocks(text):
        indent = len(block.group()) - len(block.group().lstrip(" "))
        is_code = indent >= allowed + 4
        pieces += [text[end:block.start()], _blank(block) if is_code else block.group()]
        end = block.end()
        if not is_code:
            allowed = indent // 4 * 4
            for opener in _CONTAINER.finditer(block.group()):
                allowed = max(allowed, len(opener.group(1)) // 4 * 4 + 4)
    return "".join(pieces) + text[end:]
