"""What stands behind a paragraph, as the one block beside it shows it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefing.claims.checks import Checks, gather_checks
from briefing.claims.later import Earlier
from briefing.claims.partials import render_checks
from briefing.claims.records import Record, SourceRecord
from briefing.claims.statements import PageAddress, Section, Statement
from briefing.html import get, parse, read
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
WRONG = Record(kind="fact", restates=2, verdict="contradicted", because="In part: later.")
OPEN = Record(kind="fact", restates=2, verdict="open", because="Nobody looked.")
JUDGED = Record(kind="assessment", restates=2, verdict="judgement")
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


def gather(*claims: Statement, earlier: Sequence[Earlier] = ()) -> Checks:
    return gather_checks(claims, SOURCES, NUMBERS, earlier)


def test_what_does_not_simply_hold_has_a_line_and_all_else_is_counted() -> None:
    claims = [
        cite(record, name=name)
        for name, record in zip("abcdef", (HALF, HOLDS, WRONG, OPEN, JUDGED, HOLDS), strict=True)
    ]
    checks = gather(*claims)
    assert [(one.id, one.finding, one.because, one.is_changed) for one in checks.doubts] == [
        ("a", "Holds in part", "Only <so> far.", True),
        ("c", "Contradicted", "In part: later.", True),
        ("d", "Open", "Nobody looked.", False),
    ]
    assert checks.plain == ["2 hold", "1 judgement"]
    assert checks.summary == "1 holds in part · 1 contradicted · 1 open · 2 hold · 1 judgement"


def test_one_that_holds_is_not_many() -> None:
    assert gather(cite(HOLDS), cite(JUDGED), cite(JUDGED)).plain == ["1 holds", "2 judgements"]


def test_a_judgement_with_a_reason_has_a_line() -> None:
    judged = Record(kind="assessment", restates=2, verdict="judgement", because="A view.")
    checks = gather(cite(judged))
    assert [one.because for one in checks.doubts] == ["A view."]
    assert checks.plain == []


def test_what_is_ours_has_sources_and_is_never_judged() -> None:
    checks = gather(cite(OURS, "abel"))
    assert (checks.doubts, checks.plain) == ([], [])
    assert [source.who for source in checks.sources] == ["Abel"]
    assert not checks.is_empty
    assert gather(cite(OURS)).is_empty


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


@pytest.mark.parametrize(
    ("key", "record", "described"),
    [
        ("abel", None, "Abel, 4\u00a0May\u00a02020 · opening read"),
        ("wire", None, "Wire, 2021 · X"),
        ("none", None, "Nobody, n.d. · not seen"),
        (
            "wire",
            SourceRecord(bears="all", words="la taxe", speaker="Harbour Board", party="West"),
            "Wire, 2021 · Harbour Board · West",
        ),
    ],
)
def test_a_source_says_whose_it_is_and_how_far_it_was_read(
    key: str, record: SourceRecord | None, described: str
) -> None:
    records = {key: record} if record else {}
    html = render_checks(gather(cite(OURS, key, **records)), "p", "")
    [line] = parse(html).css("li summary")
    number, _, words = read(line).partition(" ")
    assert (number, words) == (str(NUMBERS[key]), described.replace("\u00a0", " "))


def test_words_of_a_source_are_folded_and_have_their_language() -> None:
    said = SourceRecord(bears="all", words="la <taxe>")
    body = parse(render_checks(gather(cite(OURS, "wire", wire=said)), "p", ""))
    [quoted] = body.css("li details > q")
    assert (read(quoted), get(quoted, "lang")) == ("la <taxe>", "fr")
    assert body.css("details[open]") == []


@pytest.mark.parametrize(("words", "shown"), [(1, 1), (20, 2), (200, 4)])
def test_of_many_sources_as_many_are_shown_as_have_room_and_four_at_most(
    words: int, shown: int
) -> None:
    keys = [f"k{number}" for number in range(6)]
    entries = [f"@misc{{{key}, author = {{{{Author {key}}}}}}}" for key in keys]
    known = parse_bibliography("\n".join(entries)).sources
    numbers = {key: number for number, key in enumerate(keys, 1)}
    claim = replace(cite(OURS, *keys), text="word " * words)
    body = parse(render_checks(gather_checks([claim], known, numbers, []), "p", ""))
    rest = body.css(".checks__rest li")
    assert (len(body.css("li")), len(rest)) == (6, 6 - shown)
    assert f"{6 - shown} more sources" in read(body)


def test_names_of_ways_back_take_the_room_of_sources_by_their_length() -> None:
    claim = replace(cite(OURS, "wire", "abel"), text="word " * 40)
    for name, folded in (("It rains.", 0), ("It rains again, " * 8, 2)):
        checks = gather(claim, earlier=[Earlier("../b/#b", name)])
        assert len(parse(render_checks(checks, "p", "")).css(".checks__rest li")) == folded


def test_beside_a_short_paragraph_with_doubts_all_sources_are_folded_and_counted() -> None:
    doubtful = replace(cite(HALF, "wire", "abel", name="half"), text="Salt rose.")
    plain = replace(cite(HOLDS, name="plain"), text="It did.")
    body = parse(render_checks(gather(doubtful, doubtful, plain), "p", ""))
    [rest] = body.css(".checks__rest")
    assert len(body.css("li")) == len(rest.css("li")) == 2
    assert read(rest.css("summary")[0]) == "1 holds · 2 sources"
    assert body.css(".checks__plain") == []


def test_the_block_leads_to_its_clauses_and_says_how_its_paragraph_is_cited() -> None:
    checks = gather(cite(HALF, name="half"), earlier=[Earlier("../b/#b", "It rains.")])
    body = parse(render_checks(checks, "p", "../cite/#a"))
    links = [(read(link), get(link, "href")) for link in body.css("a")]
    assert links == [
        ("Holds in part", "#half"),
        ("It rains.", "../b/#b"),
        ("Cite this paragraph", "#p"),
    ]
    assert read(body.css(".doubt")[0]) == "Holds in part Only <so> far."
    assert [get(link, "data-cite") for link in body.css(".claim-label")] == ["../cite/#a"]
    assert "data-cite" not in render_checks(checks, "p", "")
