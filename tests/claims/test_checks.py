"""What stands behind a paragraph, as the one block beside it shows it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefing.claims.checks import Checks, gather_checks
from briefing.claims.later import Earlier
from briefing.claims.notes import TEMPLATES
from briefing.claims.records import Record, SourceRecord
from briefing.claims.statements import PageAddress, Section, Statement
from briefing.html import parse, read
from briefing.sources.bibliography import parse_bibliography

PAGE, SECTION = PageAddress("a.md", "a/", "A"), Section("s", "S", 2)
BIB = """
@misc{abel, author = {Abel, A.}, date = {2020-05-04}, extent = {opening}, read = {2024-10-24}}
@misc{wire, author = {{Wire}}, date = {2021}, party = {X}, organ = {ministry}, langid = {french}}
@misc{none, author = {{Nobody}}, extent = {none}}
"""
SOURCES = parse_bibliography(BIB).sources
NUMBERS = {"wire": 2, "abel": 5, "none": 7}
HOLDS = Record(kind="fact", restates=1, verdict="holds")
HALF = Record(kind="fact", restates=1, verdict="holds in part", because="Only <so> far.")
OURS = Record(kind="report")


def cite(record: Record, *keys: str, name: str = "a", **records: SourceRecord) -> Statement:
    """Return a claim that cites some sources, with records of some of them."""
    changed = Record(
        kind=record.kind,
        restates=record.restates,
        verdict=record.verdict,
        because=record.because,
        sources=records,
    )
    return Statement(name, PAGE, changed, keys, SECTION, paragraph="p")


def render(checks: Checks) -> str:
    return TEMPLATES.get_template("checks.html").render(checks=checks, id="p", cite="")


def gather(*claims: Statement, earlier: Sequence[Earlier] = ()) -> Checks:
    return gather_checks(claims, SOURCES, NUMBERS, earlier)


def test_each_source_stands_once_in_the_order_of_the_notes() -> None:
    said = SourceRecord(bears="part", words="salt was raised", gap="Not when.")
    again = SourceRecord(bears="all", words="salt was raised", unseen="Read in a copy.")
    other = SourceRecord(bears="all", words="none", gap="Not when.")
    checks = gather(
        cite(HOLDS, "abel", "wire", abel=said),
        cite(OURS, "abel", "unknown", abel=again),
        cite(OURS, "abel", abel=other),
    )
    assert [(one.number, one.note, one.who, one.when) for one in checks.sources] == [
        (2, "#fn:cite-wire", "Wire", "2021"),
        (5, "#fn:cite-abel", "Abel", "4\u00a0May\u00a02020"),
    ]
    abel = checks.sources[1]
    assert [quoted.words for quoted in abel.quoted] == ["salt was raised"]
    assert abel.notes == ["Not when.", "Read in a copy."]


@pytest.mark.parametrize(("words", "shown"), [(1, 1), (20, 2), (200, 4)])
def test_of_many_sources_as_many_are_shown_as_have_room_and_four_at_most(
    words: int, shown: int
) -> None:
    keys = [f"k{number}" for number in range(6)]
    entries = [f"@misc{{{key}, author = {{{{Author {key}}}}}}}" for key in keys]
    known = parse_bibliography("\n".join(entries)).sources
    numbers = {key: number for number, key in enumerate(keys, 1)}
    claim = replace(cite(OURS, *keys), text="word " * words)
    body = parse(render(gather_checks([claim], known, numbers, [])))
    rest = body.css(".checks__rest li")
    assert (len(body.css("li")), len(rest)) == (6, 6 - shown)
    assert f"{6 - shown} more sources" in read(body)


def test_names_of_ways_back_take_the_room_of_sources_by_their_length() -> None:
    claim = replace(cite(OURS, "wire", "abel"), text="word " * 40)
    for name, folded in (("It rains.", 0), ("It rains again, " * 8, 2)):
        checks = gather(claim, earlier=[Earlier("../b/#b", name)])
        assert len(parse(render(checks)).css(".checks__rest li")) == folded


def test_beside_a_short_paragraph_with_doubts_all_sources_are_folded_and_counted() -> None:
    doubtful = replace(cite(HALF, "wire", "abel", name="half"), text="Salt rose.")
    plain = replace(cite(HOLDS, name="plain"), text="It did.")
    body = parse(render(gather(doubtful, doubtful, plain)))
    [rest] = body.css(".checks__rest")
    assert len(body.css("li")) == len(rest.css("li")) == 2
    assert read(rest.css("summary")[0]) == "1 holds · 2 sources"
    assert body.css(".checks__plain") == []
