"""Which words of a page have an address, and when two passages say the same."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from briefing.editions.passages import Passage, find_passages
from briefing.html import parse

DATA = read_data("passages.yml")
PASSAGES = find_passages(parse(read_data("passages.html")))
BY_ID = {passage.id: passage for passage in PASSAGES}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def find_section(html: str) -> Passage:
    """Return the section that some HTML makes up, on a page whose pictures say their names."""
    body = parse(f'<h2 id="s">T</h2>{html}')
    return find_passages(body, "a/", lambda path: path.encode())[0]


def test_a_page_is_cut_into_passages() -> None:
    found = [[part.what, part.id, part.title, part.words, part.to] for part in PASSAGES]
    assert found == DATA["found"]


def test_what_a_paragraph_says_of_itself_is_kept() -> None:
    paragraph = BY_ID["a"]
    assert paragraph.kind == "fact"
    assert paragraph.event == "2020"
    assert paragraph.verdict == "imprecise"
    assert paragraph.article == "3"


def test_what_stands_in_a_box_has_its_kind() -> None:
    assert BY_ID["b"].kind == "check"
    assert BY_ID["later"].kind == "since"


def test_a_clause_says_of_itself_what_a_paragraph_does() -> None:
    assert (BY_ID["c"].kind, BY_ID["c"].event) == ("forecast", "2021")


def test_a_paragraph_of_clauses_has_no_kind_of_theirs() -> None:
    html = '<p id=p class="claim fact"><span id=c class="clause fact" data-event=2020>a</span></p>'
    paragraph, claim = [part for part in find_passages(parse(html)) if part.id]
    assert (paragraph.kind, claim.kind, claim.event) == ("", "fact", "2020")
    assert paragraph.labelled == [claim.sha256]


def test_sources_and_pictures_are_kept_in_order() -> None:
    assert BY_ID["top"].sources == [["abel", "p. 7"], ["brun", ""]]
    assert BY_ID["top"].pictures == [["A map", digest("")]]


def test_a_picture_is_looked_for_from_the_root_of_the_site() -> None:
    assert find_section('<img src="../my%20map.png" alt="A">').pictures == [
        ["A", digest("my map.png")]
    ]


def test_a_section_has_the_level_of_its_heading() -> None:
    assert (BY_ID["top"].level, BY_ID["next"].level) == (1, 2)


def test_an_alias_says_what_the_passage_says() -> None:
    assert BY_ID["old"].sha256 == BY_ID["new"].sha256


def test_labels_within_a_passage_belong_to_it() -> None:
    """A box counts without an id too, and so does an end."""
    assert len(BY_ID["top"].labelled) == 4, "claim, box, paragraph in the box, box"
    assert BY_ID["new"].labelled == [BY_ID["c"].sha256]
    assert BY_ID["next"].labelled == [BY_ID[name].sha256 for name in ("c", "gone", "away")]


def test_the_sum_is_that_of_all_that_is_said() -> None:
    """As the schema has it, so that anybody can work it out."""
    said = {
        "article": "3",
        "event": "2020",
        "kind": "fact",
        "sources": [["abel", "p. 7"]],
        "verdict": "imprecise",
        "words": "Two armies[abel] p. 7 met.",
    }
    assert BY_ID["a"].sha256 == digest(json.dumps(said, separators=(",", ":")))


def test_the_sum_of_an_end_says_which_it_is() -> None:
    said = '{"what":"withdrawn","words":"Withdrawn: it was wrong."}'
    assert BY_ID["gone"].sha256 == digest(said)


@pytest.mark.parametrize("name", ["p", "moved", "withdrawn"])
def test_an_id_is_no_part_of_what_is_said(name: str) -> None:
    passage = find_passages(parse(f"<p id={name}>a</p>"))[-1]
    assert passage.sha256 == digest('{"words":"a"}')


@pytest.mark.parametrize(("html", "same"), DATA["same"])
def test_what_is_free_does_not_count(html: str, same: str) -> None:
    assert find_section(html).words == find_section(same).words
    assert find_section(html).sha256 == find_section(same).sha256


@pytest.mark.parametrize(("html", "other"), DATA["other"])
def test_all_that_is_said_counts_in_the_section_too(html: str, other: str) -> None:
    assert find_section(html).sha256 != find_section(other).sha256


@pytest.mark.parametrize(("html", "marked"), DATA["marked"])
def test_tags_that_turn_the_sense_stand_at_their_words(html: str, marked: str) -> None:
    assert find_section(html).marked == f"T {marked}"


PIECES = [
    "<p id=a>",
    "</p>",
    "<h2 id=b>",
    "</h2>",
    "<br>",
    "<svg/>",
    "x",
    "<span id=c>",
    "</span>",
    "</div>",
    "<a href=x>",
    "<",
    "&",
    "<script>",
    "</script>",
    "<details>",
    "<div data-derived>",
    "<a id=d>",
    "<sup>",
    '<div class="footnote"><h2 id=n>',
    '<div class="footnote-ref">',
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_each_word_of_any_html_stands_in_one_section(html: str) -> None:
    undivided = html.replace("<h2 id=", "<h2 title=")
    assert read_sections(html) == read_sections(undivided)


def read_sections(html: str) -> list[str]:
    """Return the words of all sections, one after the other."""
    sections = [part for part in find_passages(parse(html)) if part.what in {"section", "page"}]
    return " ".join(section.words for section in sections).split()
