"""Data in the form of a type: what fits, and what an author reads of what does not."""

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from briefing.forms import Field, find_field, load_marked, read_form


class Part(msgspec.Struct, rename={"source": "from"}, forbid_unknown_fields=True, kw_only=True):
    """A part of the form below."""

    source: Annotated[str, Meta(min_length=1, description="where it is from")]
    kind: Annotated[Literal["rain", "snow"], Meta(description="what falls")] = "rain"


class Form(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A form with a field of each sort."""

    title: Annotated[str, Meta(min_length=1, description="a title")]
    pair: Annotated[tuple[str, str], Meta(description="two names")] = ("a", "b")
    names: Annotated[tuple[str, ...], Meta(description="a list of names", min_length=1)] = ("a",)
    parts: Annotated[tuple[Part, ...], Meta(description="a list of parts")] = ()
    one: Part | None = None
    years: Annotated[int, Meta(ge=1, description="a number of years")] = 1
    is_wet: Annotated[bool, Meta(description="true where it is wet")] = False
    rest: Annotated[dict[str, Any], Meta(description="anything by name")] = {}


def test_texts_become_what_the_form_says() -> None:
    value = {
        "title": "T",
        "pair": ["x", "y"],
        "parts": [{"from": "sea", "kind": "snow"}],
        "years": "3",
        "is_wet": "true",
    }
    parts = (Part(source="sea", kind="snow"),)
    form = Form(title="T", pair=("x", "y"), parts=parts, years=3, is_wet=True)
    assert read_form(value, Form) == (form, [])


SEA = {"from": "sea"}
MISFITS = {
    "an unknown field": ({"titel": "x"}, ("titel",), "'titel' is no field of this file", "title"),
    "one that is like none": (
        {"x": "y"},
        ("x",),
        "'x' is no field of this file",
        "the fields here are title, pair, names, parts, one, years, is_wet, rest",
    ),
    "one of a part": (
        {"parts": [SEA, {**SEA, "knd": "x"}]},
        ("parts", 1, "knd"),
        "'knd' is no field of this",
        "kind",
    ),
    "one that only the whole has": (
        {"one": {**SEA, "title": "x"}},
        ("one", "title"),
        "'title' is no field of this",
        "the fields here are from, kind",
    ),
    "a missing field of a part": ({"one": {}}, ("one",), "this has no from", "where it is from"),
    "another value of a list": (
        {"one": {**SEA, "kind": "hail"}},
        ("one", "kind"),
        "'kind' cannot be 'hail'",
        "write what falls: one of rain, snow",
    ),
    "an empty text": ({"title": ""}, ("title",), "'title' is empty", "write a title"),
    "an empty list": ({"names": []}, ("names",), "'names' is empty", "write a list of names"),
    "a text for a list": (
        {"names": "Abel"},
        ("names",),
        "'names' cannot be 'Abel'",
        "write a list of names, between square brackets: [Abel]",
    ),
    "a list in a list": ({"names": [["a"]]}, ("names", 0), "an item of 'names' cannot be a", "a"),
    "fields for a text": ({"title": {"a": "b"}}, ("title",), "'title' cannot have fields", "a"),
    "a number in words": ({"years": "two"}, ("years",), "'years' cannot be 'two'", "write a numb"),
    "a number too small": ({"years": "0"}, ("years",), "'years' cannot be '0'", "write a number"),
    "yes": ({"is_wet": "yes"}, ("is_wet",), "'is_wet' cannot be 'yes'", "write true where it is"),
    "one of two": ({"pair": ["x"]}, ("pair",), "'pair' has 1 values", "write two names"),
    "a text for parts": (
        {"parts": "sea"},
        ("parts",),
        "'parts' cannot be 'sea'",
        "write a list of parts, - in front of each, with {from: …}; it may have kind too",
    ),
    "a text for a part": (
        {"parts": ["sea"]},
        ("parts", 0),
        "an item of 'parts' cannot be 'sea'",
        "write its fields: {from: …}; it may have kind too",
    ),
    "much text": ({"years": "x " * 99}, ("years",), f"'years' cannot be '{'x ' * 30}…'", "write"),
}


@pytest.mark.parametrize(("wrong", "path", "message", "hint"), MISFITS.values(), ids=MISFITS)
def test_what_does_not_fit_is_said_with_its_place(
    wrong: dict[str, Any], path: tuple[str | int, ...], message: str, hint: str
) -> None:
    form, [fault] = read_form({"title": "T", **wrong}, Form, "this file")
    assert form is None
    assert fault.path == path
    assert fault.message.startswith(message)
    assert hint in fault.hint


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("rain", "'rain' here cannot be 'rain'"),
        ([], "'rain' here is empty"),
        (["x"], "'rain' here cannot be a list"),
        (None, "'rain' here is empty"),
        ({}, "'rain' here has no title"),
    ],
)
def test_what_is_no_mapping_has_not_the_form(value: Any, message: str) -> None:
    _form, [fault] = read_form(value, Form, "'rain' here")
    assert (fault.path, fault.message) == ((), message)


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("title",), Field("a title")),
        (("parts", 3, "kind"), Field("what falls", choices=("rain", "snow"))),
        (("one",), Field("", fields=("from", "kind"), needed=("from",))),
        (("pair", 1), Field("two names")),
        (("rest", "x"), Field("anything by name")),
        (("nothing", "x"), Field()),
    ],
)
def test_what_can_stand_at_a_place_is_known(path: tuple[str | int, ...], field: Field) -> None:
    assert find_field(Form, path) == field


FILES = {
    "a name twice": (
        b"a: 1\na: 2\n",
        ["2:1: 'a' stands here twice; put both into one, or delete one"],
    ),
    "a tab": (b"a:\n\tb: c\n", ["2:1: this cannot be read: found character that cannot start"]),
    "no UTF-8": (b"a: b\nc\xc3\xa9: \xff", ["2:5: this file is not UTF-8; save it in that enc"]),
    "a bomb": (b"a: &a [*a]\n", ["1:4: this cannot be read: anchors and aliases are not taken"]),
    "nothing wrong": (b"\xef\xbb\xbfa: b\n", []),
}


@pytest.mark.parametrize(("content", "messages"), FILES.values(), ids=FILES)
def test_what_cannot_be_read_is_said_with_line_and_column(
    tmp_path: Path, content: bytes, messages: list[str]
) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes(content)
    _data, problems = load_marked(file, "docs/x.yml")
    assert len(problems) == len(messages)
    for problem, message in zip(problems, messages, strict=True):
        assert str(problem).startswith(f"docs/x.yml:{message}")
