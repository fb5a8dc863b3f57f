"""What the search finds: paragraphs and headings with addresses, in words of the page."""

import json

import pytest
from support import read_data

from briefing.html import parse
from briefing.web.search import Entry, list_entries, read_lunr, write_index

PAGE = read_data("searched.html")


def test_headings_and_paragraphs_are_entries_with_their_own_words() -> None:
    loose = "Odd First. Later It came. Loose words. First Second Cell Other End."
    assert list_entries(parse(PAGE)) == [
        Entry("t", "Title"),
        Entry("one", "One & all", loose),
        Entry("c", "One & all", "A claim."),
        Entry("d", "One & all", "The article. One, two, three, four."),
        Entry("b", "One & all", "What was found."),
        Entry("last", "One & all", "After all."),
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Early.</p><h2>Without id</h2>", "Early. Without id"),
        ("<p id='a'>Open <b>words<svg><p>", "Open words"),
        ("\0<p id='a'>\0x", "x"),
    ],
)
def test_text_before_the_first_heading_and_what_is_broken_are_found_too(
    html: str, text: str
) -> None:
    assert list_entries(parse(html))[0].text == text


def test_the_index_is_a_script_with_all_places_without_addresses_in_their_words() -> None:
    pages = [
        ("Page", "page/", [Entry("a", "S", "“Words” https://x.example/a?b. More.")]),
        ("None", "none/", [Entry("", "", "C")]),
    ]
    head, _, data = write_index(pages).partition(" = ")
    assert head == "briefing.places"
    assert json.loads(data.rstrip(";\n")) == [
        {"page": "Page", "section": "S", "address": "page/#a", "text": "“Words” More."},
        {"page": "None", "section": "", "address": "none/", "text": "C"},
    ]


def test_lunr_comes_with_its_licence() -> None:
    text = read_lunr()
    assert text.startswith("/*!\n * lunr - http://lunrjs.com")
    assert "@license MIT" in text[:300]
