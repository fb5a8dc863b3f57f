"""What the search finds: paragraphs and headings with addresses, in words that stand on the page."""

import json

from briefing.web.search import Entry, list_entries, write_index

PAGE = """
<h1 id="t">Title<a class="headerlink" href="#t">#</a><a class="cite" href="x">cite</a></h1>
<p class="print-address">https://a.example/</p>
<h2 id="one">One &amp; all</h2>
<p class="claim fact" id="c"><a class="claim-label" href="#c">Fact, added</a>
<span class="claim-sources"><a href="#n">Abel, 2020</a></span> A claim.<sup id="r"><a href="#n">1</a></sup></p>
<div class="admonition check"><p class="admonition-title">Odd</p><p id="b">What was found.</p></div>
<p>Loose <em>words</em>.</p><ul><li>First</li><li>Second</li></ul>
<table><tr><td>Cell</td><td>Other</td></tr></table>
<svg><text>Drawn</text></svg><details><pre>@online{}</pre></details>
<div class="footnote"><h2 id="notes">Notes</h2><div>Inner</div><p id="n">Abel.</p></div>
<p id="last">After <br/>all.</p>
"""


def test_headings_paragraphs_and_boxes_are_entries_with_their_own_words() -> None:
    assert list_entries(PAGE) == [
        Entry("t", "Title", "Title"),
        Entry("one", "One & all", "One & all", "", "Loose words. First Second Cell Other"),
        Entry("c", "", "One & all", "Fact, added", "A claim."),
        Entry("b", "", "One & all", "Checked", "Odd: What was found."),
        Entry("last", "", "One & all", "", "After all."),
    ]


def test_text_before_the_first_heading_belongs_to_the_page() -> None:
    assert list_entries("<p>Early.</p><h2>Without id</h2>") == [Entry("", "", "", "", "Early. Without id")]


def test_what_is_broken_does_no_harm() -> None:
    assert list_entries("<p id='a'>Open <b>words<svg><p>")[0].text == "Open words"
    assert list_entries("") == []


def test_the_index_is_a_script_with_all_pages() -> None:
    script = write_index([("Page", "page/", '<p id="a">“Words”</p>')])
    head, _, data = script.partition(" = ")
    assert head == "briefing.pages"
    assert json.loads(data.rstrip(";\n")) == [["Page", "page/", [["a", "", "", "", "“Words”"]]]]
