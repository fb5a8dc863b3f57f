"""What is shown of sources."""

from briefing.claims.sources import (
    list_sources,
    search_copies,
    shorten,
)
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


def test_copies_are_searched_for_by_the_address_of_a_source() -> None:
    [source, other] = parse_bibliography(
        "@online{x, url = {https://x.example/a?b=1}}\n@book{y, title = {Y}}"
    ).sources.values()
    assert search_copies(source) == "https://web.archive.org/web/*/https://x.example/a?b=1"
    assert search_copies(other) == "", "it has no address"


def test_a_long_text_is_cut_after_sixteen_words() -> None:
    assert shorten(" ".join("a" * 16)) == " ".join("a" * 16)
    assert shorten(" ".join("a" * 17)) == " ".join("a" * 16) + "\u00a0…"
