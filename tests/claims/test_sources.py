"""What is shown of sources."""

import pytest
from support import read_data

from briefing.claims.records import Record
from briefing.claims.sources import (
    describe,
    list_remarks,
    list_sources,
    search_copies,
    shorten,
    tell_reading,
)
from briefing.claims.statements import PageAddress, PageEvidence, Statement
from briefing.sources.bibliography import parse_bibliography

DATA = read_data("claims.yml")
LISTED = parse_bibliography(DATA["ledger"]).sources
SOURCES = parse_bibliography(DATA["bib"]).sources
PAGE = PageAddress("a.md", "a/", "A")


def test_each_source_is_listed_with_what_rests_on_it() -> None:
    """Those of the article come first, in its order, then ours by their names."""
    claim = Statement("one", PAGE, Record(kind="fact"), ("a",))
    check = Statement("x", PAGE, Record(kind="check"), ("b", "a"))
    since = Statement("z", PAGE, Record(kind="since"), ("a",))
    listed = list_sources(LISTED, [PageEvidence(PAGE, (), (claim,), (check, since))])
    assert [(entry.source.key, entry.uses) for entry in listed] == [
        ("b", (check,)),
        ("a", (claim, check, since)),
        ("z", ()),
        ("d", ()),
    ]
    of_a = listed[1]
    assert (of_a.claims, of_a.checks, of_a.later) == ([claim], [check], [since])


def test_sources_of_one_name_stand_by_their_days_and_those_without_one_last() -> None:
    entries = [
        "@online{none, author={{Post}}}",
        "@online{late, author={{Post}}, date={2024-10-02}}",
        "@online{early, author={{The Post}}, date={2024-09-13}}",
    ]
    sources = parse_bibliography("\n".join(entries)).sources
    listed = list_sources(sources, [])
    assert [entry.source.key for entry in listed] == ["early", "late", "none"]


def test_remarks_are_sorted_by_what_they_are() -> None:
    assert list_remarks(LISTED["a"]) == [
        ("Checked", "c one."),
        ("Checked", "c two."),
        ("Not checked", "n."),
        ("Defect", "d."),
    ]


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (
            "abel",
            "Wire report; party: X, ministry; goes back to Y; "
            "read on 25\u00a0November\u00a02026, its opening only.",
        ),
        ("art", "Not seen."),
        ("october", ""),
    ],
)
def test_a_source_says_of_what_kind_it_is_whose_and_how_far_it_was_read(
    key: str, sentence: str
) -> None:
    assert describe(SOURCES[key]) == sentence


def test_how_far_a_source_was_read_is_told_with_the_day() -> None:
    assert tell_reading(SOURCES["art"]) == "not seen"
    assert tell_reading(SOURCES["october"]) == ""


def test_copies_are_searched_for_by_the_address_of_a_source() -> None:
    [source, other] = parse_bibliography(
        "@online{x, url = {https://x.example/a?b=1}}\n@book{y, title = {Y}}"
    ).sources.values()
    assert search_copies(source) == "https://web.archive.org/web/*/https://x.example/a?b=1"
    assert search_copies(other) == "", "it has no address"


def test_a_long_text_is_cut_after_sixteen_words() -> None:
    assert shorten(" ".join("a" * 16)) == " ".join("a" * 16)
    assert shorten(" ".join("a" * 17)) == " ".join("a" * 16) + "\u00a0…"
