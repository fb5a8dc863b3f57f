r"""Citations: what mkdocs-bibtex reads of `[@key; @other]`, and what it writes for it.

Its parser is the one that counts; the syntax is Pandoc's:
https://pandoc.org/MANUAL.html#citation-syntax. Of that, a citation is its key alone: what stands
beside a key is a fault, and stays as typed. Its registry is its extension point. Ours has the notes
of `sources/source_notes.py`, made by pandoc in one run for the whole bibliography.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from mkdocs_bibtex.citation import Citation, CitationBlock, InlineReference
from mkdocs_bibtex.plugin import BibTexPlugin
from mkdocs_bibtex.registry import ReferenceRegistry

from ..problems import Problem, nearest
from ..text import HIDDEN
from .furniture import NOTE_ID

_KEY = re.compile(
    r"(?<![\w.+-])-?@(?=[^\s,;])"  # with Pandoc's `-` or without; not that of an e-mail address
    r"(?P<read>[\w-]*)(?P<cut>[^\s,;]*)"  # as far as mkdocs-bibtex reads it, and the rest
)
# The command at which mkdocs-bibtex puts its own list of notes. Ours stand at the end of a page, so
# `\bibliography` is a word of the author's, and this a noncharacter, which no page may have.
_NO_COMMAND = "\ufdd0"
# What Markdown would act on, as HTML writes it for a browser alone; and what nobody sees, left out.
_PLAIN = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "@\\`*_{}[]#!~^$|"} | dict.fromkeys(HIDDEN)
)


def find_groups(text: str) -> list[str]:
    """Return what stands between the brackets of each group of citations, as mkdocs-bibtex reads.

    What has another opening bracket in it is no group, and stays as typed.
    """
    groups = [block.raw for block in CitationBlock.from_markdown(text)]
    return [raw for raw in groups if "[" not in raw and _KEY.search(raw)]


def list_keys(raw: str) -> list[str]:
    """Return the keys that mkdocs-bibtex would read between the brackets of a group."""
    return [match["read"] for match in _KEY.finditer(raw)]


def check_citations(
    raw: str, known: Collection[str], bibliography: str = "the bibliography"
) -> Iterator[Problem]:
    """Each citation of a group is a key and nothing else, and stands in the bibliography."""
    for part in raw.split(";"):
        match = re.fullmatch(r"\s*@([\w-]+)\s*", part)
        if match is None:
            yield _explain(" ".join(part.split()))
        elif match[1] not in known:
            message = f"citation key '{match[1]}' is not in {bibliography}"
            hint = nearest(match[1], known) or "write its entry there, or take the citation out"
            yield Problem(message, "unknown-key", hint)


def _explain(part: str) -> Problem:
    """Return what is wrong with a part of a group that cannot be read whole."""
    match = _KEY.search(part)
    if match and match["cut"]:
        key = match["read"] + match["cut"]
        message = f"citation key '{key}' has a character that mkdocs-bibtex cuts at: "
        hint = "use letters, digits, _ and - only, here and in the .bib"
        return Problem(f"{message}it would cite '{match['read']}'", "key-characters", hint)
    hint = "write [@key; @other] and no other word; words: in the record say where the passage is"
    return Problem(f"'{part}' cannot be read as a citation", "malformed-citation", hint)


class NoteRegistry(ReferenceRegistry):  # type: ignore[misc]
    """Markers and notes of the sources, from their notes as HTML by citation key."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        # That of its parent would read files.
        self.footnote_format = NOTE_ID.format("{key}")
        self.notes = notes

    def validate_citation_blocks(self, citation_blocks: list[CitationBlock]) -> None:
        """Take out of the list what has a fault: it stays as typed, `page_rules.py` tells it."""
        faulty = [block for block in citation_blocks if any(check_citations(block.raw, self.notes))]
        for block in faulty:
            citation_blocks.remove(block)

    def validate_inline_references(
        self, inline_references: list[InlineReference]
    ) -> set[InlineReference]:
        """Take none: a bare `@word` is a word."""
        return set()

    def inline_text(self, citation_block: CitationBlock) -> str:
        """Return the Markdown of a group: a marker each."""
        markers = [f"[^{NOTE_ID.format(each.key)}]" for each in citation_block.citations]
        return "<sup>, </sup>".join(markers)

    def reference_text(self, citation: Citation | InlineReference) -> str:
        """Return the note of a source in a form that nothing acts on before a browser does."""
        return self.notes[citation.key].translate(_PLAIN)


def install_registry(plugin: BibTexPlugin, notes: Mapping[str, str]) -> None:
    """Give mkdocs-bibtex our registry; call it before its `on_config`.

    It reads no bibliography of its own, since it takes ours for newer than any file.
    """
    plugin.registry = NoteRegistry(notes)
    plugin.last_configured = float("inf")
    plugin.config.bib_command = _NO_COMMAND
    plugin.config.full_bib_command = _NO_COMMAND
