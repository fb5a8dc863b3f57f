"""Words are held to what was read: those of statements, and of what sums them up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
import yaml
from msgspec.structs import replace as change
from support import ROOT

from briefing.claims.backing import check_pages, make_sum
from briefing.claims.records import PageRecords, Record, Records, SourceRecord
from briefing.claims.rules import Facts
from briefing.claims.statements import Item, PageAddress, PageEvidence, Section, Statement
from briefing.claims.walk import Context, walk_page
from briefing.html import parse
from briefing.marked import Path, Position
from briefing.problems import Problem
from briefing.sources.bibliography import parse_bibliography

DATA = yaml.load((ROOT / "tests/data/claims.yml").read_text("utf-8"), yaml.BaseLoader)
ITEMS = [case for cases in DATA["items"].values() for case in cases]
PAGE, SECTION = PageAddress("a.md", "a/", "A"), Section("s", "S", 2)
SOURCES = parse_bibliography(DATA["bib"]).sources
SPELLINGS = DATA["spellings"]
PLACES: dict[Path, Position] = {
    ("c",): Position(3, 1),
    ("c", "says"): Position(4, 3),
    ("c", "sources", "abel"): Position(5, 7),
}


def make_facts(*statements: Statement, is_sound: bool = True, unread: Sequence[str] = ()) -> Facts:
    """Return what is known beside some statements: their records among it."""
    records = {statement.id: statement.record for statement in statements}
    page = PageRecords("r.yml", records, places=PLACES)
    known = Records({"a.md": page}, SPELLINGS, is_sound=is_sound)
    return Facts(SOURCES, {}, known, "art", date(2024, 11, 26), unread)


def check(page: PageEvidence, facts: Facts, figures: Sequence[Item] = ()) -> list[Problem]:
    return [*check_pages([page], figures, facts, lambda uri, name: (f"docs/{uri}", 7, 2))]


def record_sum(statement: Statement) -> Statement:
    """Return a statement as it is when it was held against its sources."""
    sources = {}
    for key, source in statement.record.sources.items():
        sources[key] = change(source, sum=make_sum(statement, SOURCES[key]))
    return replace(statement, record=change(statement.record, sources=sources))


SEEN = SourceRecord(bears="all", figures=("nine",), names=("South Korea",))
FACT = Record(kind="fact", event="2024-10-20", sources={"abel": SEEN})
CLAIM = record_sum(
    Statement(
        "c",
        PAGE,
        FACT,
        ("abel",),
        SECTION,
        text="Seoul said 9 on 20 October.",
        said="Seoul said 9 on 20 October.[abel]",
    )
)
NOTE = record_sum(
    Statement(
        "b",
        PAGE,
        Record(kind="check", sources={"abel": SourceRecord(bears="all")}),
        ("abel",),
        about="c",
        text="On 20 October, 24 October and 1 May, not 25 October.",
    )
)


def alter(statement: Statement, **fields: object) -> Statement:
    """Return a statement whose record has other fields, and the sum of what it was before."""
    return replace(statement, record=change(statement.record, **fields))


def alter_source(statement: Statement, **fields: object) -> Statement:
    """Return a statement of which its source was seen to state something else."""
    [(key, source)] = statement.record.sources.items()
    return alter(statement, sources={key: change(source, **fields)})


UNSUPPORTED = ["unsupported-token"]


@pytest.mark.parametrize(
    ("claim", "codes"),
    [
        (CLAIM, []),
        # nobody has read the source, or not since one of both has changed
        (alter_source(CLAIM, sum=""), ["stale-check"]),
        (replace(CLAIM, said="Seoul said 9.[abel]p. 2"), ["stale-check"]),
        (replace(CLAIM, title="Another"), ["stale-check"]),
        (alter(CLAIM, kind="report"), ["stale-check"]),
        (alter(CLAIM, event="2024"), ["stale-check", *UNSUPPORTED]),
        (alter(CLAIM, restates=1, verdict="holds"), ["stale-check", "source-without-record"]),
        # what is only shown of the record may be mended without another reading
        (alter(CLAIM, says="Seoul said nine."), []),
        # but a sentence for it states no other days and figures; names are those that it means
        (alter(CLAIM, says="Rome said nine on 20 October 2024."), []),
        (alter(CLAIM, says="Seoul said ten."), UNSUPPORTED),
        (alter(CLAIM, says="Seoul said nine in 1999."), UNSUPPORTED),
        (alter(CLAIM, says="Seoul said ten.", accept=("unsupported-token",)), []),
        (alter_source(CLAIM, held="2024-10-01"), ["bad-date"]),
        (alter_source(CLAIM, held="2026-11-26", gap="G.", words="so he said"), []),
        # it states something else
        (alter_source(CLAIM, names=()), UNSUPPORTED),
        (alter(alter_source(CLAIM, figures=()), says="Seoul said 9."), UNSUPPORTED),
        (alter_source(CLAIM, figures=("8",)), UNSUPPORTED),
        (alter(alter_source(CLAIM, names=()), accept=("unsupported-token",)), []),
        (alter_source(CLAIM, figures=("nine", "many")), ["bad-value"]),
        (
            record_sum(
                alter(alter_source(replace(CLAIM, text="In 2003."), days=("2003-05",)), event="")
            ),
            [],
        ),
    ],
)
def test_a_claim_is_held_to_its_record(claim: Statement, codes: list[str]) -> None:
    page = PageEvidence(PAGE, (SECTION,), (claim,), ())
    problems = check(page, make_facts(claim))
    assert sorted(problem.code for problem in problems) == sorted(codes)


def test_what_a_sentence_says_beyond_its_sources_is_named_where_it_stands() -> None:
    claim = alter(CLAIM, says="Seoul said ten.")
    page = PageEvidence(PAGE, (SECTION,), (claim,), ())
    [problem] = check(page, make_facts(claim))
    assert str(problem).startswith("r.yml:4:3: no source of 'c' was seen to state number 'ten'")


def test_a_sum_is_that_of_the_entry_too() -> None:
    entry = parse_bibliography(DATA["bib"].replace("wire report", "report")).sources["abel"]
    assert make_sum(CLAIM, entry) != make_sum(CLAIM, SOURCES["abel"])
    spaced = parse_bibliography(DATA["bib"].replace("wire report},", "wire report}, ")).sources
    assert make_sum(CLAIM, spaced["abel"]) == make_sum(CLAIM, SOURCES["abel"])


def test_what_is_to_be_read_again_is_named_with_its_place_and_the_command() -> None:
    never = alter_source(CLAIM, sum="")
    page = PageEvidence(PAGE, (SECTION,), (never,), ())
    assert [str(problem) for problem in check(page, make_facts(never))] == [
        "r.yml:5:7: 'c' was never held against 'abel'; read the passage against the source again, "
        "then: make checked KEY=abel PASSAGE=c [stale-check]"
    ]
    since = alter_source(CLAIM, sum="0f", held="2026-01-02")
    [problem] = check(page._replace(claims=(since,)), make_facts(since))
    assert "held against 'abel' on 2026-01-02, and one of them has changed" in problem.message


def test_a_note_has_the_day_of_the_claim_that_it_is_about() -> None:
    page = PageEvidence(PAGE, (SECTION,), (CLAIM,), (NOTE,))
    problems = check(page, make_facts(CLAIM, NOTE))
    assert [problem.message for problem in problems] == [
        "no source of 'b' was seen to state day '25 October'"
    ]
    assert (problems[0].path, problems[0].line) == ("docs/a.md", 7)


FAULTY = alter_source(CLAIM, names=(), sum="")


@pytest.mark.parametrize(
    "facts", [make_facts(FAULTY, is_sound=False), make_facts(FAULTY, unread=["a.md"])]
)
def test_where_something_could_not_be_read_nothing_is_said_that_may_follow(facts: Facts) -> None:
    item = Item("In 1999.", ("a.md", "x"), ("a/#c",))
    page = PageEvidence(PAGE, (SECTION,), (FAULTY,), (), (item,))
    assert check(page, facts) == []
    assert check(page, make_facts(FAULTY)) != []


def test_without_statements_nothing_is_held_to_them() -> None:
    page = PageEvidence(PAGE, (SECTION,), (), (), (Item("In 1999.", ("a.md", "x"), ()),))
    assert check(page, make_facts()) == []


@pytest.mark.parametrize("case", ITEMS, ids=str)
def test_what_sums_claims_up_states_what_they_do(case: list[str]) -> None:
    beside, *unsupported = case
    body = parse(
        '<p id="p">Seoul said 9.<sup id="fnref:c">'
        '<a class="footnote-ref" href="#fn:cite-abel">1</a></sup><a id="c" href=""></a></p>'
        + beside
    )
    seen = change(SEEN, days=("2024-10-20",))
    records = {"c": Record(kind="fact", event="2024-10-20", sources={"abel": seen})}
    page = walk_page(body, PAGE, Context(SOURCES), PageRecords("r.yml", records))
    [claim] = [record_sum(claim) for claim in page.claims]
    problems = check(page._replace(claims=(claim,)), make_facts(claim))
    assert [problem.message.split("'")[1] for problem in problems] == unsupported


def test_an_entry_of_a_figure_is_named_with_its_own_place() -> None:
    page = PageEvidence(PAGE, (SECTION,), (CLAIM,), ())
    entries = [Item("In 1999", ("f.yml", 3), ("a/#c",)), Item("9", ("f.yml", 4), ("a/#c",))]
    assert [str(problem) for problem in check(page, make_facts(CLAIM), entries)] == [
        "f.yml:3: day '1999' stands in nothing that this leads to or sums up; "
        "mend it, or lead to a claim that states it [unsupported-token]"
    ]


def test_an_entry_of_a_figure_may_accept_a_fault_that_it_has() -> None:
    page = PageEvidence(PAGE, (SECTION,), (CLAIM,), ())
    accepted = ("unsupported-token",)
    known = Item("In 1999", ("f.yml", 3), ("a/#c",), accepts=accepted)
    assert check(page, make_facts(CLAIM), [known]) == []
    [problem] = check(page, make_facts(CLAIM), [known._replace(text="9")])
    assert (problem.code, problem.line) == ("stale-acceptance", 3)
