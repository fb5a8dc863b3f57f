"""Days, numbers and names against what sources state; records, and what has to be read again."""

from dataclasses import replace as change
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.claims.evidence import (
    Record,
    Support,
    check_evidence,
    check_use,
    find_unsupported,
    load_support,
    make_sum,
)
from briefing.claims.ledger import describe
from briefing.claims.records import Box, Claim, PageAddress, PageEvidence, Section
from briefing.sources.bibliography import parse_bibliography
from mark_checked import mark

SPELLINGS = {"South Korea": "South Korea", "Seoul": "South Korea", "South Korea’s service": "NIS", "NIS": "NIS",
             "Kim": "Kim Jong Un", "Method": "", "State Duma": "State Duma"}
READER = Support(spellings=SPELLINGS)


@pytest.mark.parametrize(("text", "stated", "unsupported"), [
    # a day bears out its month and its year, not the other way round, and not another day
    ("on 24 October 2024, in October 2024, in 2024", "24 October 2024", []),
    ("on 24 October", "24 October 2024", []), ("on 24 October 2024", "October 2024", ["24 October 2024"]),
    ("on 23 October", "24 October 2024", ["23 October"]), ("in the 2000s", "2003", []), ("in 1999", "2003", ["1999"]),
    ("on 17, 18 and 24 October 2024", "17 October 2024, 18 October 2024", ["17, 18 and 24 October 2024"]),
    # a number by its value, and to the place that it is given to
    ("about 11,000", "11,000", []), ("some 11,000", "10,000", ["11,000"]), ("98%", "98.3 per cent", []),
    ("97%", "98.3%", ["97%"]), ("98.4%", "98.3%", ["98.4%"]), ("98", "98%", ["98"]), ("2.72bn", "2.7211 billion", []),
    ("2.73bn", "2.7211bn", ["2.73bn"]), ("nine of the two", "9", []), ("eight", "nine", ["eight"]),
    ("article 4", "article 5", ["4"]), ("98%", "98.5%", []), ("2 million", "2,000,000", []),
    ("IF12760 and a 3rd-hand", "", []),
    # a name by any of its spellings; a word of none within a sentence is a name too
    ("Seoul said so", "South Korea", []), ("South Korea’s service said", "NIS", []),
    ("South Korea’s service said", "South Korea", ["South Korea’s service"]), ("said Kim", "Kim Jong Un", []),
    ("said Lavrov on Monday, see Method", "Peskov", ["Lavrov"]), ("Some said. Others did", "", []),
    ("said Jian’s aide", "said Jian", []),
    ("the Duma voted", "State Duma", []), ("the House voted", "State Duma", ["House"])])
def test_what_sources_state_bears_out_what_a_text_says(text: str, stated: str, unsupported: list[str]) -> None:
    known = READER.read(f"said {stated}")
    assert [token.text for token in find_unsupported(READER.read(text), known)] == unsupported


PAGE = PageAddress("a.md", "a/", "A")
SOURCES = parse_bibliography(
    "@misc{abel, title = {{A}}, date = {2024-10-20}, urldate = {2026-05-01}, party = {X}, organ = {ministry},"
    " entrysubtype = {wire report},"
    " read = {2026-11-25}, extent = {opening}, origin = {Y}}\n@misc{art, title = {{B}}, extent = {none}}").sources
CLAIM = Claim("c", "fact", PAGE, ("abel",), Section("s", "S", 2), text="Seoul said 9 on 24 October.",
              event="2024-10-24", said="Seoul said 9 on 24 October.[abel]")
RECORD = Record("c", "abel", "all", figures=("nine",), names=("South Korea",), sum=make_sum(CLAIM, SOURCES["abel"]))
BOX = Box("b", "check", PAGE, (), "T", "c")


def find_codes(claim: Claim, *records: Record, box: Box = BOX) -> list[str]:
    support = Support({(record.passage, record.source): record for record in records}, SPELLINGS, "art", "s.yml")
    page = PageEvidence(PAGE, (), (claim,), (box,))
    return [*(code for passage in page.passages for _, code, _ in check_evidence(
        passage, claim.event, support, SOURCES)), *(problem.code for problem in check_use([page], support))]


