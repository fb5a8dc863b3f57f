"""The author's pages as text: where it is code, and its headings, ids, links, notes and citations, each with its line.
The syntax is Python-Markdown's, with its `attr_list` and `footnotes` extensions
(https://python-markdown.github.io/extensions/), and for citations Pandoc's: `[see @key, p. 12; @other]`."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markdown.extensions.attr_list import get_attrs_and_remainder

from ..text import replace_spans
from .vocabulary import KINDS, REFUSED

# Each takes a time that grows with the text, whatever it holds: no two neighbours in it match the same characters.
FRONT_MATTER = re.compile(
    r"\A-{3}[ \t]*\n(?P<body>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.S
)  # mkdocs/utils/meta.py
BLOCK = re.compile(
    r"(?P<text>(?:^.*\S.*$\n?)+)", re.M
)  # a run of lines without a blank line between them
# Targets of links and images in line, below the text, in HTML, and as they are.
_LINKS = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        r"""(?<!(?<!!)\[)\]\(\s*+<?(?P<text>[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s++(?:"[^"]*"|'[^']*'))?\s*+\)""",
        r"^ {0,3}\[[^\[\]^\n][^\[\]\n]*\]:\s*<?(?P<text>[^\s<>]+)",
        r"<[A-Za-z][^<>]*?\s(?:href|src)=[\"']?(?P<text>[^\s\"'<>]+)",
        r"<(?P<text>https?://[^\s<>]+)>",
    )
)
# Brackets that are no link. Behind them may stand a footnote, another citation, or the end of a claim, `[](#id)`.
_GROUP = re.compile(r"\[(?P<text>(?:(?!\n[ \t]*\n)[^\[\]])*)\](?![(:]|\[(?!\]\(|\^|[^\[\]]*@))")
_CITATION = re.compile(r"[^@]*?\s*@(?P<key>[^\s,]+)(?:\s*,\s*[^@]+)?")
_FENCE = re.compile(r"^(?P<dent> *)(?P<fence>`{3,}|~{3,})[^\n`]*\n", re.M)
_VERBATIM = re.compile(r"<!--|<(?P<tag>pre|script|style|code)\b", re.I)
_CODE_SPAN = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
_SPAN_OR_ESCAPE = re.compile(rf"\\[\\`*_{{}}\[\]()>#+.!@-]|{_CODE_SPAN}", re.S)
_CONTAINER = re.compile(
    r"^( *)(?:[-*+]|\d+[.)]|:|!!!|\?{3}\+?|={3}\+?|\[\^[^\[\]\n]+\]:)(?:\s|$)", re.M
)


class Mark(NamedTuple):
    """Something found in a text: its line, between which offsets it stands, and what it says."""

    line: int
    start: int
    end: int
    text: str

    @classmethod
    def find(cls, pattern: str | re.Pattern[str], text: str) -> Iterator["Mark"]:
        """Yield everything in a text that a pattern fits; the pattern's group `text` is what it says."""
        line, counted = 1, 0
        for match in re.finditer(pattern, text):
            line, counted = (
                line + text.count("\n", counted, match.start("text")),
                match.start("text"),
            )
            yield cls(line, *match.span(), match["text"])


@dataclass(frozen=True)
class Document:
    """One Markdown file below `docs/`."""

    path: str  # as messages name it: `docs/trade.md`
    uri: str  # relative to `docs/`: `trade.md`
    text: str

    @cached_property
    def masked(self) -> str:
        """The text with code, comments, front matter and escapes turned into spaces, at unchanged offsets."""
        text = _blank(self.text, map(re.Match.span, FRONT_MATTER.finditer(self.text)))
        text = _blank(
            text,
            _find_pairs(_FENCE, text, lambda fence: rf"^{fence['dent']}{fence['fence']}[`~]* *$"),
        )
        text = _blank(text, _find_indented_code(text))
        text = _blank(
            text,
            _find_pairs(
                _VERBATIM, text, lambda found: f"</{found['tag']}>" if found["tag"] else "-->"
            ),
        )
        return _blank(text, map(re.Match.span, _SPAN_OR_ESCAPE.finditer(text)))

    @cached_property
    def running(self) -> str:
        """The masked text without HTML tags and autolinks, so that only running text is left."""
        return _blank(
            self.masked, map(re.Match.span, re.finditer(r"</?[A-Za-z][^<>]*>", self.masked))
        )

    @cached_property
    def attributes(self) -> list[tuple[Mark, Mapping[str, str]]]:
        """Attribute lists, with what Python-Markdown reads in each, by name, empty for none; `.` is a kind."""
        return [
            (
                mark,
                defaultdict(
                    str,
                    {
                        name: value or ""
                        for name, value in get_attrs_and_remainder(mark.text)[0]
                        if name != "." or value in KINDS
                    },
                ),
            )
            for mark in Mark.find(r"\{:?[ ]*(?P<text>[#.\w][^{}\n]*)\}", self.masked)
        ]

    @cached_property
    def ids(self) -> list[Mark]:
        """Every id that the author gave, in attribute lists, as an alias, and in HTML."""
        return [
            *Mark.find(r"<[A-Za-z][^<>]*?\sid=[\"']?(?P<text>[^\s\"'<>]+)", self.masked),
            *(
                mark._replace(text=name)
                for mark, named in self.attributes
                for name in [named["id"], *named["data-aliases"].split()]
                if name
            ),
        ]

    @cached_property
    def links(self) -> list[Mark]:
        """Targets of links and images, as typed, in order."""
        return sorted(link for pattern in _LINKS for link in Mark.find(pattern, self.masked))

    @cached_property
    def groups(self) -> list[tuple[Mark, list[tuple[str, str]]]]:
        """Pairs of brackets with citations: what semicolons part, spaces folded, and the key in it, if any."""
        return [
            (
                group,
                [
                    (part, found["key"] if (found := _CITATION.fullmatch(part)) else "")
                    for part in (" ".join(part.split()) for part in group.text.split(";"))
                ],
            )
            for group in Mark.find(_GROUP, self.running)
            if re.search(r"(?<![\w.+\\-])@(?=[\w{])", group.text)
        ]

    @cached_property
    def bare(self) -> list[Mark]:
        """What may be citations without one of their square brackets: the last, where they begin with `[`."""
        return [
            mark
            for pattern in REFUSED["brackets"]
            for mark in Mark.find(pattern, self.running)
            if self.running[mark.start] == "[" or "\\[" not in self.text[mark.start : mark.end]
        ]

    @cached_property
    def keys(self) -> list[str]:
        """Citation keys of the page, each once."""
        return list(dict.fromkeys(key for _, parts in self.groups for _, key in parts if key))


def make_url(uri: str) -> str:
    """Return the address that MkDocs gives to a Markdown file, with directory addresses."""
    return re.sub(r"(^|/)(?:index|README)/$", r"\1", uri.removesuffix(".md") + "/")


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    return replace_spans(
        text, ((start, end, re.sub(r"[^\n]", " ", text[start:end])) for start, end in spans)
    )


def _find_pairs(
    opener: re.Pattern[str], text: str, close: Callable[[re.Match[str]], str]
) -> Iterator[tuple[int, int]]:
    """Yield what stands between an opener and its closing, both included; one without a closing is text. A closing that
    is not there is looked for once: else many openers would take the square of their number."""
    missing, end = set[str](), 0
    for start in opener.finditer(text):
        closing = close(start).lower()
        if start.start() < end or closing in missing:
            continue
        if found := re.compile(closing, re.M | re.I).search(text, start.end()):
            end = found.end()
            yield start.start(), end
        else:
            missing.add(closing)


def _find_indented_code(text: str) -> Iterator[tuple[int, int]]:
    """Yield blocks that stand four columns deeper than the list, note or box they are in."""
    allowed = 0
    for block in BLOCK.finditer(text):
        indent = len(block[0]) - len(block[0].lstrip(" "))
        if indent >= allowed + 4:
            yield block.span()
        else:
            allowed = max(
                indent // 4 * 4,
                *(len(dent) // 4 * 4 + 4 for dent in _CONTAINER.findall(block[0])),
                0,
            )
