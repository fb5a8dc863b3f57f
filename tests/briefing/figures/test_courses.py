"""Courses as a table, as CSV and as JSON."""

import csv
import io
import json
from datetime import date
from typing import Any

import msgspec

from figures.courses import CoursesForm
from mkdocs_briefing.claims.records import Record
from mkdocs_briefing.claims.statements import Statement, StatementIndex
from mkdocs_briefing.figures.entries import Shown
from mkdocs_briefing.figures.forecasts import ForecastForm, ForecastsFile, UnchangedForm
from mkdocs_briefing.figures.tables import write_csv, write_json
from mkdocs_briefing.pages.publication import PageAddress
from mkdocs_briefing.yamldata import Written, YamlFile

PAGE = PageAddress("a.md", "a/", "A")
CLAIMS = (
    Statement("one", PAGE, Record(kind="fact", event="2024-10"), ()),
    Statement("two", PAGE, Record(kind="forecast"), ()),
)
NOTE = Statement("z", PAGE, Record(kind="since"), ())
TARGETS = StatementIndex([*CLAIMS, NOTE])
COURSES: dict[str, Any] = {
    "title": "It went",
    "subtitle": "If it were to …",
    "since": "Since 2024",
    "answers": [
        {"name": "go", "price": [{"claim": "one", "words": "W"}, {"claim": "z", "words": "V"}]},
        {"name": "wait", "expected": {"claim": "two", "words": "=it is"}},
        {"name": "stay", "since": [{"claim": "typo", "words": "no page has it"}]},
    ],
    "others": [{"name": "sleep", "since": [{"claim": "two", "words": "that it may"}]}],
}
FORM = msgspec.convert(COURSES, CoursesForm)
FORECASTS = {
    "two": ForecastForm(
        expected="E",
        against="A",
        unchanged=UnchangedForm(same=True),
        reading="undecided",
        because="B",
    )
}
FILE = ForecastsFile(read_on="2025", reach="R", forecasts=FORECASTS)
SHOWN = Shown(TARGETS, {"forecasts": Written(FILE, YamlFile())}, date.max)


def test_courses_are_a_table_with_a_row_each_and_csv_whose_cells_are_no_formulas() -> None:
    text = write_csv(FORM.tabulate(SHOWN), "https://x.example/")
    assert text.count("\r\n") == 5, "as RFC 4180 ends a line"
    head, go, wait, *_rest, sleep = csv.reader(io.StringIO(text))
    assert (head[0], head[-1], len(head)) == ("If it were to …", "Address", 5)
    assert go == ["go", "", "W; V", "", "https://x.example/a/#one https://x.example/a/#z"]
    assert wait[1] == "'=it is"
    assert (sleep[0], sleep[3]) == ("sleep", "that it may: undecided")


def test_json_has_an_object_for_each_row_by_the_names_of_columns() -> None:
    rows = json.loads(write_json(FORM.tabulate(SHOWN), "https://x.example/"))
    assert [row["If it were to …"] for row in rows] == ["go", "wait", "stay", "sleep"]
    assert rows[0]["The price it names"] == "W; V"
    assert rows[0]["Addresses"] == ["https://x.example/a/#one", "https://x.example/a/#z"]
