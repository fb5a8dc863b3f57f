"""Words of a source, and the link that leads to them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.claims.notes import render_note_end
from briefing.claims.records import Record, SourceRecord
from briefing.claims.sources import Cited, Quotation, lead_to_words, list_led_to
from briefing.claims.statements import PageAddress, Statement
from briefing.html import get, parse, read
from briefing.sources.bibliography import parse_bibliography
from briefing.text import HIDDEN, is_web

PAGE = PageAddress("a.md", "a/", "A")
SOURCES = parse_bibliography(
    """
@online{abel, url = {https://x.example/a}, langid = {fr}}
@book{brun, title = {B}}
"""
).sources
SITE = "https://x.example/a"

ENCODED = [
    ("it has rained", "it%20has%20rained"),
    ("a two-day, wet week", "a%20two%2Dday%2C%20wet%20week"),
    ("R&D at 98.3% (#2)", "R%26D%20at%2098.3%25%20(%232)"),
    ("the “so-called” law’s end", "the%20“so%2Dcalled”%20law’s%20end"),
    ("대중국  무역\n의존도", "대중국%20무역%20의존도"),
    ('say "no" <to> a?b=c/d', "say%20%22no%22%20%3Cto%3E%20a?b=c/d"),
]


@pytest.mark.parametrize(("words", "directive"), ENCODED)
def test_signs_that_divide_a_directive_or_an_address_are_encoded(
    words: str, directive: str
) -> None:
    assert lead_to_words(SITE, words) == f"{SITE}#:~:text={directive}"


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert lead_to_words(f"{SITE}#part", "it rained") == f"{SITE}#part:~:text=it%20rained"


AROUND = [
    ("By then", "", "By%20then-,it%20rained"),
    ("", "so-so, again", "it%20rained,-so%2Dso%2C%20again"),
    ("By", "again", "By-,it%20rained,-again"),
]


@pytest.mark.parametrize(("before", "after", "directive"), AROUND)
def test_words_stand_between_others_where_they_alone_would_not_do(
    before: str, after: str, directive: str
) -> None:
    assert lead_to_words(SITE, "it rained", before, after) == f"{SITE}#:~:text={directive}"


@given(st.lists(st.text(st.characters(exclude_characters=HIDDEN)), min_size=3, max_size=3))
def test_whatever_the_words_are_a_browser_reads_the_same(words: list[str]) -> None:
    """The grammar is that of https://wicg.github.io/scroll-to-text-fragment/#syntax."""
    text, before, after = (" ".join(each.split()) for each in words)
    address = lead_to_words(SITE, text or "x", before, after)
    assert is_web(address)
    directive = urlsplit(address).fragment.removeprefix(":~:text=")
    assert "&" not in directive
    parts = directive.split(",")
    found_before = parts.pop(0).removesuffix("-") if parts[0].endswith("-") else ""
    found_after = parts.pop().removeprefix("-") if parts[-1].startswith("-") else ""
    [found] = parts
    assert "-" not in found + found_before + found_after
    expected = (text or "x", before, after)
    assert tuple(map(unquote, (found, found_before, found_after))) == expected


SEEN = SourceRecord(bears="all", words="il a plu", after="encore")
NO_LINK = {
    "seen in a copy": (SourceRecord(bears="all", words="il a plu", unseen="In a copy."), "abel"),
    "a book": (SourceRecord(bears="all", words="il a plu"), "brun"),
}
NO_WORDS = {
    "no words": SourceRecord(bears="not-seen"),
    "none": SourceRecord(bears="all", words="none", unseen="A table."),
}


def test_words_that_were_seen_at_the_address_of_a_source_lead_there() -> None:
    address = f"{SITE}#:~:text=il%20a%20plu,-encore"
    assert Cited(SOURCES["abel"], SEEN).quotation == Quotation("il a plu", "fr", address)


@pytest.mark.parametrize(("record", "key"), NO_LINK.values(), ids=NO_LINK)
def test_other_words_are_quoted_and_lead_nowhere(record: SourceRecord, key: str) -> None:
    quotation = Cited(SOURCES[key], record).quotation
    assert quotation
    assert (quotation.words, quotation.address) == ("il a plu", "")


@pytest.mark.parametrize("record", NO_WORDS.values(), ids=NO_WORDS)
def test_where_there_are_no_words_nothing_is_quoted(record: SourceRecord) -> None:
    assert Cited(SOURCES["abel"], record).quotation is None


def cite(keys: tuple[str, ...], **records: SourceRecord) -> Statement:
    return Statement("one", PAGE, Record(kind="fact", sources=records), keys)


def test_of_a_page_words_are_listed_once_and_only_those_that_lead_somewhere() -> None:
    other = SourceRecord(bears="part", words="a b c")
    statements = [
        cite(("abel", "brun"), abel=SEEN, brun=other),
        cite(("abel",), abel=SEEN),
        cite(("abel",), abel=other),
        cite(("abel",), abel=NO_LINK["seen in a copy"][0]),
        cite(("lost",), abel=SourceRecord(bears="all", words="not cited here")),
    ]
    found = list_led_to(statements, SOURCES)
    assert [one.words for one in found.pop("abel")] == ["il a plu", "a b c"]
    assert found == {}


ENDS: Mapping[str, tuple[list[Quotation], str, list[str]]] = {
    "one": ([Quotation("a b c", "fr", "x#1")], "Go to its words", ["x#1"]),
    "two": (
        [Quotation("a <b> c", "fr", "x#1"), Quotation("d e f", "", "x#2")],
        "Go to its words: a <b> c, d e f",
        ["x#1", "x#2"],
    ),
    "none": ([], "", []),
}


@pytest.mark.parametrize(("quoted", "words", "links"), ENDS.values(), ids=ENDS)
def test_a_note_leads_to_the_words(quoted: Any, words: str, links: list[str]) -> None:
    body = parse(render_note_end(SOURCES["brun"], quoted, [], ""))
    assert [get(link, "href") for link in body.css("a")] == links
    assert [read(record) for record in body.css(".note-record")] == [words] * bool(words)
    assert [get(words, "lang") for words in body.css("q[lang]")] == ["fr"] * (len(links) > 1)
