"""Files of records: what they say, and what is said of faults in them, with line and column."""

import re
from pathlib import Path

import pytest
from support import ROOT, read_data, write_files

from briefing.claims.record_files import load_records
from briefing.claims.records import FIELDS, PageRecords, Record, Records, SourceRecord, make_schema
from briefing.problems import Problem
from briefing.yamldata import format_json

CASES = read_data("records.yml")
PAGES = ["trade.md"]
SEEN = "SOURCE bears: all, words: it has rained, days: [2024-10], figures: ['7'], names: [Abel]"
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


def find_faults(problems: list[Problem], path: str) -> list[str]:
    """Return place and code of each problem of a file."""
    assert {problem.path for problem in problems} <= {path}
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in problems]


@pytest.mark.parametrize("fields", CASES["sound"])
def test_a_sound_record_is_read(tmp_path: Path, fields: str) -> None:
    records, problems = load(tmp_path, trade=write_record(fields))
    assert [str(problem) for problem in problems] == []
    assert records.is_sound
    page = records.of_page("trade.md")
    assert (page.path, [*page.records]) == (FILE, ["rain"])


@pytest.mark.parametrize(("fields", "fault", "words"), CASES["faulty"])
def test_a_faulty_record_has_one_message_with_its_place(
    tmp_path: Path, fields: str, fault: str, words: str
) -> None:
    records, problems = load(tmp_path, trade=write_record(fields))
    assert find_faults(problems, FILE) == [fault]
    assert words in f"{problems[0].message}; {problems[0].hint}"
    assert not records.is_sound
    assert records.of_page("trade.md").is_known("rain"), "nobody is told that it has none"


@pytest.mark.parametrize(("text", "fault", "words"), CASES["forms"])
def test_a_file_of_another_form_has_one_message(
    tmp_path: Path, text: str, fault: str, words: str
) -> None:
    _, problems = load(tmp_path, trade=text)
    assert find_faults(problems, FILE) == [fault]
    assert words in f"{problems[0].message}; {problems[0].hint}"


def test_a_record_is_read_with_its_places(tmp_path: Path) -> None:
    text = write_record(SEEN)
    records, _ = load(tmp_path, trade="\ufeff" + text)
    page = records.of_page("trade.md")
    assert page.records["rain"].sources["abel"] == SourceRecord(
        bears="all", words="it has rained", days=("2024-10",), figures=("7",), names=("Abel",)
    )
    assert page.find_place("rain", "sources", "abel", "days", 0) == (7, 14)
    assert page.find_place("rain", "sources", "brun") == (3, 3), "that of what would have it"
    assert page.find_place("flood") == (1, 1)
    assert records.of_page("other.md") == PageRecords()


def test_white_space_is_folded_as_on_a_page(tmp_path: Path) -> None:
    text = 'rain:\n  kind: " fact "\n  says: >\n    It rained\n    10\u00a0mm.\n\n    So much.\n'
    record = load(tmp_path, trade=text)[0].of_page("trade.md").records["rain"]
    assert (record.kind, record.says) == ("fact", "It rained 10\u00a0mm. So much.")


def test_spellings_are_those_of_records_then_those_of_names(tmp_path: Path) -> None:
    text = write_record(SEEN.replace("[Abel]", "[Abel, Seoul]"))
    records, problems = load(tmp_path, trade=text, names='South Korea: [Seoul]\n"": [Method]\n')
    assert problems == []
    assert records.names == {"South Korea": ["Seoul"], "": ["Method"]}
    assert records.spellings == {
        "Abel": "Abel",
        "Seoul": "South Korea",
        "South Korea": "South Korea",
        "Method": "",
    }


@pytest.mark.parametrize(("text", "fault", "words"), CASES["names"])
def test_a_spelling_is_that_of_one_name(tmp_path: Path, text: str, fault: str, words: str) -> None:
    _, problems = load(tmp_path, names=text)
    assert find_faults(problems, "docs/records/names.yml") == ([fault] if fault else [])
    assert all(words in f"{problem.message}; {problem.hint}" for problem in problems)


@pytest.mark.parametrize(("names", "message"), CASES["files"])
def test_a_file_is_that_of_one_page(tmp_path: Path, names: str, message: str) -> None:
    write_files(tmp_path, {f"docs/records/{name}": "" for name in names.split()})
    _, problems = load_records(tmp_path / "docs", tmp_path, PAGES)
    assert [str(problem) for problem in problems] == ([message] if message else [])


def test_without_files_nothing_is_recorded(tmp_path: Path) -> None:
    assert load_records(tmp_path, tmp_path, PAGES) == (Records(), [])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"a: \xff",
            "docs/records/trade.yml:1:4: this file is not UTF-8; save it in that encoding",
        ),
        ("ä: b\nß: \xff".encode()[:-1], "docs/records/trade.yml:2:4: this file is not UTF-8"),
        ("rain: {}\n".encode("utf-16"), "docs/records/trade.yml:1:1: this file is not UTF-8"),
    ],
    ids=["Latin-1", "cut off", "UTF-16"],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    records, [problem] = load(tmp_path, trade=content)
    assert str(problem).startswith(message)
    assert records.of_page("trade.md").is_known("anything")


def test_a_long_text_is_quoted_in_short(tmp_path: Path) -> None:
    _, [problem] = load(tmp_path, trade=f"rain: {{kind: {'x' * 400}}}\n")
    assert problem.message == f"'kind' cannot be '{'x' * 60}…'"


def test_the_schema_is_that_of_the_types() -> None:
    written = (ROOT / "docs/schemas/records.json").read_text(encoding="utf-8")
    assert written == format_json(make_schema()), "python scripts/make_schema.py"


def test_every_field_says_what_it_is() -> None:
    assert all(FIELDS[Record].values())
    assert all(FIELDS[SourceRecord].values())
