"""What stands behind a paragraph, as the one block beside it shows it."""

from collections.abc import Sequence

import pytest

from briefing.claims.checks import Checks, gather_checks
from briefing.claims.notes import TEMPLATES, WayBack
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


def gather(*claims: Statement, earlier: Sequence[WayBack] = ()) -> Checks:
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
    assert [(one.number, one.note, one.outlet, one.source.when) for one in checks.sources] == [
        (2, "#fn:cite-wire", "Wire", "2021"),
        (5, "#fn:cite-abel", "Abel", "4\u00a0May\u00a02020"),
    ]
    abel = checks.sources[1]
    assert [quoted.words for quoted in abel.quoted] == ["salt was raised"]
    assert abel.remarks == ["Not when.", "Read in a copy."]


@pytest.mark.parametrize(
    ("entry", "record", "told"),
    [
        ("author = {Abel, A.}", {}, ("Abel", "")),
        ("author = {Abel, A.}, organization = {Wire}", {}, ("Wire", "")),
        ("author = {{Wire}}, organization = {Gazette}", {}, ("Wire", "")),
        ("author = {{Wire}}, party = {X}", {}, ("Wire", "X")),
        ("author = {{Wire of X}}, party = {X}", {}, ("Wire of X", "")),
        ("author = {{Wire}}, origin = {Navy}, party = {X}", {}, ("Wire", "Navy, X")),
        ("author = {{Wire}}, origin = {Wire}", {}, ("Wire", "")),
        ("author = {{Wire}}", {"speaker": "Bell", "party": "Y"}, ("Wire", "Bell, Y")),
        ("author = {{Wire}}", {"speaker": "Navy of Y", "party": "Y"}, ("Wire", "Navy of Y")),
    ],
)
def test_a_source_is_called_by_its_outlet_and_then_by_who_speaks(
    entry: str, record: dict[str, str], told: tuple[str, str]
) -> None:
    sources = parse_bibliography(f"@misc{{k, {entry}}}").sources
    claim = cite(OURS, "k", k=SourceRecord(bears="all", **record))
    [source] = gather_checks([claim], sources, {"k": 1}, []).sources
    assert (source.outlet, "; ".join(source.speakers)) == told


def test_all_that_speak_in_a_source_are_named_each_once() -> None:
    bell = SourceRecord(bears="all", speaker="Bell", party="Y")
    cole = SourceRecord(bears="all", speaker="Cole")
    claims = [cite(OURS, "abel", abel=record) for record in (bell, cole, bell)]
    claims.append(cite(OURS, "abel"))
    assert gather(*claims).sources[0].speakers == ["Bell, Y", "Cole"]
    assert "Bell, Y; Cole; opening read" in read(parse(render(gather(*claims))))


DOUBT = cite(HALF, "wire", "abel", "none", name="half")
PLAIN = cite(OURS, "wire", "abel", "none")


@pytest.mark.parametrize(
    ("claims", "earlier", "shown", "rest"),
    [
        ([cite(OURS, "wire", "abel")], [], 2, ""),
        ([PLAIN], [], 2, "More: 7 Nobody"),
        ([DOUBT], [], 0, "Sources: 2 Wire 5 Abel 7 Nobody"),
        ([PLAIN], [WayBack("../b/#b", "It rains.")], 2, "More: 7 NobodyEarlier: 1 statement"),
    ],
)
def test_two_sources_are_shown_and_others_named_by_their_outlets(
    claims: list[Statement], earlier: list[WayBack], shown: int, rest: str
) -> None:
    body = parse(render(gather(*claims, earlier=earlier)))
    assert len(body.css("section > ul > li")) == shown
    told = "".join(read(summary) for summary in body.css(".checks__more > summary"))
    assert told == rest


def test_what_holds_is_counted_beside_doubts() -> None:
    doubtful = cite(HALF, "wire", "abel", name="half")
    body = parse(render(gather(doubtful, doubtful, cite(HOLDS, name="plain"))))
    assert [read(line) for line in body.css(".checks__plain")] == ["1 holds"]
    assert [read(line) for line in body.css(".doubt")] == ["Holds in part Only <so> far."] * 2
