"""Dates that make sense, support that can be seen, and what the sources were seen to state."""

from dataclasses import replace as change
from datetime import date
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace
from support import ROOT

from briefing.claims.evidence import Record, Support, find_unsupported, load_support, make_sum
from briefing.claims.labels import Context, label_page
from briefing.claims.ledger import TEMPLATES
from briefing.claims.records import PageAddress, PageEvidence, Passage, Section
from briefing.claims.rules import Facts, check_pages
from briefing.html import parse, read
from briefing.problems import Problem
from briefing.sources.bibliography import parse_bibliography
from briefing.sources.notes import Links
from check_evidence import mark

CASES = yaml.load(
    (ROOT / "tests/data/claims.yml").read_text("utf-8"), yaml.BaseLoader
)  # every value is a text
PAGE, SECTION = PageAddress("a.md", "a/", "A"), Section("s", "S", 2)
SOURCES = parse_bibliography(CASES["bib"]).sources
SPELLINGS = CASES["spellings"]


def find_faults(page: PageEvidence, support: Support) -> list[Problem]:
    facts = Facts(
        SOURCES, Links({}, {}).find_states(SOURCES), Links({}, {}), support, date(2024, 11, 26)
    )
    return list(check_pages([page], [], facts, lambda uri, name: (f"docs/{uri}", 7)))


def find_codes(claim: Passage, *boxes: Passage, support: Support = Support()) -> list[str]:  # noqa: B008  (it is frozen)
    return [
        problem.code
        for problem in find_faults(PageEvidence(PAGE, (SECTION,), (claim,), boxes), support)
    ]


@pytest.mark.parametrize(
    "case", [case for cases in CASES["rules"].values() for case in cases], ids=str
)
def test_dates_make_sense_and_support_can_be_seen(case: dict[str, str]) -> None:
    claim = Passage(
        "c",
        case.get("kind", "report"),
        PAGE,
        tuple(case.get("cites", "").split()),
        SECTION,
        text="Words.",
        event=case.get("event", ""),
        check=case.get("check", ""),
        accepts=tuple(case.get("accepts", "").split()),
    )
    boxes = [
        Passage(
            "b", kind, PAGE, tuple(case.get("boxed", "").split()), follows=case.get("about", "c")
        )
        for kind in case.get("box", "").split()
    ]
    assert find_codes(claim, *boxes) == case.get("codes", "").split()


@pytest.mark.parametrize(
    "case", [case for cases in CASES["tokens"].values() for case in cases], ids=str
)
def test_what_sources_state_bears_out_what_a_text_says(case: list[str]) -> None:
    (text, stated, *unsupported), support = case, Support(spellings=SPELLINGS)
    known = support.read(f"said {stated}")
    assert [token.text for token in find_unsupported(support.read(text), known)] == unsupported


CLAIM = Passage(
    "c",
    "fact",
    PAGE,
    ("abel",),
    SECTION,
    text="Seoul said 9 on 20 October.",
    event="2024-10-20",
    said="Seoul said 9 on 20 October.[abel]",
)
RECORD = Record(
    "c",
    "abel",
    "all",
    figures=("nine",),
    names=("South Korea",),
    sum=make_sum(CLAIM, SOURCES["abel"]),
)
RESTATED = change(CLAIM, article=1)
BOX = Passage(
    "b",
    "check",
    PAGE,
    ("abel",),
    follows="c",
    event="2024-10-20",
    text="On 20 October, 24 October and 1 May, not 25 October.",
)


