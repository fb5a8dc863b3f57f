"""Files of records: what they say, and what is said of faults in them, with line and column."""

import re
from pathlib import Path

import pytest
from support import ROOT, read_data, write_files

from briefing.claims.record_files import load_held, load_records, make_records_schema, write_held
from briefing.claims.records import Held, PageRecords, Records, SourceRecord
from briefing.problems import Problem
from briefing.yamldata import format_json

CASES = read_data("records.yml")
PAGES = ["trade.md"]
SEEN = "SOURCE bears: all, words: it has rained, days: [2024-10], figures: ['7']"
FILE = "docs/records/trade.yml"


def load(root: Path, **files: str | bytes) -> tuple[Records, list[Problem]]:
    """Return the records of files below `docs/records/`, and what is said of them."""
    write_files(root, {f"docs/records/{name}.yml": content for name, content in files.items()})
    return load_records(root / "docs", root, PAGES)


def write_record(fields: str) -> str:
    """Return a file with one record, from its fields as the cases have them."""
    if fields.startswith("SOURCE "):
        lines = re.sub(r", (?=[a-z]+: )", "\n    ", fields.removeprefix("SOURCE "))
        fields = f"kind: fact\nsources:\n  abel:\n    {lines}"
    return "rain:\n" + re.sub(r"(?m)^(?=.)", "  ", fields) + "\n"


@pytest.mark.parametrize("fields", CASES["sound"])
def test_a_sound_record_is_read(tmp_path: Path, fields: str) -> None:
    records, problems = load(tmp_path, trade=write_record(fields))
    assert [str(problem) for problem in problems] == []
    assert records.is_sound
    page = records.of_page("trade.md")
    assert (page.file.path, [*page.records]) == (FILE, ["rain"])


@pytest.mark.parametrize(("fields", "message"), CASES["faulty"])
def test_a_faulty_record_has_one_message_with_its_place(
    tmp_path: Path, fields: str, message: str
) -> None:
    records, [problem] = load(tmp_path, trade=write_record(fields))
    assert str(problem) == f"{FILE}:{message}"
    assert not records.is_sound
    assert not records.of_page("trade.md").is_sound, "nobody is told that it has none"


@pytest.mark.parametrize(("text", "message"), CASES["forms"])
def test_a_file_of_another_form_has_one_message(tmp_path: Path, text: str, message: str) -> None:
    _, [problem] = load(tmp_path, trade=text)
    assert str(problem) == f"{FILE}:{message}"


def test_a_record_is_read_with_its_places(tmp_path: Path) -> None:
    text = write_record(SEEN)
    records, _ = load(tmp_path, trade="\ufeff" + text)
    page = records.of_page("trade.md")
    assert page.records["rain"].sources["abel"] == SourceRecord(
        bears="all", words="it has rained", days=("2024-10",), figures=("7",)
    )
    assert page.file.find_place("rain", "sources", "abel", "days", 0) == (7, 14)
    assert page.file.find_place("rain", "sources", "brun") == (3, 3), "that of what would have it"
    assert records.of_page("other.md") == PageRecords()


def test_all_that_is_wrong_with_a_record_is_said_and_with_others(tmp_path: Path) -> None:
    text = write_record("SOURCE bears: all, gap: Y") + "flood: {kind: fact, because: So}\n"
    _records, problems = load(tmp_path, trade=text)
    assert [problem.code for problem in problems] == [
        "missing-words",
        "no-sentence",
        "record-field",
        "no-sentence",
    ]


@pytest.mark.parametrize(("names", "message"), CASES["files"])
def test_a_file_is_that_of_one_page(tmp_path: Path, names: str, message: str) -> None:
    write_files(tmp_path, {f"docs/records/{name}": "" for name in names.split()})
    _, problems = load_records(tmp_path / "docs", tmp_path, PAGES)
    assert [str(problem) for problem in problems] == ([message] if message else [])


def test_without_files_nothing_is_recorded(tmp_path: Path) -> None:
    assert load_records(tmp_path, tmp_path, PAGES) == (Records(), [])


def test_what_was_held_has_a_line_a_pair_in_order(tmp_path: Path) -> None:
    pairs = {"b x": Held("2026-11-26", "0f"), "a y": Held("2026-11-27", "0e")}
    file = tmp_path / "held.json"
    file.write_text(write_held(pairs))
    assert file.read_text() == ('{\n"a y": ["2026-11-27", "0e"],\n"b x": ["2026-11-26", "0f"]\n}\n')
    assert load_held(file, tmp_path) == (pairs, [])
    file.write_text("{\n<<<<<<< HEAD\n")
    held, [problem] = load_held(file, tmp_path)
    assert (held, problem.code, problem.path) == ({}, "bad-file", "held.json")


def test_the_schema_is_that_of_the_types_and_says_what_each_field_is() -> None:
    schema = make_records_schema()
    written = (ROOT / "docs/schemas/records.json").read_text(encoding="utf-8")
    assert written == format_json(schema), "python scripts/make_schema.py"
    for form in schema["$defs"].values():
        assert all(field["description"] for field in form["properties"].values())
