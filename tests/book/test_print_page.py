"""Pages set one after the other: unique ids, links that find their place, addresses that can be printed."""

import pytest

from briefing.book.print_page import make_parts
from briefing.claims.records import Claim, PageAddress, PageEvidence, Section


def make_page(name: str, is_claiming: bool = True) -> PageEvidence:
    page = PageAddress(f"{name}.md", "" if name == "index" else f"{name}/", name)
    claim = Claim("x", "fact", page, (), Section("s", "S", 2), text="X")
    return PageEvidence(page, (), (claim,) if is_claiming else (), ())


PAGES = [make_page("index"), make_page("a"), make_page("b"), make_page("method", is_claiming=False)]


@pytest.mark.parametrize(("html", "wanted"), [
    # Ids, and what refers to them within the page.
    ('<p id="x" class="claim">X</p>', '<p id="a--x" class="claim">X</p>'),
    ('<a href="#x">X</a>', '<a href="#a--x">X</a>'),
    ('<ol><li id="fn:cite-k"></li></ol>', '<ol><li id="a--fn:cite-k"></li></ol>'),
    ('<p aria-labelledby="t d" aria-controls="x"></p>', '<p aria-labelledby="a--t a--d" aria-controls="a--x"></p>'),
    ('<p aria-describedby="x"></p>', '<p aria-describedby="a--x"></p>'),
    ('<svg><path marker-end="url(#tip)"></path></svg>', '<svg><path marker-end="url(#a--tip)"></path></svg>'),
    ('<label for="x"></label>', '<label for="a--x"></label>'),
    # Links to other parts lead to their place, all others where they led.
    ('<a href="../b/#x"></a>', '<a href="#b--x"></a>'), ('<a href="../b/"></a>', '<a href="#b"></a>'),
    ('<a href="../"></a>', '<a href="#briefing"></a>'), ('<a href="../#x"></a>', '<a href="#briefing--x"></a>'),
    ('<a href="../method/#k"></a>', '<a href="../method/#k"></a>'),
    ('<a href="page.bib"></a>', '<a href="../a/page.bib"></a>'),
    ('<a href="https://b.example/#x"></a>', '<a href="https://b.example/#x"></a>'),
    ('<a href="mailto:desk@b.example"></a>', '<a href="mailto:desk@b.example"></a>'),
    ('<img src="../map.png">', '<img src="../map.png">'), ('<img src="map.png">', '<img src="../a/map.png">'),
    # Headings go down one level.
    ('<h1 id="x" class="c">X <b>Y</b></h1><h2>Y</h2>', '<h2 id="a--x" class="c">X <b>Y</b></h2><h3>Y</h3>'),
    # Text stays as it is.
    ('<p>A &amp; B\u00a0&lt; id="x"<br><!-- h1 --></p>', '<p>A &amp; B\u00a0&lt; id="x"<br><!-- h1 --></p>'),
    ('<p>See <code>href="#x"</code></p>', '<p>See <code>href="#x"</code></p>'),
    # Controls go, permanent links become addresses, and a label leads to the paragraph's own page.
    ('<h2 id="x"><a class="heading-link" href="#x">X</a></h2>',
     '<h3 id="a--x">X<span class="address">#x</span></h3>'),
    ('<p id="x" class="claim"><a class="claim-label" href="#x">Fact</a> X</p>',
     '<p id="a--x" class="claim"><a class="claim-label" href="../a/#x">Fact<span class="address">#x</span></a> X</p>'),
    ('<p id="&lt;">X</p>', '<p id="a--&lt;">X<span class="address">#&lt;</span></p>')])
def test_html_fits_into_the_whole(html: str, wanted: str) -> None:
    assert make_parts(PAGES, {"index.md": "", "a.md": html, "b.md": ""}, "../")[1].html == wanted


def test_the_briefing_is_the_pages_that_claim_something_under_the_title_of_the_first() -> None:
    parts = make_parts(PAGES, {"index.md": '<h1 id="x">X</h1><h2>Y</h2>', "a.md": "", "b.md": ""}, "")
    assert [(part.key, part.page.url) for part in parts] == [("briefing", ""), ("a", "a/"), ("b", "b/")]
    assert parts[0].html == '<h1 id="briefing--x">X</h1><h2>Y</h2>'
    parts = make_parts(PAGES, {"index.md": '<img src="m.png">', "a.md": "", "b.md": ""}, "https://b.example/")
    assert parts[0].html == '<img src="https://b.example/m.png">'
