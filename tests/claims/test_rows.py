"""The rows of the ledger, and what they count.

Alone it notices sources of one origin, a party that is quoted by another, and the ledger of a
briefing that restates nothing.
"""

from dataclasses import replace

from support import ABEL, MakeSite, read_data, say

from mkdocs_briefing.claims.evidence import Library
from mkdocs_briefing.claims.ledger import make_rows
from mkdocs_briefing.claims.records import Record, SourceRecord
from mkdocs_briefing.claims.statements import PageEvidence, Statement, StatementIndex
from mkdocs_briefing.pages.passage import Passage
from mkdocs_briefing.pages.publication import PageAddress
from mkdocs_briefing.sources.bibliography import parse_bibliography

SOURCES = parse_bibliography(read_data("claims.yml")["ledger"]).sources
PAGE, SECTION = PageAddress("a.md", "a/", "A"), Passage("section", "s", "S", 2)
CLAIM = Statement("two", PAGE, Record(kind="report"), ("a", "b"), SECTION, "p", "Two.")


def cite(record: Record, *keys: str) -> Statement:
    """Return the claim with another record and other sources."""
    evidence = Library(SOURCES).list_evidence("two", record, dict.fromkeys(keys, ""))
    return replace(CLAIM, record=record, keys=keys, evidence=tuple(evidence))


def test_origins_and_parties_are_those_of_speakers_not_of_what_printed_them() -> None:
    """Two leaders of one alliance in two papers of other countries are one origin, and no party."""
    spoken = SourceRecord(bears="all", words="We do so", speaker="NATO")
    by_a_party = SourceRecord(bears="all", words="We do so", speaker="Y’s minister", party="Y")
    nato = Record(kind="report", sources={"a": spoken, "b": spoken, "z": spoken})
    other = Record(kind="report", sources={"a": spoken, "z": by_a_party})
    claims = (cite(nato, "a", "b", "z"), cite(other, "a", "z"), cite(CLAIM.record, "a", "b"))
    first, second, third = make_rows([PageEvidence(PAGE, (), claims, ())], StatementIndex(claims))
    assert (first.is_dependent, first.parties) == (True, [])
    assert (second.is_dependent, second.parties) == (False, ["Y"])
    assert (first.claim.cited[1].speaker, first.claim.cited[1].party) == ("NATO", "")
    assert (third.claim.cited[1].speaker, third.claim.cited[1].party) == ("TASS", "X")


def test_where_nothing_is_restated_no_column_and_no_filter_is_of_verdicts(
    make_site: MakeSite,
) -> None:
    page = "# A { #a }\n\nIt rains.[@abel2020][](){ #rain }\n{ #p }\n\n<!-- briefing: ledger -->\n"
    bib = ABEL.replace("  urldate", "  extent = {opening},\n  read = {2020-05-06},\n  urldate")
    built = make_site(page, bib, records={"rain": say("fact", "abel2020")})
    assert built.messages == []
    html = built.html()
    assert "erdict" not in html.replace("data-verdict", "")
    assert "Source: opening only" in html
