"""Data beside the text: what authors write as YAML, what we write as JSON."""

from pathlib import Path

import pytest

from briefing.data import Entry, as_text, format_json, load_yaml, read_yaml


def test_a_mapping_knows_its_file_and_its_line(tmp_path: Path) -> None:
    file = tmp_path / "docs" / "a.yml"
    file.parent.mkdir()
    file.write_text("a:\n- b: 1\n- c:\n    d: 2\n", encoding="utf-8")
    data, problems = load_yaml(file, tmp_path)
    assert (data, problems) == ({"a": [{"b": 1}, {"c": {"d": 2}}]}, [])
    first, second = data["a"]
    assert isinstance(first, Entry)
    assert (data.place, first.place) == (("docs/a.yml", 1), ("docs/a.yml", 2))
    assert second["c"].place == ("docs/a.yml", 4)


UNREADABLE = {
    "a colon in a text": (b"a: b\nc: d: e\n", 2, "mapping values are not allowed in this context"),
    "a list that holds itself": (b"a: 1\nb: &x [*x]\n", 2, "found unconstructable recursive node"),
    "no date": (b"a: 2024-13-01\n", 1, "month must be in 1..12"),
    "a control character": (b"a: \x01\n", 1, "control characters are not allowed"),
    "another encoding": (b"a: \xff\n", 1, "it is not UTF-8"),
}


@pytest.mark.parametrize(("content", "line", "reason"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_cannot_be_read_is_a_problem(
    tmp_path: Path, content: bytes, line: int, reason: str
) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(content)
    data, [problem] = load_yaml(file, tmp_path)
    assert data is None
    assert str(problem) == (
        f"a.yml:{line}: this file cannot be read: {reason}; "
        "put a text with a colon in it between quotation marks [bad-figure]"
    )


def test_a_text_nested_too_deeply_gives_a_reason_and_no_error() -> None:
    data, unread = read_yaml("[" * 10_000)
    assert data is None
    assert unread is not None


def test_values_become_text_as_json_names_them() -> None:
    data = {"a": 1, 2: [2.5, True, None], "c": None, "d": {"e": "f"}}
    assert as_text(data) == {"a": "1", "2": ["2.5", True, "None"], "d": {"e": "f"}}


def test_json_has_a_line_for_each_value() -> None:
    assert format_json({"a": [1, "ü"]}) == '{\n "a": [\n  1,\n  "ü"\n ]\n}\n'
