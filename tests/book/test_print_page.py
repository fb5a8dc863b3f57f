"""Pages set one after the other: unique ids, links that find their place, addresses that can be printed."""

import pytest

from briefing.book.print_page import list_pages, make_parts
from briefing.claims.records import Claim, PageAddress, PageEvidence, Section

FRONT = PageAddress("index.md", "", "Front")
A = PageAddress("a.md", "a/", "A")
B = PageAddress("b.md", "b/", "B")
METHOD = PageAddress("method.md", "method/", "Method")


def join(html: str, page: PageAddress = A) -> str:
    """Give a page's HTML as it stands in the whole, behind the front page."""
    bodies = {"index.md": "", "a.md": "", "b.md": "", page.uri: html}
    parts = make_parts([FRONT, A, B], bodies, "../")
    return next(part.html for part in parts if part.page == page)


@pytest.mark.parametrize(("html", "wanted"), [
    # Ids, and what refers to them within the page.
    ('<p id="x">X</p>', '<p id="a--x">X</p>'),
    ('<a href="#x">X</a>', '<a href="#a--x">X</a>'),
    ('<li id="fn:cite-k">', '<li id="a--fn:cite-k">'),
    ('<svg aria-labelledby="t d"><desc id="d">D</desc>', '<svg aria-labelledby="a--t a--d"><desc id="a--d">D</desc>'),
    ('<path marker-end="url(#tip)"/>', '<path marker-end="url(#a--tip)"/>'),
    ('<label for="x">', '<label for="a--x">'),
    # Links to other parts lead to their place, all others where they led.
    ('<a href="../b/#x">', '<a href="#b--x">'),
    ('<a href="../b/">', '<a href="#b">'),
    ('<a href="../">', '<a href="#briefing">'),
    ('<a href="../#x">', '<a href="#briefing--x">'),
    ('<a href="../sources/#k">', '<a href="../sources/#k">'),
    ('<a href="page.bib">', '<a href="../a/page.bib">'),
    ('<a href="https://b.example/#x">', '<a href="https://b.example/#x">'),
    ('<a href="mailto:desk@b.example">', '<a href="mailto:desk@b.example">'),
    # Headings go down one level.
    ('<h1 id="x">X</h1><h2>Y</h2>', '<h2 id="a--x">X</h2><h3>Y</h3>'),
    # Text stays as it is.
    ("<p>A &amp; B&#160;&lt; id=\"x\"<br /><!-- h1 --></p>", "<p>A &amp; B&#160;&lt; id=\"x\"<br /><!-- h1 --></p>"),
    ("<p>See <code>href=\"#x\"</code></p>", "<p>See <code>href=\"#x\"</code></p>"),
])
def test_html_fits_into_the_whole(html: str, wanted: str) -> None:
    assert join(html) == wanted


def test_the_first_page_gives_the_title_of_the_whole() -> None:
    assert join('<h1 id="x">X</h1><h2>Y</h2>', FRONT) == '<h1 id="briefing--x">X</h1><h2>Y</h2>'


def test_the_label_of_a_claim_leads_to_its_permanent_address() -> None:
    assert join('<p id="x"><a class="claim-label" href="#x">Fact</a> X</p>') == (
        '<p id="a--x"><a class="claim-label" href="../a/#x">Fact<span class="address">#x</span></a> X</p>')


def test_controls_go_and_permanent_links_become_addresses() -> None:
    heading = '<h2 id="x">X<a class="headerlink" href="#x">#</a><a class="cite" href="../cite/#a--x"></a></h2>'
    assert join(heading) == '<h3 id="a--x">X<span class="address">#x</span></h3>'


def test_the_briefing_is_the_pages_that_claim_something() -> None:
    claim = Claim("x", "fact", A, Section("s", "S", 2), "", None, "", (), (), (), "X")
    evidence = [PageEvidence(A, (), (claim,), ()), PageEvidence(METHOD, (), (), ())]
    assert list_pages(evidence) == [A]


def test_an_address_is_shown_as_text() -> None:
    assert "<b>" not in join('<a class="headerlink" href="&lt;b&gt;">#</a><a class="headerlink">#</a>')
