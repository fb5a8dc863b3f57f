"""The rows of the ledger, and what they count."""

from dataclasses import replace

from support import read_data

from briefing.claims.records import PageAddress, PageEvidence, Section, Statement
from briefing.claims.rows import (
    count,
    count_minutes,
    find_restated,
    list_cited,
    list_themes,
    make_rows,
    put_changed_first,
)
from briefing.claims.sources import list_sources
from briefing.claims.support import Record, Support
from briefing.sources.bibliography import parse_bibliography

DATA = read_data("claims.yml")
SOURCES = parse_bibliography(DATA["ledger"]).sources
PAGE, SECTION = PageAddress("a.md", "a/", "A"), Section("s", "S", 2)
FRONT = PageAddress("index.md", "", "Home")
NONE = Statement("none", "assessment", PAGE, (), SECTION, text="None.", article=1)
ONE = Statement(
    "one", "fact", PAGE, ("a",), SECTION, text="One.", article=1, check="imprecise", paragraph="p"
)
TWO = Statement(
    "two", "report", PAGE, ("a", "b"), SECTION, text="Two.", check="supported", paragraph="p"
)
CHECK = Statement("x", "check", PAGE, ("b",), follows="one")
CHECK_TOO = Statement("y", "check", PAGE, ("b", "a"), follows="one")
SINCE = Statement("z", "since", PAGE, ("a",), follows="none")
PAGES = [PageEvidence(PAGE, (), (NONE, ONE, TWO), (CHECK, CHECK_TOO, SINCE))]
ROWS = make_rows(PAGES, SOURCES, Support())


def test_a_row_has_the_boxes_about_its_claim_and_what_was_added_beside_it() -> None:
    none, one, two = ROWS
    assert (one.checks, one.beside, one.checked_against) == ([CHECK, CHECK_TOO], [TWO], ["b", "a"])
    assert (none.checks, none.beside) == ([], [])
    assert two.beside == [], "it is ours itself"


def test_a_row_tells_of_its_sources() -> None:
    one_origin = replace(TWO, keys=("a", "b"))
    two_origins = replace(TWO, keys=("a", "z"))
    page = PageEvidence(PAGE, (), (one_origin, two_origins), ())
    same, other = make_rows([page], SOURCES, Support())
    assert (same.is_dependent, other.is_dependent) == (True, False)
    assert (same.parties, other.parties) == (["X"], [])
    assert (same.reading, other.reading) == ("opening read", "not seen")


def test_a_row_says_what_its_sources_leave_open() -> None:
    gap = Record("one", "a", "part", gap="G")
    [_, one, two] = make_rows(PAGES, SOURCES, Support({("one", "a"): gap}))
    assert (one.gaps, two.gaps) == ([gap], [])


def test_claims_are_counted() -> None:
    counts = count(ROWS)
    assert (counts.total, counts.restated, counts.added, counts.judgements) == (3, 2, 1, 1)
    assert (counts.sourced, counts.alone, counts.dependent) == (2, 1, 1)
    assert (counts.of_parties, counts.unseen, counts.changed) == (1, 1, 1)
    assert counts.kinds == {"assessment": 1, "fact": 1, "report": 1}
    assert counts.outcomes == {"judgement": 1, "in-part": 1, "holds": 1}
    assert counts.share(1) == 33.3


def test_of_no_claims_there_are_none() -> None:
    counts = count([])
    assert (counts.total, counts.share(0)) == (0, 0)


def test_the_ledger_begins_with_what_checking_changed() -> None:
    assert [row.claim.id for row in put_changed_first(ROWS)] == ["one", "none", "two"]


def test_the_restated_claims_of_a_page_are_found() -> None:
    assert [row.claim.id for row in find_restated(ROWS, PAGE)] == ["none", "one"]
    assert find_restated(ROWS, FRONT) == []


def test_reading_takes_a_minute_at_least() -> None:
    assert count_minutes(ROWS) == 1
    long = replace(ONE, text="word " * 1000)
    assert count_minutes(make_rows([PageEvidence(PAGE, (), (long,), ())], SOURCES, Support())) == 4


def test_the_filter_lists_pages_in_order_and_cited_sources_by_name() -> None:
    on_front = replace(ONE, page=FRONT, keys=("z",))
    pages = [PageEvidence(FRONT, (), (on_front,), ()), *PAGES]
    assert list_themes(make_rows(pages, SOURCES, Support())) == [
        ("front", "Front page"),
        ("a", "A"),
    ]
    cited = [key for key, _ in list_cited(list_sources(SOURCES, pages))]
    assert (set(cited), cited[-1]) == ({"a", "b", "z"}, "z"), "a box makes no claim"
