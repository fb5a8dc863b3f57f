"""YAML that authors write: values as they are typed, forms, and what is said of what fits none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from briefing.problems import Problem
from briefing.yamldata import FieldPath, Form, format_json, load_form, load_yaml, read_yaml


class Part(Form, rename={"source": "from"}, frozen=True, kw_only=True):
    """A part of the form below."""

    source: Annotated[str, Meta(min_length=1, description="where it is from")]
    kind: Annotated[Literal["rain", "snow"], Meta(description="what falls")] = "rain"

    def find_faults(self) -> Iterator[tuple[FieldPath, Problem]]:
        """No snow is from the sea."""
        if (self.source, self.kind) == ("sea", "snow"):
            yield ("kind",), Problem("the sea has no snow", "no-snow", "write rain")


class Whole(Form, frozen=True, kw_only=True):
    """A form with a field of each sort."""

    title: Annotated[str, Meta(min_length=1, description="a title")]
    pair: Annotated[tuple[str, str], Meta(description="two names")] = ("a", "b")
    names: Annotated[tuple[str, ...], Meta(description="a list of names", min_length=1)] = ("a",)
    parts: Annotated[tuple[Part, ...], Meta(description="a list of parts")] = ()
    one: Part | None = None
    by_id: Annotated[dict[str, Part], Meta(description="parts by id")] = msgspec.field(
        default_factory=dict
    )
    years: Annotated[int, Meta(ge=1, description="a number of years")] = 1
    is_wet: Annotated[bool, Meta(description="true where it is wet")] = False


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
    "no UTF-8": (b"a: b\nc\xc3\xa9: \xff", "2: this file is not UTF-8; save it in that encoding"),
    "a bomb": (b"a: &a [*a]\n", "1:4: this cannot be read: anchors, aliases and tags"),
    "an alias of nothing": (b"a: *x\n", "1:4: this cannot be read: found undefined alias"),
    "an anchor": (b"a: &b c\n", "1:4: this cannot be read: anchors, aliases and tags are not"),
    "a tag": (b"a: !x y\n", "1:4: this cannot be read: anchors, aliases and tags are not taken"),
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


def test_texts_become_what_the_form_says(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_text("title: T\npair: [x, y]\nparts: [{from: hill, kind: snow}]\nyears: 3\n")
    form = Whole(title="T", pair=("x", "y"), parts=(Part(source="hill", kind="snow"),), years=3)
    assert load_form(file, tmp_path, Whole)[1:] == (form, [])
    assert load_form(tmp_path / "none.yml", tmp_path, Whole)[1:] == (None, [])


MISFITS = {
    "titel: x": "2:1: 'titel' is no field of this file; did you mean 'title'? [unknown-field]",
    "x: y": "2:1: 'x' is no field of this file; the fields here are title, pair, names, parts",
    "parts:\n- {from: hill}\n- {knd: x}": "4:4: 'knd' is no field of an item of 'parts'; did you",
    "one: {kind: rain}": "2:1: 'one' has no from; write from: and where it is from [missing-field]",
    "one: {from: hill, kind: hail}": "2:19: 'kind' cannot be 'hail'; write what falls: one of rain",
    "names: []": "2:1: 'names' is empty; write a list of names [bad-value]",
    "names: Abel": "2:1: 'names' cannot be 'Abel'; write a list of names, between square brackets",
    "names: [[a]]": "2:9: an item of 'names' cannot be a list of 1; write a list of names",
    "names: {a: b}": "2:1: 'names' cannot have fields; write a list of names [bad-value]",
    "years: two": "2:1: 'years' cannot be 'two'; write a number of years [bad-value]",
    "is_wet: yes": "2:1: 'is_wet' cannot be 'yes'; write true where it is wet [bad-value]",
    "pair: [x]": "2:1: 'pair' cannot be a list of 1; write two names [bad-value]",
    "parts: sea": "2:1: 'parts' cannot be 'sea'; write a list of parts, - in front of each, with",
    "parts: [sea]": "2:9: an item of 'parts' cannot be 'sea'; write its fields: from, kind",
    "by_id: {a: {from: b}, c: {from: ''}}": "2:27: 'from' is empty; write where it is from",
    f"years: {'x ' * 99}": f"2:1: 'years' cannot be '{'x ' * 30}…'; write",
    "by_id: {a: {from: sea, kind: snow}}": "2:24: the sea has no snow; write rain [no-snow]",
}


@pytest.mark.parametrize(("text", "message"), MISFITS.items())
def test_what_has_not_the_form_is_said_with_its_place(text: str, message: str) -> None:
    [problem] = read_yaml(f"title: T\n{text}", "x.yml").read(Whole)[1]
    assert str(problem).startswith(f"x.yml:{message}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rain", "this file cannot be 'rain'"),
        ("- x", "this file cannot be a list of 1"),
        ("", "this file is empty"),
        ("years: 1", "this file has no title"),
    ],
)
def test_what_is_no_mapping_has_not_the_form(text: str, message: str) -> None:
    [problem] = read_yaml(text).read(Whole)[1]
    assert problem.message == message


def test_json_has_a_line_for_each_value() -> None:
    data: Any = {"a": ["ü", 1]}
    assert format_json(data) == '{\n "a": [\n  "ü",\n  1\n ]\n}\n'
