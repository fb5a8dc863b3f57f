"""Dates in words.

Alone it notices spans and texts that are no dates, at their edges.
"""

from datetime import date

import pytest

from briefing.dates import format_edtf, join_days, parse_edtf

DATES_IN_WORDS = [
    # a point in time; `_` is a space at which no line ends
    ("2024-10-04", "4_October_2024"),
    ("2024-10", "October 2024"),
    ("2024", "2024"),
    (" 2020 ", "2020"),
    ("195X", "1950s"),
    # a span
    ("1991/..", "since 1991"),
    ("../1991-12", "until December 1991"),
    ("2024-11-06/2024-11", "6_November_2024 to November 2024"),
    # in doubt
    ("2013~", "about 2013"),
    ("2013-05?/..", "since about May 2013"),
    # no date
    ("", ""),
    ("soon", "soon"),
]


@pytest.mark.parametrize(("edtf", "text"), DATES_IN_WORDS)
def test_a_date_is_written_in_words(edtf: str, text: str) -> None:
    assert format_edtf(edtf) == text.replace("_", "\u00a0")


@pytest.mark.parametrize(
    "text",
    [
        "on 19_June_2024",
        "1_May 24",
        "1 and 2_May.",
        "In May 2024",
        "4 Mayors",
    ],
)
def test_a_day_stays_with_its_month(text: str) -> None:
    assert join_days(text.replace("_", " ")) == text.replace("_", "\u00a0")


SPANS = [
    ("2024-10-24", "2024-10-24", "2024-10-24"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2024", "2024-01-01", "2024-12-31"),
    ("195X", "1950-01-01", "1959-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    (" 2020-05 ", "2020-05-01", "2020-05-31"),
    # doubt does not move a date
    ("2024-10?", "2024-10-01", "2024-10-31"),
    ("2024~", "2024-01-01", "2024-12-31"),
    ("2020%", "2020-01-01", "2020-12-31"),
    # intervals
    ("2024-10-24/2024-11", "2024-10-24", "2024-11-30"),
    ("1991/..", "1991-01-01", "9999-12-31"),
    ("../1991", "0001-01-01", "1991-12-31"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), SPANS)
def test_a_date_covers_every_day_that_it_may_mean(text: str, earliest: str, latest: str) -> None:
    assert parse_edtf(text) == (date.fromisoformat(earliest), date.fromisoformat(latest))


NO_DATES = [
    # other ways to write a date
    "24 October 2024",
    "1/1/2020",
    "2024-1-2",
    "2020-05-04T10:00:00Z",
    "٢٠٢٠",
    "２０２０",
    # days that there are not
    "2024-13",
    "2023-02-29",
    "2020-00",
    "0000",
    # spans without an end, without a beginning, the wrong way round
    "..",
    "../..",
    "2020/",
    "../",
    "2020/2021/2022",
    "2025/2024",
    "x/..",
    # parts of EDTF that nobody needed yet
    "2020-21",
    "-0044",
    "Y17000",
    "[2020,2021]",
    "2XXX",
    "",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_any_other_text_is_no_date(text: str) -> None:
    assert parse_edtf(text) is None
