"""Pages set one after the other, and what has to be changed in them for that."""

import pytest
from support import read_data

from briefing.book.whole import make_parts
from briefing.claims.records import Record
from briefing.claims.statements import PageAddress, PageEvidence, Section, Statement


def make_page(name: str, is_claiming: bool = True) -> PageEvidence:
    url = "" if name == "index" else f"{name}/"
    page = PageAddress(f"{name}.md", url, name)
    claim = Statement("x", page, Record(kind="fact"), (), Section("s", "S", 2), "X")
    claims = (claim,) if is_claiming else ()
    return PageEvidence(page, (), claims, ())


A = make_page("a")
PAGES = [make_page("index", is_claiming=False), A, make_page("b"), make_page("method", False)]


@pytest.mark.parametrize(("html", "wanted"), read_data("book.yml")["joined"])
def test_html_fits_into_the_whole(html: str, wanted: str) -> None:
    """Ids are unique, links find their place, addresses can be printed."""
    parts = make_parts(PAGES, {"index.md": "", "a.md": html, "b.md": ""}, "../")
    assert parts[A.page] == wanted


def test_the_whole_is_the_front_page_and_the_pages_that_claim_something() -> None:
    parts = make_parts(PAGES, {"index.md": "", "a.md": "", "b.md": ""}, "")
    assert [page.key for page in parts] == ["briefing", "a", "b"]


def test_the_title_of_the_front_page_is_that_of_the_whole() -> None:
    """Its headings stay as high as they are."""
    html = '<h1 id="x">X</h1><h2>Y</h2><img src="m.png">'
    parts = make_parts(PAGES[:1], {"index.md": html}, "https://b.example/")
    assert list(parts.values()) == [
        '<h1 id="briefing--x">X</h1><h2>Y</h2><img src="https://b.example/m.png">'
    ]
