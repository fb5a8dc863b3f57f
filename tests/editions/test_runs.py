"""Old words and new ones in so few runs that a reader can follow.

Alone it notices runs that do not make up both texts.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.editions.runs import compare_words, shorten_same

WORDS = st.lists(st.sampled_from("abc")).map(" ".join)


@given(WORDS, WORDS)
def test_runs_of_words_make_up_both_texts(old: str, new: str) -> None:
    runs = compare_words(old, new)
    assert " ".join(run.words for run in runs if run.kind != "added") == old
    assert " ".join(run.words for run in runs if run.kind != "removed") == new


FAR = [f"w{number}" for number in range(40)]
SHORTENED = [
    ([*FAR, "a"], [*FAR, "b"], f"… {' '.join(FAR[-12:])}"),
    (["a", *FAR], ["b", *FAR], f"{' '.join(FAR[:12])} …"),
    (["a", *FAR, "a"], ["b", *FAR, "b"], f"{' '.join(FAR[:12])} … {' '.join(FAR[-12:])}"),
    (["a", *FAR[:25], "a"], ["b", *FAR[:25], "b"], " ".join(FAR[:25])),
]


@pytest.mark.parametrize(("old", "new", "shown"), SHORTENED)
def test_of_words_that_stayed_those_beside_a_change_are_shown(
    old: list[str], new: list[str], shown: str
) -> None:
    runs = shorten_same(compare_words(" ".join(old), " ".join(new)))
    assert [run.words for run in runs if run.kind == "same"] == [shown]
