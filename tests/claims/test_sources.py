"""Sources as readers see them: in their order, and with links that lead to their words.

Alone it notices the order of sources of one name, and signs in words, which a browser would read
as a part of the directive.
"""

from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.claims.evidence import lead_to_words
from mkdocs_briefing.claims.sources import list_sources
from mkdocs_briefing.sources.bibliography import parse_bibliography
from mkdocs_briefing.text import HIDDEN, is_web

SITE = "https://x.example/a"


def test_sources_of_one_name_stand_by_their_days_and_those_without_one_last() -> None:
    entries = [
        "@online{none, author={{Post}}}",
        "@online{late, author={{Post}}, date={2024-10-02}}",
        "@online{early, author={{The Post}}, date={2024-09-13}}",
    ]
    sources = parse_bibliography("\n".join(entries)).sources
    listed = list_sources(sources, [])
    assert [entry.source.key for entry in listed] == ["early", "late", "none"]


@given(st.text(st.characters(exclude_characters=HIDDEN), min_size=1))
def test_whatever_the_words_are_a_browser_reads_the_same(words: str) -> None:
    """The grammar is that of https://wicg.github.io/scroll-to-text-fragment/#syntax."""
    address = lead_to_words(SITE, words)
    assert is_web(address)
    directive = urlsplit(address).fragment.removeprefix(":~:text=")
    assert not {*"&,-"} & {*directive}
    assert unquote(directive) == " ".join(words.split())
