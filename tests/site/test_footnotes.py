"""What a reader sees of a citation, with each defect of mkdocs-bibtex 4.4.0 known here; dead and retracted sources."""

import json
import re
from html import escape
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_bibtex.plugin import BibTexPlugin
from mkdocs_bibtex.registry import ReferenceRegistry
from support import ABEL, TEMPLATES, Built, MakeSite, read_data

from briefing.html import get, parse, read
from briefing.pages.footnotes import NoteRegistry, add_notes, install_registry
from briefing.text import HIDDEN

CASES = read_data("markdown.yml")
BRUN = CASES["sources"]


def cite(text: str) -> str:
    """Make a page that is sound and cites every source, with `text` first."""
    return (
        f"# T {{ #t }}\n\n{text}\n{{ #p }}\n\nAll.[@abel2020; @brun2021; @abel2021]\n{{ #all }}\n"
    )


def read_first(html: str) -> str:
    """Give the words of the first paragraph, markers as `^1`."""
    first = parse(html).css_first("#p")
    assert first
    marks = {"footnote-ref": lambda link: f"^{link.text()}", "headerlink": lambda link: ""}
    return read(
        first, lambda node: marks[get(node, "class")](node) if get(node, "class") in marks else None
    )


@pytest.mark.parametrize(("text", "words"), CASES["markers"].items())
def test_a_citation_becomes_a_marker_and_nothing_else_does(
    make_site: MakeSite, text: str, words: str
) -> None:
    site = make_site(cite(text), ABEL + BRUN)
    assert site.messages == []
    assert read_first(site.html()) == words


def test_a_note_is_whole_and_comes_out_as_written(make_site: MakeSite) -> None:
    html = make_site(cite("A."), ABEL + BRUN).html().replace("\u00a0", " ")
    notes = re.findall(r'<li id="fn:cite-\w+">\s*<p>(.*?) <span class="backlinks">', html)
    assert notes == [
        'Anna Abel, “Nato and the Suwałki Gap”, 4 May 2020, <a href="https://example.org/abel">'
        "https://example.org/abel</a>, accessed 5 May 2020.",
        'Bo Brun, “The Second Report”, House of Brun, 2021, <a href="https://example.org/b?x=1&amp;y=2">'
        "https://example.org/b?x=1&amp;y=2</a>, accessed 3 February 2021.",
        'Anna Abel, “A Later Piece on H<sub>2</sub>O”, 2021, <a href="https://example.org/later">'
        "https://example.org/later</a>, accessed 3 February 2021.",  # the name again, not a dash
    ]


@given(
    st.text(
        alphabet=st.characters(
            exclude_categories=["Cc", "Cn", "Cs", "Zs", "Zl", "Zp"], exclude_characters=HIDDEN
        ),
        min_size=1,
    )
)
def test_a_note_is_shown_as_it_is(text: str) -> None:
    written = escape(text, quote=False).replace('"', "&quot;")
    note = f'x{written} <em>y</em> <a href="https://e.org/?{written}">z</a>'
    source = add_notes("A.[@abel]", {"abel": note})
    page = markdown.markdown(source, extensions=["attr_list", "footnotes", "tables"])
    shown = parse(page).css_first("li p")
    assert shown
    assert read(shown).startswith(read(parse(note)))
    assert get(shown.css("a")[0], "href") == f"https://e.org/?{text}"
    assert add_notes("A.[@abel]", {"abel": note + "".join(HIDDEN)}) == source, (
        "what nobody sees is left out"
    )


def test_the_adapter_fits_mkdocs_bibtex(tmp_path: Path) -> None:
    """It says when the dependency has changed: what a registry is asked, and what keeps the plugin from its own."""
    asked = {name for name in vars(NoteRegistry) if not name.startswith("_")}
    assert asked == set(ReferenceRegistry.__abstractmethods__)
    plugin = BibTexPlugin()
    plugin.load_config({"bib_file": str(tmp_path / "a.bib")})
    (tmp_path / "a.bib").write_text(ABEL + ABEL, encoding="utf-8")  # it would raise at this
    install_registry(plugin, {"abel2020": "note"})
    config = type("Config", (), {"config_file_path": str(tmp_path / "mkdocs.yml")})()
    plugin.on_config(config)
    assert isinstance(plugin.registry, NoteRegistry)
    assert plugin.registry.footnote_format == "cite-{key}"


