r"""Citations become footnotes: markers in the text, and the notes of `sources/notes.py` below it.

Both are written here, from the citations that `citations.py` has parsed, before mkdocs-bibtex sees
a page. That plugin finds citations with a regular expression that also hits code, escapes, links
and e-mail addresses, cuts keys at a full stop, and misses what is broken over two lines. So of its
work one part is left: it is what the settings name, and it holds their `bib_file`. Its registry,
which is its extension point, takes none of what it finds.
"""

from collections.abc import Iterator, Mapping

from markdown import Markdown
from markdown.extensions import Extension
from mkdocs_bibtex.citation import Citation as FoundCitation
from mkdocs_bibtex.citation import CitationBlock, InlineReference
from mkdocs_bibtex.plugin import BibTexPlugin
from mkdocs_bibtex.registry import ReferenceRegistry

from ..text import HIDDEN, replace_spans
from .citations import Citation, Group, check_group
from .document import Document
from .vocabulary import NOTE_ID

_NO_BREAK_SPACE = "\u00a0"
# A noncharacter, which no page may have. What mkdocs-bibtex takes for its commands, `\bibliography`
# and `\full_bibliography`, are words of the author's.
_NO_COMMAND = "\ufdd0"
# What Markdown would act on, as HTML writes it for a browser alone; and what nobody sees, left out.
_PLAIN = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "@\\`*_{}[]#!~^$|"} | dict.fromkeys(HIDDEN)
)


def write_notes(document: Document, notes: Mapping[str, str]) -> str:
    """Return the Markdown of a page with footnotes in place of its citations, and the notes below.

    `notes` are those of the sources, HTML by citation key. A group with a fault stays as typed.
    """
    groups = [group for group in document.groups if not any(check_group(group, notes))]
    markers = ((group.start, group.end, _write_markers(group)) for group in groups)
    cited = dict.fromkeys(citation.key for group in groups for citation in group.citations)
    listed = "\n".join(_write_note(key, notes[key]) for key in cited)
    return f"{replace_spans(document.text, markers)}\n\n\n{listed}"


def _write_markers(group: Group) -> str:
    """Return the Markdown of a group: a marker each, with its prefix and locator beside it."""
    markers = "<sup>, </sup>".join(_write_marker(citation) for citation in group.citations)
    if group.citations[0].prefix:
        return f" {markers}"
    return markers


def _write_marker(citation: Citation) -> str:
    return _NO_BREAK_SPACE.join(_list_parts(citation))


def _list_parts(citation: Citation) -> Iterator[str]:
    if citation.prefix:
        yield f'<span class="cite-affix">{citation.prefix}</span>'
    yield f"[^{NOTE_ID.format(citation.key)}]"
    if citation.locator:
        yield f'<span class="cite-affix">{citation.locator}</span>'


def _write_note(key: str, note: str) -> str:
    """Return the footnote of a source in a form that nothing acts on before a browser does."""
    return f"[^{NOTE_ID.format(key)}]: {note.translate(_PLAIN)}"


class NoRegistry(ReferenceRegistry):  # type: ignore[misc]
    """Takes no citation: all are footnotes by now, and what mkdocs-bibtex still finds is none."""

    def __init__(self) -> None:
        super().__init__([], NOTE_ID.format("{key}"))

    def validate_citation_blocks(self, citation_blocks: list[CitationBlock]) -> None:
        """Empty the list in place; what is in it stays as it stands, and gets no note."""
        citation_blocks.clear()

    def validate_inline_references(
        self, inline_references: list[InlineReference]
    ) -> set[InlineReference]:
        """Take none: a bare `@word` is a word."""
        return set()

    def inline_text(self, citation_block: CitationBlock) -> str:
        """Return what was typed. It is never asked, since no block is left."""
        return str(citation_block)

    def reference_text(self, citation: FoundCitation | InlineReference) -> str:
        """Return nothing. It is never asked, since no citation is left."""
        return ""


def install_registry(plugin: BibTexPlugin) -> None:
    r"""Have mkdocs-bibtex leave every page as it is; call it before its `on_config`.

    It reads no bibliography of its own, since it takes ours for newer than any file, and neither
    `\bibliography` nor `\full_bibliography` is a command.
    """
    plugin.registry = NoRegistry()
    plugin.last_configured = float("inf")
    plugin.config.bib_by_default = False
    plugin.config.bib_command = _NO_COMMAND
    plugin.config.full_bib_command = _NO_COMMAND


class AtSign(Extension):
    r"""Lets `[\@key]` show as typed, without the backslash."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Name the sign among those that a backslash takes the meaning from."""
        md.ESCAPED_CHARS.append("@")
