"""What is told later of a claim: events with their month, conclusions of ours without one."""

from datetime import date

from mkdocs_briefing.claims.later import list_beside
from mkdocs_briefing.claims.record_files import PageRecords, Records
from mkdocs_briefing.claims.records import Record

EARLY = Record(kind="fact", event="2024-01")
EVENT = Record(kind="report", event="2025-04-28", says="It was admitted.", follows=("early",))
OURS = Record(kind="assessment", says="It was known.", rests_on=("early", "told"))


def tell(**later: Record) -> tuple[str, str] | None:
    """Return how the early claim is told what came later, and in which words."""
    pages = {"a.md": PageRecords(records={"early": EARLY}), "since.md": PageRecords(records=later)}
    beside = list_beside(Records(pages), {}, {}, ["since.md"], date(2024, 11, 26))
    told = beside["early"].later
    return (told.name, told.words) if told else None


def test_an_event_is_told_with_its_month() -> None:
    assert tell(told=EVENT) == ("Later (April 2025)", "It was admitted.")


def test_a_conclusion_of_ours_has_no_month_and_is_told_in_short_or_not_at_all() -> None:
    short = Record(kind="assessment", rests_on=("early",), in_short="We knew.")
    assert tell(ours=short) == ("Our reading", "We knew.")
    assert tell(ours=OURS) is None
    assert tell(ours=OURS, told=EVENT) == ("Later (April 2025)", "It was admitted.")
