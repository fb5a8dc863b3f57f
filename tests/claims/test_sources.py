"""Sources as readers see them: in their order, and with links that lead to their words.

Alone it notices the order of sources of one name, signs in words, which a browser would read as a
part of the directive, and a note that leads to a page of sources which no one has written.
"""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ABEL, MakeSite, write_records

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


@pytest.mark.parametrize("is_listed", [True, False])
def test_a_note_leads_to_the_list_of_sources_where_there_is_one(
    make_site: MakeSite, is_listed: bool
) -> None:
    record = {"kind": "fact", "sources": {"abel2020": {"bears": "all", "words": "It rained"}}}
    files = dict[str, str]()
    for page in ("one", "two"):
        files[f"docs/{page}.md"] = (
            f"# {page} {{ #{page} }}\n\nRain.[@abel2020][](){{ #r-{page} }}\n"
        )
        files[f"docs/records/{page}.yml"] = write_records({f"r-{page}": record})
    if is_listed:
        files["docs/sources.md"] = "# Sources { #s }\n\n<!-- briefing: sources -->\n"
    site = make_site("# Front { #f }\n", ABEL, files, strict=False)
    assert ("What rests on this source" in site.html("one/index.html")) == is_listed


@given(st.text(st.characters(exclude_characters=HIDDEN), min_size=1))
def test_whatever_the_words_are_a_browser_reads_the_same(words: str) -> None:
    """The grammar is that of https://wicg.github.io/scroll-to-text-fragment/#syntax."""
    address = lead_to_words(SITE, words)
    assert is_web(address)
    directive = urlsplit(address).fragment.removeprefix(":~:text=")
    assert not {*"&,-"} & {*directive}
    assert unquote(directive) == " ".join(words.split())
