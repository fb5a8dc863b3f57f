"""What the search finds: paragraphs and headings with addresses, in words of the page."""

import json

import pytest
from support import read_data

from briefing.html import parse
from briefing.web.search import Entry, SearchedPage, list_entries, read_lunr, write_index

PAGE = read_data("searched.html")
DIVIDED = "The article. One, two, three, four."


def test_headings_paragraphs_and_boxes_are_entries_with_their_own_words() -> None:
    assert list_entries(parse(PAGE)) == [
        Entry("t", "Title", "Title"),
        Entry("one", "One & all", "One & all", text="Loose words. First Second Cell Other End."),
        Entry("c", "", "One & all", "Fact", "Holds in part", "A claim."),
        Entry("d", "", "One & all", "Fact", "Holds · Judgement", DIVIDED),
        Entry("b", "", "One & all", "Checked", "", "Odd: First. What was found."),
        Entry("one", "", "One & all", "Since then", "", "Later: It came."),
        Entry("last", "", "One & all", text="After all."),
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


def test_the_index_is_a_script_with_all_pages_and_two_texts_of_a_line_an_entry() -> None:
    entries = [
        Entry("a", "", "S", "Fact", "Imprecise", "“Words” https://x.example/a?b. More."),
        Entry("b", "T", "T"),
    ]
    pages = [
        SearchedPage("Page", "page/", entries),
        SearchedPage("None", "none/", [Entry("c", text="C")]),
    ]
    head, _, data = write_index(pages).partition(" = ")
    assert head == "briefing.searched"
    index = json.loads(data.rstrip(";\n"))
    assert index.pop("kinds")["Fact"] == "fact"
    assert index == {
        "pages": [["Page", "page/", True], ["None", "none/", False]],
        "words": "\tFact · Imprecise\t“Words” More.\nT\t\t\n\t\tC\n",
        "places": "0\ta\tS\tFact\tImprecise\n0\tb\tT\t\t\n1\tc\t\t\t\n",
    }


def test_lunr_comes_with_its_licence() -> None:
    text = read_lunr()
    assert text.startswith("/*!\n * lunr - http://lunrjs.com")
    assert "@license MIT" in text[:300]
