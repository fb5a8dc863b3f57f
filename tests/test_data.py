"""Data beside the text: what authors write as YAML, what we write as JSON."""

import pytest

from briefing.data import Unread, as_text, format_json, read_yaml

UNREADABLE = {
    "a colon in a text": ("a: b\nc: d: e\n", 2, "mapping values are not allowed in this context"),
    "a list that holds itself": ("a: 1\nb: &x [*x]\n", 2, "found unconstructable recursive node"),
    "a mapping that does": ("a: &x\n  b: *x\n", 1, "found unconstructable recursive node"),
    "no date": ("a: 2024-13-01\n", 1, "month must be in 1..12"),
    "a control character": ("a: \x01\n", 1, "control characters are not allowed"),
}


@pytest.mark.parametrize(("text", "line", "reason"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_text_that_cannot_be_read_has_a_line_and_a_reason(
    text: str, line: int, reason: str
) -> None:
    assert read_yaml(text) == (None, Unread(line, reason))


def test_a_text_nested_too_deeply_gives_a_reason_and_no_error() -> None:
    data, unread = read_yaml("[" * 10_000)
    assert data is None
    assert unread is not None


def test_values_become_text_as_json_names_them() -> None:
    data = {"a": 1, 2: [2.5, True, None], "c": None, "d": {"e": "f"}}
    assert as_text(data) == {"a": "1", "2": ["2.5", True, "None"], "d": {"e": "f"}}


def test_json_has_a_line_for_each_value() -> None:
    assert format_json({"a": [1, "ü"]}) == '{\n "a": [\n  1,\n  "ü"\n ]\n}\n'
