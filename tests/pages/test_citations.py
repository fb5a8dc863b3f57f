"""Finding citations, and hiding the rest from mkdocs-bibtex."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.pages.citations import Citation, check_citations, find_groups, find_keys, shield, unshield
from briefing.text import HIDDEN


@pytest.mark.parametrize(("text", "expected"), [
    ("[@abel]", [Citation("abel")]),
    ("[@abel; @brun]", [Citation("abel"), Citation("brun")]),
    ("[see @abel, p. 12]", [Citation("abel", "see", "p. 12")]),
    ("[@abel, pp. 3, 5; cf. @brun]", [Citation("abel", "", "pp. 3, 5"), Citation("brun", "cf.")]),
    ("[@abel;\n@brun]", [Citation("abel"), Citation("brun")]),  # broken over two lines
    ("[0, 1) and [@abel]", [Citation("abel")]),  # a bracket that was never closed
])
def test_a_group_is_read(text: str, expected: list[Citation]) -> None:
    groups = list(find_groups(text))
    assert len(groups) == 1
    assert groups[0].citations == expected


@pytest.mark.parametrize("text", [
    # code and escapes
    "`[@abel]`", "```\n[@abel]\n```", "    [@abel]", r"\[@abel]", r"[\@abel]",
    # links and images
    "[@handle](https://example.org)", "[write to desk@example.org](mailto:desk@example.org)", "[@handle][ref]",
    "[@ref]: https://example.org", "![@abel](x.png)", '<a title="[@abel]">x</a>',
    # addresses and words
    "[desk@example.org]", "@abel", "<desk@example.org>", "[a note without a key]",
    # a paragraph does not reach over a blank line
    "[see\n\n@abel]",
])
def test_what_is_not_a_citation_is_passed_over(text: str) -> None:
    assert list(find_groups(text)) == []


@pytest.mark.parametrize(("text", "line", "code", "words"), [
    ("\n\n[@abell]", 3, "unknown-key", "did you mean 'abel'?"),
    ("[@abel:2020]", 1, "key-characters", "it would cite 'abel'"),
    ("[@brun.2012]", 1, "key-characters", "it would cite 'brun'"),
    ("[@abel p. 12]", 1, "malformed-citation", "a comma before the page"),
    ("[@abel; and others]", 1, "malformed-citation", "'and others'"),
    ("[@abel @brun]", 1, "malformed-citation", "'@abel @brun'"),
])
def test_a_faulty_citation_is_reported_and_left_as_typed(text: str, line: int, code: str, words: str) -> None:
    [problem] = check_citations("docs/a.md", find_groups(text), {"abel", "brun"})
    assert (problem.line, problem.code) == (line, code)
    assert words in str(problem)
    assert "@" not in shield(text, {"abel", "brun"})


def test_only_sound_citations_stay_open_to_the_plugin() -> None:
    shielded = shield("`[@abel]` \\bibliography [x] [see\n  @abel] a@b.c", {"abel"})
    assert shielded.count("@") == 1
    assert "[see @abel]" in shielded
    assert "\\" not in shielded


def test_keys_are_given_once_in_order() -> None:
    assert find_keys(find_groups("[@b] [@a; @b] `[@c]`")) == ["b", "a"]


@given(st.text(st.characters(exclude_characters=HIDDEN)))  # which every page with one is refused for
def test_hiding_and_showing_again_changes_nothing(text: str) -> None:
    assert unshield(shield(text, {"abel"})).rstrip("\n") == text.rstrip("\n")
