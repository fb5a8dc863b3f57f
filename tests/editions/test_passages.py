"""Passages: which words of a page have an address, what is said beside words, and when two say the same."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.editions.passages import Passage, find_passages

MARK = '<sup id="fnref:cite-abel"><a class="footnote-ref" href="#fn:cite-{}">7</a></sup>'
PAGE = f"""
Above.
<h1 id="top">Title <a class="headerlink" href="#top">#</a><a class="cite" href="x">cite</a></h1>
<p id="a" class="fact claim" data-event="2020" data-check="imprecise" data-article="3">
  <a class="claim-label" href="#a">Fact</a><span class="claim-sources">Abel, 2020</span>
  Two&nbsp;armies{MARK.format("abel")}&nbsp;<span class="cite-affix">p. 7</span> met.</p>
<div class="admonition check"><p class="admonition-title"><span class="box-name">Checked:</span> They did</p>
<span id="was"></span><p id="b">See <span class="cite-affix">cf.</span> {MARK.format("brun")}.</p></div>
<details class="since" id="later"><summary>They met again</summary><p>In May.</p></details>
<ul><li>one</li><li>two <img src="map.png" alt="A map"></li></ul>
<h2 id="next">Next</h2>
<table data-derived id="made"><tr><td><p id="inner">left out</p><h3 id="deep">left out</h3></td></tr></table>
<p id="new"><span id="old"></span>Merged, <span id="c" class="forecast claim" data-event="2021">a clause</span>.</p>
<p id="gone" class="withdrawn">Withdrawn: it was wrong.</p>
<p id="away" class="moved">Now at <a href="../other/#there">another page</a>.<a class="headerlink" href="#away"></a></p>
<script>left(out)</script>
<div class="footnote"><h2 id="notes">Notes<a class="headerlink" href="#notes">#</a></h2><ol><li id="fn:cite-abel">
<p>Abel. <span class="backlinks"><a href="#fnref:cite-abel">back</a></span></p></li></ol></div>
"""
FOUND = {passage.id: passage for passage in find_passages(PAGE)}


def test_a_page_is_cut_into_passages() -> None:
    assert [(found.what, found.id, found.title, found.words, found.to) for found in find_passages(PAGE)] == [
        ("page", "", "", "Above.", ""),
        ("section", "top", "Title", "Title Two armies[abel] p. 7 met. They did See cf. [brun]. They met again In May. "
                                    "one two", ""), ("paragraph", "a", "Title", "Two armies[abel] p. 7 met.", ""),
        ("alias", "was", "Title", FOUND["top"].words, "top"), ("paragraph", "b", "Title", "See cf. [brun].", ""),
        ("note", "later", "Title", "They met again In May.", ""),
        ("section", "next", "Next", "Next Merged, a clause. Withdrawn: it was wrong. Now at another page.", ""),
        ("paragraph", "new", "Next", "Merged, a clause.", ""), ("alias", "old", "Next", "Merged, a clause.", "new"),
        ("claim", "c", "Next", "a clause", ""), ("withdrawn", "gone", "Next", "Withdrawn: it was wrong.", ""),
        ("moved", "away", "Next", "Now at another page.", "../other/#there"),
        ("section", "notes", "Notes", "Abel.", "")]


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


@pytest.mark.parametrize(("html", "same"), [
    # what is free: white space, line breaks, entities, the form of letters, numbers of notes, emphasis, targets
    ("<p id=p>a  b\n c</p>", "<p id=p>a b c</p>"), ("<p id=p>a&#32;b&nbsp;c</p>", "<p id=p>a b c</p>"),
    ("<p id=p>Cafe\u0301</p>", "<p id=p>Café</p>"),
    (f"<p id=p>a{MARK.format('x')}</p>", f"<p id=p>a{MARK.format('x').replace('7', '9')}</p>"),
    ("<p id=p>so <em>it</em> <a href=x>is</a></p>", "<p id=p>so it <a href=y>is</a></p>"),
    # an id that is new or another: the address is promised elsewhere
    ("<p id=p>a</p>", "<p id=q><span id=p></span>a</p>"), ('<p id=p class="fact">a</p>', '<p id=q class="fact">a</p>'),
    # what the engine says by itself, in whatever words
    ('<p id=p>a<span class="backlinks"> back</span><a class="note-source" href="x"> source</a></p>', "<p id=p>a</p>"),
    *((f'<p id=p class="fact"><a class="{name}">Fact</a> a</p>', '<p id=p class="fact">a</p>')
      for name in ("claim-label", "clause-label", "claim-sources", "record", "box-name", "bottom-line-name",
                   "cite now", "headerlink")),
    ('<div class="footnote"><h2>Notes</h2>a</div>', '<div class="footnote"><h2>Sources</h2>a</div>'),
    # what follows from other words
    ("<p id=p>a <b data-derived>7</b></p>", "<p id=p>a <b data-derived>8</b></p>")])
def test_what_is_free_does_not_count(html: str, same: str) -> None:
    assert (find_first(html).words, find_first(html).sha256) == (find_first(same).words, find_first(same).sha256)


@pytest.mark.parametrize(("html", "other"), [
    ("<p id=p>It is likely.</p>", "<p id=p>It is unlikely.</p>"), ("<p id=p>one<br>two</p>", "<p id=p>onetwo</p>"),
    *((f'<p id=p class="fact">a{MARK.format("x")}{one}</p>', f'<p id=p class="fact">a{MARK.format("x")}{other}</p>')
      for one, other in [("", MARK.format("y")), ('<b class="cite-affix">p. 7</b>', '<b class="cite-affix">p. 8</b>')]),
    # labels, dates, verdicts, the paragraph of the article; of a paragraph, of a clause, of a box
    *((f"<{tag} id=p {one}>a</{tag}>", f"<{tag} id=p {other}>a</{tag}>") for tag in ("p", "span") for one, other in [
        ("class=fact", "class=report"), ("class=fact", ""), ("data-event=2020", "data-event=2021"),
        ("data-check=imprecise", ""), ("data-article=3", "data-article=4"), ("class=withdrawn", ""),
        ("class=moved", "class=withdrawn")]),
    ('<div class="admonition check">a</div>', '<div class="admonition since">a</div>'),
    ("<details class=check><summary>a</summary></details>", "<details class=since><summary>a</summary></details>"),
    # which words a label belongs to
    ("<p id=p class=fact>a</p><p id=q>b</p>", "<p id=p>a</p><p id=q class=fact>b</p>"),
    # pictures: what they show, in words and in bytes
    ("<img src=a.png alt=A>", "<img src=a.png alt=B>"), ("<img src=a.png alt=A>", "<img src=b.png alt=A>"),
    # elements that turn the sense
    *((f"<p id=p>a {one}</p>", f"<p id=p>a {other}</p>") for one, other in [
        ("<del>not</del> b", "not b"), ("10<sup>6</sup>", "106"), ("x<sub>2</sub>", "x2"), ("<q>b</q>", "b"),
        ("<bdo dir=rtl>b</bdo>", "<bdo dir=ltr>b</bdo>"), ("<span dir=rtl>b</span>", "b"), ("<s>b</s>", "b"),
        ("<abbr title=Not>b</abbr>", "b")]),
    # words that stand in another column, numbers of a list, what a note is about
    ("<table><tr><td></td><td>yes</td></tr></table>", "<table><tr><td>yes</td><td></td></tr></table>"),
    ("<ol start=3><li>a</li></ol>", "<ol><li>a</li></ol>"), ("<ol><li>a</li></ol>", "<ol><li value=5>a</li></ol>"),
    ("<div class='admonition check' data-for=a>b</div>", "<div class='admonition check' data-for=c>b</div>")])
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
