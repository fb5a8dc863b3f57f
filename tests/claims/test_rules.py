"""Dates that make sense, and support that can be seen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
import yaml
from support import ROOT

from briefing.claims.backing import check_pages
from briefing.claims.records import PageRecords, Record, Records, SourceRecord
from briefing.claims.rules import Facts
from briefing.claims.statements import PageAddress, PageEvidence, Section, Statement
from briefing.pipeline.project import list_states
from briefing.problems import Problem
from briefing.sources.bibliography import parse_bibliography

DATA = yaml.load((ROOT / "tests/data/claims.yml").read_text("utf-8"), yaml.BaseLoader)
CASES = [case for cases in DATA["rules"].values() for case in cases]
PAGE, SECTION = PageAddress("a.md", "a/", "A"), Section("s", "S", 2)
SOURCES = parse_bibliography(DATA["bib"]).sources
OTHER = Statement("other", PAGE, Record(kind="background"), ())


SEEN = SourceRecord(bears="all")


def make_record(kind: str, keys: Sequence[str], **fields: Any) -> Record:
    """Return a record that speaks of some sources."""
    return Record(kind=kind, sources=dict.fromkeys(keys, SEEN), **fields)  # type: ignore[arg-type]


def check(*notes: Statement, claim: Statement, address: PageAddress = PAGE) -> list[Problem]:
    """Return what is wrong with a page of a claim and some notes, but for what is to be read."""
    records = {statement.id: statement.record for statement in (claim, *notes)}
    facts = Facts(
        SOURCES,
        list_states(SOURCES),
        Records({address.uri: PageRecords("r.yml", records)}),
        "",
        date(2024, 11, 26),
    )
    page = PageEvidence(address, (SECTION,), (claim, OTHER), notes)
    problems = check_pages([page], [], facts, lambda uri, name: (f"docs/{uri}", 7, 2))
    return [problem for problem in problems if problem.code != "stale-check"]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_dates_make_sense_and_support_can_be_seen(case: dict[str, str]) -> None:
    keys = tuple(case.get("cites", "").split())
    accepts = tuple(case.get("accepts", "").split())
    kind, event = case.get("kind", "report"), case.get("event", "")
    record = make_record(kind, keys, event=event, accept=accepts)
    address = PageAddress(case.get("on", "a.md"), "a/", "A")
    claim = Statement("c", address, record, keys, SECTION, text="Words.")
    noted, about = tuple(case.get("noted", "").split()), case.get("about", "c")
    notes = []
    for kind in case.get("note", "").split():
        record = make_record(kind, noted, about=about)
        notes.append(Statement("b", address, record, noted, about=about))
    codes = [problem.code for problem in check(*notes, claim=claim, address=address)]
    assert codes == case.get("codes", "").split()


def test_a_message_names_the_place_and_what_would_be_right() -> None:
    keys = ("gone", "retracted")
    record = make_record("fact", keys, accept=("unsourced",))
    claim = Statement("c", PAGE, record, keys)
    assert [str(problem) for problem in check(claim=claim)] == [
        "docs/a.md:7:2: 'c' rests on 'gone', which is gone: https://gone.example/; "
        "give its new address, or cite another source [gone-source]",
        "docs/a.md:7:2: 'c' rests on 'retracted', which was retracted; cite another source, or say "
        "so in a check note and write accept: [retracted-source] into the record "
        "[retracted-source]",
        "r.yml:1:1: 'c' accepts 'unsourced', but has no such fault; take it out of accept "
        "[stale-acceptance]",
    ]
