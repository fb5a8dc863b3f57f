"""Citations become footnotes, and mkdocs-bibtex leaves all that it sees as it stands."""

import time
from html import escape
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_bibtex.plugin import BibTexPlugin
from mkdocs_bibtex.registry import ReferenceRegistry
from support import ABEL, read_data

from briefing.html import get, parse, read
from briefing.pages.document import Document
from briefing.pages.footnotes import NoRegistry, install_registry, write_notes
from briefing.text import HIDDEN

CASES = read_data("markdown.yml")
NOTES = {"abel": "Anna Abel.", "brun": "Bo Brun."}


def cite(text: str) -> str:
    return write_notes(Document("", "", text), NOTES)


def test_a_group_becomes_markers_where_it_stands_and_each_note_stands_below_once() -> None:
    assert cite("A.[@brun] `[@brun]` B.[see @abel, p. 1;\n@brun]") == (
        "A.[^cite-brun] `[@brun]` B. "
        '<span class="cite-affix">see</span>\u00a0[^cite-abel]\u00a0'
        '<span class="cite-affix">p. 1</span>'
        "<sup>, </sup>[^cite-brun]\n\n\n"
        "[^cite-brun]: Bo Brun.\n[^cite-abel]: Anna Abel."
    )


@pytest.mark.parametrize("text", [text for text, *_ in CASES["faulty"]])
def test_a_faulty_group_stays_as_typed(text: str) -> None:
    assert cite(text).rstrip("\n") == text


@given(st.text())
def test_a_text_without_citations_stays_as_typed(text: str) -> None:
    document = Document("", "", text)
    assert write_notes(document, {}).rstrip("\n") == text.rstrip("\n")


# What nobody sees is left out of a note, and no page with it is built.
VISIBLE = st.characters(
    exclude_categories=["Cc", "Cn", "Cs", "Zs", "Zl", "Zp"], exclude_characters=HIDDEN
)


@given(st.text(alphabet=VISIBLE, min_size=1))
def test_a_note_is_shown_as_it_is(text: str) -> None:
    written = escape(text, quote=False).replace('"', "&quot;")
    note = f'x{written} <em>y</em> <a href="https://e.org/?{written}">z</a>'
    document = Document("", "", "A.[@abel]")
    source = write_notes(document, {"abel": note})
    page = markdown.markdown(source, extensions=["attr_list", "footnotes", "tables"])
    shown = parse(page).css_first("li p")
    assert shown
    assert read(shown).startswith(read(parse(note)))
    assert get(shown.css("a")[0], "href") == f"https://e.org/?{text}"
    assert write_notes(document, {"abel": note + "".join(HIDDEN)}) == source


def make_plugin(bib_file: Path) -> BibTexPlugin:
    plugin = BibTexPlugin()
    plugin.load_config({"bib_file": str(bib_file)})
    install_registry(plugin)
    return plugin


def test_our_registry_fits_mkdocs_bibtex(tmp_path: Path) -> None:
    """It says when the dependency has changed: what a registry is asked, and what keeps ours."""
    asked = {name for name in vars(NoRegistry) if not name.startswith("_")}
    assert asked == set(ReferenceRegistry.__abstractmethods__)
    bib_file = tmp_path / "a.bib"
    bib_file.write_text(ABEL + ABEL, encoding="utf-8")  # its own would raise at this
    plugin = make_plugin(bib_file)
    config = type("Config", (), {"config_file_path": str(tmp_path / "mkdocs.yml")})()
    plugin.on_config(config)
    assert isinstance(plugin.registry, NoRegistry)
    assert plugin.registry.footnote_format == "cite-{key}"


PIECES = ["[", "]", "@abel", "see ", ", p. 1", "; ", "`", "\\", "\\bibliography", "a@b.example"]
PIECES += ["\\full_bibliography", "\n", "[^cite-abel]", "[^cite-abel]: A.", "(https://a.example)"]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(VISIBLE))
def test_mkdocs_bibtex_leaves_a_page_as_it_is(text: str) -> None:
    plugin = make_plugin(Path("a.bib"))
    assert plugin.on_page_markdown(text, page=None, config=None, files=None) == text


def test_mkdocs_bibtex_is_done_soon_with_what_is_within_our_bounds() -> None:
    plugin = make_plugin(Path("a.bib"))
    text = "[" + " " * 5000 + "]"
    start = time.process_time()
    plugin.on_page_markdown(text, page=None, config=None, files=None)
    assert time.process_time() - start < 5
