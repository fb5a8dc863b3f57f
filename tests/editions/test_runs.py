"""Old words and new ones in so few runs that a reader can follow.

Alone it notices runs that do not make up both texts.
"""

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.editions.runs import compare_words

WORDS = st.lists(st.sampled_from("abc")).map(" ".join)


@given(WORDS, WORDS)
def test_runs_of_words_make_up_both_texts(old: str, new: str) -> None:
    runs = compare_words(old, new)
    assert " ".join(run.words for run in runs if run.kind != "added") == old
    assert " ".join(run.words for run in runs if run.kind != "removed") == new
