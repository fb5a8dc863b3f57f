"""What a page gains when it is labelled, and what its records hold."""

import markdown
import pytest
from support import read_data

from briefing.claims.labels import Context, label_page
from briefing.claims.records import PageAddress, PageEvidence, Section, Statement
from briefing.html import get, parse, read, write
from briefing.pages.vocabulary import MEANINGS
from briefing.sources.bibliography import parse_bibliography

DATA = read_data("claims.yml")
SOURCES = parse_bibliography(DATA["noted"]).sources
CONTEXT = Context(SOURCES, sources_url="sources/", cite_url="cite/", voice="DESK")
PAGE = PageAddress("a.md", "a/", "A")
NOTES = "\n\n[^cite-abel]: Abel.\n\n[^cite-brun]: Brun.\n"
PLAIN = "# Title { #title }\n\nA claim.[^cite-abel]\n{ #a .fact }" + NOTES
CLAUSES = DATA["clauses"] + NOTES


def label(text: str, context: Context = CONTEXT) -> tuple[str, PageEvidence]:
    html = markdown.markdown(
        text,
        extensions=["attr_list", "footnotes", "admonition", "pymdownx.details", "tables", "toc"],
        extension_configs={"toc": {"permalink": "#", "permalink_title": "Permanent link"}},
    )
    body = parse(html)
    evidence = label_page(body, PAGE, context)
    return write(body), evidence


def test_a_claim_shows_its_kind_and_the_short_form_of_its_source() -> None:
    html, evidence = label(PLAIN)
    handle = parse(html).css_first("#a > .claim-label")
    assert (handle.text(), dict(handle.attributes)) == (
        "Fact · added",
        {
            "class": "claim-label",
            "href": "#a",
            "data-means": MEANINGS["fact"],
            "data-cite": "../cite/#a",
        },
    )
    assert "</a><br>A claim." in html
    assert (
        '<span class="record"><span class="claim-sources" aria-hidden="true">'
        '<a href="#fn:cite-abel" tabindex="-1"><b>1</b> Abel, 2020</a>\u00a0'
        '<small class="source-who is-party">'
        "wire report\u00a0· party: X, ministry\u00a0· opening read</small> </span></span></p>"
    ) in html
    assert "Brun, 2021" not in html
    bare = label(PLAIN, Context())[0]
    assert [mark for mark in ("claim-sources", "data-cite", "note-source") if mark in bare] == []
    [section] = evidence.sections
    assert evidence.claims == (
        Statement(
            "a",
            "fact",
            PAGE,
            ("abel",),
            section,
            text="A claim.",
            paragraph="a",
            said="A claim.[abel]",
        ),
    )


@pytest.mark.parametrize(("attributes", "kind", "whose", "verdict"), DATA["kinds"])
def test_a_claim_says_its_kind_whose_it_is_and_verdict(
    attributes: str, kind: str, whose: str, verdict: str
) -> None:
    text = f"X.\n{{ #a {attributes} }}"
    html = label(text)[0]
    assert f">{kind} · {whose}</a><br>X." in html
    assert f">{kind}</a>" in label(text, Context())[0]
    record = (
        f' <span class="record" role="note"><span class="verdict is-{verdict}</span> </span>'
        if verdict
        else ""
    )
    assert html.endswith(f"X.{record}</p>")
    unseen = Context(
        parse_bibliography("@misc{abel, author = {Abel, A.}, extent = {none}}").sources
    )
    said = f'{verdict.partition(">")[2]}</span><span class="unseen">, source not seen</span>'
    assert (said in label(PLAIN.replace(".fact", attributes), unseen)[0]) == bool(verdict)


def test_a_paragraph_is_divided_into_clauses_that_take_over_what_their_lists_do_not_say() -> None:
    html, evidence = label(CLAUSES)
    claims = evidence.claims
    assert [
        (claim.id, claim.kind, claim.text, claim.keys, claim.paragraph) for claim in claims
    ] == [
        ("one", "forecast", "If it opposes, it loses,", ("abel",), "all"),
        ("two", "report", "as many had said,", ("brun",), "all"),
        ("three", "forecast", "and it could lose twice.", (), "all"),
    ]
    assert html.count('class="claim-label"') == 1
    assert [
        (
            mark.text(),
            get(mark, "href"),
            get(mark, "class"),
            get(mark, "tabindex"),
            get(mark, "data-means"),
        )
        for mark in parse(html).css(".record > .clause-label")
    ] == [
        ("", "#one", "clause-label kind is-forecast", "-1", MEANINGS["forecast"]),
        ("Reported", "#two", "clause-label kind is-report", "", MEANINGS["report"]),
        ("", "#three", "clause-label kind is-forecast", "-1", MEANINGS["forecast"]),
    ]
    assert dict(parse(html).css_first("#one").attributes) == {
        "id": "one",
        "class": "clause forecast",
        "data-article": "6",
        "data-event": "2024",
        "data-check": "imprecise",
    }
    assert [(claim.event, claim.article, claim.check) for claim in evidence.claims] == [
        ("2024", 6, "imprecise"),
        ("2024", 7, "imprecise"),
        ("2025", 7, "imprecise"),
    ]


