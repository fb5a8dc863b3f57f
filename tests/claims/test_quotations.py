"""Words of a source, and the link that leads to them.

Alone it notices signs in words, which a browser would read as a part of the directive.
"""

from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from briefing.claims.sources import lead_to_words
from briefing.text import HIDDEN, is_web

SITE = "https://x.example/a"


@given(st.lists(st.text(st.characters(exclude_characters=HIDDEN)), min_size=3, max_size=3))
def test_whatever_the_words_are_a_browser_reads_the_same(words: list[str]) -> None:
    """The grammar is that of https://wicg.github.io/scroll-to-text-fragment/#syntax."""
    text, before, after = (" ".join(each.split()) for each in words)
    address = lead_to_words(SITE, text or "x", before, after)
    assert is_web(address)
    directive = urlsplit(address).fragment.removeprefix(":~:text=")
    assert "&" not in directive
    parts = directive.split(",")
    found_before = parts.pop(0).removesuffix("-") if parts[0].endswith("-") else ""
    found_after = parts.pop().removeprefix("-") if parts[-1].startswith("-") else ""
    [found] = parts
    assert "-" not in found + found_before + found_after
    expected = (text or "x", before, after)
    assert tuple(map(unquote, (found, found_before, found_after))) == expected