@pytest.mark.parametrize(("claim", "records", "codes"), [
    (CLAIM, [RECORD], []), (CLAIM, [], ["no-record"]), (CLAIM, [replace(RECORD, passage="a/#c")], []),
    (CLAIM, [replace(RECORD, sum="")], ["stale-check"]), (CLAIM, [RECORD, replace(RECORD, passage="d")],
                                                          ["unused-record"]),
    (change(CLAIM, said="Seoul said 9 on 24 October.[abel]p. 2"), [RECORD], ["stale-check"]),
    (change(CLAIM, event="2024"), [RECORD], ["stale-check", "unsupported-token"]),
    (change(CLAIM, check="imprecise"), [RECORD], ["stale-check"]),
    (CLAIM, [replace(RECORD, names=())], ["unsupported-token"]),
    (change(CLAIM, event="", text="In 2003."), [replace(RECORD, days=("2003-05",))], ["stale-check"]),
    # what restates the article rests on it too
    (change(CLAIM, article=1), [replace(RECORD, sum=make_sum(change(CLAIM, article=1), SOURCES["abel"]))],
     ["no-record"])])
def test_a_passage_is_held_against_the_records_of_its_sources(
        claim: Claim, records: list[Record], codes: list[str]) -> None:
    assert find_codes(claim, *records) == codes


def test_a_box_has_the_date_of_the_claim_that_it_is_about() -> None:
    box = change(BOX, keys=("abel",), text="T. On 24 October, 20 October and 1 May, not 25 October.")
    record = Record("b", "abel", "all", sum=make_sum(box, SOURCES["abel"]))
    assert find_codes(CLAIM, RECORD, record, box=box) == ["unsupported-token"]


@pytest.mark.parametrize(("claim", "bears", "outcome"), [
    (CLAIM, "all", "holds"), (CLAIM, "part", "in-part"), (CLAIM, "not-seen", "not-checked"),
    (change(CLAIM, kind="forecast"), "all", "judgement"), (change(CLAIM, article=1), "all", "judgement"),
    (change(CLAIM, check="contradicted-in-part"), "all", "in-part"), (change(CLAIM, check="typo"), "", "judgement")])
def test_what_checking_comes_to(claim: Claim, bears: str, outcome: str) -> None:
    assert Support({("c", "abel"): replace(RECORD, bears=bears)}).judge(claim) == outcome


def test_a_source_says_of_what_kind_it_is_whose_and_how_far_it_was_read() -> None:
    assert describe(SOURCES["abel"])[1].replace("\u00a0", " ") == (
        "Wire report; party: X, ministry; goes back to Y; read on 25 November 2026, its opening only.")
    assert describe(SOURCES["art"])[1] == "Not seen."


TEXT = """names: {Seoul: [S, ""]}
records:
- passage: c
  source: abel
  bears: all
  days: [2024-10]
# below
- {passage: d, source: abel, bears: part, names: [N]}
"""


def test_records_are_read_and_marked_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "support.yml").write_text(TEXT, encoding="utf-8")
    support, problems = load_support(tmp_path, tmp_path, "art")
    first, second = support.records.values()
    assert (problems, first.days, support.spellings) == ([], ("2024-10",), {"Seoul": "Seoul", "S": "Seoul", "N": "N"})
    marked = mark(mark(TEXT, second, "2026-11-26", "0f"), first, "2026-11-26", "1e")
    (tmp_path / "support.yml").write_text(marked, encoding="utf-8")
    again = load_support(tmp_path, tmp_path, "art")[0].records
    assert [(record.passage, record.held, record.sum) for record in again.values()] == [
        ("c", "2026-11-26", "1e"), ("d", "2026-11-26", "0f")]
    assert "\n# below\n" in marked
    assert load_support(tmp_path / "none", tmp_path, "") == (Support(), [])


@pytest.mark.parametrize(("old", "new", "line", "reason"), [
    ("bears: all", "bear: all", 3, "contains unknown field `bear`"), ("bears: all", "bears: most", 3, "'most'"),
    ("[2024-10]", "[2024-10, May]", 3, "'May' is not a date"), ("[2024-10]", "May", 3, "at `$.days`"),
    ("source: abel\n", "source:\n", 3, "field `source`"), ("bears: part", "gap: n", 8, "field `bears`"),
    ("- {p", "- x\n- {p", 1, "Expected `object`"), ("records:\n", "x:\n", 1, "unknown field `x`"),
    ("{Seoul: [S, \"\"]}", "Seoul", 1, "at `$.names`")])
def test_what_is_wrong_with_a_record_is_said_with_its_line(
        tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    (tmp_path / "support.yml").write_text(TEXT.replace(old, new), encoding="utf-8")
    [problem] = load_support(tmp_path, tmp_path, "")[1]
    assert (problem.path, problem.line, problem.code) == ("support.yml", line, "bad-record")
    assert reason in problem.message
