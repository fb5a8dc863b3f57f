"""Where Markdown is text and where it is code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.pages.document import Document

CODE = {
    "span": "say `X` here", "span of two ticks": "say ``a ` X`` here", "fence": "```\nX\n```",
    "fence in a box": "!!! note\n    ~~~ text\n    X\n    ~~~",
    "indented in a fold-out": "??? check \"Title\"\n    text\n\n        X", "indented": "text\n\n    X\n\ntext",
    "indented in a list": "- text\n\n        X", "comment": "<!-- X -->", "element": "<pre>X</pre>",
    "front matter": "---\ntitle: X\n---\n"}
TEXT = {
    "paragraph": "X", "after a code span": "`a` X", "between lone ticks": "a ` X\n\nb ` c", "escaped ticks": r"\`X\`",
    "second paragraph of a box": "!!! check\n    text\n\n    X",
    "second paragraph of a fold-out": "??? since \"Title\"\n    text\n\n    X",
    "second paragraph of an open one": "???+ check \"Title\"\n    text\n\n    X",
    "second paragraph of a list item": "1. text\n\n    X", "nested list": "- a\n    - b\n\n        X",
    "footnote": "[^a]: text\n\n    X", "definition": "Term\n:   text\n\n    X", "continuation line": "text\n    X",
    "unclosed fence": "```\nX"}


@pytest.mark.parametrize("text", (CODE | TEXT).values(), ids=CODE | TEXT)
def test_code_is_blanked_and_text_is_kept(text: str) -> None:
    assert ("X" in Document("", "", text).masked) == (text in TEXT.values())


def test_an_escaped_bracket_is_blanked_with_its_backslash() -> None:
    assert Document("", "", r"a \[b]").masked == "a   b]"


@given(st.text(alphabet="aX `~\\[]@\n-#<>!:{}"))
def test_lines_and_offsets_stay(text: str) -> None:
    masked = Document("", "", text).masked
    assert len(masked) == len(text)
    assert [i for i, c in enumerate(masked) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]