def test_a_clause_of_ours_within_a_paragraph_of_the_articles_is_marked_added() -> None:
    text = 'A.[](#a){ #a data-article="1" } B.[](#b){ #b .added }\n{ #p .fact .added }'
    body = parse(label(text)[0])
    assert [part.text() for part in body.css(".clause-label")] == ["", "added"]
    assert body.css_first(".claim-label").text() == "Fact · DESK"
    assert [get(span, "class") for span in body.css("span.clause")] == [
        "clause fact",
        "clause fact added",
    ]


def test_headings_are_recorded_with_the_claims_below_them() -> None:
    text = "# One { #one }\n\nA.\n{ #a .fact }\n\n## Two *and* three { #two }\n\nB.\n{ #b .fact }\n"
    evidence = label(text)[1]
    assert evidence.sections == (Section("one", "One", 1), Section("two", "Two and three", 2))
    assert [(claim.id, claim.section) for claim in evidence.claims] == list(
        zip("ab", evidence.sections, strict=True)
    )


@pytest.mark.parametrize(("text", "html"), DATA["labels"])
def test_an_element_is_marked(text: str, html: str) -> None:
    assert html in label(text)[0]


def test_what_says_nothing_of_ours_is_left_alone() -> None:
    bottom = label("## The bottom line { #bottom }\n\nShort.\n{ #short .bottom-line }")[0]
    assert "bottom-line-name" not in bottom, "its heading says it"
    text = (
        'See<span class="cite-affix">p. 7</span> *this*[^cite-abel] &amp; that, <b>so</b>.\n'
        "{ #a .fact }" + NOTES
    )
    assert [claim.text for claim in label(text)[1].claims] == ["See this & that, so."], (
        "no markers, no locators"
    )


def test_what_stands_below_half_a_page_is_held_together_up_to_the_next_heading() -> None:
    text = (
        "## A { #a .half }\n\na\n\n### B { #b }\n\nb\n\n### C { #c .half }\n\nc[^n]\n\n[^n]: N.\n"
    )
    for end, outside in (("", []), ("\n## D { #d }\n\nd\n", ["h2", "p"])):
        body = parse(label(text + end)[0])
        assert [read(half) for half in body.css("div.half")] == ["A a B b", "C c1"]
        assert [node.tag for node in body.iter()] == ["div", "div", *outside, "div"], (
            "the notes come last"
        )


@pytest.mark.parametrize("opening", ["!!!", "???"])
def test_a_box_is_named_and_recorded_with_the_claim_above(opening: str) -> None:
    text = (
        PLAIN.replace(
            NOTES, f'\n\n{opening} check "Not *quite*"\n    Body.[^cite-brun]\n    {{ #c }}\n'
        )
        + NOTES
    )
    evidence = label(text)[1]
    assert evidence.boxes == (
        Statement(
            "c",
            "check",
            PAGE,
            ("brun",),
            title="Not quite",
            follows="a",
            said="Not quite Body.[brun]",
            text="Not quite. Body.",
        ),
    )


def test_a_box_may_say_which_clause_it_is_about() -> None:
    box = '\n??? since "Later"\n    Body.\n    { #c }\n\n    More.\n    { #d data-for="one" }\n'
    assert [(found.id, found.kind, found.follows) for found in label(CLAUSES + box)[1].boxes] == [
        ("c", "since", "one")
    ]
    assert [
        found.follows for found in label(CLAUSES + box.replace(' data-for="one"', ""))[1].boxes
    ] == ["three"]
    assert [found.follows for found in label(box.replace(' data-for="one"', ""))[1].boxes] == [""]
    assert label(box.replace("since", "note"))[1].boxes == (), "it is the author's own"


def test_each_way_back_is_named_and_a_note_leads_to_its_source() -> None:
    locator = '&nbsp;<span class="cite-affix">p. 7</span>'
    text = f"# T {{ #t }}\n\nA.[^cite-abel]{locator} B.[^cite-abel]\n{{ #a }}\n\n## U {{ #u }}\n\n"
    text += "C.[^cite-brun][^cite-abel] D.[^cite-abel]\n{ #c }" + NOTES.replace(
        "Abel.", "Abel.[^cite-brun]"
    )
    html, _ = label(text)
    ways = [part.partition('"')[0] for part in html.split('aria-label="Back to: ')[1:]]
    assert ways == ["T, p. 7", "T", "U", "U (2)", "U", "another note"]
    assert [marker.text() for marker in parse(html).css("sup a")] == ["1", "1", "2", "1", "1", "2"]
    assert '<a class="note-source" href="../sources/#abel">What rests on this source</a>' in html
    own = label("# T { #t }\n\nA.[^mine]\n\n[^mine]: Mine.[^more]\n[^more]: More.\n")[0]
    assert "note-source" not in own
    assert [part.partition('"')[0] for part in own.split('aria-label="Back to: ')[1:]] == [
        "T",
        "another note",
    ]
