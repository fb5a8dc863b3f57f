"""Passages: which words of a page have an address, what is said beside words, and when two say the same."""

import hashlib
import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from briefing.editions.passages import Passage, find_passages

MARK = '<sup id="fnref:cite-abel"><a class="footnote-ref" href="#fn:cite-abel">7</a></sup>'
PAGE = f"""
Above.
<h1 id="top">Title <a class="headerlink" href="#top">#</a><a class="cite" href="x">cite</a></h1>
<p id="a" class="fact claim" data-event="2020" data-check="imprecise" data-article="3">
  <a class="claim-label" href="#a">Fact</a><span class="claim-sources">Abel, 2020</span>
  Two&nbsp;armies{MARK}&nbsp;<span class="cite-affix">p. 7</span> met.</p>
<div class="admonition check"><p class="admonition-title"><span class="box-name">Checked:</span> They did</p>
<span id="was"></span><p id="b">See <span class="cite-affix">cf.</span> {MARK.replace("abel", "brun")}.</p></div>
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
PAIRS = yaml.safe_load((ROOT / "tests/data/passages.yml").read_text(encoding="utf-8"))
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


@pytest.mark.parametrize(("html", "same"), PAIRS["same"])
def test_what_is_free_does_not_count(html: str, same: str) -> None:
    assert (find_first(html).words, find_first(html).sha256) == (find_first(same).words, find_first(same).sha256)


@pytest.mark.parametrize(("html", "other"), PAIRS["other"])
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
