"""The order of sources of one name, of which the golden site has none."""

from briefing.claims.sources import list_sources
from briefing.sources.bibliography import parse_bibliography


def test_sources_of_one_name_stand_by_their_days_and_those_without_one_last() -> None:
    entries = [
        "@online{none, author={{Post}}}",
        "@online{late, author={{Post}}, date={2024-10-02}}",
        "@online{early, author={{The Post}}, date={2024-09-13}}",
    ]
    sources = parse_bibliography("\n".join(entries)).sources
    listed = list_sources(sources, [])
    assert [entry.source.key for entry in listed] == ["early", "late", "none"]
