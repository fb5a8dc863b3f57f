"""YAML that authors write: values as they are typed, forms, and what is said of what fits none.

Alone it notices YAML that cannot be read, in its ways; the table has a few.
"""

import pytest

from mkdocs_briefing.yamldata import read_yaml


def test_a_value_is_taken_as_it_is_typed_and_has_its_place() -> None:
    data = read_yaml("# head\na:  no\nb: {c: 2024-10, d: [1,  'x  y']}\ne: |\n  f\n  g\nh:\n")
    assert data.value == {"a": "no", "b": {"c": "2024-10", "d": ["1", "x y"]}, "e": "f g", "h": ""}
    assert [data.find_place(*at) for at in (("a",), ("b", "d", 1))] == [(2, 1), (3, 25)]
    assert data.find_place("b", "d", 7) == (3, 17), "that of what would have it"
    assert data.find_place("z") == (1, 1)
    assert read_yaml("").value is None


FILES = {
    "a name twice": ("a: 1\na: 2\n", "2:1: 'a' stands here twice; put both into one"),
    "a list as a name": ("[a]: b\n", ""),
    "a tab": ("a:\n\tb: c\n", "2:1: this cannot be read: found character that cannot start"),
    "a sign": ("a: \x07\n", "1:1: this cannot be read: "),
    "a list in itself": ("a: &a [*a]\n", "1:8: an alias is not taken"),
    "an alias of nothing": ("a: *x\n", "1:4: this cannot be read: found undefined alias"),
    "an anchor": ("a: &b c\nd: e * f & g\n", ""),
    "an alias": ("a: &b c\nd: *b\n", "2:4: an alias is not taken; write what it stands for"),
    "an escape": ('a: "\\x07"\n', "1:4: an escape writes a character that nobody sees, U+0007"),
    "a sound escape": ('a: "\\u00e9\\n"\n', ""),
    "a second document": ("a: b\n---\nc: d\n", "2:1: this cannot be read: found another"),
    "one figure in two": ("a: [10,000]\n", '1:5: 10,000 is two figures here; write "10,000"'),
    "two figures": ("a: [10, 000, 10,0, 10]\n", ""),
    "nothing wrong": ("a: b\n", ""),
}


@pytest.mark.parametrize(("text", "message"), FILES.values(), ids=FILES)
def test_what_cannot_be_read_is_said_with_its_place(text: str, message: str) -> None:
    said = [str(problem) for problem in read_yaml(text, "x.yml").problems]
    assert len(said) == bool(message)
    assert all(each.startswith(f"x.yml:{message}") for each in said)
