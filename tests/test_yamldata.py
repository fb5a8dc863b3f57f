"""YAML that authors write: values as they are typed, forms, and what is said of what fits none.

Alone it notices YAML that cannot be read, in its ways; the table has a few.
"""

from pathlib import Path

import pytest

from briefing.yamldata import load_yaml, read_yaml


def test_a_value_is_taken_as_it_is_typed_and_has_its_place() -> None:
    data = read_yaml("# head\na:  no\nb: {c: 2024-10, d: [1,  'x  y']}\ne: |\n  f\n  g\nh:\n")
    assert data.value == {"a": "no", "b": {"c": "2024-10", "d": ["1", "x y"]}, "e": "f g", "h": ""}
    assert [data.find_place(*at) for at in (("a",), ("b", "d", 1))] == [(2, 1), (3, 25)]
    assert data.find_place("b", "d", 7) == (3, 17), "that of what would have it"
    assert data.find_place("z") == (1, 1)
    assert read_yaml("").value is None


FILES = {
    "a name twice": (b"a: 1\na: 2\n", "2:1: 'a' stands here twice; put both into one"),
    "a list as a name": (b"[a]: b\n", ""),
    "a tab": (b"a:\n\tb: c\n", "2:1: this cannot be read: found character that cannot start"),
    "a sign": (b"a: \x07\n", "1:1: this cannot be read: "),
    "a list in itself": (b"a: &a [*a]\n", "1:1: this cannot be read: "),
    "an alias of nothing": (b"a: *x\n", "1:4: this cannot be read: found undefined alias"),
    "an anchor": (b"a: &b c\nd: *b\n", ""),
    "a second document": (b"a: b\n---\nc: d\n", "2:1: this cannot be read: found another"),
    "one figure in two": (b"a: [10,000]\n", '1:5: 10,000 is two figures here; write "10,000"'),
    "two figures": (b"a: [10, 000, 10,0, 10]\n", ""),
    "nothing wrong": (b"\xef\xbb\xbfa: b\n", ""),
}


@pytest.mark.parametrize(("content", "message"), FILES.values(), ids=FILES)
def test_what_cannot_be_read_is_said_with_its_place(
    tmp_path: Path, content: bytes, message: str
) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes(content)
    said = [str(problem) for problem in load_yaml(file, tmp_path).problems]
    assert len(said) == bool(message)
    assert all(each.startswith(f"x.yml:{message}") for each in said)
