"""Finding citations in Markdown, and hiding everything else from mkdocs-bibtex.

The syntax is Pandoc's: `[@key]`, `[see @key, p. 12; @other]`. mkdocs-bibtex finds it with a regular expression that
also hits code, escapes, links and e-mail addresses, so it is shown only what really is a citation.
"""

import re
from collections.abc import Collection, Iterator

from markdown import Markdown
from markdown.extensions import Extension

from ..problems import Fault, nearest
from .markup import Mark, mask, mask_tags

_GROUP = re.compile(r"\[(?P<text>(?:(?!\n[ \t]*\n)[^\[\]])*)\](?![(:]|\[(?!\]\(|\^|[^\[\]]*@))")
"""Brackets that are no link. Behind them may stand a footnote, another citation, or the end of a claim, `[](#id)`."""
_MENTION = re.compile(r"(?<![\w.+\\-])@(?=[\w{])")
_CITATION = re.compile(r"[^@]*?\s*@(?P<key>[^\s,]+)(?:\s*,\s*[^@]+)?")
_KEY = re.compile(r"[\w-]+")
HIDE = str.maketrans("@[\\", "\ufdd0\ufdd1\ufdd2")
"""What hides a text from mkdocs-bibtex: Unicode keeps noncharacters for a program's own use, so no text has them."""
_SHOW = str.maketrans("\ufdd0\ufdd1\ufdd2", "@[\\")


class Group(Mark):
    """A pair of brackets with at least one citation in it."""

    @property
    def parts(self) -> list[str]:
        """What stands between the semicolons, white space folded."""
        return [" ".join(part.split()) for part in self.text.split(";")]

    @property
    def keys(self) -> list[str]:
        """The citation keys as typed, in order, without those of parts that cannot be read."""
        return [found["key"] for found in map(_CITATION.fullmatch, self.parts) if found]


def find_groups(masked: str) -> Iterator[Group]:
    """Yield the citation groups of a Markdown text, after `markup.mask`, passing over links and tags."""
    return (group for group in Group.find(_GROUP, mask_tags(masked)) if _MENTION.search(group.text))


def check_group(group: Group, known: Collection[str]) -> Iterator[Fault]:
    """Every citation can be read, and its key is in the bibliography."""
    for part in group.parts:
        found = _CITATION.fullmatch(part)
        key = found["key"] if found else ""
        if not found:
            whole = "; ".join(group.parts)
            yield (group.line, f"'{part}' in '[{whole}]' cannot be read as a citation", "malformed-citation",
                   "write [see @key, p. 12; @other]: one key in each part, a comma before the page")
        elif not _KEY.fullmatch(key):
            cut = _KEY.match(key)
            would = f": it would cite '{cut[0]}'" if cut else ""
            yield (group.line, f"citation key '{key}' has a character that mkdocs-bibtex cuts at{would}",
                   "key-characters", "use letters, digits, _ and - only, here and in the .bib")
        elif key not in known:
            yield group.line, f"citation key '{key}' is not in bibliography.bib", "unknown-key", nearest(key, known)


def shield(text: str, known: Collection[str]) -> str:
    """Return `text` with every character hidden that mkdocs-bibtex could take for its own.

    Sound groups stay open to it, each on one line. An empty line ends the text: below it the notes can be put.
    """
    pieces, end = [], 0
    for group in find_groups(mask(text)):
        if not any(check_group(group, known)):
            pieces += [text[end:group.start].translate(HIDE), f"[{'; '.join(group.parts)}]"]
            end = group.end
    return "".join(pieces) + text[end:].translate(HIDE) + "\n\n"


def unshield(text: str) -> str:
    """Return what mkdocs-bibtex made of a shielded text, with everything shown again."""
    return text.translate(_SHOW)


class AtSign(Extension):
    r"""Lets `[\@key]` show as typed, without the backslash."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Name the sign among those that a backslash takes the meaning from."""
        md.ESCAPED_CHARS.append("@")