@pytest.mark.parametrize(
    ("passages", "records", "codes"),
    [
        ([CLAIM], [RECORD], []),
        ([CLAIM], [], ["no-record"]),
        ([CLAIM], [replace(RECORD, passage="a/#c")], []),
        ([CLAIM], [replace(RECORD, sum="")], ["stale-check"]),
        ([CLAIM], [RECORD, replace(RECORD, passage="d")], ["unused-record"]),
        ([change(CLAIM, said="Seoul said 9 on 20 October.[abel]p. 2")], [RECORD], ["stale-check"]),
        ([change(CLAIM, event="2024")], [RECORD], ["stale-check", "unsupported-token"]),
        ([change(CLAIM, check="imprecise")], [RECORD], ["stale-check"]),
        ([CLAIM], [replace(RECORD, names=())], ["unsupported-token"]),
        (
            [change(CLAIM, event="", text="In 2003.")],
            [replace(RECORD, days=("2003-05",))],
            ["stale-check"],
        ),
        # what restates the article rests on it too, and a box has the date of the claim that it is about
        ([RESTATED], [replace(RECORD, sum=make_sum(RESTATED, SOURCES["abel"]))], ["no-record"]),
        (
            [change(RESTATED, text="In 1999.")],
            [replace(RECORD, sum=make_sum(RESTATED, SOURCES["abel"]))],
            ["no-record", "unsupported-token"],
        ),
        (
            [CLAIM, BOX],
            [RECORD, Record("b", "abel", "all", sum=make_sum(BOX, SOURCES["abel"]))],
            ["unsupported-token"],
        ),
    ],
)
def test_a_passage_is_held_to_its_records(
    passages: list[Passage], records: list[Record], codes: list[str]
) -> None:
    support = Support(
        {(record.passage, record.source): record for record in records}, SPELLINGS, "art", "s.yml"
    )
    assert find_codes(*passages, support=support) == codes  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "case", [case for cases in CASES["items"].values() for case in cases], ids=str
)
def test_what_sums_claims_up_states_what_they_do(case: list[str]) -> None:
    claim = '<p id="c" class="fact">Seoul said 9.<sup><a class="footnote-ref" href="#fn:cite-abel">1</a></sup></p>'
    page = label_page(claim + case[0], PAGE, Context(SOURCES))[1]
    record = replace(RECORD, days=("2024-10-20",), sum=make_sum(page.claims[0], SOURCES["abel"]))
    support = Support({("c", "abel"): record}, SPELLINGS, path="s.yml")
    assert [problem.message.split("'")[-2] for problem in find_faults(page, support)] == case[1:]


@pytest.mark.parametrize(
    ("claim", "bears", "outcome"),
    [
        (CLAIM, "all", "holds"),
        (CLAIM, "part", "in-part"),
        (CLAIM, "not-seen", "not-checked"),
        (change(CLAIM, kind="forecast"), "all", "judgement"),
        (RESTATED, "all", "judgement"),
        (change(CLAIM, check="contradicted-in-part"), "all", "in-part"),
        (change(CLAIM, check="typo"), "", "judgement"),
    ],
)
def test_what_checking_comes_to(claim: Passage, bears: str, outcome: str) -> None:
    assert Support({("c", "abel"): replace(RECORD, bears=bears)}).judge(claim) == outcome


def test_a_source_says_of_what_kind_it_is_whose_and_how_far_it_was_read() -> None:
    for key, said in (
        (
            "abel",
            "Wire report; party: X, ministry; goes back to Y; read on 25 November 2026, its opening "
            "only.",
        ),
        ("art", "Not seen."),
    ):
        note = parse(TEMPLATES.get_template("note.html").render(source=SOURCES[key], page=PAGE))
        assert read(note.css_first(".note-record")) == said


TEXT = CASES["support"]


def test_records_are_read_and_marked_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "support.yml").write_text(TEXT, encoding="utf-8")
    support, problems = load_support(tmp_path, tmp_path, "art")
    first, second = support.records.values()
    assert (problems, first.days, support.spellings) == (
        [],
        ("2024-10",),
        {"Seoul": "Seoul", "S": "Seoul", "N": "N"},
    )
    marked = mark(mark(TEXT, second, "2026-11-26", "0f"), first, "2026-11-26", "1e")
    (tmp_path / "support.yml").write_text(marked, encoding="utf-8")
    again = load_support(tmp_path, tmp_path, "art")[0].records
    assert [(record.passage, record.held, record.sum) for record in again.values()] == [
        ("c", "2026-11-26", "1e"),
        ("d", "2026-11-26", "0f"),
    ]
    assert "\n# below\n" in marked
    assert load_support(tmp_path / "none", tmp_path, "") == (Support(), [])


@pytest.mark.parametrize(("old", "new", "line", "reason"), CASES["records"])
def test_a_faulty_record_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: str, reason: str
) -> None:
    (tmp_path / "support.yml").write_text(TEXT.replace(old, new), encoding="utf-8")
    [problem] = load_support(tmp_path, tmp_path, "")[1]
    assert (problem.path, str(problem.line), problem.code) == ("support.yml", line, "bad-record")
    assert reason in problem.message
