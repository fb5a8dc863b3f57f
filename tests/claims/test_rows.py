"""The rows of the ledger, and what they count.

Alone it notices sources of one origin, and a party that is quoted by another.
"""

from dataclasses import replace

from support import read_data

from briefing.claims.ledger import make_rows
from briefing.claims.records import Record, SourceRecord
from briefing.claims.statements import PageAddress, PageEvidence, Section, Statement
from briefing.sources.bibliography import parse_bibliography

DATA = read_data("claims.yml")
SOURCES = parse_bibliography(DATA["ledger"]).sources
PAGE, SECTION = PageAddress("a.md", "a/", "A"), Section("s", "S", 2)
JUDGED = Record(kind="assessment", restates=1, verdict="judgement")
NONE = Statement("none", PAGE, JUDGED, (), SECTION, text="None.")
ONE = Statement(
    "one",
    PAGE,
    Record(kind="fact", restates=1, verdict="holds in part", because="Some."),
    ("a",),
    SECTION,
    text="One.",
    paragraph="p",
)
TWO = Statement("two", PAGE, Record(kind="report"), ("a", "b"), SECTION, text="Two.", paragraph="p")
CHECK = Statement("x", PAGE, Record(kind="check"), ("b",), about="one")
CHECK_TOO = Statement("y", PAGE, Record(kind="check"), ("b", "a"), about="one")
SINCE = Statement("z", PAGE, Record(kind="since"), ("a",), about="none")
PAGES = [PageEvidence(PAGE, (), (NONE, ONE, TWO), (CHECK, CHECK_TOO, SINCE))]
ROWS = make_rows(PAGES, SOURCES)


def test_origins_and_parties_are_those_of_speakers_not_of_what_printed_them() -> None:
    """Two leaders of one alliance in two papers of other countries are one origin, and no party."""
    spoken = SourceRecord(bears="all", words="We do so", speaker="NATO")
    by_a_party = SourceRecord(bears="all", words="We do so", speaker="Y’s minister", party="Y")
    nato = Record(kind="report", sources={"a": spoken, "b": spoken, "z": spoken})
    other = Record(kind="report", sources={"a": spoken, "z": by_a_party})
    claims = (
        replace(TWO, keys=("a", "b", "z"), record=nato),
        replace(TWO, keys=("a", "z"), record=other),
    )
    first, second = make_rows([PageEvidence(PAGE, (), claims, ())], SOURCES)
    assert (first.is_dependent, first.parties) == (True, [])
    assert (second.is_dependent, second.parties) == (False, ["Y"])
    assert (first.cited[1].speaker, first.cited[1].party) == ("NATO", "")
    assert (ROWS[2].cited[1].speaker, ROWS[2].cited[1].party) == ("TASS", "X")
