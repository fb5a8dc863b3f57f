"""Each record belongs to one statement, and speaks of its sources."""

from dataclasses import replace
from datetime import date

import pytest
from msgspec.structs import replace as change

from briefing.claims.belonging import check_names, check_records, list_expected
from briefing.claims.records import PageRecords, Record, Records, SourceRecord
from briefing.claims.rules import Facts
from briefing.claims.statements import Misplaced, PageAddress, PageEvidence, Statement
from briefing.marked import read_marked
from briefing.problems import Problem
from briefing.sources.bibliography import parse_bibliography

PAGE, OTHER = PageAddress("a.md", "a/", "A"), PageAddress("b.md", "b/", "B")
SOURCES = parse_bibliography("@misc{abel, party = {Y}}\n@misc{brun}\n").sources
SEEN = SourceRecord(bears="all")
CLAIM = Statement("rain", PAGE, Record(kind="fact", sources={"abel": SEEN}), ("abel",), text="A,")
LOST = Problem("'rain' has no record", "anchor-without-record", "write one")
# Where what the records below have stands in their file.
PLACES = read_marked(
    "# head\nrain:\n  says: A.\n  rests_on: [flood, wind]\n  sources:\n"
    "    abel:\n      party: Y\n    abbel: {}\nrian: {}\nflood: {}\nwind: {}\n"
).places


def check(
    *statements: Statement, names: tuple[str, ...] = (), page: PageEvidence | None = None
) -> list[str]:
    """Return what is said of a page, and of records of its statements and of some more names."""
    page = page or PageEvidence(PAGE, (), statements, ())
    records = {statement.id: statement.record for statement in statements}
    records |= dict.fromkeys(names, CLAIM.record)
    known = Records({"a.md": PageRecords("r.yml", records, places=PLACES)})
    facts = Facts(SOURCES, {}, known, "art", date(2024, 11, 26))
    pages = [page, PageEvidence(OTHER, (), (), ())]
    problems = [*check_records(pages, facts, lambda uri, _: (uri, 7, 2))]
    return [str(problem) for problem in [*problems, *check_names(pages, facts)]]


def test_a_record_of_what_its_page_states_is_sound() -> None:
    assert check(CLAIM) == []


def test_a_slip_in_an_id_is_said_once_where_the_record_is() -> None:
    page = PageEvidence(PAGE, (), (), (), misplaced=(Misplaced("rain", LOST),))
    assert check(names=("rian",), page=page) == [
        "r.yml:9:1: no clause and no note of docs/a.md has the id 'rian'; did you mean 'rain'? "
        "[record-without-anchor]"
    ]


def test_a_clause_that_lost_its_anchor_is_said_once_where_its_record_is() -> None:
    cited = Problem("'abel' is cited here for no claim", "citation-outside-claim", "close it")
    page = PageEvidence(PAGE, (), (), (), misplaced=(Misplaced("A.", cited),))
    [message] = check(names=("rian",), page=page)
    assert message.endswith("[record-without-anchor]")
    [message] = check(page=page)
    assert message.endswith("[citation-outside-claim]")


def test_what_restates_the_article_rests_on_it_too() -> None:
    restated = replace(CLAIM, record=change(CLAIM.record, restates=1))
    assert list_expected(CLAIM, "art") == ["abel"]
    assert list_expected(restated, "art") == ["abel", "art"]
    assert list_expected(restated, "abel") == list_expected(restated, "") == ["abel"]


@pytest.mark.parametrize(
    ("says", "is_new"),
    [("A.", False), ("A", False), ("A is so.", True), ("", True)],
)
def test_a_record_says_another_sentence_than_its_clause(says: str, is_new: bool) -> None:
    said = check(replace(CLAIM, record=change(CLAIM.record, says=says)))
    assert (said == []) == is_new
    assert all(message.startswith("r.yml:3:3: 'says' repeats") for message in said)


def rest(name: str, *grounds: str) -> Statement:
    """Return an assessment that rests on others."""
    return Statement(name, PAGE, Record(kind="assessment", rests_on=grounds), (), text=f"{name}!")


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        ([rest("rain", "rain")], "r.yml:4:14: 'rain' rests on itself, by way of 'rain'"),
        (
            [rest("rain", "flood"), rest("flood", "wind"), rest("wind", "rain")],
            "r.yml:4:14: 'rain' rests on itself, by way of 'flood'",
        ),
        (
            [rest("wind", "rain"), rest("rain", "flood"), rest("flood", "rain")],
            "r.yml:4:14: 'rain' rests on itself, by way of 'flood'",
        ),
    ],
)
def test_nothing_rests_on_itself_and_a_circle_is_said_once(
    claims: list[Statement], message: str
) -> None:
    assert check(*claims) == [f"{message}; take one of the two away [rests-on-itself]"]


SINCE = PageAddress("since.md", "since/", "Since")
FOLLOWED = [
    (SINCE, ("rain",), []),
    (
        SINCE,
        ("rain", "ran"),
        ["'dried' follows 'ran', which is no claim of another page; did you mean 'rain'?"],
    ),
    (
        SINCE,
        ("dried",),
        ["'dried' follows 'dried', which is no claim of another page; name a claim"],
    ),
    (SINCE, ("why",), ["'dried' follows 'why', which is no claim of another page"]),
    (OTHER, ("rain",), ["'dried' follows 'rain', and is not told in docs/since.md; take"]),
]


@pytest.mark.parametrize(("where", "follows", "messages"), FOLLOWED)
def test_what_came_later_follows_claims_of_other_pages(
    where: PageAddress, follows: tuple[str, ...], messages: list[str]
) -> None:
    record = Record(kind="fact", follows=follows)
    later = Statement("dried", where, record, (), text="It dried.")
    note = Statement("why", PAGE, Record(kind="check"), (), text="Why.")
    known = Records(
        {
            "a.md": PageRecords("r.yml", {"rain": CLAIM.record, "why": note.record}),
            where.uri: PageRecords("s.yml", {"dried": record}),
        }
    )
    facts = Facts(SOURCES, {}, known, "", date(2024, 11, 26))
    pages = [PageEvidence(PAGE, (), (CLAIM,), (note,)), PageEvidence(where, (), (later,), ())]
    problems = [*check_names(pages, facts)]
    assert {problem.path for problem in problems} <= {"s.yml"}
    for problem, message in zip(problems, messages, strict=True):
        assert message in str(problem)


@pytest.mark.parametrize(
    ("text", "says", "sentence"),
    [
        ("It may rain,", "", "It may rain."),
        ("It may rain;", "", "It may rain."),
        ("It may rain.”", "", "It may rain.”"),
        ("It may rain,", "Rain may fall.", "Rain may fall."),
        ("and it may rain", "", "And it may rain."),
        ("“may it rain?”", "", "“May it rain?”"),
        ("(it may rain", "", "(It may rain."),
    ],
)
def test_a_clause_that_goes_on_is_quoted_as_a_sentence(text: str, says: str, sentence: str) -> None:
    record = change(CLAIM.record, says=says)
    assert replace(CLAIM, text=text, record=record).sentence == sentence
