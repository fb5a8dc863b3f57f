"""What a page gains when it is labelled, and what it states by its records."""

import markdown
import pytest
from support import read_data, write_notes

from briefing.claims.notes import WayBack
from briefing.claims.records import PageRecords, Record
from briefing.claims.statements import PageAddress, PageEvidence, Statement
from briefing.claims.walk import Context, walk_page
from briefing.editions.passages import find_passages
from briefing.html import get, parse, read, write
from briefing.sources.bibliography import parse_bibliography
from briefing.yamldata import YamlFile

DATA = read_data("claims.yml")
SOURCES = parse_bibliography(DATA["noted"]).sources
CONTEXT = Context(SOURCES, "sources/", "cite/", cut_off="November 2024", voice="DESK")
PAGE = PageAddress("a.md", "a/", "A")
NOTES = "\n\n[^cite-abel]: Abel.\n\n[^cite-brun]: Brun.\n"
PLAIN = "# Title { #title }\n\nA claim.[^cite-abel][](){ #a }\n{ #p }" + NOTES
CLAUSES = DATA["clauses"] + NOTES
FACT = Record(kind="fact")
RECORDS = {
    "one": Record(
        kind="forecast",
        restates=6,
        event="2024",
        verdict="holds in part",
        because="Only <so> far.",
        aliases=("old",),
    ),
    "two": Record(kind="report"),
    "three": Record(kind="forecast", restates=7, verdict="judgement"),
    "seen": Record(kind="check"),
    "later": Record(kind="since", about="one"),
}


def label(text: str, context: Context = CONTEXT, **records: Record) -> tuple[str, PageEvidence]:
    """Return the HTML of a page and what it states, by these records and those above."""
    html = markdown.markdown(
        text,
        extensions=[
            "abbr",
            "attr_list",
            "footnotes",
            "admonition",
            "pymdownx.details",
            "tables",
            "toc",
        ],
        extension_configs={"toc": {"permalink": "#", "permalink_title": "Permanent link"}},
    )
    body = parse(html)
    aliases = {"new": ["is", "was"]}
    known = PageRecords(YamlFile("r.yml"), {**RECORDS, **records}, aliases)
    evidence = walk_page(body, PAGE, context, known)
    return write(body), evidence


def test_without_pages_of_sources_and_citations_nothing_leads_there() -> None:
    bare = label(PLAIN, Context(), a=FACT)[0]
    assert [mark for mark in ("checks__where", "data-cite", "note-source") if mark in bare] == []


def test_a_clause_has_one_mark_that_leads_to_what_came_later() -> None:
    """It stands behind the clause, and is no word of it, of its paragraph or of an edition."""
    later = {"one": "since/#one", "three": "since/#end", "elsewhere": "since/#x"}
    html, evidence = label(CLAUSES, CONTEXT._replace(later=later))
    body = parse(html)
    links = body.css(".clause + .aftermath > a")
    assert [get(link, "href") for link in links] == ["../since/#one", "../since/#end"]
    assert {read(link) for link in links} == {"What became of it since"}
    assert len(body.css(".aftermath")) == 2
    plain, same = label(CLAUSES)
    assert evidence == same
    assert find_passages(body) == find_passages(parse(plain))


def test_what_came_later_leads_back_to_each_claim_that_it_follows() -> None:
    ways = [WayBack("b/#x", "It rained."), WayBack("#y", "It blew.")]
    context = CONTEXT._replace(earlier={"one": ways, "three": ways[:1], "elsewhere": ways})
    links = parse(label(CLAUSES, context)[0]).css(".checks__plain a")
    assert [(read(link), get(link, "href")) for link in links] == [
        ("It rained.", "../b/#x"),
        ("It blew.", "../#y"),
    ]


@pytest.mark.parametrize(("text", "html"), DATA["labels"])
def test_an_element_is_marked(text: str, html: str) -> None:
    assert html in label(text)[0]


def test_what_says_nothing_of_ours_is_left_alone() -> None:
    bottom = label("## The bottom line { #bottom }\n\nShort.\n{ #short .bottom-line }")[0]
    assert "bottom-line-name" not in bottom, "its heading says it"
    text = (
        'See<span class="cite-affix">p. 7</span> *this*[^cite-abel] &amp; that, <b>so</b>.'
        "[](){ #a }\n{ #p }" + NOTES
    )
    [claim] = label(text, a=FACT)[1].claims
    assert claim.text == "See this & that, so.", "no markers, no locators"


@pytest.mark.parametrize(
    ("typed", "sentence", "places"),
    [
        ("It snowed.[not @abel]", "It snowed (not {abel}).", {"abel": "not"}),
        (
            "It snowed,[@abel, which denies it]",
            "It snowed ({abel}, which denies it).",
            {"abel": "which denies it"},
        ),
        ("It snowed.[@abel, p. 7]", "It snowed.", {"abel": "p. 7"}),
        (
            "It snowed.[@brun, pp. 7–9; but not @abel, who counts 3]",
            "It snowed (but not {abel}, who counts 3).",
            {"brun": "pp. 7–9", "abel": "but not … who counts 3"},
        ),
        ("It snowed[@brun] [not @abel] here.", "It snowed here (not {abel}).", {"abel": "not"}),
    ],
)
def test_what_is_said_beside_a_source_stands_in_the_statement(
    typed: str, sentence: str, places: dict[str, str]
) -> None:
    """A page in a source does not: it says nothing of the statement."""
    text = f"# T {{ #t }}\n\n{typed}[](){{ #a }}\n{{ #p }}"
    text = write_notes(text, {"abel": "Abel.", "brun": "Brun."})
    [claim] = label(text, a=FACT)[1].claims
    assert claim.sentence == sentence.format(abel=SOURCES["abel"].short)
    assert dict(claim.places) == places


