"""Which parts of a Markdown text are code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from briefing.pages.masking import mask_code

CASES = read_data("markdown.yml")


@pytest.mark.parametrize("text", CASES["code"])
def test_code_is_blanked(text: str) -> None:
    assert "X" not in mask_code(text)


@pytest.mark.parametrize("text", CASES["words"])
def test_text_is_kept(text: str) -> None:
    assert "X" in mask_code(text)


def find_ends(text: str) -> list[int]:
    return [offset for offset, character in enumerate(text) if character == "\n"]


@given(st.text(alphabet="aX `~\\[]@\n-#<>!:{}"))
def test_lines_and_offsets_stay(text: str) -> None:
    masked = mask_code(text)
    assert len(masked) == len(text)
    assert find_ends(masked) == find_ends(text)
