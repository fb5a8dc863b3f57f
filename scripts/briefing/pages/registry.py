r"""What mkdocs-bibtex writes for a citation: our marker in the text, our note below it.

Its registry is its extension point. Ours has the notes of `sources/notes.py`, made by pandoc in one
run for the whole bibliography.
"""

from collections.abc import Mapping

from mkdocs_bibtex.citation import Citation, CitationBlock, InlineReference
from mkdocs_bibtex.plugin import BibTexPlugin
from mkdocs_bibtex.registry import ReferenceRegistry

from ..text import HIDDEN
from .citations import check_citations
from .vocabulary import NOTE_ID

_NO_BREAK_SPACE = "\u00a0"
# A noncharacter, which no page may have: `\bibliography` and `\full_bibliography` are words of the
# author's, and the notes stand at the end.
_NO_COMMAND = "\ufdd0"
# What Markdown would act on, as HTML writes it for a browser alone; and what nobody sees, left out.
_PLAIN = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "@\\`*_{}[]#!~^$|"} | dict.fromkeys(HIDDEN)
)


class Notes(ReferenceRegistry):  # type: ignore[misc]
    """Markers and notes of the sources, from their notes as HTML by citation key."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        # That of its parent would read files.
        self.footnote_format = NOTE_ID.format("{key}")
        self.notes = notes

    def validate_citation_blocks(self, citation_blocks: list[CitationBlock]) -> None:
        """Take out of the list what has a fault: it stays as typed, and is told elsewhere."""
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
    plugin.config.bib_by_default = True
    plugin.config.bib_command = _NO_COMMAND
    plugin.config.full_bib_command = _NO_COMMAND
