"""Files of records: what they say, and what is said of faults in them, with line and column.

Alone it notices each field of a record that does not fit another, with its column.
"""

import re
from pathlib import Path

import pytest
from support import read_data, write_files

from briefing.claims.record_files import load_records
from briefing.claims.records import Records
from briefing.problems import Problem

CASES = read_data("records.yml")
PAGES = ["trade.md"]
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
    page = records.of_page("trade.md")
    assert (page.file.path, [*page.records]) == (FILE, ["rain"])


@pytest.mark.parametrize(("fields", "message"), CASES["faulty"])
def test_a_faulty_record_has_one_message_with_its_place(
    tmp_path: Path, fields: str, message: str
) -> None:
    _records, [problem] = load(tmp_path, trade=write_record(fields))
    assert str(problem) == f"{FILE}:{message}"


@pytest.mark.parametrize(("text", "message"), CASES["forms"])
def test_a_file_of_another_form_has_one_message(tmp_path: Path, text: str, message: str) -> None:
    _, [problem] = load(tmp_path, trade=text)
    assert str(problem) == f"{FILE}:{message}"


@pytest.mark.parametrize(("names", "message"), CASES["files"])
def test_a_file_is_that_of_one_page(tmp_path: Path, names: str, message: str) -> None:
    write_files(tmp_path, {f"docs/records/{name}": "" for name in names.split()})
    _, problems = load_records(tmp_path / "docs", tmp_path, PAGES)
    assert [str(problem) for problem in problems] == ([message] if message else [])
