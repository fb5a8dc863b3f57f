"""Finding citations in Markdown, and hiding everything else from mkdocs-bibtex.

The syntax is Pandoc's in brackets: `[@key]`, `[see @key, p. 12; @other]`. mkdocs-bibtex
finds it with a regular expression that also hits code, escapes, links and e-mail
addresses, so it is shown only what really is a citation: `shield` swaps the three
characters that it reacts to for noncharacters, `unshield` brings them back.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ..problems import Problem, nearest
from .markup import line_at, mask, mask_tags

_GROUP = re.compile(r"\[(?P<body>(?:(?!\n[ \t]*\n)[^\[\]])*)\](?![(\[:])")
_MENTION = re.compile(r"(?<![\w.+\\-])@(?=[\w{])")
_CITATION = re.compile(r"(?P<prefix>[^@]*?)\s*@(?P<key>[^\s,]+)(?:\s*,\s*(?P<locator>[^@]+))?")
_KEY = re.compile(r"[\w-]+")

# Noncharacters: Unicode keeps them for a program's own use, so no text contains them.
_SHIELD = str.maketrans({"@": "\ufdd0", "[": "\ufdd1", "\\": "\ufdd2"})
_UNSHIELD = str.maketrans({"\ufdd0": "@", "\ufdd1": "[", "\ufdd2": "\\"})


@dataclass(frozen=True)
class Citation:
    """One cited source within a group."""

    key: str
    """Citation key as typed, not yet checked."""
    prefix: str = ""
    """Words before the key, for example `see`."""
    locator: str = ""
    """What stands after the comma, for example `p. 12`."""


@dataclass(frozen=True)
class Group:
    """A pair of brackets with at least one citation in it."""

    start: int
    end: int
    line: int
    parts: tuple[str, ...]
    """What stands between the semicolons, white space folded."""

    @property
    def citations(self) -> list[Citation | None]:
        """One citation for each part, None for a part that cannot be read as one."""
        return [_parse_citation(part) for part in self.parts]


def _parse_citation(part: str) -> Citation | None:
    match = _CITATION.fullmatch(part)
    if not match:
        return None
    return Citation(match["key"], match["prefix"], (match["locator"] or "").strip())


def find_groups(text: str, masked: str = "") -> Iterator[Group]:
    """Yield the citation groups of a Markdown text, in order, passing over code, escapes and links.

    `masked` is the text after `markup.mask`, where that is known already.
    """
    if "@" not in text:
        return
    for match in _GROUP.finditer(mask_tags(masked or mask(text))):
        if _MENTION.search(match["body"]):
            parts = tuple(" ".join(part.split()) for part in match["body"].split(";"))
            yield Group(match.start(), match.end(), line_at(text, match.start()), parts)


def find_faults(group: Group, known: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a group as message, code and hint."""
    for part, citation in zip(group.parts, group.citations, strict=True):
        if citation is None:
            yield (f"'{part}' in '[{'; '.join(group.parts)}]' cannot be read as a citation", "malformed-citation",
                   "write [see @key, p. 12; @other]: one key in each part, a comma before the page")
        elif not _KEY.fullmatch(citation.key):
            cut = _KEY.match(citation.key)
            yield (f"citation key '{citation.key}' has a character that mkdocs-bibtex cuts at"
                   + (f": it would cite '{cut.group()}'" if cut else ""), "key-characters",
                   "use letters, digits, _ and - only, here and in the .bib")
        elif citation.key not in known:
            yield (f"citation key '{citation.key}' is not in bibliography.bib", "unknown-key",
                   nearest(citation.key, known))


def check_citations(path: str, groups: Iterable[Group], known: Collection[str]) -> Iterator[Problem]:
    """Every citation can be read, and its key is in the bibliography."""
    for group in groups:
        for message, code, hint in find_faults(group, known):
            yield Problem(path, group.line, message, code, hint)


def shield(text: str, known: Collection[str]) -> str:
    """Give `text` with every character hidden that mkdocs-bibtex could take for its own.

    Sound groups stay open to it, each on one line; faulty ones stay as typed. The text
    ends in an empty line, below which the notes can be put.
    """
    pieces, end = [], 0
    for group in find_groups(text):
        if not any(find_faults(group, known)):
            pieces += [shield_text(text[end:group.start]), f"[{'; '.join(group.parts)}]"]
            end = group.end
    return "".join(pieces) + shield_text(text[end:]) + "\n\n"


def shield_text(text: str) -> str:
    """Hide all of a text from mkdocs-bibtex."""
    return text.translate(_SHIELD)


def unshield(text: str) -> str:
    """Undo `shield` in what mkdocs-bibtex made of the text."""
    return text.translate(_UNSHIELD)


def find_keys(groups: Iterable[Group]) -> list[str]:
    """Give the keys that some groups cite, each once, in order."""
    return list(dict.fromkeys(citation.key for group in groups for citation in group.citations if citation))
