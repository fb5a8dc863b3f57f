"""Dates in words.

Alone it notices spans and texts that are no dates, at their edges.
"""

from datetime import date

import pytest
from support import read_data

from mkdocs_briefing.dates import format_edtf, join_days, parse_edtf

DATA = read_data("dates.yml")


@pytest.mark.parametrize(("edtf", "text"), DATA["words"])
def test_a_date_is_written_in_words(edtf: str, text: str) -> None:
    assert format_edtf(edtf) == text.replace("_", "\u00a0")


@pytest.mark.parametrize("text", DATA["days"])
def test_a_day_stays_with_its_month(text: str) -> None:
    assert join_days(text.replace("_", " ")) == text.replace("_", "\u00a0")


@pytest.mark.parametrize(("text", "earliest", "latest"), DATA["spans"])
def test_a_date_covers_every_day_that_it_may_mean(text: str, earliest: str, latest: str) -> None:
    assert parse_edtf(text) == (date.fromisoformat(earliest), date.fromisoformat(latest))


@pytest.mark.parametrize("text", DATA["none"])
def test_any_other_text_is_no_date(text: str) -> None:
    assert parse_edtf(text) is None
