"""Citations: what Pandoc's syntax says, parsed once, with where it stands.

The syntax is `[see @key, p. 12; @other]`: https://pandoc.org/MANUAL.html#citation-syntax. It is
read in running text alone (`Document.running`): code, escapes, links and addresses hold none.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..problems import Fault, Finding, nearest
from .marks import Mark

# Brackets that are no link. Behind them may stand a footnote, another citation, or the end of a
# clause, `[](){ #id }`.
_GROUP = re.compile(r"\[(?P<text>(?:(?!\n[ \t]*\n)[^\[\]])*)\](?![(:]|\[(?!\]\(|\^|[^\[\]]*@))")
_SIGN = re.compile(r"(?<![\w.+\\-])@(?=[\w{])")  # not that of an e-mail address
_CITATION = re.compile(
    r"(?P<prefix>[^@]*?)\s*@(?P<key>[^\s,]+)(?:\s*,\s*(?P<locator>[^@]+))?",
)
# A citation that stands between square brackets, of which one is missing. Behind one that opens, or
# before one that closes, it stands alone, up to another bracket or the end of its paragraph.
_LONE_BRACKET = re.compile(
    r"""(?x) (?: (?P<open>\[) | \A | \] | \n[ \t]*\n )
    (?: (?!\n[ \t]*\n) (?! (?<![\w+\\-])@[\w-] ) [^\[\]] )*+
    @(?P<text>[\w-]+) (?: (?!\n[ \t]*\n) [^\[\]] )*+
    (?(open) (?!\]) | (?=\]) )""",
    re.M,
)
# One that stands in brackets of another kind.
_OTHER_BRACKET = re.compile(r"[({][^\[\](){}\n]{0,40}?@(?P<text>[\w-]+)", re.M)


@dataclass(frozen=True)
class Citation:
    """One source cited between brackets, with the words around its key."""

    text: str  # as it was typed, spaces folded: `see @key, p. 12`
    key: str  # empty where the text cannot be read as a citation
    prefix: str = ""  # `see`
    locator: str = ""  # `p. 12`

    @classmethod
    def parse(cls, text: str) -> "Citation":
        """Return what stands between two semicolons of a group as a citation."""
        text = " ".join(text.split())
        match = _CITATION.fullmatch(text)
        if match is None:
            return cls(text, "")
        locator = match["locator"] or ""
        return cls(text, match["key"], match["prefix"].strip(), locator.strip())


@dataclass(frozen=True)
class Group:
    """A pair of square brackets with citations in it."""

    line: int
    start: int  # offset of the bracket that opens
    end: int  # offset behind the one that closes
    citations: tuple[Citation, ...]


def find_groups(running: str) -> Iterator[Group]:
    """Yield the groups of citations in running text, in order."""
    for mark in Mark.find(_GROUP, running):
        if _SIGN.search(mark.text):
            citations = tuple(Citation.parse(part) for part in mark.text.split(";"))
            yield Group(mark.line, mark.start, mark.end, citations)


def find_bare(running: str, text: str) -> Iterator[Mark]:
    """Yield what may be citations without one of their square brackets; each says the key.

    `text` is the text that `running` was made from. What begins with `[` is one for certain; of the
    rest, nothing that holds an escaped bracket.
    """
    for pattern in (_LONE_BRACKET, _OTHER_BRACKET):
        for mark in Mark.find(pattern, running):
            if running[mark.start] == "[" or "\\[" not in text[mark.start : mark.end]:
                yield mark


def check_group(group: Group, known: Collection[str]) -> Iterator[Fault]:
    """Every citation of a group is sound; `known` are the keys of the bibliography."""
    for citation in group.citations:
        for finding in check_citation(citation, known):
            yield Fault(group.line, *finding)


def check_citation(citation: Citation, known: Collection[str]) -> Iterator[Finding]:
    """A citation can be read, and its key is in the bibliography."""
    key = citation.key
    cut = re.split(r"[^\w-]", key)[0]
    if not key:
        yield Finding(
            f"'{citation.text}' cannot be read as a citation",
            "malformed-citation",
            "write [see @key, p. 12; @other]: one key in each part, a comma before the page",
        )
    elif cut != key:
        yield Finding(
            f"citation key '{key}' has a character that mkdocs-bibtex cuts at: "
            f"it would cite '{cut}'",
            "key-characters",
            "use letters, digits, _ and - only, here and in the .bib",
        )
    elif key not in known:
        message = f"citation key '{key}' is not in bibliography.bib"
        hint = nearest(key, known) or "write its entry there, or take the citation out"
        yield Finding(message, "unknown-key", hint)
