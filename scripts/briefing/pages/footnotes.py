"""The adapter to mkdocs-bibtex: it is shown citations alone, and sets our markers and notes in place of its own. It
finds citations with a regular expression that also hits code, escapes, links and e-mail addresses, so everything else
is hidden from it. What marker and note say comes from here, through its extension point, `ReferenceRegistry`."""

from collections.abc import Collection, Mapping

from markdown import Markdown
from markdown.extensions import Extension
from mkdocs_bibtex.citation import Citation, CitationBlock, InlineReference
from mkdocs_bibtex.plugin import BibTexPlugin
from mkdocs_bibtex.registry import ReferenceRegistry

from ..text import HIDDEN, replace_spans
from .document import Document
from .rules import check_group
from .vocabulary import NOTE_ID

_HIDE = str.maketrans(
    "@[\\", "\ufdd0\ufdd1\ufdd2"
)  # noncharacters: Unicode keeps them for programs, no text has one
SHOW = {
    hidden: shown for shown, hidden in _HIDE.items()
}  # translates what mkdocs-bibtex made of a shielded text
# What Markdown and mkdocs-bibtex would act on, as HTML writes it for a browser alone.
_PLAIN = str.maketrans({c: f"&#{ord(c)};" for c in "@\\`*_{}[]#!~^$|"} | {c: None for c in HIDDEN})


class NoteRegistry(ReferenceRegistry):  # type: ignore[misc]
    """Markers with their locators, and the notes of `sources/notes.py`, HTML by citation key."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        super().__init__([], NOTE_ID.format("{key}"))
        self.notes = notes

    def validate_citation_blocks(self, citation_blocks: list[CitationBlock]) -> None:
        """Do nothing: faulty citations were reported with file and line, and never get here."""

    def validate_inline_references(
        self, inline_references: list[InlineReference]
    ) -> set[InlineReference]:
        """Take none: a bare `@word` is a word."""
        return set()

    def inline_text(self, citation_block: CitationBlock) -> str:
        """Return the markers of one pair of brackets, each with its prefix and locator beside it."""
        markers = []
        for citation in citation_block.citations:
            prefix, locator = (
                text.strip() and f'<span class="cite-affix">{text.strip()}</span>'
                for text in (citation.prefix, citation.suffix)
            )
            markers.append(
                "\u00a0".join(filter(None, [prefix, f"[^{NOTE_ID.format(citation.key)}]", locator]))
            )
        return " " * bool(citation_block.citations[0].prefix.strip()) + "<sup>, </sup>".join(
            markers
        )

    def reference_text(self, citation: Citation | InlineReference) -> str:
        """Return the note of a source in a form that nothing acts on before a browser does."""
        return self.notes[citation.key].translate(_PLAIN)


class AtSign(Extension):
    r"""Lets `[\@key]` show as typed, without the backslash."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Name the sign among those that a backslash takes the meaning from."""
        md.ESCAPED_CHARS.append("@")


def install_registry(plugin: BibTexPlugin, notes: Mapping[str, str]) -> None:
    """Make mkdocs-bibtex use our notes, and not read the `.bib` again when MkDocs configures it. It has no setting for
    either (4.4.0), but it keeps a registry that it has got after its files were last changed."""
    plugin.registry = NoteRegistry(notes)
    plugin.last_configured = float("inf")


def add_notes(text: str, notes: Mapping[str, str]) -> str:
    """Return the Markdown of a page with citations turned into footnotes as a build does it."""
    plugin = BibTexPlugin()
    plugin.load_config({"bib_file": "-", "enable_inline_citations": False})
    install_registry(plugin, notes)
    return str(
        plugin.on_page_markdown(shield(text, notes), page=None, config=None, files=None)
    ).translate(SHOW)


def shield(text: str, known: Collection[str]) -> str:
    """Return `text` with every character hidden that mkdocs-bibtex could take for its own. Sound groups stay open to
    it, each on one line. An empty line ends the text: below it the notes can be put."""
    sound = (
        (group.start, group.end, f"[{'; '.join(part for part, _ in citations)}]")
        for group, citations in Document("", "", text).groups
        if not any(check_group(group, citations, known))
    )
    return replace_spans(text.translate(_HIDE), sound) + "\n\n"
