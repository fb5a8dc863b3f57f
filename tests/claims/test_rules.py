"""Dates that make sense, and support that can be seen: each rule with what breaks it and what does not."""

from datetime import date
from typing import Any

import pytest

from briefing.claims.evidence import Support
from briefing.claims.records import Box, Claim, PageAddress, PageEvidence, Section
from briefing.claims.rules import Facts, check_pages
from briefing.sources.bibliography import parse_bibliography
from briefing.sources.notes import NONE

PAGE = PageAddress("a.md", "a/", "A")
SECTION = Section("s", "S", 2)
ENTRIES = [
    ("october", "TASS", "2024-10-24", ""), ("month", "TASS", "2024-11", ""), ("november", "NPR", "2024-11-25", ""),
    ("later", "Yonhap", "2025-04-27", ""), ("undated", "SIPRI", "", "")]
SOURCES = parse_bibliography("".join(
    f"@online{{{key}, author = {{{{{author}}}}}, title = {{{{T}}}}, date = {{{day}}}, {extra}}}\n"
    for key, author, day, extra in ENTRIES)).sources
FACTS = Facts(SOURCES, NONE.find_states(SOURCES), NONE, Support(), date(2024, 11, 26))
OLDER = "source-predates-event"


def find_codes(*keys: str, kind: str = "report", boxes: tuple[Box, ...] = (), **fields: Any) -> list[str]:
    page = PageEvidence(PAGE, (SECTION,), (Claim("c", kind, PAGE, keys, SECTION, text="Words.", **fields),), boxes)
    return [problem.code for problem in check_pages([page], FACTS, lambda uri, name: (f"docs/{uri}", 7))]


def make_box(kind: str, *keys: str, about: str = "c") -> Box:
    return Box("b", kind, PAGE, keys, "Found", about)


@pytest.mark.parametrize(("keys", "event", "codes"), [
    # every source older than the event
    ("october", "2024-11-21", [OLDER]), ("october october", "2024-11", [OLDER]),
    # one source from the day or later is enough, and a month may reach that far
    ("october november", "2024-11-21", []), ("month", "2024-11-21", []), ("october", "2024-10-24", []),
    ("october", "2024-10/..", []),
    # what has no date cannot be older
    ("undated", "2024-11-21", []), ("october", "", []),
    # after the cut-off
    ("later", "", ["after-cutoff"]), ("later", "2025-04-26", ["after-cutoff"]), ("later november", "2024-11-11", []),
    ("later undated", "", []),
    # not a date
    ("october", "October", ["bad-date"])])
def test_dates_make_sense(keys: str, event: str, codes: list[str]) -> None:
    assert find_codes(*keys.split(), event=event) == codes


@pytest.mark.parametrize(("kind", "codes"), [
    ("fact", ["unsourced"]), ("report", ["unsourced"]), ("allegation", ["unsourced"]),
    ("assessment", []), ("forecast", []), ("background", [])])
def test_a_statement_of_fact_needs_a_source(kind: str, codes: list[str]) -> None:
    assert find_codes(kind=kind) == codes


@pytest.mark.parametrize(("keys", "box", "codes"), [
    # a source in the check box about a claim is one of the claim's
    ("", make_box("check", "october"), []), ("", make_box("check", "october", about="d"), ["unsourced"]),
    ("", make_box("check"), ["unsourced"]), ("", make_box("since", "later"), ["unsourced"]),
    # a box holds what its kind says
    ("october", make_box("since", "later", "october"), []),
    ("october", make_box("since", "october"), ["since-without-later"]),
    ("october", make_box("since"), ["since-without-later"]), ("october", make_box("check", "later"), ["after-cutoff"]),
    ("october", make_box("check", "october", "later"), [])])
def test_boxes_support_claims_and_hold_what_their_kind_says(keys: str, box: Box, codes: list[str]) -> None:
    assert find_codes(*keys.split(), boxes=(box,)) == codes


@pytest.mark.parametrize(("key", "event", "accepts", "codes"), [
    ("october", "2024-11-21", OLDER, []),
    # a fault that is not there, or that nobody can accept
    *(("november", "2024-11-21", code, ["stale-acceptance"]) for code in (OLDER, "unsourced", "bad-date", "nonsense")),
    ("november", "soon", "bad-date", ["bad-date", "stale-acceptance"])])
def test_an_acceptable_fault_can_be_accepted(key: str, event: str, accepts: str, codes: list[str]) -> None:
    assert find_codes(key, event=event, accepts=(accepts,)) == codes


def test_an_unknown_verdict_is_reported() -> None:
    assert find_codes("november", check="contradicted") == []
    assert find_codes("november", check="contradict") == ["unknown-verdict"]

