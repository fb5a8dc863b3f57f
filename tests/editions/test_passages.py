"""Passages: which words of a page have an address, and how they are normalised."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.editions.passages import find_passages, normalise

PAGE = """
<h1 id="top">Title <a class="headerlink" href="#top">#</a><a class="cite" href="x">cite</a></h1>
<p id="a" class="fact claim"><a class="claim-label" href="#a">Fact</a><span class="claim-sources">Abel, 2020</span>
  Two&nbsp;armies<sup id="fnref:cite-abel"><a class="footnote-ref" href="#fn:cite-abel">7</a></sup> met.</p>
<ul><li>one</li><li>two</li></ul>
<h2 id="next">Next</h2>
<table data-derived id="made"><tr><td><p id="inner">left out</p></td></tr></table>
<p id="new"><span id="old"></span>Merged.</p>
<p id="gone" class="withdrawn">Withdrawn: it was wrong.</p>
<p id="away" class="moved">Now at <a href="../other/#there">another page</a>.</p>
<script>left(out)</script>
"""


def test_a_page_is_cut_into_sections_and_paragraphs() -> None:
    found = [(passage.what, passage.id, passage.title, passage.text, passage.to) for passage in find_passages(PAGE)]
    assert found == [
        ("section", "top", "Title", "Title Fact Two armies[abel] met. one two", ""),
        ("paragraph", "a", "Title", "Fact Two armies[abel] met.", ""),
        ("section", "next", "Next", "Next Merged. Withdrawn: it was wrong. Now at another page.", ""),
        ("paragraph", "new", "Next", "Merged.", ""),
        ("alias", "old", "Next", "Merged.", "new"),
        ("withdrawn", "gone", "Next", "Withdrawn: it was wrong.", ""),
        ("moved", "away", "Next", "Now at another page.", "../other/#there")]


def test_the_sum_is_that_of_the_text() -> None:
    passage = find_passages('<h2 id="s">Café</h2>')[0]
    assert passage.sha256 == hashlib.sha256("Café".encode()).hexdigest()


@pytest.mark.parametrize(("html", "same"), [
    # what does not count: white space, line breaks, entities, the form of letters, numbers of notes
    ("<p id=p>a  b\n c</p>", "<p id=p>a b c</p>"),
    ("<p id=p>a&#32;b&nbsp;c</p>", "<p id=p>a b c</p>"),
    ("<p id=p>Cafe\u0301</p>", "<p id=p>Café</p>"),
    ('<p id=p>a<a class="footnote-ref" href="#fn:x">1</a></p>',
     '<p id=p>a<a class="footnote-ref" href="#fn:x">9</a></p>'),
    # marks that lead back from a note or to its source
    ('<p id=p>a<span class="backlinks"> back</span></p>', "<p id=p>a</p>"),
    ('<p id=p>a<a class="note-source" href="x"> source</a></p>', "<p id=p>a</p>"),
    # emphasis is no word
    ("<p id=p>so <em>it</em> is</p>", "<p id=p>so it is</p>"),
])
def test_what_is_no_word_does_not_count(html: str, same: str) -> None:
    assert _text(html) == _text(same)


@pytest.mark.parametrize(("html", "other"), [
    ("<p id=p>It is likely.</p>", "<p id=p>It is unlikely.</p>"),
    ('<p id=p>a<a class="footnote-ref" href="#fn:cite-x">1</a></p>',
     '<p id=p>a<a class="footnote-ref" href="#fn:cite-y">1</a></p>'),
    ('<p id=p><a class="claim-label" href="#p">Fact</a> a</p>',
     '<p id=p><a class="claim-label" href="#p">Alleged</a> a</p>'),
    ("<p id=p>one<br>two</p>", "<p id=p>onetwo</p>"),
])
def test_words_sources_and_kinds_count(html: str, other: str) -> None:
    assert _text(html) != _text(other)


@given(st.text())
def test_normalised_text_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.lists(st.sampled_from(["<p id=a>", "</p>", "<h2 id=b>", "</h2>", "<br>", "<svg/>", "x", "<span id=c>",
                                 "</span>", "</div>", "<a href=x>", "<", "&", "<script>", "</script>"])))
def test_no_html_is_too_broken_to_be_read(pieces: list[str]) -> None:
    find_passages("".join(pieces))


def _text(html: str) -> str:
    return find_passages(html)[0].text
