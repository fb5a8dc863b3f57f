"""The page as plain Markdown: other readers find in it what a browser finds in the page."""

from dataclasses import replace
from datetime import date
from typing import Any

import yaml
from citing_pages import PUBLICATION, make_claim

from briefing.citing.twin import TwinPage, write_twin
from briefing.claims.statements import Publication, Version
from briefing.html import parse, read
from briefing.programs import run_pandoc

ABOUT = replace(PUBLICATION, site_url="https://a.example/", version=Version(0, date(2026, 11, 25)))
HTML = """
<p class="print-address" aria-hidden="true">hidden</p>
<h1 id="t"><a href="#t">The [toll] &amp; *salt*</a></h1>
<p id="p"><span class="clause" id="c">It snowed <q>so</q> x<sup>2</sup>,<sup><a
 href="#fn:cite-abel_b">1</a></sup><sup>, </sup><sup><a href="#fn:cite-brun">2</a></sup></span></p>
<div class="checks"><p class="doubt"><a href="#c">Holds</a> So.</p>
<details class="checks__fold"><summary>2 sources</summary><section>
<p class="checks__plain">It takes further: <a href="#q">Rain</a></p><ul>
<li><details><summary><b>1</b> <span class="checks__where">Abel</span>
 <span class="checks__told">Ann; <i>read</i></span></summary> <q>snow</q>
 <a href="#fn:cite-abel_b">Note 1</a></details></li>
<li><details><summary><b>2</b> <span class="checks__where">Brun</span></summary>
 <a href="#fn:cite-brun">Note 2</a></details></li></ul>
</section></details><p class="checks__way"><a href="#p">Cite</a></p></div>
<details role="group"><summary>Checked: <b>it</b></summary>
<p>It did. <a href="../b/#c">More</a></p></details>
<p>An <abbr title="Organisation of Snow">OS</abbr>.
 <svg aria-label="A map."><text>no</text></svg></p>
<table><thead><tr><th>A</th><th>B</th></tr></thead>
<tbody><tr><td>1 | 2</td><td><p>3</p></td></tr></tbody></table>
<form><button>Do</button></form>
<div class="footnote"><ol>
<li id="fn:cite-abel_b"><p>Abel, <em>Snow</em>. <a
 class="footnote-backref" href="#x">up</a></p></li>
<li id="fn:cite-brun"><p>Brun. <a href="https://b.example/?a_b=c">https://b.example/?a_b=c</a></p><p>More.</p></li></ol></div>
"""


def write(page: TwinPage, about: Publication = ABOUT) -> tuple[dict[str, Any], str]:
    """Return the front matter and the text of a twin."""
    _, head, text = write_twin(page, about).split("---\n", 2)
    return yaml.safe_load(head), text.strip("\n")


def test_pandoc_reads_what_the_page_says() -> None:
    claims = {"c": make_claim(None)}
    _front, text = write(TwinPage("deep/page/", "T", "D", HTML, claims=claims))
    body = parse(run_pandoc(text, "--from=markdown-citations-smart", "--to=html").decode())
    notes = body.css_first("section.footnotes, #footnotes")
    assert notes is not None
    assert [read(note) for note in notes.css("li")] == [
        "Abel, Snow.↩︎",
        "Brun. https://b.example/?a_b=c More.↩︎",
        "Abel, Snow.↩︎",
    ]
    assert notes.css_matches('[href="https://b.example/?a_b=c"]')
    notes.decompose()
    assert [node.attributes["href"] for node in body.css("a[href^=http]")] == [
        "https://a.example/deep/page/#t",
        "https://a.example/snow/#c",
        "https://a.example/deep/page/#q",
        "https://a.example/deep/b/#c",
    ]
    assert [read(cell) for cell in body.css("th, td")] == ["A", "B", "1 | 2", "3"]
    assert read(body.css_first("blockquote") or body) == "Checked: it It did. More"
    words = read(body)
    for said in ("The [toll] & *salt*", "It snowed “so” x2,", "Fact · https://a.example/snow/#c"):
        assert said in words
    assert [read(item) for item in body.css("li")] == ["Ann: “snow” 3", "OS: Organisation of Snow"]
    for said in ("It takes further: Rain", "An OS.", "A map."):
        assert said in words
    for left in ("hidden", "Do", "no", "up", "Cite", "sources", "So."):
        assert left not in words.split()


def test_below_a_paragraph_stand_verdict_address_and_reason() -> None:
    claim = make_claim(1)
    record = type(claim.record)(kind="fact", verdict="holds in part", because="So.")
    html = (
        '<p><b class="bottom-line-name">In short</b> <span class="clause" id="c">It snowed.</span>'
        '<sup class="aftermath"><a href="https://b.example/">since</a></sup></p><p>On.</p>'
    )
    page = TwinPage("snow/", "T", "D", html, claims={"c": replace(claim, record=record)})
    _front, text = write(page)
    assert text == (
        "**In short:** It snowed. ([since](https://b.example/))\n\n"
        "*Fact · Holds in part* · <https://a.example/snow/#c> · So.\n\nOn."
    )


def test_it_says_what_it_is() -> None:
    page = TwinPage("deep/page/", 'A: "b" # c', "[D]", "<p>E</p>")
    front, _text = write(page)
    assert (front["title"], front["description"]) == ('A: "b" # c', "[D]")
    assert front["address"] == "https://a.example/deep/page/"
    assert (front["edition"], front["state"], front["frozen"]) == (None, "draft", None)
    assert (front["date"], front["licence"]) == (date(2026, 11, 25), ABOUT.licence)
    published = replace(ABOUT, version=Version(4, date(2026, 11, 28)))
    kept = "https://a.example/editions/4/deep/page/"
    front, _text = write(replace(page, frozen=kept), published)
    assert (front["edition"], front["state"], front["frozen"]) == (4, "published", kept)
