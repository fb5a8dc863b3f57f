"""How Markdown is read: where it is code, and where it cites; and what of it mkdocs-bibtex is shown."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from briefing.pages.document import Document
from briefing.pages.footnotes import shield, unshield
from briefing.pages.rules import check_group
from briefing.text import HIDDEN

CASES = yaml.safe_load((ROOT / "tests/data/markdown.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", [*CASES["code"], *CASES["words"]])
def test_code_is_blanked_and_text_is_kept(text: str) -> None:
    assert ("X" in Document("", "", text).masked) == (text in CASES["words"])


def test_an_escaped_bracket_is_blanked_with_its_backslash() -> None:
    assert Document("", "", r"a \[b]").masked == "a   b]"


@given(st.text(alphabet="aX `~\\[]@\n-#<>!:{}"))
def test_lines_and_offsets_stay(text: str) -> None:
    masked = Document("", "", text).masked
    assert len(masked) == len(text)
    assert [i for i, c in enumerate(masked) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@pytest.mark.parametrize(("text", "citations"), CASES["citations"].items())
def test_citations_are_found_and_nothing_else(text: str, citations: list[list[str]]) -> None:
    assert [[*found] for group in Document("", "", text).groups for found in group.citations] == citations


@pytest.mark.parametrize(("text", "line", "code", "words"), CASES["faulty"])
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