@pytest.mark.parametrize("opening", ["!!!", "???"])
def test_a_note_is_named_and_is_about_the_claim_above(opening: str) -> None:
    note = f'\n\n{opening} note "Not *quite*"\n    Body.[^cite-brun]\n    {{ #seen }}\n'
    html, evidence = label(PLAIN.replace(NOTES, note) + NOTES, a=FACT)
    assert evidence.notes == (
        Statement(
            "seen",
            PAGE,
            RECORDS["seen"],
            ("brun",),
            section=evidence.sections[0],
            title="Not quite",
            about="a",
            said="Not quite Body.[brun]",
            text="Not quite. Body.",
        ),
    )
    box = parse(html).css_first("[role=group]")
    assert box
    assert "check" in get(box, "class").split()
    assert get(box, "aria-label") == "Checked: Not quite"


def test_a_note_may_say_which_clause_it_is_about() -> None:
    box = '\n??? note "Later"\n    Body.\n    { #later }\n\n    More.\n    { #d }\n'
    html, evidence = label(CLAUSES + box)
    assert [(note.id, note.kind, note.about) for note in evidence.notes] == [
        ("later", "since", "one")
    ]
    assert "Since November 2024:" in html
    last = label(CLAUSES + box.replace("later", "seen"))[1].notes
    assert [note.about for note in last] == ["three"], "else it is about the one above"
    assert [note.about for note in label(box.replace("later", "seen"))[1].notes] == [""]
    assert label(box.replace("later", "own"))[1].notes == (), "it is the author's own"


@pytest.mark.parametrize(("text", "places"), DATA["misplaced"])
def test_what_can_be_no_statement_is_named(text: str, places: list[list[str]]) -> None:
    evidence = label(f"# T {{ #t }}\n\n{text}{NOTES}")[1]
    found = [[place.name, place.problem.code] for place in evidence.misplaced]
    assert found == places


def test_a_clause_without_a_record_is_no_claim_and_keeps_its_address() -> None:
    html, evidence = label("A,[](){ #a } and b.[](){ #two }\n{ #p }")
    assert [claim.id for claim in evidence.claims] == ["two"]
    assert '<span id="a" class="clause">A,</span>' in html


def read_ways(html: str) -> list[str]:
    """Return the names of the ways back of all notes; that they lead back their role says."""
    return [link.text() for link in parse(html).css("a[role=doc-backlink]")]


def test_each_way_back_is_named_and_a_note_leads_to_its_source() -> None:
    locator = '&nbsp;<span class="cite-affix">p. 7</span>'
    text = f"# T {{ #t }}\n\nA.[^cite-abel]{locator} B.[^cite-abel]\n{{ #a }}\n\n## U {{ #u }}\n\n"
    text += "C.[^cite-brun][^cite-abel] D.[^cite-abel]\n{ #c }" + NOTES.replace(
        "Abel.", "Abel.[^cite-brun]"
    )
    html, _ = label(text)
    assert read_ways(html) == ["T, p. 7", "T", "U", "U (2)", "U", "another note"]
    assert [marker.text() for marker in parse(html).css("sup a")] == ["1", "1", "2", "1", "1", "2"]
    assert '<a class="note-source" href="../sources/#abel">What rests on this source</a>' in html
    own = label("# T { #t }\n\nA.[^mine]\n\n[^mine]: Mine.[^more]\n[^more]: More.\n")[0]
    assert "note-source" not in own
    assert read_ways(own) == ["T", "another note"]


LONG = "\n\n*[UN]: United Nations\n*[KCNA]: Korean Central News Agency\n"
UN = '<abbr title="United Nations">UN</abbr>'
ABBREVIATIONS = {
    "the first of a page alone": ("UN, then UN.\n\nUN.", [f"{UN}, then UN.", "<p>UN.</p>"]),
    "each of several": (
        "KCNA, UN, KCNA.",
        [f'<abbr title="Korean Central News Agency">KCNA</abbr>, {UN}, KCNA.'],
    ),
    "a note comes after the text": (
        "A[^n] UN.\n\n[^n]: UN.",
        ["A<sup id", f" {UN}.", "UN.&#160;"],
    ),
    "a note alone has no long form": ("A[^n]\n\n[^n]: UN.", ["<p>UN.&#160;"]),
    "a heading is the first use": (
        "# UN { #u }\n\nUN.",
        [f">{UN}</a></h1>", "<p>UN.</p>"],
    ),
    "no abbreviation": ("Unto.", ["<p>Unto.</p>"]),
}


@pytest.mark.parametrize(("text", "parts"), ABBREVIATIONS.values(), ids=ABBREVIATIONS)
def test_a_long_form_stands_at_the_first_use_of_a_page(text: str, parts: list[str]) -> None:
    html = label(text + LONG)[0].replace("\xa0", "&#160;")
    for part in parts:
        assert part in html
    assert html.count("<abbr") == "".join(parts).count("<abbr")
