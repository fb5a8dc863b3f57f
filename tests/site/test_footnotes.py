"""What a reader sees of a citation, on built pages; dead and retracted sources."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pytest
from support import ABEL, TEMPLATES, Built, MakeSite, read_data, say

from briefing.html import Node, get, parse, read
from briefing.programs import ProgramError
from briefing.sources import bibliography

CASES = read_data("markdown.yml")
BRUN = CASES["sources"]


def cite(text: str) -> str:
    """Make a page that is sound and cites every source, with `text` first, as an item."""
    return (
        f"# T {{ #t }}\n\n- {text}\n    {{ #p }}\n"
        "- All.[@abel2020; @brun2021; @abel2021]\n    { #all }\n"
    )


def read_first(html: str) -> str:
    """Give the words of the first paragraph, markers as `^1`."""
    first = parse(html).css_first("#p")
    assert first
    return read(first, replace_marker)


def replace_marker(node: Node) -> str | None:
    """Give what stands for a marker, and for the link behind a paragraph."""
    if get(node, "class") == "footnote-ref":
        return f"^{node.text()}"
    if get(node, "class") == "headerlink":
        return ""
    return None


@pytest.mark.parametrize(("text", "words"), CASES["markers"].items())
def test_a_citation_becomes_a_marker_and_nothing_else_does(
    make_site: MakeSite, text: str, words: str
) -> None:
    site = make_site(cite(text), ABEL + BRUN)
    assert site.messages == []
    assert read_first(site.html()) == words


def test_an_anchor_closes_a_clause_and_shows_nothing(make_site: MakeSite) -> None:
    clauses = "A,[@abel2020][](){ #a } and B.[@brun2021, p. 2][](){ #b }"
    page = f"# T {{ #t }}\n\n{clauses}\n{{ #p }}\n\n- C.[@abel2021]\n    {{ #c }}\n"
    records = {"a": say("fact", "abel2020"), "b": say("report", "brun2021")}
    html = make_site(page, ABEL + BRUN, records=records).html()
    body = parse(html)
    body.strip_tags([".claim-label", ".record", "br"], recursive=True)
    assert read_first(body.html or "") == "A,^1 and B.^2 p. 2"
    assert [get(clause, "id") for clause in body.css("#p > span.clause")] == ["a", "b"]


def test_a_note_is_whole_and_comes_out_as_written(make_site: MakeSite) -> None:
    html = make_site(cite("A."), ABEL + BRUN).html().replace("\u00a0", " ")
    notes = re.findall(r'<li id="fn:cite-\w+">\s*<p>(.*?) <span class="backlinks">', html)
    assert notes == [
        "Anna Abel, “Nato and the Suwałki Gap”, 4 May 2020, "
        '<a href="https://example.org/abel">https://example.org/abel</a>.',
        "Bo Brun, “The Second Report”, House of Brun, 2021, "
        '<a href="https://example.org/b?x=1&amp;y=2">https://example.org/b?x=1&amp;y=2</a>.',
        # the name again, not a dash
        "Anna Abel, “A Later Piece on H<sub>2</sub>O”, 2021, "
        '<a href="https://example.org/later">https://example.org/later</a>.',
    ]


def find_ways_back(html: str, key: str) -> Iterator[tuple[str, str]]:
    """Yield where each link behind the note of a source leads, and what it is called."""
    pattern = rf'href="#(fnref\d?:cite-{key})" role="doc-backlink">([^<]+)<'
    yield from re.findall(pattern, html)


def test_notes_are_numbered_in_reading_order_through_boxes(make_site: MakeSite) -> None:
    """Each stands once, with a named way back for each use; an author's own has a key's name."""
    page = (
        "# T { #t }\n\n"
        '!!! note "Found"\n    A.[@brun2021]\n    { #c }\n\n## One { #one }\n\n'
        "- B.[^abel2020] C.[@abel2020; @abel2021] D.[@brun2021] E.[@brun2021]\n    { #p }\n\n"
        "[^abel2020]: My own words.\n"
    )
    records = {"c": say("check", "brun2021")}
    html = make_site(page, ABEL + BRUN, records=records).html()
    ways_back = dict(find_ways_back(html, "brun2021"))
    assert {*ways_back.values()} == {"Found", "One", "One (2)"}
    for place in ways_back:
        assert re.search(rf'<sup[^>]* id="{place}"', html)
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


CITING = "# T { #t }\n\nA.[@abel2020][](){ #a }\n{ #p }\n"
FACT = {"a": say("fact", "abel2020")}
ACCEPTED = {"a": say("fact", "abel2020", accept=["retracted-source"])}
LEDGER = "# C { #c }\n\n<!-- briefing: ledger -->\n"
LISTED = "# S { #s }\n\n<!-- briefing: sources cited -->\n\n<!-- briefing: sources added -->\n"
FILES = {"docs/claims.md": LEDGER, "docs/sources.md": LISTED, **TEMPLATES}
RETRACTED = ABEL.replace("},\n}", "},\n  keywords = {retracted},\n}")
GONE = ABEL.replace("},\n}", "},\n  keywords = {gone},\n}")
ADDRESS = "https://example.org/abel"


def make_with(make_site: MakeSite, bib: str, records: Mapping[str, Any] = FACT) -> Built:
    """Make a site with a list of sources and one of claims."""
    return make_site(CITING, bib, FILES, records=records)


@pytest.mark.parametrize(("word", "sources", "claim", "note"), read_data("sites.yml")["states"])
def test_a_source_says_in_what_state_it_is(
    make_site: MakeSite, word: str, sources: list[str], claim: str, note: str
) -> None:
    """On the list of sources a saved copy comes first, then the address."""
    bib = {"": ABEL, "gone": GONE, "retracted": RETRACTED}[word]
    records = ACCEPTED if word == "retracted" else FACT
    site = make_with(make_site, bib, records)
    assert (site.is_published, site.messages) == (True, [])
    html = site.html("sources/index.html")
    places = [html.index(words) for words in sources]
    assert all(before <= after for before, after in pairwise(places))
    assert html.count("data-versionurl") <= 1
    ledger = site.html("claims/index.html")
    assert claim in ledger
    assert ("Rests on" in ledger) == bool(claim)
    assert note in site.html()
    assert ("Gone" in site.html() or "Retracted" in site.html()) == bool(note)


COPY = "https://web.archive.org/web/20240102030405/https://example.org/abel"


@pytest.mark.parametrize("bib", [ABEL, GONE])
def test_a_copy_is_linked_only_where_its_address_was_seen(make_site: MakeSite, bib: str) -> None:
    """The attributes are those of https://robustlinks.mementoweb.org/spec/."""
    fields = f"archiveurl = {{{COPY}}},\n  archiveseen = {{2024-11-26}},\n}}"
    copied = bib.replace("},\n}", f"}},\n  {fields}")
    html = make_with(make_site, copied).html("sources/index.html").replace("\u00a0", " ")
    assert (
        f'<a href="{COPY}" data-originalurl="{ADDRESS}" data-versionurl="{COPY}" '
        'data-versiondate="2024-11-26">Archived copy</a>, seen on 26 November 2024' in html
    )
    assert "Look for a copy" not in html
    without = make_with(make_site, bib).html("sources/index.html")
    assert re.findall(r'href="(https?://web\.archive[^"]*)', without) == [
        f"https://web.archive.org/web/*/{ADDRESS}"
    ]


def test_what_pandoc_refuses_is_told_once_with_its_line(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise ProgramError("Error at (line 3, column 1): unexpected end")

    monkeypatch.setattr(bibliography, "run_pandoc", refuse)
    bib = ABEL.replace("Nato", "Never formatted before, Nato")
    site = make_site("# T { #t }\n", bib, TEMPLATES | {"docs/cite.md": "# Cite { #cite }\n"})
    assert [message for message in site.messages if "bib-pandoc" in message] == [
        "bibliography.bib:1: pandoc cannot read the file: Error at (line 3, column 1): "
        "unexpected end; look for a backslash before a closing brace in this entry or the one "
        "above it [bib-pandoc]"
    ]
    assert not site.is_published
