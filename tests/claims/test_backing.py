"""Words are held to what was read: those of statements, and of what sums them up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
import yaml
from msgspec.structs import replace as change
from support import ROOT

from briefing.claims.backing import check_pages
from briefing.claims.labels import Context, label_page
from briefing.claims.records import Item, PageAddress, PageEvidence, Section, Statement
from briefing.claims.rules import Facts
from briefing.claims.support import Record, Support, make_sum
from briefing.html import parse
from briefing.problems import Problem
from briefing.sources.bibliography import parse_bibliography
from briefing.sources.links import Links

DATA = yaml.load((ROOT / "tests/data/claims.yml").read_text("utf-8"), yaml.BaseLoader)
ITEMS = [case for cases in DATA["items"].values() for case in cases]
PAGE, SECTION = PageAddress("a.md", "a/", "A"), Section("s", "S", 2)
SOURCES = parse_bibliography(DATA["bib"]).sources
SPELLINGS = DATA["spellings"]


def check(page: PageEvidence, support: Support, figures: Sequence[Item] = ()) -> list[Problem]:
    facts = Facts(SOURCES, {}, Links({}, {}), support, date(2024, 11, 26))
    return [*check_pages([page], figures, facts, lambda uri, name: (f"docs/{uri}", 7))]


def make_support(*records: Record) -> Support:
    by_passage = {(record.passage, record.source): record for record in records}
    return Support(by_passage, SPELLINGS, "art", "s.yml")


CLAIM = Statement(
    "c",
    "fact",
    PAGE,
    ("abel",),
    SECTION,
    text="Seoul said 9 on 20 October.",
    event="2024-10-20",
    said="Seoul said 9 on 20 October.[abel]",
)
RESTATED = replace(CLAIM, article=1)
SINCE_1999 = replace(RESTATED, text="In 1999.")
BOX = Statement(
    "b",
    "check",
    PAGE,
    ("abel",),
    follows="c",
    event="2024-10-20",  # of the claim that it is about
    text="On 20 October, 24 October and 1 May, not 25 October.",
)
RECORD = Record(
    "c",
    "abel",
    "all",
    figures=("nine",),
    names=("South Korea",),
    sum=make_sum(CLAIM, SOURCES["abel"]),
)
OF_RESTATED = change(RECORD, sum=make_sum(RESTATED, SOURCES["abel"]))
OF_BOX = Record("b", "abel", "all", sum=make_sum(BOX, SOURCES["abel"]))


@pytest.mark.parametrize(
    ("claim", "record", "codes"),
    [
        (CLAIM, RECORD, []),
        (CLAIM, change(RECORD, passage="a/#c"), []),
        # nobody has read the source, or not since one of both has changed
        (CLAIM, change(RECORD, sum=""), ["stale-check"]),
        (replace(CLAIM, said="Seoul said 9.[abel]p. 2"), RECORD, ["stale-check"]),
        (replace(CLAIM, check="imprecise"), RECORD, ["stale-check"]),
        (replace(CLAIM, event="2024"), RECORD, ["stale-check", "unsupported-token"]),
        # it states something else
        (CLAIM, change(RECORD, names=()), ["unsupported-token"]),
        (
            replace(CLAIM, event="", text="In 2003."),
            change(RECORD, days=("2003-05",)),
            ["stale-check"],
        ),
        # what restates the article rests on it too
        (RESTATED, OF_RESTATED, ["no-record"]),
        (SINCE_1999, OF_RESTATED, ["no-record", "unsupported-token"]),
    ],
)
def test_a_claim_is_held_to_its_record(claim: Statement, record: Record, codes: list[str]) -> None:
    page = PageEvidence(PAGE, (SECTION,), (claim,), ())
    assert [problem.code for problem in check(page, make_support(record))] == codes


def test_a_box_has_the_day_of_the_claim_that_it_is_about() -> None:
    page = PageEvidence(PAGE, (SECTION,), (CLAIM,), (BOX,))
    assert [problem.message for problem in check(page, make_support(RECORD, OF_BOX))] == [
        "no source of 'b' was seen to state day '25 October'"
    ]


def test_what_has_no_record_or_is_not_used_is_named() -> None:
    page = PageEvidence(PAGE, (SECTION,), (CLAIM,), ())
    unused = Record("d", "abel", "all", line=4)
    assert [str(problem) for problem in check(page, make_support(unused))] == [
        "s.yml:4: no passage 'd' rests on 'abel'; take the record away [unused-record]",
        "docs/a.md:7: nothing says what 'abel' was seen to state for 'c'; read it, and add to "
        "docs/support.yml: - {passage: c, source: abel, bears: all} [no-record]",
    ]


def test_without_records_nothing_is_held_to_them() -> None:
    page = PageEvidence(PAGE, (SECTION,), (CLAIM,), (BOX,), (Item("In 1999.", ("a.md", "x"), ()),))
    assert check(page, Support()) == []


@pytest.mark.parametrize("case", ITEMS, ids=str)
def test_what_sums_claims_up_states_what_they_do(case: list[str]) -> None:
    beside, *unsupported = case
    body = parse(
        '<p id="c" class="fact">Seoul said 9.'
        '<sup id="fnref:c"><a class="footnote-ref" href="#fn:cite-abel">1</a></sup></p>' + beside
    )
    page = label_page(body, PAGE, Context(SOURCES))
    sum_now = make_sum(page.claims[0], SOURCES["abel"])
    record = change(RECORD, days=("2024-10-20",), sum=sum_now)
    problems = check(page, Support({("c", "abel"): record}, SPELLINGS, path="s.yml"))
    assert [problem.message.split("'")[-2] for problem in problems] == unsupported


def test_an_entry_of_a_figure_is_named_with_its_own_place() -> None:
    page = PageEvidence(PAGE, (SECTION,), (CLAIM,), ())
    entries = [Item("In 1999", ("f.yml", 3), ("a/#c",)), Item("9", ("f.yml", 4), ("a/#c",))]
    assert [str(problem) for problem in check(page, make_support(RECORD), entries)] == [
        "f.yml:3: day '1999' stands in nothing that this leads to or sums up; "
        "mend it, or lead to a claim that states it [unsupported-token]"
    ]
