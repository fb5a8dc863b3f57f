"""YAML that knows its places, and values written into it: nothing else in a file changes."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.marked import Position, read_marked, set_values

HELD = {"held": "2026-11-26", "sum": "0f"}
PLACE = ("rain", "sources", "abel")


def test_each_value_is_a_text_as_it_is_written() -> None:
    data = read_marked("a: yes\nb: [1, 2024-10, 'x: y']\nc: {d: ~, e: 0x1F}\n")
    assert data.value == {
        "a": "yes",
        "b": ["1", "2024-10", "x: y"],
        "c": {"d": "~", "e": "0x1F"},
    }
    assert data.faults == ()


def test_an_empty_file_says_nothing() -> None:
    assert read_marked("").value is None
    assert read_marked("# a remark\n").value is None


def test_each_name_and_each_item_has_a_place() -> None:
    data = read_marked("# remark\na:\n  b:\n  - x\n  - y\nc: {d: e}\n")
    assert data.places == {
        ("a",): (2, 1),
        ("a", "b"): (3, 3),
        ("a", "b", 0): (4, 5),
        ("a", "b", 1): (5, 5),
        ("c",): (6, 1),
        ("c", "d"): (6, 5),
    }
    assert data.find_place("a", "b", 7) == Position(3, 3), "that of what would have it"
    assert data.find_place("z") == Position(1, 1)


UNREADABLE = {
    "an anchor": ("a: &x b\n", 1, 4, "anchors and aliases are not taken"),
    "an alias": ("a: *x\n", 1, 4, "anchors and aliases are not taken"),
    "a tag": ("a: !!python/none x\n", 1, 4, "tags are not taken"),
    "a second document": ("a: b\n---\nc: d\n", 2, 1, "a second document begins here"),
    "a name that is no text": ("? [a]\n: b\n", 1, 3, "a name is a text"),
    "a tab": ("a:\n\tb: c\n", 2, 1, "found character that cannot start any token"),
    "a colon in a text": ("a: b\nc: d: e\n", 2, 5, "mapping values are not allowed"),
    "a character of control": ("ä: b\nü: \x01\n", 2, 4, "control characters are not allowed"),
    "what is not closed": ("a: [b\n", 2, 1, "did not find expected ',' or ']'"),
}


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"), UNREADABLE.values(), ids=UNREADABLE.keys()
)
def test_what_cannot_be_read_is_named_with_its_place(
    text: str, line: int, column: int, reason: str
) -> None:
    data = read_marked(text)
    [fault] = data.faults
    assert (data.value, fault.place) == (None, (line, column))
    assert reason in fault.reason


def test_a_name_that_stands_twice_is_named_wherever_it_is() -> None:
    """The last one won before, and nothing was said."""
    data = read_marked("a: {b: 1, b: 2}\nc: x\na: {b: 3}\n'c': y\n")
    assert [(fault.place, fault.reason) for fault in data.faults] == [
        ((1, 11), "'b' stands here twice"),
        ((3, 1), "'a' stands here twice"),
        ((4, 1), "'c' stands here twice"),
    ]
    assert data.value == {"a": {"b": "1"}, "c": "x"}, "the first counts"


# Records in every style, each with what has to stand there when a day and a sum were noted.
STYLES = {
    "block": (
        "rain:\n  sources:\n    abel:\n      bears: all\n\nflood: x\n",
        "rain:\n  sources:\n    abel:\n      bears: all\n      held: 2026-11-26\n      sum: 0f\n"
        "\nflood: x\n",
    ),
    "held before": (
        'rain:\n  sources:\n    abel:\n      held: "2026-01-01"  # once\n      sum: 1e\n',
        "rain:\n  sources:\n    abel:\n      held: 2026-11-26  # once\n      sum: 0f\n",
    ),
    "remarks": (
        "# head\nrain:  # r\n  sources:\n    # of abel\n    abel:\n\n      bears: all  # all\n"
        "      # of what follows\n\n# foot\n",
        "# head\nrain:  # r\n  sources:\n    # of abel\n    abel:\n\n      bears: all  # all\n"
        "      held: 2026-11-26\n      sum: 0f\n      # of what follows\n\n# foot\n",
    ),
    "flow": (
        "rain: {sources: {abel: {bears: all}, brun: {}}}\n",
        "rain: {sources: {abel: {bears: all, held: 2026-11-26, sum: 0f}, brun: {}}}\n",
    ),
    "an empty flow": (
        "rain:\n  sources: {abel: {}}\n",
        "rain:\n  sources: {abel: {held: 2026-11-26, sum: 0f}}\n",
    ),
    "a flow of several lines": (
        "rain:\n  sources:\n    abel: {\n      bears: all,  # all\n      # more\n    }\n",
        "rain:\n  sources:\n    abel: {\n      bears: all, held: 2026-11-26, sum: 0f,  # all\n"
        "      # more\n    }\n",
    ),
    "other indentation": (
        'rain:\n sources:\n       "abel":\n        bears: all\n        days:\n        - 2024\n'
        "# foot\nflood: x",
        'rain:\n sources:\n       "abel":\n        bears: all\n        days:\n        - 2024\n'
        "        held: 2026-11-26\n        sum: 0f\n# foot\nflood: x",
    ),
    "no end of the last line": (
        "rain:\n  sources:\n    abel:\n      bears: all",
        "rain:\n  sources:\n    abel:\n      bears: all\n      held: 2026-11-26\n      sum: 0f",
    ),
    "lines of Windows": (
        "rain:\r\n  sources:\r\n    abel:\r\n      bears: all\r\nflood: x\r\n",
        "rain:\r\n  sources:\r\n    abel:\r\n      bears: all\r\n      held: 2026-11-26\r\n"
        "      sum: 0f\r\nflood: x\r\n",
    ),
    "a byte order mark": (
        "\ufeffrain: {sources: {abel: {sum: 1e}}}\n",
        "\ufeffrain: {sources: {abel: {sum: 0f, held: 2026-11-26}}}\n",
    ),
    "a text of several lines": (
        "rain:\n  sources:\n    abel:\n      gap: |+\n        Words.\n\n\n    brun: x\n",
        "rain:\n  sources:\n    abel:\n      sum: 0f\n      held: 2026-11-26\n      gap: |+\n"
        "        Words.\n\n\n    brun: x\n",
    ),
    "an empty value": (
        "rain:\n  sources:\n    abel:\n      held:\n      sum:  # to come\n      gap:\n",
        "rain:\n  sources:\n    abel:\n      held: 2026-11-26\n      sum: 0f  # to come\n"
        "      gap:\n",
    ),
    "letters of four bytes": (
        "rain:\n  sources:\n    abel:\n      gap: 𝔞ä한  # 𝔟\n",
        "rain:\n  sources:\n    abel:\n      gap: 𝔞ä한  # 𝔟\n      held: 2026-11-26\n"
        "      sum: 0f\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), STYLES.values(), ids=STYLES.keys())
def test_values_are_written_and_all_else_stays(before: str, after: str) -> None:
    values = HELD
    if before.startswith("\ufeff"):
        values = dict(reversed(HELD.items()))
    assert set_values(before, PLACE, values) == after
    assert set_values(after, PLACE, HELD) == after


@pytest.mark.parametrize("text", ["rain: {sources: {}}", "rain: {sources: {abel: all}}", ""])
def test_where_there_is_no_such_mapping_nothing_is_written(text: str) -> None:
    with pytest.raises(KeyError):
        set_values(text, PLACE, HELD)


def test_what_cannot_be_written_without_another_change_is_refused() -> None:
    with pytest.raises(ValueError, match="held cannot be written here"):
        set_values("rain: {sources: {abel: {held}}}", PLACE, HELD)


# Values of a field, in the styles that YAML has for them; those of several lines for a block alone.
VALUES = [
    "all",
    "'it''s'",
    '"a \\" # b"',
    "[x, y]",
    "{a: b}",
    "[\n                x,  # x\n                y,\n              ]",
    "word\n                word",
    "",
]
BLOCK_VALUES = [
    "|\n              one\n              two",
    ">-\n              one\n\n",
    "|+\n              x\n\n\n",
]
REMARKS = st.sampled_from(["", "  # a: {remark}", "   "])
SPACES = st.sampled_from(["", "\n", "# remark\n", "            # - inner: remark\n\n"])


@st.composite
def block_sources(draw: st.DrawFn) -> str:
    """Return the record of a source in lines."""
    lines = ["\n"]
    for name in draw(st.permutations(["bears", "gap", "held", "sum"]))[: draw(st.integers(1, 4))]:
        values = VALUES if name in HELD else [*VALUES, *BLOCK_VALUES]
        value = draw(st.sampled_from(values))
        remark = "" if value in BLOCK_VALUES else draw(REMARKS)
        lines.append(f"            {name}: {value}{remark}\n{draw(SPACES)}")
    return "".join(lines)


@st.composite
def flow_sources(draw: st.DrawFn) -> str:
    """Return the record of a source between braces."""
    names = draw(st.permutations(["bears", "gap", "held"]))[: draw(st.integers(0, 3))]
    fields = []
    for name in names:
        fields.append(f"{name}: {draw(st.sampled_from(VALUES))}")
    comma = draw(st.sampled_from([", ", ",\n               ", " ,  # remark\n             "]))
    end = draw(st.sampled_from(["", " ", ",", "\n              ", "  # remark\n              "]))
    if not fields:
        end = end.replace(",", "")
    return f"{{{comma.join(fields)}{end}}}{draw(REMARKS)}\n"


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return a file of records in styles that are mixed."""
    text = draw(SPACES)
    for name in ("rain", "flood"):
        text += f"{name}:\n    kind: fact\n{draw(SPACES)}    sources:\n"
        for key in ("abel", "brun"):
            source = draw(st.one_of(block_sources(), flow_sources()))
            text += f"        {key}: {source}{draw(SPACES)}"
    text = draw(st.sampled_from(["", "\ufeff"])) + text
    text = draw(st.sampled_from([text, text.rstrip("\n")]))
    return draw(st.sampled_from([text, text.replace("\n", "\r\n")]))


PLACES = st.sampled_from([*product(["rain", "flood"], ["sources"], ["abel", "brun"])])


@given(files(), PLACES)
def test_in_a_file_of_any_style_nothing_but_the_values_changes(
    text: str, place: tuple[str, str, str]
) -> None:
    data = read_marked(text.removeprefix("\ufeff"))
    assert data.faults == ()
    written = set_values(text, place, HELD)
    expected = data.value
    expected[place[0]]["sources"][place[2]] |= HELD
    assert read_marked(written.removeprefix("\ufeff")).value == expected
    assert set_values(written, place, HELD) == written
    if HELD.keys().isdisjoint(read_marked(text).value[place[0]]["sources"][place[2]]):
        signs = iter(written)
        assert all(sign in signs for sign in text), "all that was there is there, in its order"
