"""What mkdocs-bibtex writes with our registry: markers, and the notes below them.

Alone it notices another version of mkdocs-bibtex, and text that only one of us takes for a
citation.
"""

from html import escape
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_bibtex.citation import CitationBlock
from mkdocs_bibtex.plugin import BibTexPlugin
from mkdocs_bibtex.registry import ReferenceRegistry
from support import ABEL, read_data, write_notes

from mkdocs_briefing.html import Node, get, parse, read
from mkdocs_briefing.pages.citations import (
    NoteRegistry,
    check_citations,
    find_groups,
    install_registry,
)
from mkdocs_briefing.text import HIDDEN

CASES = read_data("markdown.yml")
NOTES = {"abel": "Anna Abel.", "brun": "Bo Brun."}


def replace_marker(node: Node) -> str | None:
    """Give what stands for a marker."""
    return f"^{node.text()}" if get(node, "class") == "footnote-ref" else None


@pytest.mark.parametrize(("text", "words"), CASES["markers"].items())
def test_a_citation_becomes_a_marker_and_nothing_else_does(text: str, words: str) -> None:
    notes = dict.fromkeys(("abel2020", "brun2021", "abel2021"), "A note.")
    written = write_notes(f"# T\n\n- {text}\n    {{ #p }}\n", notes)
    page = markdown.markdown(written, extensions=["attr_list", "footnotes"])
    first = parse(page).css_first("#p")
    assert first
    assert read(first, replace_marker) == words


@pytest.mark.parametrize("text", [text for text, *_ in CASES["faulty"]])
def test_a_faulty_group_stays_as_typed(text: str) -> None:
    assert write_notes(text, NOTES).rstrip("\n") == text.rstrip("\n")


# What nobody sees is left out of a note, and no page with it is built.
VISIBLE = st.characters(
    exclude_categories=["Cc", "Cn", "Cs", "Zs", "Zl", "Zp"], exclude_characters=HIDDEN
)


@given(st.text(alphabet=VISIBLE, min_size=1))
def test_a_note_is_shown_as_it_is(text: str) -> None:
    written = escape(text, quote=False).replace('"', "&quot;")
    note = f'x{written} <em>y</em> <a href="https://e.org/?{written}">z</a>'
    source = write_notes("A.[@abel]", {"abel": note})
    page = markdown.markdown(source, extensions=["attr_list", "footnotes", "tables"])
    shown = parse(page).css_first("li p")
    assert shown
    assert read(shown).startswith(read(parse(note)))
    assert get(shown.css("a")[0], "href") == f"https://e.org/?{text}"
    assert write_notes("A.[@abel]", {"abel": note + "".join(HIDDEN)}) == source


def test_our_registry_fits_mkdocs_bibtex(tmp_path: Path) -> None:
    """It says when the dependency has changed: what a registry is asked, and what keeps ours."""
    asked = {name for name in vars(NoteRegistry) if not name.startswith("_")}
    assert asked == set(ReferenceRegistry.__abstractmethods__)
    bib_file = tmp_path / "a.bib"
    bib_file.write_text(ABEL + ABEL, encoding="utf-8")  # its own would raise at this
    plugin = BibTexPlugin()
    plugin.load_config({"bib_file": str(bib_file)})
    install_registry(plugin, NOTES)
    config = type("Config", (), {"config_file_path": str(tmp_path / "mkdocs.yml")})()
    plugin.on_config(config)
    assert isinstance(plugin.registry, NoteRegistry)
    assert plugin.registry.footnote_format == "cite-{key}"


PIECES = ["[", "]", "@abell", "see ", ", p. 1", "; ", "`", "\\", "\\bibliography", "a@b.example"]
PIECES += ["\\full_bibliography", "\n", "[^cite-abel]", "[^cite-abel]: A.", "(https://a.example)"]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(VISIBLE))
def test_what_cites_no_known_source_stays_as_typed(text: str) -> None:
    assert write_notes(text, NOTES) == f"{text}\n"


@given(st.lists(st.sampled_from([*PIECES, "@abel"])).map("".join) | st.text(VISIBLE))
def test_we_look_at_all_that_mkdocs_bibtex_takes(text: str) -> None:
    taken = [block.raw for block in CitationBlock.from_markdown(text)]
    taken = [raw for raw in taken if not any(check_citations(raw, NOTES))]
    groups = find_groups(text)
    assert [raw for raw in groups if not any(check_citations(raw, NOTES))] == taken
