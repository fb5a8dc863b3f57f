"""Dates that make sense, and support that can be seen: each rule with what breaks it and what does not."""

from datetime import date

import pytest

from briefing.claims.records import Box, Claim, PageAddress, PageEvidence, Section
from briefing.claims.rules import check_pages, find_outlets
from briefing.sources.bibliography import parse_bibliography

PAGE = PageAddress("a.md", "a/", "A")
SECTION = Section("s", "S", 2)
ENTRIES = [
    ("october", "TASS", "2024-10-24", ""), ("month", "TASS", "2024-11", ""), ("november", "NPR", "2024-11-25", ""),
    ("later", "Yonhap", "2025-04-27", ""), ("undated", "SIPRI", "", ""),
    ("quoting", "AFP", "2024-11-02", "related = {november}, relatedtype = {quotes}"),
    ("circle", "One", "2024-11-02", "related = {round}, relatedtype = {quotes}"),
    ("round", "Two", "2024-11-02", "related = {circle}, relatedtype = {quotes}"),
]
SOURCES = parse_bibliography("".join(
    f"@online{{{key}, author = {{{{{author}}}}}, title = {{{{T}}}}, date = {{{day}}}, {extra}}}\n"
    for key, author, day, extra in ENTRIES)).sources


def find_codes(*keys: str, kind: str = "report", event: str = "", check: str = "", accepts: str = "",
               boxes: tuple[Box, ...] = ()) -> list[str]:
    claim = Claim("c", kind, PAGE, SECTION, event, 1, check, (), keys, tuple(accepts.split()), "Words.")
    page = PageEvidence(PAGE, (SECTION,), (claim,), boxes)
    problems = check_pages([page], SOURCES, date(2024, 11, 26), lambda uri, name: (f"docs/{uri}", 7))
    return [problem.code for problem in problems]


def make_box(kind: str, *keys: str) -> Box:
    return Box(kind, PAGE, "b", "Found", "c", keys)


@pytest.mark.parametrize(("keys", "event", "codes"), [
    # every source older than the event
    (("october",), "2024-11-21", ["source-predates-event"]),
    (("october", "october"), "2024-11", ["source-predates-event"]),
    # one source from the day or later is enough, and a month may reach that far
    (("october", "november"), "2024-11-21", []),
    (("month",), "2024-11-21", []),
    (("october",), "2024-10-24", []),
    (("october",), "2024-10/..", []),
    # what has no date cannot be older
    (("undated",), "2024-11-21", []),
    (("october",), "", []),
    # after the cut-off
    (("later",), "", ["after-cutoff"]),
    (("later",), "2025-04-26", ["after-cutoff"]),
    (("later", "november"), "2024-11-11", []),
    # not a date
    (("october",), "October", ["bad-date"]),
])
def test_dates_make_sense(keys: tuple[str, ...], event: str, codes: list[str]) -> None:
    assert find_codes(*keys, event=event) == codes


@pytest.mark.parametrize(("kind", "codes"), [
    ("fact", ["unsourced"]), ("report", ["unsourced"]), ("allegation", ["unsourced"]),
    ("assessment", []), ("forecast", []), ("background", []),
])
def test_a_statement_of_fact_needs_a_source(kind: str, codes: list[str]) -> None:
    assert find_codes(kind=kind) == codes


def test_a_source_in_the_check_box_below_is_a_source() -> None:
    assert find_codes(boxes=(make_box("check", "october"),)) == []
    assert find_codes(boxes=(make_box("check"),)) == ["unsourced"]
    assert find_codes(boxes=(make_box("since", "later"),)) == ["unsourced"]


@pytest.mark.parametrize(("box", "codes"), [
    (make_box("since", "later"), []),
    (make_box("since", "later", "october"), []),
    (make_box("since", "october"), ["since-without-later"]),
    (make_box("since"), ["since-without-later"]),
    (make_box("check", "later"), ["after-cutoff"]),
    (make_box("check", "october", "later"), []),
])
def test_a_box_holds_what_its_kind_says(box: Box, codes: list[str]) -> None:
    assert find_codes("october", boxes=(box,)) == codes


def test_an_accepted_fault_is_not_reported() -> None:
    assert find_codes("october", event="2024-11-21", accepts="source-predates-event") == []


@pytest.mark.parametrize("code", ["source-predates-event", "unsourced", "bad-date", "nonsense"])
def test_an_acceptance_without_its_fault_is_reported(code: str) -> None:
    assert find_codes("november", event="2024-11-21", accepts=code) == ["stale-acceptance"]


def test_a_misspelt_date_cannot_be_accepted() -> None:
    assert find_codes("november", event="soon", accepts="bad-date") == ["bad-date", "stale-acceptance"]


def test_an_unknown_verdict_is_reported() -> None:
    assert find_codes("november", check="contradicted") == []
    assert find_codes("november", check="contradict") == ["unknown-verdict"]


@pytest.mark.parametrize(("keys", "count"), [
    ((), 0), (("october",), 1), (("october", "month"), 1), (("october", "november"), 2),
    (("november", "quoting"), 1), (("october", "quoting"), 2), (("circle", "round"), 2), (("nobody",), 0),
])
def test_sources_of_one_origin_count_once(keys: tuple[str, ...], count: int) -> None:
    assert len(find_outlets(keys, SOURCES)) == count
