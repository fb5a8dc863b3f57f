"""Files of records: what they say, and what is said of faults in them, with line and column.

Alone it notices each field of a record that does not fit another, with its column.
"""

import re

import pytest
from support import read_data

from mkdocs_briefing.claims.record_files import Records, read_records
from mkdocs_briefing.problems import Problem

CASES = read_data("records.yml")
PAGES = ["trade.md"]
FILE = "docs/records/trade.yml"


def read(text: str) -> tuple[Records, list[Problem]]:
    """Return the records of the file of a page, and what is said of them."""
    return read_records({"records/trade.yml": text.encode()}, "docs", PAGES)


def write_record(fields: str) -> str:
    """Return a file with one record, from its fields as the cases have them."""
    if fields.startswith("SOURCE "):
        lines = re.sub(r", (?=[a-z]+: )", "\n    ", fields.removeprefix("SOURCE "))
        fields = f"kind: fact\nsources:\n  abel:\n    {lines}"
    return "rain:\n" + re.sub(r"(?m)^(?=.)", "  ", fields) + "\n"


@pytest.mark.parametrize("fields", CASES["sound"])
def test_a_sound_record_is_read(fields: str) -> None:
    records, problems = read(write_record(fields))
    assert [str(problem) for problem in problems] == []
    page = records.of_page("trade.md")
    assert (page.file.path, [*page.records]) == (FILE, ["rain"])


@pytest.mark.parametrize(("fields", "message"), CASES["faulty"])
def test_a_faulty_record_has_one_message_with_its_place(fields: str, message: str) -> None:
    _records, [problem] = read(write_record(fields))
    assert str(problem) == f"{FILE}:{message}"


@pytest.mark.parametrize(("text", "message"), CASES["forms"])
def test_a_file_of_another_form_has_one_message(text: str, message: str) -> None:
    _, [problem] = read(text)
    assert str(problem) == f"{FILE}:{message}"


@pytest.mark.parametrize(("names", "message"), CASES["files"])
def test_a_file_is_that_of_one_page(names: str, message: str) -> None:
    files = {f"records/{name}": b"" for name in names.split()}
    _, problems = read_records(files, "docs", PAGES)
    assert [str(problem) for problem in problems] == ([message] if message else [])
