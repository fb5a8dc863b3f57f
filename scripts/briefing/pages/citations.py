r"""Citations: what mkdocs-bibtex reads of `[see @key, p. 12; @other]`, and what it writes for it.

Its parser is the one that counts; the syntax is Pandoc's:
https://pandoc.org/MANUAL.html#citation-syntax. It drops what it does not know: what it would lose
by that is a fault here, and stays as typed. Its registry is its extension point. Ours has the notes
of `sources/notes.py`, made by pandoc in one run for the whole bibliography.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from mkdocs_bibtex.citation import Citation, CitationBlock, InlineReference
from mkdocs_bibtex.plugin import BibTexPlugin
from mkdocs_bibtex.registry import ReferenceRegistry

from ..problems import Problem, nearest
from ..text import HIDDEN
from .furniture import NOTE_ID

_KEY = re.compile(r"(?<![\w.+-])@([^\s,]+)")  # not that of an e-mail address
_NO_BREAK_SPACE = "\u00a0"
# A noncharacter, which no page may have: `\bibliography` and `\full_bibliography` are words of the
# author's, and the notes stand at the end.
_NO_COMMAND = "\ufdd0"
# What Markdown would act on, as HTML writes it for a browser alone; and what nobody sees, left out.
_PLAIN = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "@\\`*_{}[]#!~^$|"} | dict.fromkeys(HIDDEN)
)


def find_groups(text: str) -> list[str]:
    """Return what stands between the brackets of each group of citations, as mkdocs-bibtex reads.

    With another bracket in it that opens it is none, and stays as typed.
    """
    groups = [block.raw for block in CitationBlock.from_markdown(text)]
    return [raw for raw in groups if "[" not in raw and _KEY.search(raw)]


def check_citations(
    raw: str, known: Collection[str], bibliography: str = "the bibliography"
) -> Iterator[Problem]:
    """Each citation of a group is read whole, and its key is in the bibliography."""
    for part in raw.split(";"):
        citations = Citation.from_markdown(part)
        if not citations or _squeeze(_write(citations[0])) != _squeeze(part):
            yield _explain(" ".join(part.split()))
        elif citations[0].key not in known:
            key = citations[0].key
            message = f"citation key '{key}' is not in {bibliography}"
            hint = nearest(key, known) or "write its entry there, or take the citation out"
            yield Problem(message, "unknown-key", hint)


def _write(citation: Citation) -> str:
    """Return a citation as it is typed, where each part of it is what it can be."""
    if {*"[@\\"} & {*citation.prefix, *citation.suffix}:
        return ""
    return f"{citation.prefix}@{citation.key}{',' if citation.suffix else ''}{citation.suffix}"


def _squeeze(text: str) -> str:
    return "".join(text.split())


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


class Notes(ReferenceRegistry):  # type: ignore[misc]
    """Markers and notes of the sources, from their notes as HTML by citation key."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        # That of its parent would read files.
        self.footnote_format = NOTE_ID.format("{key}")
        self.notes = notes

    def validate_citation_blocks(self, citation_blocks: list[CitationBlock]) -> None:
        """Take out of the list what has a fault: it stays as typed, and `rules.py` tells it."""
        faulty = [block for block in citation_blocks if any(check_citations(block.raw, self.notes))]
        for block in faulty:
            citation_blocks.remove(block)

    def validate_inline_references(
        self, inline_references: list[InlineReference]
    ) -> set[InlineReference]:
        """Take none: a bare `@word` is a word."""
        return set()

    def inline_text(self, citation_block: CitationBlock) -> str:
        """Return the Markdown of a group: a marker each, its prefix and its locator beside it."""
        markers = "<sup>, </sup>".join(map(self._write_marker, citation_block.citations))
        return f" {markers}" if citation_block.citations[0].prefix else markers

    def _write_marker(self, citation: Citation) -> str:
        parts = [
            _write_affix(citation.prefix),
            f"[^{NOTE_ID.format(citation.key)}]",
            _write_affix(citation.suffix),
        ]
        return _NO_BREAK_SPACE.join(filter(None, parts))

    def reference_text(self, citation: Citation | InlineReference) -> str:
        """Return the note of a source in a form that nothing acts on before a browser does."""
        return self.notes[citation.key].translate(_PLAIN)


def _write_affix(words: str) -> str:
    return f'<span class="cite-affix">{words.strip()}</span>' if words.strip() else ""


def install_registry(plugin: BibTexPlugin, notes: Mapping[str, str]) -> None:
    """Give mkdocs-bibtex our registry; call it before its `on_config`.

    It reads no bibliography of its own, since it takes ours for newer than any file.
    """
    plugin.registry = Notes(notes)
    plugin.last_configured = float("inf")
    plugin.config.bib_command = _NO_COMMAND
    plugin.config.full_bib_command = _NO_COMMAND
