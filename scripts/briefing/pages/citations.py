"""Citations: what mkdocs-bibtex reads of `[see @key, p. 12; @other]`, and what it cannot read.

Its parser is the one that counts, since it writes the footnotes; the syntax is Pandoc's:
https://pandoc.org/MANUAL.html#citation-syntax. It drops what it does not know, and looks for
brackets everywhere: what it would lose or change by that is a fault here, and stays as typed.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from mkdocs_bibtex.citation import Citation, CitationBlock

from ..problems import Problem, nearest
from .marks import Mark

_SIGN = re.compile(r"(?<![\w.+-])@")  # not that of an e-mail address
# What mkdocs-bibtex looks at, up to a bracket that closes; or the rest of a line that has none.
_GROUP = re.compile(r"(?P<text>\[[^\]\n]*+(?:\]|$))", re.M)
_KEY = re.compile(_SIGN.pattern + r"([^\s,]+)")
# What makes of a group before it the words of a link, or a name for its address.
_LINK = re.compile(r"\(|:\s*\S+$", re.M)


class Group(NamedTuple):
    """A pair of square brackets with citations in it."""

    line: int
    start: int  # offset of the bracket that opens
    end: int  # offset behind the one that closes
    raw: str  # what stands between them


def find_groups(text: str) -> Iterator[Group]:
    """Yield the groups of citations that mkdocs-bibtex finds in a text, in order.

    With another bracket in it that opens it is none, and stays as typed.
    """
    for mark in Mark.find(_GROUP, text):
        raw = mark.text[1:-1]
        if mark.text.endswith("]") and "[" not in raw and _SIGN.search(raw):
            for block in CitationBlock.from_markdown(mark.text):
                yield Group(mark.line, mark.start, mark.end, block.raw)


def read_group(raw: str) -> Iterator[tuple[str, Citation | None]]:
    """Yield each part of a group and what mkdocs-bibtex reads of it; None where it loses some."""
    for part in raw.split(";"):
        citations = Citation.from_markdown(part)
        is_whole = bool(citations) and _squeeze(_write(citations[0])) == _squeeze(part)
        yield " ".join(part.split()), citations[0] if is_whole else None


def _write(citation: Citation) -> str:
    """Return a citation as it is typed, where each part of it is what it can be."""
    if {*"[@"} & {*citation.prefix, *citation.suffix}:
        return ""
    return f"{citation.prefix}@{citation.key}{',' if citation.suffix else ''}{citation.suffix}"


def _squeeze(text: str) -> str:
    return "".join(text.split())


def is_astray(group: Group, text: str, running: str) -> bool:
    """Return whether a group is no citation to an author, though it is one to mkdocs-bibtex.

    `running` is the text without code, comments and tags.
    """
    span = slice(group.start, group.end)
    return running[span] != text[span] or bool(_LINK.match(text, group.end))


def check_stray(group: Group, known: Collection[str]) -> Iterator[Problem]:
    """What is no citation is nothing that mkdocs-bibtex would make a note of."""
    if not any(check_citations(group.raw, known)):
        message = f"'[{group.raw}]' would cite where it stands, in code, a link, a tag or escaped"
        hint = "write &#91; for its bracket, and code between <code> and </code>"
        yield Problem(message, "stray-citation", hint, line=group.line)


def check_group(group: Group, known: Collection[str]) -> Iterator[Problem]:
    """Every citation of a group is sound; `known` are the keys of the bibliography."""
    for problem in check_citations(group.raw, known):
        yield replace(problem, line=group.line)


def check_citations(raw: str, known: Collection[str]) -> Iterator[Problem]:
    """Each citation of a group is read whole, and its key is in the bibliography."""
    for part, citation in read_group(raw):
        if citation is None:
            yield _explain(part)
        elif citation.key not in known:
            message = f"citation key '{citation.key}' is not in bibliography.bib"
            hint = nearest(citation.key, known) or "write its entry there, or take the citation out"
            yield Problem(message, "unknown-key", hint)


def _explain(part: str) -> Problem:
    """Return what is wrong with a part of a group that cannot be read whole."""
    match = _KEY.search(part)
    key = match[1] if match else ""
    cut = re.split(r"[^\w-]", key)[0]
    if cut != key:
        message = f"citation key '{key}' has a character that mkdocs-bibtex cuts at: "
        hint = "use letters, digits, _ and - only, here and in the .bib"
        return Problem(f"{message}it would cite '{cut}'", "key-characters", hint)
    hint = "write [see @key, p. 12; @other]: one key in each part, a comma before the page"
    return Problem(f"'{part}' cannot be read as a citation", "malformed-citation", hint)
