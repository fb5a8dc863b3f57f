"""Finding citations, and hiding the rest from mkdocs-bibtex."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.pages.document import Document
from briefing.pages.footnotes import shield, unshield
from briefing.pages.rules import check_group
from briefing.text import HIDDEN


@pytest.mark.parametrize(("text", "parts", "keys"), [
    ("[@abel]", ["@abel"], ["abel"]), ("[see @abel, p. 12]", ["see @abel, p. 12"], ["abel"]),
    ("[@abel, pp. 3, 5; cf. @brun]", ["@abel, pp. 3, 5", "cf. @brun"], ["abel", "brun"]),
    ("[@abel;\n  @brun]", ["@abel", "@brun"], ["abel", "brun"]),  # broken over two lines
    ("[0, 1) and [@abel]", ["@abel"], ["abel"]),  # a bracket that was never closed
    ("[@abel][](#claim){ #claim }", ["@abel"], ["abel"]),  # before the end of a claim
    ("[@abel][^own]", ["@abel"], ["abel"]),  # before a footnote
    ("[@abel][see @brun]", ["@abel", "see @brun"], ["abel", "brun"])])
def test_a_group_is_read(text: str, parts: list[str], keys: list[str]) -> None:
    groups = Document("", "", text).groups
    assert [part for group in groups for part, _ in group.citations] == parts
    assert [key for group in groups for _, key in group.citations] == keys


@pytest.mark.parametrize("text", [
    # code and escapes
    "`[@abel]`", "```\n[@abel]\n```", "    [@abel]", "!!! note\n    ```\n    [@abel]\n    ```",
    r"\[@abel]", r"[\@abel]",
    # links and images
    "[@handle](https://example.org)", "[write to desk@example.org](mailto:desk@example.org)", "[@handle][ref]",
    "[@handle][]", "[@ref]: https://example.org", "![@abel](x.png)", '<a title="[@abel]">x</a>',
    # addresses and words
    "[desk@example.org]", "@abel", "<desk@example.org>", "[a note without a key]",
    # a paragraph does not reach over a blank line
    "[see\n\n@abel]"])
def test_what_is_not_a_citation_is_passed_over(text: str) -> None:
    assert not Document("", "", text).groups


@pytest.mark.parametrize(("text", "line", "code", "words"), [
    ("\n\n[@abell]", 3, "unknown-key", "did you mean 'abel'?"),
    ("[@abel:2020]", 1, "key-characters", "it would cite 'abel'"),
    ("[@brun.2012]", 1, "key-characters", "it would cite 'brun'"),
    ("[@abel p. 12]", 1, "malformed-citation", "a comma before the page"),
    ("[@abel; and others]", 1, "malformed-citation", "'and others'"),
    ("[@abel @brun]", 1, "malformed-citation", "'@abel @brun'")])
def test_a_faulty_citation_is_reported_and_left_as_typed(text: str, line: int, code: str, words: str) -> None:
    [group] = Document("", "", text).groups
    [(found, message, name, hint)] = check_group(group, {"abel", "brun"})
    assert (found, name) == (line, code)
    assert words in f"{message}; {hint}"
    assert "@" not in shield(text, {"abel", "brun"})


def test_only_sound_citations_stay_open_to_the_plugin() -> None:
    shielded = shield("`[@abel]` \\bibliography [x] [see\n  @abel] a@b.c", {"abel"})
    assert shielded.count("@") == 1
    assert "[see @abel]" in shielded
    assert "\\" not in shielded


@given(st.text(st.characters(exclude_characters=HIDDEN)))  # which every page with one is refused for
def test_hiding_and_showing_again_changes_nothing(text: str) -> None:
    assert unshield(shield(text, {"abel"})).rstrip("\n") == text.rstrip("\n")
