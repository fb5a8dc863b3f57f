"""What is taken of an entry: its public fields, and of those what says something of the work."""

import pytest
from support import read_data

from briefing.sources.bibliography import parse_bibliography
from briefing.sources.cleaning import read_month
from briefing.sources.entries import Source
from briefing.sources.fields import DROPPED, OURS, TITLES, USED, is_dropped

CASES = read_data("cleaning.yml")
PRIVATE = "Squirrel-7"


def parse_one(fields: str, kind: str = "online") -> Source:
    [source] = parse_bibliography(f"@{kind}{{a,\n{fields}\n}}\n").sources.values()
    return source


@pytest.mark.parametrize(("fields", "public"), CASES["cleaned"])
def test_an_entry_has_its_public_fields(fields: str, public: dict[str, str]) -> None:
    assert dict(parse_one(fields).fields) == public


@pytest.mark.parametrize("name", sorted(DROPPED) + CASES["dropped"])
def test_of_a_field_that_is_dropped_nothing_is_left(name: str) -> None:
    sound = parse_one("title = {A},")
    source = parse_one(f"title = {{A}},\n{name} = {{{PRIVATE}}},")
    assert PRIVATE not in repr(source) + source.raw + repr(source.fields)
    assert (source.raw, source.digest) == (sound.raw, sound.digest)


@pytest.mark.parametrize("name", ["note", "addendum", "howpublished"])
@pytest.mark.parametrize("text", CASES["paths"])
def test_a_note_with_a_path_is_private(name: str, text: str) -> None:
    assert not parse_one(f"{name} = {{{text}}}").fields


@pytest.mark.parametrize("text", CASES["no paths"])
def test_other_notes_are_not(text: str) -> None:
    assert parse_one(f"note = {{{text}}}").note == text


@pytest.mark.parametrize("name", sorted(USED))
def test_a_field_that_is_used_makes_another_digest(name: str) -> None:
    value = {"annotation": "Checked: A.", "keywords": "gone", "month": "5", "day": "6"}
    sound = "" if name in {"year", "date"} else "year = {2020}, month = {4},"
    if name == "month":
        sound = "year = {2020},"
    if name == "day":
        sound = "year = {2020}, month = {5},"
    before = parse_one(sound)
    assert parse_one(f"{sound} {name} = {{{value.get(name, '1')}}}").digest != before.digest


def test_no_field_is_in_two_lists() -> None:
    assert OURS | TITLES <= USED
    assert [name for name in USED if is_dropped(name)] == []


@pytest.mark.parametrize(("text", "month"), CASES["months"])
def test_a_month_is_read_in_all_forms_of_bibtex(text: str, month: list[int] | None) -> None:
    assert read_month(text) == (tuple(month) if month else None)
