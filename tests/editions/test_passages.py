"""Passages: which words of a page have an address, what is said beside words, and when two say the same."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from briefing.editions.passages import Passage, find_passages

DATA = read_data("passages.yml")
PAGE = read_data("passages.html")
FOUND = {passage.id: passage for passage in find_passages(PAGE)}


def test_a_page_is_cut_into_passages() -> None:
    assert [[*map(passage.__getattribute__, ("what", "id", "title", "words", "to"))]
            for passage in find_passages(PAGE)] == DATA["found"]


def test_what_is_said_beside_words_is_kept() -> None:
    claim = FOUND["a"]
    assert (claim.kind, claim.event, claim.verdict, claim.article) == ("fact", "2020", "imprecise", "3")
    assert (FOUND["b"].kind, FOUND["later"].kind, FOUND["c"].kind, FOUND["c"].event) == (
        "check", "since", "forecast", "2021")
    assert FOUND["top"].sources == [["abel", "p. 7"], ["brun", ""]]
    assert FOUND["top"].pictures == [["A map", hashlib.sha256(b"").hexdigest()]]
    assert (FOUND["top"].level, FOUND["next"].level, FOUND["old"].sha256) == (1, 2, FOUND["new"].sha256)
    assert len(FOUND["top"].labelled) == 4, "claim, box, paragraph in the box, box"
    assert FOUND["new"].labelled == [FOUND["c"].sha256]
    assert FOUND["next"].labelled == [FOUND[name].sha256 for name in ("c", "gone", "away")]


def test_the_sum_is_that_of_all_that_is_said() -> None:
    """As the schema has it, so that anybody can work it out."""
    said = {"article": "3", "event": "2020", "kind": "fact", "sources": [["abel", "p. 7"]], "verdict": "imprecise",
            "words": "Two armies[abel] p. 7 met."}
    text = json.dumps(said, separators=(",", ":"))
    assert FOUND["a"].sha256 == hashlib.sha256(text.encode()).hexdigest()
    ended = '{"what":"withdrawn","words":"Withdrawn: it was wrong."}'
    assert FOUND["gone"].sha256 == hashlib.sha256(ended.encode()).hexdigest()


def find_first(html: str) -> Passage:
    return find_passages(f'<h2 id="s">T</h2>{html}', "a/", lambda path: path.encode())[0]


@pytest.mark.parametrize(("html", "same"), DATA["same"])
def test_what_is_free_does_not_count(html: str, same: str) -> None:
    assert (find_first(html).words, find_first(html).sha256) == (find_first(same).words, find_first(same).sha256)


@pytest.mark.parametrize(("html", "other"), DATA["other"])
def test_all_that_is_said_counts_in_the_section_too(html: str, other: str) -> None:
    assert find_first(html).sha256 != find_first(other).sha256


def test_a_picture_is_looked_for_from_the_root_of_the_site() -> None:
    assert find_first('<img src="../my%20map.png" alt="A">').pictures == [
        ["A", hashlib.sha256(b"my map.png").hexdigest()]]


@given(st.lists(st.sampled_from(["<p id=a>", "</p>", "<h2 id=b>", "</h2>", "<br>", "<svg/>", "x", "<span id=c>",
                                 "</span>", "</div>", "<a href=x>", "<", "&", "<script>", "</script>", "<details>",
                                 "<div data-derived>", "<a id=d>", "<sup>",
                                 '<div class="footnote"><h2 id=n>', '<div class="footnote-ref">'])))
def test_each_word_of_any_html_stands_in_one_section(pieces: list[str]) -> None:
    html = "".join(pieces)
    divided, whole = (" ".join(passage.words for passage in find_passages(text) if passage.what in {"section", "page"})
                      for text in (html, html.replace("<h2 id=", "<h2 title=")))
    assert divided.split() == whole.split()
