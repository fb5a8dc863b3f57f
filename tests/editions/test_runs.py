"""Old words and new ones in so few runs that a reader can follow.

Alone it notices runs that do not make up both texts.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from briefing.editions.runs import compare_words

from .conftest import write_runs

WORDS = st.lists(st.sampled_from("abc")).map(" ".join)


@pytest.mark.parametrize(("old", "new", "shown"), read_data("outcomes.yml")["words"])
def test_few_words_between_two_changes_count_as_changed(old: str, new: str, shown: str) -> None:
    assert write_runs(compare_words(old, new)) == shown


@given(WORDS, WORDS)
def test_runs_of_words_make_up_both_texts(old: str, new: str) -> None:
    runs = compare_words(old, new)
    assert " ".join(run.words for run in runs if run.kind != "added") == old
    assert " ".join(run.words for run in runs if run.kind != "removed") == new
