"""The adapter to mkdocs-bibtex: our notes in place of its own.

mkdocs-bibtex finds the citations and puts the notes below the text; what marker and
note say comes from here, through its own extension point, `ReferenceRegistry`.
"""

from collections.abc import Mapping

from mkdocs_bibtex.citation import Citation, CitationBlock, InlineReference
from mkdocs_bibtex.plugin import BibTexPlugin
from mkdocs_bibtex.registry import ReferenceRegistry
from pybtex.database import BibliographyData

from .citations import shield, shield_text, unshield
from .rules import NOTE_ID


class NoteRegistry(ReferenceRegistry):  # type: ignore[misc]
    """Markers with their locators, and notes made by one pandoc run.

    The base class is not initialised: it would parse the `.bib` a second time, and
    raises where `sources.load_bibliography` reports.
    """

    footnote_format = NOTE_ID.replace("{}", "{key}")

    def __init__(self, data: BibliographyData, notes: Mapping[str, str]) -> None:
        self.bib_data = data
        self.notes = notes

    def validate_citation_blocks(self, citation_blocks: list[CitationBlock]) -> None:
        """Do nothing: faulty citations were reported with file and line, and never get here."""

    def validate_inline_references(self, inline_references: list[InlineReference]) -> set[InlineReference]:
        """Take none: a bare `@word` is a word."""
        return set()

    def inline_text(self, citation_block: CitationBlock) -> str:
        """Give the markers of one pair of brackets, each with its prefix and locator beside it."""
        markers = "<sup>, </sup>".join(self._render_marker(citation) for citation in citation_block.citations)
        return f" {markers}" if citation_block.citations[0].prefix.strip() else markers

    def reference_text(self, citation: Citation | InlineReference) -> str:
        """Give the note of a source, hidden from mkdocs-bibtex's further replacements."""
        return shield_text(self.notes[citation.key])

    def _render_marker(self, citation: Citation) -> str:
        prefix, locator = (_render_affix(text.strip()) for text in (citation.prefix, citation.suffix))
        marker = f"[^{NOTE_ID.format(citation.key)}]"
        return (prefix and f"{prefix}\u00a0") + marker + (locator and f"\u00a0{locator}")


def _render_affix(text: str) -> str:
    return f'<span class="cite-affix">{text}</span>' if text else ""


def resolve(markdown: str, registry: NoteRegistry) -> str:
    """Give a page's Markdown with its citations turned into footnotes, as a build would, without a build."""
    plugin = BibTexPlugin()
    plugin.load_config({"bib_file": "-", "enable_inline_citations": False, "footnote_format": registry.footnote_format})
    plugin.registry = registry
    hidden = shield(markdown, registry.notes)
    return unshield(plugin.on_page_markdown(hidden, page=None, config=None, files=None))
