"""What stands behind a paragraph, as the one block beside it shows it.

Alone it notices a name of an outlet or a speaker of a shape that the golden site has not.
"""

from dataclasses import replace

import pytest
from support import read_data

from mkdocs_briefing.claims.checks import Checks, gather_sources
from mkdocs_briefing.claims.evidence import Library
from mkdocs_briefing.claims.findings import Findings
from mkdocs_briefing.claims.page_notes import TEMPLATES
from mkdocs_briefing.claims.records import Record, SourceRecord
from mkdocs_briefing.claims.statements import Statement
from mkdocs_briefing.pages.passage import Passage
from mkdocs_briefing.pages.publication import PageAddress
from mkdocs_briefing.sources.bibliography import parse_bibliography

PAGE, SECTION = PageAddress("a.md", "a/", "A"), Passage("section", "s", "S", 2)
OURS = Record(kind="report")
NONE = Findings({}, [], [])


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


@pytest.mark.parametrize(("entry", "record", "told"), read_data("claims.yml")["called"])
def test_a_source_is_called_by_its_outlet_and_then_by_who_speaks(
    entry: str, record: dict[str, str], told: list[str]
) -> None:
    sources = parse_bibliography(f"@misc{{k, {entry}}}").sources
    claim = cite(OURS, "k", k=SourceRecord(bears="all", **record))
    evidence = tuple(Library(sources).list_evidence("a", claim.record, ["k"]))
    [source] = gather_sources([replace(claim, evidence=evidence)], {"k": 1})
    assert [source.outlet, "; ".join(source.speakers)] == told
