"""The rows of the ledger, and what they count."""

from dataclasses import replace

from support import read_data

from briefing.claims.records import Record, SourceRecord
from briefing.claims.rows import (
    count,
    find_restated,
    list_cited,
    list_themes,
    make_rows,
    put_changed_first,
)
from briefing.claims.sources import list_sources
from briefing.claims.speakers import Speaker
from briefing.claims.statements import PageAddress, PageEvidence, Section, Statement
from briefing.sources.bibliography import parse_bibliography

DATA = read_data("claims.yml")
SOURCES = parse_bibliography(DATA["ledger"]).sources
PAGE, SECTION = PageAddress("a.md", "a/", "A"), Section("s", "S", 2)
FRONT = PageAddress("index.md", "", "Home")
JUDGED = Record(kind="assessment", restates=1, verdict="judgement")
NONE = Statement("none", PAGE, JUDGED, (), SECTION, text="None.")
ONE = Statement(
    "one",
    PAGE,
    Record(kind="fact", restates=1, verdict="holds in part", because="Some."),
    ("a",),
    SECTION,
    text="One.",
    paragraph="p",
)
TWO = Statement("two", PAGE, Record(kind="report"), ("a", "b"), SECTION, text="Two.", paragraph="p")
CHECK = Statement("x", PAGE, Record(kind="check"), ("b",), about="one")
CHECK_TOO = Statement("y", PAGE, Record(kind="check"), ("b", "a"), about="one")
SINCE = Statement("z", PAGE, Record(kind="since"), ("a",), about="none")
PAGES = [PageEvidence(PAGE, (), (NONE, ONE, TWO), (CHECK, CHECK_TOO, SINCE))]
ROWS = make_rows(PAGES, SOURCES)


def test_a_row_has_the_notes_about_its_claim_and_what_was_added_beside_it() -> None:
    none, one, two = ROWS
    assert (one.checks, one.beside, one.checked_against) == ([CHECK, CHECK_TOO], [TWO], ["b", "a"])
    assert (none.checks, none.beside) == ([], [])
    assert two.beside == [], "it is ours itself"


def test_a_row_tells_of_its_sources() -> None:
    one_origin = replace(TWO, keys=("a", "b"))
    two_origins = replace(TWO, keys=("a", "z"))
    page = PageEvidence(PAGE, (), (one_origin, two_origins), ())
    same, other = make_rows([page], SOURCES)
    assert (same.is_dependent, other.is_dependent) == (True, False)
    assert (same.parties, other.parties) == (["X"], [])
    assert (same.reading, other.reading) == ("opening read", "not seen")


def test_origins_and_parties_are_those_of_speakers_not_of_what_printed_them() -> None:
    """Two leaders of one alliance in two papers of other countries are one origin, and no party."""
    spoken = SourceRecord(bears="all", words="We do so", speaker="NATO")
    by_a_party = SourceRecord(bears="all", words="We do so", speaker="Y’s minister", party="Y")
    nato = Record(kind="report", sources={"a": spoken, "b": spoken, "z": spoken})
    other = Record(kind="report", sources={"a": spoken, "z": by_a_party})
    claims = (
        replace(TWO, keys=("a", "b", "z"), record=nato),
        replace(TWO, keys=("a", "z"), record=other),
    )
    first, second = make_rows([PageEvidence(PAGE, (), claims, ())], SOURCES)
    assert (first.is_dependent, first.parties) == (True, [])
    assert (second.is_dependent, second.parties) == (False, ["Y"])
    assert first.speakers["b"] == Speaker("NATO", "", is_another=True)
    assert ROWS[2].speakers["b"] == Speaker("TASS", "X", is_another=False)


def test_only_what_restates_the_article_bears_a_note_of_its_own() -> None:
    assert [row.is_noted for row in ROWS] == [False, True, False]
    sources = {**SOURCES, "a": replace(SOURCES["a"], keywords=frozenset())}
    assert not any(row.is_noted for row in make_rows(PAGES, sources))


def test_claims_are_counted() -> None:
    counts = count(ROWS)
    assert (counts.total, counts.restated, counts.added, counts.judgements) == (3, 2, 1, 1)
    assert (counts.sourced, counts.alone, counts.dependent) == (2, 1, 1)
    assert (counts.of_parties, counts.unseen, counts.changed) == (1, 1, 1)
    assert counts.kinds == {"assessment": 1, "fact": 1, "report": 1}
    assert counts.verdicts == {"judgement": 1, "holds in part": 1}, "ours bear none"
    assert counts.share(1) == 33.3


def test_of_no_claims_there_are_none() -> None:
    counts = count([])
    assert (counts.total, counts.share(0)) == (0, 0)


def test_the_ledger_begins_with_what_checking_changed() -> None:
    assert [row.claim.id for row in put_changed_first(ROWS)] == ["one", "none", "two"]


def test_the_restated_claims_of_a_page_are_found() -> None:
    assert [row.claim.id for row in find_restated(ROWS, PAGE)] == ["none", "one"]
    assert find_restated(ROWS, FRONT) == []


def test_the_filter_lists_pages_in_order_and_cited_sources_by_name() -> None:
    on_front = replace(ONE, page=FRONT, keys=("z",))
    pages = [PageEvidence(FRONT, (), (on_front,), ()), *PAGES]
    assert list_themes(make_rows(pages, SOURCES)) == [("front", "Front page"), ("a", "A")]
    cited = [key for key, _ in list_cited(list_sources(SOURCES, pages))]
    assert (set(cited), cited[-1]) == ({"a", "b", "z"}, "z"), "a box makes no claim"
