"""Words of a source, and the link that leads to them."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.claims.sources import lead_to_words
from briefing.text import HIDDEN, is_web

SITE = "https://x.example/a"

ENCODED = [
    ("it has rained", "it%20has%20rained"),
    ("a two-day, wet week", "a%20two%2Dday%2C%20wet%20week"),
    ("R&D at 98.3% (#2)", "R%26D%20at%2098.3%25%20(%232)"),
    ("the “so-called” law’s end", "the%20“so%2Dcalled”%20law’s%20end"),
    ("대중국  무역\n의존도", "대중국%20무역%20의존도"),
    ('say "no" <to> a?b=c/d', "say%20%22no%22%20%3Cto%3E%20a?b=c/d"),
]


@pytest.mark.parametrize(("words", "directive"), ENCODED)
def test_signs_that_divide_a_directive_or_an_address_are_encoded(
    words: str, directive: str
) -> None:
    assert lead_to_words(SITE, words) == f"{SITE}#:~:text={directive}"


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
