"""EDTF dates, as far as we read them."""

from datetime import date

import pytest

from briefing.dates import format_edtf, join_days, parse_edtf


@pytest.mark.parametrize(("text", "earliest", "latest"), [
    # points
    ("2024-10-24", date(2024, 10, 24), date(2024, 10, 24)), ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("2024", date(2024, 1, 1), date(2024, 12, 31)), ("195X", date(1950, 1, 1), date(1959, 12, 31)),
    ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
    # doubt does not move a date
    ("2024-10?", date(2024, 10, 1), date(2024, 10, 31)), ("2024~", date(2024, 1, 1), date(2024, 12, 31)),
    # intervals
    ("2024-10-24/2024-11", date(2024, 10, 24), date(2024, 11, 30)), ("1991/..", date(1991, 1, 1), date.max),
    ("../1991", date.min, date(1991, 12, 31)), ("2020%", date(2020, 1, 1), date(2020, 12, 31)),
    (" 2020-05 ", date(2020, 5, 1), date(2020, 5, 31))])
def test_a_date_covers_every_day_it_may_mean(text: str, earliest: date, latest: date) -> None:
    span = parse_edtf(text)
    assert span is not None
    assert (span.earliest, span.latest) == (earliest, latest)


@pytest.mark.parametrize("text", [
    "", "24 October 2024", "2024-13", "2023-02-29", "2024-1-2", "2025/2024", "x/..", "0000", "..", "../..", "2020/",
    "2020/2021/2022", "2020-21", "-0044", "Y17000", "2020-05-04T10:00:00Z", "[2020,2021]", "1/1/2020", "2020-00",
    "2XXX", "٢٠٢٠", "２０２０"])
def test_what_is_not_a_date_is_none(text: str) -> None:
    assert parse_edtf(text) is None


@pytest.mark.parametrize(("text", "words"), [
    ("2024-10-04", "4_October_2024"), ("2024-10", "October 2024"), ("2024", "2024"), ("195X", "1950s"),
    ("1991/..", "since 1991"), ("../1991-12", "until December 1991"),
    ("2024-11-06/2024-11", "6_November_2024 to November 2024"),
    ("2013~", "about 2013"), ("2013-05?/..", "since about May 2013"), ("", ""), ("soon", "soon"), (" 2020 ", "2020")])
def test_a_date_is_said_in_words(text: str, words: str) -> None:
    assert format_edtf(text) == words.replace("_", "\u00a0")


@pytest.mark.parametrize(("text", "shown"), [
    ("on 19 June 2024", "on 19_June_2024"), ("1 May 24", "1_May 24"), ("1 and 2 May.", "1 and 2_May."),
    ("In May 2024", "In May 2024"), ("4 Mayors", "4 Mayors")])
def test_a_day_stays_with_its_month(text: str, shown: str) -> None:
    assert join_days(text) == shown.replace("_", "\u00a0")