def test_notes_are_numbered_in_reading_order_through_boxes(make_site: MakeSite) -> None:
    """Each once, under their heading, with a named way back for each use; an author's own has the name of a key."""
    page = (
        "# T { #t }\n\n"
        '!!! check "Found"\n    A.[@brun2021]\n    { #c }\n\n## One { #one }\n\n'
        "B.[^abel2020] C.[@abel2020; @abel2021] D.[@brun2021] E.[@brun2021]\n{ #p }\n\n"
        "[^abel2020]: My own words.\n"
    )
    html = make_site(page, ABEL + BRUN).html()
    back = re.findall(r'href="#(fnref\d?:cite-brun2021)" aria-label="Back to: ([^"]+)"', html)
    assert {name for _, name in back} == {"Found", "One", "One (2)"}
    assert all(re.search(rf'<sup[^>]* id="{place}"', html) for place, _ in back)
    assert re.findall(r'href="#fn:([\w-]+)" role="doc-noteref">(\d)<', html) == [
        ("cite-brun2021", "1"),
        ("abel2020", "2"),
        ("cite-abel2020", "3"),
        ("cite-abel2021", "4"),
        ("cite-brun2021", "1"),
        ("cite-brun2021", "1"),
    ]
    notes = html.partition('<h2 id="notes">')[2]
    assert re.findall(r'<li id="fn:([\w-]+)"', notes) == [
        "cite-brun2021",
        "abel2020",
        "cite-abel2020",
        "cite-abel2021",
    ]
    assert "My own words." in notes
    assert "Suwałki" in notes


CITING = "# T { #t }\n\nA.[@abel2020]\n{ #a .fact }\n"
ACCEPTED = CITING.replace(".fact", '.fact data-accept="retracted-source"')
LEDGER = "# C { #c }\n\n<!-- briefing: ledger -->\n"
LISTED = "# S { #s }\n\n<!-- briefing: sources cited -->\n\n<!-- briefing: sources added -->\n"
FILES = {"docs/claims.md": LEDGER, "docs/sources.md": LISTED, **TEMPLATES}
RETRACTED, MARKED = (
    ABEL.replace("},\n}", f"}},\n  keywords = {{{word}}},\n}}") for word in ("retracted", "gone")
)
ADDRESS = "https://example.org/abel"
SEEN = {"seen": {ADDRESS: "2026-11-03"}, "gone": {}}
DEAD = SEEN | {"gone": {ADDRESS: "2026-11-24"}}


def make_with(make_site: MakeSite, links: object, page: str = CITING, bib: str = ABEL) -> Built:
    return make_site(page, bib, {**FILES, "links.json": json.dumps(links)})


@pytest.mark.parametrize(
    ("dead", "word", "sources", "claim", "note"), read_data("sites.yml")["states"]
)
def test_a_source_says_in_what_state_it_is(
    make_site: MakeSite, dead: bool, word: str, sources: list[str], claim: str, note: str
) -> None:
    bib, page = (
        {"": ABEL, "gone": MARKED, "retracted": RETRACTED}[word],
        ACCEPTED if word == "retracted" else CITING,
    )
    site = make_with(make_site, DEAD if dead else SEEN, page, bib)
    assert (site.is_published, site.messages) == (True, [])
    html = site.html("sources/index.html")
    assert [html.index(words) for words in sources] == sorted(
        html.index(words) for words in sources
    ), "the copy first"
    assert html.count("data-versionurl") <= 1
    assert claim in site.html("claims/index.html")
    assert ("Rests on" in site.html("claims/index.html")) == bool(claim)
    assert note in site.html()
    assert ("Gone" in site.html() or "Retracted" in site.html()) == bool(note)


def test_nothing_is_said_where_nothing_is_known(make_site: MakeSite) -> None:
    bare = make_site(CITING, files=FILES)
    pages = [bare.html(page) for page in ("index.html", "sources/index.html", "claims/index.html")]
    assert not any(
        words in html for html in pages for words in ("Seen on", "Gone", "gone", "Address")
    )
    other = make_with(
        make_site, {name: {f"{ADDRESS}/other": "2026-11-24"} for name in ("seen", "gone")}
    )
    assert other.messages == []
    assert [
        other.html(page) for page in ("index.html", "sources/index.html", "claims/index.html")
    ] == pages


@pytest.mark.parametrize(
    ("links", "bib", "since"), [(DEAD, ABEL, ", since 2026-11-24"), (SEEN, MARKED, "")]
)
def test_a_dead_source_is_a_notice_of_the_command(
    make_site: MakeSite, links: object, bib: str, since: str
) -> None:
    run = make_with(make_site, links, bib=bib).check()
    assert run.returncode == 0
    assert run.stdout.splitlines() == [
        f"docs/index.md:4: 'a' rests on 'abel2020', which is gone{since}: {ADDRESS}; give its new address, cite "
        "another source, or mark it for readers: keywords = {gone} [gone-source]",
        "nothing is wrong with 3 pages, 1 claims and 1 sources",
    ]


def test_what_a_person_has_to_decide_stops_the_build(make_site: MakeSite) -> None:
    """A retracted source that nobody has accepted, an acceptance of nothing, and a file that cannot be read."""
    site = make_with(make_site, SEEN, bib=RETRACTED)
    assert (site.is_published, site.codes()) == (False, {"retracted-source"})
    assert site.messages[0].startswith(
        "docs/index.md:4: 'a' rests on 'abel2020', which was retracted; "
    )
    assert make_site(ACCEPTED).codes() == {"stale-acceptance"}
    site = make_site(CITING, files={"links.json": "<<<<<<< HEAD"})
    assert (site.is_published, site.codes()) == (False, {"links-file"})
